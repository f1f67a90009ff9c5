"""Words that stand for others in short posts: one place filled anew is other news, scattered edits are not."""

from __future__ import annotations

import pytest

from tgclean.match import explain
from tgclean.options import Options


def reason(a: str, b: str) -> str:
    """Why two texts are one or are not."""
    return explain(a, b, Options()).reason


VACANCY = (
    "💼 Vacancy: {} at the Westgate shopping centre, six days a week, {} meals and travel paid for, "
    "send your letter until the end of the month"
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kitchen porter", "cashier"),
        ("head of sales", "leader of logistics"),
        ("night watchman", "window cleaner"),
    ],
)
def test_one_place_filled_with_other_words_is_other_news(one, other):
    for x, y in ((one, other), (other, one)):
        assert reason(VACANCY.format(x, "with"), VACANCY.format(y, "with")) == f"distinct: words {x}/{y}"


def test_scattered_edits_of_a_short_post_are_edits():
    assert explain(VACANCY.format("cashier", "with"), VACANCY.format("cashiers", "plus"), Options()).same


def test_a_full_name_for_another_is_other_news_in_a_post_of_some_length():
    told = (
        "Surprise in the town hall: {} from Millbrook was honoured this afternoon for more than thirty years of work "
        "for {}. The mayor pinned on the ribbon while the whole family hid behind the curtain of the stage. "
        '"I thought I had been asked to help with the {}", said the guest of the day, who had come in an apron, '
        "and then everybody went out into the yard for cake and a glass of wine."
    )
    a = told.format("Rose Ellery", "the food bank", "coffee")
    assert reason(a, told.format("Walter Pimm", "the brass band", "chairs")) == "distinct: name Rose/Walter"
    assert explain(a, told.format("Rose Elery", "the food bank", "coffee pots"), Options()).same


def test_a_name_behind_an_article_is_a_name():
    told = (
        "Vigilance orange pluie et inondation dans le Gard et {} de mercredi soir à jeudi matin, limitez vos "
        "déplacements et ne vous engagez jamais sur une route submergée"
    )
    assert reason(told.format("l'Hérault"), told.format("l'Ardèche")) == "distinct: name lHerault/lArdeche"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("चिकित्सा अधिकारी डॉ. आनन्द पाण्डे को कल सम्मान मिलेगा", "चिकित्सा अधिकारी डॉ. आनंद पांडे को कल सम्मान मिलेगा"),
        (
            "오늘은 우산 안쓰는 분이 많네요 문제가 됬던 길도 다시 열렸습니다",
            "오늘은 우산 않쓰는 분이 많네요 문제가 됐던 길도 다시 열렸습니다",
        ),
        ("오늘 우산 안 쓰는 분이 많네요 길도 다시 열렸습니다", "오늘 우산 않쓰는 분이 많네요 길도 다시 열렸습니다"),
        ("المدرب الهولندي مارتن وينغز يوقع عقدا مع النادي", "المدرب الهولندي مارتن وينجز يوقع عقدا مع النادي"),
        ("Ο ηθοποιός Τζον Ρόμπινσον έρχεται στην πόλη μας", "Ο ηθοποιός Τζων Ρόμπινσον έρχεται στην πόλη μας"),
    ],
)
def test_a_word_in_another_of_its_spellings_is_that_word(a, b):
    assert explain(a, b, Options()).same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jekaterina Schukowa", "Ekaterina Zhukova"),
        ("Oleh Horbachenko", "Oleg Gorbacenko"),
        ("Serhiy Nykyforov", "Serguei Nikiforov"),
        ("St Helen", "Saint Helen"),
    ],
)
def test_a_name_in_the_ways_of_two_languages_is_one_name(one, other):
    told = "Chess: {} wins the open in the old town with eight points out of nine"
    assert explain(told.format(one), told.format(other), Options()).same


def test_what_is_told_of_a_word_may_stand_before_it_or_behind_it():
    told = "🚨 Attention! {} has been declared in the whole of the Kamensk district, keep away from windows, call 112"
    assert reason(told.format("A flood danger"), told.format("A danger from drones")).startswith("distinct: words")


@pytest.mark.parametrize("label", ["UPDATED:", "Обновлено.", "AKTUALIZACJA\n", "Actualización |", "به‌روزرسانی:"])
def test_a_label_that_says_updated_says_nothing_of_the_news(label):
    told = "The fire in the paint store on Dock Street is out, 1800 square metres burned, nobody was hurt"
    assert explain(f"{label} {told}", told, Options()).same
    assert not explain(f"{label} {told}", told.replace("nobody was", "two people were"), Options()).same
