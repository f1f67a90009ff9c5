"""Editions of one message: a dump may hold it several times, as it was and as it was edited."""

from __future__ import annotations

from array import array
from hashlib import blake2b

from tgclean.distinct import DIGEST_BYTES, Distinct
from tgclean.model import Post


class Editions:
    """Takes posts in order and tells which ones a newer edition of the same message replaces.

    Two posts are editions of one message if they have the same id, channel (else source) and date, and other texts.
    The newer one is that which was edited later, else the later one.
    """

    def __init__(self) -> None:
        self._messages = Distinct()
        self._newest = array("I")
        self._edited: dict[int, str] = {}
        self._texts = array("Q")
        self.replaced: set[int] = set()
        """Numbers of the posts that are replaced."""

    def add(self, number: int, post: Post) -> None:
        """Take the next post."""
        if not (post.message_id and post.date) or post.kind == "block":
            return
        name = "\0".join((post.channel or post.source, post.message_id, post.date))
        digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).digest()
        text = hash(post.text) & 0xFFFFFFFFFFFFFFFF
        known = len(self._messages)
        message = self._messages.number(digest, number)
        if message == known:
            self._newest.append(number)
            self._texts.append(text)
        elif self._texts[message] != text:
            older = self._newest[message]
            if self._edited.get(message, "") > post.edited:
                self.replaced.add(number)
                return
            self.replaced.add(older)
            self._newest[message], self._texts[message] = number, text
        if post.edited:
            self._edited[message] = post.edited
