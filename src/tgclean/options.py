"""What a run is asked to do: one frozen value, checked where it is made, passed as an argument."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Literal, get_args, get_origin, get_type_hints

from tgclean.errors import OptionError

Unit = Literal["post", "block"]
Scope = Literal["post", "file", "run"]
Keep = Literal["fullest", "first", "longest", "last"]
Interface = Literal["drop", "keep"]
InputFormat = Literal["auto", "text", "jsonl", "json", "csv", "parquet", "desktop-json", "desktop-html", "web-html"]
Rows = Literal["post", "page"]
Numbers = Literal["strict", "ignore"]
CleanStep = Literal["mojibake", "invisible", "links", "interface", "whitespace", "footers"]
Doubled = Literal["auto", "yes", "no"]
Errors = Literal["replace", "strict"]

DEFAULT_THRESHOLD = 82.0
DEFAULT_ENCODING = "auto"
DEFAULT_MAX_EXPAND = 200
"""Times.  The sample packs to a fifth, thirty snapshots of it in a row to a 135th, bombs to a thousandth and less."""

# Each ASCII byte behind each other one: escapes and shifts begin with one or two of them.
_ASCII_PAIRS = bytes(byte for first in range(128) for second in range(128) for byte in (first, second))


@dataclass(frozen=True, slots=True)
class Options:
    """The settings of a run; the names are those of the command line.

    `threshold` is the score (0-100) at which two long posts are one; shorter ones need more.
    `encoding` is "auto" or a name that Python knows; a byte-order mark in an input outweighs it.  With `errors`
    "strict" an input with bytes that cannot be decoded is an error.  `max_expand` is how many times larger than its
    file a compressed input may be, the first 64 MiB aside.

    Raises: OptionError if a value is not one of the allowed.

    >>> Options(keep="longest").keep
    'longest'
    >>> Options(threshold=101)
    Traceback (most recent call last):
    tgclean.errors.OptionError: threshold: 101 is not a number from 0 to 100
    """

    unit: Unit = "post"
    scope: Scope = "run"
    threshold: float = DEFAULT_THRESHOLD
    exact_only: bool = False
    keep: Keep = "fullest"
    numbers: Numbers = "strict"
    min_chars: int = 40
    interface: Interface = "drop"
    input_format: InputFormat = "auto"
    text_field: str = ""
    id_field: str = ""
    date_field: str = ""
    channel_field: str = ""
    rows: Rows = "post"
    one_post_per_file: bool = False
    keep_going: bool = False
    doubled: Doubled = "auto"
    clean: tuple[CleanStep, ...] = ()
    encoding: str = DEFAULT_ENCODING
    errors: Errors = "replace"
    max_expand: int = DEFAULT_MAX_EXPAND
    stream: bool = False
    tmp_dir: str | None = None

    def __post_init__(self) -> None:
        self._check_clean()
        for name, hint in get_type_hints(type(self)).items():
            allowed = get_args(hint) if get_origin(hint) is Literal else ()
            if allowed and getattr(self, name) not in allowed:
                raise OptionError(name, getattr(self, name), f"one of {', '.join(allowed)}")
        if not isinstance(self.threshold, int | float) or not 0 <= self.threshold <= 100:
            raise OptionError("threshold", self.threshold, "a number from 0 to 100")
        if not isinstance(self.min_chars, int) or self.min_chars < 0:
            raise OptionError("min_chars", self.min_chars, "a whole number from 0 on")
        if not isinstance(self.max_expand, int) or self.max_expand < 1:
            raise OptionError("max_expand", self.max_expand, "a whole number from 1 on")
        _check_encoding(self.encoding)
        if self.tmp_dir == "":
            raise OptionError("tmp_dir", "''", "a directory")
        if self.stream and self.keep in ("last", "longest"):
            why = "is known at the end of the input, and --stream does not wait for it; use one of the two"
            raise OptionError("keep", self.keep, "fullest or first", why)

    def _check_clean(self) -> None:
        known = get_args(CleanStep)
        for step in self.clean:
            if step not in known:
                raise OptionError("clean", step, f"a step; they are {', '.join(known)}")
        if "mojibake" in self.clean and find_spec("ftfy") is None:
            raise OptionError("clean", "mojibake", "", "needs ftfy: pip install 'tgclean[mojibake]'")
        if "footers" in self.clean and (self.stream or self.exact_only or self.scope == "post"):
            why = "are learned from all posts together; leave out --stream, --exact-only and --scope post"
            raise OptionError("clean", "footers", "", why)


def _check_encoding(name: object) -> None:
    """Check that text in an encoding can be read one line at a time.

    Raises: OptionError if Python knows no such encoding, or if where a line ends depends on what stands before.
    """
    known = "auto, or an encoding that Python knows, such as cp1251, shift_jis or utf-16-le"
    if not isinstance(name, str) or not name:
        raise OptionError("encoding", repr(name), known)
    if name == DEFAULT_ENCODING:
        return
    try:
        codec = codecs.lookup(name).name
        splits = codec.startswith(("utf-16", "utf-32")) or _splits_at_lf(codec)
    except (LookupError, ValueError) as error:  # ValueError: a name with a NUL or half of a character
        raise OptionError("encoding", name, known) from error
    if not splits:
        why = f"cannot be read line by line; convert the input first: iconv -f {name} -t utf-8 FILE | tgclean dedupe -"
        raise OptionError("encoding", name, known, why)


def _splits_at_lf(codec: str) -> bool:
    """Return whether an LF byte ends a line wherever it stands: each ASCII byte is a character by itself.

    It is not in EBCDIC, nor where bytes shift to another alphabet or escape a character (iso2022_jp, hz, utf-7).

    Raises: LookupError if the codec is not one of text, as base64 is not.
    """
    try:
        text = _ASCII_PAIRS.decode(codec)
        b"\xff".decode(codec, "replace")  # idna cannot, for it is made for names
    except UnicodeError:
        return False
    return len(text) == len(_ASCII_PAIRS) and all(
        (char == "\n") == (byte == 0x0A) for char, byte in zip(text, _ASCII_PAIRS, strict=True)
    )
