"""What one emoji is: the patterns that the other modules of the room build theirs from."""

from __future__ import annotations

# © ® ™ ℹ Ⓜ are pictographs by property and letters by use.
EMOJI = (
    r"(?:\p{RI}{2}"
    r"|(?![©®™ℹⓂ])(?:\p{Emoji_Presentation}|\p{Extended_Pictographic})[\ufe0e\ufe0f]?\p{Emoji_Modifier}?"
    r"(?:[\U000e0020-\U000e007e]+\U000e007f)?"
    r"(?:\u200d\p{Extended_Pictographic}\ufe0f?\p{Emoji_Modifier}?)*\ufe0f?)"
)
"""One emoji with all that belongs to it: a flag, or a pictograph with its skin tone, tags and joined pictographs.

Source: Unicode TR51, section 1.4.9.
"""

KEYCAP = r"[0-9#*]\ufe0f?\u20e3"
"""A digit, # or * as a key: an emoji to the eye, a figure to the reader."""
