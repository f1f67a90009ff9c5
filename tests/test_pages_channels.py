"""Channels of every kind come back: posts of one line or none, all with one footer, alerts that are alike.

`python -m tests.pages.measure` measures all profiles; here is a handful, small enough for every run.
"""

from __future__ import annotations

import pytest

from tests.pages.channels import make
from tests.pages.habits import PROFILES, Habits
from tests.pages.measure import judged
from tests.pages.whole import naive, score

POSTS = 60
SEED = 11
# Behind each floor: the better of two segmenters, one that looks for lines that are alike, one of 540 lines that
# knows how the doubling comes about.  A channel has 35 to 60 posts that reach the text: one of them is .02 or .03.
FLOORS = {
    "agency_halves": 0.97,  # 1.0
    "one_liners": 0.97,  # 1.0
    "footer_always": 0.97,  # 1.0
    "quotes": 0.70,  # .743
    "two_scripts": 0.92,  # .957
    "alerts": 0.95,  # .990
    "links_only": 0.97,  # 1.0
}

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.mark.parametrize("profile", FLOORS)
def test_a_channel_comes_back(profile: str) -> None:
    """Whole posts, up to white space: F1 at least the floor, and every line in some post."""
    whole, gone = judged(make(PROFILES[profile], SEED, POSTS))
    assert whole.f1 >= FLOORS[profile], f"missed {whole.missed[:2]}, invented {whole.invented[:2]}"
    assert gone == []


def test_profiles_span_the_range() -> None:
    """The habits of the profiles reach from one end of what real channels do to the other."""
    for habit, least, most in (("one_line", 0, 1), ("one_body", 0, 0.94), ("footer", 0, 1), ("link_last", 0, 0.97),
                               ("tags_last", 0, 1), ("emoji_first", 0.1, 0.96), ("forwarded", 0, 0.7)):  # fmt: skip
        values = [getattr(habits, habit) for habits in PROFILES.values()]
        assert min(values) <= least, habit
        assert max(values) >= most, habit


def test_a_channel_keeps_its_share_of_one_line_posts() -> None:
    """One-line posts are as many, and come in runs as long, as the habits say."""
    made = make(Habits(one_line=0.6, run=10), 1, 1000)
    singles = ["\n" not in text for text in made.gold]
    starts = sum(now and not before for before, now in zip([False, *singles], singles, strict=False))
    assert 0.5 < sum(singles) / 1000 < 0.7
    assert 7 < sum(singles) / starts < 13


def test_the_same_seed_gives_the_same_channel() -> None:
    """A channel is its habits and its seed; another seed is another channel."""
    one, same, other = (make(PROFILES["chat"], seed, 20).flat for seed in (1, 1, 2))
    assert one == same != other


def test_the_score_counts_what_reached_the_text() -> None:
    """A post that lost a later line counts as what is left; one that lost its first line is left out on both sides."""
    flat = "Title\nFirst line of it\nFirst line of it\nThe end of another post, which is long\n"
    gold = ["Title\nFirst line of it\nlost", "Lost\nThe end of another post, which is long"]
    got = score(flat, gold, ["Title First line of it", "The end of another post, which is long"])
    assert (got.want, got.found, got.right) == (1, 1, 1)


def test_the_naive_parse() -> None:
    """A title and the longest body that stands twice behind it; headers and placeholders are no posts."""
    flat = "Forwarded from Mars\nVIEW IN TELEGRAM\nTitle\na\nb\na\nb\nAlone\n"
    assert naive(flat) == ["Title\na\nb", "Alone"]
