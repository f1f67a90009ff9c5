# ruff: noqa: E501  one line a language reads better than wrapped lists
"""Spelled-out numbers in the forms that they are inflected to, beyond the common ones of `lexicon`: closed classes.

Rows have a number a cell, the forms in it set apart by spaces.  Only words that stand in the place of others are looked
up here, so there are words among them that say something else in another language.  All words are folded.
"""

from __future__ import annotations

SURE = """
||двум двумя двое двоих двоим|трем тремя трое троих троим|четырем четырьмя четверо четверых|пятью пятеро пятерых|шестью шестеро шестерых|семью семеро семерых|восемью восьмью восьмеро|девятью девятеро|десятью десятеро|одиннадцатью|двенадцатью дюжина дюжину|тринадцати тринадцатью|четырнадцати четырнадцатью|пятнадцати пятнадцатью|шестнадцати|семнадцати|восемнадцати|девятнадцати|двадцатью
||двом двома двоє двоих двіико|трьом трьома троє тріико|чотирьом четверо четверых|пятьма пятьох пятеро|шести шістьох шестеро|семи сімох семеро|восьми вісьмох восьмеро|девятьох девятеро|десятьох десятеро|одинадцяти одинадцятьох|дванадцяти дванадцятьох|тринадцяти|чотирнадцяти|пятнадцяти|шістнадцяти|сімнадцяти|вісімнадцяти|девятнадцяти|двадцяти двадцятьох
||дзве двух|тры трох|чатыры чатырох|пяць пяці|шэсць шасці|сямі|васьмі|дзевяць дзевяці|дзесяць дзесяці|адзінаццаць|дванаццаць|трынаццаць|чатырнаццаць|пятнаццаць|шаснаццаць|сямнаццаць|васямнаццаць|дзевятнаццаць|дваццаць дваццаці
||двама двамата двете|трима тримата трите|четирима четиримата|петима петте|шестима шестте|седем седмина|осем осмина|девет деветима|десет десетте|единадесет единаисет|дванадесет дванаисет|тринадесет тринаисет|четиринадесет четиринаисет|петнадесет петнаисет|шестнадесет шестнаисет|седемнадесет седемнаисет|осемнадесет осемнаисет|деветнадесет деветнаисет|двадесет дваисет
||двајца двојица двојицу|тројца тројица тројицу|четворица четири|петмина петорица|шестмина шесторица|седум седморица|осум осморица|деветорица|десеторица
||dvojica dvojicu|trojica trojicu trojice|cetvorica cetvorica|petorica petoricu|sestorica|sedmorica|osmorica|devetorica|desetorica
|jednego jednej|dwaj dwojga dwoje dwom dwoma|trzej troje trojga trzem trzema|czterej czworo czworga czterem|piecioro pieciorga|szescioro|siedmioro siedmiu|osmioro osmiu|dziewieciu dziewiecioro|dziesieciu dziesiecioro|jedenastu|dwunastu dwanascioro|trzynastu|czternastu|pietnastu|szesnastu|siedemnastu|osiemnastu|dziewietnastu|dwudziestu
||dvou dvema|trem tremi|ctyrem ctvero|peti|sesti|sedmi|osmi|deviti|deseti|jedenact jedenacti|dvanact dvanacti|trinact trinacti|ctrnact ctrnacti|patnact patnacti|sestnact sestnacti|sedmnact sedmnacti|osmnact osmnacti|devatenact devatenacti|dvacet dvaceti
||dvaja dvoch|traja troch|styria styri styroch|pat piatich|sest siestich|sedem siedmich|osem osmich|devat deviatich|desat desiatich|jedenast|dvanast|trinast|strnast|patnast|sestnast|sedemnast|osemnast|devatnast|dvadsat
||dveh dvema|trije treh|stirje stirih|petih|sestih|sedmih|osmih|devetih|desetih|enajst|dvanajst|trinajst|stirinajst|petnajst|sestnajst|sedemnajst|osemnajst|devetnajst|dvajset
||||||||||||dozen
|||τριων|τεσσερισ τεσσερα τεσσαρων||εξι|||||||δεκατρια δεκατρεισ|δεκατεσσερα δεκατεσσερισ|δεκαπεντε|δεκαεξι|δεκαεπτα δεκαεφτα|δεκαοκτω δεκαοχτω|δεκαεννεα δεκαεννια|εικοσι
|||||||||||unsprezece|doisprezece douasprezece|treisprezece|paisprezece|cincisprezece|saisprezece|saptesprezece|optsprezece|nouasprezece|douazeci
|yksi yhden|kaksi kahden|kolme kolmen|nelja neljan|viisi viiden|kuusi kuuden|seitseman|kahdeksan|yhdeksan|kymmenen|yksitoista|kaksitoista|kolmetoista|neljatoista|viisitoista|kuusitoista|seitsemantoista|kahdeksantoista|yhdeksantoista|kaksikymmenta
||ketto ketten|harom harman|negy negyen||||nyolc|kilenc kilencen||tizenegy|tizenketto tizenket|tizenharom|tizennegy|tizenot|tizenhat|tizenhet|tizennyolc|tizenkilenc
||ikkita ikkitasi|uchta uchtasi|tortta torttasi|beshta beshtasi|oltita|yettita|sakkizta|toqqizta
||екеу екеуі|үшеу үшеуі|төртеу төртеуі|бесеу бесеуі|алтау алтауы|жетеу жетеуі
|||||||||||elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien|twintig
|||||||||||elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton|tjugo
|||||||||||elleve||tretten|fjorten|femten|seksten|sytten|atten|nitten|
|||||||||||vienpadsmit|divpadsmit|trispadsmit|cetrpadsmit|piecpadsmit|sespadsmit|septinpadsmit|astonpadsmit|devinpadsmit|divdesmit
|||||||||||vienuolika|dvylika|trylika|keturiolika|penkiolika|sesiolika|septyniolika|astuoniolika|devyniolika|dvidesimt
|||||||||||uksteist|kaksteist|kolmteist|neliteist|viisteist|kuusteist|seitseteist|kaheksateist|uheksateist|kakskummend
|||||||||||||||||dezassete||dezanove
|||||||||||یازده|دوازده|سیزده|چهارده|پانزده پونزده|شانزده|هفده|هجده هیجده|نوزده|بیست
|||||||||||گیارہ|بارہ|تیرہ|چودہ|پندرہ|سولہ|سترہ|اٹھارہ|انیس|بیس
|||||||||||ग्यारह|बारह|तेरह|चौदह|पंद्रह पन्द्रह|सोलह|सत्रह|अठारह|उन्नीस|बीस
|||||||||||এগারো|বারো|তেরো|চৌদ্দ|পনেরো|ষোলো|সতেরো|আঠারো|উনিশ|বিশ কুডি
"""
"""From 0 on.  Of these another number in the same place is other news."""

UNSURE = """
|einem einer eines|||||||||||||||||||
|single|||||||||||||||||||
|een ene||||||||||||||||||||
|en ett et|tva|tre|fyra|fem|sex|sju|atta|nio|tio
|en et ett|to|tre|fire|fem|seks|syv sju|otte atte|ni|ti||tolv||||||||tyve tjue
|einn ein eitt|tveir tvær tvo|þrir þrjar þrju|fjorir fjorar fjogur|fimm|sex|sjo|atta|niu|tiu|ellefu|tolf|þrettan|fjortan|fimmtan|sextan|sautjan|atjan|nitjan|tuttugu
|egy|ket|||ot oten|hat hatan|het heten|||tiz||||||||||husz
|uks uhe|kaks kahe|kolm kolme|neli nelja|viis viie|kuus kuue|seitse|kaheksa|uheksa|kumme
|viens viena vienu|divi divas divu divus divam|tris triju|cetri cetru|pieci piecu|sesi sesu|septini|astoni|devini|desmit
|vienas viena|du dvi dvieju dviem|trys triju|keturi keturios keturiu|penki penkios penkiu|sesi sesios|septyni septynios|astuoni astuonios|devyni devynios|desimt
|un una|dos dues|tres|quatre|cinc|sis|set|vuit|nou|deu|onze|dotze|tretze|catorze|quinze|setze|disset|divuit|dinou|vint
||||||||||||||||||||vingts
|една един едно еден една адзін адна|||||||||||||||||||
|jedneho jednoho jedne|||||||||||||||||||
|ενασ ενα μια μιασ ενοσ|||||||||||||||||||
|одного однієі одну одним одною|||||||||||||||||||
|bir biri|ikisi ikisini|ucu ucunu|dordu|besi|altisi|yedisi|||||||||||||iyirmi
||||||olti||||on onta||||||||||yigirma
|бір|эки экөө|үч үчөө|төрт төртөө|беш бешөө|алты алтоо|жети жетөө|сегиз|тогуз|он||||||||||жиырма жыиырма
|як|ду|се|чор|панҷ|шаш|ҳафт|ҳашт|нуҳ|даҳ||||||||||бист
|nhat mot|||tu|lam|||||||||||||||
|واحدا|اثنان اثنتان اثنتین اثنین اثنا اثنی اتنین|تلاته||||||||||||||||||عشرون عشرین
|یک یکی||||||||||||||||||
|האחת|שתים שנים||||||||||||||||||עשרים
||||||छः छे छ
||দুইজন দুটো||||||||বার||||||||
||||||||||||||||||||இருபது
||||||||||አሥራ አስራ||||||||||ሃያ
|moja||||||||||||||||||||ishirini
||||||||||||||||||||քսան
|하나|둘|셋 석|넷 넉||||||||||||||||스물 스무
|일|이|삼|사|오|육|칠|팔|구
|壹 弌|贰 贰 弐 俩|叁 参 参 仨|肆|伍|陆 陆|柒|捌|玖|||||||||||廿
|หนึ่ง เอ็ด|สอง ยี่|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า
|ຫນຶ່ງ ເອັດ|ສອງ|ສາມ|ສີ່|ຫ້າ|ຫົກ|ເຈັດ|ແປດ|ເກົ້າ|||||||||||ຊາວ
"""

TENS = """
twenty|thirty|forty fourty|fifty|sixty|seventy|eighty|ninety
двадцать двадцати|тридцать тридцати тридцатью|сорок сорока|пятьдесят пятидесяти пятьюдесятью|шестьдесят шестидесяти|семьдесят семидесяти|восемьдесят восьмидесяти|девяносто девяноста
двадцять двадцяти|тридцять тридцяти|сорок сорока|пятдесят пятдесяти пятдесятьох|шістдесят шістдесяти|сімдесят сімдесяти|вісімдесят вісімдесяти|девяносто девяноста
дваццаць|трыццаць трыццаці|сорак|пяцьдзясят пяцідзесяці|шэсцьдзясят|семдзесят|восемдзесят|дзевяноста
двадесет дваисет|тридесет триисет|четиридесет четириисет|петдесет|шестдесет шеисет|седемдесет|осемдесет|деветдесет
двадесет|тридесет|четрдесет|педесет|шездесет|седамдесет|осамдесет|деведесет
dvadeset|trideset|cetrdeset|pedeset|sezdeset|sedamdeset|osamdeset|devedeset
dwadziescia dwudziestu|trzydziesci trzydziestu|czterdziesci czterdziestu|piecdziesiat piecdziesieciu|szescdziesiat szescdziesieciu|siedemdziesiat siedemdziesieciu|osiemdziesiat osiemdziesieciu|dziewiecdziesiat dziewiecdziesieciu
dvacet|tricet triceti|ctyricet ctyriceti|padesat padesati|sedesat sedesati|sedmdesat sedmdesati|osmdesat osmdesati|devadesat devadesati
dvadsat|tridsat|styridsat|patdesiat|sestdesiat|sedemdesiat|osemdesiat|devatdesiat
dvajset|trideset|stirideset|petdeset|sestdeset|sedemdeset|osemdeset|devetdeset
zwanzig|dreissig|vierzig|funfzig|sechzig|siebzig|achtzig|neunzig
twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig
vingt|trente|quarante|cinquante|soixante|septante|huitante octante|nonante
veinte|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa
vinte|trinta|quarenta|cinquenta|sessenta|setenta|oitenta|noventa
venti|trenta|quaranta|cinquanta|sessanta|settanta|ottanta|novanta
vint|trenta|quaranta|cinquanta|seixanta|setanta|vuitanta|noranta
yirmi iyirmi yigirma|otuz ottiz ottiz|kirk qirx qirq|elli əlli ellik|altmis altmish oltmish|yetmis yetmish|seksen səksən sakson|doksan doxsan toqson toqson
жиырма|отыз|қырық|елу|алпыс|жетпіс|сексен|тоқсан
жыиырма|отуз|кырк|элүү|алтымыш|жетимиш|сексен|токсон
douazeci|treizeci|patruzeci|cincizeci|saizeci|saptezeci|optzeci|nouazeci
εικοσι|τριαντα|σαραντα|πενηντα|εξηντα|εβδομηντα|ογδοντα|ενενηντα
tjugo|trettio|fyrtio fortio|femtio|sextio|sjuttio|attio|nittio
tyve tjue|tredive tretti|fyrre forti|halvtreds femti|treds seksti|halvfjerds sytti|firs atti|halvfems nitti
tuttugu|þrjatiu|fjorutiu|fimmtiu|sextiu|sjotiu|attatiu|niutiu
kaksikymmenta|kolmekymmenta|neljakymmenta|viisikymmenta|kuusikymmenta|seitsemankymmenta|kahdeksankymmenta|yhdeksankymmenta
kakskummend|kolmkummend|nelikummend|viiskummend|kuuskummend|seitsekummend|kaheksakummend|uheksakummend
husz huszon|harminc|negyven|otven|hatvan|hetven|nyolcvan|kilencven
divdesmit|trisdesmit|cetrdesmit|piecdesmit|sesdesmit|septindesmit|astondesmit|devindesmit
dvidesimt|trisdesimt|keturiasdesimt|penkiasdesimt|sesiasdesimt|septyniasdesimt|astuoniasdesimt|devyniasdesimt
عشرون عشرین|ثلاثون ثلاثین|اربعون اربعین|خمسون خمسین|ستون ستین|سبعون سبعین|ثمانون ثمانین|تسعون تسعین
بیست|سی|چهل|پنجاه|شصت|هفتاد|هشتاد|نود
بیس|تیس|چالیس|پچاس|ساٹھ|ستر|اسی|نوے
עשרים|שלושים|ארבעים|חמישים|שישים|שבעים|שמונים|תשעים
बीस|तीस|चालीस|पचास|साठ|सत्तर|अस्सी|नब्बे
বিশ|ত্রিশ তিরিশ|চল্লিশ|পঞ্চাশ|ষাট|সত্তর|আশি|নব্বই
இருபது|முப்பது|நாற்பது|ஐம்பது|அறுபது|எழுபது|எண்பது|தொண்ணூறு
ሃያ|ሠላሳ ሰላሳ|አርባ|አምሳ ሃምሳ|ስድሳ|ሰባ|ሰማንያ ሰማኒያ|ዘጠና
ishirini|thelathini|arobaini arubaini|hamsini|sitini|sabini|themanini|tisini
스물 스무|서른|마흔|쉰|예순|일흔|여든|아흔
քսան|երեսուն|քառասուն|հիսուն|վաթսուն|յոթանասուն|ութսուն|իննսուն
"""
"""20, 30 … 90."""

HUNDREDS = """
сто ста сотня сотню сотни|двести двухсот|триста трехсот|четыреста четырехсот|пятьсот пятисот|шестьсот шестисот|семьсот семисот|восемьсот восьмисот|девятьсот девятисот
сто ста сотня сотню|двісті двохсот|триста трьохсот|чотириста чотирьохсот|пятсот пятисот|шістсот шестисот|сімсот семисот|вісімсот восьмисот|девятсот девятисот
сто сотня|дзвесце|трыста|чатырыста|пяцьсот|шэсцьсот|семсот|восемсот|дзевяцьсот
сто стотина|двеста|триста|четиристотин|петстотин|шестстотин|седемстотин|осемстотин|деветстотин
сто стотину|двеста двјеста|триста|четиристо|петсто|шестсто|седамсто|осамсто|деветсто
sto|dvesta dvjesta dvesto dveste|trista tristo|cetiristo stiristo|petsto patsto|seststo|sedamsto sedemsto sedmset|osamsto osemsto osmset|devetsto devetset
sto stu|dwiescie dwustu|trzysta trzystu|czterysta czterystu|piecset pieciuset|szescset szesciuset|siedemset siedmiuset|osiemset osmiuset|dziewiecset dziewieciuset
cien ciento|doscientos doscientas|trescientos trescientas|cuatrocientos cuatrocientas|quinientos quinientas|seiscientos seiscientas|setecientos setecientas|ochocientos ochocientas|novecientos novecientas
cem cento|duzentos duzentas|trezentos trezentas|quatrocentos quatrocentas|quinhentos quinhentas|seiscentos seiscentas|setecentos setecentas|oitocentos oitocentas|novecentos novecentas
cento|duecento|trecento|quattrocento|cinquecento|seicento|settecento|ottocento|novecento
میه|میتان میتین مایتان مایتین میتا میتی میتین|ثلاثمیه ثلاثمایه|اربعمیه اربعمایه|خمسمیه خمسمایه|ستمیه ستمایه|سبعمیه سبعمایه|ثمانمیه ثمانمایه|تسعمیه تسعمایه
صد یکصد|دویست|سیصد|چهارصد|پانصد|ششصد|هفتصد|هشتصد|نهصد
מאה|מאתיים
εκατο εκατον|διακοσια διακοσιοι διακοσιεσ διακοσιων|τριακοσια τριακοσιοι τριακοσιεσ|τετρακοσια τετρακοσιοι τετρακοσιεσ|πεντακοσια πεντακοσιοι πεντακοσιεσ|εξακοσια εξακοσιοι εξακοσιεσ|επτακοσια εφτακοσια επτακοσιοι|οκτακοσια οχτακοσια οκτακοσιοι|εννιακοσια εννιακοσιοι
"""
"""100, 200 … 900."""

INDIC = """
इक्कीस|बाईस|तेईस|चौबीस|पच्चीस|छब्बीस|सत्ताईस|अट्ठाईस|उनतीस|इकतीस|बत्तीस|तैंतीस|चौंतीस|पैंतीस|छत्तीस|सैंतीस|अडतीस|उनतालीस|इकतालीस|बयालीस|तैंतालीस|चौवालीस|पैंतालीस|छियालीस|सैंतालीस|अडतालीस|उनचास|इक्यावन|बावन|तिरपन|चौवन|पचपन|छप्पन|सत्तावन|अट्ठावन|उनसठ|इकसठ|बासठ|तिरसठ|चौंसठ|पैंसठ|छियासठ|सडसठ|अडसठ|उनहत्तर|इकहत्तर|बहत्तर|तिहत्तर|चौहत्तर|पचहत्तर|छिहत्तर|सतहत्तर|अठहत्तर|उनासी|इक्यासी|बयासी|तिरासी|चौरासी|पचासी|छियासी|सत्तासी|अट्ठासी|नवासी|इक्यानवे|बानवे|तिरानवे|चौरानवे|पचानवे|छियानवे|सत्तानवे|अट्ठानवे|निन्यानवे
একুশ|বাইশ|তেইশ|চব্বিশ|পঁচিশ|ছাব্বিশ|সাতাশ|আটাশ|উনত্রিশ|একত্রিশ|বত্রিশ|তেত্রিশ|চৌত্রিশ|পঁইত্রিশ|ছত্রিশ|সাতত্রিশ|আটত্রিশ|উনচল্লিশ|একচল্লিশ|বিযাল্লিশ|তেতাল্লিশ|চৌচল্লিশ|পঁযতাল্লিশ|ছেচল্লিশ|সাতচল্লিশ|আটচল্লিশ|উনপঞ্চাশ|একান্ন|বাহান্ন|তিপ্পান্ন|চুযান্ন|পঞ্চান্ন|ছাপ্পান্ন|সাতান্ন|আটান্ন|উনষাট|একষট্টি|বাষট্টি|তেষট্টি|চৌষট্টি|পঁযষট্টি|ছিষট্টি|সাতষট্টি|আটষট্টি|উনসত্তর|একাত্তর|বাহাত্তর|তিযাত্তর|চুযাত্তর|পঁচাত্তর|ছিযাত্তর|সাতাত্তর|আটাত্তর|উনআশি|একাশি|বিরাশি|তিরাশি|চুরাশি|পঁচাশি|ছিযাশি|সাতাশি|আটাশি|উননব্বই|একানব্বই|বিরানব্বই|তিরানব্বই|চুরানব্বই|পঁচানব্বই|ছিযানব্বই|সাতানব্বই|আটানব্বই|নিরানব্বই
"""
"""21, 22 … 99 without the tens, in languages where each has a word of its own."""

ORDINALS = """
ыи ои ая ое ого ому ым ом ую ые ых|одиннадцат|двенадцат|тринадцат|четырнадцат|пятнадцат|шестнадцат|семнадцат|восемнадцат|девятнадцат|двадцат
ии а е ого ому ім іи у і их|одинадцят|дванадцят|тринадцят|чотирнадцят|пятнадцят|шістнадцят|сімнадцят|вісімнадцят|девятнадцят|двадцят
y a e ego emu ym ej ych|jedenast|dwunast|trzynast|czternast|pietnast|szesnast|siedemnast|osiemnast|dziewietnast|dwudziest
y a e eho emu ym em ou|jedenact|dvanact|trinact|ctrnact|patnact|sestnact|sedmnact|osmnact|devatenact|dvacat
e en er es em|elft|zwolft|dreizehnt|vierzehnt|funfzehnt|sechzehnt|siebzehnt|achtzehnt|neunzehnt|zwanzigst
th|eleven|twelf|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twentie
"""
"""Endings, then the stems of the eleventh to the twentieth."""

SMALL_ORDINALS = """
i y a e eho iho imu im emu ym em ou|prvn|druh|tret|ctvrt|pat|sest|sedm|osm|devat|desat
y a e eho emu ej om|prv|druh|tret|stvrt|piat|siest|siedm|osm|deviat|desiat
i a o e og oj om u|prv|drug|trec|cetvrt|pet|sest|sedm|osm|devet|deset
и а о е ог ој та то|прв|втор|трет|четврт|пет|шест|седм|осм|девет|десет
a e an|forst|andr|tredj|fjard|femt|sjatt|sjund|attond|niond|tiond
de ste|eer|twee|der|vier|vijf|zes|zeven|acht|negen|tien
th nd rd st|fir|seco|thi|four|fif|six|seven|eigh|nin|ten
"""
"""Endings, then the stems of the first to the tenth, in more languages than `ordinals` has."""

OTHERS = """
1.5 полтора полторы полутора півтора півтори паутара poltora poltorej poltora anderthalb eineinhalb anderhalf anderhalve halvannen halvanden masfel puolitoista poolteist pusotra pusantro डेढ ڈیڑھ দেড εναμισι εναμιση μιαμιση
2.5 ढाई ڈھایی আডাই δυομισι zweieinhalb
3.5 τρεισημισι τριαμισι dreieinhalb
4.5 τεσσερισημισι τεσσεραμισι viereinhalb
10 десяток десятка десятков десятків dziesiatka desetina десетина
100 seratus centinaia
1000 seribu
2000 الفان الفین אלפיים
1000000 sejuta
2000000 ملیونان ملیونین
2000000000 ملیاران ملیارین
"""

SCALES = """
10 puluh 十 拾 십 สิบ ສິບ muoi
100 hundred hundreds hundert honderd hundra hundre hundrede cents cent ratus ratusan sata sataa szaz simts simti simtai simtas simtu sada sute suta yuz юз жүз میات مایه میه सौ سو শত শো 百 佰 백 ร้อย ຮ້ອຍ tram מאות מאה መቶ mia hundrað hundruð նարյուր հարյուր
1000 thousand thousands тысяча тысячи тысяч тысячу тысячами тысячам тыс тыщ тысячы тисяча тисячі тисяч тисячу тис хиляди хиляда хил хиљаду хиљада хиљаде hiljadu hiljada hiljade tisucu tisuca tisuce tisoc tisic tisice tisicov tausend tsd duizend dzd tusen tusind tuhat tuhatta tuhande ezer tukstotis tukstosi tukstosu tukstantis tukstanciai tukstanciu tukst mille mila mil milhar milhares miles migliaia bin ming min мың миң минг mun mie mii χιλιαδεσ χιλιαδα χιλια χιλιοι χιλιεσ χιλ tysiac tysiace tysiecy tys ribu ribuan rb nghin ngan الف الاف الفا هزار हजार हजार হাজার ஆயிரம் ሺህ ሺ elfu ہزار 千 仟 천 พัน ພັນ אלף אלפים אלפי k к þusund
10000 万 万 만 หมื่น ຫມື່ນ
100000 लाख lakh lakhs lac lacs লাখ লক্ষ لاکھ இலட்சம் லட்சம் แสน ແສນ laki
1000000 million millions mln mn mio m миллион миллиона миллионов миллионам миллионами млн мільион мільиона мільиони мільионів мільены мільенау милион милиона милиони millionen millon millones millon milhao milhoes mi milione milioni milyon milion miliony milionu milionu milionu miliony miliona milionow milijun milijuna milijon milijona milijonov miljoona miljoonaa milj miljon miljoner miljoen mkr mill millioner millio miljons miljoni miljonu milijonas milijonai milijono milijonus miljonus miljonu miljonam milijonu milio milions milljon milljonir juta jt מיליון מיליוני מלש מליון ملیون ملایین ملیونا میلیون মিলিযন मिलियन εκατομμυρια εκατομμυριο εκατομμυριων εκατ trieu tr ล้าน ລ້ານ ሚሊዮን ሚሊየን მილიონი միլիոն ملیۆن 백만
10000000 करोड crore crores cr কোটি کروڑ கோடி
100000000 亿 亿 억
1000000000 billion billions bn bln миллиард миллиарда миллиардов миллиарды млрд мільярд мільярда мільярди мільярдів мільярдау милијарда милијарди милијарде милијарду милиард милиарда milliarde milliarden mrd md mds milliard milliards miljard miljarder milliarder miljardi miljardia miljardu milijardas milijarda milijarde milijardi milijardu milijardov milliard miliarda miliardy miliardu miliard miliardow miliarde miliardo miliardi mld mlrd bilhao bilhoes bi milyar milyard miliar ty ti ملیار ملیارات میلیارد ارب מיליארד מיליארדי अरब বিলিযন δισεκατομμυρια δισεκατομμυριο δισ ቢሊዮን bilioni მილიარდი միլիարդ
1000000000000 trillion trillions trn трлн триллион триллиона триллионов трильион трильиона trilhao trilhoes trilyon triliun تریلیون همت טריליון 兆 조 τρισ billon billones bilione billionen biljoen bilion bilionu biljoner
"""
"""What multiplies the number before it, and is one of it if none stands there."""

HALVES = """
half halb halbe halben halber halbes halve halv halva halvt medio media medios meio meia mezzo mezza demi demie pol pola pol pol пол половина половинои половину пів половиною пау pul puoli pool fel pus puse yarim yarim bucuk жарты жарым ярим nua ruoi setengah separuh نصف نیم ادھا ادھے חצי आधा आधे আধা অর্ধ μισο μιση μισοσ μισοι ครึ่ง ເຄິ່ງ 半 반 ნახევარი კეს կես nusu jumatate polovina polovinu mig mitja
"""
HALF_MORE = "साढे সাডে ساڑھے"
"""What adds a half to the number behind it."""

JOINING = "and y i e et und en og och ja ir es ve va və да и і та و ו και si na linh le with с з με con com mit med z"
"""What may stand between the parts of a number."""

ARTICLES = "a an o un una une um uma ein eine einen einer en et ett een egy ενα se"
"""What may stand before a scale or a half, for one of it."""

PREFIXES = ("ו", "ה", "ב", "ל", "מ", "כ", "ש", "و", "ال", "ب", "ل", "لل", "وال", "بال")
"""What Hebrew and Arabic write together with a number."""

ONES_FIRST = (
    ("und", "ein zwei drei vier funf sechs sieben acht neun", "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig"),
    ("en", "een twee drie vier vijf zes zeven acht negen", "twintig dertig veertig vijftig zestig zeventig tachtig negentig"),
    ("og", "en to tre fire fem seks syv otte ni", "tyve tredive fyrre halvtreds treds halvfjerds firs halvfems"),
    ("in", "ena dva tri stiri pet sest sedem osem devet", "dvajset trideset stirideset petdeset sestdeset sedemdeset osemdeset devetdeset"),
    ("a", "jed dva tri ctyri pet sest sedm osm devet", "dvacet tricet ctyricet padesat sedesat sedmdesat osmdesat devadesat"),
)  # fmt: skip
"""Where ones stand before tens in one word: what is between them, the ones, the tens."""
TENS_FIRST = (
    ("uno due tre quattro cinque sei sette otto nove", "venti trenta quaranta cinquanta sessanta settanta ottanta novanta"),
    ("ett tva tre fyra fem sex sju atta nio", "tjugo trettio fyrtio femtio sextio sjuttio attio nittio"),
    ("en to tre fire fem seks sju atte ni", "tjue tretti forti femti seksti sytti atti nitti"),
    ("yksi kaksi kolme nelja viisi kuusi seitseman kahdeksan yhdeksan", "kaksikymmenta kolmekymmenta neljakymmenta viisikymmenta kuusikymmenta seitsemankymmenta kahdeksankymmenta yhdeksankymmenta"),
    ("egy ketto harom negy ot hat het nyolc kilenc", "huszon harminc negyven otven hatvan hetven nyolcvan kilencven"),
    ("bir iki uc dort bes alti yedi sekiz dokuz", "yirmi otuz kirk elli altmis yetmis seksen doksan"),
    ("jedna dva tri styri pat sest sedem osem devat", "dvadsat tridsat styridsat patdesiat sestdesiat sedemdesiat osemdesiat devatdesiat"),
    ("un dos tres quatre cinc sis set vuit nou", "vint trenta quaranta cinquanta seixanta setanta vuitanta noranta"),
)  # fmt: skip
"""Where they stand behind them; an Italian vowel is left out between."""
