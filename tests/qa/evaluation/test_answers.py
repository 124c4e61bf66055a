"""Answers measured: each measure by hand, thresholds, resumption, the command on fakes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import GenerationError, QuestionError, UsageError
from index.library import Library
from index.types import ANYWHERE, Article, Filters
from qa.answering import Answerer
from qa.evaluation import origin
from qa.evaluation.answers import command
from qa.evaluation.answers.cases import Case, Piece
from qa.evaluation.answers.command import AnswersOptions, evaluate_answers
from qa.evaluation.answers.curves import NEVER, kept_at, risk_coverage, separation
from qa.evaluation.answers.measures import figures, measure, predicted, refuse_all_f1, same
from qa.evaluation.answers.report import describe
from qa.evaluation.answers.running import Result, ResultFile, run_cases
from qa.types import Answer, History, Sentence
from tests.fakes import FakeEmbedder, FakeGenerator
from tests.qa.evaluation.answers_examples import write_marked, write_squad
from tests.qa.evaluation.evaluation_examples import CALL, VISIT, answered, cite, not_found, say
from tests.qa.evaluation.retrieval_examples import write_multihop
from ui.cli import main

LENGTH = "Lee and Ishiba spoke by phone on Monday for 25 minutes."
START = CALL.text.index(LENGTH)
SPAN = (CALL.text.index("25 minutes"), CALL.text.index("25 minutes") + 10)
CASE = Case(
    "length",
    "How long did they speak?",
    answerable=True,
    answers=("25 minutes", "25"),
    pieces=(Piece(frozenset({"call.txt"}), (SPAN,)),),
    at_least=1,
)
ABSENT = Case("chess", "Who won at chess?", answerable=False, answers=("",))
GOOD = cite(1, CALL, LENGTH)
BESIDE = cite(2, CALL, "They agreed to meet in Canada.")
WRONG = cite(3, VISIT, "Lee did not.")


def silent(done: int, total: int, what: str) -> None:
    assert 0 <= done <= total, what


def spoken(*sentences: Sentence, words: str = "", score: float = 0.9, dropped: int = 0) -> Answer:
    first = replace(sentences[0], answer=words)
    return replace(answered(first, *sentences[1:], dropped=dropped), score=score)


def result(answer: Answer | None, case: Case = CASE, error: str = "") -> Result:
    return Result(case, answer, 0.5, error)


class TestMeasures:
    def test_a_right_answer(self) -> None:
        answer = spoken(say("They spoke for 25 minutes.", GOOD), words="for 25 minutes")
        values = measure(result(answer), locates=True)
        assert values["right"] == values["right, answerable"] == (1.0, 1.0)
        assert values["exact match"] == (0.0, 1.0)
        assert values["token F1"] == values["token F1, answerable"] == (pytest.approx(0.8), 1.0)
        assert values["answerable refused"] == (0.0, 1.0)
        assert values["refusal precision"] == (0.0, 0.0), "nothing was refused"
        for grain in ("articles", "sentences"):
            assert values[f"citation precision, {grain}"] == (1.0, 1.0)
            assert values[f"citation recall, {grain}"] == (1.0, 1.0)

    def test_the_gold_answer_must_be_said_not_only_chosen(self) -> None:
        answer = spoken(say("They spoke at length.", GOOD), words="25 minutes")
        values = measure(result(answer), locates=True)
        assert values["right"] == (0.0, 1.0)
        assert values["exact match"] == (1.0, 1.0)

    def test_a_citation_of_the_right_article_may_be_of_the_wrong_sentence(self) -> None:
        answer = spoken(say("They spoke for 25 minutes.", BESIDE, WRONG))
        values = measure(result(answer), locates=True)
        assert values["citation precision, articles"] == (1.0, 2.0)
        assert values["citation precision, sentences"] == (0.0, 2.0)
        assert values["citation recall, articles"] == (1.0, 1.0)
        assert values["citation recall, sentences"] == (0.0, 1.0)
        assert measure(result(answer), locates=False)["citation precision, sentences"] == (0, 0)

    def test_recall_counts_what_a_whole_answer_needs(self) -> None:
        pieces = (*CASE.pieces, Piece(frozenset({"visit.txt"})), Piece(frozenset()))
        answer = spoken(say("25 minutes.", GOOD))
        whole = measure(result(answer, replace(CASE, pieces=pieces, at_least=3)), locates=False)
        assert whole["citation recall, articles"] == (1.0, 3.0)
        either = measure(result(answer, replace(CASE, pieces=pieces, at_least=1)), locates=False)
        assert either["citation recall, articles"] == (1.0, 1.0)

    def test_a_refusal_where_there_is_an_answer(self) -> None:
        values = measure(result(not_found()), locates=True)
        assert values["right"] == values["token F1"] == (0.0, 1.0)
        assert values["refusal precision"] == (0.0, 1.0)
        assert values["answerable refused"] == (1.0, 1.0)
        assert values["citation recall, articles"] == (0.0, 0.0), "of what was answered"

    def test_a_refusal_where_there_is_none(self) -> None:
        values = measure(result(not_found(), ABSENT), locates=True)
        assert values["right"] == values["token F1"] == values["exact match"] == (1.0, 1.0)
        assert values["token F1, answerable"] == values["right, answerable"] == (0.0, 0.0)
        assert values["refusal precision"] == (1.0, 1.0)
        assert values["refusal recall (unanswerable refused)"] == (1.0, 1.0)

    def test_every_citation_in_an_answer_to_nothing_is_wrong(self) -> None:
        values = measure(result(spoken(say("Lee won.", GOOD, WRONG)), ABSENT), locates=True)
        assert values["right"] == values["token F1"] == (0.0, 1.0)
        assert values["citation precision, articles"] == (0.0, 2.0)

    def test_an_error_is_neither_an_answer_nor_a_refusal(self) -> None:
        values = measure(result(None, ABSENT, "GenerationError: down"), locates=True)
        assert values["errors"] == (1.0, 1.0)
        assert values["right"] == values["token F1"] == (0.0, 1.0)
        assert values["refusal precision"] == (0.0, 0.0)
        assert values["refusal recall (unanswerable refused)"] == (0.0, 1.0)

    def test_a_judgment_is_right_where_it_stands_on_gold_evidence(self) -> None:
        judged = replace(CASE, answers=("Yes",), verbatim=False)
        assert measure(result(spoken(say("So.", GOOD)), judged), True)["right"] == (1.0, 1.0)
        assert measure(result(spoken(say("Yes.", BESIDE)), judged), True)["right"] == (0.0, 1.0)

    def test_sentences_by_verdict(self) -> None:
        quote = say("“They agreed.”", BESIDE, verdict=type(say("").verdict)("quoted"))
        answer = spoken(say("25 minutes.", GOOD), quote, quote, dropped=2)
        values = measure(result(answer), locates=True)
        assert values["sentences supported"] == (1.0, 3.0)
        assert values["sentences quoted"] == (2.0, 3.0)
        assert values["drafts dropped, of sentences"] == (2.0, 3.0)

    def test_without_a_reader_the_sentence_is_the_prediction(self) -> None:
        assert predicted(result(spoken(say("25 minutes.", GOOD)))) == "25 minutes."
        assert predicted(result(spoken(say("25 minutes.", GOOD), words="25"))) == "25"
        assert predicted(result(not_found())) == ""

    def test_stretches_are_the_same_by_most_of_the_shorter(self) -> None:
        text = "abcdef ghij"
        assert same(text, (0, 11), (7, 9)), "the one holds the other"
        assert same(text, (0, 6), (3, 11))
        assert not same(text, (0, 6), (5, 11))
        assert not same(text, (0, 6), (6, 11)), "they touch"

    def test_figures_weigh_what_there_is_and_widen_what_is_unanimous(self) -> None:
        parts = [
            measure(result(spoken(say("25 minutes.", GOOD)), CASE), True),
            measure(result(spoken(say("No.", GOOD, WRONG, WRONG)), ABSENT), True),
        ]
        found = figures(parts)
        precision, errors = found["citation precision, articles"], found["errors"]
        assert precision is not None
        assert precision.value == 0.25
        assert found["refusal precision"] is None
        assert errors is not None
        assert (errors.value, errors.low) == (0.0, 0.0)
        assert errors.high > 0.5, "two questions prove little"

    def test_refusing_everything(self) -> None:
        assert refuse_all_f1([CASE, ABSENT, ABSENT]) == pytest.approx(2 / 3)
        assert refuse_all_f1([replace(CASE, answers=())]) is None


def scored(score: float, case: Case, text: str | None) -> Result:
    answer = not_found() if text is None else answered(say(text, GOOD))
    return result(replace(answer, score=score), case)


class TestThresholds:
    results = (
        scored(0.9, CASE, "25 minutes."),
        scored(0.8, ABSENT, "Lee won."),
        scored(0.6, CASE, "Long."),
        scored(0.3, CASE, None),
        scored(0.2, ABSENT, None),
    )

    def test_risk_and_coverage_at_each_threshold(self) -> None:
        points = risk_coverage(self.results)
        assert [point.threshold for point in points] == [NEVER, 0.9, 0.8, 0.6, 0.3, 0.2]
        assert [point.coverage for point in points] == [0.0, 0.2, 0.4, 0.6, 0.6, 0.6]
        assert [point.risk for point in points] == pytest.approx(
            [None, 0.0, 0.5, 2 / 3, 2 / 3, 2 / 3]
        )
        assert [point.right for point in points] == pytest.approx([0.4, 0.6, 0.4, 0.4, 0.4, 0.4])
        assert points[3].answerable_above == pytest.approx(2 / 3)
        assert points[3].unanswerable_above == 0.5
        assert (points[-1].answerable_above, points[-1].unanswerable_above) == (1.0, 1.0)

    def test_a_long_curve_is_thinned_but_ends_where_it_ends(self) -> None:
        many = [scored(n / 1000, CASE, "25 minutes.") for n in range(1000)]
        points = risk_coverage(many)
        assert len(points) == 200
        assert (points[1].threshold, points[-1].threshold) == (0.999, 0.0)

    def test_how_well_the_score_separates(self) -> None:
        assert separation(self.results) == pytest.approx(4 / 6)
        assert separation(self.results[2:4]) is None

    def test_what_is_left_where_others_are_refused(self) -> None:
        assert kept_at(self.results) == (pytest.approx(1 / 3), 0.8)
        assert kept_at(self.results, refused=0.5) == (1.0, 0.2)
        assert kept_at(self.results[2:4]) is None


class Scripted:
    """Answers as told by the question; counts what it was asked."""

    def __init__(self, answers: dict[str, Answer | Exception]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def answer(self, question: str, history: History = (), within: Filters = ANYWHERE) -> Answer:
        self.asked.append(question)
        found = self.answers[question]
        if isinstance(found, Exception):
            raise found
        return found


class TestRunning:
    right = spoken(
        say("They spoke for 25 minutes.", GOOD), say("“Canada.”", BESIDE), words="25", dropped=1
    )

    def kept(self, folder: Path, articles: Sequence[Article] = (CALL, VISIT)) -> ResultFile:
        return ResultFile(folder / "answers" / "x.jsonl", (CASE, ABSENT), articles)

    def test_what_was_answered_is_not_asked_again(self, tmp_path: Path) -> None:
        product = Scripted({CASE.question: self.right, ABSENT.question: not_found()})
        (first,) = run_cases(product, [CASE], self.kept(tmp_path), silent)
        assert product.asked == [CASE.question] * 2, "once to warm up"
        again, absent = run_cases(product, [CASE, ABSENT], self.kept(tmp_path), silent)
        assert product.asked[2:] == [ABSENT.question] * 2
        assert again.answer is not None
        assert again.answer.sentences == self.right.sentences
        assert (again.answer.score, again.answer.dropped) == (0.9, 1)
        assert again.seconds == first.seconds
        assert measure(again, True) == measure(first, True)
        assert absent.refused

    def test_only_an_error_of_the_question_itself_is_kept(self, tmp_path: Path) -> None:
        product = Scripted({CASE.question: GenerationError("no server"),
                            ABSENT.question: QuestionError("names nothing")})  # fmt: skip
        down, empty = run_cases(product, [CASE, ABSENT], self.kept(tmp_path), silent)
        assert (down.error, empty.error) == (
            "GenerationError: no server",
            "QuestionError: names nothing",
        )
        product.answers[CASE.question] = self.right
        up, same_as_before = run_cases(product, [CASE, ABSENT], self.kept(tmp_path), silent)
        assert up.answered
        assert same_as_before == empty

    def test_answers_over_other_articles_are_not_taken(self, tmp_path: Path) -> None:
        run_cases(Scripted({CASE.question: self.right}), [CASE], self.kept(tmp_path), silent)
        with pytest.raises(UsageError, match="damaged; run again with --fresh"):
            self.kept(tmp_path, [VISIT]).read()


def test_a_failure_tells_what_came_and_why() -> None:
    refused = describe(result(replace(not_found(), score=0.31)))
    assert "FAILED  length\n" in refused
    assert "expected:  25 minutes / 25\n" in refused
    assert "not found (best statement 0.31)" in refused
    assert refused.endswith("refused, although the articles say")
    told = describe(result(spoken(say("Lee won.", WRONG), words="Lee"), ABSENT))
    assert "expected:  not found" in told
    assert "[3] visit.txt: Lee did not." in told
    assert told.endswith("answered, although the articles do not say")
    assert describe(result(None, error="GenerationError: down")).endswith("an error")


@pytest.fixture
def product(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeGenerator:
    """The product on fakes, wherever the command opens it."""
    embedder, generator = FakeEmbedder(), FakeGenerator()
    monkeypatch.setattr(command, "load_embedder", lambda settings: embedder)
    monkeypatch.setattr(command, "load_answerer", lambda library, s: Answerer(library, generator))

    def open_answerer(settings: object, folder: Path | None, progress: object) -> Answerer:
        library = Library.open(tmp_path / "folder-library", embedder, create=True)
        assert folder is not None
        library.refresh(folder)
        return Answerer(library, generator)

    monkeypatch.setattr(command, "open_answerer", open_answerer)
    monkeypatch.setenv("FOOTNOTE_HOME", str(tmp_path / "home"))
    return generator


def run(*arguments: object) -> int:
    return main(["eval", "answers", *map(str, arguments)])


class TestCommand:
    def test_squad(
        self, product: FakeGenerator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out, failures, plot = (tmp_path / name for name in ("out.json", "failed.txt", "out.svg"))
        squad = write_squad(tmp_path / "part.json")
        assert run(squad, "--json", out, "--failures", failures, "--plot", plot) == 0
        printed = capsys.readouterr().out
        assert "part (SQuAD 2.0): 5 of 5 questions, 3 answerable" in printed
        assert "... if every question were refused" in printed
        content = json.loads(out.read_text(encoding="utf-8"))
        assert content["refuse_all_f1"] == pytest.approx(0.4)
        questions = {each["id"]: each for each in content["questions"]}
        assert questions["crossing"]["right"]
        assert questions["minutes"]["outcome"] == "not_found", "its paragraph is the only article"
        paths = {path for each in questions.values() for path, _, _ in each["cited"]}
        assert questions["crossing"]["cited"][0][0] == "001-Ostrand_sound/001"
        assert paths <= {"001-Ostrand_sound/001", "001-Ostrand_sound/002"}
        listed = failures.read_text(encoding="utf-8")
        failed = {each["id"] for each in questions.values() if not each["right"]}
        assert {line.split()[1] for line in listed.splitlines() if "FAILED" in line} == failed
        assert content["origin"]["generator"] == "fake/editor"
        drawn = plot.read_text(encoding="utf-8")
        assert "<!-- wrong among the answers given -->" in drawn
        assert "<!-- citation precision, sentences -->" in drawn

    def test_a_sample_then_the_rest(
        self, product: FakeGenerator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        squad, work = write_squad(tmp_path / "part.json"), tmp_path / "work"
        assert run(squad, "--limit", 2, "--work", work) == 0
        (kept,) = work.glob("part-*/answers/*.jsonl")
        assert len(kept.read_text(encoding="utf-8").splitlines()) == 2
        assert run(squad, "--work", work) == 0
        assert len(kept.read_text(encoding="utf-8").splitlines()) == 5
        batches = len(product.batches)
        assert run(squad, "--work", work) == 0
        assert len(product.batches) == batches, "nothing is asked again"
        assert run(squad, "--work", work, "--fresh") == 0
        assert len(product.batches) > batches
        assert "2 of 5 questions, 1 answerable" in capsys.readouterr().out

    def test_multihop(
        self, product: FakeGenerator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(write_multihop(tmp_path / "news")) == 0
        printed = capsys.readouterr().out
        assert "news (MultiHop-RAG): 3 of 3 questions, 2 answerable" in printed
        assert "by kind of question" in printed
        assert "temporal" in printed
        assert "1 of 3 facts could not be located" in printed

    def test_a_set_of_questions(
        self, product: FakeGenerator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        questions, articles = write_marked(tmp_path)
        out = tmp_path / "out.json"
        assert run(questions, "--folder", articles, "--json", out) == 0
        content = json.loads(out.read_text(encoding="utf-8"))
        assert content["measures"]["right"]["value"] == 1.0
        assert content["measures"]["citation recall, articles"]["value"] == 1.0
        assert content["measures"]["token F1"] is None
        assert run(questions, "--folder", articles, "--split", "check", "--json", out) == 0
        content = json.loads(out.read_text(encoding="utf-8"))
        assert (content["dataset"]["asked"], content["questions"]) == (1, [])

    def test_used_wrongly_it_says_so_before_any_question(
        self, product: FakeGenerator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        questions, articles = write_marked(tmp_path)
        squad = write_squad(tmp_path / "part.json")
        for arguments, message in (
            ([squad, "--folder", articles], "brings its articles; leave out --folder"),
            ([squad, "--plot", tmp_path / "x.gif"], "end its name with .svg"),
            ([squad, "--failures", tmp_path / "no" / "x"], "make it first"),
            ([squad, "--evidence", "--failures", tmp_path / "x"], "leave out --plot, --failures"),
            ([squad, "--evidence"], "reader is not installed"),
            ([questions, "--folder", articles, "--evidence"], "names the articles that answer"),
            ([questions, "--split", "check", "--failures", tmp_path / "x"], "stays unseen"),
        ):
            assert run(*arguments) == 2
            assert message in " ".join(capsys.readouterr().err.split())
        assert product.batches == []


def test_gold_articles_must_be_in_the_folder(product: FakeGenerator, tmp_path: Path) -> None:
    from index.settings import Settings

    questions, articles = write_marked(tmp_path)
    (articles / "ferry.txt").rename(articles / "boat.txt")
    with pytest.raises(UsageError, match=r"the library has no 'ferry.txt'"):
        evaluate_answers(AnswersOptions(questions, folder=articles), Settings(tmp_path), silent)


def test_kept_answers_depend_on_the_product_and_not_on_how_it_is_measured() -> None:
    files = {path.relative_to(origin.ROOT).as_posix() for path in origin.product_files()}
    assert {"qa/answering.py", "qa/models/reader/model.safetensors"} <= files
    rooms = {file.split("/")[1] for file in files}
    assert not rooms & {"evaluation", "training", "__pycache__"}
    assert not any(file.endswith(".pyc") for file in files)
