"""Editions of one message: a dump may hold it several times, as it was and as it was edited."""

from __future__ import annotations

from array import array
from hashlib import blake2b

from tgclean.distinct import DIGEST_BYTES, Distinct
from tgclean.model import Post


class Editions:
    """Takes posts in order and tells which ones a newer edition of the same message replaces.

    The newer one is that which was edited later, else the later one; equal texts replace nothing.
    """

    def __init__(self) -> None:
        self._messages = Distinct()
        self._newest, self._texts = array("I"), array("Q")
        self._edited: dict[int, str] = {}
        self._again: dict[int, list[int]] = {}  # further copies, or blocks, of the newest edition
        self.replaced: set[int] = set()
        """Numbers of the posts that are replaced."""

    def add(self, number: int, post: Post) -> None:
        """Take the next post."""
        if not post.message_id or not post.message:
            return
        digest = blake2b(post.message.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).digest()
        # The blocks of a post are of one edition.
        text = hash(post.post_id if post.kind == "block" else post.text) & 0xFFFFFFFFFFFFFFFF
        known = len(self._messages)
        message = self._messages.number(digest, number)
        if message == known:
            self._newest.append(number)
            self._texts.append(text)
        elif self._texts[message] == text:
            self._again.setdefault(message, []).append(number)
        elif self._edited.get(message, "") > post.edited:
            self.replaced.add(number)
            return
        else:
            self.replaced.update((self._newest[message], *self._again.pop(message, ())))
            self._newest[message], self._texts[message] = number, text
        if post.edited:
            self._edited[message] = post.edited
