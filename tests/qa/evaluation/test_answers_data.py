"""Data sets with answers: their formats, their places, and samples of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UsageError
from index.types import Filters
from qa.evaluation.answers.cases import Case, draw
from qa.evaluation.answers.reading import load_cases
from qa.evaluation.measuring import read_squad
from tests.qa.evaluation.answers_examples import FERRY, MILL, SQUAD, write_marked, write_squad
from tests.qa.evaluation.retrieval_examples import HARBOUR, write_beir, write_multihop


def test_squad_asks_each_question_of_its_paragraph_alone(tmp_path: Path) -> None:
    found = load_cases(write_squad(tmp_path / "part.json"))
    assert (found.name, found.format, found.locates) == ("part", "SQuAD 2.0", True)
    assert found.articles is not None
    assert [each.text for each in found.articles] == [FERRY, MILL]
    assert {each.title for each in found.articles} == {"Ostrand sound"}
    cases = {case.id: case for case in found.cases}
    ferry, mill = (Filters(articles=(each.path,)) for each in found.articles)
    assert cases["crossing"].within == cases["owner"].within == ferry
    assert cases["minutes"].within == mill
    assert cases["crossing"].answers == ("25 minutes", "25")
    (piece,) = cases["crossing"].pieces
    assert [FERRY[a:b] for a, b in piece.places] == ["25 minutes", "25"]
    assert cases["crossing"].at_least == 1
    assert not cases["owner"].answerable
    assert (cases["owner"].answers, cases["owner"].pieces) == (("",), ())


def test_multihop_asks_also_what_has_no_answer(tmp_path: Path) -> None:
    found = load_cases(write_multihop(tmp_path / "news"))
    assert (found.format, found.locates, len(found.cases)) == ("MultiHop-RAG", True, 3)
    inference, null, temporal = found.cases
    assert (inference.answers, inference.verbatim) == (("Velm",), True)
    assert (temporal.answers, temporal.verbatim) == (("Yes",), False)
    assert (null.answerable, null.answers, null.kind) == (False, ("",), "null")
    assert inference.within == Filters()
    (start, end) = inference.pieces[0].places[0]
    assert HARBOUR[start:end].startswith("“We dredged")
    assert temporal.at_least == 2
    assert temporal.pieces[1].places == (), "it could not be located"
    assert "1 of 3 facts could not be located" in found.notes[0]


def test_a_set_of_questions_is_marked_by_its_facts(tmp_path: Path) -> None:
    questions, _ = write_marked(tmp_path)
    found = load_cases(questions)
    assert (found.articles, found.locates) == (None, False)
    crossing, owner = found.cases
    assert crossing.pieces[0].paths == {"ferry.txt"}
    assert crossing.marked_as is not None
    assert crossing.marked_as.facts[0].any == ("25 minutes",)
    assert (crossing.answers, owner.answerable) == ((), False)
    assert [case.id for case in load_cases(questions, split="check").cases] == ["owner"]


def _misplaced(squad: dict[str, Any]) -> None:
    squad["data"][0]["paragraphs"][0]["qas"][0]["answers"][0]["answer_start"] += 1


def _without_paragraphs(squad: dict[str, Any]) -> None:
    del squad["data"][0]["paragraphs"]


def _empty(squad: dict[str, Any]) -> None:
    squad["data"] = []


def _no_data(squad: dict[str, Any]) -> None:
    del squad["data"]


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (_misplaced, "question 'crossing' has the answer '25 minutes' at"),
        (_without_paragraphs, r"not in the format of SQuAD 2.0 \(KeyError\('paragraphs'\)\)"),
        (_empty, "asks nothing"),
        (_no_data, "of no known format; give a JSON file with"),
    ],
)
def test_a_file_at_fault_is_named(
    tmp_path: Path, spoil: Callable[[dict[str, Any]], None], message: str
) -> None:
    squad = json.loads(json.dumps(SQUAD))
    spoil(squad)
    path = tmp_path / "part.json"
    path.write_text(json.dumps(squad), encoding="utf-8")
    with pytest.raises(UsageError, match=message) as error:
        load_cases(path)
    assert str(path) in str(error.value)


def test_what_is_no_data_set_with_answers(tmp_path: Path) -> None:
    (tmp_path / "no.json").write_text("{", encoding="utf-8")
    squad = write_squad(tmp_path / "part.json")
    for path, options, message in (
        (write_beir(tmp_path / "beir"), {}, "holds no corpus.json; give"),
        (tmp_path / "none", {}, "cannot be read"),
        (tmp_path / "no.json", {}, "is not JSON"),
        (squad, {"split": "check"}, "has no splits; leave out --split"),
        (squad, {"queries": squad}, "leave out --queries"),
    ):
        with pytest.raises(UsageError, match=message):
            load_cases(path, **options)  # type: ignore[arg-type]


def test_calibration_reads_the_same_file_as_articles(tmp_path: Path) -> None:
    (article,), cases = read_squad(write_squad(tmp_path / "part.json"))
    assert [article.text[a:b] for a, b in article.body] == [FERRY, MILL]
    places = {case.question: case.answers for case in cases}
    ((named, *span),) = places["Who bought the paper mill in 2004?"]
    assert (named, article.text[slice(*span)]) == (article.id, "Boris Lind")
    assert places["Who bought the ferry Velm in 2004?"] == frozenset()


def _cases(answerable: int, others: int) -> tuple[Case, ...]:
    return tuple(Case(str(n), "?", n < answerable) for n in range(answerable + others))


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 130))
def test_a_sample_keeps_the_share_of_unanswerable_questions(
    answerable: int, others: int, limit: int
) -> None:
    cases = _cases(answerable, others)
    drawn = draw(cases, limit)
    assert len(drawn) == min(limit, len(cases))
    assert drawn == draw(cases, limit), "the same each time"
    numbers = [int(case.id) for case in drawn]
    assert numbers == sorted(set(numbers)), "each once, in the set's order"
    found = sum(case.answerable for case in drawn)
    if cases:
        assert abs(found - len(drawn) * answerable / len(cases)) <= 1
    if answerable and others and limit > 1:
        assert 0 < found < len(drawn)


def test_a_larger_sample_holds_the_smaller_one() -> None:
    cases = _cases(300, 100)
    small, large = ({case.id for case in draw(cases, limit)} for limit in (40, 200))
    assert small < large
    assert {case.id for case in draw(cases, 40, seed=1)} != small
