"""What `check` prints: for each input what repeats, and where it begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tgclean.model import Record
from tgclean.notices import many
from tgclean.safe import safe
from tgclean.stats import InputStats, Stats


class Findings:
    """Takes records; counts the copies in each input, and remembers where the first stands."""

    def __init__(self) -> None:
        self._roles: dict[str, Counter[str]] = {}
        self._first: dict[str, tuple[int, int]] = {}

    def add(self, record: Record) -> None:
        """Take the next record."""
        for span in record.spans:
            if span.role != "kept":
                self._roles.setdefault(span.source, Counter())[span.role] += 1
                place = span.line, span.line_end
                self._first[span.source] = min(place, self._first.get(span.source, place))

    def lines(self, stats: Stats, max_dup: float, *, github: bool) -> Iterator[bytes]:
        """Yield a line for each input that repeats, and one for all; as annotations of GitHub Actions if asked for."""
        bad = stats.share > max_dup
        kind = "error" if bad else "notice"
        for one in stats.inputs:
            if one.source in self._first:
                line, end = self._first[one.source]
                told = self._told(one)
                place = f"file={_property(safe(one.source))},line={line},endLine={end},title=tgclean"
                name = safe(one.source)
                name = f"./{name}" if name.lstrip().startswith("::") else name  # a command to a CI runner
                shown = f"::{kind} {place}::{_message(told)}" if github else f"{name}:{line}: {told}"
                yield f"{shown}\n".encode()
        what = "more than" if bad else "within"
        of = many(stats.stretches.total, "byte")
        total = f"{stats.share:.2f} % of {of} repeats, {what} the {max_dup:g} % of --max-dup"
        yield (f"::{kind} title=tgclean::{_message(total)}\n" if github else f"{total}\n").encode()

    def _told(self, one: InputStats) -> str:
        roles = self._roles[one.source]
        counts = (("repeat", "repeat"), ("exact", "exact duplicate"), ("near", "near-duplicate"))
        found = ", ".join(many(roles[role], what) for role, what in counts if roles[role])
        return f"first of {found}; {one.share:.2f} % of the input repeats"


def annotation(error: str) -> bytes:
    """Return what GitHub Actions shows of an error.

    >>> annotation("a.txt: no such file")
    b'::error title=tgclean::a.txt: no such file\\n'
    """
    return f"::error title=tgclean::{_message(safe(error))}\n".encode()


def _message(text: str) -> str:
    """Return a text as the workflow commands of GitHub Actions want it.

    >>> _message("5 % of it")
    '5 %25 of it'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
