# ruff: noqa: E501  one line a unit reads better than wrapped lists
"""Units, shares and currencies beyond those of `lexicon`, and which unit is so many of a smaller one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tgclean.match.tables.lexicon import NUMERALS, UNITS
from tgclean.match.tables.months import ENDINGS

# A unit, then what says it; phrases have `_` between their words.
_MORE = """
% faiz foiz паиыз паиызы szazalek szazaleka prosenttia prosentti prosent procenti procenata процената процента posto odsto одсто τοισ_εκατο بالمیه بالمایه فی_المیه فی_المایه درصد فیصد فی_صد phan_tram la_suta por_ciento por_cento pour_cent per_cento per_cent pro_cent per_hundra 퍼센트 ร้อยละ เปอร์เซ็นต์ শতাংশ சதவீதம் በመቶ asilimia prosen peratus protsenti procentu procentai procentus відсоток процентов پرسنٹ टक्के
$ доллары долларами доллару доларами dolara dolarow dolarow dollar dollaria dollari dollarin dolares dolar usd دولارا دولارات דולרים do_la ドル ডলার ڈالر δολαρια δολαριων dolara dolari dolarow доллара долара долар долари
€ евра ευρω eura evra eur euroa euron یوروی یورو ইউরো евра
₽ рублях рублям рублями рубли рублі рублів rubli rublei rubla ruble rubel rublos руб р
₴ гривню гривнями грв hrywien hryvnja
₺ lirasi lirayi liraya liradan liralik liralik liraliq лир лиры лира
zl zlotego zlotowek zlotych
kc kc korun koruna koruny czk
kr kronor kroner krona krone sek nok dkk
ft forint forintot huf
lei leu ron
лв лева лев leva bgn
din дин динара dinara rsd din
som som som сум сум sum somga somdan uzs
manat manatliq azn
₸ тенге теңге тг tenge kzt
₫ d dong vnd vnd dong
rp rupiah idr perak
฿ บาท baht thb
toman تومان تومن
rial ریال ریال ریالا ریالات
dirham درهم درهما aed dh
دینار دینارا دنانیر
جنیه جنیها جنیهات egp
৳ টাকা taka tk
brl reais real
pesos peso mxn ars php piso
ksh shilingi kes
birr ብር
лари ლარი ლარს gel
֏ դրամ amd драм
kg κιλα κιλο kilo kilogramm кіло кило килограма килограмма kilogramow kilos quilos quilo kilograms chilogrammi chili kilogrammes কেজি کیلو کیلوگرم کیلوغرام کیلو किलो 公斤 千克 킬로그램 กิโลกรัม กก kila
g грама грамів gramow gramm grama グラム گرم غرام ग्राम 克
t т tona tony tone τονοσ τονο τονουσ τονων tonnya tonner tonnia tuna tunna tonelada toneladas тона тоны тонни тонну طن טון टन টন 吨 吨 トン 톤 ตัน tan
km kilometrow километара километри χιλιομετρα কিলোমিটার کلومیٹر קילומטרים 公里 千米 キロ 킬로미터 กิโลเมตร กม
m metrow metara метара meter metria μετρα मीटर মিটার میٹر מטר מטרים 米 メートル 미터 เมตร met
hour uur uren timme timmar timer tuntia ora hodina hodiny hodin godzina godziny godzine godzin ore sat sata sati сата сати час часове ωρα ωρεσ saatlik soat сағат horas часу години годину ساعت ساعتین שעה שעות घंटा घंटे ঘণ্টা گھنٹے 小时 小时 时间 시간 ชั่วโมง gio jam
₪ ש_ח שח שקלים
minute minuter minuuttia perc minut minuty minuta минута минути λεπτα λεπτο daqiqa dəqiqə минуты دقیقه دقایق דקות मिनट মিনিট منٹ 分钟 分钟 분 นาที phut menit
"""
SMALLER = {"t": (1000, "kg"), "kg": (1000, "g"), "hour": (60, "minute"), "km": (1000, "m")}
"""How many of a smaller unit a unit is."""
_UNSPACED_LETTERS, _LONGEST_ENDING = 12, 3


@cache
def _units() -> dict[tuple[str, ...], str]:
    units: dict[tuple[str, ...], str] = {
        (word,): unit for pair in UNITS.items() for word, unit in (pair, pair[::-1][:1] * 2)
    }
    for line in _MORE.strip().splitlines():
        unit, *_ = phrases = line.split()
        for phrase in phrases:
            units.setdefault(tuple(phrase.split("_")), unit)
    return units


@cache
def unit_words() -> frozenset[str]:
    """Gives the words that name a unit alone."""
    return frozenset(phrase[0] for phrase in _units() if len(phrase) == 1 and phrase[0] not in NUMERALS)


def unit_at(words: Sequence[str], at: int) -> tuple[int, str]:
    """Gives how many words say a unit from `at` on, and the unit; 0 if none does.

    >>> unit_at("30 por ciento".split(), 1), unit_at(["zlotych"], 0), unit_at(["rain"], 0)
    ((2, '%'), (1, 'zł'), (0, ''))
    """
    units = _units()
    for used in (2, 1):
        if at + used <= len(words) and (unit := units.get(tuple(words[at : at + used]))):
            return used, unit
    if at < len(words) and "\u0e00" <= words[at] <= "\uffff" and len(words[at]) == 1:
        for used in range(min(_UNSPACED_LETTERS, len(words) - at), 1, -1):
            if unit := units.get(("".join(words[at : at + used]),)):
                return used, unit
    if at < len(words):
        for cut in range(1, min(_LONGEST_ENDING, len(words[at]) - 2) + 1):
            if words[at][-cut:] in ENDINGS and (unit := units.get((words[at][:-cut],))):
                return 1, unit
    return 0, ""
