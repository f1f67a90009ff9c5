"""Where a value comes from: the command line, a variable, a settings file, or the default."""

from __future__ import annotations

import os
import sys
from difflib import get_close_matches

import click
from click.core import ParameterSource

from tgclean.cli.help import Option
from tgclean.cli.settings import FILE_KEY, NAMED_ONLY, NEVER, key_of, known_settings
from tgclean.safe import safe

_PREFIX = "TGCLEAN_"


def origin_of(name: str, context: click.Context) -> str:
    """Return what to call a setting where a person has set it: the variable, the key of a file, or the option."""
    source = context.get_parameter_source(name)
    option = next((one for one in context.command.params if one.name == name), None)
    if option is None or not isinstance(option, click.Option):
        return name
    if source is ParameterSource.ENVIRONMENT:
        return f"{option.envvar}"
    if source is ParameterSource.DEFAULT_MAP:
        return f"{context.meta[FILE_KEY]}: {key_of(option)}"
    return option.opts[-1]


def unknown_variables(context: click.Context) -> list[str]:
    """Return what to say of variables that begin like ours and set nothing."""
    known = [_PREFIX + key.upper().replace("-", "_") for key in known_settings(context)]
    said = []
    for name in sorted(os.environ):
        if name.startswith(_PREFIX) and name not in known:
            close = get_close_matches(name, known, 1)
            said.append(f"{name} is no variable of tgclean" + (f"; did you mean {close[0]}?" if close else ""))
    return said


def command_line(context: click.Context) -> list[str]:
    """Return the command that was typed, with what variables and files set as options, so that it needs neither.

    Bytes of names that are no text are U+FFFD in it.
    """
    more: list[str] = []
    for option in context.command.params:
        name, value = option.opts[-1], context.params.get(str(option.name))
        source = context.get_parameter_source(str(option.name))
        if source in (ParameterSource.ENVIRONMENT, ParameterSource.DEFAULT_MAP) and isinstance(option, Option):
            if isinstance(value, bool):
                more += [name] * value
            elif value is not None:
                shown = f"{value:g}" if isinstance(value, float) else f"{value}"
                more += [name, ",".join(value) if isinstance(value, tuple) else shown]
    if FILE_KEY in context.meta and not {"--config", "--isolated"} & set(sys.argv):
        more.append("--isolated")
    return [as_text(word) for word in ("tgclean", *sys.argv[1:], *more)]


def as_text(word: str) -> str:
    """Return what the system gave as text; bytes that are none become U+FFFD."""
    return os.fsencode(word).decode("utf-8", "replace")


def shown_settings(context: click.Context) -> list[str]:
    """Return a line for each setting of a command: its key and value as TOML, and where it comes from."""
    rows = []
    for option in context.command.params:
        key = key_of(option)
        if not key or key in NEVER:
            continue
        value = context.params.get(str(option.name))
        source = context.get_parameter_source(str(option.name))
        origin = "default" if source is ParameterSource.DEFAULT else origin_of(str(option.name), context)
        origin = context.meta[FILE_KEY] if source is ParameterSource.DEFAULT_MAP else origin
        shown = "" if value is None else _toml(value)
        # Some may stand in no settings file that is only found.
        rows.append((f"{'# ' * (key in NAMED_ONLY or not shown)}{key} = {shown}".rstrip(), safe(as_text(origin))))
    width = max(len(row) for row, _ in rows)
    return [f"{row:{width}}  # {origin}" for row, origin in rows]


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, int | float):
        return repr(value)
    escaped = as_text(str(value)).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if safe(char) == char else f"\\U{ord(char):08x}" for char in escaped) + '"'
