"""What a person is told of a warning or a limit: its cause, and what to do about it."""

from __future__ import annotations

from typing import NamedTuple


class Notice(NamedTuple):
    """A sentence about some things that are counted, and what to do; "" where there is nothing to do.

    `{n}` in the sentence is how many, `unit` what they are called if there is one.
    """

    unit: str
    sentence: str
    advice: str = ""


WARNINGS = {
    "invalid_utf8": Notice(
        "post", "{n} with bytes that could not be decoded, now U+FFFD; such a post is merged with no other",
        "name the right encoding with --encoding; without it UTF-8 is expected",
    ),
    "no_boundaries": Notice(
        "", "nothing shows where posts begin (no header, repeat, reaction, date, separator or empty line), so each line"
        " is one post", "put an empty line between posts, or use --one-post-per-file",
    ),
    "doubled_rows": Notice(
        "row", "{n} with a passage that stands twice, as one extractor writes pages",
        "--rows page or tgclean repair undoes it",
    ),
    "missing_field": Notice(
        "option", "{n} naming a field that no row has", "look at --id-field, --date-field and --channel-field",
    ),
    "unread_dates": Notice(
        "row", "{n} with a date that could not be read; it is kept in extra",
        "dates are read as ISO 8601, as 28.07.2024 14:05 and as unix time",
    ),
    "older_editions": Notice(
        "post", "{n} replaced by a newer edition of the same message (same id, channel and date)",
    ),
    "ragged_rows": Notice(
        "row", "{n} with more or fewer cells than the header row; what was too much is in the last cell",
        "a delimiter inside a cell needs quotes around the cell",
    ),
    "lone_surrogate": Notice("row", "{n} with half of a character (an emoji cut in two), now U+FFFD"),
    "truncated": Notice("", "the input ends within a character: it was cut off", "export or download it again"),
    "lone_cr": Notice(
        "", "all of it is one line: it has carriage returns (CR) and no LF, which alone ends a line",
        "convert it first: tr '\\r' '\\n' < FILE > NEW",
    ),
    "text_field": Notice(
        "", "read as flat text, so --text-field has no effect", "--input-format says what the input is",
    ),
}  # fmt: skip
"""By code."""

_LOOK = "look at the records with the flag forced_split"
CUTS = {
    "long_line": Notice("line", "{n} longer than 64 MiB and cut", _LOOK),
    "message_lines": Notice("message", "{n} of a copied chat too long to be read as one and cut", _LOOK),
    "page_message": Notice("post", "{n} of a page too long to be read as one and cut", _LOOK),
    "window": Notice("post", "{n} of flat text too long to be read as one (16,384 lines or 8 MiB) and cut", _LOOK),
}
"""Limits that change what is written."""

LIMITS = {
    "alignment": Notice("stretch", "{n} of text where the search for repeats was ended; some repeats may be left"),
    "candidates": Notice("post", "{n} resembled more others than are compared; some near-duplicates may be left"),
    "few_distinct_lines": Notice("stretch", "{n} of few lines over and over, where no repeats were looked for"),
    "hot_bucket": Notice("group", "{n} of very many posts with the same words, of which some were compared"),
    "long_texts": Notice("post", "{n} longer than a million characters, merged with equal ones only"),
}
"""Limits that nobody can do anything about: figures in the statistics."""

_PLURALS = {"stretch": "stretches", "copy": "copies"}


def many(count: int, unit: str) -> str:
    """Return a count with its unit.

    >>> many(1, "post"), many(2048, "stretch")
    ('1 post', '2,048 stretches')
    """
    return f"{count:,} {unit if count == 1 else _PLURALS.get(unit, unit + 's')}"


def sentence_of(code: str, count: int) -> str:
    """Return what is told of a warning or a limit, the advice behind a semicolon; the bare code if it is unknown.

    >>> sentence_of("lone_surrogate", 2)
    '2 rows with half of a character (an emoji cut in two), now U+FFFD'
    """
    notice = (WARNINGS | CUTS | LIMITS).get(code)
    if notice is None:
        return many(count, code)
    told = notice.sentence.format(n=many(count, notice.unit))
    return f"{told}; {notice.advice}" if notice.advice else told
