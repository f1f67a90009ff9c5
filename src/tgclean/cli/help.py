"""Help on one screen: options in groups, how else they can be set, examples at the end."""

from __future__ import annotations

from typing import Any

import click

from tgclean.safe import safe

_WIDTH = 100
_OPTION_COLUMNS = 26  # of an option and its values; a longer one has a line of its own


class Option(click.Option):
    """An option that stands in a group of the help."""

    def __init__(self, *args: Any, group: str = "", **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.group = group


class Number(click.ParamType[float]):
    """A number from 0 to 100."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number; whether it is in the range is checked here, so that all errors read alike."""
        try:
            number = float(value)
        except (TypeError, ValueError):
            number = -1.0
        if not 0 <= number <= 100:
            self.fail(f"{value} is not a number from 0 to 100", param, ctx)
        return number


class Command(click.Command):
    """A command whose help shows its options in groups, and ends with examples."""

    def __init__(self, *args: Any, examples: tuple[str, ...] = (), **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.examples = examples
        self.context_settings = {"max_content_width": _WIDTH, **self.context_settings}

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, a group after the other."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for option in self.get_params(ctx):
            if isinstance(option, click.Option) and (shown := option.get_help_record(ctx)):
                # Padded, so that the texts of all groups begin in one column; a default may be a settings file's.
                row = (shown[0].ljust(_OPTION_COLUMNS), safe(shown[1]))
                groups.setdefault(getattr(option, "group", "Running"), []).append(row)
        for title, rows in groups.items():
            with formatter.section(title):
                formatter.write_dl(rows, col_max=_OPTION_COLUMNS)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how options can be set elsewhere, and the examples."""
        named = next((option for option in self.params if isinstance(option, Option) and _is_setting(option)), None)
        if named:
            formatter.write_paragraph()
            formatter.write_text(
                f"Each option is also a variable ({named.envvar}) and a key of tgclean.toml or of [tool.tgclean] in"
                f" pyproject.toml ({named.opts[-1][2:]})."
            )
        if self.examples:
            with formatter.section("Examples"):
                for line in self.examples:
                    formatter.write(f"{'':{formatter.current_indent}}{line}\n")


class Group(click.Group):
    """The program: its help lists the commands as they are defined, and ends with exit codes and examples."""

    command_class = Command

    def __init__(self, *args: Any, examples: tuple[str, ...] = (), **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.examples = examples

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, the most used first."""
        return list(self.commands)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the exit codes and the examples."""
        super().format_epilog(ctx, formatter)
        with formatter.section("Examples"):
            for line in self.examples:
                formatter.write(f"{'':{formatter.current_indent}}{line}\n")


def _is_setting(option: Option) -> bool:
    return bool(option.envvar) and not option.is_flag and len(option.opts) == 1 and option.name != "stats_json"
