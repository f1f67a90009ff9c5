"""Times of day in 24 hours: `6 pm`, `18 h 30`, `7 Uhr`, `6 вечера`, `akşam 6`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

MORNING, EVENING, NIGHT, NOON = range(4)


def _table(*words: str) -> dict[str, int]:
    return {word.replace("_", " "): kind for kind, line in enumerate(words) for word in line.split()}


# The words for parts of the day, without marks: a closed class.  A line for each way in which their hours count.
_BEHIND = _table(
    "утра ранку du_matin de_la_manana da_manha de_la_madrugada di_mattina del_mattino morgens vormittags rano pagi "
    "π.μ. π.μ πμ το_πρωι صباحا فجرا صبح بامداد בבוקר",
    "вечера вечора du_soir de_lapres-midi de_la_tarde da_tarde di_sera del_pomeriggio nachmittags abends wieczorem "
    "po_poludniu μ.μ. μ.μ μμ το_απογευμα το_βραδυ مساء عصرا عصر بعدازظهر בערב sore",
    "ночи ночі de_la_noche da_noite da_madrugada di_notte nachts w_nocy malam ليلا شب בלילה",
    "de_mediodia siang ظهرا ظهر בצהריים",
)
# Words that say something else as well, here or in another language: behind a word for the hour only.
_BEHIND_HOUR = _table("sang", "chieu toi дня", "dem", "trua")
_BEFORE = _table(
    "sabah सुबह таңғы ertalabki",
    "aksam ogleden_sonra शाम кешкі kechki",
    "gece रात түнгі",
    "दोपहर",
)
# Evenings and nights are counted, too: behind what stands before an hour only.
_COUNTED = frozenset(["вечера", "вечора", "ночи", "ночі", "malam", "شب"])
_AT = re.compile(r"(?:^|\W)(?:в|до|с|со|к|около|после|о|від|з|після|pukul|jam|ساعت) $")
_AT_CHARS = 8
_KINDS = _BEHIND | _BEHIND_HOUR | _BEFORE
_MINUTE = r"[0-5]\d"
_BEFORE_HOUR = frozenset("0123456789.:,/-")


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


# All begin with what few characters are, so that most of a line is passed over at once; what may stand before it is
# looked at when one is found.
_WITH_PART = re.compile(
    rf"(0?[1-9]|1[0-2])(?:[:.]({_MINUTE}))?"
    rf"(?: (?:часов|часа|час|години|годин|heures?|horas?|[uU]hr) (?P<told>{_any(_BEHIND_HOUR)}|{_any(_BEHIND)})"
    rf"| ?(?:gio|h) ?(?P<minute>{_MINUTE})? ?(?P<gio>{_any(_BEHIND_HOUR)}|{_any(_BEHIND)})"
    rf"| (?P<part>{_any(_BEHIND)}))(?!\w)"
)
_HOUR = re.compile(rf"(0?[1-9]|1[0-2])(?:[:.]({_MINUTE}))?(?![\d.:,])( बजे)?")
_PART_FIRST = re.compile(rf"({_any(_BEFORE)})( (?:saat|soat|сағат))? $", re.IGNORECASE)
_COUNTING = re.compile(r" [^\W\d_]")  # akşam 3 kişi
_PART_CHARS = 24  # of a part of the day, and a word for the hour
_ENDS = tuple({word[-3:] for word in (*_BEFORE, "saat", "soat", "сағат")})
# A digit and the beginning of a word, and the end of a word and a digit: few lines with figures have one.
_BEGINNINGS = {word[:2] for word in (*_BEHIND, "час", "годин", "heure", "hora", "uhr", "Uhr", "gio")}
_MAY_TELL = re.compile(rf"\d ?(?:h|{_any(_BEGINNINGS)})")
_MAY_FOLLOW = re.compile(rf" \d(?<=(?:{'|'.join(sorted(_ENDS))}) \d)")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))? ?([apAP])\.? ?[mM](?:\.|\b)")
_CLOCK_H = re.compile(r"([01]?\d|2[0-3]) ?[hH](?: ?([0-5]\d)(?!\d)|(?!\w))")
_CLOCK_UHR = re.compile(r"([01]?\d|2[0-4])(?:[:.]([0-5]\d))? (?:[uU]hr|UHR)\b(?: ([0-5]\d)(?!\d))?")


def rewrite_parts(line: str) -> str:
    """Gives a line, without marks, with the hours of a part of the day as `18:00`.

    >>> rewrite_parts("в 6 вечера и в 3 часа дня"), rewrite_parts("luc 7 gio 30 toi"), rewrite_parts("aksam 6")
    ('в 18:00 и в 15:00', 'luc 19:30', '18:00')
    >>> rewrite_parts("στις 6 μ.μ., в 12 ночи"), rewrite_parts("через 3 ночи"), rewrite_parts("aksam 3 kisi")
    ('στις 18:00, в 0:00', 'через 3 ночи', 'aksam 3 kisi')
    """
    if _MAY_TELL.search(line):
        line = _rewrite(_WITH_PART, _told, line)
    return _part_first(line) if _MAY_FOLLOW.search(line) else line


def _part_first(line: str) -> str:
    pieces, done = [], 0
    for hour in _HOUR.finditer(line):
        if line.endswith(_ENDS, 0, hour.start() - 1) and line[hour.start() - 1] == " ":
            part = _PART_FIRST.search(line, max(done, hour.start() - _PART_CHARS), hour.start())
            sure = part and (part[2] or hour[2] or hour[3] or not _COUNTING.match(line, hour.end()))
            if part and sure:
                told = hour_of(int(hour[1]), _KINDS[part[1].casefold()])
                pieces += [line[done : part.start()], _shown(told, hour[2])]
                done = hour.end()
    return "".join((*pieces, line[done:]))


def rewrite_clocks(line: str) -> str:
    """Gives a line, without marks, with the times of a clock as `18:30`.

    >>> rewrite_clocks("from 10 pm to 11:30 p.m., 15h, 18 h 30, 7 Uhr")
    'from 22:00 to 23:30, 15:00, 18:30, 7:00'
    """
    line = _rewrite(_CLOCK, lambda m: _shown(hour24(int(m[1]), m[3] in "pP"), m[2]), line)
    line = _rewrite(_CLOCK_H, lambda m: _shown(int(m[1]), m[2]), line)
    return _rewrite(_CLOCK_UHR, lambda m: _shown(int(m[1]), m[2] or m[3]), line)


def _rewrite(times: re.Pattern[str], tell: Callable[[re.Match[str]], str], line: str) -> str:
    """Gives a line with its times as `tell` gives them, those aside that are the end of another number."""
    return times.sub(lambda m: m[0] if line[m.start() - 1 : m.start()] in _BEFORE_HOUR else tell(m), line)


def _told(found: re.Match[str]) -> str:
    part = found["told"] or found["gio"] or found["part"]
    if found["part"] in _COUNTED and not _AT.search(found.string, max(0, found.start() - _AT_CHARS), found.start()):
        return found[0]
    return _shown(hour_of(int(found[1]), _KINDS[part.casefold()]), found[2] or found["minute"])


def _shown(hour: int, minutes: str | None) -> str:
    return f"{hour}:{minutes or '00'}"


def hour_of(hour: int, kind: int) -> int:
    """Gives an hour of a part of the day in 24.

    >>> hour_of(11, NIGHT), hour_of(1, NIGHT), hour_of(12, NOON), hour_of(2, NOON), hour_of(12, MORNING)
    (23, 1, 12, 14, 0)
    """
    if kind == NIGHT:
        return hour24(hour, 6 <= hour < 12)
    return hour24(hour, hour < 6 or hour == 12 if kind == NOON else kind == EVENING)


def hour24(hour: int, after_noon: bool) -> int:
    """Gives an hour of the clock in 24; one that is none of twelve is as it is."""
    return hour % 12 + 12 * after_noon if 1 <= hour <= 12 else hour
