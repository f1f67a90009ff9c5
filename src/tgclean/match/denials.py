"""Words and parts of words that deny: closed classes, folded."""

from __future__ import annotations

from tgclean.match.letters import fold

NEGATIONS = frozenset(
    fold("""
not no never neither nor without cannot cant dont doesnt didnt isnt wasnt arent wont wouldnt none nobody nothing
не нет ни нельзя никогда без никто никого никому ничего ничем
ні немає нема ніколи ніхто нікого нікому нічого
nicht kein keine keinen keiner keinem keines nichts niemand nie niemals ohne
pas ne non jamais sans aucun aucune rien
no nunca sin ningun ninguna nadie nada jamas
nao sem nenhum nenhuma ninguem
non senza nessun nessuna nessuno niente nulla
degil yok hayır hayir
nie bez zaden zadna brak
tidak tak bukan tanpa belum jangan
لا لم لن ليس ليست ولا ولم ولن وليس وليست فلا فلم فلن غير بدون ما نيست نه بدون
نشد نشده نشدند نکرد نکرده نکردند نبود نبوده نبودند نداد نداده ندادند
نگرفت نگرفته نخواهد نخواهند ندارد ندارند نداشت نداشته نباید نتوانست
नहीं न मत ना बिना
לא אין אינו אינה אינם אינן בלי ללא אל
不 没 沒 未 无 無 非 勿 否 别
δεν δε μην μη οχι χωρις κανενας καμια κανενα
không chưa chẳng đừng
nu fara niciun nicio
niet geen zonder nooit
ne neni nejsou bez zadny zadna zadne
emas yoq deyil емес жоқ
안
није нисам нису нисмо неће нећу немају нема никад нико
nije nisam nisu nismo nece necu nemaju nema nikad niko
არ ვერ აღარ ვეღარ არა არავინ
չի չեն չէ չեմ ոչ չկա առանց
না নি নেই নয় নাই
இல்லை இல்லாமல் அல்ல வேண்டாம்
አይደለም የለም አልነበረም
sio hakuna hapana
emes joq
نییە نەبوو نەک بەبێ
نہیں بغیر
""").split()
)
"""Words that deny; one more or one fewer turns a sentence round.  Not Italian `mai`, which stands beside `non` and is
May, more and tomorrow elsewhere."""

MARKED = {fold(word): word for word in ("chưa", "chẳng", "đừng")}
"""Denials that are common words without their marks: `xây dựng` builds and `sửa chữa` mends."""

DENYING_ENDINGS = ("ません", "ない", "なかっ", "ไม่")
"""Words and endings of verbs that deny where words are not set apart."""

DENYING_VERBS = ("않", "없", "못", "아니", "아닌", "아닙")
"""Beginnings of Korean words that deny what stands before them."""

DENYING_PREFIXES = tuple(
    fold("не ні un in im il ir non dis ne nie on չ ha نە vice vize wice ex вице віце экс екс").split()
)
"""Beginnings that deny the rest of a word, or say that it is somebody else: vice-president, ex-president."""

DENYING_INFIXES = frozenset(fold("ma me may mey mı mi mu mü mir mır ма ме").split())
"""What denies a Turkic verb, between its stem and its ending."""

DENYING_INSIDE = ("نمی", "می")
"""What denies a Persian verb behind its prefix, and what stands there else: برنمی‌گردد, برمی‌گردد."""

DENYING_FRAMES = (("አል", "ም"), ("አላ", "ም"), ("አይ", "ም"))
"""Beginnings and endings that deny an Amharic verb together; its first letter goes into the beginning."""
