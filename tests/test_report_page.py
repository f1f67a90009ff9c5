"""The report in a browser: it opens by itself, sends nothing, and can be searched, read, printed and resized."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import time

import pytest

from tests.injection import vectors
from tests.test_report import EDITED, NEWS, findings_of, record_of, run_of, span
from tgclean.model import Span
from tgclean.report import Miss, write_report
from tgclean.stats import Found, InputStats, Stretches

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
ARABIC = "قال المتحدث باسم الحكومة إن الجسر فوق النهر الشمالي مغلق للإصلاح حتى إشعار آخر، ودعا السكان إلى العبارة"
LONG = "\n".join(f"Line {n} of a long text about the water works and their new pumps" for n in range(40))
HOSTILE = (
    "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'><svg onload='window.ran = 3'>"
    "</script></style></title></textarea><script>window.ran = 4</script>{{ 7 * 7 }}\u202eevil\u202c\x1b[31m"
)


@pytest.fixture(scope="module")
def browser():
    """Chromium; without it these tests are skipped, or fail where REQUIRE_PROGRAMS is set."""
    if "REQUIRE_PROGRAMS" not in os.environ:
        pytest.importorskip("playwright")
        if CHROMIUM is None:
            pytest.skip("there is no Chromium")
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "there is no Chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """The path of a page with clusters of every kind, hostile texts among them."""
    posts = [
        *({"text": NEWS, "channel": name, "date": f"2024-05-0{n}"} for n, name in enumerate(("Alpha", "Beta"), 1)),
        {"text": EDITED, "channel": "Beta", "date": "2024-06-01", "url": "https://t.me/beta/3"},
        *({"text": text, "channel": HOSTILE, "url": "javascript:window.ran = 5"} for text in (HOSTILE, HOSTILE)),
        *({"text": text, "channel": "الشمال"} for text in (ARABIC, ARABIC)),
        *({"text": LONG, "channel": "Water"} for _ in range(2)),
    ]
    document = "".join(json.dumps(post) + "\n" for post in posts)
    findings, stats = run_of(io.BytesIO(document.encode()), command=("tgclean", HOSTILE), min_chars=0)
    hostile = record_of(span(source=HOSTILE, url="javascript:window.ran = 6"), text=HOSTILE)
    misses = [Miss(79.5, HOSTILE, hostile, hostile, f"[-{HOSTILE}-]{{+x+}}")]
    path = tmp_path_factory.mktemp("report") / "report.html"
    with path.open("wb") as out:
        write_report(out, findings, stats=stats, misses=misses, threshold=80.0, title=HOSTILE)
    return path


@pytest.fixture
def opened(browser, report):
    """Opens the page in a context of its own; at the end it has asked for nothing and complained of nothing."""
    contexts, requests, complaints = [], [], []

    def open_page(path=report, **settings):
        contexts.append(context := browser.new_context(offline=True, **settings))
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert all(url.startswith("file://") and url.endswith(".html") for url in requests)
    assert len(requests) == len(contexts)
    assert complaints == []


def visible(page):
    """Return how many clusters are on the page."""
    return page.locator(".cluster:visible").count()


def wait_for(page, count, total=4):
    from playwright.sync_api import expect

    expect(page.locator("#shown")).to_have_text(f"{count} of {total} clusters")
    assert visible(page) == count


def overflows(page):
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def test_page_opens_and_runs_nothing_of_an_input(opened):
    """Scripts, handlers and links in texts are text; clicking what is shown of them does nothing."""
    page = opened()
    assert page.locator("h1").inner_text().startswith("<script>window.ran = 1</script>")
    for link in page.locator("a").all():
        assert link.get_attribute("href").startswith(("#", "https://"))
    assert page.locator("script").count() == 1
    assert page.evaluate("window.ran") is None
    assert "\u202e" not in page.content()
    assert "{{ 7 * 7 }}" in page.content()


def test_policy_refuses_what_is_put_in(browser, report):
    """Even if a text got through as markup, no script, handler or style of it would work."""
    page = browser.new_page()
    refused = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(report.as_uri())
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\" style=\"color: red\">')"
    )
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 2'}))")
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") is None
    assert sum("Content Security Policy" in text for text in refused) >= 3
    page.close()


VECTORS = vectors("page", "markup", "terminal")
SHAPE = """() => {
  const found = new Set();
  for (const element of document.querySelectorAll("*")) {
    found.add(element.tagName);
    for (const { name } of element.attributes) found.add(`${element.tagName} ${name}`);
  }
  return [...found].sort();
}"""
LINKS = "[...document.links].map(a => [a.protocol, a.getAttribute('href')[0], a.rel, a.target, a.ping])"


def write_vectors(path, texts):
    """Write a page with a cluster for each text, which stands in every place that a page shows."""

    def records(text):
        for role in ("exact", "near"):
            names = (text,) * 5
            spans = [
                Span(text, 1, 2, 0, 0, kind, 83.0, edits, *names, text)
                for kind, edits in (("kept", ""), (role, f"[-{text}-]{{+{text}+}} {{+{NEWS}+}}"), ("repeat", text))
            ]
            yield record_of(*spans, text=f"{text} {NEWS}", flags=text)
            yield record_of(*spans, text=f"{text}\n" * 12 + NEWS * 5, flags="bidi")

    every = [record for text in texts for record in records(text)]
    findings, stats = run_of(io.BytesIO(b'{"text": "a", "date": "2024-05-01"}\n'), command=("tgclean", *texts))
    for record in every:
        findings.add(record)
    read = Stretches(1, 1, 1, 1, 1)
    stats = stats.__class__(**{
        **{name: getattr(stats, name) for name in stats.__struct_fields__},
        "version": texts[0],
        "inputs": [InputStats(text, text, 5, 1, 1, read, 60.0, [Found(text, 1, [1])], text) for text in texts],
        "warnings": dict.fromkeys(texts, 1),
        "limits": dict.fromkeys(texts, 1),
        "settings": {text: [text] for text in texts},
    })  # fmt: skip
    misses = [Miss(79.5, text, one, one, f"[-{text}-]{{+x+}}") for text, one in zip(texts, every[::4], strict=True)]
    with path.open("wb") as out:
        write_report(out, findings, stats=stats, misses=misses, threshold=80.0, title="".join(texts))
    return path


@pytest.mark.slow
@pytest.mark.fault("D1")
@pytest.mark.fault("D3")
@pytest.mark.fault("D4")
@pytest.mark.parametrize("policy", [True, False])
def test_no_vector_makes_an_element_or_an_attribute(opened, tmp_path, policy, record_property):
    """All in one page, in every place: the set of elements and attributes is that of a page of words, nothing runs.

    Without the policy in the page nothing does either: escaping alone is enough.
    """
    pages = []
    for name, texts in (("clean", [f"https://t.me/news/{n}" for n in range(len(VECTORS))]), ("vectors", VECTORS)):
        path = write_vectors(tmp_path / f"{name}.html", texts)
        if not policy:
            page, policies = re.subn(rb"<meta http-equiv=[^>]*>", b"", path.read_bytes())
            assert policies == 1
            path.write_bytes(page)
        pages.append(opened(path))
    clean, hostile = (set(page.evaluate(SHAPE)) for page in pages)
    page = pages[1]
    escapes = hostile - clean
    assert page.evaluate("window.ran") is None
    for details in page.locator("summary").all()[:20]:
        details.click()
    page.get_by_label("Search").fill("script")
    page.get_by_label("Channel or source").select_option(index=3)
    page.wait_for_timeout(300)
    page.get_by_role("button", name="Clear").click()
    for protocol, first, rel, target, ping in page.evaluate(LINKS):
        assert first == "#" or (protocol in ("https:", "http:") and set(rel.split()) == {"noreferrer", "noopener"})
        assert (target, ping) == ("", "")
    assert page.evaluate("window.ran") is None
    shown = page.content()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0041]", shown)
    assert "{{7*7}}" in shown
    assert page.locator("script").count() == page.locator("style").count() == 1
    assert page.locator("bdi", has_text="\\u{202e}").count() > 3
    record_property("page_vectors", len(vectors("page")))
    record_property("injection_escapes", len(escapes))
    assert escapes == set()


@pytest.mark.slow
@pytest.mark.fault("D4")
def test_page_of_a_run_has_no_element_of_an_input(opened, tgclean, tmp_path):
    """Through the front door: rows, a file's name, a directory, and options in the command that is shown."""
    from tests.injection import names, rows

    (tmp_path / "rows.jsonl").write_text(rows(("page",)))
    (tmp_path / "in").mkdir()
    for name in names("page"):
        (tmp_path / "in" / f"{name}.txt").write_text("Forwarded from X\nTitle\nBody of it\nBody of it\n")
    args = ["rows.jsonl", "in", "--channel-field", "<script>window.ran=1</script>", "--report", "run.html"]
    assert tgclean("dedupe", "-q", *args, "-o", "out.jsonl").returncode == 0
    page = opened(tmp_path / "run.html")
    assert page.evaluate("window.ran") is None
    assert tgclean("report", "out.jsonl", "-o", "again.html").returncode == 0
    again = opened(tmp_path / "again.html")
    write_vectors(tmp_path / "clean.html", ["word", "https://t.me/news/1"])
    clean = set(opened(tmp_path / "clean.html").evaluate(SHAPE))
    assert set(page.evaluate(SHAPE)) | set(again.evaluate(SHAPE)) <= clean
    assert page.locator(".cluster").count() >= 90


def test_search_finds_texts_and_sources(opened):
    """In any case of letters; what is not found says so, and clearing shows all again."""
    page = opened()
    wait_for(page, 4)
    page.get_by_label("Search").fill("NORTHERN river")
    wait_for(page, 1)
    page.get_by_label("Search").fill("الجسر")
    wait_for(page, 1)
    page.get_by_label("Search").fill("no such words")
    wait_for(page, 0)
    assert page.locator("#nothing").is_visible()
    page.get_by_role("button", name="Clear").click()
    wait_for(page, 4)
    assert page.locator("#nothing").is_hidden()


def test_filters_work_together(opened):
    """Role, number of copies, flag and channel; a cluster has to fit them all."""
    page = opened()
    page.get_by_label("With").select_option("near")
    wait_for(page, 1)
    page.get_by_label("Channel or source").select_option("Alpha")
    wait_for(page, 1)
    page.get_by_label("Channel or source").select_option("Water")
    wait_for(page, 0)
    page.get_by_role("button", name="Clear").click()
    page.get_by_label("Copies at least").fill("3")
    wait_for(page, 1)
    page.get_by_role("button", name="Clear").click()
    page.get_by_role("combobox", name="Flag").select_option("bidi")
    wait_for(page, 1)
    assert "window.ran" in page.locator(".cluster:visible").inner_text()


def test_keyboard_is_enough(opened):
    """Tab reaches the skip link first, what has the focus is outlined, and Enter searches at once."""
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        if page.evaluate("document.activeElement.name") == "text":
            break
    page.keyboard.type("harbour")
    page.keyboard.press("Enter")
    assert page.locator("#shown").inner_text() == "1 of 4 clusters"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    wait_for(page, 1)
    assert page.get_by_label("With").input_value() == "near"


def test_page_is_readable_without_script(opened):
    """Every cluster, with its long texts behind their beginnings; filters that would do nothing are hidden."""
    page = opened(java_script_enabled=False)
    assert visible(page) == 4
    assert page.locator("#filters").is_hidden()
    last = page.get_by_text("Line 39 of a long text")
    assert last.is_hidden()
    page.locator(".cluster summary").click()
    assert last.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_page_fits_the_screen(opened, scheme, width):
    """Nothing but wide tables scrolls sideways, and text stands out from its ground."""
    page = opened(viewport={"width": width, "height": 800}, color_scheme=scheme)
    for summary in page.locator("summary").all():
        summary.click()
    assert not overflows(page)
    quiet, ground = (
        page.evaluate(f"getComputedStyle(document.querySelector('{of}')).{what}")
        for of, what in ((".note", "color"), ("body", "backgroundColor"))
    )
    assert contrast(quiet, ground) >= 4.5
    assert (ground == "rgb(255, 255, 255)") == (scheme == "light")


def contrast(*colours):
    """Return the contrast of two colours as WCAG defines it."""

    def luminance(colour):
        parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted(map(luminance, colours))
    return (light + 0.05) / (dark + 0.05)


def test_colours_stand_out(opened):
    """The words left out and put in, and links, in both schemes."""
    for scheme in ("light", "dark"):
        page = opened(color_scheme=scheme)
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        for of in ("del", "ins", "nav a", ".flag", "figcaption"):
            colour = page.evaluate(f"getComputedStyle(document.querySelector('{of}')).color")
            assert contrast(colour, ground) >= 4.5, of


def test_text_from_right_to_left(opened):
    """Arabic begins at the right, and its names do not turn the line around them."""
    page = opened()
    text = page.locator(".cluster .text", has_text="الجسر")
    assert text.get_attribute("dir") == "auto"
    assert text.evaluate("element => getComputedStyle(element).direction") == "rtl"
    assert page.locator("bdi", has_text="الشمال").count() >= 3


def test_print_has_the_texts(opened):
    """Long texts as a whole, without filters; the numbers behind the charts stay folded."""
    page = opened()
    page.emulate_media(media="print")
    assert page.locator("#filters").is_hidden()
    assert page.get_by_text("Line 39 of a long text").is_visible()
    assert page.pdf().startswith(b"%PDF")


def test_empty_page_opens(opened, tmp_path):
    """Without a record there is nothing to filter, and the script has nothing to do."""
    path = tmp_path / "empty.html"
    with path.open("wb") as out:
        write_report(out, findings_of(), stats=None, misses=None, threshold=80.0, title="Nothing")
    page = opened(path)
    assert page.get_by_text("There are no records").is_visible()
    assert not overflows(page)


@pytest.mark.slow
def test_full_page_opens_fast(opened, tmp_path):
    """A page that its budget fills opens in two seconds, on a machine of two cores that does nothing else."""
    from tgclean.report import Findings

    edits = " ".join(f"[-left{n}-]{{+put{n}+}}" for n in range(12))
    copies = [span("near", line=line, score=90.0, edits=edits, channel="News", date="2024-05-01") for line in range(40)]
    findings = Findings()
    while not findings.left_out:
        findings.add(record_of(span(), *copies))
    path = tmp_path / "full.html"
    with path.open("wb") as out:
        write_report(out, findings, stats=None, misses=None, threshold=80.0, title="Full")
    begun = time.monotonic()
    page = opened(path)
    assert time.monotonic() - begun < 4  # twice as long, for machines that do something else
    assert visible(page) > 100
