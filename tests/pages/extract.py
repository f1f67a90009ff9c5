"""Flat text out of a page, by the real extractors that scrapers use.

Each is imported only when it is asked for, so a missing one takes nothing else away.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

# The newest trafilatura (which does not double) cannot be installed beside 1.12.2 (which does):
# this variable names a Python interpreter that has it.
NEWEST = "TGCLEAN_NEWEST_TRAFILATURA"


def _trafilatura(html: str) -> str:
    import trafilatura

    return trafilatura.extract(html) or ""


def _trafilatura_newest(html: str) -> str:
    """One interpreter is started per page: some tenths of a second each."""
    script = "import sys, trafilatura; sys.stdout.write(trafilatura.extract(sys.stdin.read()) or '')"
    command = [os.environ[NEWEST], "-X", "utf8", "-c", script]
    return subprocess.run(command, input=html, capture_output=True, check=True, encoding="utf-8").stdout


def _lxml(html: str) -> str:
    from lxml import html as lxml_html

    body = lxml_html.fromstring(html).find("body")
    return str(body.text_content())


def _bs4(html: str) -> str:
    from bs4 import BeautifulSoup

    return BeautifulSoup(html, "lxml").get_text()


def _bs4_lines(html: str) -> str:
    from bs4 import BeautifulSoup

    return BeautifulSoup(html, "lxml").get_text("\n", strip=True)


def _html2text(html: str) -> str:
    import html2text

    return html2text.HTML2Text().handle(html)


def _inscriptis(html: str) -> str:
    from inscriptis import get_text

    return str(get_text(html))


def _resiliparse(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html))


EXTRACTORS: dict[str, tuple[str, Callable[[str], str]]] = {
    "trafilatura": ("trafilatura", _trafilatura),
    "trafilatura-newest": ("", _trafilatura_newest),
    "lxml": ("lxml", _lxml),
    "bs4": ("bs4", _bs4),
    "bs4-lines": ("bs4", _bs4_lines),
    "html2text": ("html2text", _html2text),
    "inscriptis": ("inscriptis", _inscriptis),
    "resiliparse": ("resiliparse", _resiliparse),
}


def missing(name: str) -> str:
    """Why the extractor cannot be used here, or "" when it can."""
    if name == "trafilatura-newest":
        known = os.environ.get(NEWEST, "")
        return "" if known and Path(known).exists() else f"{NEWEST} does not name an interpreter"
    module = EXTRACTORS[name][0]
    return "" if find_spec(module) else f"{module} is not installed in {sys.prefix}"


def extract(name: str, html: str) -> str:
    """The flat text of one page, ending in one LF."""
    return EXTRACTORS[name][1](html).rstrip("\n") + "\n"
