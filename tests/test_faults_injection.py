"""Faults of trust: nothing of an input drives what shows it, runs, is sent anywhere, or hides another post."""

from __future__ import annotations

import json
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tgclean import Options, Tally
from tgclean.match import matcher
from tgclean.merge import record as merging
from tgclean.pipeline import opened, run

TEXTS = [f"{what} {n}" for n in range(60) for what in ("Water returns to the upper town", "Trams stand still on line")]


@contextmanager
def weak_hash():
    """Let every digest have 8 bits, so that any two texts may have the same one."""

    def weak(data, *, digest_size, person=b""):
        digest = strong(data, digest_size=digest_size, person=person)
        return type(
            "Weak", (), {"digest": lambda: digest.digest()[:1] * 16, "hexdigest": lambda: digest.hexdigest()[:2] * 16}
        )

    strong = matcher.blake2b
    with pytest.MonkeyPatch.context() as patch:
        for module in (matcher, merging):
            patch.setattr(module, "blake2b", weak)
        yield


def merged(path, texts, index=None, **more):
    """Return the texts of the records of a run, and how many copies each has."""
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    options = Options(**{"exact_only": True, **more})
    with opened(index, options) as held:
        found = [json.loads(line) for line in run([path], options, Tally(), held)]
        if held:
            held.commit()
    return [(record["text"], record["count"]) for record in found]


@pytest.mark.fault("D12")
@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), min_size=20, max_size=80))
@pytest.mark.parametrize("more", [{}, {"stream": True}, {"exact_only": False}])
def test_two_texts_with_one_id_are_two_posts(tmp_path_factory, more, texts):
    """Whoever makes two texts with one digest hides neither: texts are compared before they count as equal."""
    path = tmp_path_factory.getbasetemp() / "weak.jsonl"
    with weak_hash():
        found = merged(path, texts, **more)
    assert [text for text, _ in found] == list(dict.fromkeys(texts))
    if not more.get("stream"):  # whose counts are those known so far
        assert dict(found) == {text: texts.count(text) for text in texts}


@pytest.mark.fault("D12")
@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), min_size=20, max_size=80), st.integers(1, 79))
def test_two_texts_with_one_id_are_two_posts_of_an_index(tmp_path_factory, texts, cut):
    """Those of an earlier run, too; what each run gives is new, and no text is given twice."""
    path = tmp_path_factory.getbasetemp() / "weak.jsonl"
    index = tmp_path_factory.mktemp("weak") / "index"
    with weak_hash():
        first = merged(path, texts[:cut], index, keep="first")
        second = merged(path, texts[cut:], index, keep="first")
    assert [text for text, _ in first] == list(dict.fromkeys(texts[:cut]))
    new = [text for text, _ in second if text not in texts[:cut]]
    assert new == [text for text in dict.fromkeys(texts[cut:]) if text not in texts[:cut]]
