from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.types import Filters
from qa.types import Answer, Citation, Outcome, Sentence, Verdict
from tests.ui.fakes import ARTICLES, FakeAnswerer, make_article
from ui.view import (
    CONTEXT_CHARACTERS,
    answer_to_json,
    answer_to_markdown,
    byline,
    context_span,
    dropped_note,
    limits_line,
    searched_for,
    source_summary,
)

TIMETABLE = "Who agreed on the new timetable of the harbour ferry?"


def test_json_has_the_agreed_fields_and_only_json_types() -> None:
    answer = FakeAnswerer().answer(TIMETABLE)
    content = answer_to_json(answer)
    assert list(content) == [
        "question",
        "standalone",
        "filters",
        "outcome",
        "text",
        "missing",
        "sentences",
        "citations",
        "nearest",
        "dropped",
        "notices",
        "seconds",
    ]
    assert json.loads(json.dumps(content)) == content
    assert content["outcome"] == "answered"
    assert content["sentences"][0]["citations"] == [1]
    assert content["sentences"][0]["verdict"] == "quoted"
    article = content["citations"][0]["article"]
    assert article == {
        "id": ARTICLES[0].id,
        "title": "Harbour ferry to run every ten minutes from May",
        "publisher": "The Harbour Herald",
        "author": "Ines Calder",
        "published": "2025-04-02",
        "url": "https://herald.example/ferry?a=1&b=2",
        "path": "harbour.txt",
    }


def test_json_tells_which_filters_applied() -> None:
    within = Filters(("The Harbour Herald",), date(2025, 4, 1), None, ("harbour.txt",))
    assert answer_to_json(FakeAnswerer().answer(TIMETABLE, within=within))["filters"] == {
        "publishers": ["The Harbour Herald"],
        "since": "2025-04-01",
        "until": None,
        "articles": ["harbour.txt"],
    }
    assert answer_to_json(FakeAnswerer().answer(TIMETABLE))["filters"] == {
        "publishers": [],
        "since": None,
        "until": None,
        "articles": [],
    }


@pytest.mark.parametrize(
    ("within", "line"),
    [
        (Filters(), ""),
        (Filters(("The Quay", "KTV")), "Only The Quay or KTV"),
        (Filters(since=date(2031, 5, 1)), "Only from 1 May 2031"),
        (Filters(until=date(2031, 5, 2)), "Only until 2 May 2031"),
        (
            Filters(("KTV",), date(2031, 5, 1), date(2031, 5, 2), ("a.txt", "b.txt")),
            "Only KTV; 1 May 2031 to 2 May 2031; a.txt or b.txt",
        ),
    ],
)
def test_limits_in_words(within: Filters, line: str) -> None:
    assert limits_line(within) == line


def test_markdown_ends_with_what_it_was_limited_to() -> None:
    within = Filters(("The Harbour *Herald*",))
    markdown = answer_to_markdown(replace(FakeAnswerer().answer(TIMETABLE), within=within))
    assert markdown.endswith("\n\nOnly The Harbour \\*Herald\\*\n")


def refused(missing: str) -> Answer:
    answerer = FakeAnswerer()
    answerer.missing = missing
    return answerer.answer("Who wrote the symphony?")


def test_json_and_markdown_of_a_refusal_tell_what_is_missing() -> None:
    answer = refused("No article has the word “*symphony*”.")
    content = answer_to_json(answer)
    assert content["missing"] == answer.missing
    assert content["text"] == f"The articles do not say. {answer.missing}"
    assert answer_to_markdown(answer).splitlines()[0] == (
        "The articles do not say. No article has the word “\\*symphony\\*”."
    )
    assert answer_to_json(FakeAnswerer().answer(TIMETABLE))["missing"] == ""


def test_json_of_a_refusal_lists_the_nearest_passages() -> None:
    content = answer_to_json(FakeAnswerer().answer("Who wrote the symphony?"))
    assert content["outcome"] == "not_found"
    assert content["text"] == "The articles do not say."
    assert content["sentences"] == []
    assert [nearest["article"]["path"] for nearest in content["nearest"]] == [
        "harbour.txt",
        "express.txt",
    ]
    nearly, not_at_all = (nearest["likeliest"] for nearest in content["nearest"])
    assert ARTICLES[0].text[nearly["start"] : nearly["end"]] == nearly["text"] != ""
    assert not_at_all is None


def test_offsets_in_json_cut_the_quote_out_of_the_article() -> None:
    answer = FakeAnswerer().answer(TIMETABLE)
    texts = {article.id: article.text for article in ARTICLES}
    citations = json.loads(json.dumps(answer_to_json(answer)))["citations"]
    assert len(citations) == len(answer.citations) > 0
    for citation in citations:
        text = texts[citation["article"]["id"]]
        assert text[citation["start"] : citation["end"]] == citation["quote"]


@given(st.text(min_size=1), st.data())
def test_offsets_survive_json_for_any_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    article = make_article("a.txt", text)
    citation = Citation(1, text[start:end], start, end, article)
    sentence = Sentence("So.", (citation,), Verdict.SUPPORTED)
    answer = Answer("q", "q", Outcome.ANSWERED, (sentence,), ())
    shown = json.loads(json.dumps(answer_to_json(answer), ensure_ascii=False))["citations"][0]
    assert text[shown["start"] : shown["end"]] == shown["quote"]


@given(st.text(alphabet="ab \n.", min_size=1, max_size=3000), st.data())
def test_context_holds_the_quote_and_stays_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    article = replace(make_article("a.txt", text), body=())
    first, last = context_span(article, start, end)
    assert 0 <= first <= start < end <= last <= len(text)
    assert last - first <= CONTEXT_CHARACTERS + (end - start)


def test_context_is_the_paragraph_and_a_long_one_is_cut_at_words() -> None:
    article = ARTICLES[0]
    start = article.text.index("Two electric boats")
    first, last = context_span(article, start, start + 10)
    assert article.text[first:last].startswith("Fares stay at 2.40")
    assert article.text[first:last].endswith("in the autumn.")

    long = make_article("long.txt", "title\n" + "word " * 2000)
    first, last = context_span(long, 5006, 5010)
    assert long.text[first - 1] == " "
    assert long.text[first:last].split() == ["word"] * len(long.text[first:last].split())
    assert last - first <= CONTEXT_CHARACTERS


def test_markdown_makes_nothing_of_what_an_article_says() -> None:
    article = make_article("x.txt", "[here](javascript:x) ![p](http://e/p.png) <b>*bold*</b>", "T")
    citation = Citation(1, article.text, 0, len(article.text), article)
    sentence = Sentence(article.text, (citation,), Verdict.QUOTED)
    markdown = answer_to_markdown(Answer("q", "q", Outcome.ANSWERED, (sentence,), ()))
    assert "](" not in markdown
    assert "<b>" not in markdown
    assert "\\*bold\\*" in markdown
    assert markdown.splitlines()[0].endswith("[1]")


ADDRESSES = (
    "https://elsewhere.example/a_b",
    "www.elsewhere.example",
    "elsewhere.example",
    "desk@elsewhere.example",
)
MARKS = ["//", "www.", "[1]", "[", "](", "]:", ")", "<", ">", "`", "``", "\\", "\n", " "]


def told(text: str) -> str:
    article = make_article("x.txt", text, text, publisher=text)
    citation = Citation(1, text, 0, len(text), article)
    sentence = Sentence(text, (citation,), Verdict.SUPPORTED)
    return answer_to_markdown(Answer("q", "q", Outcome.ANSWERED, (sentence,), ()))


def inline(markdown: str) -> list[Token]:
    tokens = MarkdownIt("commonmark").parse(markdown)
    return [child for token in tokens for child in token.children or ()]


@pytest.mark.parametrize("address", ADDRESSES)
def test_markdown_shows_addresses_as_code(address: str) -> None:
    """In text, GitHub and others would make links of them."""
    markdown = told(f"He said: read {address}, now.")
    assert markdown.startswith(f"He said: read `{address}`, now. [1]\n")
    assert {t.content for t in inline(markdown) if t.type == "code_inline"} == {address}


def test_markers_lead_nowhere_else() -> None:
    """An article that says "[1]: address" would define what every marker links to."""
    assert not [t for t in inline(told("[1]: https://elsewhere.example/a")) if "link" in t.type]


@given(st.lists(st.sampled_from([*ADDRESSES, *MARKS]), min_size=1, max_size=8).map("".join))
@example("www.")
@example(" www.")
def test_markdown_has_no_link_whatever_is_said(text: str) -> None:
    tokens = inline(told(f"a{text}b"))
    assert {t.type for t in tokens} <= {"text", "softbreak", "hardbreak", "code_inline"}
    plain = "|".join(t.content for t in tokens if t.type == "text")
    # Renderers look for "www." where a word begins: "awww.b" is none (GitHub's specification, 6.9).
    assert not re.search(r"\w://|(?<![^\W_])www\.\w|\w@\w", plain)


def test_byline_leaves_out_what_is_not_stated() -> None:
    assert byline(ARTICLES[1]) == (
        "The Northern Post, Electric boats ordered as ferry timetable doubles, 3 April 2025"
    )
    bare = make_article("bare.txt", "Only words", published=date(2024, 12, 1))
    assert byline(bare) == "Only words, 1 December 2024"


def test_summaries_count_in_words() -> None:
    answer = FakeAnswerer().answer(TIMETABLE)
    assert source_summary(answer).endswith("from 1 article")
    assert dropped_note(answer) == "1 drafted sentence was not supported and not shown."
    two = replace(answer, dropped=2)
    assert dropped_note(two) == "2 drafted sentences were not supported and not shown."
    assert dropped_note(replace(answer, dropped=0)) == ""


def test_what_footnote_says_of_its_library() -> None:
    told = Answer("q", "q", Outcome.TOLD, (), (), told="Here are 2 articles.\n- *A*\n- B")
    assert answer_to_markdown(told) == "Here are 2 articles.\n- \\*A\\*\n- B\n"
    content = answer_to_json(told)
    assert (content["outcome"], content["text"]) == ("told", told.told)


@pytest.mark.parametrize(
    ("question", "standalone", "shown"),
    [
        ("What’s  the fare?", "What is the fare?", ""),
        ("What’s the fare?", "What’s the fare?", ""),
        ("What's its fare?", "What is the ferry's fare?", "What is the ferry's fare?"),
    ],
)
def test_what_is_only_written_in_full_is_not_shown_as_searched_for(
    question: str, standalone: str, shown: str
) -> None:
    answer = Answer(question, standalone, Outcome.NOT_FOUND, (), ())
    assert searched_for(answer) == shown
