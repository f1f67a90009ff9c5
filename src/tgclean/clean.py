"""What is written of a recovered post: the cleaning steps that are asked for, and flags for what a reader cannot see.

A step takes a line and returns it cleaned, or None to leave it out.  Steps run in the order of `STEPS`, and a post has
the flag `cleaned_STEP` for each that changed it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from msgspec.structs import replace

from tgclean.model import Copy, Post, Run
from tgclean.telegram import is_interface

_CHARACTERS = {
    "bidi": "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
    "control": "\x00-\x08\x0b-\x1f\x7f-\x9f",
    "zero_width": "\u200b\u200c\u2060\ufeff",
}
# The standard library looks for a character of a class in a third of the time that `regex` takes.
_FLAGS = {flag: re.compile(f"[{characters}]") for flag, characters in _CHARACTERS.items()}
_ANY = re.compile(f"[{''.join(_CHARACTERS.values())}]")

# Not the joiners U+200C and U+200D, which Persian, Indic scripts and emoji need, nor the selectors of emoji.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000]+")
_TRACKING = re.compile(
    r"([?&](?:amp;)?)"
    r"(?:utm_\w+|fbclid|gclid|yclid|ysclid|dclid|msclkid|igshid|igsh|mc_cid|mc_eid|_openstat|twclid|ttclid)"
    r"=(?:[^\s&#]*(?=[&#])|(?:[\w.%~+:@-]*[\w%~+-])?)",
    re.ASCII | re.IGNORECASE,
)
_LEFT_OVER = (  # around the places where parameters were
    (re.compile(r"([?&](?:amp;)?)\0(?:&amp;|&)"), r"\1"),
    (re.compile(r"[?&](?:amp;)?\0"), ""),
)
_LINK = re.compile(r"https?://\S+")


def _mojibake(line: str) -> str:
    import ftfy

    return ftfy.fix_encoding(line)


def _invisible(line: str) -> str:
    return line if line.isprintable() else _INVISIBLE.sub("", line)


def _links(line: str) -> str:
    return _LINK.sub(_untracked, line) if "://" in line and "=" in line else line


def _untracked(found: re.Match[str]) -> str:
    """Return an address without the parameters that only say who clicked where."""
    left = _TRACKING.sub("\\1\0", found[0])
    for pattern, between in _LEFT_OVER if "\0" in left else ():
        while left != (shorter := pattern.sub(between, left)):
            left = shorter
    return left


def _interface(line: str) -> str | None:
    return None if is_interface(line.encode("utf-8", "replace")) else line


def _whitespace(line: str) -> str:
    return _SPACES.sub(" ", line).strip()


STEPS: dict[str, Callable[[str], str | None]] = {
    "mojibake": _mojibake,
    "invisible": _invisible,
    "links": _links,
    "interface": _interface,
    "whitespace": _whitespace,
}
"""The steps by name, in their order; `footers` follows them, where all posts are known."""


def clean(post: Post, steps: Collection[str] = ()) -> Post:
    """Return a post after some steps, with the flags of its text: `bidi`, `control`, `zero_width`, `cleaned_…`.

    A joiner inside an emoji is no zero-width character of its own.  Without steps nothing is taken out of the text.
    """
    if steps:
        post = _cleaned(post, steps)
    # None of them is printable: to ask that takes a tenth of the time of a look for each.
    if post.text.replace("\n", "").isprintable() or _ANY.search(post.text) is None:
        return post
    found = {flag for flag, pattern in _FLAGS.items() if pattern.search(post.text)}
    return replace(post, flags=post.flags | found)


def clean_line(line: str, steps: Collection[str]) -> str | None:
    """Return what some steps make of a line, None if they leave it out."""
    after: str | None = line
    for name, step in STEPS.items():
        if name in steps and after is not None:
            after = step(after)
    return after


def _cleaned(post: Post, steps: Collection[str]) -> Post:
    lines: list[str | None] = [*post.text.split("\n")]
    flags = set(post.flags)
    for name, step in STEPS.items():
        if name in steps:
            after = [line if line is None else step(line) for line in lines]
            if after != lines:
                flags.add(f"cleaned_{name}")
            lines = after
    kept = [at for at, line in enumerate(lines) if line is not None]
    while kept and not (lines[kept[0]] or "").strip():
        del kept[0]
    while kept and not (lines[kept[-1]] or "").strip():
        kept.pop()
    text = "\n".join(lines[at] or "" for at in kept)
    return post if text == post.text else replace(_without(post, kept), text=text, flags=frozenset(flags))


def without_lines(post: Post, dropped: Collection[int], step: str) -> Post:
    """Return a post without some lines of its text, 0-based, with the flag of the step that left them out."""
    lines = post.text.split("\n")
    kept = [at for at in range(len(lines)) if at not in dropped]
    while kept and not lines[kept[0]].strip():
        del kept[0]
    while kept and not lines[kept[-1]].strip():
        kept.pop()
    return replace(
        _without(post, kept), text="\n".join(lines[at] for at in kept), flags=post.flags | {f"cleaned_{step}"}
    )


def _without(post: Post, kept: Sequence[int]) -> Post:
    """Return a post whose title and copies are those of the lines of its text that are kept."""
    places = {at: place for place, at in enumerate(kept)}
    copies = []
    for copy in post.copies:
        runs: list[Run] = []
        for run in copy.runs:
            for n in range(run.size):
                place = places.get(run.text_line + n)
                if place is None:
                    continue
                last = runs[-1] if runs else None
                if last and (last.text_line + last.size, last.line + last.size) == (place, run.line + n):
                    runs[-1] = last._replace(size=last.size + 1)
                else:
                    runs.append(Run(place, run.line + n, 1))
        copies.append(Copy(copy.line, copy.line_end, copy.offsets, copy.score, tuple(runs)))
    return replace(post, title_lines=sum(at < post.title_lines for at in kept), copies=tuple(copies))
