# ruff: noqa: E501  one line a language reads better than wrapped lists
"""Names of months beyond those of `lexicon`, in the forms that they are inflected to, and as Roman numerals; folded."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from tgclean.match.tables.lexicon import MONTHS

_MORE = """
tammikuuta tammikuu tammikuun|helmikuuta helmikuu helmikuun|maaliskuuta maaliskuu maaliskuun|huhtikuuta huhtikuu huhtikuun|toukokuuta toukokuu toukokuun|kesakuuta kesakuu kesakuun|heinakuuta heinakuu heinakuun|elokuuta elokuu elokuun|syyskuuta syyskuu syyskuun|lokakuuta lokakuu lokakuun|marraskuuta marraskuu marraskuun|joulukuuta joulukuu joulukuun
januar jan|februar febr|marcius marc|aprilis apr|majus maj|junius jun|julius jul|augusztus aug|szeptember szept|oktober okt|november nov|december dec
januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december
januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december
januar|februar|mars|april|mai|juni|juli|agust|september|oktober|november|desember
януари яну|февруари фев|март|април апр|маи|юни|юли|август авг|септември сеп|октомври окт|ноември ное|декември дек
студзеня студзень|лютага люты|сакавіка сакавік|красавіка красавік|мая маи трауня|чэрвеня чэрвень|ліпеня ліпень|жніуня жнівень|верасня верасень|кастрычніка кастрычнік|лістапада лістапад|снежня снежань
sijecnja sijecanj|veljace veljaca|ozujka ozujak|travnja travanj|svibnja svibanj|lipnja lipanj|srpnja srpanj|kolovoza kolovoz|rujna rujan|listopada listopad|studenoga studenog studeni|prosinca prosinac
januara januar|februara februar|marca marec|aprila april|maja maj|juna jun|jula jul|augusta august|septembra september|oktobra oktober|novembra november|decembra december
januarja|februarja|marca|aprila|maja|junija junij|julija julij|avgusta avgust|septembra|oktobra|novembra|decembra
janvaris janvari janvara janvarim|februaris februari februara|marts marta marta|aprilis aprili aprila|maijs maija maija|junijs junija junija|julijs julija julija|augusts augusta augusta|septembris septembri septembra|oktobris oktobri oktobra|novembris novembri novembra|decembris decembri decembra
sausio sausis|vasario vasaris|kovo kovas|balandzio balandis|geguzes geguze|birzelio birzelis|liepos liepa|rugpjucio rugpjutis|rugsejo rugsejis|spalio spalis|lapkricio lapkritis|gruodzio gruodis
jaanuar jaanuaril|veebruar veebruaril|marts martsil|aprill aprillil|mai mail|juuni juunil|juuli juulil|august augustil|september septembril|oktoober oktoobril|november novembril|detsember detsembril
gener|febrer|marc|abril|maig|juny|juliol|agost|setembre|octubre|novembre|desembre
xaneiro|febreiro|marzo|abril|maio|xuno|xullo|agosto|setembro|outubro|novembro|decembro
urtarrila urtarrilaren|otsaila otsailaren|martxoa martxoaren|apirila apirilaren|maiatza maiatzaren|ekaina ekainaren|uztaila uztailaren|abuztua abuztuaren|iraila irailaren|urria urriaren|azaroa azaroaren|abendua abenduaren
janar|shkurt|mars|prill|maj|qershor|korrik|gusht|shtator|tetor|nentor|dhjetor
јануари|февруари|март|април|мај|јуни|јули|август|септември|октомври|ноември|декември
yanwar|fewral|mart|aprel|may|iyun|iyul|awgust|sentyabr|oktyabr|noyabr|dekabr
январ|феврал|март|апрел|маи|июн|июл|август|сентябр|октябр|ноябр|декабр
гыинвар|февраль|март|апрель|маи|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь
январь|февраль|март|апрель|маи|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь
januari jan|februari feb|mac|april|mei|jun|julai|ogos|september|oktober|november|disember
|||||||agustus agt ags||okt|nop|des
enero|pebrero|marso|abril|mayo|hunyo|hulyo|agosto|setyembre|oktubre|nobyembre|disyembre
januarie|februarie|maart|april|mei|junie|julie|augustus|september|oktober|november|desember
janaayo|febraayo|maarso|abriil|maayo|juun|luulyo|agoosto|sebtembar|oktoobar|nofembar|diseembar
ጃንዋሪ|ፌብሩዋሪ|ማርች|ኤፕሪል|ሜይ|ጁን|ጁላይ|ኦገስት|ሴፕቴምበር|ኦክቶበር|ኖቬምበር|ዲሴምበር
जानेवारी|फेब्रुवारी|मार्च|एप्रिल|मे|जून|जुलै|ऑगस्ट|सप्टेंबर|ऑक्टोबर|नोव्हेंबर|डिसेंबर
|फरवरी|||||||सितम्बर|अक्तूबर|नवम्बर|दिसम्बर
जनवरी|फेब्रुअरी|मार्च|अप्रिल|मे|जुन|जुलाई|अगस्ट|सेप्टेम्बर|अक्टोबर|नोभेम्बर|डिसेम्बर
જાન્યુઆરી|ફેબ્રુઆરી|માર્ચ|એપ્રિલ|મે|જૂન|જુલાઈ|ઑગસ્ટ|સપ્ટેમ્બર|ઑક્ટોબર|નવેમ્બર|ડિસેમ્બર
ਜਨਵਰੀ|ਫਰਵਰੀ|ਮਾਰਚ|ਅਪ੍ਰੈਲ|ਮਈ|ਜੂਨ|ਜੁਲਾਈ|ਅਗਸਤ|ਸਤੰਬਰ|ਅਕਤੂਬਰ|ਨਵੰਬਰ|ਦਸੰਬਰ
జనవరి|ఫిబ్రవరి|మార్చి|ఏప్రిల్|మే|జూన్|జులై|ఆగస్టు|సెప్టెంబర్|అక్టోబర్|నవంబర్|డిసెంబర్
ಜನವರಿ|ಫೆಬ್ರವರಿ|ಮಾರ್ಚ್|ಏಪ್ರಿಲ್|ಮೇ|ಜೂನ್|ಜುಲೈ|ಆಗಸ್ಟ್|ಸೆಪ್ಟೆಂಬರ್|ಅಕ್ಟೋಬರ್|ನವೆಂಬರ್|ಡಿಸೆಂಬರ್
ജനുവരി|ഫെബ്രുവരി|മാർച്ച്|ഏപ്രിൽ|മേയ് മെയ്|ജൂൺ|ജൂലൈ|ഓഗസ്റ്റ്|സെപ്റ്റംബർ|ഒക്ടോബർ|നവംബർ|ഡിസംബർ
ජනවාරි|පෙබරවාරි|මාර්තු|අප්රේල්|මැයි|ජූනි|ජූලි|අගෝස්තු|සැප්තැම්බර්|ඔක්තෝබර්|නොවැම්බර්|දෙසැම්බර්
জানুযারী|ফেব্রুযারী||||||অগস্ট|||নভেম্বর|
جانفی|فیفری|مارس|افریل|مای|جوان|جویلیه|اوت غشت|شتنبر|اکتوبر|نونبر|دجنبر
|||نیسان||حزیران|یولیوز تموز|اب|ایلول|||
جنوری|فبروری|مارچ|اپریل|مۍ|جون|جولای|اګست|سېپتمبر|اکتوبر|نومبر|دسمبر
|شوبات|یازار|نیسان|یایار|حوزەیران|تەمووز|یاب|یەیلوول|||
rebendan|sibat|adar|nisan|gulan|heziran|tirmeh|tebax|ilon|cotmeh|mijdar|berfanbar
มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม
ມັງກອນ|ກຸມພາ|ມີນາ|ເມສາ|ພຶດສະພາ|ມິຖຸນາ|ກໍລະກົດ|ສິງຫາ|ກັນຍາ|ຕຸລາ|ພະຈິກ|ທັນວາ
មករា|កុម្ភៈ|មីនា|មេសា|ឧសភា|មិថុនា|កក្កដា|សីហា|កញ្ញា|តុលា|វិច្ឆិកា|ធ្នូ
i|ii|iii|iv|v|vi|vii|viii|ix|x|xi|xii
"""

_WRITTEN_BEHIND = """
yi yu a e i u in un ni nin ning nun ga ka ge ke ya ye da de ta te dan den tan ten dən də dək cə cək ə dagi daki
deki ki gacha kacha dek kadar ға ге қа ке да де та те дан ден тан тен нан нен ның нің дың дің тың тің дағы
дегі деиін гача ни нинг га ban ben ra re tol ig en an on ai aan na ssa sta lla la el il st ს მდე ში დან ის
ამდე ին ից ի ում ը ն
"""
ENDINGS = frozenset(_WRITTEN_BEHIND.split())
"""What languages write together with the name of a month: in it, from it, until it."""
_HEBREW, _ARABIC = frozenset("בלמהכו"), ("ال", "و", "ب", "ل", "وال")
_LONGEST_ENDING, _LEAST_STEM = 5, 3
_UNSPACED_LETTERS = 12


@cache
def _months() -> dict[str, int]:
    names = {
        name: month
        for line in _MORE.strip().splitlines()
        for month, cell in enumerate(line.split("|"), 1)
        for name in cell.split()
    }
    names |= {name[:-1]: month for name, month in MONTHS.items() if name[-1] == "ი"}
    return names | MONTHS


@lru_cache(maxsize=1 << 10)
def month_of(word: str) -> int:
    """Gives the month that a folded word names, whatever is written together with it; 0 if none.

    >>> month_of("dekabrgacha"), month_of("ocakta"), month_of("tammikuuta"), month_of("iv"), month_of("rain")
    (12, 1, 1, 4, 0)
    """
    months = _months()
    if month := months.get(word):
        return month
    for cut in range(1, min(_LONGEST_ENDING, len(word) - _LEAST_STEM) + 1):
        if word[-cut:] in ENDINGS and (month := months.get(word[:-cut])):
            return month
    if word[0] in _HEBREW:
        return months.get(word[1:], 0)
    if word[0] in "اوبل":
        return next(
            (month for before in _ARABIC if word.startswith(before) and (month := months.get(word[len(before) :]))), 0
        )
    return 0


def month_at(words: Sequence[str], at: int) -> tuple[int, int]:
    """Gives how many words name a month from `at` on, letters where no words are set apart, and the month; 0 if none."""
    word = words[at]
    if "\u0e00" <= word <= "\u0eff":
        for used in range(min(_UNSPACED_LETTERS, len(words) - at), 2, -1):
            if month := _months().get("".join(words[at : at + used])):
                return used, month
        return 0, 0
    month = month_of(word)
    return int(month > 0), month
