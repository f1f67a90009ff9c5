"""Words for a post from elsewhere, as they stand in the headers that people write; not folded."""

from __future__ import annotations

FORWARDED = (
    "forwarded", "fwd", "переслан", "пераслан", "reenviad", "reenviat", "encaminhad", "weitergeleitet",
    "transféré", "transfere", "inoltrat", "przekazan", "diteruskan", "dimajukan", "doorgestuurd",
    "chuyển tiếp", "전달", "转发", "轉發", "转自", "轉自", "転送", "הועבר", "تم التحويل", "معاد توجيه", "محول من",
    "هدایت شده", "فوروارد", "προωθήθηκε", "iletilen",
)  # fmt: skip
"""Beginnings of the words before its name."""

BRACKETED = (
    "repost", "reshared", "shared", "cross-post", "crosspost", "репост", "перепост", "перес",
    "из канала", "з каналу", "przesłane", "udostępnion", "přeposláno", "preposlané", "továbbít",
    "redirecționat", "distribuit", "препратено", "прослеђено", "proslijeđeno", "prosleđeno",
    "posredovano", "vidarebefordra", "videresend", "välitetty", "iletildi", "iletilmiş", "iletilen",
    "alıntı", "partag", "relay", "teilt", "geteilt", "compartid", "compartilhad", "condivis",
    "imesambazwa", "imetumwa", "ipinasa", "منقول", "محول", "إعادة توجيه", "اعاده توجيه", "معاد", "نقلا",
    "بازنشر", "بازارسال", "ارسال شده", "فارورڈ", "הועבר", "משותף", "αναδημοσίευση", "გადმოგზავნილ",
    "վերահղ", "փոխանցված", "yönləndiril", "жіберілген", "жиберилген", "yuborilgan", "uzatilgan",
    "अग्रेषित", "फॉरवर्ड", "फ़ॉरवर्ड", "ফরোয়ার্ড", "முன்னனுப்பப்பட்ட", "பகிரப்பட்டது", "ተላልፏል", "转载",
    "轉載", "搬运", "搬運", "分享自", "転載", "共有元", "퍼옴", "퍼온", "공유", "펌", "ส่งต่อ", "дамжуулсан",
)  # fmt: skip
"""The same in other words, that say it only in brackets or before a colon."""

SENDERS = (
    "from", "от", "из", "від", "з", "de", "desde", "du", "von", "aus", "da", "od", "z", "dari", "van",
    "từ", "من", "از",
)  # fmt: skip
"""Words between the two: from."""

SENT = (
    "ilet", "yönləndir", "göndər", "uzatil", "yubor", "жібер", "жибер", "전달", "공유", "퍼", "転送", "転載",
    "共有", "अग्रेषित",
    "फॉरवर्ड", "साझा", "ফরোয়ার্ড", "শেয়ার",
)  # fmt: skip
"""Beginnings of the words behind its name."""

SENT_FROM = (
    "dan", "den", "tan", "ten", "dən", "дан", "ден", "нан", "нен", "тан", "тен", "에서", "から", "より", "の",
    "से", "থেকে",
)  # fmt: skip
"""Ends of the word or words between the two."""
