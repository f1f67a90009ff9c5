# ruff: noqa: E501  one line a language reads better than wrapped lists
"""Ordinal numbers in the forms that they are inflected to: endings, then the stems from the first on; folded."""

from __future__ import annotations

from tgclean.match.letters import fold

_FORMS = fold("""
ыи ои ая ое ого ому ым ом ую ые ых ыми|перв|втор||четверт|пят|шест|седьм|восьм|девят|десят|одиннадцат|двенадцат
ии ья ье ьего ьему ьим ьем ью ьи ьих|||трет
ии а е ого ому им іи у і их|перш|друг||четверт|пят|шост|сьом|восьм|девят|десят
іи я є ього ьому ім ю|||трет
y a e ego emu ym ej ych|pierwsz|||czwart|piat|szost|siodm|osm|dziewiat|dziesiat
i a ie iego iemu im iej ich||drug|trzec
e en er es em|erst|zweit|dritt|viert|funft|sechst|siebt|acht|neunt|zehnt|elft|zwolft
o a os as|primer|segund|tercer|cuart|quint|sext|septim|octav|noven|decim
o a os as|primeir|segund|terceir|quart|quint|sext|setim|oitav||decim
o a i|prim|second|terz|quart|quint|sest|settim|ottav||decim
ieme iemes||deux|trois|quatr|cinqu|six|sept|huit|neuv|dix|onz|douz
th||||||||||eleven|twelf
nci ncı ncu ncü|biri|iki|ucu|dordu|besi|altı|yedi|sekizi|dokuzu|onu
ा ी े|पहल|दूसर|तीसर|चौथ
ο η ος ου ης|πρωτ|δευτερ|τριτ|τεταρτ|πεμπτ|εκτ|εβδομ|ογδο|ενατ|δεκατ
""").strip()
_PLAIN = fold("""
الاول الاولى|الثاني الثانية|الثالث الثالثة|الرابع الرابعة|الخامس الخامسة|السادس السادسة|السابع السابعة|الثامن الثامنة|التاسع التاسعة|العاشر العاشرة
ראשון ראשונה|שני שנייה|שלישי שלישית|רביעי רביעית|חמישי חמישית|שישי שישית|שביעי שביעית|שמיני שמינית
pertama|kedua|ketiga|keempat|kelima|keenam|ketujuh|kedelapan|kesembilan|kesepuluh
premier premiere premiers premieres|second seconde secondes
|||||||||||twelfth
""").strip("\n")


def _inflected() -> dict[str, str]:
    forms = {}
    for line in _FORMS.split("\n"):
        endings, *stems = line.split("|")
        for number, stem in enumerate(stems, 1):
            forms.update({stem + ending: str(number) for ending in endings.split() if stem})
    for line in _PLAIN.split("\n"):
        for number, words in enumerate(line.split("|"), 1):
            forms.update(dict.fromkeys(words.split(), str(number)))
    return forms


ORDINALS = _inflected()
"""The value of an ordinal, in digits."""
