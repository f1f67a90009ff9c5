"""The page: values for the templates, and the templates filled in."""

from __future__ import annotations

import shlex
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from itertools import accumulate
from typing import TYPE_CHECKING, Any, BinaryIO

from tgclean.errors import OptionError
from tgclean.model import Span
from tgclean.notices import sentence_of
from tgclean.options import Options
from tgclean.report.charts import DOWN, HEIGHT, UP, histogram, shares, timeline
from tgclean.report.findings import NEAREST, Findings, Miss
from tgclean.report.words import beginning, linked, place, runs, short_name, shown, size
from tgclean.stats import InputStats, Stats
from tgclean.version import __version__

if TYPE_CHECKING:
    from jinja2 import Environment

_MOST_ROWS = 50
_MOST_INPUTS = 200
_PARTS = {
    "kept": "kept: the text is in a record",
    "repeat": "repeated: the same body again, inside its post",
    "exact": "exact: another post with equal text",
    "near": "near: another post that is the same news",
    "dropped": "dropped: lines outside any post, and posts that a newer edition replaced",
}

_FLAGS = {
    "extended": "the text is a later copy's, which says more",
    "one_copy_lines": "some lines stand in only one of the copies",
    "forced_split": "cut, because it was too long to read as a whole",
    "invalid_utf8": "bytes that could not be decoded are now U+FFFD",
    "truncated": "the input ends within a character of this post",
    "bidi": "holds characters that set the direction of writing",
    "control": "holds control characters",
    "zero_width": "holds characters without a width",
}


def write_report(
    out: BinaryIO,
    findings: Findings,
    *,
    stats: Stats | None,
    misses: Sequence[Miss] | None,
    threshold: float,
    title: str,
) -> None:
    """Write the page in UTF-8, part by part.

    `stats` is None for a page made of records alone, `misses` where nobody looked for them.

    Raises: OptionError if jinja2 is missing.
    """
    environment = _environment()
    values = {
        "title": title,
        "findings": findings,
        "stats": stats,
        "threshold": threshold,
        "version": stats.version if stats else __version__,
        "bar": _bar(findings, stats),
        "chart": histogram(findings.scores, Counter(min(99, int(miss.score)) for miss in misses or ()), threshold),
        "misses": None if misses is None else sorted(misses, key=lambda miss: abs(miss.score - threshold)),
        "timeline": timeline(findings.days),
        **_tables(findings, stats),
    }
    page = environment.get_template("report.html.j2").stream(values)
    page.enable_buffering(256)
    page.dump(out, encoding="utf-8", errors="replace")


def _environment() -> Environment:
    """Return jinja's environment: whatever a template writes is made harmless and escaped.

    Raises: OptionError if jinja2 is missing.
    """
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError as error:
        raise OptionError("report", "the page", "", "needs jinja2: pip install 'tgclean[report]'") from error
    loader = PackageLoader("tgclean.report")
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(n="{:,}".format, size=size, place=place, runs=runs, link=linked, beginning=beginning)
    environment.filters.update(name=short_name, reason=reason, numbered=_numbered, meaning=_meaning)
    environment.globals.update(up=UP, down=DOWN, height=HEIGHT, shown_pairs=NEAREST)
    for name in ("css", "js"):
        source = loader.get_source(environment, f"report.{name}")[0]
        environment.globals[name] = source
        environment.globals[f"{name}_hash"] = b64encode(sha256(source.encode()).digest()).decode()
    return environment


def _harmless(value: object) -> object:
    return shown(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def reason(span: Span) -> str:
    """Return in words why a copy is one; "" where its word diff says it."""
    if span.role == "near":
        return "" if span.edits else "equal but for case or punctuation"
    reasons = {"kept": "the text above", "repeat": "the same body again, inside the post", "exact": "equal text"}
    return reasons[span.role]


def _bar(findings: Findings, stats: Stats | None) -> list[dict[str, Any]]:
    """Return the parts of the bar of bytes; what was dropped is in no record."""
    parts = [name for name in _PARTS if stats or name != "dropped"]
    amounts = [getattr(stats.stretches, name) if stats else findings.stretches[name] for name in parts]
    percents = shares(amounts)
    places = accumulate(percents, initial=0.0)
    return [
        {"name": name, "label": _PARTS[name], "bytes": amount, "share": share, "x": round(x, 1)}
        for name, amount, share, x in zip(parts, amounts, percents, places, strict=False)
    ]


def _tables(findings: Findings, stats: Stats | None) -> dict[str, Any]:
    channels = sorted(findings.channels.items(), key=lambda item: (-item[1].posts, item[0]))
    return {
        "totals": _totals(findings, stats),
        "inputs": stats.inputs[:_MOST_INPUTS] if stats else list(findings.sources.items())[:_MOST_INPUTS],
        "more_inputs": max(0, len(stats.inputs if stats else findings.sources) - _MOST_INPUTS),
        "settings": _settings(stats),
        "command": shlex.join(stats.run.command) if stats else "",
        "channels": channels[:_MOST_ROWS],
        "more_channels": max(0, len(channels) - _MOST_ROWS),
        "numbers": {name: number for number, (name, _) in enumerate(channels[:_MOST_ROWS])},
        "forwarded": findings.forwarded.most_common(_MOST_ROWS),
        "more_forwarded": max(0, len(findings.forwarded) - _MOST_ROWS),
        "warnings": [(sentence_of(code, count), _places(code, stats.inputs)) for code, count in stats.warnings.items()]
        if stats
        else [],
        "limits": [sentence_of(code, count) for code, count in stats.limits.items()] if stats else [],
        "failed": [one for one in stats.inputs if one.failed] if stats else [],
    }


def _totals(findings: Findings, stats: Stats | None) -> list[tuple[str, int]]:
    one = stats or findings
    posts = stats.posts_read if stats else findings.posts
    return [
        ("posts", posts), ("records", one.records), ("repeats undone", one.repeats), ("exact copies merged", one.exact),
        ("near copies merged", one.near),
    ]  # fmt: skip


def _settings(stats: Stats | None) -> list[tuple[str, str]]:
    """Return the settings that are not the default."""
    default = {name.replace("_", "-"): _listed(value) for name, value in asdict(Options()).items()}
    settings = {name: _listed(value) for name, value in stats.settings.items()} if stats else {}
    return [(name, value) for name, value in settings.items() if default.get(name) != value]


def _listed(value: object) -> str:
    """Return a setting as it is typed; a list read from JSON is that of the options."""
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _numbered(spans: Iterable[Span], numbers: Mapping[str, int]) -> str:
    """Return the numbers of the channels of some copies, as the filter asks for them."""
    names = dict.fromkeys(span.channel or span.source for span in spans)
    return " ".join(str(numbers[name]) for name in names if name in numbers)


def _meaning(flag: str) -> str:
    step = flag.removeprefix("cleaned_")
    return _FLAGS.get(flag, "") if step == flag else f"the step {step} of --clean changed the text"


def _places(code: str, inputs: Iterable[InputStats]) -> list[str]:
    places = (
        f"{one.source}:{line}" for one in inputs for found in one.warnings if found.code == code for line in found.lines
    )
    return [place for place, _ in zip(places, range(20), strict=False)]
