"""Figures in two notations: what two posts say alike, in every language that the tables know, and what they do not."""

from __future__ import annotations

import pytest

from tgclean.match import dayparts, explain, measures, months, numerals
from tgclean.match.letters import fold
from tgclean.options import Options

SAME = [
    (
        "ru",
        "Совет депутатов Зареченска соберётся 24.11 в малом зале, вход свободный для всех жителей",
        "Совет депутатов Зареченска соберётся 24 ноября в малом зале, вход свободный для всех жителей",
    ),
    (
        "uk",
        "Черга на паспорт відновиться 01.09 у центрі послуг на Шевченка",
        "Черга на паспорт відновиться 1 вересня у центрі послуг на Шевченка",
    ),
    (
        "de",
        "Der Wochenmarkt zieht ab dem 3. 5. auf den Lindenplatz um, Händler sind informiert",
        "Der Wochenmarkt zieht ab dem 3. Mai auf den Lindenplatz um, Händler sind informiert",
    ),
    (
        "fr",
        "La piscine ferme du 1/7 au 15/7 pour entretien annuel des bassins",
        "La piscine ferme du 1er au 15 juillet pour entretien annuel des bassins",
    ),
    (
        "es",
        "La feria del libro abre el 5/4 en la plaza mayor con treinta y dos casetas",
        "La feria del libro abre el 5 de abril en la plaza mayor con 32 casetas",
    ),
    (
        "it",
        "La mostra resterà aperta fino al 18/12 nel palazzo ducale di Verna",
        "La mostra resterà aperta fino al 18 dicembre nel palazzo ducale di Verna",
    ),
    (
        "pt",
        "Inscrições até 30/9 na secretaria da escola, são quarenta e cinco vagas",
        "Inscrições até 30 de setembro na secretaria da escola, são 45 vagas",
    ),
    (
        "pl",
        "Zebranie wspólnoty 7 III w świetlicy, obecność obowiązkowa dla zarządu",
        "Zebranie wspólnoty 7 marca w świetlicy, obecność obowiązkowa dla zarządu",
    ),
    (
        "cs",
        "Obecní úřad bude zavřený 6. 12. kvůli výměně kotle, pošta funguje",
        "Obecní úřad bude zavřený 6. prosince kvůli výměně kotle, pošta funguje",
    ),
    (
        "az",
        "Yarmarka 15-noyabr tarixində Sumqayıtda açılacaq, giriş ödənişsizdir",
        "Yarmarka 15.11 tarixində Sumqayıtda açılacaq, giriş ödənişsizdir",
    ),
    (
        "kk",
        "Жәрмеңке 5 желтоқсанда басталады, алаңда екі жүз сауда орны болады",
        "Жәрмеңке 05.12 басталады, алаңда 200 сауда орны болады",
    ),
    (
        "fi",
        "Kirjasto on suljettu 24.12. ja avataan taas pyhien jälkeen, kertoo kaupunki",
        "Kirjasto on suljettu 24. joulukuuta ja avataan taas pyhien jälkeen, kertoo kaupunki",
    ),
    (
        "nl",
        "De bibliotheek gaat 1 maart dicht voor een verbouwing van tien weken",
        "De bibliotheek gaat 1/3 dicht voor een verbouwing van 10 weken",
    ),
    (
        "sv",
        "Badhuset öppnar igen den 5 augusti efter renoveringen av bassängen",
        "Badhuset öppnar igen den 5/8 efter renoveringen av bassängen",
    ),
    (
        "hr",
        "Tržnica u Splitu ne radi 15. kolovoza zbog blagdana, javlja uprava",
        "Tržnica u Splitu ne radi 15.8. zbog blagdana, javlja uprava",
    ),
    ("hi", "मेले का उद्घाटन 26 जनवरी को होगा, मंत्री जी मुख्य अतिथि रहेंगे", "मेले का उद्घाटन 26/01 को होगा, मंत्री जी मुख्य अतिथि रहेंगे"),
    (
        "ja",
        "図書館は11月24日から工事のため休館します、返却箱は利用できます",
        "図書館は11/24から工事のため休館します、返却箱は利用できます",
    ),
    ("zh", "市图书馆11月24日起闭馆装修，还书箱照常使用", "市图书馆11-24起闭馆装修，还书箱照常使用"),
    (
        "en",
        "Street market on 7/4 moves to the harbour, parking is free for all of the day",
        "Street market on July 4 moves to the harbour, parking is free for all of the day",
    ),
    (
        "ar",
        "يفتتح المعرض يوم ٢٤ تشرين الثاني في قاعة البلدية والدخول مجاني",
        "يفتتح المعرض يوم 24/11 في قاعة البلدية والدخول مجاني",
    ),
    (
        "fa",
        "نمایشگاه از 5 آذر در سالن شهرداری باز می\u200cشود و ورود آزاد است",
        "نمایشگاه از 5/9 در سالن شهرداری باز می\u200cشود و ورود آزاد است",
    ),
    (
        "th",
        "ห้องสมุดปิดวันที่ 5 ธันวาคม เพื่อปรับปรุงอาคาร ขออภัยในความไม่สะดวก",
        "ห้องสมุดปิดวันที่ 5/12 เพื่อปรับปรุงอาคาร ขออภัยในความไม่สะดวก",
    ),
    (
        "uk",
        "Рятувальники дістали з завалів двох підлітків, обоє в лікарні",
        "Рятувальники дістали з завалів 2 підлітків, обоє в лікарні",
    ),
    (
        "ru",
        "На заводе сократят двенадцать тысяч рабочих, сообщил профсоюз",
        "На заводе сократят 12 тыс. рабочих, сообщил профсоюз",
    ),
    (
        "vi",
        "Huyện tặng hai mươi lăm chiếc xe đạp cho học sinh nghèo vượt khó",
        "Huyện tặng 25 chiếc xe đạp cho học sinh nghèo vượt khó",
    ),
    (
        "de",
        "Im Tierheim Altdorf warten zweiunddreißig Katzen auf ein neues Zuhause",
        "Im Tierheim Altdorf warten 32 Katzen auf ein neues Zuhause",
    ),
    (
        "en",
        "Forty-five volunteers cleaned the beach at Portmore this morning",
        "45 volunteers cleaned the beach at Portmore this morning",
    ),
    (
        "ar",
        "تبرع رجل أعمال بتسعة ملايين دينار لترميم المستشفى القديم في المدينة",
        "تبرع رجل أعمال بـ9 ملايين دينار لترميم المستشفى القديم في المدينة",
    ),
    (
        "he",
        "העירייה תשקיע תשעה מיליון שקל בשיפוץ המתנס בשכונה הצפונית",
        "העירייה תשקיע 9 מיליון שקל בשיפוץ המתנס בשכונה הצפונית",
    ),
    (
        "uz",
        "Tumanda toʻrt ming gektar yerga paxta ekildi, deb maʼlum qildi hokimlik",
        "Tumanda 4 ming gektar yerga paxta ekildi, deb maʼlum qildi hokimlik",
    ),
    ("zh", "老人享年八十四歲，家屬表示喪事從簡", "老人享年84歲，家屬表示喪事從簡"),
    ("zh", "村里种了三百五十亩桃树，今年收成不错", "村里种了350亩桃树，今年收成不错"),
    (
        "tr",
        "Belediye yirmi beş yeni otobüs aldı, seferler pazartesi başlıyor",
        "Belediye 25 yeni otobüs aldı, seferler pazartesi başlıyor",
    ),
    (
        "it",
        "Il comune assume quarantotto vigili urbani entro la fine dell'anno",
        "Il comune assume 48 vigili urbani entro la fine dell'anno",
    ),
    (
        "sr",
        "У удесу на ауто-путу повређена двојица возача, саобраћај успорен",
        "У удесу на ауто-путу повређена 2 возача, саобраћај успорен",
    ),
    (
        "pl",
        "W pożarze hali spłonęło dwadzieścia pięć samochodów, nikt nie ucierpiał",
        "W pożarze hali spłonęło 25 samochodów, nikt nie ucierpiał",
    ),
    (
        "bg",
        "Общината купи двадесет и пет нови автобуса за градския транспорт",
        "Общината купи 25 нови автобуса за градския транспорт",
    ),
    (
        "el",
        "Ο δήμος προσλαμβάνει σαράντα πέντε καθαρίστριες για τα σχολεία",
        "Ο δήμος προσλαμβάνει 45 καθαρίστριες για τα σχολεία",
    ),
    ("hi", "हादसे में घायल बत्तीस यात्रियों को जिला अस्पताल भेजा गया", "हादसे में घायल 32 यात्रियों को जिला अस्पताल भेजा गया"),
    ("bn", "মেলায় পঁচিশ জন শিল্পীর ছবি দেখানো হবে, প্রবেশ বিনামূল্যে", "মেলায় ২৫ জন শিল্পীর ছবি দেখানো হবে, প্রবেশ বিনামূল্যে"),
    (
        "sw",
        "Watu ishirini na tano wamejeruhiwa katika ajali ya basi mjini Morogoro",
        "Watu 25 wamejeruhiwa katika ajali ya basi mjini Morogoro",
    ),
    (
        "id",
        "Dua puluh lima rumah di Desa Sukamaju rusak diterjang angin kencang",
        "25 rumah di Desa Sukamaju rusak diterjang angin kencang",
    ),
    (
        "ro",
        "Primăria cumpără douăzeci și cinci de tramvaie noi pentru oraș",
        "Primăria cumpără 25 de tramvaie noi pentru oraș",
    ),
    (
        "fi",
        "Kaupunki palkkaa kaksikymmentäviisi uutta opettajaa syksyksi",
        "Kaupunki palkkaa 25 uutta opettajaa syksyksi",
    ),
    (
        "sv",
        "Kommunen anställer tjugofem nya lärare inför hösten i Ronneby",
        "Kommunen anställer 25 nya lärare inför hösten i Ronneby",
    ),
    (
        "hu",
        "A város huszonöt új autóbuszt vesz, az elsők tavasszal érkeznek",
        "A város 25 új autóbuszt vesz, az elsők tavasszal érkeznek",
    ),
    ("th", "เทศบาลมอบจักรยานยี่สิบห้าคันให้นักเรียน", "เทศบาลมอบจักรยาน 25 คันให้นักเรียน"),
    ("ko", "시는 버스 스물다섯 대를 새로 들여온다고 밝혔습니다", "시는 버스 25대를 새로 들여온다고 밝혔습니다"),
    ("fa", "شهرداری بیست و پنج اتوبوس تازه خرید و به ناوگان افزود", "شهرداری 25 اتوبوس تازه خرید و به ناوگان افزود"),
    (
        "ru",
        "На ремонт школы в Ольховке выделили полтора миллиона рублей из резерва",
        "На ремонт школы в Ольховке выделили 1,5 млн руб. из резерва",
    ),
    (
        "uk",
        "На ліки для лікарні зібрали півмільйона гривень за три дні",
        "На ліки для лікарні зібрали 500 тис. грн за 3 дні",
    ),
    (
        "en",
        "The town spends half a million euros on the new ferry pier",
        "The town spends 500,000 euros on the new ferry pier",
    ),
    (
        "es",
        "La diputación destina doce millones y medio de euros a carreteras",
        "La diputación destina 12,5 millones de euros a carreteras",
    ),
    (
        "de",
        "Die Stadt gibt anderthalb Millionen Euro für den neuen Radweg aus",
        "Die Stadt gibt 1,5 Mio. Euro für den neuen Radweg aus",
    ),
    (
        "pt",
        "Prefeitura libera R$ 3,5 milhões para asfaltar ruas do bairro Alto",
        "Prefeitura libera R$ 3.500.000,00 para asfaltar ruas do bairro Alto",
    ),
    (
        "vi",
        "Bún chả cô Tư giá 35k một suất, mở cửa cả ngày chủ nhật",
        "Bún chả cô Tư giá 35.000đ một suất, mở cửa cả ngày chủ nhật",
    ),
    (
        "ru",
        "Отдам диван за 10к самовывоз, состояние хорошее, пишите в личку",
        "Отдам диван за 10 000 самовывоз, состояние хорошее, пишите в личку",
    ),
    (
        "id",
        "Dijual motor bebek 2015 harga 7,5jt nego, surat lengkap, minat japri",
        "Dijual motor bebek 2015 harga Rp 7.500.000 nego, surat lengkap, minat japri",
    ),
    ("zh", "新桥总投资12亿8000万元，明年通车", "新桥总投资12.8亿元，明年通车"),
    (
        "fa",
        "برای ساخت پل ۱۲ هزار میلیارد تومان هزینه شد، افتتاح هفته آینده",
        "برای ساخت پل ۱۲ همت هزینه شد، افتتاح هفته آینده",
    ),
    ("th", "จังหวัดให้งบ 3 ล้านบาทซ่อมถนนหน้าโรงเรียน", "จังหวัดให้งบ 3,000,000 บาทซ่อมถนนหน้าโรงเรียน"),
    (
        "ar",
        "تكلفة الجسر مليون ونصف المليون دولار والعمل يبدأ الشهر المقبل",
        "تكلفة الجسر 1.5 مليون دولار والعمل يبدأ الشهر المقبل",
    ),
    (
        "tr",
        "Köprüye 2 bin 300 ton çelik kullanıldı, açılış gelecek ay",
        "Köprüye 2300 ton çelik kullanıldı, açılış gelecek ay",
    ),
    (
        "de",
        "Der Nachtbus fährt heute schon um halb sechs abends ab Bahnhof Süd",
        "Der Nachtbus fährt heute schon um 17:30 Uhr ab Bahnhof Süd",
    ),
    (
        "nl",
        "De raadsvergadering begint om half acht 's avonds in het dorpshuis van Zegge",
        "De raadsvergadering begint om 19.30 uur in het dorpshuis van Zegge",
    ),
    (
        "cs",
        "Zastupitelstvo se sejde v půl páté odpoledne v kulturním domě Lhota",
        "Zastupitelstvo se sejde v 16:30 v kulturním domě Lhota",
    ),
    (
        "sv",
        "Mötet börjar klockan sex på kvällen i biblioteket vid torget",
        "Mötet börjar klockan 18.00 i biblioteket vid torget",
    ),
    (
        "vi",
        "Họp tổ dân phố lúc 5h chiều tại nhà văn hóa, đề nghị đủ mặt",
        "Họp tổ dân phố lúc 17:00 tại nhà văn hóa, đề nghị đủ mặt",
    ),
    (
        "pl",
        "Zebranie rodziców o siedemnastej w sali gimnastycznej szkoły",
        "Zebranie rodziców o godz. 17.00 w sali gimnastycznej szkoły",
    ),
    (
        "es",
        "La misa será a las 8 de la mañana en la ermita de San Roque",
        "La misa será a las 8:00 en la ermita de San Roque",
    ),
    (
        "fa",
        "جلسه شورا ساعت ۶ عصر در سالن شهرداری برگزار می\u200cشود",
        "جلسه شورا ساعت ۱۸ در سالن شهرداری برگزار می\u200cشود",
    ),
    (
        "ar",
        "يبدأ التسجيل الساعة ٩ صباحا في مبنى البلدية ويستمر أسبوعا",
        "يبدأ التسجيل الساعة 9:00 ص في مبنى البلدية ويستمر أسبوعا",
    ),
    ("hi", "बैठक शाम 5 बजे पंचायत भवन में होगी, सभी सदस्य आएं", "बैठक 17:00 बजे पंचायत भवन में होगी, सभी सदस्य आएं"),
    ("zh", "居民大会下午六點在活動中心召開，請準時", "居民大會18:00在活動中心召開，請準時"),
    ("zh", "早市上午8點半开门，地点在老车站", "早市08:30开门，地点在老车站"),
    ("ja", "説明会は午後3時半から公民館で開きます", "説明会は15:30から公民館で開きます"),
    (
        "id",
        "Rapat RT jam 7 malam di balai warga, mohon hadir semua",
        "Rapat RT pukul 19.00 di balai warga, mohon hadir semua",
    ),
    (
        "uz",
        "Yigʻilish soat 14 da mahalla binosida boʻladi, hamma kelsin",
        "Yigʻilish soat 14:00 da mahalla binosida boʻladi, hamma kelsin",
    ),
    (
        "tr",
        "Konser 20.30'da meydanda başlayacak, giriş herkese açık",
        "Konser saat 20:30'da meydanda başlayacak, giriş herkese açık",
    ),
    (
        "fr",
        "Le conseil se réunit à 19h30 dans la salle des fêtes de Brelan",
        "Le conseil se réunit à 19:30 dans la salle des fêtes de Brelan",
    ),
    (
        "ru",
        "Сбор волонтёров в половине шестого вечера у входа в парк Победы",
        "Сбор волонтёров в 17:30 у входа в парк Победы",
    ),
    ("uk", "Збори мешканців о пів на сьому вечора у дворі будинку", "Збори мешканців о 18:30 у дворі будинку"),
    (
        "it",
        "L'assemblea è alle sei e mezza di sera nella sala parrocchiale",
        "L'assemblea è alle 18:30 nella sala parrocchiale",
    ),
    ("ko", "회의는 저녁 7시 반에 마을회관에서 열립니다", "회의는 19:30에 마을회관에서 열립니다"),
    (
        "ru",
        "Пропала собака, звоните 8 (3519) 40-17-55 в любое время",
        "Пропала собака, звоните 8-3519-40-17-55 в любое время",
    ),
    (
        "ru",
        "Пропала собака, звоните +7 912 345 67 89 в любое время",
        "Пропала собака, звоните +79123456789 в любое время",
    ),
    (
        "en",
        "Fire crews leave Pier Two after the alarm turned out to be false",
        "Fire crews leave Pier 2 after the alarm turned out to be false",
    ),
    (
        "el",
        "Η Γ΄ Λυκείου πάει εκδρομή στην Καβάλα την Παρασκευή",
        "Η τρίτη Λυκείου πάει εκδρομή στην Καβάλα την Παρασκευή",
    ),
    (
        "ru",
        "Нужны водители:\n1) категория С\n2) без вредных привычек\n3) график дневной",
        "Нужны водители:\n✅ категория С\n✅ без вредных привычек\n✅ график дневной",
    ),
]
OTHERS = [
    (
        "ru",
        "При взрыве на рынке погибли трое, среди них ребёнок, работают спасатели",
        "При взрыве на рынке погибли пятеро, среди них ребёнок, работают спасатели",
    ),
    (
        "en",
        "Three hikers were found dead on the north ridge above the hut",
        "Five hikers were found dead on the north ridge above the hut",
    ),
    (
        "uk",
        "Унаслідок обстрілу загинуло двоє людей, ще семеро поранені",
        "Унаслідок обстрілу загинуло троє людей, ще семеро поранені",
    ),
    (
        "pl",
        "W wypadku pod Lubiniem zginęło troje młodych ludzi, droga zablokowana",
        "W wypadku pod Lubiniem zginęło dwoje młodych ludzi, droga zablokowana",
    ),
    (
        "sr",
        "У судару је погинула двојица радника, истрага у току",
        "У судару је погинула тројица радника, истрага у току",
    ),
    (
        "ru",
        "Совет соберётся 24.11 в малом зале, вход свободный для всех жителей",
        "Совет соберётся 25 ноября в малом зале, вход свободный для всех жителей",
    ),
    (
        "es",
        "La feria abre el 5/4 en la plaza mayor con treinta y dos casetas",
        "La feria abre el 5 de mayo en la plaza mayor con 32 casetas",
    ),
    (
        "es",
        "La feria abre el 5 de abril en la plaza con treinta y dos casetas",
        "La feria abre el 5 de abril en la plaza con treinta y tres casetas",
    ),
    ("de", "Der Bus fährt um halb sechs abends ab Bahnhof Süd", "Der Bus fährt um 18:30 Uhr ab Bahnhof Süd"),
    (
        "ru",
        "Выделили полтора миллиона рублей на ремонт школы в Ольховке",
        "Выделили 2,5 млн руб. на ремонт школы в Ольховке",
    ),
    ("fr", "Match nul 2-2 entre Brelan et Torcy ce samedi soir", "Match nul 3-3 entre Brelan et Torcy ce samedi soir"),
    (
        "en",
        "The shares fell 2.5% to 24.11 in early trade on the exchange",
        "The shares fell 2.5% to 24.12 in early trade on the exchange",
    ),
    (
        "sv",
        "Mötet börjar klockan sex på kvällen i biblioteket vid torget",
        "Mötet börjar klockan 19.00 i biblioteket vid torget",
    ),
    ("hi", "हादसे में घायल बत्तीस यात्रियों को जिला अस्पताल भेजा गया", "हादसे में घायल तैंतीस यात्रियों को जिला अस्पताल भेजा गया"),
    (
        "id",
        "Rapat RT jam 7 malam di balai warga, mohon hadir semua",
        "Rapat RT pukul 07.00 di balai warga, mohon hadir semua",
    ),
    (
        "en",
        "Water will be off for 3 hours on Elm Street from noon",
        "Water will be off for 3 days on Elm Street from noon",
    ),
    ("tr", "Toplantı salı günü saat 14'te belediye binasında", "Toplantı salı günü saat 15'te belediye binasında"),
    (
        "de",
        "Im Tierheim warten zweiunddreißig Katzen auf ein neues Zuhause",
        "Im Tierheim warten dreiunddreißig Katzen auf ein neues Zuhause",
    ),
    ("vi", "Huyện tặng hai mươi chiếc xe đạp cho học sinh nghèo", "Huyện tặng ba mươi chiếc xe đạp cho học sinh nghèo"),
    ("zh", "村里种了三百亩桃树，今年收成不错", "村里种了五百亩桃树，今年收成不错"),
    ("he", "שלושה אנשים נפצעו בתאונה בכביש 6 סמוך לצומת", "חמישה אנשים נפצעו בתאונה בכביש 6 סמוך לצומת"),
    ("ar", "مقتل ثلاثة أشخاص في حادث سير على الطريق الدولي", "مقتل خمسة أشخاص في حادث سير على الطريق الدولي"),
    (
        "fi",
        "Kolme ihmistä kuoli kolarissa valtatiellä viisi aamulla",
        "Neljä ihmistä kuoli kolarissa valtatiellä viisi aamulla",
    ),
    ("ru", "Курс доллара на завтра 92,13 рубля, евро 99,40", "Курс доллара на завтра 92,31 рубля, евро 99,40"),
    ("uk", "Відключення світла 4.1 черги з 14:00 до 18:00", "Відключення світла 4.2 черги з 14:00 до 18:00"),
]


def _same(a: str, b: str) -> bool:
    return explain(a, b, Options()).same


@pytest.mark.parametrize(("language", "a", "b"), SAME)
def test_two_notations_are_one_post(language: str, a: str, b: str) -> None:
    """A date, a number, an amount or an hour is the same in digits and in words, whichever post is the first."""
    assert _same(a, b), explain(a, b, Options()).reason
    assert _same(b, a)


@pytest.mark.parametrize(("language", "a", "b"), OTHERS)
def test_other_figures_are_other_news(language: str, a: str, b: str) -> None:
    """In words or digits: another number, hour or date sets short posts apart."""
    assert not _same(a, b)
    assert not _same(b, a)


@pytest.mark.parametrize("module", [dayparts, measures, months, numerals])
def test_tables_are_folded(module: object) -> None:
    """The tables are looked up with folded words, so they are written folded: nothing folds them at run time."""
    texts = [value for name, value in vars(module).items() if name.strip("_").isupper() and isinstance(value, str)]
    assert texts
    assert [text for text in texts if fold(text) != text] == []
