"""Words that stand around a post and are not of it: calls to subscribe and to read on, forward headers; folded."""

from __future__ import annotations

from tgclean.match.letters import fold

PROMO_STEMS = tuple(
    fold("""
subscrib join follow telegram channel canal kanal
подпис подпиш присоедин вступа канал
підпис підпиш приєдн
abonn folgt folge beitreten
abonnez suivez rejoign
suscrib sigue siguenos unete
inscrev siga assine
iscriv segui unisciti
abone takip katıl katil
subskryb obserwuj dołacz dolacz
berlangganan ikuti gabung langganan
اشترك تابع انضم قناة عضو کانال
订阅 訂閱 关注 關注 加入 频道 頻道
チャンネル 登録 フォロー 구독 채널
सब्सक्राइब जुड़ें टेलीग्राम चैनल फॉलो फ़ॉलो
عضوشو بپیوند پیوستن تلگرام
תלגרם טלגרם לערוץ הצטרפ להצטרפ עקבו
saluran 텔레그램
""").split()
)
"""Beginnings of the words that a call to subscribe is made of."""

FORWARDED = (
    "forwarded", "fwd", "переслан", "пераслан", "reenviad", "reenviat", "encaminhad", "weitergeleitet", "transféré",
    "transfere", "inoltrat", "przekazan", "diteruskan", "dimajukan", "doorgestuurd", "chuyển tiếp", "전달", "转发",
    "轉發", "转自", "轉自", "転送", "הועבר", "تم التحويل", "معاد توجيه", "محول من", "هدایت شده", "فوروارد",
    "προωθήθηκε", "iletilen",
)  # fmt: skip
"""Beginnings of the words for a post from elsewhere, as they stand before its name; not folded."""

SENDERS = (
    "from",
    "от",
    "из",
    "від",
    "з",
    "de",
    "desde",
    "du",
    "von",
    "aus",
    "da",
    "od",
    "z",
    "dari",
    "van",
    "từ",
    "من",
    "از",
)
"""Words between the two: from."""

JOINING = frozenset(
    fold("""
subscribe
подпишись подпишитесь подписывайся подписывайтесь
підпишись підпишіться підписуйся підписуйтесь
abonniert abonniere
abonnez
suscribete suscribanse suscribase
iscriviti
subskrybuj
""").split()
)
"""Words that ask to subscribe to a channel and to nothing else, if a short line begins with them."""

READ_ON_STEMS = tuple(
    fold("""
read watch more details source full link
читать читаите подробн полн далее источник смотр ссылка видео
читати детальн повн далі джерело дивіться
lire suite source voir regarder
leer mas fuente ver
leia mais fonte veja
leggi fonte guarda continua
weiterlesen mehr quelle lesen
czytaj wiecej zrodło zrodlo zobacz
devamı devami oku kaynak izle
baca sumber selengkapnya
اقرا المزيد المصدر شاهد ادامه منبع
阅读 閱讀 全文 查看 更多 详情 詳情 来源 來源 原文
続き 読む 詳細 出典
पढ़ें पढें स्रोत
""").split()
)
"""Beginnings of the words that a pointer to the full text begins with."""
