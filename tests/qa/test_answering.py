"""The pipeline on fakes: outcomes, streaming, citations. The real models have their own tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from index.errors import QuestionError, UsageError
from index.library import Library
from index.types import Filters
from qa.answering import Answerer
from qa.evidence import choose_evidence
from qa.judging import ANSWERABLE, judge_statements
from qa.query import understand
from qa.types import Answer, Finished, Outcome, Sentence, Stage, Verdict
from qa.weighing.asking import asked_of, may_answer
from qa.weighing.statements import statements
from tests.fakes import FakeChecker, FakeEmbedder, FakeGenerator
from tests.qa.making import article, hits

BRIDGE = article(
    "Mayor Petra Novak said the old bridge in Brno will close for 12 weeks from Monday.\n"
    "Shops nearby fear for their trade.",
    "bridge.txt",
    title="Bridge to close",
    publisher="Brno Daily",
)
COPY = article(
    "The old bridge in Brno will close for 12 weeks from Monday, Mayor Petra Novak said.\n"
    "Trams will turn at the market.",
    "copy.txt",
    publisher="Prague Post",
)
QUESTION = "How many weeks will the old bridge in Brno close?"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", FakeEmbedder(), create=True) as opened:
        opened.add([BRIDGE, COPY])
        yield opened


def ask(library: Library, question: str, drafts: dict[str, str] | None = None) -> Answer:
    return Answerer(library, FakeGenerator(drafts)).answer(question)


def test_an_answer_cites_every_article_that_says_it(library: Library) -> None:
    answer = ask(library, QUESTION)
    assert answer.outcome is Outcome.ANSWERED
    assert "12 weeks" in answer.sentences[0].text
    assert {c.article.path for c in answer.sentences[0].citations} == {"bridge.txt", "copy.txt"}
    assert answer.text.startswith(f"{answer.sentences[0].text} [1][2]")


def test_every_citation_is_an_exact_slice(library: Library) -> None:
    citations = ask(library, QUESTION).citations
    assert len(citations) == 2
    for citation in citations:
        assert citation.article.text[citation.start : citation.end] == citation.quote
        assert citation.quote


def test_an_invention_is_never_shown(library: Library) -> None:
    answer = ask(library, QUESTION, {"bridge": "The bridge in Brno will close for 99 years."})
    assert "99" not in answer.text
    assert answer.sentences[0].verdict is Verdict.QUOTED
    assert answer.dropped >= 1


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Who won the chess championship in Reykjavik?", "No article names Reykjavik."),
        ("What did Karel Dvorak sell?", "No article names Karel Dvorak."),
    ],
)
def test_what_the_articles_do_not_say_is_not_answered(
    library: Library, question: str, missing: str
) -> None:
    answer = ask(library, question)
    assert (answer.outcome, answer.sentences, answer.citations) == (Outcome.NOT_FOUND, (), ())
    assert answer.text == f"The articles do not say. {missing}"
    assert answer.nearest


def test_the_passages_shown_for_a_refusal_are_those_that_most_nearly_answer(
    tmp_path: Path,
) -> None:
    words = article("Many ask for how many weeks the old bridge will close for repairs.", "q.txt")
    weeks = article("The old mill in Brno will open for 3 weeks.", "weeks.txt")
    with Library.open(tmp_path / "library", FakeEmbedder(), create=True) as library:
        library.add([words, weeks])
        question = "How many weeks will the bridge close for repairs?"
        _, found = Answerer(library, FakeGenerator()).find(question)
        assert [hit.article.path for hit in found] == ["q.txt", "weeks.txt"]
        answer = ask(library, question)
        assert answer.outcome is Outcome.NOT_FOUND
        assert [hit.article.path for hit in answer.nearest] == ["weeks.txt", "q.txt"]


def test_an_answer_tells_how_well_the_best_statement_answers(library: Library) -> None:
    good, near = ask(library, QUESTION), ask(library, "How many shops in Brno fear the chess?")
    assert near.outcome is Outcome.NOT_FOUND
    assert 0.0 < near.score < ANSWERABLE <= good.score
    ruled_out = ask(library, "What did Karel Dvorak sell?")
    assert ruled_out.score == 0.0


def test_statements_are_judged_best_first(library: Library) -> None:
    query = understand(QUESTION)
    judged = judge_statements(query, library.search(QUESTION), library.embedder)
    scores = [judgment.probability for judgment in judged.judgments]
    assert scores == sorted(scores, reverse=True)
    assert judged.score == scores[0]
    said = [statement.source.text for statement in judged.statements]
    # the library keeps vectors in half precision
    assert np.allclose(judged.vectors, library.embedder.encode(said), atol=1e-3)
    assert choose_evidence(query, judged)[0].source.text == said[0]
    assert judge_statements(query, (), library.embedder).score == 0.0


def test_the_generator_is_not_asked_when_nothing_answers(library: Library) -> None:
    generator = FakeGenerator()
    Answerer(library, generator).answer("Who won the chess championship in Reykjavik?")
    assert generator.batches == []


def test_a_stream_tells_its_stages_then_sentences_then_finishes(library: Library) -> None:
    events = list(Answerer(library, FakeGenerator()).stream(QUESTION))
    stages = [event.text for event in events if isinstance(event, Stage)]
    assert stages == ["searching", "reading 2 passages", "writing"]
    sentences = tuple(event for event in events if isinstance(event, Sentence))
    assert isinstance(events[-1], Finished)
    assert events[-1].answer.sentences == sentences != ()


def test_a_removed_article_is_never_cited(library: Library) -> None:
    library.remove([BRIDGE.id])
    assert {c.article.path for c in ask(library, QUESTION).citations} == {"copy.txt"}


def test_a_file_deleted_under_an_open_library_is_not_cited(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for each in (BRIDGE, COPY):
        (folder / each.path).write_text(each.text, encoding="utf-8")
    with Library.open(tmp_path / "library", FakeEmbedder(), create=True) as opened:
        opened.refresh(folder)
        (folder / "copy.txt").unlink()
        assert {c.article.path for c in ask(opened, QUESTION).citations} == {"bridge.txt"}


def test_without_the_reader_the_answer_says_so(library: Library) -> None:
    notices = ask(library, QUESTION).notices
    assert any("reader" in notice for notice in notices)
    assert any("checker" in notice for notice in notices)


def test_the_checker_decides_what_is_shown_as_supported(library: Library) -> None:
    draft = "Mayor Petra Novak said the old bridge in Brno will close for 12 weeks."
    generator = FakeGenerator({"bridge": draft})
    for checker, verdict in (
        (FakeChecker(), Verdict.SUPPORTED),
        (FakeChecker([draft]), Verdict.QUOTED),
    ):
        answer = Answerer(library, generator, checker=checker).answer(QUESTION)
        assert answer.sentences[0].verdict is verdict
        assert answer.dropped == (verdict is Verdict.QUOTED)
        assert not any("checker" in notice for notice in answer.notices)


def test_a_follow_up_uses_the_history(library: Library) -> None:
    history = [("user", "Who is Petra Novak?"), ("assistant", "Petra Novak is the mayor. [1]")]
    answer = Answerer(library, FakeGenerator()).answer("What did she say?", history)
    assert answer.standalone == "What did Petra Novak say?"
    assert answer.question == "What did she say?"


def test_names_are_looked_for_with_the_question_first(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[str] = []

    def search(text: str, *_: object) -> tuple[()]:
        searched.append(text)
        return ()

    monkeypatch.setattr(library, "search", search)
    history = [("user", "Who is Petra Novak?"), ("assistant", "Petra Novak is the mayor. [1]")]
    Answerer(library, FakeGenerator()).find("What did she say?", history)
    assert searched == ["What did she say? Petra Novak is the mayor. [1] Who is Petra Novak?"]


def test_only_articles_inside_the_filters_are_cited(library: Library) -> None:
    answerer = Answerer(library, FakeGenerator())
    prague = Filters(publishers=("prague post",))
    answer = answerer.answer(QUESTION, within=prague)
    assert {c.article.path for c in answer.citations} == {"copy.txt"}
    assert answer.within == prague
    history = [("user", "Who is Petra Novak?"), ("assistant", "Petra Novak is the mayor. [1]")]
    answer = answerer.answer(QUESTION, history, Filters(articles=("bridge.txt",)))
    assert {c.article.path for c in answer.citations} == {"bridge.txt"}


def test_what_only_an_article_outside_says_is_not_answered(library: Library) -> None:
    trams = "What will turn at the market?"
    answerer = Answerer(library, FakeGenerator())
    outside, inside = (Filters(articles=(path,)) for path in ("bridge.txt", "copy.txt"))
    assert (answerer.can_answer(trams, outside), answerer.can_answer(trams, inside)) == (
        False,
        True,
    )
    answer = answerer.answer(trams, within=outside)
    assert answer.text.startswith("The articles do not say.")
    assert {hit.article.path for hit in answer.nearest} == {"bridge.txt"}
    undated = answerer.answer(trams, within=Filters(since=date(2031, 1, 1)))
    assert (undated.outcome, undated.nearest) == (Outcome.NOT_FOUND, ())


def test_filters_that_nothing_meets_are_refused_before_anything_is_searched(
    library: Library,
) -> None:
    answerer = Answerer(library, FakeGenerator())
    wrong = Filters(publishers=("Prag Post",))
    with pytest.raises(UsageError, match=r"'Prag Post'.*'Prague Post'"):
        next(answerer.stream(QUESTION, within=wrong))
    with pytest.raises(UsageError, match="'Prag Post'"):
        answerer.can_answer(QUESTION, wrong)


def test_an_empty_question_is_refused_before_anything_is_searched(library: Library) -> None:
    with pytest.raises(QuestionError):
        ask(library, " ")


def test_a_month_that_the_article_is_of_need_not_stand_in_it(tmp_path: Path) -> None:
    dated = replace(BRIDGE, published=date(2031, 4, 18))
    with Library.open(tmp_path / "dated", FakeEmbedder(), create=True) as library:
        library.add([dated])
        plain = ask(library, QUESTION)
        asked = ask(library, QUESTION.replace("?", " in April 2031?"))
        assert [s.text for s in asked.sentences] == [s.text for s in plain.sentences]
        assert asked.outcome is Outcome.ANSWERED


@pytest.mark.parametrize(
    ("question", "same"),
    [
        ("Who won in April 2031?", "Who won?"),
        ("In April 2031, who won?", "who won?"),
        ("Who won in May 2031?", "Who won in May 2031?"),
        ("Who won in 2031?", "Who won in 2031?"),
        ("Who won on April 18, 2031?", "Who won on April 18, 2031?"),
    ],
)
def test_only_the_month_of_the_article_is_left_out(question: str, same: str) -> None:
    won = article("Brno won the cup.", published=date(2031, 4, 18))
    other = article("Brno won the cup in March 2030.", published=date(2031, 4, 18))
    query = understand(question)
    assert asked_of(query, statements(hits(won))[0]) == same
    assert asked_of(query, statements(hits(other))[0]) == question


def test_what_tells_of_another_month_does_not_answer() -> None:
    text = "In March 2030 Brno agreed to buy trams. In April they agreed to meet in May."
    (march, april) = statements(hits(article(text)))
    assert not may_answer(understand("What did Brno agree on in November 2030?"), march)
    assert may_answer(understand("What did Brno agree on in March 2030?"), march)
    assert may_answer(understand("What did Brno agree on in 2030?"), march)
    assert may_answer(understand("What did Brno agree on in April 2030?"), april)
    (dated, _) = statements(hits(article(text, published=date(2030, 11, 2))))
    assert may_answer(understand("What did Brno agree on in November 2030?"), dated)


def test_may_and_march_without_a_capital_are_no_months() -> None:
    text = "Brno said that the trams may run again and that it would march on."
    (verbs,) = statements(hits(article(text, published=date(2030, 11, 2))))
    asked = understand("What did Brno say in November 2030?")
    assert asked_of(asked, verbs) == "What did Brno say?"
    (undated,) = statements(hits(article(text)))
    assert may_answer(asked, undated)
    assert may_answer(understand("what did brno say in may 2030?"), undated)


@pytest.mark.parametrize(
    ("period", "answers"),
    [
        ("between March and June 2030", True),
        ("before May 5, 2030", True),
        ("since November 2029", True),
        ("between November 2029 and May 2030", True),
        ("between May and June 2030", False),
        ("on May 5, 2030", False),
    ],
)
def test_months_within_a_period_are_of_it(period: str, answers: bool) -> None:
    (april,) = statements(hits(article("In April Brno agreed to buy trams.")))
    assert may_answer(understand(f"What did Brno agree on {period}?"), april) is answers


TIME = article("Fifteen people died in the ferry accident.", "t.txt", publisher="Time")
DAILY = article("Twelve people died in the ferry accident.", "d.txt", publisher="Daily Harbour")
WIRE = article("Thirteen died in the ferry accident, Time reported.", "w.txt", publisher="Wire")


@pytest.fixture
def ferry(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "ferry", FakeEmbedder(), create=True) as opened:
        opened.add([TIME, DAILY, WIRE])
        yield opened


def told(library: Library, question: str) -> set[str]:
    query = understand(question, publishers=library.publishers())
    found = statements(hits(TIME, DAILY, WIRE))
    return {each.source.article.path for each in found if may_answer(query, each)}


@pytest.mark.parametrize(
    ("question", "paths"),
    [
        ("How many people died in the ferry accident according to Time?", {"t.txt", "w.txt"}),
        ("How many people died according to the Daily Harbour?", {"d.txt"}),
        ("How many died according to Time and the Daily Harbour?", {"t.txt", "d.txt", "w.txt"}),
        ("How many people did the Daily Harbour article say had died?", {"d.txt"}),
        ("How many did the Daily Harbour report to have died in the accident?", {"d.txt"}),
        ("Who owns the Daily Harbour?", {"t.txt", "d.txt", "w.txt"}),
        ("How many people died in the ferry accident?", {"t.txt", "d.txt", "w.txt"}),
    ],
)
def test_a_report_that_is_asked_for_is_its_publisher_s(
    ferry: Library, question: str, paths: set[str]
) -> None:
    assert told(ferry, question) == paths


def test_the_publisher_need_not_name_itself(ferry: Library) -> None:
    query = understand(
        "How many people died in the ferry accident, according to Time?",
        publishers=ferry.publishers(),
    )
    (time, _, wire) = statements(hits(TIME, DAILY, WIRE))
    assert asked_of(query, time) == "How many people died in the ferry accident?"
    assert asked_of(query, wire) == query.standalone


def test_each_publisher_asked_for_is_cited(ferry: Library) -> None:
    answer = ask(
        ferry, "How many people died in the ferry accident, according to Time and Daily Harbour?"
    )
    cited = {c.article.path: c.quote.split()[0] for c in answer.citations}
    assert cited["t.txt"] == "Fifteen"
    assert cited["d.txt"] == "Twelve"
