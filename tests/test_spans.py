"""Every span says where its copy stands: its lines are those of sed, its bytes those of dd, in every packing."""

from __future__ import annotations

import gzip
import subprocess

import pytest

MARK = b"\xef\xbb\xbf"


def crlf(data):
    return data.replace(b"\n", b"\r\n")


VARIANTS = {
    "lf": lambda data: data,
    "crlf": crlf,
    "marked": lambda data: MARK + data,
    "marked-crlf": lambda data: MARK + crlf(data),
    "no-end": lambda data: data.removesuffix(b"\n"),
    "mixed": lambda data: crlf(data[:20_000]) + data[20_000:],
}
WIDE = {
    "utf-16-le": lambda data: ("\ufeff" + data.decode()).encode("utf-16-le"),
    "utf-16-be-crlf": lambda data: ("\ufeff" + crlf(data).decode()).encode("utf-16-be"),
    "utf-32-le": lambda data: ("\ufeff" + data.decode()).encode("utf-32-le"),
}
UNITS = ["post", "block"]


def spans_of(tgclean, path, unit):
    done = tgclean("dedupe", "--unit", unit, path)
    assert done.returncode == 0, done.complaint
    return done.records, [span for record in done.records for span in record["spans"]]


def check(records, data, encoding="utf-8", end="\n"):
    """Holds that the lines of each span are its bytes, and that the kept span has the text."""
    lines = data.decode(encoding).split(end)
    lines = [line + end for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    for record in records:
        for span in record["spans"]:
            stands = "".join(lines[span["line"] - 1 : span["line_end"]])
            assert data[span["byte"] : span["byte_end"]].decode(encoding) == stands
        kept = record["spans"][0]
        there = data[kept["byte"] : kept["byte_end"]].decode(encoding).replace("\ufeff", "").replace("\r", "")
        assert set(record["text"].split("\n")) <= set(there.split("\n"))


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("variant", VARIANTS)
def test_spans_are_the_lines_of_sed_and_the_bytes_of_dd(tgclean, sample, tmp_path, variant, unit):
    """`sed -n A,Bp` and the bytes cut out by `dd` give the same, for every span of every record."""
    path = tmp_path / "export.txt"
    data = VARIANTS[variant](sample.read_bytes())
    path.write_bytes(data)
    records, spans = spans_of(tgclean, path, unit)
    check(records, data)
    for span in spans if unit == "post" else spans[:20]:
        by_sed = subprocess.run(["sed", "-n", f"{span['line']},{span['line_end']}p", path], capture_output=True).stdout
        size = span["byte_end"] - span["byte"]
        by_dd = subprocess.run(
            ["dd", f"if={path}", "bs=1", f"skip={span['byte']}", f"count={size}", "status=none"], capture_output=True
        ).stdout
        assert by_sed == by_dd
        assert len(by_dd) == size


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("variant", WIDE)
def test_spans_of_wide_encodings_count_their_own_bytes(tgclean, sample, tmp_path, variant, unit):
    """UTF-16 and UTF-32 become UTF-8 on their way, and the spans are those of the file as it is."""
    data = WIDE[variant](sample.read_bytes())
    (tmp_path / "wide.txt").write_bytes(data)
    records, _ = spans_of(tgclean, "wide.txt", unit)
    check(records, data, variant.removesuffix("-crlf"))


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("variant", ["lf", "crlf", "marked"])
def test_spans_of_compressed_input_count_what_is_in_it(tgclean, sample, tmp_path, variant, unit):
    """The bytes of a span are those that zcat gives."""
    data = VARIANTS[variant](sample.read_bytes())
    (tmp_path / "export.txt.gz").write_bytes(gzip.compress(data))
    check(spans_of(tgclean, "export.txt.gz", unit)[0], data)


@pytest.mark.parametrize("variant", [*VARIANTS, *WIDE])
def test_the_posts_are_the_same_in_every_form(tgclean, sample, sample_posts, tmp_path, variant):
    """Line ends, marks and encodings change the spans' bytes and nothing else of a record."""
    (tmp_path / "export.txt").write_bytes({**VARIANTS, **WIDE}[variant](sample.read_bytes()))
    places = ("source", "spans")
    found = tgclean("dedupe", "export.txt").records
    assert [{k: v for k, v in record.items() if k not in places} for record in found] == [
        {k: v for k, v in record.items() if k not in places} for record in sample_posts
    ]
    assert [[(s["line"], s["line_end"], s["role"]) for s in record["spans"]] for record in found] == [
        [(s["line"], s["line_end"], s["role"]) for s in record["spans"]] for record in sample_posts
    ]


def test_the_spans_of_posts_tile_the_sample(tgclean, sample):
    """Every byte of the sample is in exactly one span."""
    _, spans = spans_of(tgclean, sample, "post")
    edges = sorted((span["byte"], span["byte_end"]) for span in spans)
    assert [0, *(end for _, end in edges)] == [*(begin for begin, _ in edges), sample.stat().st_size]
