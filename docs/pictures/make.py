"""Makes the pictures of the README that show the program: a terminal, and a report.

    python docs/pictures/make.py            writes them
    python docs/pictures/make.py --check    exits with 1 if what they show has changed

The terminal is a drawing of what the program prints.  The report is a picture of a page in Chromium; what the page says
is kept beside it as text, for the same page does not give the same picture in every Chromium.
"""

from __future__ import annotations

import fcntl
import io
import os
import pty
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
from pathlib import Path

from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
SAMPLES = HERE.parent.parent / "samples"
PROGRAM = Path(sys.executable).parent / "tgclean"
COLUMNS, REPORT_WIDTH, REPORT_HEIGHT = 92, 1100, 1640
COMMANDS = (
    "tgclean dedupe samples/ -o posts.jsonl --report report.html",
    "tgclean explain samples/reposts.jsonl:15 samples/reposts.jsonl:16",
    "tgclean check samples/export.txt --max-dup 5",
)
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

# As rich draws it, without its fonts from another host.
SVG = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, monospace; font-size: {char_height}px;
 line-height: {line_height}px; font-variant-east-asian: full-width }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: system-ui, sans-serif }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def shown(command: str, place: Path) -> str:
    """Return what a command shows on a terminal, without its progress."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    env = {"PATH": f"{PROGRAM.parent}:{os.environ['PATH']}", "TERM": "xterm-256color", "TGCLEAN_NO_PROGRESS": "1"}
    with subprocess.Popen(["bash", "-c", command], cwd=place, stdin=theirs, stdout=theirs, stderr=theirs, env=env):
        os.close(theirs)
        pieces = []
        while True:
            try:
                piece = os.read(ours, 1 << 16)
            except OSError:  # the other end is closed
                break
            pieces.append(piece)
    os.close(ours)
    return b"".join(pieces).decode().replace("\r\n", "\n")


def terminal(place: Path) -> str:
    """Return the drawing of a terminal in which all commands ran."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    for command in COMMANDS:
        console.print(Text(f"$ {command}", style="bold"))
        console.print(Text.from_ansi(shown(command, place)))
    return console.export_svg(title="tgclean", code_format=SVG, unique_id="tgclean")


def with_samples(place: Path) -> Path:
    """Return a directory that has the samples, as the root of the repository has them."""
    (place / "samples").mkdir()
    for sample in ("export.txt", "reposts.jsonl"):
        shutil.copyfile(SAMPLES / sample, place / "samples" / sample)
    return place


def drawn() -> str:
    """Return the drawing of the terminal."""
    with tempfile.TemporaryDirectory() as name:
        return terminal(with_samples(Path(name)))


def page(place: Path, picture: Path | None) -> str:
    """Return what the report says, and write its picture if one is asked for."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        tab = browser.new_page(viewport={"width": REPORT_WIDTH, "height": REPORT_HEIGHT})
        tab.goto((place / "report.html").as_uri())
        if picture:
            tab.screenshot(path=picture)
        said = tab.locator("main").inner_text()
        browser.close()
    return "\n".join(line.rstrip() for line in said.splitlines() if line.strip()) + "\n"


def main() -> int:
    """Write or check the pictures."""
    checking = "--check" in sys.argv[1:]
    with tempfile.TemporaryDirectory() as name:
        place = with_samples(Path(name))
        drawing = terminal(place)
        said = page(place, None if checking else HERE / "report.png")
    made = {HERE / "terminal.svg": drawing, HERE / "report.txt": said}
    old = [path.name for path, text in made.items() if not path.exists() or path.read_text() != text]
    if checking:
        for name in old:
            print(f"docs/pictures/{name} shows what the program no longer does; run python docs/pictures/make.py")
        return bool(old)
    for path, text in made.items():
        path.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
