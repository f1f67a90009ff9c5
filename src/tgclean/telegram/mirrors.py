"""What a mirror of Telegram prints around its one post: English sentences about Telegram, the same few everywhere.

    Telegram was founded in 2013 by two Russian brothers, Nikolai and Pavel Durov. "And that set off …
    from us

Source: some thirty stored pages of group-telegram.com, whose sentences are drawn from one pool and joined.
"""

from __future__ import annotations

from tgclean.patterns import pattern
from tgclean.telegram.forwards import MAX_NAME_CHARS

_SENTENCES = (
    "Telegram was founded in 2013 by two Russian brothers, Nikolai and Pavel Durov",
    "Telegram was originally launched as a side project by the Durov brothers",
    "The original Telegram channel has expanded into a web of accounts",
    "There's also an English-language website, which states it is owned by the people who run the Telegram",
    "In a message on his Telegram channel recently recounting the episode, Durov wrote",
    "Pavel Durov, Telegram's CEO, is known as",
    "Pavel Durov, a billionaire who embraces an all-black wardrobe",
    "He floated the idea of restricting the use of Telegram in Ukraine and Russia",
    "He said that since his platform does not have the capacity to check all channels",
    "There’s a certain degree of myth-making around what exactly went on",
    "As the war in Ukraine rages, the messaging app Telegram has emerged as the go-to place",
    "A Russian Telegram channel with over 700,000 followers is spreading disinformation",
    "Its influence extends beyond the platform, with major Russian publications",
    "It is unclear who runs the account, although Russia's official Ministry of Foreign Affairs",
    "On Telegram’s website, it says that Pavel Durov",
    "Currently, the Telegram team is based in Dubai",
    "And that set off kind of a battle royale for control of the platform",
    "Unlike Silicon Valley giants such as Facebook and Twitter, which run very public anti-disinformation",
    "In the United States, Telegram's lower public profile has helped it mostly avoid",
    "Two days after Russia invaded Ukraine, an account on the Telegram messaging platform posing as",
    "Ukrainian President Volodymyr Zelensky said in a video message on Tuesday",
    "On Feb. 27, however, he admitted from his Russian-language account",
    "Lastly, the web previews of t.me links have been given a new look",
    "Also in the latest update is the ability for users to create a unique @username",
    "Again, in contrast to Facebook, Google and Twitter, Telegram's founder Pavel Durov runs his company",
    "Since its launch in 2013, Telegram has grown from a simple messaging app",
    "What distinguishes the app from competitors is its use of what's known as channels",
    "Asked about its stance on disinformation, Telegram spokesperson Remi Vaughn",
    "WhatsApp, a rival messaging platform, introduced some measures to counter disinformation",
    "For example, WhatsApp restricted the number of times a user could forward something",
    "Telegram Messenger Blocks Navalny Bot During Russian Election",
    "False news often spreads via public groups, or chats",
    "After fleeing Russia, the brothers founded Telegram as a way to communicate",
    "In addition, Telegram's architecture limits the ability to slow the spread of false information",
    "Although some channels have been removed, the curation process is considered opaque",
    "Such instructions could actually endanger people",
    "So, uh, whenever I hear about Telegram, it’s always in relation to something bad",
    "I lost my company and my home, but would do it again",
    "The result is on this photo: fiery 'greetings' to the invaders",
    "Ukrainian forces successfully attacked Russian vehicles in the capital city of Kyiv thanks to",
    "But the Ukraine Crisis Media Center's Tsekhanovska points out",
    "Oleksandra Matviichuk, a Kyiv-based lawyer and head of the Center for Civil Liberties",
    "Sebi said data, emails and other documents are being retrieved from the seized devices",
    "During the operations, Sebi officials seized various records and documents",
    "In the past, it was noticed that through bulk SMSes, investors were induced",
    "Soloviev also promoted the channel in a post he shared on his own Telegram",
    "Multiple pro-Kremlin media figures circulated the post's false claims",
)  # fmt: skip
_POOL = tuple(sentence.encode() for sentence in _SENTENCES)
_MAX_BYTES = 1 << 14  # five sentences or so
_FROM = pattern(rf"(?:(?P<name>.{{1,{MAX_NAME_CHARS}}}) )?from [A-Za-z]{{2}}")
_FRAME = pattern(
    r"Telegram Group(?: Search)?|Open Telegram|Back To Top|.{1,128} Channel & Group Link|www\.tgoop\.com/\w+"
    r"|Date: \|.{0,130}|If the open doesn't start, click here|(?:.{1,128} )?Telegram \| DID YOU KNOW\?"
    r"|(?:Notice: .{1,300} )?.{1,128} \| Telegram Webview: \w+/\d+ -?.{0,200}"
)
_WEBVIEW = pattern(r"(?:Notice: .{1,300} on line \d+ )?(?P<name>.{1,128}) \| Telegram Webview: \w+/(?P<number>\d+)")


def is_press(line: bytes) -> bool:
    """Says whether a line has two of the sentences that a mirror draws from.

    >>> is_press(b"It is unclear who runs the account, although Russia's official Ministry of Foreign Affairs said so.")
    False
    """
    return len(line) <= _MAX_BYTES and sum(sentence in line for sentence in _POOL) >= 2


def from_country(line: bytes) -> str | None:
    """Gives the channel's name in the line "NAME from us" that ends a page, "" if it names none; else None.

    >>> from_country(b"from br"), from_country(b"North Wind from US"), from_country(b"greetings from us all")
    ('', 'North Wind', None)
    """
    line = line.strip()
    if len(line) > 4 * MAX_NAME_CHARS or line[-8:-3].lstrip() != b"from":
        return None
    found = _FROM.fullmatch(line.decode("utf-8", "replace"))
    return (found["name"] or "") if found else None


def is_frame(line: str) -> bool:
    """Says whether a line is one of a mirror's own, above the post or below.

    >>> is_frame("North Wind Telegram | DID YOU KNOW?"), is_frame("Telegram")
    (True, False)
    """
    return len(line) <= 1000 and _FRAME.fullmatch(line) is not None


def webview(line: str) -> tuple[str, str]:
    """Gives the channel and the message's number in a mirror's title, else two empty texts.

    >>> webview("North Wind | Telegram Webview: north/12 -")
    ('North Wind', '12')
    """
    found = _WEBVIEW.match(line) if len(line) <= 1000 else None
    return (found["name"], found["number"]) if found else ("", "")
