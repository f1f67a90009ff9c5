"""Settings from files: the nearest `tgclean.toml`, or `pyproject.toml` with a table for tgclean; never two at once.

A file that was found, and not named, may come from somebody else: it may change what is read and merged, but it
names no file to write, no machine to work on, and lifts no limit.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from tgclean.cli.help import Number, Option
from tgclean.errors import OptionError

_FILE, _PROJECT, _TOOL = "tgclean.toml", "pyproject.toml", "tgclean"
NAMED_ONLY = dict.fromkeys(("output", "report", "ledger", "stats-json", "tmp-dir", "index"), "names a file")
NAMED_ONLY |= {"engine-address": "names a machine", "max-expand": "lifts a limit"}
"""Settings that only a file that was named may have, and why: they write or send somewhere, or let anything in."""
NEVER = frozenset(("config", "isolated", "debug"))
"""Options that say how settings are read, and no settings themselves."""
FILE_KEY, _ISOLATED = "tgclean.settings", "tgclean.isolated"


def key_of(option: click.Parameter) -> str:
    """Return the key by which an option is set in a file, "" for one that cannot be.

    It is that of its variable: `-o` of `report` is `report`, for it is no output of records.
    """
    variable = option.envvar if isinstance(option, Option) else None
    return variable.removeprefix("TGCLEAN_").lower().replace("_", "-") if isinstance(variable, str) else ""


def known_settings(context: click.Context) -> dict[str, Option]:
    """Return the options of all commands by their keys, those that are no settings included."""
    found: dict[str, Option] = {}
    ahead = [context.find_root().command]
    while ahead:
        command = ahead.pop()
        found |= {key_of(option): option for option in command.params if isinstance(option, Option)}
        ahead += command.commands.values() if isinstance(command, click.Group) else ()
    return {key: option for key, option in found.items() if key}


def isolate(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    """Keep settings from being read from files; the callback of `--isolated`."""
    if wanted and context.get_parameter_source("config") is ParameterSource.COMMANDLINE:
        raise click.UsageError("--config names a file to read, and --isolated says to read none")
    context.meta[_ISOLATED] = wanted


def load_settings(context: click.Context, parameter: click.Parameter, named: str | None) -> None:
    """Make the settings of a file the defaults of a command; the callback of `--config`.

    Raises: OptionError if the file cannot be read, or holds what is no setting.
    """
    if context.meta.get(_ISOLATED):
        if context.get_parameter_source(str(parameter.name)) is ParameterSource.COMMANDLINE:
            raise click.UsageError("--config names a file to read, and --isolated says to read none")
        return
    path, settings = _nearest() if named is None else (Path(named), _table(Path(named)) or {})
    if path is None:
        return
    context.meta[FILE_KEY] = str(path)
    known = {key: option for key, option in known_settings(context).items() if key not in NEVER}
    for key, value in settings.items():
        _check(key, value, path, known, is_named=named is not None)
    own = {key_of(option): option for option in context.command.params}
    context.default_map = {
        str(own[key].name): [value] if own[key].multiple and isinstance(value, str) else value
        for key, value in settings.items()
        if key in own
    }


def _nearest() -> tuple[Path | None, dict[str, Any]]:
    """Return the settings file of the nearest directory, from the current one upwards, that has one, and what it says.

    Directories that cannot be looked into have none.
    """
    try:
        start = Path.cwd()
    except OSError:  # somebody removed it
        return None, {}
    for directory in (start, *start.parents):
        for name in (_FILE, _PROJECT):
            path = directory / name
            shown = Path(name) if directory == start else path
            try:
                if path.is_file() and (table := _table(shown)) is not None:
                    return shown, table
            except PermissionError:
                continue
    return None, {}


def _table(path: Path) -> dict[str, Any] | None:
    """Return the settings in a file, None if it is one of a project that has none for tgclean.

    Raises: OptionError if it cannot be read or is no TOML.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        if path.name == _PROJECT and f"tool.{_TOOL}" not in text:
            return None  # whatever else it holds is not ours to complain of
        table = tomllib.loads(text)
    except OSError as error:
        raise OptionError("--config", path, "", f"cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        why = "it is nested too deep" if isinstance(error, RecursionError) else error
        raise OptionError(str(path), "the file", "", f"is not valid TOML: {why}") from error
    if path.name != _PROJECT:
        return table
    tool = table.get("tool")
    own = tool.get(_TOOL) if isinstance(tool, dict) else None
    if own is not None and not isinstance(own, dict):
        raise OptionError(str(path), f"tool.{_TOOL}", "a table")
    return own


def _check(key: str, value: object, path: Path, known: Mapping[str, Option], *, is_named: bool) -> None:
    """Check that a file may set a setting, and that the value is of its kind.

    Raises: OptionError.
    """
    if key not in known:
        close = get_close_matches(key.replace("_", "-"), known, 1)
        meant = f"; did you mean {close[0]}?" if close else "; tgclean config show lists the settings"
        raise OptionError(str(path), key, "", f"is no setting{meant}")
    if not is_named and key in NAMED_ONLY:
        why = f"{NAMED_ONLY[key]}, which only a settings file named with --config may; use --{key} instead"
        raise OptionError(str(path), key, "", why)
    wanted, fits = _kind_of(known[key], value)
    if not fits:
        raise OptionError(f"{path}: {key}", value, wanted)


def _kind_of(option: Option, value: object) -> tuple[str, bool]:
    """Return what kind of value an option has, and whether this is one."""
    if option.is_flag:
        return "true or false", isinstance(value, bool)
    if isinstance(option.type, Number):
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return "a number from 0 to 100", isinstance(value, int | float) and number and 0 <= value <= 100
    if option.type is click.INT:
        return "a whole number", isinstance(value, int) and not isinstance(value, bool)
    if option.multiple:
        return "a text or a list of texts", all(map(_is_text, value if isinstance(value, list) else [value]))
    return "a text", _is_text(value)


def _is_text(value: object) -> bool:
    """Return whether a value may be that of an option: no command line can hold a NUL."""
    return isinstance(value, str) and "\0" not in value
