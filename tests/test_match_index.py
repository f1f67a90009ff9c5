"""The packed index: what it says of shared keys is what a dict says, however small its slices are."""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from tgclean.errors import OutputError
from tgclean.match import buckets, sketch
from tgclean.match.rows import Rows
from tgclean.match.sketch import INDEXED, KEYS, Sketcher


def keys_of(seed: int, posts: int, values: int) -> np.ndarray:
    """Rows of rising even keys and an odd one, some shorter than others."""
    chance = random.Random(seed)
    keys = np.zeros((posts, KEYS), dtype=np.uint32)
    for row in keys:
        count = chance.randrange(KEYS)
        row[:count] = sorted(chance.sample(range(2, 2 * values, 2), count))
        row[-1] = chance.choice((0, 2 * chance.randrange(values) + 1))
    return keys


def by_key(keys: np.ndarray) -> dict[int, list[int]]:
    """Posts by each key that is looked at, where there are two and more."""
    found: dict[int, list[int]] = defaultdict(list)
    for post, row in enumerate(keys.tolist()):
        for key in (*row[:INDEXED], row[-1]):
            if key:
                found[key].append(post)
    return {key: posts for key, posts in found.items() if len(posts) > 1}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("piece", "most"), [(7, 1000), (7, 3), (1 << 16, 64)])
def test_buckets_are_the_posts_of_a_key(seed: int, piece: int, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Members, sizes, kinds of keys, the places of each post, rarest first, and what hangs together."""
    monkeypatch.setattr(buckets, "_SLICE", piece)
    monkeypatch.setattr(buckets, "_SLICE_POSTS", piece)
    monkeypatch.setattr(buckets, "_MOST_PARTS", most)
    keys = keys_of(seed, 60, (40, 200, 4000)[seed % 3])
    rows = Rows(None)
    for first in range(0, len(keys), 9):
        rows.append(keys[first : first + 9])
    assert [rows.row(post) for post in (0, 59)] == [keys[0].tolist(), keys[59].tolist()]
    made, wanted = buckets.shared(rows), by_key(keys)
    cut = [made.members[a:b].tolist() for a, b in zip(made.starts, made.starts[1:], strict=False)]
    assert sorted(zip(cut, made.of_line, strict=True)) == sorted((p, k & 1) for k, p in wanted.items())
    places = buckets.places(made, len(keys))
    for post in range(len(keys)):
        here = places.buckets[places.offsets[post] : places.offsets[post + 1]].tolist()
        assert sorted(cut[bucket] for bucket in here) == sorted(p for p in wanted.values() if post in p)
        sizes = [len(cut[bucket]) for bucket in here]
        assert sizes == sorted(sizes)
    label = list(range(len(keys)))
    for _ in keys:
        for posts in wanted.values():
            low = min(label[post] for post in posts)
            for post in posts:
                label[post] = low
    assert buckets.labels(made, len(keys)).tolist() == label


def test_no_key_is_shared() -> None:
    """An index of nothing, and of posts that have nothing in common, is empty."""
    for keys in (np.zeros((3, KEYS), dtype=np.uint32), np.arange(2, 2 + 3 * KEYS, dtype=np.uint32).reshape(3, -1)):
        rows = Rows(None)
        rows.append(keys)
        made = buckets.shared(rows)
        assert (made.members.tolist(), made.starts.tolist(), made.of_line) == ([], [0], b"")
        assert buckets.places(made, 3).offsets.tolist() == [0, 0, 0, 0]
        assert buckets.labels(made, 3).tolist() == [0, 1, 2]


def test_a_directory_that_takes_no_keys(tmp_path: Path) -> None:
    """Where no temporary file can be made, the error names the directory and the option."""
    with pytest.raises(OutputError, match="--tmp-dir"):
        Rows(str(tmp_path / "none"))


def test_the_limit_of_a_sketch_changes_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are the smallest hashes of all 3-grams, in texts of one refrain, of a few words and of thousands."""
    chance = random.Random(7)
    words = [f"w{number}" for number in range(2000)]
    texts = [" ".join(chance.choices(words[:kinds], k=size)) for kinds in (2, 4, 2000) for size in (1, 2, 60, 3000)]
    texts += ["", "rain in perm\n" * 80, "\n\n", "\u96e8" * 90]
    found = Sketcher().sketch(texts)
    monkeypatch.setattr(sketch, "_LIKELY", 1 << 20)
    assert found.tolist() == Sketcher().sketch(texts).tolist()
