"""Derived dates wherever an answer is shown: plain text, Markdown, JSON, terminal, page."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from qa.types import Answer, Citation, DerivedDate, Finished, Outcome, Sentence, Verdict
from tests.ui.fakes import make_article
from ui.conversation import Exchange
from ui.dates import DERIVED_NOTE, dated_parts, dated_text, format_days
from ui.markup import conversation_html
from ui.terminal import show_stream
from ui.view import answer_to_json, answer_to_markdown

PUBLISHED = date(2025, 6, 10)
TEXT = "The ferry stopped on Monday & sailed again in March."
MONDAY = DerivedDate(21, 27, date(2025, 6, 9), date(2025, 6, 9), PUBLISHED)
MARCH = DerivedDate(46, 51, date(2025, 3, 1), date(2025, 3, 31), PUBLISHED)


def sentence(verdict: Verdict = Verdict.SUPPORTED, as_of: date | None = None) -> Sentence:
    article = make_article("x.txt", f"Ferry\n{TEXT}", published=PUBLISHED)
    start = article.text.index(TEXT)
    citation = Citation(1, TEXT, start, start + len(TEXT), article)
    return Sentence(TEXT, (citation,), verdict, "", (MONDAY, MARCH), as_of)


def answer(*sentences: Sentence) -> Answer:
    return Answer("q", "q", Outcome.ANSWERED, sentences, ())


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2025, 6, 9), date(2025, 6, 9), "9 June 2025"),
        (date(2025, 6, 2), date(2025, 6, 8), "2–8 June 2025"),
        (date(2025, 6, 30), date(2025, 7, 6), "30 June – 6 July 2025"),
        (date(2025, 12, 29), date(2026, 1, 4), "29 December 2025 – 4 January 2026"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        (date(2025, 2, 1), date(2025, 2, 27), "1–27 February 2025"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(9999, 12, 1), date.max, "1–31 December 9999"),
    ],
)
def test_days_in_words(first: date, last: date, words: str) -> None:
    assert format_days(first, last) == words


@given(
    st.dates(date(1900, 1, 1), date(2500, 1, 1)).flatmap(
        lambda first: st.tuples(
            st.just(first), st.integers(0, 800).map(lambda days: first + timedelta(days))
        )
    )
)
def test_days_in_words_name_both_years(days: tuple[date, date]) -> None:
    years = {int(number) for number in re.findall(r"\d{4}", format_days(*days))}
    assert years == {day.year for day in days}


def test_plain_text_has_the_dates_beside_the_words() -> None:
    assert dated_text(sentence()) == (
        "The ferry stopped on Monday (9 June 2025) & sailed again in March (2025)."
    )
    assert dated_text(sentence(as_of=PUBLISHED)).endswith("March (2025). (as of 10 June 2025)")


def test_the_parts_are_the_sentence() -> None:
    assert "".join(words for words, _ in dated_parts(sentence())) == TEXT


def test_the_answer_itself_stays_free_of_them() -> None:
    assert answer(sentence(as_of=PUBLISHED)).text == f"{TEXT} [1]"


def test_markdown_shows_and_explains_them_once() -> None:
    told = answer_to_markdown(answer(sentence(), sentence()))
    assert told.count("Monday (9 June 2025) &amp; sailed") == 2
    assert told.count(DERIVED_NOTE) == 1
    bare = Sentence(TEXT, sentence().citations, Verdict.SUPPORTED)
    assert DERIVED_NOTE not in answer_to_markdown(answer(bare))


def test_json_tells_words_days_and_what_they_were_counted_from() -> None:
    told = answer_to_json(answer(sentence(as_of=PUBLISHED)))["sentences"][0]
    assert told["text"] == TEXT
    assert told["dated_text"] == dated_text(sentence(as_of=PUBLISHED))
    assert told["as_of"] == "2025-06-10"
    assert told["dates"][0] == {
        "start": 21,
        "end": 27,
        "first": "2025-06-09",
        "last": "2025-06-09",
        "shown": "9 June 2025",
        "published": "2025-06-10",
    }
    assert told["text"][told["dates"][1]["start"] : told["dates"][1]["end"]] == "March"


def test_the_terminal_shows_them_and_explains_once() -> None:
    out = io.StringIO()
    made = sentence(Verdict.QUOTED, as_of=PUBLISHED)
    show_stream(
        [made, Finished(answer(made))],
        Console(file=out, width=200, highlight=False),
        Console(file=io.StringIO()),
    )
    assert out.getvalue().splitlines()[0] == f"{dated_text(made)} [1]"
    assert out.getvalue().count(DERIVED_NOTE) == 1


@pytest.mark.parametrize("verdict", Verdict)
def test_the_page_sets_them_off_from_the_words(verdict: Verdict) -> None:
    made = sentence(verdict, as_of=PUBLISHED)
    html = conversation_html([Exchange(1, "q").after(made).after(Finished(answer(made)))])
    marked = re.findall(r'<span class="fn-derived" title="([^"]*)">\(([^)]*)\)</span>', html)
    assert marked == [
        ("worked out from the article’s date, 10 June 2025", "9 June 2025"),
        ("worked out from the article’s date, 10 June 2025", "2025"),
        ("the date of the newest article cited", "as of 10 June 2025"),
    ]
    plain = re.sub(r' <span class="fn-derived".*?</span>', "", html)
    quote = TEXT.replace("&", "&amp;")
    assert (f"“{quote}”" if verdict is Verdict.QUOTED else f">{quote}<") in plain
    assert html.count(DERIVED_NOTE) == 1
