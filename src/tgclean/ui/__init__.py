"""The only door to a person's terminal: progress, warnings, the summary, errors; all of it on standard error."""

from tgclean.ui.voice import Color, Voice, forget

__all__ = ["Color", "Voice", "forget"]
