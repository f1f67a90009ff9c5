"""How far a run is, for a terminal: three steps, each with its rate and the time left."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.filesize import decimal
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tgclean.model import Tally

_NARROW = 70
"""Below so many columns a bar leaves no room for the figures."""


class Step(NamedTuple):
    """What is being done, how much of it is, and of how much (None: unknown); of bytes or of posts."""

    name: str
    done: int
    total: int | None
    of_bytes: bool = False


def step_of(tally: Tally, total_bytes: int | None) -> Step:
    """Return where a run is, while another thread goes on counting.

    A dict's copy is one step, and only numbers are read of its tallies: `Tally.total` would walk through
    dicts that change meanwhile, which raises.
    """
    inputs = tally.inputs.copy().values()
    posts = sum(own.posts_read - own.empty_posts for own in inputs)
    if tally.records:
        return Step("writing", tally.records + tally.exact + tally.near, posts)
    if tally.to_compare:
        return Step("comparing", tally.compared, tally.to_compare)
    read = sum(own.bytes_in for own in inputs)
    return Step("reading", read, total_bytes if total_bytes and total_bytes >= read else None, of_bytes=True)


class Bar:
    """A line that says how far a run is; `now` gives it anew each time."""

    def __init__(self, tally: Tally, total_bytes: int | None, width: int) -> None:
        self._tally, self._total_bytes = tally, total_bytes
        columns: list[ProgressColumn] = [TextColumn("{task.description:9}")]
        if width >= _NARROW:
            left = TimeRemainingColumn(compact=True, elapsed_when_finished=False)
            columns += [BarColumn(bar_width=24), _Figures(), left]
        else:
            columns.append(_Figures(alone=True))
        self._progress = Progress(*columns)
        self._task = self._progress.add_task("reading", total=total_bytes)
        self._step = "reading"

    def now(self) -> RenderableType:
        """Return what to show."""
        step = step_of(self._tally, self._total_bytes)
        if step.name != self._step:
            self._progress.reset(self._task, description=step.name)
            self._step = step.name
        self._progress.update(self._task, completed=step.done, total=step.total, of_bytes=step.of_bytes)
        return self._progress.get_renderable()


class _Figures(ProgressColumn):
    """How much is done, of how much, and how much of it a second."""

    max_refresh = None

    def __init__(self, *, alone: bool = False) -> None:
        super().__init__()
        self._alone = alone  # where there is no room for more

    def render(self, task: Task) -> Text:
        shown = decimal if task.fields.get("of_bytes", True) else lambda count: f"{count:,}"
        of = f" of {shown(int(task.total))}" if task.total else ""
        if self._alone:
            return Text(f"{task.percentage:.0f} %" if task.total else shown(int(task.completed)))
        unit = "" if task.fields.get("of_bytes", True) else " posts"
        rate = f", {shown(int(task.speed))}/s" if task.speed else ""
        return Text(f"{shown(int(task.completed))}{of}{unit}{rate}")
