"""Facts about Telegram's texts: forward headers, interface lines, emoji markers.  Facts only, no decisions."""

from tgclean.telegram.forwards import MAX_NAME_CHARS, forwarded_from
from tgclean.telegram.interface import is_closing, is_interface, is_placeholder, is_separator
from tgclean.telegram.markers import marker_of
from tgclean.telegram.suspects import suspects

__all__ = [
    "MAX_NAME_CHARS",
    "forwarded_from",
    "is_closing",
    "is_interface",
    "is_placeholder",
    "is_separator",
    "marker_of",
    "suspects",
]
