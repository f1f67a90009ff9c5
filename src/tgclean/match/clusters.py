"""Clusters: each post joins the first copy of its news, or is one itself.

A post joins through the leader of a cluster or through one of its first distinct members, and then it must also
be within a looser bound of the leader: edits of edits are found, and no chain of small steps merges A with Z.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Container, Iterable
from typing import NamedTuple, Protocol

from tgclean.match.content import Content
from tgclean.match.judge import judge
from tgclean.match.opinion import Opinion
from tgclean.match.templates import POOL, VETO_WORDS, Templates
from tgclean.options import Options

MAX_MEMBERS = 6
"""Distinct members of a cluster that later posts may meet."""
MAX_TRIES = 8
"""Clusters that a post is judged against."""
CROWD, CROWD_TRIES = 64, 4
"""Where so many members share a key with a post, the clusters that share the most with it are enough."""
KIN_TRIES = 8
"""Clusters whose keys a post is compared with, for each that it may be judged against."""
SURE_KEYS = 8
"""Where fewer keys say that two posts may be one, chance may have chosen them: their texts are looked at first."""
MAX_LONGER = 24
"""Posts among which those are looked for that a cut post is a part of."""
MIN_VOTES = 4
"""Two keys, or four of hot buckets, that two long posts must share: of twelve, copies with a tenth of their words
edited share five to nine."""
LOOSER = 1.5
"""How many times the allowance a member may be away from the leader."""

HELD_OPINIONS = 1 << 14
"""Opinions held of posts that hang together."""


class Joined(NamedTuple):
    """The cluster that a post joined: its leader, the score with it, the words that differ, who says a passage more."""

    leader: int
    score: float
    differing: int
    words: int
    fuller: bool


class Index(Protocol):
    """Which posts may be one: all of `PackedIndex` that is used here."""

    def insert(self, post: int) -> None:
        """Makes `post` a member that later posts may meet."""

    def votes(self, post: int) -> dict[int, int]:
        """Gives the members that share keys with a post, and what these keys weigh."""

    def is_full(self, post: int, /) -> int:
        """Whether a post has as many keys as propose pairs, so that one in common is chance."""

    def kinship(self, a: int, b: int) -> int:
        """How many keys say that two posts may be one, 0 if they may not."""

    def lookalikes(self, post: int, limit: int, /) -> list[int]:
        """Gives up to `limit` posts that are like one; their choice knows no order."""


class Contents(Protocol):
    """The contents of posts: all of `Shelf` that is used here."""

    def content(self, post: int) -> Content:
        """Gives the content of a post."""

    def read(self, posts: Iterable[int]) -> None:
        """Reads posts that are asked for at once."""


class Clusters:
    """Clusters of the posts seen so far; posts come in order of place."""

    def __init__(self, index: Index, contents: Contents, options: Options, tries: int = MAX_TRIES) -> None:
        self._index = index
        self._content = contents.content
        self._read = contents.read
        self._templates = Templates(
            lambda post: index.lookalikes(post, POOL), lambda post: contents.content(post).words, contents.read
        )
        self._options = options
        self._tries = tries
        self._torn: dict[int, bool] = {}
        self._judged: dict[tuple[int, int], int | None] = {}
        self._loose = 100 - min(100.0, LOOSER * (100 - options.threshold))
        self._leader = array("I")  # of each member; a dict would take thirty times the room
        self._members: Counter[int] = Counter()
        self.limits: Counter[str] = Counter()

    def place(self, post: int) -> Joined | None:
        """Puts `post` into a cluster, or makes it one (None)."""
        votes = self._index.votes(post)
        joined = self._find(post, votes) if votes else None
        if joined is None:
            self._insert(post, post)
        elif joined.differing and self._members[joined.leader] < MAX_MEMBERS:
            self._members[joined.leader] += 1
            self._insert(post, joined.leader)
        return joined

    def stand(self, merged: Container[int]) -> bool:
        """Whether posts that lead are still kept apart now that those merged are no look-alikes any more."""
        torn = [post for post, is_torn in self._torn.items() if is_torn and post not in merged]
        self._torn.clear()
        return self._templates.stand(merged) and all(map(self._is_torn, torn))

    def restart(self, posts: Iterable[int]) -> None:
        """Places posts that hang together no more."""
        self.forget()
        for post in posts:
            self._members.pop(post, None)

    def forget(self) -> None:
        """Forgets what look-alikes said, and opinions on pairs; the answers stay the same while these do."""
        self._templates.clear()
        self._torn.clear()
        self._judged.clear()

    def _insert(self, post: int, leader: int) -> None:
        if len(self._leader) <= post:
            self._leader.frombytes(bytes(4 * (post + 1 - len(self._leader))))
        self._leader[post] = leader
        self._index.insert(post)

    def _find(self, post: int, votes: dict[int, int]) -> Joined | None:
        met: set[int] = set()
        judged = 0
        by_members: set[int] = set()
        missed = False
        ranked = self._ranked(post, votes)
        tries = min(self._tries, CROWD_TRIES) if len(ranked) > CROWD else self._tries
        for member in ranked:
            leader = self._leader[member]
            if leader not in met:
                missed = judged == tries or len(met) >= KIN_TRIES * tries
                if missed and not by_members:
                    break
                met.add(leader)
                if missed or not (kinship := self._index.kinship(leader, post)):
                    continue
                judged += 1
                opinion = self._first_opinion(leader, post, kinship)
                if opinion.same:
                    return _joined(leader, opinion)
                if opinion.too_costly and opinion.score >= self._loose:
                    by_members.add(leader)
            if member != leader and leader in by_members and votes[member] >= votes.get(leader, 0):
                by_members.remove(leader)
                if self.opinion(member, post).same and (opinion := self.opinion(leader, post, loose=True)).same:
                    return _joined(leader, opinion)
        if missed:
            self.limits["candidates"] += 1
        return None

    def _first_opinion(self, leader: int, post: int, kinship: int) -> Opinion:
        """The opinion on a post and a leader; where chance may have made them kin, their texts are looked at first."""
        if kinship < SURE_KEYS and self._content(leader).is_strange_to(self._content(post)):
            return Opinion(False, 0.0, "distinct: too few words in common")
        return self.opinion(leader, post)

    def _ranked(self, post: int, votes: dict[int, int]) -> list[int]:
        """Members that share enough with a post, the nearest first."""
        full = self._index.is_full
        near = list(votes)
        if full(post):
            near = [member for member, count in votes.items() if count >= MIN_VOTES or not full(member)]
        near.sort()
        near.sort(key=votes.__getitem__, reverse=True)
        return near

    def opinion(self, a: int, b: int, *, loose: bool = False, why: bool = False) -> Opinion:
        """Gives the opinion on two posts, the template table looked at, and what else a cut post is a part of."""
        opinion = self._judge(a, b, loose=loose, why=why)
        if opinion.same and opinion.differing and opinion.words < 2 * VETO_WORDS:
            slot = self._templates.slot(a, b, opinion.gaps)
            if slot:
                opinion.same, opinion.reason = False, f"distinct: template, slot {slot}"
        if opinion.same and opinion.cut:
            short = min(a, b, key=lambda post: self._content(post).rough_weight)
            if self._is_torn(short):
                opinion.same, opinion.reason = False, "distinct: the beginning of several posts"
        return opinion

    def _judge(self, a: int, b: int, *, loose: bool = False, why: bool = False) -> Opinion:
        threshold = self._loose if loose else self._options.threshold
        opinion = judge(self._content(a), self._content(b), self._options, threshold, why=why)
        if not loose:
            if len(self._judged) > HELD_OPINIONS:
                self._judged.clear()
            self._judged[a, b] = opinion.longer if opinion.same else None
            self._judged[b, a] = -opinion.longer if opinion.same else None
        return opinion

    def _is_torn(self, short: int) -> bool:
        """Whether a cut post is a part of two posts that are not one: it would bridge them, so it joins neither."""
        known = self._torn.get(short)
        if known is None:
            near = self._index.lookalikes(short, MAX_LONGER)
            kin = [post for post in near if post != short and self._index.kinship(short, post)]
            self._read(kin)
            weight = self._content(short).rough_weight
            heavier = [post for post in kin if self._content(post).rough_weight >= weight]
            longer = [post for post in heavier if self._longer(short, post) == 1]
            longest = max(longer, key=lambda post: (self._content(post).words.weight, -post), default=short)
            known = self._torn[short] = any(self._longer(longest, post) is None for post in longer if post != longest)
        return known

    # Asked when a post is placed, and again when it is seen whether what kept it apart still stands.
    def _longer(self, a: int, b: int) -> int | None:
        """Which of two posts is a passage longer, None if they are not one."""
        if (a, b) not in self._judged:
            self._judge(a, b)
        return self._judged[a, b]


def _joined(leader: int, opinion: Opinion) -> Joined:
    return Joined(leader, opinion.score, opinion.differing, opinion.words, opinion.longer > 0)
