"""Forward headers: "Forwarded from NAME" in the languages of Telegram's own and third-party clients.

Source: the translations shipped by Telegram for Android, Desktop and macOS and by Unigram; kk and ja
have none that could be sourced and are left out rather than guessed.
"""

from __future__ import annotations

from functools import lru_cache

from tgclean.patterns import pattern

MAX_NAME_CHARS = 128  # Telegram's limit for the title of a chat

# `{}` is the name; an ordinary space stands for any of the two spaces that pages use.
_TEMPLATES = (
    "Forwarded from {}", "Forwarded from: {}", "Story from {}",
    "Пераслана ад {}",
    "Reenviat de: {}", "Reenviat de {}",
    "Weitergeleitet von {}", "Weitergeleitet aus {}",
    "Reenviado de {}", "Reenviado desde {}",
    "Transféré de {}",
    "Diteruskan dari {}",
    "Inoltrato da {}",
    "{} 님에게서 전달됨", "{}로부터 전달받음", "{}로 부터 전달됨", "{}님으로 부터 전달 받음", "{}로 부터 전달 받음",
    "{} 봇으로 전달 받음",
    "Dimajukan dari {}",
    "Doorgestuurd van {}",
    "Przekazana od {}", "Przekazana z {}",
    "Encaminhado de {}",
    "Переслано от {}", "Переслано из {}",
    "{} kişisinden iletildi", "{} kanalından iletildi",
    "Переслано від {}", "Переслано з {}",
    "转发来自: {}", "转发自用户 {}", "转发自频道 {}", "转发自 {}",
)  # fmt: skip

# Headers whose name stands on the next line, or nowhere.
_BARE = (
    "Forwarded from", "Forwarded message", "Forwarded Story",
    "تم التحويل من", "ارسلت من", "Перасланае паведамленне", "Missatge reenviat", "Přeposlaná zpráva",
    "Weitergeleitete Nachricht", "Mensaje reenviado", "پیام هدایت شده", "Välitetty viesti", "Message transféré",
    "הודעה שהועברה", "Proslijeđena poruka", "Továbbított üzenet", "Pesan terusan", "Messaggio inoltrato",
    "전달된 메시지", "Mesej dimajukan", "Videresendt melding", "Doorgestuurd bericht", "Przekazana wiadomość",
    "Mensagem encaminhada", "Пересланное сообщение", "Preposlaná správa", "Прослеђена порука",
    "Vidarebefordrat meddelande", "Mesaj iletildi", "Переслане повідомлення", "Uzatilgan xabar", "转发自",
    "转发的消息",
)  # fmt: skip

# "… via @bot": only with a bot's name, which always ends in "bot"; a channel may be called "News via Satellite".
_VIA = pattern(r"(?i),?[ \u00a0](?:via|vía|avec|праз|melalui|przez|через|通过)[ \u00a0]@?\w*bot$")
_BOT_FIRST = pattern(r"(?i)^@?\w*bot(?:[ \u00a0]botu[ \u00a0]ile[ \u00a0]|을[ \u00a0])")
_BOT_LAST = pattern(r"(?i)[ \u00a0](?:님에게서|채널에서)[ \u00a0]@?\w*bot$")
_MARKDOWN_LINK = pattern(r"^\[(.+?)\]\(\S*\)$")  # html2text writes the channel's name as a link

# A sentence that begins like a header: names are seldom so long, and hardly ever have clauses and a full stop.
_MAX_WORDS = 10
_STOPS = (".", "!", "?", "…")
_COMMAS = pattern("[,;،؛] ")

_SPACE = "[ \u00a0]{1,2}"  # Indonesian has a template with two spaces

_BARE_LINES = frozenset(_BARE)

# Most lines are told apart by their first or last bytes alone; the pattern sees only the rest.
EDGE_BYTES = 6
_NO_BREAK = "\u00a0".encode()


def _edges(template: str) -> set[bytes]:
    """Gives how the lines of a template begin or end, whichever it says, with either space."""
    spaced = [template.replace(" ", space).encode() for space in " \u00a0"]
    return {t[-EDGE_BYTES:] if template.startswith("{}") else t[:EDGE_BYTES] for t in spaced}


HEADS = frozenset(edge for t in (*_TEMPLATES, *_BARE) if not t.startswith("{}") for edge in _edges(t))
TAILS = frozenset(edge for t in _TEMPLATES if t.startswith("{}") for edge in _edges(t))
_PATTERNS = [(_edges(t), pattern(t.replace("{}", "(.+)").replace(" ", _SPACE))) for t in _TEMPLATES]
_MAX_LINE_BYTES = 4 * MAX_NAME_CHARS + 600  # the longest name in UTF-8, the longest template, a link's address


def forwarded_from(line: bytes) -> str | None:
    """Gives the name in a forward header, "" if the header names nobody (the next line may), else None.

    The header must be the whole line, white space around it aside; the name has at most
    `MAX_NAME_CHARS` characters.  It is evidence, not proof: a post may quote such a line.

    >>> forwarded_from("Forwarded from\\u00a0Russian MFA 🇷🇺".encode())
    'Russian MFA 🇷🇺'
    >>> forwarded_from("Новости kanalından iletildi".encode())
    'Новости'
    >>> forwarded_from(b"He said it was Forwarded from Mars") is None
    True
    >>> forwarded_from(b"Forwarded from my office to the ministry, and nobody answered it for two weeks.") is None
    True
    """
    line = line.strip()
    if line[-2:] == _NO_BREAK or line[:2] == _NO_BREAK:
        line = line.decode("utf-8", "replace").strip().encode("utf-8", "replace")
    if len(line) > _MAX_LINE_BYTES or (line[:EDGE_BYTES] not in HEADS and line[-EDGE_BYTES:] not in TAILS):
        return None
    return _name_in(line)


@lru_cache(1024)  # headers recur, and each is asked for some times
def _name_in(line: bytes) -> str | None:
    text = line.decode("utf-8", "replace").strip()
    if text.replace("\u00a0", " ") in _BARE_LINES:
        return ""
    name = _between(text, {line[:EDGE_BYTES], line[-EDGE_BYTES:]})
    if name is None:
        return None
    for bot in (_VIA, _BOT_FIRST, _BOT_LAST) if "bot" in name.lower() else ():
        name = bot.sub("", name)
    link = _MARKDOWN_LINK.match(name)
    name = (link[1] if link else name).strip()
    return None if len(name) > MAX_NAME_CHARS or _is_sentence(name) else name


def _is_sentence(name: str) -> bool:
    """Says whether what stands in the place of a name is the rest of a sentence."""
    if not name.endswith(_STOPS) or len(name.split()) <= _MAX_WORDS:
        return False
    return name[0].islower() or _COMMAS.search(name) is not None


def _between(text: str, edges: set[bytes]) -> str | None:
    """Gives what stands in the place of the name, by the first template that has one of the edges and fits."""
    for own, template in _PATTERNS:
        if not own.isdisjoint(edges) and (found := template.fullmatch(text)):
            return found[1]
    return None
