"""Recovers posts from the flat text of Telegram pages.

lines → squares (exact repeats) → rates → candidates → program → union → Post
"""

from tgclean.segment.stream import segment

__all__ = ["segment"]
