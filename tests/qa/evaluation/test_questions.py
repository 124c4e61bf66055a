"""Reading question sets, and the integrity of the set on the seeds."""

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from qa.evaluation.matching import states
from qa.evaluation.measures import score, summarise
from qa.evaluation.questions import (
    Fact,
    Question,
    QuestionSetError,
    check_articles,
    load_questions,
)
from qa.evaluation.seeds import SEEDS_QUESTIONS
from qa.types import Sentence, Turn, Verdict
from tests.qa.evaluation.evaluation_examples import answered, article, cite, not_found, say

SEEDS = Path(__file__).parents[3] / "seeds"

ENTRY: dict[str, Any] = {
    "id": "length",
    "kind": "follow_up",
    "question": "For how long?",
    "history": [["user", "Did they speak?"], ["assistant", "Yes. [1]"]],
    "answerable": True,
    "facts": [
        {"any": ["25 minute*"], "gold_articles": ["b.txt", "a.txt"]},
        {"any": ["noon", "midday"], "gold_articles": ["a.txt"]},
    ],
    "at_least": 1,
    "forbidden": ["15 minute*"],
    "split": "check",
}
UNANSWERABLE: dict[str, Any] = {
    "id": "none",
    "kind": "near_miss",
    "question": "Who came?",
    "answerable": False,
}


def write(folder: Path, *entries: object) -> Path:
    path = folder / "set.json"
    path.write_text(json.dumps({"questions": entries}), encoding="utf-8")
    return path


def test_every_field_is_read(tmp_path: Path) -> None:
    first, second = load_questions(write(tmp_path, ENTRY, UNANSWERABLE))
    assert first == Question(
        id="length",
        kind="follow_up",
        question="For how long?",
        answerable=True,
        facts=(
            Fact(("25 minute*",), frozenset({"a.txt", "b.txt"})),
            Fact(("noon", "midday"), frozenset({"a.txt"})),
        ),
        at_least=1,
        history=(Turn("user", "Did they speak?"), Turn("assistant", "Yes. [1]")),
        forbidden=("15 minute*",),
        split="check",
    )
    assert first.gold_articles == {"a.txt", "b.txt"}
    assert first.asked == "Did they speak?\nYes. [1]\nFor how long?"
    assert second == Question("none", "near_miss", "Who came?", answerable=False)


def test_all_facts_are_required_unless_fewer_are_named(tmp_path: Path) -> None:
    entry = {key: value for key, value in ENTRY.items() if key != "at_least"}
    assert load_questions(write(tmp_path, entry))[0].at_least == 2


def test_a_split_is_kept_alone(tmp_path: Path) -> None:
    path = write(tmp_path, ENTRY, UNANSWERABLE)
    assert [q.id for q in load_questions(path, "check")] == ["length"]
    with pytest.raises(QuestionSetError, match="no question of split 'development'"):
        load_questions(path, "development")
    with pytest.raises(QuestionSetError, match="unknown split 'test'"):
        load_questions(path, "test")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": 3}, "question 1, field 'id': must be text, not 3"),
        ({"id": " "}, "question 1, field 'id'"),
        ({"kind": "riddle"}, "'length', field 'kind': is 'riddle'"),
        ({"question": ""}, "'length', field 'question'"),
        ({"answerable": "yes"}, "field 'answerable': must be true or false"),
        ({"answerable": False}, "field 'answerable': is False"),
        ({"kind": "near_miss"}, "field 'answerable': is True"),
        ({"facts": []}, "field 'facts': must be given"),
        ({"facts": "noon"}, "field 'facts': must be a list"),
        ({"facts": [{"any": ["noon"]}]}, "field 'facts': each needs"),
        ({"facts": [{"any": [], "gold_articles": ["a"]}]}, "field 'any': must not be empty"),
        ({"facts": [{"any": ["a"], "gold_articles": []}]}, "'gold_articles': must not be empty"),
        ({"facts": [{"any": "noon", "gold_articles": ["a"]}]}, "field 'any': must be a list"),
        ({"facts": [{"any": ["*"], "gold_articles": ["a"]}]}, "field 'any': '[*]' has no word"),
        ({"at_least": 3}, "field 'at_least': must be 1 to 2"),
        ({"at_least": 0}, "field 'at_least': must be 1 to 2"),
        ({"at_least": True}, "field 'at_least'"),
        ({"history": "earlier"}, "field 'history': must be a list"),
        ({"history": [["user"]]}, "field 'history': each turn is"),
        ({"history": [["system", "x"]]}, "field 'history': each turn is"),
        ({"forbidden": [1]}, "field 'forbidden': must be a list of texts"),
        ({"split": "dev"}, "field 'split': is 'dev'; use one of development, check"),
        ({"gold": []}, "field 'gold': is unknown"),
    ],
)
def test_a_fault_is_named_by_file_id_and_field(
    tmp_path: Path, change: dict[str, object], message: str
) -> None:
    path = write(tmp_path, ENTRY | change)
    with pytest.raises(QuestionSetError, match=message) as raised:
        load_questions(path)
    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)


def test_ids_are_unique(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match="id 'none' is used twice"):
        load_questions(write(tmp_path, UNANSWERABLE, UNANSWERABLE))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "is not a JSON file"),
        (b"\xff\xfe\x00", "is not a JSON file"),
        (b"[]", "expected an object with a list under 'questions'"),
        (b'{"questions": {}}', "expected an object with a list"),
        (b'{"questions": []}', "no question"),
        (b'{"questions": ["a"]}', "question 1: expected an object, found 'a'"),
    ],
)
def test_a_file_that_is_no_question_set(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "set.json"
    path.write_bytes(content)
    with pytest.raises(QuestionSetError, match=message):
        load_questions(path)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match=r"cannot read the questions .*: No such file"):
        load_questions(tmp_path / "none.json")


def test_a_gold_article_that_the_library_lacks(tmp_path: Path) -> None:
    questions = load_questions(write(tmp_path, ENTRY))
    check_articles(questions, ["a.txt", "b.txt", "c.txt"])
    with pytest.raises(QuestionSetError, match=r"question 'length', .*'b\.txt'"):
        check_articles(questions, ["a.txt"])


# The set on the seeds

QUESTIONS = load_questions(SEEDS_QUESTIONS)
ARTICLES = {path.name: path.read_text(encoding="utf-8") for path in SEEDS.glob("*.txt")}


def test_the_set_has_the_breakdown_that_was_asked_for() -> None:
    kinds = Counter(question.kind for question in QUESTIONS)
    assert len(QUESTIONS) >= 90
    assert sum(question.answerable for question in QUESTIONS) >= 60
    assert kinds["near_miss"] >= 15
    assert kinds["unanswerable"] >= 15
    assert kinds["follow_up"] >= 10
    assert kinds["disagreement"] >= 4
    assert min(kinds.values()) >= 4


def test_each_fact_is_stated_by_a_line_of_each_of_its_gold_articles() -> None:
    unstated = [
        (question.id, fact.any, path)
        for question in QUESTIONS
        for fact in question.facts
        for path in fact.gold_articles
        if not any(states(line, w) for line in ARTICLES[path].splitlines() for w in fact.any)
    ]
    assert unstated == []


def test_no_question_that_the_articles_answer_gives_its_own_answer_away() -> None:
    """With every fact in the question, an echo would be scored right."""
    given = [
        question.id
        for question in QUESTIONS
        if question.answerable
        and sum(any(states(question.question, w) for w in fact.any) for fact in question.facts)
        >= question.at_least
    ]
    assert given == []


def test_splits_are_dealt_by_the_fixed_rule() -> None:
    for kind in {question.kind for question in QUESTIONS}:
        ids = sorted(
            (question.id for question in QUESTIONS if question.kind == kind),
            key=lambda id: hashlib.sha256(id.encode()).hexdigest(),
        )
        dealt = {id: ("development", "check")[rank % 2] for rank, id in enumerate(ids)}
        assert dealt == {q.id: q.split for q in QUESTIONS if q.kind == kind}


def test_the_question_of_the_issue_asks_for_four_points() -> None:
    question = next(q for q in QUESTIONS if q.question == "What did Lee and Ishiba agree on?")
    assert question.at_least == 4
    assert len(question.facts) >= 5


def test_an_answerer_that_quotes_the_gold_lines_is_right_on_every_question() -> None:
    """The set can be answered: no forbidden wording, echo or false alarm stands in the way."""
    articles = {name: article(name, text) for name, text in ARTICLES.items()}

    def quoted_line(fact: Fact, path: str) -> Sentence:
        lines = ARTICLES[path].splitlines()
        line = next(line for line in lines if any(states(line, w) for w in fact.any))
        return say(line, cite(1, articles[path], line), verdict=Verdict.QUOTED)

    for question in QUESTIONS:
        lines = [quoted_line(fact, min(fact.gold_articles)) for fact in question.facts]
        result = score(question, answered(*lines) if lines else not_found(), 0.0)
        assert result.right, question.id
        assert result.supported == (True,) * len(question.facts), question.id
        assert result.invented == (), question.id


def test_an_answerer_that_shows_everything_is_found_out() -> None:
    articles = {name: article(name, text) for name, text in ARTICLES.items()}
    everything = answered(
        *(
            say(line, cite(1, articles[path], line))
            for path, text in ARTICLES.items()
            for line in text.splitlines()
            if line.strip()
        )
    )
    summary = summarise([score(question, everything, 0.0) for question in QUESTIONS])
    assert summary.refused_rightly.part == 0
    assert summary.on_point.value is not None
    assert summary.on_point.value < 0.1
    assert summary.citations_gold.value is not None
    assert summary.citations_gold.value < 0.3
