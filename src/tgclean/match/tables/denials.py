"""Words and parts of words that deny: closed classes, folded."""

from __future__ import annotations

from tgclean.match.letters import fold

NEGATIONS = frozenset(
    fold("""
not no never neither nor without cannot cant dont doesnt didnt isnt wasnt arent wont wouldnt havent hasnt hadnt
couldnt shouldnt werent mustnt neednt none nobody nothing
не нет ни нельзя никогда без никто никого никому ничего ничем ничто нету нигде никуда никакои никакие
никаких никакого отбои отбоя
ні немає нема ніколи ніхто нікого нікому нічого ніщо ніде нікуди жоден жодна жодне жодного жоднои жодних відбіи відбою
няма нямаше никои нищо нито няма німа ніколі
nicht kein keine keinen keiner keinem keines nichts niemand niemanden niemandem nirgends weder nie niemals ohne
pas ne non jamais sans aucun aucune nul nulle rien
no nunca sin ningun ninguna nadie nada jamas tampoco
nao sem nenhum nenhuma ninguem nem tampouco
non senza nessun nessuna nessuno niente nulla neanche nemmeno neppure
degil degildi degildir yok yoktu yoktur hayır hayir asla hic hicbir
nie bez zaden zadna zadne zadnego zadnej zadnych brak nigdy nikt nikogo nic niczego
tidak tdk tak bukan tanpa belum jangan tiada nggak enggak gak walang huwag
لا لم لن ليس ليست ولا ولم ولن وليس وليست فلا فلم فلن غير بدون دون بلا عدم وعدم بعدم لعدم ليسوا
ما نيست نيستند نه
نشد نشده نشدند نکرد نکرده نکردند نبود نبوده نبودند نداد نداده ندادند
نپذیرفت نپذیرفته نپذیرفتند نیافت نیافته نیافتند نرفت نرفتند نیامد نیامدند نشود نشوند نکند نکنند نرسید نرسیده نرسیدند
نگفت نگفتند نباشد نباشند نداریم نداشتند ندید ندیده ندیدند نماند نمانده نزد نزده نگذاشت نتوانستند نشدیم
نگرفت نگرفته نگرفتند نخواهد نخواهند ندارد ندارند نداشت نداشته نباید نتوانست
नहीं नही न मत ना बिना नाही नये छैन भएन ਨਹੀਂ નથી లేదు కాదు ಇಲ್ಲ ಅಲ್ಲ ഇല്ല അല്ല නැත
לא ולא שלא אין ואין שאין אינו אינה אינם אינן איננו איננה בלי מבלי בלתי ללא טרם אל
不 没 沒 未 无 無 非 勿 否 别
δεν δε μην μη οχι χωρις διχως κανενας καμια κανενα κανεις τιποτα ποτε ουτε
không chưa chẳng đừng
nu fara niciun nicio nici niciodata nimeni nimic
niet niets geen niemand zonder nooit nergens
inte ej ingen inget inga aldrig ingenting ikke ikkje aldri ekki uden uten
ei eivat eika ilman nem nincs nincsenek sincs soha senki semmi nelkul
nebera niekas nieko niekada nav nekad neviens nekas nuk mos asnje askush niso nisem brez
ne neni nejsou bez zadny zadna zadne zadneho nikdy nikdo ani
emas yoq hech deyil yoxdur yox hec емес жоқ ешқандаи ешкім ештеңе эмес жок биш үгүи түгел
안
није нисам нису нисмо неће нећу немају нема никад нико никог ништа
nije nisam nisu nismo nece necu nemaju nema nikad niko nitko nikog nista nemoj
არ ვერ აღარ ვეღარ არა არც ნუ არავინ არაფერი გარეშე
չի չեն չէ չեմ չենք չէր չէին ոչ ոչինչ երբեք չկա չկան առանց
না নি নেই নয় নন নাই ছাড়া বিনা
இல்லை இல்லாமல் இல்லாத அல்ல வேண்டாம் இன்றி
አይደለም አይደሉም የለም የሉም የለውም የላቸውም አልነበረም አይኖርም
sio hakuna hakukuwa hapana hawana hana haina hatuna
emes joq
نییە نین نەبوو نەبێت نەک بەبێ هیچ ناکات ناکرێت نابێت ناتوانێت
نہیں نہ مت بغیر
""").split()
)
"""Words that deny; one more or one fewer turns a sentence round.  Not Italian `mai`, which stands beside `non` and is
May, more and tomorrow elsewhere; nor Estonian `pole` and `mitte`, Swahili `bila`, Lithuanian `nera` and Icelandic
`engin`, which are common words elsewhere, too."""

MARKED = {fold(word): word for word in ("chưa", "chẳng", "đừng")}
"""Denials that are common words without their marks: `xây dựng` builds and `sửa chữa` mends."""

IDLE_DENIALS = frozenset(
    fold("""
sin_embargo sin_duda no_obstante sans_doute sem_duvida senza_dubbio ohne_weiteres nicht_zuletzt no_doubt не_менее
لا_يزال لا_تزال ولا_يزال ولا_تزال لا_يزالون لا_سيما ولا_سيما لا_شك بدون_شك ما_زال ما_زالت ما_زالوا
حسب_ما وفق_ما مع_ما بعد_ما كل_ما الى_ما في_ما على_ما من_ما عند_ما هذا_ما بدون_شک ללא_ספק אין_ספק
非常 非洲 未来 未免 不断 不仅 不久 不少 不过 不同 不但 不管 不论 不妨 不愧 无论 无人 无线 无数 无比 无事 无料 无疑
是否 能否 可否 否则 特别 分别 区别 级别 性别 类别 个别 告别 识别 差别 别人 别墅 别的 别名 没收 沉没 淹没
""")
    .replace("_", "")
    .split()
)
"""Two words, written together, that deny nothing though one of them is a denial: still, however, very, whether."""

DENYING_ENDINGS = tuple(fold("ません ない なかっ せず けず めず れず らず きず ไม่ มิได้ มิใช่ ບໍ່ មិន ဘူး").split())
"""Words and endings of verbs that deny where words are not set apart."""

DENYING_VERBS = ("않", "없", "못", "아니", "아닌", "아닙", "마세요", "마십시오", "말아야")
"""Beginnings of Korean words that deny what stands before them."""

DENYING_PREFIXES = tuple(
    fold("""
не ні без бес un in im il ir non dis des ne nie on չ ha نە نا غیر अ गैर অ 미 불 비
vice vize wice ex вице віце экс екс
""").split()
)
"""Beginnings that deny the rest of a word, or say that it is somebody else: vice-president, ex-president."""

DENYING_INFIXES = frozenset(fold("ma me may mey mı mi mu mü mir mır ма ме ба бе па пе").split())
"""What denies a Turkic verb, between its stem and its ending."""

DENYING_INSIDE = ("نمی", "می")
"""What denies a Persian verb behind its prefix, and what stands there else: برنمی‌گردد, برمی‌گردد."""

DENYING_FRAMES = (("አል", "ም"), ("አላ", "ም"), ("አይ", "ም"))
"""Beginnings and endings that deny an Amharic verb together; its first letter goes into the beginning."""

_TURNED = fold("""
-mıyor=-ıyor -miyor=-iyor -muyor=-uyor -müyor=-üyor -mıyorlar=-ıyorlar -miyorlar=-iyorlar -maz=-ır -mez=-ir -maz=-ar
-mez=-er -mayıb=-ıb -meyib=-ib -mır=-ır -mir=-ir -maydi=-adi -maydilar=-adilar -mayapti=-yapti -mas=-ar
-майды=-ады -мейді=-еді -байды=-ады -бейді=-еді -пайды=-ады -пейді=-еді -баған=-ған -беген=-ген -паған=-қан
-пеген=-кен -пады=-ты -педі=-ті
haija=ime hawaja=wame haja=ame hayaja=yame hazija=zime hauja=ume halija=lime hakija=kime havija=vime
haiku=ili hawaku=wali haku=ali hayaku=yali haziku=zili hauku=uli haliku=lili
نا=دە نا=ئە
-েনি=-েছে -ননি=-েছেন -য়নি=-য়েছে -வில்லை=-த்தது -ப்படவில்லை=-ப்பட்டது -க்கவில்லை=-த்தது -ாது=-ும்
""").split()
TURNED = tuple(
    (denied.lstrip("-"), plain.lstrip("-"), denied[0] == "-") for denied, plain in (t.split("=") for t in _TURNED)
)
"""How the beginning of a verb, or with True its end, differs where it is denied: what stands there, and for what."""

TURNED_BEGINNINGS = tuple({denied for denied, _, at_end in TURNED if not at_end})
TURNED_ENDINGS = tuple({denied for denied, _, at_end in TURNED if at_end})
