"""The tables of an index, and nothing that judges: posts by place, their texts, words, keys, lines and clusters.

A place is the number of a post among all posts of all runs, in their order.  All that a run adds is one transaction,
which it commits when its output is complete; killed before, it leaves the index as it was.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import UnionType
from typing import Any, NamedTuple

from tgclean.errors import OptionError, OutputError

APPLICATION_ID, VERSION = 0x7467636C, 1
WAIT_SECONDS = 30.0
"""How long a run waits for another one on the same index."""
_DAMAGED = "is damaged ({}); make a new one from the inputs"
_MAY_BE = int | None
_MOST_BYTES = 1 << 28
"""Of a record, which is of a post: those are cut at a small part of it."""
_MOST_PLACES = 1 << 60
_AT_ONCE = 500
"""Values in one statement; SQLite takes 999 or more."""

_SCHEMA = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE run(number INTEGER PRIMARY KEY, digest BLOB NOT NULL, first INTEGER NOT NULL, posts INTEGER NOT NULL,
                 seen TEXT NOT NULL, lines BLOB NOT NULL, others BLOB NOT NULL);
CREATE UNIQUE INDEX run_digest ON run(digest);
CREATE TABLE post(place INTEGER PRIMARY KEY, same INTEGER, name INTEGER, component INTEGER NOT NULL,
                  leader INTEGER NOT NULL, kept INTEGER, body BLOB NOT NULL);
CREATE INDEX post_component ON post(component);
CREATE INDEX post_name ON post(name) WHERE name IS NOT NULL;
CREATE TABLE text(digest BLOB PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE bucket(key INTEGER PRIMARY KEY, posts INTEGER NOT NULL, first INTEGER NOT NULL, a INTEGER, b INTEGER,
                    c INTEGER);
"""
# What every record says, for the compression of short ones: 500 bytes of text take 360 bytes with it, and 540 without.
_DICTIONARY = (
    b'"flags":"one_copy_lines","channel":"","author":"","url":"https://t.me/","forwarded_from":"","date":"2024-'
    b'T12:00:00Z","message_id":"","source":".txt","source":".jsonl","kind":"post","marker":"","post_id":"","blocks":'
    b'[{"marker":"","line":1,"line_end":1}],"hashtags":"","count":2,"repeats":1,"exact":0,"near":0,"score_min":100.0,'
    b'"flags":"","spans":[{"source":".jsonl","line":1,"line_end":1,"byte":0,"byte_end":0,"role":"kept","score":100.0,'
    b'"edits":"","forwarded_from":"","channel":"","author":"","url":"","date":"","message_id":""},{"role":"repeat",'
    b'"score":100.0,"edits":"","forwarded_from":"","channel":"","author":"","url":"","date":"","message_id":""}],'
    b'"extra":"","schema":"tgclean/1"}\n{"id":"","text":"","title":"'
)


class Member(NamedTuple):
    """A post of the index: its place, that of the first with equal text, its component, the leader of its cluster.

    `kept` is the place of the post whose text was written for the cluster; `line` its record as it was read, whose
    text is "" unless it is the first with it.
    """

    place: int
    same: int
    component: int
    leader: int
    kept: int
    line: bytes


class Found(NamedTuple):
    """A bucket: how many posts have a key, and the entries of the first and the newest of them."""

    posts: int
    first: int
    newest: tuple[int, ...]


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn what SQLite says into an OutputError that says it in a line."""
    try:
        yield
    except sqlite3.OperationalError as error:
        told = str(error)
        if "locked" in told or "busy" in told:
            told = f"is used by another run (waited {WAIT_SECONDS:g} seconds)"
        elif "unable to open" in told:
            told = "cannot be opened: the directory is missing, or may not be written"
        raise OutputError(name, told) from error
    except sqlite3.DatabaseError as error:
        foreign = "not a database" in str(error)
        told = "is no index of tgclean" if foreign else _DAMAGED.format(error)
        raise OutputError(name, told) from error


class Index:
    """One index in one transaction."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._db, self._name = connection, name

    def check(self, settings: Mapping[str, object], *, must_exist: bool) -> None:
        """Make the tables of a new index, or check that this is one, of this version and these settings.

        Raises: OptionError, OutputError.
        """
        tables = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if not tables and must_exist:
            raise OutputError(self._name, "is no index of tgclean")
        if not tables:
            for statement in filter(str.strip, _SCHEMA.split(";")):
                self._db.execute(statement)
            self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            self._db.execute(f"PRAGMA user_version = {VERSION}")
            self.put_meta("settings", json.dumps(settings, sort_keys=True))
            return
        if self._db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise OutputError(self._name, "is a database, but no index of tgclean")
        if self._db.execute("PRAGMA user_version").fetchone()[0] > VERSION:
            raise OutputError(self._name, "was made by a newer version of tgclean")
        known = self._settings()
        wanted = json.loads(json.dumps(settings))
        other = [name for name in sorted(known | wanted) if known.get(name) != wanted.get(name)]
        if settings and other:
            shown = ", ".join(f"--{name} {known.get(name)}" for name in other)
            raise OptionError("index", self._name, "", f"was made with {shown}; use the same, or another index")

    def commit(self) -> None:
        """Bring all that was added to the disk."""
        with told(self._name):
            self._db.execute("COMMIT")

    # What it holds

    def meta(self, key: str) -> str | None:
        """Return a value that was put under a key."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def put_meta(self, key: str, value: str | bytes) -> None:
        """Put a value under a key."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def _settings(self) -> dict[str, object]:
        """Return the settings that the index was made with.

        Raises: OutputError if what it says is none.
        """
        try:
            known = json.loads(self.meta("settings") or "{}")
        except (TypeError, ValueError, RecursionError) as error:
            raise self.damaged(error) from error
        if not isinstance(known, dict) or not all(name.replace("-", "").isalpha() for name in known):
            raise self.damaged("its settings are none")
        return known

    def footers(self) -> bytes:
        """Return the footers that were known when the last run ended, as the caller put them."""
        for (footers,) in self._among("SELECT value FROM meta WHERE key IN ({})", ["footers"], bytes):
            return bytes(footers)
        return b""

    def put_footers(self, footers: bytes) -> None:
        """Put the footers that are known now."""
        self.put_meta("footers", footers)

    def next_place(self) -> int:
        """Return the place of the next post; places begin at 1."""
        (place,) = self._db.execute("SELECT coalesce(max(first + posts), 1) FROM run").fetchone()
        if not isinstance(place, int) or not 0 < place < _MOST_PLACES:
            raise self.damaged("a run at no place")
        return place

    def has_run(self, digest: bytes) -> bool:
        """Return whether a run with just these posts was added before."""
        return self._db.execute("SELECT 1 FROM run WHERE digest = ?", (digest,)).fetchone() is not None

    def texts(self, digests: Sequence[bytes]) -> dict[bytes, int]:
        """Return the place of the first post with each text, of those that are known."""
        return dict(self._among("SELECT digest, place FROM text WHERE digest IN ({})", digests, bytes, int))

    def line(self, place: int) -> bytes:
        """Return the record of a post, as it was read."""
        for (body,) in self._among("SELECT body FROM post WHERE place IN ({})", [place], bytes):
            return self._unpacked(body)
        raise self.damaged(f"post {place} is missing")

    def names(self, names: Sequence[int]) -> dict[int, int]:
        """Return the place of the first post with each sequence of words, of those that are known."""
        query = "SELECT name, min(place) FROM post WHERE name IN ({}) GROUP BY name"
        return dict(self._among(query, names, int, int))

    def buckets(self, keys: Sequence[int]) -> dict[int, Found]:
        """Return the buckets of some keys, of those that are known."""
        query = "SELECT key, posts, first, a, b, c FROM bucket WHERE key IN ({})"
        found = self._among(query, keys, int, int, int, *[_MAY_BE] * 3)
        return {key: Found(n, first, tuple(x for x in newest if x is not None)) for key, n, first, *newest in found}

    def components(self, places: Sequence[int]) -> dict[int, int]:
        """Return the component of each post."""
        return dict(self._among("SELECT place, component FROM post WHERE place IN ({})", places, int, int))

    def members(self, components: Sequence[int]) -> Iterator[Member]:
        """Yield the posts of some components, in order of place."""
        places = [row[0] for row in self._among("SELECT place FROM post WHERE component IN ({})", components, int)]
        query = "SELECT place, same, component, leader, kept, body FROM post WHERE place IN ({}) ORDER BY place"
        kinds = (int, _MAY_BE, int, int, _MAY_BE, bytes)
        for place, same, component, leader, kept, body in self._among(query, sorted(places), *kinds):
            yield Member(place, same or place, component, leader, kept or leader, self._unpacked(body))

    def lines(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield the lines of the posts of each run, as the caller gave them: those that teach footers, the others."""
        for (number,) in self._db.execute("SELECT number FROM run ORDER BY number").fetchall():
            yield self._lines_of(number)

    def _lines_of(self, number: int) -> tuple[bytes, bytes]:
        ((lines, others),) = self._among("SELECT lines, others FROM run WHERE number IN ({})", [number], bytes, bytes)
        return lines, others

    def _among(self, query: str, values: Sequence[object], *kinds: type | UnionType) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query about some values.

        Raises: OutputError if what stands in a column is not of its kind, for SQLite takes anything.
        """
        for at in range(0, len(values), _AT_ONCE):
            some = values[at : at + _AT_ONCE]
            for row in self._db.execute(query.format(",".join("?" * len(some))), some):
                if not all(map(isinstance, row, kinds)):
                    raise self.damaged("a value of another kind")
                yield row

    def _unpacked(self, body: bytes) -> bytes:
        unpacker = zlib.decompressobj(-15, zdict=_DICTIONARY)
        try:
            line = unpacker.decompress(body, _MOST_BYTES)
        except zlib.error as error:
            raise self.damaged(error) from error
        if unpacker.unconsumed_tail:
            raise self.damaged("a record beyond 256 MiB")
        return line

    def damaged(self, why: object) -> OutputError:
        """Return the error that says so, for who finds that what was put is none of it."""
        return OutputError(self._name, _DAMAGED.format(why))

    def information(self) -> Iterator[tuple[str, str]]:
        """Yield what the index holds, in words: a name and a value."""
        runs, seen, last = self._db.execute("SELECT count(*), min(seen), max(seen) FROM run").fetchone()
        yield "runs", f"{runs:,}" + (f", from {seen} to {last}" if runs else "")
        yield "posts", f"{self._count('post'):,}"
        yield "texts", f"{self._count('text'):,}"
        yield "clusters", f"{self._count('post', 'DISTINCT leader'):,}"
        for name, value in self._settings().items():
            yield name, json.dumps(value).strip('"')

    def _count(self, table: str, what: str = "*") -> int:
        return int(self._db.execute(f"SELECT count({what}) FROM {table}").fetchone()[0])  # noqa: S608 - tables of ours

    # What is old

    def place_before(self, day: str) -> int:
        """Return the first place of the first run since a day; the next place if there is none."""
        row = self._db.execute("SELECT min(first) FROM run WHERE seen >= ?", (day,)).fetchone()
        return int(row[0] or self.next_place())

    def forget(self, place: int) -> tuple[int, int]:
        """Forget the clusters all of whose posts stand before a place; return how many posts went, and are left.

        Buckets of which no post is left go, too.
        """
        old = "SELECT leader FROM post GROUP BY leader HAVING max(place) < ?"
        gone = self._db.execute(f"DELETE FROM post WHERE leader IN ({old})", (place,)).rowcount  # noqa: S608 - ours
        # What is given again is new, so no run that lost a post is known as a whole.
        self._db.execute("UPDATE run SET digest = randomblob(16) WHERE first < ?", (place,))
        self._db.execute("DELETE FROM text WHERE NOT EXISTS (SELECT 1 FROM post WHERE post.place = text.place)")
        self._db.execute(
            "DELETE FROM bucket WHERE NOT EXISTS (SELECT 1 FROM post WHERE place IN"
            " (bucket.first >> 1, bucket.a >> 1, bucket.b >> 1, bucket.c >> 1))"
        )
        return gone, self._count("post")

    def is_known(self, places: Sequence[int]) -> set[int]:
        """Return which of some places have a post."""
        return set(self.components(places))

    def put_lines(self, change: Callable[[bytes], bytes]) -> None:
        """Change the lines of the posts of each run."""
        for (number,) in self._db.execute("SELECT number FROM run ORDER BY number").fetchall():
            values = (*map(change, self._lines_of(number)), number)
            self._db.execute("UPDATE run SET lines = ?, others = ? WHERE number = ?", values)

    def shrink(self) -> None:
        """Give the file system back what is free, after `commit`."""
        with told(self._name):
            self._db.execute("VACUUM")

    # What a run adds

    def add_run(self, digest: bytes, first: int, posts: int, seen: str, lines: bytes, others: bytes) -> None:
        """Add a run: its digest, first place, posts, day, the lines that teach footers, and those of other posts."""
        values = (digest, first, posts, seen, lines, others)
        self._db.execute("INSERT INTO run VALUES (NULL, ?, ?, ?, ?, ?, ?)", values)

    def add_posts(self, rows: Iterable[tuple[Member, int | None]]) -> None:
        """Add posts, each with the name of its words if it is the first with them."""
        self._db.executemany(
            "INSERT INTO post VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    post.place,
                    None if post.same == post.place else post.same,
                    name,
                    post.component,
                    post.leader,
                    None if post.kept == post.leader else post.kept,
                    _packed(post.line),
                )
                for post, name in rows
            ),
        )

    def add_texts(self, rows: Iterable[tuple[bytes, int]]) -> None:
        """Add texts: digest and place."""
        self._db.executemany("INSERT INTO text VALUES (?, ?)", rows)

    def put_buckets(self, rows: Mapping[int, Found]) -> None:
        """Put buckets, new ones or old."""
        self._db.executemany(
            "INSERT OR REPLACE INTO bucket VALUES (?, ?, ?, ?, ?, ?)",
            (
                (key, found.posts, found.first, *found.newest, *[None] * (3 - len(found.newest)))
                for key, found in rows.items()
            ),
        )

    def put_components(self, rows: Iterable[tuple[int, int]]) -> None:
        """Let all posts of one component belong to another: new and old name."""
        self._db.executemany("UPDATE post SET component = ? WHERE component = ?", rows)

    def put_clusters(self, rows: Iterable[tuple[int, int, int]]) -> None:
        """Put for known posts the leader of the cluster and whose text was written: leader, kept, place."""
        self._db.executemany("UPDATE post SET leader = ?, kept = ? WHERE place = ?", rows)


def _packed(line: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, _DICTIONARY)
    return packer.compress(line) + packer.flush()
