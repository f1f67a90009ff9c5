"""Lines that authors end posts with: hashtags, links, calls to read on or to subscribe.  Text, no interface.

They are evidence of where a post ends, not proof: a post may begin with a hashtag, or be a link and nothing else.
Source: posts of some dozen channels; the calls of sites and channels in the languages of `forwards`.
"""

from __future__ import annotations

import re

_READ_ON = frozenset(
    """
    read in full|read more|read on|read full story|full story|full text|more details|details|continue reading
    читать полностью|читать далее|читать дальше|читать|подробнее|подробности|полный текст
    читати повністю|читати далі|читати|детальніше|докладніше|чытаць цалкам|чытаць далей
    weiterlesen|mehr lesen|mehr dazu|zum artikel|lees meer|lees verder|läs mer|läs hela|les mer|læs mere|lue lisää
    leer más|leer mas|seguir leyendo|más información|llegir més|ler mais|leia mais|saiba mais|continue lendo
    lire la suite|lire plus|en savoir plus|leggi tutto|leggi di più|continua a leggere|citește mai mult|citește
    czytaj więcej|czytaj dalej|więcej|číst dál|číst více|čítať ďalej|olvass tovább|tovább|прочети още|опширније
    pročitaj više|opširnije|διαβάστε περισσότερα|περισσότερα|devamını oku|devamı|davamını oxu|batafsil|толығырақ
    baca selengkapnya|selengkapnya|baca lagi|baca lanjut|đọc tiếp|xem thêm|đọc thêm|soma zaidi
    اقرأ المزيد|للمزيد|المزيد|التفاصيل|ادامه مطلب|ادامه|مزید پڑھیں|לקריאה מלאה|לכתבה המלאה|קרא עוד|המשך לקרוא
    阅读全文|閱讀全文|查看全文|全文|阅读更多|閱讀更多|查看更多|详情|詳情|続きを読む|続き|全文を読む|詳しくはこちら
    전체 읽기|더 읽기|더 보기|더보기|자세히 보기|पूरा पढ़ें|और पढ़ें|आगे पढ़ें|อ่านต่อ|อ่านเพิ่มเติม|আরও পড়ুন|மேலும் படிக்க
    """.strip().replace("\n", "|").replace("|    ", "|").split("|")
)  # fmt: skip
# What asks to subscribe and nothing else; "подпис" alone would take in "a law was signed".
_CALLS = (
    "subscribe", "подписаться", "подпишись", "подпишитесь", "подписывайся", "подписывайтесь", "підписатися",
    "підпишись", "підпишіться", "підписуйся", "підписуйтесь", "прислать новость", "надіслати новину", "abonnieren",
    "abonniert", "abonniere", "abonnez", "abonează-te", "suscríbete", "suscribete", "suscríbase", "inscreva-se",
    "iscriviti", "subskrybuj", "abone ol", "abunə ol", "obuna bo", "اشترك", "اشتركوا", "عضو شوید", "عضویت", "הצטרפו",
    "订阅", "訂閱", "구독", "सब्सक्राइब", "सदस्य बनें",
)  # fmt: skip
_DECORATION = " \t\u00a0\u2800\ufe0f\u200d.…:!|>»›→➡▶►👉👇⬇🔗📖📰📲🟣🔴🔵🟢⚡❗‼✅"
_LINK = re.compile(r"[#\uff03@]\w|https?://|www\.|t\.me/")
_MAX_WORDS = 5  # of a signature that ends in a link
_MAX_BYTES = 240


def is_footer(line: bytes) -> bool:
    """Says whether a line is of the sort that posts end with: short, and no sentence of its own.

    >>> is_footer("👉 Читать полностью".encode()), is_footer(b"#ferry #islands"), is_footer(b"Subscribe: @harbour")
    (True, True, True)
    >>> is_footer(b"Read in full what the mayor said"), is_footer(b"@harbour is closed"), is_footer(b"Goal! 2:1")
    (False, False, False)
    """
    if len(line) > _MAX_BYTES:
        return False
    text = line.decode("utf-8", "replace").strip(_DECORATION).casefold()
    if text in _READ_ON or text.startswith(_CALLS):
        return True
    if _LINK.search(text) is None:
        return False
    words = [_LINK.search(word) is not None for word in text.split() if any(map(str.isalnum, word))]
    return all(words) or (words[-1] and len(words) <= _MAX_WORDS)
