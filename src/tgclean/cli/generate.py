"""The manual page and shell completion, made from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click
from click.shell_completion import get_completion_class

from tgclean.cli.help import Command, Group
from tgclean.version import __version__


def generate(context: click.Context, _parameter: click.Parameter, what: str | None) -> None:
    """Print what `--generate` asks for, and end."""
    if what is None or context.resilient_parsing:
        return
    program = context.command
    if what == "man":
        click.echo("\n".join(_manual(program, context)))
    else:
        shell = what.removeprefix("complete-")
        completion = get_completion_class(shell)
        if completion is None:
            raise click.UsageError(f"no completion for {shell}")
        click.echo(completion(program, {}, "tgclean", "_TGCLEAN_COMPLETE").source())
    context.exit()


def _manual(program: click.Command, context: click.Context) -> Iterator[str]:
    """Yield the lines of the manual page, in the language of man(7)."""
    yield f'.TH TGCLEAN 1 "" "tgclean {__version__}" "User Commands"'
    yield from (".SH NAME", f"tgclean \\- {_summary(program)}")
    yield from (".SH SYNOPSIS", ".B tgclean", ".I COMMAND", "[OPTION]... [PATH]...")
    yield from (".SH DESCRIPTION", *_paragraphs(program.help))
    for name, command, inner in _commands(program, context, ""):
        usage = " ".join(command.collect_usage_pieces(inner))
        yield from (
            f'.SH "{name.upper()}"',
            f".B tgclean {_roff(name)}",
            _roff(usage),
            ".PP",
            *_paragraphs(command.help),
        )
        for option in command.params:
            if isinstance(option, click.Option) and (record := option.get_help_record(inner)):
                yield from (".TP", f".B {_roff(record[0])}", _roff(record[1]))
        yield from _examples(command)
    yield from (".SH EXIT STATUS", *_paragraphs(getattr(program, "epilog", "")))
    yield from _examples(program)


def _commands(group: click.Command, context: click.Context, prefix: str) -> Iterator[tuple[str, click.Command, Any]]:
    """Yield each command below a group: its name with those of its groups, itself, a context for its help."""
    for name, command in group.commands.items() if isinstance(group, click.Group) else ():
        inner = click.Context(command, info_name=name, parent=context)
        if isinstance(command, click.Group):
            yield from _commands(command, inner, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}", command, inner


def _summary(program: click.Command) -> str:
    first = program.get_short_help_str(200).rstrip(".")
    return _roff(first[:1].lower() + first[1:])


def _examples(command: click.Command) -> Iterator[str]:
    if isinstance(command, Command | Group) and command.examples:
        yield from (".PP", ".nf", ".RS", *map(_roff, command.examples), ".RE", ".fi")


def _paragraphs(text: str | None) -> Iterator[str]:
    for paragraph in (text or "").split("\n\n"):
        yield from (".PP", _roff(" ".join(paragraph.split())))


def _roff(text: str) -> str:
    r"""Return a text as man(7) wants it, one that begins with a dot or quote included.

    >>> print(_roff(".gz -o"))
    \&.gz \-o
    """
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped
