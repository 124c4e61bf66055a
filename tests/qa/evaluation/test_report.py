"""Running a set, the report as text and JSON, and the command."""

import json
import sys
from io import StringIO
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from rich.console import Console

from index.errors import GenerationError, UsageError
from qa.evaluation import seeds
from qa.evaluation.questions import Fact, Question, QuestionSetError
from qa.evaluation.report import Report, describe, show_report
from qa.evaluation.seeds import evaluate_seeds, run_seeds_command
from qa.types import Answer, History, Turn
from tests.qa.evaluation.evaluation_examples import CALL, answered, cite, not_found, say

LENGTH = Fact(("25 minute*",), frozenset({"call.txt"}))
QUESTIONS = (
    Question(
        "length", "fact", "How long?", True, (LENGTH,), at_least=1, split="development",
        history=(Turn("user", "Did they speak?"),),
    ),
    Question("ministers", "near_miss", "Which ministers?", answerable=False, split="check"),
    Question("again", "fact", "For how long?", True, (LENGTH,), at_least=1, split="check"),
)  # fmt: skip
SPOKE = cite(1, CALL, "Lee and Ishiba spoke by phone on Monday for 25 minutes.")


def honest(question: str, history: History) -> Answer:
    if "long" not in question:
        return not_found()
    return answered(say("They spoke for 25 minutes.", SPOKE))


def careless(question: str, history: History) -> Answer:
    if question == "For how long?":
        raise GenerationError("no server")
    return answered(say("They spoke for 40 minutes.", SPOKE))


def shown(report: Report, *, list_failures: bool = True) -> str:
    console = Console(file=StringIO(), width=110)
    show_report(report, console, list_failures=list_failures)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_every_system_is_asked_every_question_with_its_history() -> None:
    asked: list[tuple[str, History]] = []
    steps: list[tuple[int, int, str]] = []

    def system(question: str, history: History) -> Answer:
        asked.append((question, history))
        return not_found()

    report = evaluate_seeds({"a": system, "b": honest}, QUESTIONS, lambda *step: steps.append(step))
    assert asked == [(q.question, q.history) for q in QUESTIONS]
    assert steps[0] == (0, 6, "a: length")
    assert steps[-1] == (5, 6, "b: again")
    assert [system.name for system in report.systems] == ["a", "b"]
    assert [[s.right for s in r.scores] for r in report.systems] == [
        [False, True, False],
        [True, True, True],
    ]
    assert all(score.seconds > 0 for r in report.systems for score in r.scores)


def test_an_error_raised_on_purpose_is_a_result_and_a_bug_is_not() -> None:
    (result,) = evaluate_seeds({"a": careless}, QUESTIONS[2:]).systems[0].scores
    assert result.error == "GenerationError: no server"
    assert not result.right

    def broken(question: str, history: History) -> Answer:
        raise KeyError(question)

    with pytest.raises(KeyError):
        evaluate_seeds({"a": broken}, QUESTIONS)


def test_the_table_sets_systems_side_by_side() -> None:
    text = shown(evaluate_seeds({"footnote": honest, "plain": careless}, QUESTIONS))
    rows = {line.split("│")[1].strip(): line for line in text.splitlines() if "│" in line}
    assert "3/3  100% (44%-100%)" in rows["right"]
    assert "0/3  0% (0%-56%)" in rows["right"]
    assert "1/1  100%" in rows["right, kind near_miss"]
    assert "2/2  100%" in rows["right, split check"]
    assert "0/2  0%" in rows["right, split check"]
    assert rows["errors"].replace("│", "").split() == ["errors", "0", "1"]
    assert "FAILED" not in text


def test_failures_of_the_first_system_are_listed() -> None:
    report = evaluate_seeds({"plain": careless, "footnote": honest}, QUESTIONS)
    text = shown(report)
    assert text.count("FAILED") == 3
    assert "FAILED" not in shown(report, list_failures=False)


def test_a_failure_says_what_was_expected_what_came_and_why() -> None:
    first, second, third = evaluate_seeds({"plain": careless}, QUESTIONS).systems[0].scores
    assert describe(first) == (
        "FAILED  length (fact)\n"
        "  user:      Did they speak?\n"
        "  question:  How long?\n"
        "  expected:  25 minute* (missing; call.txt)\n"
        "  got:       They spoke for 40 minutes. [1]  ([1] call.txt)\n"
        "  because:   0 of 1 facts stated and rightly cited\n"
        "  because:   in no cited article: 40"
    )
    assert describe(second).splitlines()[2:] == [
        "  expected:  not found",
        "  got:       They spoke for 40 minutes. [1]  ([1] call.txt)",
        "  because:   answered, although the articles do not say",
        "  because:   in no cited article: 40",
    ]
    assert "  got:       error: GenerationError: no server" in describe(third)


def test_a_right_answer_that_invents_is_listed_too() -> None:
    def embroiders(question: str, history: History) -> Answer:
        return answered(say("They spoke for 25 minutes in Peru.", SPOKE), say("In Oslo.", SPOKE))

    (result,) = evaluate_seeds({"a": embroiders}, QUESTIONS[:1]).systems[0].scores
    assert result.right
    assert describe(result).startswith("invents  length")
    assert describe(result).endswith("in no cited article: Oslo")  # Peru is in the article


def test_json_round_trips_and_can_leave_single_questions_out() -> None:
    report = evaluate_seeds({"footnote": honest}, QUESTIONS)
    content = json.loads(json.dumps(report.to_json()))["footnote"]
    assert content["summary"]["right"]["part"] == 3
    assert content["summary"]["by_kind"]["near_miss"]["value"] == 1.0
    assert content["summary"]["by_split"]["check"]["whole"] == 2
    assert content["questions"][0]["cited"] == [["call.txt"]]
    assert content["questions"][1]["outcome"] == "not_found"
    assert "questions" not in report.to_json(each_question=False)["footnote"]  # type: ignore[operator]


# The command

SET = {
    "questions": [
        {"id": "length", "kind": "fact", "question": "How long?", "answerable": True,
         "facts": [{"any": ["25 minute*"], "gold_articles": ["call.txt"]}], "split": "development"},
        {"id": "ministers", "kind": "near_miss", "question": "Which ministers?",
         "answerable": False, "split": "check"},
    ]
}  # fmt: skip


@pytest.fixture
def default_answerer(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answerer of one article in place of the real one and its models."""
    library = SimpleNamespace(articles=lambda: (CALL,), search=lambda query, limit: ())
    generator = SimpleNamespace(generate=lambda conversations, limit: ["I don't know."])
    answerer = SimpleNamespace(answer=honest, library=library, generator=generator)
    module = ModuleType("qa.opening")
    module.open_answerer = lambda settings: answerer  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "qa.opening", module)


@pytest.fixture
def questions_file(tmp_path: Path) -> Path:
    path = tmp_path / "set.json"
    path.write_text(json.dumps(SET), encoding="utf-8")
    return path


@pytest.mark.usefixtures("default_answerer")
def test_the_command_prints_and_writes_both_columns(
    questions_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = tmp_path / "report.json"
    assert run_seeds_command(questions_file, True, written, None) == 0
    out = capsys.readouterr().out
    assert "2 questions" in out
    assert "plain baseline" in out
    content = json.loads(written.read_text(encoding="utf-8"))
    assert content["footnote"]["summary"]["right"]["part"] == 2
    assert content["plain baseline"]["summary"]["right"]["part"] == 1


@pytest.mark.usefixtures("default_answerer")
def test_the_check_split_by_name_gives_totals_only(questions_file: Path, tmp_path: Path) -> None:
    written = tmp_path / "report.json"
    assert run_seeds_command(questions_file, False, written, "check") == 0
    assert list(json.loads(written.read_text(encoding="utf-8"))["footnote"]) == ["summary"]


@pytest.mark.usefixtures("default_answerer")
def test_questions_written_for_other_articles_are_refused(questions_file: Path) -> None:
    content = questions_file.read_text(encoding="utf-8").replace("call.txt", "other.txt")
    questions_file.write_text(content, encoding="utf-8")
    with pytest.raises(QuestionSetError, match=r"no 'other\.txt'"):
        run_seeds_command(questions_file, False, None, None)


def test_unusable_places_are_refused_before_anything_is_opened(
    questions_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "qa.opening", None)
    with pytest.raises(UsageError, match="no folder"):
        run_seeds_command(questions_file, False, tmp_path / "none" / "report.json", None)
    monkeypatch.setattr(seeds, "SEEDS_QUESTIONS", tmp_path / "none.json")
    with pytest.raises(UsageError, match="--questions FILE"):
        run_seeds_command(None, False, None, None)
