# ruff: noqa: E501  one line a kind reads better than wrapped lists
"""Hours as words say them: `half acht 's avonds`, `o siedemnastej`, `klockan sex på kvällen`, `в половине шестого`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from tgclean.match.notation.clocks import EVENING, MORNING, NIGHT, NOON, hour_of
from tgclean.match.notation.spelled import Number, number_at
from tgclean.match.tables import numerals

# Phrases have `_` between their words.
_PARTS = {
    MORNING: """
утра утром ранку вранці зранку раніцы раніцаи сутринта сутрин ујутру ујутро ujutru ujutro jutra zjutraj rano rano ranem do_poludnia przed_poludniem dopoledne dopoludnia
in_the_morning morgens fruh vormittags am_morgen am_vormittag s_ochtends s_morgens in_de_ochtend ochtends pa_morgonen pa_formiddagen om_morgenen pa_morgenen om_formiddagen pa_formiddagen um_morguninn reggel delelott
aamulla aamupaivalla hommikul rita no_rita ryto ryte dimineata dimineata du_matin de_la_manana de_la_madrugada da_manha de_manha di_mattina del_mattino della_mattina del_mati sabah sabahi səhər ertalab tongda таңғы таңертең эрталаб субҳ
π_μ πμ το_πρωι πρωι صباحا ص فجرا صبح بامداد בבוקר सुबह सवेरे प्रातः সকাল সকালে ভোর காலை ጠዋት დილის დილით առավոտյան pagi subuh sang ng_umaga 早上 上午 午前 凌晨 清晨 오전 새벽 아침""",
    EVENING: """
вечера вечером вечора ввечері увечері дня пополудни вечара вечерта следобед навечер увече навече увечер поподне uvece navecer poslijepodne popodne zvecer popoldne vecer odpoledne popoludni podvecer wieczorem po_poludniu
in_the_afternoon in_the_evening abends nachmittags am_abend am_nachmittag s_avonds s_middags in_de_avond in_de_middag avonds pa_kvallen pa_eftermiddagen om_aftenen om_eftermiddagen pa_kvelden om_kvelden pa_ettermiddagen um_kvoldið este delutan
illalla iltapaivalla ohtul parastlounal vakara pecpusdiena vakaro vakare po_pietu seara dupa_amiaza du_soir de_l_apres_midi de_lapres_midi de_la_tarde da_tarde di_sera della_sera del_pomeriggio de_la_tarda del_vespre aksam aksami ogleden_sonra axsam kechki kechqurun oqshom кешкі кешке кечки
μ_μ μμ το_απογευμα το_βραδυ απογευμα βραδυ مساء م عصرا عصر بعدازظهر بعد_از_ظهر شام בערב אחר_הצהריים אחהצ शाम বিকেল বিকাল বিকেলে সন্ধ্যা மாலை ምሽት საღამოს երեկոյան sore petang chieu toi ng_hapon ng_gabi 午后 午后 下午 傍晚 晚上 晚间 오후 저녁""",
    NIGHT: """
ночи ночью ночі вночі ночы през_нощта ноћу nocu v_noci w_nocy at_night nachts s_nachts pa_natten om_natten ejjel ejszaka yolla oosel nakti nakti noaptea de_la_noche da_noite da_madrugada di_notte della_notte de_la_nit gece gecə kechasi түнгі
τη_νυχτα لیلا شب בלילה रात রাত রাতে இரவு ሌሊት ღამის malam dini_hari dem ng_madaling_araw 深夜 밤""",
    NOON: "mittags de_mediodia del_mediodia siang trua ظهرا ظهر בצהריים दोपहर দুপুর দুপুরে 中午 正午 낮",
}
_HOUR_WORDS = """
hour uhr uur klokken klokka klockan kl klo kello klukkan godz godzina godzinie saat saati saatte soat сағат саат ora ore orele hora horas hs hrs h hod hodin hodiny hodine oclock часов часа час ч годин години годині година год сати сата sati sata u ure uri ora orakor oratol oraig plkst pulksten kell ωρα στισ ساعت الساعه שעה בשעה बजे বাজে টায টা மணி மணிக்கு ሰዓት საათზე ժամը pukul jam pkl gio luc v в о o at um as alle der den 시 시에 시부터 시까지 분 分 时 点
"""
_HALF_TO = (
    "half halb halv halva halvt pul pol wpol fel пол половина половине половину пів puoli pool pus puse pola mitja"
)
_PAST = "past"
_QUARTERS = (
    "quarter quart cuarto quarto ceyrek четверть чверть ctvrt kvart kwart viertel kvarter negyed τεταρτο sfert ربع רבע"
)
_QUARTER_PAST, _QUARTER_TO = "past over nach po after efter", "to vor voor i za do"
_TO = "do na на"
_NAMED = (
    (12, "noon midday полдень полудень poludnie mittag midi mediodia meio_dia mezzogiorno poledne 正午"),
    (0, "midnight полночь північ опівночі polnoc mitternacht minuit medianoche meia_noite mezzanotte pulnoc gece_yarisi 零点"),
)  # fmt: skip
_JOINING = frozenset(numerals.JOINING.split())
_GLUED_HALVES = ("пол", "пів")
_ENGLISH_HOURS = "one two three four five six seven eight nine ten eleven twelve"
_HOUR_ENDINGS = ("kor", "da", "de", "ta", "te", "дә", "де", "та", "те")
_MAX_HOUR_WORDS = 2
_LEAST_MINUTES = 5
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")


class _Table(NamedTuple):
    """Phrases cut into words: parts of the day, hours with a name; words beside an hour, and words of half an hour."""

    parts: dict[tuple[str, ...], int]
    named: dict[tuple[str, ...], int]
    hours: frozenset[str]
    halves: frozenset[str]
    past: frozenset[str]
    to: frozenset[str]
    english: frozenset[str]
    quarters: frozenset[str]
    quarter_past: frozenset[str]
    quarter_to: frozenset[str]
    longest: int


@cache
def _table() -> _Table:
    parts = {_cut(phrase): kind for kind, lines in _PARTS.items() for phrase in lines.split()}
    named = {_cut(phrase): hour for hour, line in _NAMED for phrase in line.split()}
    lines = (_HOUR_WORDS, _HALF_TO, _PAST, _TO, _ENGLISH_HOURS, _QUARTERS, _QUARTER_PAST, _QUARTER_TO)
    sets = {field: frozenset(line.split()) for field, line in zip(_Table._fields[2:-1], lines, strict=True)}
    return _Table(parts, named, longest=max(map(len, (*parts, *named))), **sets)


def _cut(phrase: str) -> tuple[str, ...]:
    return (*phrase,) if "\u3040" < phrase[0] < "\uac00" and "_" not in phrase else tuple(phrase.split("_"))


@cache
def part_words() -> frozenset[str]:
    """Gives the words that may stand with an hour."""
    table = _table()
    return table.hours.union(*table.parts)


class _Clock(NamedTuple):
    """An hour of the clock that is read: where it ends, hour and minutes, and whether more than the number says so."""

    end: int
    hour: int
    minutes: int
    sure: bool


def hours_at(words: Sequence[str], at: int) -> Iterator[tuple[int, str]]:
    """Gives how many words from `at` on may be an hour of the day, and the hour in 24, as `17.30` or `17`.

    >>> [*hours_at("half acht s avonds".split(), 0)], [*hours_at("o siedemnastej".split(), 0)]
    ([(2, '7.30'), (4, '19.30')], [(2, '17')])
    >>> [*hours_at("6 people".split(), 0)], [*hours_at("six thirty in the evening".split(), 0)]
    ([], [(2, '6.30'), (5, '18.30')])
    """
    table = _table()
    before = _phrase(words, at, table.parts)
    place = at + (before[0] if before else 0)
    start = _past_hour_words(words, place)
    for clock in _clocks(words, start) if start < len(words) else ():
        end = _past_hour_words(words, clock.end) if clock.end > start else start
        sure = clock.sure or start > place or end > clock.end
        if before:
            yield end - at, _shown(clock, before[1])
            continue
        if sure:
            yield end - at, _shown(clock, None)
        if after := _phrase(words, end, table.parts):
            yield end + after[0] - at, _shown(clock, after[1])
    if (named := _phrase(words, start, table.named)) and not before:
        yield start + named[0] - at, str(named[1])


def _shown(clock: _Clock, part: int | None) -> str:
    hour = clock.hour if part is None else hour_of(clock.hour, part)
    return f"{hour}.{clock.minutes:02d}" if clock.minutes else str(hour)


def _phrase(words: Sequence[str], at: int, phrases: dict[tuple[str, ...], int]) -> tuple[int, int] | None:
    for used in range(min(_table().longest, len(words) - at), 0, -1):
        found = phrases.get(tuple(words[at : at + used]))
        if found is not None:
            return used, found
    return None


def _past_hour_words(words: Sequence[str], at: int) -> int:
    end = at
    while end < min(len(words), at + _MAX_HOUR_WORDS) and words[end] in _table().hours:
        end += 1
    return end


def _clocks(words: Sequence[str], at: int) -> Iterator[_Clock]:
    table, word = _table(), words[at]
    if word in table.halves:
        yield from _halves(words, at + 1)
    elif word in table.quarters and at + 2 < len(words):
        yield from _quarters(words, at + 1)
    elif word.startswith(_GLUED_HALVES) and (hour := _hour(word[3:])):
        yield _Clock(at + 1, (hour - 2) % 12 + 1, 30, True)
    if found := _CLOCK.fullmatch(word):
        if int(found[1]) > 24:
            return
        if found[2]:
            yield _Clock(at + 1, int(found[1]), int(found[2]), True)
            return
        yield from _with_minutes(words, at + 1, int(found[1]))
    elif (number := number_at(words, at) or _with_ending(word)) and 0 <= number.value <= 24:
        hour = int(number.value)
        if number.value == hour:
            yield from _with_minutes(words, at + number.used, hour)
        elif number.value - hour == number.value % 1 and str(number.value).endswith(".5"):
            yield _Clock(at + number.used, hour, 30, False)


def _quarters(words: Sequence[str], at: int) -> Iterator[_Clock]:
    """A quarter of an hour before or behind the hour, by the word between."""
    table, number = _table(), number_at(words, at + 1)
    if number and 1 <= number.value <= 12 and number.value == int(number.value):
        if words[at] in table.quarter_past:
            yield _Clock(at + 1 + number.used, int(number.value), 15, True)
        elif words[at] in table.quarter_to:
            yield _Clock(at + 1 + number.used, (int(number.value) - 2) % 12 + 1, 45, True)


def _with_ending(word: str) -> Number | None:
    """A number with what says that it is an hour: hatkor, beste."""
    for ending in _HOUR_ENDINGS:
        if word.endswith(ending) and (number := number_at([word[: -len(ending)]], 0)):
            return number
    return None


def _halves(words: Sequence[str], at: int) -> Iterator[_Clock]:
    """Half an hour before the hour, or behind it, as it is said in English."""
    table = _table()
    past = at < len(words) and words[at] in table.past
    at += at < len(words) and (past or words[at] in table.to)
    number = number_at(words, at) or _with_ending(words[at]) if at < len(words) else None
    if not number or number.value != int(number.value) or not 1 <= number.value <= 12:
        return
    hour = int(number.value)
    if not past:
        yield _Clock(at + number.used, (hour - 2) % 12 + 1, 30, True)
    if past or words[at] in table.english:
        yield _Clock(at + number.used, hour, 30, True)


def _with_minutes(words: Sequence[str], at: int, hour: int) -> Iterator[_Clock]:
    yield _Clock(at, hour, 0, False)
    joined = at + (at + 1 < len(words) and words[at] in _JOINING)
    if joined < len(words) and words[joined] in _table().quarters:
        yield _Clock(joined + 1, hour, 15, True)
    behind = _past_hour_words(words, at)
    number = number_at(words, behind) if behind < len(words) else None
    if number and _LEAST_MINUTES <= number.value < 60 and number.value == int(number.value):
        yield _Clock(behind + number.used, hour, int(number.value), True)


def _hour(word: str) -> int:
    number = number_at([word], 0) if word else None
    return int(number.value) if number and 1 <= number.value <= 12 and number.value == int(number.value) else 0
