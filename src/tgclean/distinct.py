"""Which things are equal: a digest each, found again by an open table of numbers; 25 to 45 bytes each."""

from __future__ import annotations

from array import array

DIGEST_BYTES = 16


class Distinct:
    """Distinct digests, numbered from 0 in order of appearance; `firsts` are the posts that had each first.

    >>> seen = Distinct()
    >>> [seen.number(digest * 16, post) for post, digest in enumerate((b"a", b"b", b"a"))], list(seen.firsts)
    ([0, 1, 0], [0, 1])
    """

    def __init__(self) -> None:
        self.digests = bytearray()
        self.firsts = array("I")
        self._table = array("I", bytes(4 << 10))

    def __len__(self) -> int:
        """Return the number of distinct digests."""
        return len(self.firsts)

    def number(self, digest: bytes, post: int) -> int:
        """Return the number of this digest, which post number `post` has."""
        place = self._place(digest)
        known = self._table[place]
        if known:
            return known - 1
        self.digests += digest
        self.firsts.append(post)
        self._table[place] = len(self)
        if 3 * len(self) > 2 * len(self._table):
            self._grow()
        return len(self) - 1

    def find(self, digest: bytes) -> int | None:
        """Return the number of this digest, None if it has none."""
        known = self._table[self._place(digest)]
        return known - 1 if known else None

    def _place(self, digest: bytes) -> int:
        """Return the place in the table where a digest is, or would be."""
        # The hash of bytes is salted: no input can choose what collides.
        table, mask = self._table, len(self._table) - 1
        place = hash(digest) & mask
        while (known := table[place]) and self.digests[(known - 1) * DIGEST_BYTES : known * DIGEST_BYTES] != digest:
            place = (place + 1) & mask
        return place

    def _grow(self) -> None:
        self._table = array("I", bytes(8 * len(self._table)))
        for number in range(len(self)):
            digest = bytes(self.digests[number * DIGEST_BYTES : (number + 1) * DIGEST_BYTES])
            self._table[self._place(digest)] = number + 1
