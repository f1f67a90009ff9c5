"""An index of so few posts that each may be compared with all others; it needs no sketches."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

FEW = 24


class FewIndex:
    """Every member is a candidate of every post; `posts` are those with a text, `digests` orders their look-alikes."""

    def __init__(self, posts: Iterable[int], digests: Sequence[bytes]) -> None:
        self._posts = sorted(posts)
        self._by_digest = sorted(self._posts, key=digests.__getitem__)
        self._members: list[int] = []
        self._merged: Container[int] = ()

    def components(self) -> Iterator[list[int]]:
        """Gives all posts as one group."""
        yield self._posts

    def insert(self, post: int) -> None:
        """Makes `post` a member that later posts may meet."""
        self._members.append(post)

    def retire(self, _posts: Iterable[int], merged: Container[int]) -> None:
        """Makes the merged no look-alikes of others."""
        self._merged = merged

    def restart(self, _posts: Iterable[int]) -> None:
        """Makes all posts members no more."""
        self._members.clear()

    def likely(self, post: int) -> Iterable[int]:
        """Gives the post: nothing is known of keys."""
        return (post,)

    def votes(self, post: int) -> dict[int, int]:
        """Gives all members, one vote each."""
        return {member: 1 for member in self._members if member != post}

    def is_full(self, _post: int) -> bool:
        """Gives False: nothing is known of keys."""
        return False

    def kinship(self, _a: int, _b: int) -> int:
        """Gives 1: any two may be one, and nothing says so."""
        return 1

    def lookalikes(self, post: int, limit: int) -> list[int]:
        """Gives up to `limit` other posts; their choice knows no order."""
        return [other for other in self._by_digest if other != post and other not in self._merged][:limit]
