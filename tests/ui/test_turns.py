"""What an article goes on to say, wherever an answer is shown."""

from __future__ import annotations

import io

from rich.console import Console

from qa.types import Answer, Citation, Finished, Outcome, Sentence, Verdict
from tests.ui.fakes import make_article
from tests.ui.test_markup import Elements
from ui.conversation import Exchange
from ui.markup import conversation_html
from ui.terminal import show_stream
from ui.view import answer_to_json, answer_to_markdown

TEXT = "The bridge opens in May."
TURN = "But <b>money</b> [x](http://evil.example) ran \x1b[31mout."


def answer(turn: str) -> Answer:
    article = make_article("x.txt", TEXT, f"{TEXT} {TURN}")
    citation = Citation(3, TEXT, 0, len(TEXT), article)
    sentence = Sentence(TEXT, (citation,), Verdict.QUOTED, goes_on=turn)
    return Answer("q", "q", Outcome.ANSWERED, (sentence,), ())


def page(shown: Answer) -> str:
    return conversation_html([Exchange(1, "q", sentences=shown.sentences, answer=shown)])


def terminal(shown: Answer) -> str:
    out = io.StringIO()
    quiet = Console(file=io.StringIO())
    show_stream([*shown.sentences, Finished(shown)], Console(file=out, width=200), quiet)
    return out.getvalue()


def test_it_is_shown_as_text_beside_its_sentence_and_is_no_part_of_the_answer() -> None:
    shown = answer(TURN)
    assert TURN not in shown.text
    elements = Elements(page(shown))
    assert f"The article goes on: “{TURN}”" in elements.text
    assert not {"a", "b"} & set(elements.tags)
    assert "The article goes on: “But <b>money</b>" in terminal(shown)
    assert "\x1b" not in terminal(shown)
    markdown = answer_to_markdown(shown)
    assert "\n\nSource 3 goes on: “But &lt;b&gt;money&lt;/b&gt; [x]\\(`http://" in markdown
    assert answer_to_json(shown)["sentences"][0]["goes_on"] == TURN


def test_nothing_is_said_where_the_article_does_not_turn() -> None:
    shown = answer("")
    told = page(shown) + terminal(shown) + answer_to_markdown(shown)
    assert "goes on" not in told
    assert "fn-turn" not in told
