# ruff: noqa: E501  one line a language reads better than wrapped lists
"""Words that turn the news round when one stands in the place of another: open and closed, east and west, red and green.

Beginnings of words, so that they are found inflected; opposite ones only, so that the lists stay short and true.  With
a full stop, or of less than four letters where vowels are written, they are whole words.
"""

from __future__ import annotations

from functools import cache, lru_cache

from tgclean.match.letters import fold

_GROUPS = """
north|south|east|west
север|юг южны южна южно южну|восто|запад
північ півноч|південн південь півдн|схід східн|захід західн
nord nordl norden|sud sudl suden|ost ostl osten|west westl westen
nord|sud|est|ouest ovest
norte|sur sul|este leste|oeste
kuzey|guney|dogu|batı
połnoc|południ|wschod|zachod
utara|selatan|timur|barat
βορει|νοτι|ανατολικ|δυτικ
شمال|جنوب|شرق|غرب
צפון|דרום|מזרח|מערב
उत्तर|दक्षिण|पूर्व|पश्चिम
북|남|동|서
東 东|西|南|北

red reds|orange|yellow|green|blue
красн|оранж|желт|зелен|синии синя сине синю
червон|помаранч|жовт|зелен|синіи синя синє синьо сині
rot rote roter rotes roten|orange|gelb|grun|blau
rouge|orange|jaune|vert|bleu
rojo roja rojos rojas|naranja|amarill|verd|azul
vermelh|laranja|amarel|verd|azul
ross|arancion|giall|verd|blu
kırmızı|turuncu|sarı|yesil|mavi
czerwon|pomarancz|zołt|zielon|niebiesk
merah|jingga oranye|kuning|hijau|biru
κοκκιν|πορτοκαλι|κιτριν|πρασιν|μπλε
احمر الاحمر حمراء الحمراء|برتقالي البرتقالي برتقاليه|اصفر الاصفر صفراء الصفراء|اخضر الاخضر خضراء الخضراء|ازرق الازرق
قرمز|نارنج|زرد|سبز|آبی
אדום אדומ|כתום כתומ|צהוב|ירוק|כחול
लाल|नारंगी|पील|हर|नील
đỏ|cam|vàng|xanh
红|橙|黄|绿|蓝

open opens opened opening reopen|close closes closed closing closure shut
откры|закры
відкри|закри
offn geoffn eroffn offen|schließ schliess geschlossen
ouvr rouvr ouver rouver|ferm
abri abre abra abier reabr reabier|cerr cierr
abri abre abra abert reabr reabert|fech
apre apri apert riapr riapert|chiu chius
acıl acık acıs|kapa
otwar otwier|zamkn zamyk
dibuka membuka|ditutup menutup
ανοι|κλει εκλει
فتح افتتاح تفتح مفتوح|مغلق اغلاق اغلق تغلق
باز.|بسته
נפתח ייפתח תיפתח פתח פתוח|נסגר ייסגר תיסגר סגר סגור
खुल|बंद
열|닫
отвор|затвор
otvor|zatvor
გახსნ გაიხს გახს ღია|დაკეტ ჩაკეტ ჩაიკეტ დახურ დაიხურ
բաց բացվ|փակ փակվ
খোলা খুল|বন্ধ
திறக் திறந்|மூட
ተከፈ ከፈተ ክፍት|ተዘጋ ዘጋ ዝግ
limefunguliwa imefunguliwa itafunguliwa kufunguliwa|limefungwa imefungwa itafungwa kufungwa
ашыл|жабыл
ashyl ashyq|jabyl jabyq
کرایەوە دەکرێتەوە کراوەیە|داخرا دادەخر
کھول کھل|بند
deschi|inchi

rise rises rising risen rose increas grow grew grown climb higher raise surge surged surges soar|fall falls fell fallen drop decreas declin lower plung slump
вырос выраст рост повы увелич подорож|упал упад паден пониз сниз уменьш подешев
зрос зрост підви збільш подорожч|впав впал паді зниж зниз зменш подешевш
steig stieg gestiegen erhoh|sink sank gesunken senk fallt fiel gefallen
mont augment hauss|baiss diminu recul
sube subi subio aument increment|baja bajo baje cae caera cayo dismin reduc
sobe subi subira aument alta.|cai. caira. caiu. caem. cairam. desce diminu reduz queda. baixa
sale. sali salgono aument|scend scese sceso calo. cala. calano. calat diminu
artıy artıs arttı artac yuksel|dustu dusus duser dusuy dusec azal geriled
wzros rosn podwyz|spad malej obniz
naik meningkat|turun menurun
αυξη αυξα αυξε ανεβ|μειω πεφτ επεσ
ارتفع ارتفاع ترتفع يرتفع|انخفض انخفاض تنخفض ينخفض تراجع
افزایش|کاهش
עלה עלתה יעלה עלייה|ירד ירדה ירידה
बढ़|घट गिर
tăng|giảm
오르 올라 상승 인상|내리 내려 하락 인하
涨 升 增|跌 降 减
порас расте повећ поскуп|пада смањ појефт
poras raste povec poskup|pada smanj pojeft
გაიზარდ გაიზრდ მოიმატ გაძვირდ|შემცირდ დაიკლ გაიაფდ
բարձրա կբարձրա աճել թանկա|նվազ կնվազ իջել էժանա
বাড়|কম
உயர் அதிகரி|குறை
ጨመረ ይጨምራ|ቀነሰ ይቀንሳ
imepanda itapanda kupanda|imeshuka itashuka kushuka
өсті өседі көтеріл|төменде арзанда
ósti ósedi kóteril|tómende arzanda
بەرزبو بەرزدەب|دابەز دادەبەز
بڑھ|گھٹ
creste|scad

win wins won winning winner victor|lost loss lose loses losing defeat
победи побежд выигра|проигра поражен
перемог виграл виграв|програ поразк
sieg gewinn gewann gewonn|verlier verlor niederlag
gagn victoi|perdu perdr defait
gana gano ganar|perde perdi derrot
vence venci ganha. ganhou. ganham. ganharam.|perde perdi
vince vinto. vinta. vinti. vittor|perde perso. persa. persi. sconfitt sconfig
κερδι νικη|χασαν εχασ ηττα
برد. بردند.|باخت
kazand kazanı|kaybet yenil
wygra|przegra
menang|kalah
فاز يفوز تفوز فوز|خسر يخسر تخسر خساره
ניצח ניצחה|הפסיד הפסידה
जीत|हार
이겼 승리|졌 패배
胜 勝|负 敗 败

start starts started begin begins began begun launch resum|end ends ended finish complet stop stops stopped halt suspend
нача начн старт возобнов|законч заверш останов приостан
поча старт відновл|закінч заверш зупин призупин
beginn begann begonn start|ende endet beende stopp
commenc debut repren|termin arret suspend
empez comienz comenz inici reanud|termin acab finaliz suspend
comec inici retom|termin encerr suspend
basla|bitti biter bitec sona durdur
rozpocz zacz wznow|zakoncz wstrzym
mulai dimulai|berakhir selesai dihentikan
بدا تبدا يبدا استءناف استئناف|انتهي انتهت ينتهي توقف
آغاز شروع|پایان توقف
שרוע התחיל החל|הסתיים נפסק
शुरू|खत्म समाप्त
시작 재개|종료 중단
始 启|止 终 停
поче започ|заврш обустав прекин
poce zapoc|zavrs obustav prekin
დაიწყ|დასრულ შეწყ
শুরু|শেষ
شروع|ختم
incep|inchei

buy buys buying bought purchas long|sell sells sold short
купи покуп лонг|прода шорт
купує купив купил купле купів|прода
kauf|verkauf
acheta achet|vend
compr|vend venta. ventas. vente. ventes.
aldı. alım. alıs.|sattı. satım. satıs.
kupi kupn|sprzed
beli membeli|jual menjual
קנה. קנתה. קניי|מכר. מכרה. מכיר
شراء اشتري|بيع باع
خرید|فروش
खरीद|बिक्र बेच
买 買|卖 賣

arrest arrests arrested arresting detain jailed imprison|releas freed acquit
арест задерж|освоб отпущ отпуст оправда
арешт затрим|звільн відпущ відпуст виправда
verhaft festgenommen inhaftiert|freigelassen freigesprochen entlassen
arret interpell incarcer|libere liberee relache acquitt
arrest deten detuv encarcel|liber excarcel absuel absolv
preso presa. presos presas prend detid detev|solto solta. soltos libert liber absolv
arrest ferma. fermat incarcer|scarcer rilasci liberat assolt
tutuklan tutuklad gozaltina gozaltına yakalan|serbest salıver beraat
aresztow zatrzyman|zwolni uniewinni wypuszcz
ditangkap menangkap ditahan menahan|dibebaskan membebaskan bebas
συνελ|απελευθερ αθωω
اعتقل اعتقال توقيف احتجاز|اطلق اطلاق افرج افراج براءه
بازداشت دستگیر|آزاد تبرئه
נעצר נעצרה נעצרו מעצר|שוחרר שוחררה שוחררו זוכה
गिरफ्तार|रिहा बरी
체포 구속|석방 무죄
逮 拘 捕|释 釋
arestat retinut|eliberat achitat
ухапс|ослобо пушт
uhaps|oslobo pust

allow allows allowed permit lift lifts lifted approv|ban bans banned forbid prohibit impos reject
разреш снят снял сним. снима снимут одобр|запре ввел введ отклон
дозвол скасов знят знял зніма|заборон запров відхил
erlaub aufgehob aufheb|verbot verbiet verhang ausgelos
autoris lever levee|interdi
permit autoriz levant aprob|prohib rechaz
permit autoriz aprov|proib rejeit
izin kaldır onay|yasak redde
zezwol zezwal znies|zakaz odrzuc
izinkan diizinkan|larang dilarang
سمح يسمح رفع|منع يمنع حظر فرض
해제 허용|발령 금지

confirm|deny denies denied refut
подтвер|опроверг отриц
підтвер|спростув запереч
bestatig|dement bestreit bestritt
confirm|dement
confirm|desmient desmint niega nega nego
dogrula|yalanla
potwierdz|zaprzecz
membenarkan|membantah
اكد تؤكد يؤكد|نفي ينفي تنفي
تایید تأیید|تکذیب
पुष्टि|खंडन

man men male|woman women female
мужчин|женщин
чолові|жінк
mann manner|frau
homme|femme
hombre|mujer
homem homens|mulher
erkek|kadın
mezczyz|kobiet
pria laki|wanita perempuan
ανδρα ανδρε|γυναικ
مرد. مردان|زن. زنان
رجل|امراه
גבר|אישה
पुरुष|महिला
남성 남자|여성 여자
男|女

with mit avec con com z ze ile dengan|without ohne sans sin senza sem bez olmadan tanpa
с со з із зі|без
با.|بدون
עם.|בלי ללא
can may could|cannot
always immer toujours siempre sempre zawsze|never nie niemals jamais nunca mai nigdy
всегда завжди|никогда ніколи
已|未 没 沒

issued declared announced activated|cancelled canceled cancel lifted
объявл введен|отмен отбои снят
оголош|скасов відбіи відбою
verdi verildi|kaldır iptal
declench|annul leve levee
emite emitio emitid emitiu decret declar|cancel levant anul revog
diramat proclam|revoc annull cancel
ogłosz ogłas wprowadz|odwoł
dikeluarkan diumumkan|dicabut dibatalkan
اعلان اعلنت|الغاء الغت الغي
صادر|لغو
הוכרז הופעל|בוטל הוסר
जारी घोषित|रद्द
발령 발효|해제 취소

half halftime|full fulltime final
перерыв перерва|заверш оконч финал фінал
halbzeit|endstand abpfiff
intervalo descanso intervallo|final fim.

dollar dolar|€ euro deuro|£ pound sterlin pfund|franc franken franchi frank|peso|₽ rubl roubl rubel|yuan|yen|₺ lira|rupee rupie rupia
доллар долар|€ евро євро|£ фунт|франк|песо|рубл|юан|иена иены иену єна єни|лира лиры лиру ліра ліри|рупи рупі|гривн гривен|тенге
دولار دلار|يورو یورو|جنيه|فرنك فرانک|بيزو|روبل|يوان یوآن|ين. ین.|ليره لیر|روبيه روپیه|ريال ریال|درهم|تومان
달러|유로|파운드|프랑|페소|루블|위안|엔화|리라
डॉलर|यूरो|पाउंड|||रूबल|युआन|||रुप

left|right
левы лева лево леву слев|прав справ
ліви ліва ліво ліву лівіи лівіш зліва|прави права праву праві справ
links linke|rechts rechte
gauche|droite
izquierd|derech
esquerd|direit
sol. solda. sola.|sag. sagda. saga.
sinistr|destr
αριστερ|δεξι
چپ|راست
שמאל|ימין
lewy lewa lewo lewe|prawy prawa prawo prawe
kiri|kanan
يسار اليسري|يمين اليمني
左|右

up upper above over|down lower below under
вверх выше|вниз ниже
вгору вище|вниз нижче
上|下
"""


@cache
def _stems() -> dict[str, tuple[tuple[int, int], ...]]:
    """The sides that each beginning of a word is of: the number of its group, and its place in it."""
    stems: dict[str, tuple[tuple[int, int], ...]] = {}
    for group, lines in enumerate(fold(_GROUPS).strip().split("\n\n")):
        for line in lines.split("\n"):
            for side, words in enumerate(line.split("|")):
                for stem in words.split():
                    stems[stem] = (*stems.get(stem, ()), (group, side))
    return stems


@lru_cache(maxsize=1 << 14)
def _sides(word: str) -> tuple[tuple[int, int], ...]:
    word = word.removeprefix("ال")
    stems = _stems()
    whole = stems.get(f"{word}.") or stems.get(word)
    if whole:
        return whole
    # Short beginnings say little in alphabets that write their vowels.
    shortest = 2 if word > "\u0590" else 4
    for length in range(len(word) - 1, shortest - 1, -1):
        if known := stems.get(word[:length]):
            return known
    return ()


def are_opposite(x: str, y: str) -> bool:
    """Whether two folded words are opposites, or two directions or colours; symmetric.

    >>> are_opposite("opened", "closed"), are_opposite("закрыт", "открыто"), are_opposite("opened", "opening")
    (True, True, False)
    >>> are_opposite("vinto", "perso"), are_opposite("vinto", "persone")
    (True, False)
    """
    return any(g == h and p != q for g, p in _sides(x) for h, q in _sides(y))
