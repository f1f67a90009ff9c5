"""Words that stand around a post and are not of it: calls to subscribe, to share, to send news, to read on.

Folded, about one line a language. A word is known by its beginning, one of up to three letters as it is, and a pair of
words with `_` between them by both.
"""

from __future__ import annotations

SUBSCRIBING = """
subscrib unsubscrib подпис подпиш підпис підпиш падпіс abonn abonati suscrib subscriu abone
subskryb zasubskryb berlangganan langganan prenumer обуна obuna abune abuna абонира претплат pretplat iratkozz
feliratk
اشترک اشتراک سبسکرایب सब्सक्राइब সাবস্ক্রাইব ሰብስክራይብ 订阅 구독 doi_kenh ky_kenh
գրվեք բաժանորդագր გამოიწერ ეგამოიწერ жазылыңыз жазылыныз odebirej εγγραφ ติดตามช่อง
"""
"""Verbs that ask to subscribe to a channel and to nothing else."""

CALLS = """
join follow turn_on stay_tuned dont_miss
присоедин вступа вступи не_пропусти не_пропустите в_курсе
приєдн долуча долучи не_пропустіть
падпіш далуча
beitreten tretet_bei nichts_verpassen nicht_verpassen
abonne_toi suivez rejoign rejoins ne_manquez ne_ratez
sigue unete unanse sumate segueix uneix te_pierdas lo_pierdas
inscrev siga segue_nos assine subscrev junte nao_perca
iscriv segui unisciti unitevi entra_nel non_perder non_perdete
takip katil kacirma
obserwuj zaobserwuj dolacz zapisz_sie nie_przegap
sleduj odebir pridej pripoj odober prihlas
kovess csatlakoz
urmareste urmariti alatura nu_rata nu_ratati
присъедин последваи включете_се
прати прате придружи pratite zapratite pridruzi narocit spremljaj
volg word_lid sluit_je
folj felg folg tilaa seuraa liity
gabung bergabung ikuti sertai
theo_doi dang_ky dang_ki tham_gia thong_bao bo_lo
sumali mag_subscribe i_follow
jiunge jiunga jisajili tufuate fuata ungana
تابع متابعت انضم
عضو_شوید عضو_شو عضوشو عضویت بپیوند پیوستن دنبال_کنید همراه_شوید همراه_باشید همراه_ما فالو جوین
جواین شامل_ہوں شامل_ہو
הצטרפ להצטרפ הירשמ הרשמ עקבו לעקוב תעקבו
ακολουθ γινετε_μελοσ μη_χασετε
შემოგვიერთ გამოგვყევ
միացեք հետեւեք միացիր
qosul izleyin izlə
жазыл қосыл тіркел кушул
qoshil kuzatib
паиваст qosiling
जुडे फॉलो ज्वाइन जॉइन सदस्यता
যোগ_দিন ফলো জযেন যুক্ত_হোন অনুসরণ
இணைய பின்தொடர சந்தா சேருங்கள்
చేరండి ఫాలో సబ్స్క్రైబ్ ചേരുക ഫോളോ ಸೇರಿ જોડાઓ જોડાવ ਜੁੜੋ जोडा सामील
ይቀላቀሉ ተቀላቀሉ ይከተሉ ቤተሰብ_ይሁኑ
بەشداری جۆین besdar bisop
关注 加入 追踪
登録 フォロー 参加
팔로우 가입 입장 참여
ติดตาม เข้าร่วม สมัคร ຕິດຕາມ တွင်_ဝင် ဝင်ပါ ចូលរួម តាមដាន
дагаараи нэгдээрэи бүртгүүл
particip пропуст перегапит
de_hoogte ne_maradj la_curent por_dentro sluit_aan hold_deg neprehledni rester_informe
fuatilia nodem
عضو_کانال
"""
"""Verbs that call to a channel wherever they stand in a line, beside those that ask to subscribe."""

FIRSTS = """
share send like comment boost support turn enable unmute tap click press invite stay check visit give
пришл присыл прислать предлож предлаг делит делис поддерж включи включа нажми нажима жми став постав
пиши пригла задона бустан голосу оставь отправ заход переход забуст реком лаик
надішл надсил надіслати ділі підтрим вмикаи тисни натисн запрош
teil schick schalte unterstutz spende kommentier klick tippt ladet hier_klicken werbt
partag envoy activ souten cliqu donnez faites
compart envi apoy dona haz dale pulsa invita manda coment escrib
mande ative apoie doe curta entre convide acesse partilh
condivid invia attiv sosten clicca metti entra iscrivi
paylas gonder begen destek ac tikla yorum davet acmayi
udostepn wyslij wysylaj podeslij polub skomentuj wesprzyj wlacz zapros wejdz przeslij podziel
sdilej posli poslete zasil zapni podpor zdiela posielaj
oszd kuldj kuldd kapcsol tamogas kattints
trimite distribuie sustine apasa da intra
изпрат подкреп кликни
подел шаљи пошаљ укључ подрж лајк podijeli podelite posalji ukljuc podrz deli poslji lajk
deel stuur zet steun klik nodig
dela skicka del stott jaa laheta tue gilla
bagikan kirim nyalakan aktifkan dukung sebarkan kongsi hantar undang
chia_se gui bat ung_ho bam nhan moi
ibahagi ipadala i_share i_like
sambaza tuma washa bonyeza shiriki
شارک ارسل انشر فعل ادعم اضغط للتواصل لارسال للاعلان اعجاب
ارسال بفرست حمایت کلیک معرفی لایک
شییر بھیجیں دباییں کلک
שתפ שלח הפעיל תמכו לחצ כנסו בואו
μοιρασ στειλτε ενεργοποι υποστηρι πατηστε κανε κοινοποι
გააზიარ გამოგვიგზავნ ჩართ დააჭირ მოგვწერ
կիսվ ուղարկ միացր սեղմ տարած
gondər goster aktiv
бөліс жібер қолда бас бөлүш жөнөт
ulash yubor yoqing bosing
शेयर भेज लाइक चालू दबाएं क्लिक साझा बताएं
শেযার পাঠান লাইক ক্লিক চালু
பகிர அனுப்பு லைக்
షేర్ పంపండి ഷെയർ अवश्य પાઠવો
ያጋሩ ሼር ላኩ ይላኩ ላይክ
هاوبەش بنێر
投稿 爆料 分享 转发 点赞 打开 开启 支持 点击 戳
共有 シェア 拡散 送 通知 応援 いいね クリック タップ
제보 공유 알림 후원 좋아요 클릭 문의
แชร์ แจ้ง ส่งข่าว กด เปิด ແບ່ງປັນ မျှဝေ ចែករំលែក
хуваалц илгээ
leave write tell us_know vote
оставл напиш расскаж жмит
поділ увімк поширю пиш залиш вподоба
schreib sagt lasst spread
deja cuentanos ecris ecrivez dites laissez lascia scrivi deixe receba conte
birak kalin yaz yazin bulusalim ver
dajcie dajcie_znac napisz piszcie zostaw nakrmic
napiste zanechte irj irjatok hagyj lasa scrie пишете оставете остави napisite ostavi reageer schrijf skriv lamna
kirjoita jata
tulis tinggalkan komen binh_luan viet de_lai thich
اکتب بنویسید روشن یادتون بگذارید بگین کامنت تبصرہ
כתבו השאירו הגיבו
γραψτε αφηστε πειτε γραψε
დაწერ გაუზიარ დატოვ գրեք թողեք गրեք लिखें बताइए लिखिए লিখুন জানান எழுதுங்கள் పంచుకోండి
yozing qoldiring жаз жазып қалдыр косуу қосыңыз
评论 留言 告诉 教え 书いて コメント 댓글 알려 남겨 켜 눌러
คอมเมนต์ ไลก์ ไลค์ แสดงความเห็น ปักหมุด
andika maoni acha
пиші сподел включет включва харес zapne zapnut slaa sla laita pane kytke hanki
acin jatkaa nuzhno шлите шліть кидаи кидаємо звертаи закид
לייק שיתופ ספר הירש
forward repost reshare recommend upvote smash help_us
жмем распространя помоги обсуди обсужда приветству
поширте подобаєт обговор
danke diskutier mitdiskut empfehl lass_einen weiterleit weitersag
toca difunde difundid ayudanos reenvia recomienda debate cuentales
faites_tourner relaie relayez recommand merci_de aidez reagissez
diffond aiutaci raccont inoltra
ajude clica marque espalhe divulg encaminhe conte_pra
ogrenmek yayin yaygin oneri tavsiye
podaj podawaj polec przekaz pomoz
szolj mondd nekunk ird
piste pist nasdilej doporuc pomozte
spune_ne ajuta recomanda
anunt tipsa tipsaa vinkkaa
توجر ساهم للمشارکه لمراسلتنا راسلنا
دعوت دعوتش منتشر همراهی نشر بازنشر
הקליקו הקלק הצביעו תגיבו הפיצו
दबाइए पहुंचाएं करिए
ছডিযে জানাবেন জানাতে
转起来 扩散 收藏 求转 点个赞 戳这里
お届け 押して
구독과 누르 부탁 신청 추가
ฝาก แบ่งปัน บอกต่อ
hubungi yuk pasang ajak viralkan simpan
nhan_chuong nhan_vao an_vao moi_ban lien_he
sambazeni bofya
تفعیل поширити
"""
"""Verbs that call to something around a channel at an end of a line: to share, to send, to like, to switch on."""

READ_ON = """
read watch more details source full link continue see_more show_more keep_reading
читать читаите подробн полн далее дальше источник смотр ссылка видео продолжение показать_еще
читати детальн повн далі джерело дивіться показати_більше продовження
чытаць далеи падрабязн
lire suite voir regarder afficher_plus de_details
leer mas fuente ver seguir_leyendo continuar_leyendo llegir
leia mais fonte veja continue_lendo ler_mais saiba_mais continua
leggi guarda prosegui
weiterlesen mehr quelle lesen mehr_anzeigen zum_artikel
czytaj wiecej zrodlo zobacz pokaz_wiecej rozwin
cist_vice cist_dal vice_zde cely_clanek ctete prectete citat_viac viac tovabb bovebben citeste
чети повече прочети прочитаите читај више опширније procitaj vise opsirnije citaj opsirneje preberi
lees meer las_mer les_mer lue_lisaa lue lisaa
devami oku kaynak izle daha_fazlasi
baca sumber selengkapnya selanjutnya lebih_lanjut lihat_selengkapnya
xem_them doc_tiep doc_them chi_tiet xem_tiep nguon
basahin magbasa soma_zaidi soma endelea_kusoma
اقرا المزید المصدر شاهد ادامه منبع مشاهده متن_کامل بیشتر_بخوانید تتمه التفاصیل التتمه للمزید
مزید پڑھیں تفصیل
קרא המשכ לקריאה לכתבה מקור להמשכ עוד_פרטימ
διαβαστε περισσοτερα συνεχεια πηγη δειτε
სრულად ვრცლად წაიკითხეთ գაგრძელება წყარო կարդալ կարդացեք ավելին շարունակություն աղբյուր
davami oxu ətrafli etrafli mənbə
толығырақ оқу жалғасы дереккөз толугураак уландысы
batafsil davomi oqish manba
पढें स्रोत पूरी_खबर आगे_पढें और_पढें विस्तार
আরও_পডুন পডুন বিস্তারিত সূত্র
மேலும் படிக்க தொடர்ந்து ఇంకా చదవండి കൂടുതൽ വായിക്കുക
ተጨማሪ ያንብቡ ሙሉውን ምንጭ
阅读 全文 查看 更多 详情 来源 原文 展开 继续
続き 読む 详细 出典 见る
더보기 더_보기 계속 전문 보기 자세히 읽기 출처 이어서
อ่านต่อ อ่านเพิ่มเติม ดูเพิ่มเติม ต่อ อ่าน เพิ่มเติม
цааш унших дэлгэрэнгүи
llegeix nonton tonton تابع_القراءه olvas dal celou
"""
"""Beginnings of the words that a pointer to the full text begins with."""

CREDITS = """
source sources photo photos foto fotos video videos image images credit credits via
источник фото видео снимок кадры джерело відео світлина крыніца фота
quelle bild bilder fuente imagen fonte imagem credito foto/video
kaynak gorsel goruntu fotograf zrodlo zdjecie fot zdroj forras kep sursa сурса извор слика изворник снимка
izvor slika vir bron beeld kalla kilde kuva lahde bilde sumber gambar nguon anh chanzo picha pinagmulan
المصدر مصدر صوره الصوره تصویر فیدیو منبع عکس ویدیو ماخذ ذریعہ מקור צילומ תמונה וידאו πηγη φωτογραφια φωτο βιντεο
წყარო ფოტო ვიდეო աղբյուր լուսանկար mənbə дереккөз сурет булак manba surat स्रोत फोटो वीडियो সূত্র ছবি ভিডিও
மூலம் படம் వీడియో ఫోటో ምንጭ ፎቶ ቪዲዮ
来源 图源 图 图片 视频 影片 出典 写真 动画 画像 출처 사진 영상 자료 ที่มา ภาพ คลิป эх_сурвалж зураг
източник снимки font llum عکاس مصور צלמ
author authors автор авторы auteur autor autora autore yazar reporter reportage текст text texte texto testo tekst metin
"""
"""Words behind which, and a colon, somebody is named whose a report or a picture is."""
