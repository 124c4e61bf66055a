from __future__ import annotations

from index.types import Article
from qa.citing import disputed
from qa.conflicts.disagreement import Report
from qa.types import MARKERS, Sentence, Source, Verdict
from tests.qa.making import article


def report(words: str, publisher: str | None, path: str, title: str = "Tram in Velm") -> Report:
    text = f"In Velm {words} on Monday."
    made: Article = article(text, path, publisher=publisher, title=title)
    return Report(Source(made, 0, len(text), text, ""), words)


PAPER = report("12 were injured", "The Paper", "1.txt")
CALL = report("12 were injured", "The Call", "2.txt")
HERALD = report("injured twelve", "The Herald", "3.txt")
POST = report("15 people were hurt", "The Post", "4.txt")


def told(*sides: tuple[Report, ...]) -> Sentence:
    return disputed(sides, [])


def test_each_side_in_its_own_words_with_its_citations() -> None:
    sentence = told((PAPER,), (POST,))
    assert sentence.marked == (
        "The Paper reports “12 were injured” [1]; The Post reports “15 people were hurt” [2]."
    )
    assert MARKERS.sub("", sentence.marked) == sentence.text
    assert (sentence.verdict, sentence.disagreement) == (Verdict.QUOTED, True)
    for citation in sentence.citations:
        assert citation.article.text[citation.start : citation.end] == citation.quote


def test_all_who_agree_are_cited_and_none_is_quoted_with_words_of_another() -> None:
    sentence = told((PAPER, CALL, HERALD), (POST,))
    assert sentence.marked == (
        "The Paper and The Call report “12 were injured”, as does The Herald [1][2][3]; "
        "The Post reports “15 people were hurt” [4]."
    )


def test_a_source_cited_before_keeps_its_number() -> None:
    before = told((CALL,), (PAPER,))
    sentence = disputed(((PAPER,), (POST,)), [before])
    assert [citation.number for citation in sentence.citations] == [2, 3]


def test_articles_without_a_publisher_are_told_apart() -> None:
    one, other = (report(f"{n} were hurt", None, f"{n}.txt") for n in (12, 15))
    assert [side.text for side in told((one,), (other,)).sides] == [
        "Tram in Velm (12.txt) reports “12 were hurt”",
        "Tram in Velm (15.txt) reports “15 were hurt”",
    ]
