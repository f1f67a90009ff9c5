"""The index: what earlier runs gave, in one SQLite file, so that a new scrape is cleaned against all before it."""

from tgclean.index.opening import information, open_index
from tgclean.index.store import Found, Index, Member

__all__ = ["Found", "Index", "Member", "information", "open_index"]
