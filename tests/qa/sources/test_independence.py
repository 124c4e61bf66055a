from __future__ import annotations

import pytest

from index.types import Article
from qa.sources.independence import independent_sources
from qa.types import Source
from qa.weighing.statements import statements
from tests.qa.making import article, hits

PAPER = (
    "Twelve people were injured when a tram left the rails in Velm on Monday, police said.\n"
    "The tram had come down Quarry Hill at twice the speed that is allowed there.\n"
    "Services on the line were stopped until the evening, and buses ran instead."
)
POST = (
    "A tram has derailed in the middle of Velm, and twelve passengers are being treated.\n"
    "Witnesses heard the brakes scream all the way from the quarry.\n"
    "The operator has promised to look into what happened before the week is out."
)


def sources(*articles: Article) -> list[Source]:
    """The first statement of each article."""
    found: dict[str, Source] = {}
    for each in statements(hits(*articles)):
        found.setdefault(each.source.article.id, each.source)
    return list(found.values())


def count(*texts: tuple[str, str | None]) -> int:
    made = [article(text, f"{n}.txt", publisher=name) for n, (text, name) in enumerate(texts)]
    return independent_sources(sources(*made))


def test_reports_written_apart_are_independent() -> None:
    assert count((PAPER, "The Paper"), (POST, "The Post")) == 2
    assert count((PAPER, None), (POST, None)) == 2


def test_one_article_is_one_source_however_often_it_is_cited() -> None:
    only = article(PAPER, "a.txt", publisher="The Paper")
    assert independent_sources([each.source for each in statements(hits(only))]) == 1


def test_a_publisher_is_one_source() -> None:
    assert count((PAPER, "The Paper"), (POST, "the paper")) == 1


@pytest.mark.parametrize(
    "copy",
    [
        PAPER,
        PAPER.replace(" on Monday", "").replace("Quarry Hill", "the hill"),
        f"{PAPER}\nThe council meets on Thursday and will hear the operator.",
        PAPER.partition("\n")[0],
    ],
    ids=["verbatim", "edited", "extended", "cut"],
)
def test_the_text_of_an_agency_is_one_source_whoever_prints_it(copy: str) -> None:
    assert count((PAPER, "The Paper"), (copy, "The Call")) == 1
    assert count((PAPER, "The Paper"), (POST, "The Post"), (copy, "The Call")) == 2


def test_a_copy_with_a_later_number_is_still_a_copy() -> None:
    assert count((PAPER, "The Paper"), (PAPER.replace("Twelve", "Fifteen"), "The Call")) == 1


@pytest.mark.parametrize(
    "said",
    [
        "Twelve were hurt in the tram accident, according to The Paper.",
        "Twelve were hurt in the tram accident, The Paper reported on Monday.",
        "The tram accident hurt twelve, the spokesman told The Paper.",
        "Citing The Paper, the council spoke of twelve injured in the tram accident.",
    ],
)
def test_who_reports_what_another_reported_is_not_independent_of_it(said: str) -> None:
    assert count((PAPER, "The Paper"), (said, "The Call")) == 1
    assert count((POST, "The Post"), (said, "The Call")) == 2


def test_who_only_names_another_is_independent_of_it() -> None:
    said = "Twelve people were hurt by a tram outside the offices of The Paper in Velm."
    assert count((PAPER, "The Paper"), (said, "The Call")) == 2


def test_two_who_print_one_agency_are_one_source() -> None:
    one, other = f"VELM (Harl News) - {PAPER}", f"VELM, March 4 (Harl News) — {POST}"
    assert count((one, "The Paper"), (other, "The Post")) == 1
    assert count((one, "The Paper"), (POST, "Harl News")) == 1
    assert count((one, "The Paper"), (f"VELM (Karst Wire) - {POST}", "The Post")) == 2


def test_the_words_of_a_third_are_heard_by_both() -> None:
    said = "“Nobody on this line will ever again drive down that hill so fast,” Mayor Horn said."
    one, other = f"{said}\n{PAPER}", f"{said}\n{POST}"
    assert count((one, "The Paper"), (other, "The Post")) == 2


def test_a_chain_of_copies_is_one_source() -> None:
    third = f"{PAPER}\n{POST}"
    assert count((PAPER, "The Paper"), (POST, "The Post"), (third, "The Call")) == 1
