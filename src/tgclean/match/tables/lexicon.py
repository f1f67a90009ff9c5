# ruff: noqa: E501  one line a language reads better than wrapped lists
"""Closed classes of words that decide what a post says: months, days, numerals, units.

Closed classes only: a language has a dozen months and a handful of negations, and a list of them stays true.
Names of places and people are open and are in no list.  All words are folded.
"""

from __future__ import annotations

from tgclean.match.letters import fold
from tgclean.match.tables.ordinals import ORDINALS

_MONTHS = (
    fold("""
january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|november nov|december dec
января январь янв|февраля февраль февр фев|марта март|апреля апрель апр|мая май|июня июнь|июля июль|августа август авг|сентября сентябрь сент сен|октября октябрь окт|ноября ноябрь нояб ноя|декабря декабрь дек
січня січень|лютого лютии|березня березень|квітня квітень|травня травень|червня червень|липня липень|серпня серпень|вересня вересень|жовтня жовтень|листопада листопад|грудня грудень
januar janner|februar|marz|april|mai|juni|juli|august|september|oktober okt|november|dezember dez
janvier janv|fevrier fevr|mars|avril avr|mai|juin|juillet juil|aout|septembre|octobre|novembre|decembre
enero ene|febrero|marzo|abril abr|mayo|junio|julio|agosto ago|septiembre setiembre|octubre|noviembre|diciembre dic
janeiro|fevereiro fev|marco|abril|maio|junho|julho|agosto|setembro set|outubro out|novembro|dezembro
gennaio gen|febbraio|marzo|aprile|maggio mag|giugno giu|luglio lug|agosto|settembre|ottobre ott|novembre|dicembre
ocak|subat|mart|nisan|mayıs mayis|haziran|temmuz|agustos|eylul|ekim|kasım kasim|aralık aralik
stycznia styczen|lutego luty|marca marzec|kwietnia kwiecien|maja maj|czerwca czerwiec|lipca lipiec|sierpnia sierpien|września wrzesnia wrzesien|pazdziernika pazdziernik|listopada listopad|grudnia grudzien
januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember
|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|||
يناير|فبراير|مارس|ابريل|مايو|يونيو|يوليو|اغسطس|سبتمبر|اكتوبر|نوفمبر|ديسمبر
ژانويه|فوريه|مارس|اوريل|مه|ژوين|جولاي|اوت|سپتامبر|اکتبر|نوامبر|دسامبر
ינואר בינואר|פברואר בפברואר|מרץ במרץ|אפריל באפריל|מאי במאי|יוני ביוני|יולי ביולי|אוגוסט באוגוסט|ספטמבר בספטמבר|אוקטובר באוקטובר|נובמבר בנובמבר|דצמבר בדצמבר
فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند
जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर
ιανουαριου ιανουαριος|φεβρουαριου φεβρουαριος|μαρτιου μαρτιος|απριλιου απριλιος|μαΐου μαϊος|ιουνιου ιουνιος|ιουλιου ιουλιος|αυγουστου αυγουστος|σεπτεμβριου σεπτεμβριος|οκτωβριου οκτωβριος|νοεμβριου νοεμβριος|δεκεμβριου δεκεμβριος
ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie
januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december
ledna leden|unora unor|brezna brezen|dubna duben|kvetna kveten|cervna cerven|cervence cervenec|srpna srpen|zari|rijna rijen|listopadu|prosince prosinec
yanvar|fevral|mart|aprel|may|iyun|iyul|avqust avgust|sentabr sentyabr|oktabr oktyabr|noyabr|dekabr
қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан
јануара јануар|фебруара фебруар|марта март|априла април|маја мај|јуна јун|јула јул|августа август|септембра септембар|октобра октобар|новембра новембар|децембра децембар
januara januar|februara februar|marta mart|aprila april|maja maj|juna jun|jula jul|avgusta avgust|septembra septembar|oktobra oktobar|novembra novembar|decembra decembar
იანვარი იანვარს|თებერვალი თებერვალს|მარტი მარტს|აპრილი აპრილს|მაისი მაისს|ივნისი ივნისს|ივლისი ივლისს|აგვისტო აგვისტოს|სექტემბერი სექტემბერს|ოქტომბერი ოქტომბერს|ნოემბერი ნოემბერს|დეკემბერი დეკემბერს
հունվարի|փետրվարի|մարտի|ապրիլի|մայիսի|հունիսի|հուլիսի|օգոստոսի|սեպտեմբերի|հոկտեմբերի|նոյեմբերի|դեկտեմբերի
জানুয়ারি|ফেব্রুয়ারি|মার্চ|এপ্রিল|মে|জুন|জুলাই|আগস্ট|সেপ্টেম্বর|অক্টোবর|নভেম্বর|ডিসেম্বর
ஜனவரி|பிப்ரவரி|மார்ச்|ஏப்ரல்|மே|ஜூன்|ஜூலை|ஆகஸ்ட்|செப்டம்பர்|அக்டோபர்|நவம்பர்|டிசம்பர்
januari|februari|machi|aprili|mei|juni|julai|agosti|septemba|oktoba|novemba|desemba
جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|دسمبر
qańtar|aqpan|naýryz|sáýir|mamyr|maýsym|shilde|tamyz|qyrkúıek|qazan|qarasha|jeltoqsan
""")
    .strip()
    .splitlines()
)

MONTHS: dict[str, int] = {
    word: number for line in _MONTHS for number, names in enumerate(line.split("|"), 1) for word in names.split()
}
"""Number of the month that a word names."""

_WEEKDAYS = (
    fold("""
monday mon|tuesday tue tues|wednesday wed|thursday thu thurs|friday fri|saturday|sunday
понедельник понедельника|вторник вторника|среда среду среды|четверг четверга|пятница пятницу пятницы|суббота субботу субботы|воскресенье воскресенья
понеділок понеділка|вівторок вівторка|середа середу середи|четвер четверга|пятниця пятницю|субота суботу|неділя неділю
montag|dienstag|mittwoch|donnerstag|freitag|samstag sonnabend|sonntag
lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche
lunes|martes|miercoles|jueves|viernes|sabado|domingo
segunda|terca|quarta|quinta|sexta|sabado|domingo
lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica
pazartesi|salı sali|carsamba|persembe|cuma|cumartesi|pazar
poniedziałek poniedzialek|wtorek|sroda srode|czwartek|piatek|sobota sobote|niedziela niedziele
senin|selasa|rabu|kamis|jumat|sabtu|minggu
δευτερα|τριτη|τεταρτη|πεμπτη|παρασκευη|σαββατο|κυριακη
luni|marti|miercuri|joi|vineri|sambata|duminica
maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag
월요일|화요일|수요일|목요일|금요일|토요일|일요일
सोमवार|मंगलवार|बुधवार|गुरुवार|शुक्रवार|शनिवार|रविवार
دوشنبه|سه‌شنبه|چهارشنبه|پنجشنبه|جمعه|شنبه|یکشنبه
الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعة|السبت|الاحد
""")
    .strip()
    .splitlines()
)
_RELATIVE_DAYS = (
    fold("""
yesterday|today tonight|tomorrow
вчера|сегодня|завтра
вчора|сьогодні сьогодни|завтра
gestern|heute|morgen
hier|aujourd|demain
ayer|hoy|manana
ontem|hoje|amanha
ieri|oggi|domani
dun|bugun|yarın yarin
wczoraj|dzisiaj dzis|jutro
kemarin|hari ini|besok
χθες|σημερα|αυριο
어제|오늘|내일
دیروز|امروز|فردا
אתמול|היום|מחר
امس|اليوم|غدا
""")
    .strip()
    .splitlines()
)

DAYS: dict[str, str] = {
    word: f"{kind}{number}"
    for kind, lines in (("w", _WEEKDAYS), ("r", _RELATIVE_DAYS))
    for line in lines
    for number, names in enumerate(line.split("|"))
    for word in names.split()
}
"""Which day a word names: `w0` is Monday, `r0` yesterday."""

_NUMERALS = (
    fold("""
zero|one first|two second twice|three third|four fourth|five fifth|six sixth|seven seventh|eight eighth|nine ninth|ten tenth|eleven eleventh|twelve twelfth|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty
ноль|один одна одно одного первыи первая первое первого первую первои первом|два две двух второи вторая второе второго вторую втором|три трех третии третья третье третьего третью третьеи третьем|четыре четырех четвертыи четвертая четвертое четвертую|пять пяти пятыи пятая|шесть шести шестои шестая|семь семи седьмои|восемь восьми восьмои|девять девяти девятыи|десять десяти десятыи|одиннадцать одиннадцати|двенадцать двенадцати|тринадцать|четырнадцать|пятнадцать|шестнадцать|семнадцать|восемнадцать|девятнадцать|двадцать двадцати
нуль|одна одне одного першии перша перше першу першого першому|два дві двох другии друга друге другу другого другому|три трьох третіи третя третє третю третього третьому|чотири чотирьох четвертии четверта четверте четверту|пять пяти|шість шести|сім семи|вісім восьми|девять девяти|десять десяти|одинадцять|дванадцять|тринадцять|чотирнадцять|пятнадцять|шістнадцять|сімнадцять|вісімнадцять|девятнадцять|двадцять
null|ein eins eine einen erste ersten|zwei zweite zweiten|drei dritte dritten dritter drittes|vier vierte vierten vierter|funf funfte funften funfter|sechs sechste sechsten|sieben siebte siebten|acht achte achten|neun neunte neunten|zehn zehnte zehnten|elf|zwolf|dreizehn|vierzehn|funfzehn|sechzehn|siebzehn|achtzehn|neunzehn|zwanzig
zero|un une premier premiere|deux deuxieme|trois troisieme|quatre quatrieme|cinq cinquieme|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize||||vingt
cero|uno una primer primero primera|dos segundo|tres tercer tercero tercera|cuatro cuarto|cinco quinto|seis sexto|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieciseis|diecisiete|dieciocho|diecinueve|veinte
zero|um uma primeiro primeira|dois duas segundo|tres terceiro|quatro quarto|cinco quinto|seis|sete|oito|nove|dez|onze|doze|treze|quatorze catorze|quinze|dezesseis|dezessete|dezoito|dezenove|vinte
zero|uno una primo prima|due secondo|tre terzo|quattro quarto|cinque quinto|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|quindici|sedici|diciassette|diciotto|diciannove|venti
sıfır sifir|bir birinci|iki ikinci|uc ucuncu|dort dorduncu|bes besinci|altı alti|yedi|sekiz|dokuz|on|||||||||yirmi
zero|jeden jedna pierwszy pierwsza pierwsze|dwa dwie dwoch drugi druga drugie|trzy trzech trzeci trzecia trzecie|cztery czterech czwarty czwarta czwarte|piec pieciu piaty piata piate|szesc szesciu|siedem siedmiu|osiem osmiu|dziewiec|dziesiec|jedenascie|dwanascie|trzynascie|czternascie|pietnascie|szesnascie|siedemnascie|osiemnascie|dziewietnascie|dwadziescia
nol|satu pertama|dua kedua|tiga ketiga|empat keempat|lima kelima|enam keenam|tujuh|delapan|sembilan|sepuluh|sebelas
|ενας μια ενα πρωτη πρωτος|δυο δευτερη δευτερος|τρεις τρια τριτος|τεσσερις τεσσερα τεταρτος|πεντε πεμπτος|εξι|επτα εφτα|οκτω οχτω|εννεα εννια|δεκα|εντεκα|δωδεκα
|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười
|unu|doi doua|trei|patru|cinci|sase|sapte|opt|noua|zece
||twee|drie|vier|vijf|zes|zeven|acht|negen|tien
|jeden jedna|dva dve|tri|ctyri|pet|sest|sedm|osm|devet|deset
|bir|ikki iki|uch uc|tort dord|besh bes|olti altı|yetti yeddi|sakkiz sekkiz|toqqiz doqquz|on
|하나 한|둘 두|셋 세|넷 네|다섯|여섯|일곱|여덟|아홉|열
صفر|واحد واحدة|اثنان اثنين|ثلاثة ثلاث|اربعة اربع|خمسة خمس|ستة ست|سبعة سبع|ثمانية ثماني|تسعة تسع|عشرة عشر
صفر|يک اول|دو دوم|سه سوم|چهار چهارم|پنج پنجم|شش ششم|هفت هفتم|هشت هشتم|نه نهم|ده دهم
אפס|אחד אחת ראשון ראשונה|שניים שתיים שני שתי|שלושה שלוש שלישי|ארבעה ארבע רביעי|חמישה חמש חמישי|שישה שש שישי|שבעה שבע שביעי|שמונה שמיני|תשעה תשע|עשרה עשר
शून्य|एक पहला पहली|दो दूसरा दूसरी|तीन|चार|पांच|छह|सात|आठ|नौ|दस
|једна један једно једног прва први|два две двоје|три троје трећи трећа|четири четворо|пет петоро|шест шесторо|седам|осам|девет|десет|једанаест|дванаест|тринаест|четрнаест|петнаест|шеснаест|седамнаест|осамнаест|деветнаест|двадесет
|jedan jedna jedno jednog prva prvi|dva dve dvije dvoje|tri troje treci treca|cetiri cetvoro|pet petoro|sest sestoro|sedam|osam|devet|deset|jedanaest|dvanaest|trinaest|cetrnaest|petnaest|sesnaest|sedamnaest|osamnaest|devetnaest|dvadeset
|ერთი ერთმა პირველი|ორი ორმა მეორე|სამი სამმა მესამე|ოთხი მეოთხე|ხუთი მეხუთე|ექვსი|შვიდი|რვა|ცხრა|ათი|თერთმეტი|თორმეტი||||||||ოცი
|մեկ առաջին|երկու երկրորդ|երեք երրորդ|չորս չորրորդ|հինգ|վեց|յոթ|ութ|ինը|տասը
|এক একজন প্রথম|দুই দুজন দুটি দ্বিতীয়|তিন তিনজন তিনটি তৃতীয়|চার চারজন চারটি|পাঁচ পাঁচজন|ছয় ছয়জন|সাত সাতজন|আট আটজন|নয়জন|দশ দশজন
|ஒன்று|இரண்டு|மூன்று|நான்கு|ஐந்து|ஆறு|ஏழு|எட்டு|ஒன்பது|பத்து
|አንድ|ሁለት|ሶስት ሦስት|አራት|አምስት|ስድስት|ሰባት|ስምንት|ዘጠኝ|አስር አሥር
|mmoja kwanza|mbili wawili|tatu watatu|nne wanne|tano watano|sita|saba|nane wanane|tisa|kumi
|bir|eki|úsh|tórt|bes|alty|jeti|segiz|toǵyz
|бір бірінші|екі екінші|үш үшінші|төрт|бес|алты|жеті|сегіз|тоғыз
|یەک یەکەم|دوو دووەم|سێ سێیەم|چوار چوارەم|پێنج|شەش|حەوت|هەشت|نۆ|دە
صفر|ایک پہلا پہلی|دو دوسرا دوسری|تین تیسرا تیسری|چار|پانچ|چھ|سات|آٹھ|نو|دس|گیارہ|بارہ
〇 零|一 壱|二 两 兩|三|四|五|六|七|八|九|十
""")
    .strip()
    .splitlines()
)
_ROUND = (
    fold("""
30 thirty тридцать тридцати тридцять dreißig dreissig trente treinta trinta trenta otuz trzydziesci
40 forty сорок сорока vierzig quarante cuarenta quarenta quaranta kırk kirk czterdziesci
50 fifty пятьдесят пятидесяти пятдесят funfzig cinquante cincuenta cinquenta cinquanta elli piecdziesiat
60 sixty шестьдесят шістдесят sechzig soixante sesenta sessenta sessanta altmıs altmis szescdziesiat
70 seventy семьдесят сімдесят siebzig setenta settanta yetmis siedemdziesiat
80 eighty восемьдесят вісімдесят achtzig ochenta oitenta ottanta seksen osiemdziesiat
90 ninety девяносто девяносто neunzig noventa novanta doksan dziewiecdziesiat
100 hundred сто ста сотня hundert cent cien ciento cem cento yuz sto seratus ratus مئة مائة 百 सौ
1000 thousand thousands тысяча тысячи тысяч тыс тисяча тисячі тисяч тис tausend mille mil mila bin tysiac tysiaca tysiace tysiecy tys ribu duizend tisic tisice mii χιλιαδες nghin ngan seribu الف الاف هزار אלף אלפים אלפי 千 천 हजार हज़ार мың ming hezar
10000 万 萬 만
100000 लाख lakh lakhs
1000000 million millions mn mln mio миллион миллиона миллионов млн мільион мільиона мільионів millionen millones milhao milhoes milione milioni milyon milion miliona miliony milionow juta مليون ملايين میلیون מיליון מיליוני εκατομμυρια εκατ triệu milion milioane miljoen mill मिलियन
10000000 करोड़ करोड crore crores
100000000 亿 億 억
1000000000 billion billions bn миллиард миллиарда миллиардов млрд мільярд мільярда мільярдів milliarde milliarden mrd milliard milliards mds bilhao bilhoes bilion miliardo miliardi milyar miliar miliard miliarda miliardy miliardow miljard مليار مليارات میلیارد מיליארד מיליארדי δισεκατομμυρια δισ tỷ mld mlrd अरब
1000000000000 trillion trillions триллион триллиона триллионов трлн трильион трильиона трильионів billionen billones trilhao trilhoes trilyon triliun تريليون תריליון 兆 조
""")
    .strip()
    .splitlines()
)

NUMERALS: dict[str, str] = (
    ORDINALS
    | {word: str(value) for line in _NUMERALS for value, names in enumerate(line.split("|")) for word in names.split()}
    | {word: line.split()[0] for line in _ROUND for word in line.split()[1:]}
)
"""Value of a spelled-out number or ordinal, in digits."""

FIGURES: dict[str, str] = {word: f"@{month}" for word, month in MONTHS.items()} | DAYS | NUMERALS
"""The figure that a word says: a value in digits, `@month`, or a day as in `DAYS`."""

_COMMON = frozenset((
    "on", "out", "ago", "set", "due", "may", "bay", "chin", "ba", "bin", "bon", "gen", "mag", "mai", "mar", "mot", "nam",
    "mill", "ming", "mn", "pet", "proc", "sau", "sei", "tam", "tri",
))  # fmt: skip
SAID: dict[str, str] = {word: figure for word, figure in FIGURES.items() if len(word) > 1 and word not in _COMMON}
"""`FIGURES` without characters and words that mostly say something else, here or in other languages: they are figures
where one stands in the place of another."""

_UNITS = """
% percent pct proc процент процента процентов проценты відсоток відсотка відсотки відсотків procent procenta procentow prozent pourcent yuzde procent persen درصد بالمئة प्रतिशत אחוז אחוזים
$ usd dollar dollars доллар доллара долларов долар долара доларів dolares dolar دولار دلار डॉलर דולר 美元 ドル 달러
€ eur euro euros евро євро يورو یورو यूरो אירו ευρω 欧元 ユーロ 유로
£ gbp pound pounds sterlin sterling фунт фунта фунтов
chf franc francs franken франк франка франков франки франків
₽ rub ruble rubles rouble roubles руб рубль рубля рублеи рублю
₴ uah hryvnia hryvnias грн гривня гривні гривень гривна гривен
₺ try lira tl لیره
₹ inr rupee rupees रुपये रुपए रुपया
zł zloty zlote zlotych pln
₪ nis ils שקל שקלים
¥ cny jpy yuan yen юань юаня юанеи 元 円 人民币
₩ krw won 원
points point percentage pp пп п punkt punkty punktow пункти punto puntos ponto pontos punti punt пункт пункта пунктов процентныи процентных пунктів відсоткових prozentpunkt prozentpunkte prozentpunkten puan
kw квт kilowatt kilowatts
mw мвт megawatt megawatts
gw гвт gigawatt gigawatts
kwh квтч
mwh мвтч
gwh гвтч
gb гб
mb мб
tb тб
km kilometre kilometres kilometer kilometers км километр километра километры километров кілометри кілометр кілометра кілометрів kilometro kilometros كم كيلومتر کیلومتر किमी
mile miles миля мили миль mi
m м metre metres meter meters метр метра метры метров метри метрів metros متر
cm см сантиметр сантиметра сантиметры сантиметров сантиметри сантиметрів
mm мм миллиметр миллиметра миллиметры миллиметров міліметр міліметри міліметрів
kg кг килограмм килограмма килограммы килограммов kilogramm kilogrammes кілограм кілограми кілограмів kilogram kilograms kilo
g gram grams gramm gramme grammes gramos gramas grammi грамм грамма граммов
t ton tons tonne tonnes tonnen toneladas tonnellate тонна тонны тонн тонну
barrel barrels barril barriles barris barili баррель барреля баррелеи varil
gallon gallons
l litre litres liter liters litros litri литр литра литров
ha hectare hectares га гектар гектара гектаров hectareas
acre acres акр акров
second seconds секунда секунды секунд
minute minutes min минута минуты минут мин хвилина хвилини хвилин minuten minutos dakika دقيقة دقایق दिन_मिनट
hour hours час часа часов година години годин stunde stunden heure heures hora horas ora saat ساعة ساعات
day days день дня днеи днів tag tage jour jours dia dias giorni gun يوم
week weeks неделя недели недель тиждень тижні тижнів woche wochen semaine semaines semana semanas hafta
month months месяц месяца месяцев місяць місяці місяців monat monate mois mes meses
year years год года лет рік роки років jahr jahre ans ano anos yil
"""
UNITS: dict[str, str] = {
    word: line.split()[0]
    for line, folded in zip(_UNITS.splitlines(), fold(_UNITS).splitlines(), strict=True)
    for word in folded.split()
}
"""The unit that a word or a sign says."""

FLASH = frozenset(
    fold("""
breaking urgent срочно молния терміново eilmeldung eil urgente urgence acil pilne عاجل فوری דחוף ब्रेकिंग 速报 突发 快讯 速報 속보
update updated upd обновлено обновление оновлено доповнено aktualisiert aktualisierung actualizado actualizacion atualizado
atualizacao aggiornato aggiornamento actualise aktualizacja zaktualizowano aktualizace aktualizovano actualizare actualizat
guncelleme guncellendi yangilandi yenilendi жаңартылды ажурирано azurirano uppdaterad uppdatering oppdatert opdateret paivitetty
frissitve обновено bijgewerkt ενημερωση تحديث محدث بهروزرسانی עדכון अपडेट perbarui diperbarui 업데이트
""").split()
)
"""Words that announce a flash, or another version, and say nothing of it."""
