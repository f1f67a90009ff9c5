"""Settings from files: the nearest `tgclean.toml`, or `pyproject.toml` with a table for tgclean; never two at once.

A file that was found, and not named, may come from somebody else: it may change what is read and merged, but it
names no file to write.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from tgclean.errors import OptionError

_FILE, _PROJECT, _TOOL = "tgclean.toml", "pyproject.toml", "tgclean"
_NAMED_ONLY = frozenset(("output", "report", "stats-json", "tmp-dir", "in"))
"""Settings that name a file or directory."""
_NEVER = frozenset(("config", "isolated", "debug", "help", "version"))
_KEY, _ISOLATED = "tgclean.settings", "tgclean.isolated"


def isolate(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    """Keep settings from being read from files; the callback of `--isolated`."""
    if wanted:
        _refuse_both(context.meta.get(_KEY))
    context.meta[_ISOLATED] = wanted


def _refuse_both(named: str | None) -> None:
    if named is not None:
        raise click.UsageError("--config names a file to read, and --isolated says to read none")


def load_settings(context: click.Context, _parameter: click.Parameter, named: str | None) -> None:
    """Make the settings of a file the defaults of a command; the callback of `--config`.

    Raises: OptionError if the file cannot be read, or holds what is no setting.
    """
    if context.meta.get(_ISOLATED):
        _refuse_both(named)
        return
    path = Path(named) if named is not None else _nearest(Path.cwd())
    if path is None:
        return
    context.meta[_KEY] = str(path)
    settings = _checked(_table(path) or {}, path, known=_known(context), is_named=named is not None)
    own = {option.opts[-1][2:]: option for option in context.command.params if isinstance(option, click.Option)}
    context.default_map = {
        str(own[key].name): [value] if own[key].multiple and isinstance(value, str) else value
        for key, value in settings.items()
        if key in own
    }


def origin_of(name: str, context: click.Context) -> str:
    """Return what to call a setting where a person has set it: the variable, the key of a file, or the option."""
    source = context.get_parameter_source(name)
    key = next((option.opts[-1] for option in context.command.params if option.name == name), name)
    if source is ParameterSource.ENVIRONMENT:
        return f"TGCLEAN_{name.upper()}"
    if source is ParameterSource.DEFAULT_MAP:
        return f"{context.meta[_KEY]}: {key.removeprefix('--')}"
    return key


def _nearest(start: Path) -> Path | None:
    """Return the settings file of the nearest directory, from `start` upwards, that has one."""
    for directory in (start, *start.parents):
        if (path := directory / _FILE).is_file():
            return _shown(path, start)
        if (path := directory / _PROJECT).is_file() and _table(_shown(path, start)) is not None:
            return _shown(path, start)
    return None


def _shown(path: Path, start: Path) -> Path:
    return path.relative_to(start) if path.is_relative_to(start) else path


def _table(path: Path) -> dict[str, Any] | None:
    """Return the settings in a file, None if it is one of a project that has none for tgclean.

    Raises: OptionError if it cannot be read or is no TOML.
    """
    try:
        with path.open("rb") as file:
            table = tomllib.load(file)
    except OSError as error:
        raise OptionError("--config", path, "", f"cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OptionError(str(path), "the file", "", f"is not valid TOML: {error}") from error
    if path.name != _PROJECT:
        return table
    tool = table.get("tool", {}).get(_TOOL)
    if tool is not None and not isinstance(tool, dict):
        raise OptionError(str(path), "tool.tgclean", "a table")
    return tool


def _known(context: click.Context) -> set[str]:
    """Return the names of all options that any command of the program has."""
    found: set[str] = set()
    ahead = [context.find_root().command]
    while ahead:
        command = ahead.pop()
        found.update(option.opts[-1][2:] for option in command.params if isinstance(option, click.Option))
        ahead += command.commands.values() if isinstance(command, click.Group) else ()
    return found - _NEVER


def _checked(settings: Mapping[str, Any], path: Path, *, known: set[str], is_named: bool) -> Mapping[str, Any]:
    """Return the settings if each is one that this file may set.

    Raises: OptionError.
    """
    for key, value in settings.items():
        where = f"{path}: {key}"
        if key not in known:
            close = get_close_matches(key.replace("_", "-"), known, 1)
            meant = f"; did you mean {close[0]}?" if close else "; tgclean config show lists the settings"
            raise OptionError(str(path), key, "", f"is no setting{meant}")
        if not is_named and key in _NAMED_ONLY:
            why = f"names a file, which only a settings file named with --config may; use --{key} instead"
            raise OptionError(str(path), key, "", why)
        if not isinstance(value, str | int | float | list) or (isinstance(value, list) and key != "clean"):
            raise OptionError(where, value, "a text, a number, true or false")
    return settings


def unknown_variables(context: click.Context) -> list[str]:
    """Return what to say of variables that begin like ours and set nothing."""
    known = {f"TGCLEAN_{name.upper().replace('-', '_')}" for name in _known(context) | _NEVER}
    said = []
    for name in sorted(os.environ):
        if name.startswith("TGCLEAN_") and name not in known:
            close = get_close_matches(name, known, 1)
            said.append(f"{name} is no variable of tgclean" + (f"; did you mean {close[0]}?" if close else ""))
    return said


def command_line(context: click.Context) -> list[str]:
    """Return the command that was typed, with what variables and files set as options, so that it needs neither."""
    more: list[str] = []
    for option in context.command.params:
        key, value = option.opts[-1], context.params.get(str(option.name))
        source = context.get_parameter_source(str(option.name))
        if source in (ParameterSource.ENVIRONMENT, ParameterSource.DEFAULT_MAP) and key != "--config":
            if isinstance(value, bool):
                more += [key] * value
            else:
                more += [key, ",".join(value) if isinstance(value, tuple) else f"{value}"]
    if _KEY in context.meta and not {"--config", "--isolated"} & set(sys.argv):
        more.append("--isolated")
    return ["tgclean", *sys.argv[1:], *more]


def shown_settings(context: click.Context) -> list[str]:
    """Return a line for each setting of a command: its name and value as TOML, and where it comes from."""
    rows = []
    for option in context.command.params:
        key = option.opts[-1].removeprefix("--")
        if not isinstance(option, click.Option) or key in _NEVER:
            continue
        value = context.params.get(str(option.name))
        source = context.get_parameter_source(str(option.name))
        origin = "default" if source is ParameterSource.DEFAULT else origin_of(str(option.name), context)
        origin = context.meta[_KEY] if source is ParameterSource.DEFAULT_MAP else origin
        shown = "" if value is None else _toml(value)
        # What names a file may stand in no settings file that is only found.
        rows.append((f"{'# ' * (key in _NAMED_ONLY or not shown)}{key} = {shown}".rstrip(), origin))
    width = max(len(row) for row, _ in rows)
    return [f"{row:{width}}  # {origin}" for row, origin in rows]


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, int | float):
        return repr(value)
    escaped = "".join(
        f"\\u{ord(char):04x}" if ord(char) < 32 or ord(char) == 127 else "\\" * (char in '"\\') + char
        for char in str(value)
    )
    return f'"{escaped}"'
