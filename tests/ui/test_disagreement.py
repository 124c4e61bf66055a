"""A disagreement, and how many sources are independent, in every form in which an answer shows."""

from __future__ import annotations

import io
import re

from rich.console import Console

from index.types import Article
from qa.types import Answer, Citation, Finished, Outcome, Sentence, Side, Verdict
from tests.ui.fakes import make_article
from ui.conversation import Exchange
from ui.markup import conversation_html
from ui.terminal import show_stream
from ui.view import answer_to_json, answer_to_markdown, independence_note


def cite(number: int, text: str, publisher: str) -> Citation:
    article: Article = make_article(f"{number}.txt", text, "Tram", publisher)
    return Citation(number, text, 0, len(text), article)


PAPER = cite(1, "Twelve people were injured in Velm.", "The <b>Paper</b>")
CALL = cite(2, "In Velm 12 were injured.", "The Call")
POST = cite(3, "In Velm 15 people were hurt.", "The Post")
SHOWN = Sentence(
    "Twelve people were injured in Velm.", (PAPER, CALL), Verdict.SUPPORTED, independent_sources=2
)
SIDES = (
    Side("The <b>Paper</b> reports “Twelve people”, as does The Call", (PAPER, CALL)),
    Side("The Post reports “15 people”", (POST,)),
)
DISPUTED = Sentence(
    f"{SIDES[0].text}; {SIDES[1].text}.",
    (PAPER, CALL, POST),
    Verdict.QUOTED,
    independent_sources=3,
    sides=SIDES,
)
ANSWER = Answer("How many?", "How many?", Outcome.ANSWERED, (SHOWN, DISPUTED), ())
TOLD = f"{SIDES[0].text} [1][2]; {SIDES[1].text} [3]."


def test_json_has_the_sides_and_counts_the_sources() -> None:
    first, second = answer_to_json(ANSWER)["sentences"]
    assert (first["disagreement"], first["sides"], first["independent_sources"]) == (False, [], 2)
    assert (second["disagreement"], second["independent_sources"]) == (True, 3)
    assert [side["citations"] for side in second["sides"]] == [[1, 2], [3]]
    assert second["citations"] == [1, 2, 3]
    assert ANSWER.text.endswith(TOLD)


def test_markdown_keeps_the_markers_with_their_sides() -> None:
    text = answer_to_markdown(ANSWER).replace("&lt;", "<").replace("&gt;", ">")
    assert TOLD in text


def test_the_terminal_says_that_the_articles_disagree() -> None:
    out = io.StringIO()
    console = Console(file=out, width=240)
    show_stream([SHOWN, DISPUTED, Finished(ANSWER)], console, Console(file=io.StringIO()))
    lines = out.getvalue().split("\n")
    assert lines[0] == "Twelve people were injured in Velm. [1][2] 2 independent sources"
    assert lines[1] == f"The articles disagree: {TOLD}"


def test_the_page_shows_each_side_with_its_markers() -> None:
    exchange = Exchange(1, "How many?").after(SHOWN).after(DISPUTED)
    html = conversation_html([exchange])
    sides = re.findall(r"<li>(.*?)</li>", html)
    cards = [re.findall(r'data-card="source-1-(\d)"', side) for side in sides]
    assert cards == [["1", "2"], ["3"]]
    assert sorted(re.findall(r'id="(marker-1-\d)"', html)) == [f"marker-1-{n}" for n in (1, 2, 3)]
    assert "<b>" not in html
    assert "The articles disagree" in html
    assert re.findall(r'"fn-independent">([^<]+)<', html) == ["2 independent sources"]
    assert "in the words of" not in html


def test_one_source_is_not_counted_out() -> None:
    def note(citations: tuple[Citation, ...], independent: int) -> str:
        return independence_note(
            Sentence("Twelve.", citations, Verdict.SUPPORTED, independent_sources=independent)
        )

    assert note((PAPER,), 1) == ""
    assert note((PAPER, CALL), 1) == "1 independent source"
    assert note((PAPER, CALL, POST), 2) == "2 independent sources"
    assert note((PAPER, CALL), 0) == ""
