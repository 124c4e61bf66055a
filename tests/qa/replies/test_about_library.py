"""What Footnote says of itself and of its library."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from index.library import Library
from index.types import ANYWHERE, Article, Filters
from qa.answering import Answerer
from qa.conversation.library_requests import About
from qa.replies.about_library import MOST_LISTED, reply
from qa.types import Outcome
from tests.fakes import FakeEmbedder, FakeGenerator
from tests.qa.making import article


def dated(name: str, day: date | None, publisher: str | None = "The Velm Paper") -> Article:
    made = article("Novak opened the bridge.", f"{name}.txt", title=name, publisher=publisher)
    return replace(made, published=day)


OLD = dated("Bridge opens", date(2024, 4, 18))
NEW = dated("Bridge closes", date(2025, 3, 4), "Karst Post")
UNDATED = dated("Bridge", None, None)


def told(about: About, *articles: Article) -> str:
    answer = reply(about, "?", articles, ANYWHERE)
    assert answer.outcome is Outcome.TOLD
    assert answer.text == answer.told
    assert not answer.citations
    return answer.text


def test_articles_are_listed_newest_first() -> None:
    assert told(About.ARTICLES, OLD, UNDATED, NEW).split("\n") == [
        "Here are 3 articles by 2 publishers, 2 of them dated, from 18 April 2024 to 4 March 2025.",
        "- Bridge closes, Karst Post, 4 March 2025",
        "- Bridge opens, The Velm Paper, 18 April 2024",
        "- Bridge",
    ]


def test_a_long_list_says_how_many_are_left_out() -> None:
    many = [replace(OLD, path=f"{number}.txt") for number in range(MOST_LISTED + 3)]
    lines = told(About.ARTICLES, *many).split("\n")
    assert lines[0] == "Here are 23 articles by 1 publisher, of 18 April 2024."
    assert (len(lines), lines[-1]) == (MOST_LISTED + 2, "- and 3 more")


def test_publishers_are_counted() -> None:
    assert told(About.PUBLISHERS, OLD, NEW, OLD, UNDATED).split("\n")[1:] == [
        "- The Velm Paper: 2 articles",
        "- Karst Post: 1 article",
        "- no publisher stated: 1 article",
    ]


def test_the_newest_and_the_oldest() -> None:
    line = "- Bridge closes, Karst Post, 4 March 2025"
    assert told(About.NEWEST, OLD, NEW) == f"The newest article is:\n{line}"
    assert told(About.OLDEST, OLD, OLD, UNDATED).split("\n") == [
        "The oldest articles are:",
        *["- Bridge opens, The Velm Paper, 18 April 2024"] * 2,
        "1 of 3 state no date.",
    ]
    assert told(About.NEWEST, UNDATED) == "No article here states when it was published."


def test_thanks_read_no_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> None:
        raise AssertionError("no article need be read")

    with Library.open(tmp_path / "library", FakeEmbedder(), create=True) as library:
        library.add([OLD])
        monkeypatch.setattr(library, "articles", read)
        assert Answerer(library, FakeGenerator()).answer("Thanks!").text == "You are welcome."


@pytest.mark.parametrize("about", About)
def test_an_empty_library_has_a_reply(about: About) -> None:
    assert told(about)


def test_a_conversation_goes_on_after_it(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", FakeEmbedder(), create=True) as library:
        library.add([OLD, NEW])
        answerer = Answerer(library, FakeGenerator())
        first = answerer.answer("Who opened the bridge?")
        inside = Filters(publishers=("Karst Post",))
        thanks = answerer.answer("Which articles are there?", [first], inside)
        assert thanks.text.startswith("Here is 1 article by 1 publisher, of 4 March 2025.")
        again = answerer.answer("Why?", [first, thanks])
        assert again.standalone == answerer.answer("Why?", [first]).standalone
        shown = answerer.answer("Show me the sources", [first, thanks])
        assert [each.quote for each in shown.citations] == [each.quote for each in first.citations]
        assert answerer.answer("Show me the publishers").outcome is Outcome.TOLD
