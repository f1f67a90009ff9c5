"""What the judge holds of pairs of texts: the guards of the rule, prices, cut copies, symmetry, the threshold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import within_budget
from tgclean.match import explain
from tgclean.match import judge as judging
from tgclean.options import Options

PIECES = ["rain", "snow", "Perm", "Omsk", "bridge", "closed", "not", "Путин", "мост", "雨", "雪", "@news", "🔴", "two"]
WORDS = st.sampled_from([*PIECES, "5", "7", "92.13", "24.10.2024", "https://a.example/x"])
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=5).map("\n".join)
LONG = (
    "The museum of railways opens its hall this weekend, and the first visitors will see three restored engines. "
    "Two winters went into the oldest, which had stood under the open sky with all its wheels. The car park behind "
    "the depot remains free for visitors, and children go in with their parents. The city hopes that the hall brings "
    "guests to the old quarter, where many of the shops have shut."
)
PAY = "A fake account of ours is about, so do not pay anything to {} for the boat"
MIDDLE = LONG[: LONG.index(" The car park")]  # 35 words


def same(a: str, b: str, **options: object) -> bool:
    """Whether two texts may merge."""
    return explain(a, b, Options(**options)).same  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ("Rate of the day: 92.13", "Rate of the day: 92.87", "figure 92.13/92.87"),
        ("Спартак — Зенит 2:1, голы забили дважды", "Спартак — Зенит 1:2, голы забили дважды", "figure 2:1/1:2"),
        ("The port is not closed today for small boats", "The port is closed today for small boats", "negation"),
        ("برق شهر فردا قطع می‌شود و مردم آماده باشند", "برق شهر فردا قطع نمی‌شود و مردم آماده باشند", "negation"),
        ("今天晚上大桥对所有车辆开放通行", "今天晚上大桥不对所有车辆开放通行", "negation"),
        (
            "Air raid alert in Perm, go to the shelters now",
            "Air raid alert in Omsk, go to the shelters now",
            "word Perm",
        ),
        ("다온 포털 매각 계획 없다 오늘 발표", "다온 포털 매각 계획 있다 오늘 발표", "word 없다/있다"),
        ("🔴 the city district", "🟢 the city district", "sign 🔴/🟢"),
        ("Part 2.1a of the plan", "Part 2.1b of the plan", "figure 2.1a/2.1b"),
        ("All 12 pages: https://a.example/x", "All 12 pages: https://a.example/y", "link https://a.example/x | "),
        (PAY.format("@anna_demo"), PAY.format("https://t.me/ben_demo"), "link @anna_demo | https://t.me/ben_demo"),
        (MIDDLE, MIDDLE.replace("restored engines", "painted wagons"), "words restored engines/painted wagons"),
        (f"Alan {MIDDLE}", f"Boris {MIDDLE}", "name Alan/Boris"),
        (LONG, LONG.replace("remains", "is no longer"), "negation"),
        (LONG.replace("Two", "12"), LONG.replace("Two", "37"), "figure 12/37"),
        (f"{LONG} https://a.example/xx", f"{LONG} https://a.example/yy", "link https://a.example/xx | "),
    ],
)
def test_what_is_other_news(a: str, b: str, reason: str) -> None:
    """Each guard of the rule, in its words, with what differs as it is written in the order of the posts."""
    opinion = explain(a, b, Options())
    assert not opinion.same
    assert opinion.reason.startswith(f"distinct: {reason}")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Forwarded from News\nHello, World, again", "hello world again\nSubscribe @news"),
        ("The Ministry «confirms» – again", 'THE MINISTRY "confirms" - again ❗'),
        ("У Камʼянському дощ", "У Кам'янському дощ"),
        ("١٢ قتيلا في الهجوم", "12 قتيلا في الهجوم"),
        ("Damage of 1,200,000 coins", "Damage of 1200000 coins"),
        ("Cầu Đông đóng cửa", "cau Đong đong cua"),
        ("YARIN OKULLAR KAPALI", "yarın okullar kapalı"),
        ("رييس الشركة في المدينة", "رییس الشرکة في المدينه"),
        ("地铁停运\n欢迎订阅 @a_demo", "地铁停运\n👉 关注频道：@b_demo"),
        ("New in the shop: ２０２４ カメラ", "New in the shop: 2024 ｶﾒﾗ"),
    ],
)
def test_what_is_folded(a: str, b: str) -> None:
    """Headers, calls, case, marks, quotes, widths, digits of other scripts, forms of a letter."""
    assert explain(a, b, Options()).reason == "folded"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("will see three", "can look at three"),
        ("hopes that", "hoeps that"),
        ("Two winters went into the oldest, which", "Two winters went in the oldest that"),
        (" and children go in with their parents.", "."),
        ("restored engines", "restored engines 🚂"),
    ],
)
def test_what_is_an_edit_of_a_long_post(old: str, new: str) -> None:
    """A few words, a slip of the pen, a clause left out, an emoji."""
    assert same(LONG, LONG.replace(old, new))


def test_more_edits_make_no_two_posts_alike() -> None:
    """Every guard asks every difference, so what keeps two apart does so among others too."""
    for old, new in (("restored engines", "painted wagons"), ("will see", "will not see"), ("The museum", "No museum")):
        apart = MIDDLE.replace(old, new)
        assert not same(MIDDLE, apart)
        assert not same(MIDDLE, apart.replace("oldest", "oldset").replace("with all", "and all").replace("first ", ""))


def test_a_cut_copy_is_its_original() -> None:
    """In both directions, from twelve words on; a whole short message is no cut copy of a longer one."""
    opinion = explain(LONG[: len(LONG) // 2], LONG, Options())
    assert (opinion.same, opinion.longer) == (True, 2)
    assert explain(LONG, LONG[: len(LONG) // 2], Options()).longer == -2
    assert not same("Air alert in Kelm", "Air alert in Kelm\nThree killed in the centre of the city, says the mayor")
    assert not same(" ".join(LONG.split()[:13]), f"{LONG} {MIDDLE.upper().replace('E', 'O')}")


def test_two_passages_are_two_posts() -> None:
    """Each has a passage that the other lacks: one of them would be lost."""
    more = "The mayor thanked the people who had come to help in the snow.", "The choir sang four songs nobody knew."
    opinion = explain(f"{more[0]} {LONG}", f"{LONG} {more[1]}", Options())
    assert opinion.reason == "distinct: each has a passage that the other lacks"


def test_the_order_of_lines_does_not_matter() -> None:
    """The same three lines and more are one post in any order."""
    lines = [f"{line.strip()}." for line in LONG.split(".") if line]
    assert explain("\n".join(lines), "\n".join(lines[::-1]), Options()).reason == "the same lines in another order"


def test_numbers_ignore_lets_figures_differ() -> None:
    """With `numbers` "ignore" one figure is as good as another, and links are links still."""
    told = "A loaf of bread in the shop was {} coins for one on Monday morning"
    assert not same(told.format(10), told.format(37))
    assert same(told.format(10), told.format(37), numbers="ignore")
    assert not same("Page 1: https://a.example/x", "Page 2: https://a.example/y", numbers="ignore")


def test_a_post_of_addresses_alone_is_what_it_links_to() -> None:
    """A link to a page is content; a channel's address beside it is none."""
    tail = "\n\nJoin Harbour Notes at https://t.me/harbour_demo"
    assert not same(f"https://a.example/x{tail}", f"https://a.example/y{tail}")
    assert same(f"https://a.example/x{tail}", "https://a.example/x\n\n@other_demo")


def test_changes_are_as_written() -> None:
    """Not folded, in the order of the posts, with links in full."""
    a, b = f"«Früh» {LONG} https://a.example/X", f"SPÄT {LONG} https://a.example/Y"
    assert explain(a, b, Options()).changes == (("Früh", "SPÄT"), ("https://a.example/X", "https://a.example/Y"))


@given(TEXTS, TEXTS)
def test_may_merge_is_symmetric(a: str, b: str) -> None:
    """The order of the two texts changes neither the answer nor the score."""
    one, other = explain(a, b, Options()), explain(b, a, Options())
    assert (one.same, one.score) == (other.same, other.score)
    assert one.longer == -other.longer


@given(TEXTS, TEXTS, st.floats(0, 100), st.floats(0, 100))
def test_a_higher_threshold_makes_no_pair_mergeable(a: str, b: str, low: float, high: float) -> None:
    """What may merge at a threshold may merge at every lower one."""
    low, high = sorted((low, high))
    assert same(a, b, threshold=low) or not same(a, b, threshold=high)


@pytest.mark.parametrize(
    "line", ["?" * 40_000 + "x", "y " + "#a " * 12_000 + "x", "¿? " * 15_000 + "x", "http://" + "-_" * 10_000 + " x"]
)
def test_hostile_lines_are_read_in_linear_time(line: str) -> None:
    """Quadratic expressions take minutes for these."""
    assert not same(f"Rain\n{line}", f"Snow in Perm\n{line[:-1]}y")


def test_hostile_lengths_have_a_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Very long posts are aligned where their differences lie close together, and else are two."""
    within_budget(monkeypatch, judging)
    words = [f"w{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676 % 26)}" for n in range(120_000)]
    text = " ".join(words)
    assert same(text, " ".join([*words[:60_000], "other", *words[60_001:]]))
    assert not same(text, " ".join(["x", *words[1:-1], "y"][::2]))
    assert not same("a " * 300_000, "b " * 300_001)
    assert not same("x " * 600_000, "x " * 600_001)  # longer than a million characters: equal ones only
