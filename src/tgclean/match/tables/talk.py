"""What calls around a channel are made of beside their verbs, and the words before an address or a cut; folded."""

from __future__ import annotations

TALK = """
channel telegram group chat community news latest breaking update stories story your our with from here this
friends advert sponsor promo feedback support contact admin bot boost link more bell
live daily first fast always photos tips media post please comment instagram facebook whatsapp
twitter tiktok youtube forget join about other platform discuss
канал телеграм телеге группа группу группе группы чат сообществ новост свеж последн новое наш нас вас ваш друз
знаком
уведомлен реклам сотруднич админ предложк бот буст связь ссылк быстр первы всегда событи курс подробн больше
макс вконтакте истори информац фото видео материал коммент обсужд обсуди здесь сюда главн только оставаитесь
самое самые саит
ранее просто чтобы будете будьте этот этом важн интересн прямо пост лаик репост поддерж проект донат
групу групі група спільнот новин свіж останн знаиом сповіщен реакц співпрац адмін
звязок посилан швидк перш завжди поді більш історі інформац відео матеріал комент обговор тут сюди головн
приват сторінк щоб можна надіслати
супольн навін рэклам сябр
kanal diskussion neuigkeit nachricht aktuell unser uns eure euch freund benachrichtig werbung hier
mehr immer zuerst jetzt bleib meldung tipps bilder reaktion glocke schickt unter nichts kein
auch weiter verpass anzeige dem_laufenden laufenden
chaine actus actualite info notre nos vous votre vos amis publicite pub ici
plus toujours premier direct temps reel alerte temoignage soutien cloche pour ratez rien dons
avec aussi lien bouton suite communaute
canal comunidad noticia ultima nuestro nuestra amigos publicidad
aqui primero siempre enterate minuto historia todas para tus alerta mas
grup xat noticies nostre nosaltres amics
anuncie contato primeiro sempre
sugest pauta denuncia reac sino receba fique mais suas sobre
comunita notizie notizia nostro nostra nostri amici notifiche notifica pubblicita contatti qui
primi aggiornat foto reazion campan resta tutte vostre scrivi tempo reale anche
grubumuz sohbet toplulu haber son_dakika bizi bize arkadas bildirim
unutma reklam iletisim burada daha anlik gelisme guncel ilk tepki ihbar sizde lutfen
destekle icin olun olmak olmay edin ederek
czat spoleczno wiadomosc nasz nas znajom powiadomi
wspolprac tutaj wiecej zawsze pierwsz biezaco zdjec film reakcj dzwonek
swoj wasze cynk zglos
skupin komunit novinky zpravy spravy nase pratel priatel upozornen vice viac
csatorna csoport kozosseg hirek ismeros ertesites hirdetes kapcsolat bovebben tobb elso friss minket
stiri noutati nostru noastra prieten publicitate
aici primul mereu ultimele mai_multe
чата общност приятел известия контакт тук повече първи
заједниц вести пријатељ обавешт овде више zajednic vijesti novice
nasi prijatelj obavest obavijest oglas ovdje ovde najnovij nas_kanal vise
kanaal groep gemeenschap nieuws laatste onze vrienden melding reclame meer altijd eerste hoogte
nyhet senaste vara vanner mer alltid forst oss venner varsl siste
nyeste seneste kanava ryhma kaverit ilmoitukset mainos lisaa
saluran berita kabar terbaru terkini kami kita teman notifikasi iklan kontak disini sini
selalu pertama lainnya video cerita jangan_lupa untuk anda kalian tetap lonceng dapatkan
kumpulan kawan sila
kenh nhom cong_dong tin_tuc tin_moi tin_nhanh moi_nhat som_nhat nhanh_nhat nhan_tin chung_toi ban_be thong_bao
quang_cao
lien_he tai_day cap_nhat them hinh_anh cua_ban nhan moi nguoi danh_gia tuong_tac
balita kaibigan patalastas dito
chaneli kituo kundi habari mpya zetu letu yetu marafiki taarifa matangazo tangazo hapa zaidi mawasiliano kupata
kwenye
قناه قنات تلغرام تلکرام تلیجرام تیلیجرام مجموع جروب کروب اخبار الاخبار خبر عاجل اخر معنا لنا
اصدقا اشعار اعلان للاعلان تواصل للتواصل هنا مزید المزید لحظه بلحظه اول دایما صور فیدیو تفاعل بوت دعم لمتابعه
للاشتراک للانضمام عبر علی لتصلک یصلک جدید کل زر الجرس لا تنس فورا لیصلک احداث
تلگرام گروه گپ چت تازه ما شما دوست تبلیغ تماس اینجا لینک
بیشتر همیشه عکس فیلم ویدیو ارتباط ادمین سوژه پیام مردمی ربات برای شوید کنید خود روی واکنش را از به در با
چینل گروپ ترین ہمارے ہمارا ہمیں نوٹیفکیشن اشتہار یہاں کریں ساتھ سے کو کے کا
ערוצ לערוצ הערוצ טלגרמ בטלגרמ קבוצ לקבוצ חדשות החדשות עדכונ העדכונ מבזק דיווח חברימ התראות התראה פרסומ לפרסומ
קשר כאנ קישור עוד תמיד ראשונימ תמונות סרטונ תגובות אותנו אחרינו שלנו אלינו צאט לדיווח לשליחת ליצירת חמ_אדומ
καναλι ομαδα τσατ κοινοτητα νεα ειδησεισ τελευται μασ σασ φιλουσ φιλοι ειδοποιησεισ διαφημι επικοινων εδω
περισσοτερ
παντα πρωτ φωτογραφ στο στην μαζι σχολι τελεγκραμ ενημερω
არხ ჯგუფ ჩატ სიახლ ახალი ჩვენ მეგობრ შეტყობინებ რეკლამ კონტაქტ აქ მეტი ტელეგრამ ინფორმაცი
ալիք խումբ խմբ չատ նորություն լուր մեր մեզ ընկեր ծանուցում գովազդ կապ այստեղ ավելին տելեգրամ
qrup xəbər xeber yenilik bizə dostlar bildiris əlaqə elaqə
арна топ жаңалық жаналык біздің бізге біздін достар жарнама баиланыс осында толығырақ
жаңылык биздин дос кулактандыр жарнак
guruh yangilik xabar bizning bizga aloqa yerda batafsil
гуруҳ хабар мо дустон таблиғ янгилик бизнинг
चैनल टेलीग्राम ग्रुप समूह चैट खबर समाचार न्यूज ताजा हमारे हमारी हमसे हमे अपने दोस्त
नोटिफिकेशन विज्ञापन संपर्क यहां और अधिक सबसे पहले फोटो वीडियो लिंक साथ लिए करे करना पर को से के का की में
অপনার চ্যানেল টেলিগ্রাম গ্রুপ খবর সংবাদ সর্বশেষ আমাদের বন্ধু নোটিফিকেশন বিজ্ঞাপন যোগাযোগ
এখানে আরও সবার আগে ছবি ভিডিও সাথে করুন জন্য পেতে
சேனல் சேனலில் டெலிகிராம் குழு செய்தி உடனுக்குடன் எங்கள் நண்பர் அறிவிப்பு விளம்பர தொடர்பு இங்கே மேலும்
ఛానల్ ఛానెల్ గ్రూప్ వార్తలు మా ചാനൽ ഗ്രൂപ്പ് വാർത്ത ഞങ്ങളുടെ ಚಾನೆಲ್ ಗುಂಪು ಸುದ್ದಿ ચેનલ ગ્રુપ સમાચાર અમારી ਚੈਨਲ
ਗਰੁੱਪ ਖਬਰ
ቻናል ቻናላችን ቴሌግራም ግሩፕ ዜና የእኛ ጓደኞች ለጓደኞች ማስታወቂያ ለማስታወቂያ ያግኙን እዚህ ተጨማሪ
کەنال کەناڵ هەواڵ یێمە me nuce
频道 群 交流 讨论 新闻 资讯 最新 我们 本 朋友 好友 通知 广告 合作 联系 商务 机器人 点 请
欢迎 更多 第一 时间 获取 了解 消息 快讯 链接 连结 电报 我 吧 线索 推荐 各位 读者 官方 哦 里 的 来
チャンネル テレグラム グループ コミュニティ チャット ニュース 情报 速报 私たち 当 友达 友人 広告 お 问い合わせ
连络 こちら もっと いち早く
オン 公式 して ください から を は が に の で と へ も ご 情报提供 リンク 愿いします 提供 求む ぜひ
채널 텔레그램 그룹 단톡 오픈채팅 채팅 뉴스 소식 속보 최신 빠르게 받기 받아 우리 저희 친구 알림 광고 문의 연락
여기 더 바로 링크
설정 보내 눌러 하기 해주세요 하세요 부탁 지역 정보 및 커뮤니티
ช่อง เทเลแกรม กลุ่ม แชท ข่าว ล่าสุด ด่วน เรา เพื่อน โฆษณา ติดต่อ ที่นี่ เพิ่มเติม ได้ ที่ ของ ให้ กับ ทาง
ไม่พลาด สาร
ຊ່ອງ ຂ່າວ ချန်နယ် သတင်း ဆာနယ် ဆာန់ဆာ ឆានែល ព័ត៌មាន
суваг мэдээ бүлэг наиз
below everything anything nothing miss work anyone everyone know think opinion
ничего пропустить одноклассник дзен ютуб рутуб инстаграм мнение думаете нами страниц смотрит
нічого пропустити думку вподобаик поширюи феисбук фб
hier_gehts gehts zur kommentar meinung deine dranbleiben
perder nada comentario sus redes
manquer avis lactu linfo dinfo vosamis reseaux sociaux tous_les
nulla tuoi tue vostri social segnala rimani collegati
seus dela mao primeira opiniao amigas noss vossos gente
kacirmayin hicbir seyi yorum gorus takipte kalin hepsi sosyal medya
temat znac przegapic niczego zeby aby opinie
التعلیقات تعلیق فیسبوک تویتر واتساب صفحتنا حساباتنا مواقع التواصل الاجتماعی مشارکه وصلک
اشتراک اشتراک_گذاری گذاری نظر یادتان نرود یادتون برای_دوستان بله ایتا روبیکا اینستاگرام مطلب دنبال
تبصرے تبصروں ان
פספס לפספס לא כדי לייק שיתופ ידיעות ידיעה כתבה תגובה דעתכמ אצלנו שומ דבר אינסטגרמ פייסבוק סיפור
γνωμη φιλων
კომენტარ აზრი մեկնաբանություն կարծիք հետ շատ
कमेंट विचार राय नई नए टिप्पणी व्हाट्सएप फेसबुक
মন্তব্য মতামত হোযাটসঅ্যাপ ফেসবুক
கருத்து உங்கள் அனுப்ப வாட்ஸ்அப்
rafiki maoni arifa yako
አስተያየት ለሚወዷቸው ያለንን ሌሎችም
朋友圈 微信 评论区 留言区 任何 不要 错过 见 区 大家 给 您 你 与 和 及 关注 动态 转 和谐 一起
教 お友达 ボタン 见逃さない ように コメント栏 ます ね さい よう い よろしく 中 受付 受け 付け
댓글 의견 놓치지 마세요 카카오톡 인스타그램 유튜브 페이스북 밴드 좋아요와 공유 켜세요
การ เตือน ข่าวสาร ความเห็น ด้วย ไว้ นะ ครับ ค่ะ ใต้ โพสต์ เพจ เฟซบุ๊ก ไลน์ ทุก เรื่อง ๆ
binh_luan y_kien ben_duoi bo_lo xa_hoi de_khong minh
ketinggal tidak biar kolom komentar pendapat semua jangan lewat medsos
baratai baratok hozzaszol velemeny semmi
comentariu comentarii parere pierde nimic
нищо пропускаите
vest misljenje nista propustite
oznamen nazor nic neutece
dina dina_vanner meddela notiser ingenting nyheder alla alle
uutis ystav meille ilmoitus kommentti paalle vinkki mainokset kaverille
mening niets jouw
esdeveniments
sərh serh rəy hesabimiz
пікір көбірек
izoh fikr koproq
nous nekunk hirt לנו לכמ לחברימ את שימו
reading article whole keep показать продолж еще весь текст полностью продовж показати повністю статт статью
статье
leyendo lendo tutto altro articolo ganzer artikel calosc dalej dal clanek cely цело
verder fazla tamami devamini yazi lihat lanjut kusoma مطالعه بخوانید تفاصیل ראשי המלאה פרטימ ολοκληρο
αρθρο इस पूरी आगे विस्तार
have saw seen tell есть чем знаете видели стали свидетел очевид хотите расскаж маєте бачили свідк хочете розкаж
habt hast gesehen
weisst avez vu tienes viste sabe viu hai visto sai hab varsa gordunuz masz widziales wiesz badz meita sulla
toute tous عندک شاهدت لدیک هل aming mga
забуд забудь забудьте забува vergess vergesst oublie oubliez olvid olvides olvideis dimentic esquec unut zapomn zapomin
uita uitati vergeet glom glem unohda felejts zabor zabrav забрав lupa quen διαβαστε ξεχασ ξεχνατε
الی عن مع هذه هذا صورک فراموش تشکح لשכוח תשכחו भूलें भूलना ভুলবেন மறக்காதீர்கள் sahau unutmang ұмытпа ұмытпаңыз
忘记 忘了 忘れずに 잊지 อย่าลืม
dont conversation digest someone needs every verified hitting agree grow number members member free
simple click button family also available alerts alert trusted independent journalism coverage
пропускать близким близкими редакци вопрос приветствует согласны согласен viber ваибер ватсап вотсап рассылк
оперативн проверенн независим узнава узнаваите оперативно раньше подписчик подписчиков
пересыла перешл понравил полезн сохран сохрани обратн редакц эфир
також ласка допис дописи редакці зворотнии звязку підписник перевірен безкоштовн нашою нашому
redaktion hinweise hinweis furs teilen kostenlos beitrag leser fragen anregung kritik folgen
hilft wachsen jeden unabhangig verlasslich
actualidad mensaje crecer bio gratis redaccion lectores comparte_lo ayuda mas_reciente a_minuto
ultimo sucede aqui_mismo siguenos_en inmediato
redaction lecteurs gratuit restez tourner derniere dernieres minute heure
rejoindre
redazione lettori crescere ultimora ultime tempo_reale leggere
dentro crescer redacao leitores ultimas_noticias tudo acontece participe materia
aninda isbirligi birligi hizli hizlica ucretsiz hat hatti icerik mesaj olaylar dogru tarafsiz
lapke gore najswiezsze swiezsze bezplat darmow redakcja redakcji czytelni mieszkanc regionu szybciej
redactia cititori primul_care aflati afla curent stire tale
naslovni besplatno redakcija citaoci prvi brze najbrze uzivo
redakce nejvic lidi zdarma ctenar nejnovejsi aktualne aktualni tipy
szerkesztoseg ingyen olvaso legfrissebb
redactie lezers eerste_op blijf melden app_ons ons redaktionen lasare lukija ilmaiseksi inget halla
inget_nytt
لحظه_بلحظه مستجدات المستجدات اخر_الاخبار مجانا الاعلانات قنواتنا متابعین متابعینا حصری حصریا اول_باول بینا الان
فوری مخاطب ادمین_کانال سردبیر روز مهم مهمترین ما_را نشانی ایدی پیج
כל לכל הפעמונ פעמונ המערכת מערכת קוראימ חינמ ראשונה ואתסאפ ווטסאפ בוואטסאפ
पाने हर पसंद आए अगर वीडियो_पसंद संपादक मुफ्त लेटेस्ट अपडेट ब्रेकिंग देखें
থাকুন যুক্ত ব্রেকিং আপডেট লাইভ
喜欢 觉得 有用 免费 掌握 实时 每日 每天 精彩 更 内容 小编 编辑 爆 看 关于 就 帮 一个 如果 获得 订 首发
希望 ご意见 意见 まで 最 新着 毎日 无料 お知らせ 详しく 読者 编集部 いつ ライン よ な た だ
가장 빠른 가장빠른 주변에 많이 큰 힘이 됩니다 힘 무료 매일 에서 실시간 독자 편집 카톡
seputar tercepat terbaru_dari redaksi pembaca pertanyaan ya seru menarik viral
tin_nong nhanh_chong mien_phi nhat_tin moi_ngay ban_doc toa_soan bai_viet
นะครับ นะคะ กัน ทุกวัน ฟรี รวดเร็ว สด ใหม่ ก่อนใคร อัปเดต อัพเดท
соңғы оқырман жедел тегін
ən ucun son oxucu
tezkor eng songgi bepul muxbir
zote haraka bure zaidi_ya
δικο θεμα συντακτ αναγνωστ δωρεαν αμεσα μεινετε
toda tutti даи 주세요 vidi hired
actu articol
点击
"""
"""Channels, groups, news, friends, advertising, us and you; known as the words in `calls` are."""

CONTACTING = """
contact contacts support admin administrator bot write message help link account editor
контакт связ связь админ бот пиши пишите писать напиш ссылк поддержк помощь редактор обращ
звяз звязок адмін писати посилан підтримк
kontakt schreib schreibt melde meldung hilfe
contacto escrib escribe soporte ayuda cuenta
ecri ecrivez compte aide soutien
contatt scriv scrivi aiuto
contat contato escrev fale suporte ajuda
iletisim yaz yazin destek hesap
napisz pisz piszcie pomoc wsparcie
تواصل للتواصل اکتب راسل راسلنا بوت دعم حساب
تماس ارتباط پیام بنویسید ربات پشتیبانی
קשר כתבו כתוב בוט תמיכה
संपर्क लिखें बॉट
যোগাযোগ লিখুন
联系 机器人 客服 请
连络 问い合わせ まで こちら
문의 연락 봇
ติดต่อ ทัก
lien_he
hubungi kontak bantuan
επικοιν γραψτε γραψε
scrie scrieti
pisite piste napiste
schrijf bericht skriv kirjoita irj irjon
"""
"""Of these, those that say no more than whom to write to; known as the words in `calls` are."""

TELLING = """
moved migrated переехал переехали переиіхав переіхали umgezogen mudado mudou demenage trasferito tasindi
przeniesiony przenieslismy новыи
new old fake only scam scammer hacked stolen false real instead
нов новая новые старыи старая феик феиковыи взломан взломали украден мошенник настоящии вместо только
новии нова старии фальшивии зламали шахраи справжнии замість тільки лише
neuer neue neuen alter alten falsche gehackt gefalscht echte nur nouveau nouvelle ancien faux pirate seul
nuevo nueva antiguo falso hackeado unico novo nova antigo nuovo nuova vecchio finto
yeni eski sahte calindi nowy nowa stary falszywy tylko baru lama palsu moi cu gia
جدید الجدید قدیم مزیف وهمی فقط قدیمی جعلی חדש ישנ מזויפ νεο παλιο ψευτικο nou noua vechi fals ново старо лажни
nieuw
नया पुराना फर्जी নতুন পুরনো ভুযা
fraud fraudster impostor refund refunds лже самозванец
"""
"""What says that a channel or an account is the news, unless the line calls to it."""

INTO = """
to at with contact message dm pm write ask on is are account telegram user from by named called username
к ко на у в с через пишите писать пиши напишите написать обращаитесь это от аккаунт по
до з пишіть писати напишіть звертаитесь звертаитеся це від акаунт
an bei unter mit auf uber ist konto von
a sur avec au chez est compte contactez contacter par ecrivez de
al con en es cuenta por escribe escriban contacta contactar
аккаунта аккаунтом ник ником боту бот редактору админу админ акаунта акаунту акаунтом нік ніком боті адміну
bot admin profile handle profil perfil profilo konta kontem kontu hesabi hesabina botu nick
ao no com em e conta contate fale escreva
su da scrivi scrivete contatta contattare
na do z u jest od przez pisz piszcie
ke kepada di dengan akun adalah hubungi dari
toi den qua la tai voi
علی الی مع عبر هو من حساب الحساب
به با در از است
אל עמ ב על הוא חשבונ
στο στον με ειναι απο
pe cu este cont
pa till med ar fran op met naar
са је од преко
"""
"""Words before a handle that make it the object of a sentence, and no signature of it."""

HANGING = """
the a an of for and or but that which who whose their his her its as than
и а но что которыи которая для о об при под над за без или как чтобы если
і та але що якии яка про під або як щоб якщо
der die das den dem ein eine einen und oder dass fur im zum zur wie
le la les un une des du et ou que qui pour dans sur comme
el los las una del y o para como se
os um uma do dos e
il lo gli i della dei di che per nel nella
ve ile icin bir veya cunku
oraz ze dla w ktory ktora
dan yang untuk dari atau dalam
va cua cho cac nhung mot
het een en dat voor och som att og
και η που για του τησ των
"""
"""Words that no sentence ends in: articles, and what leads on."""
