"""The whole of `footnote eval retrieval` on tiny data sets, with an embedder of words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import UsageError
from index.library import Library
from index.settings import Settings
from index.types import Article, Hit, Passage
from qa.evaluation.retrieval import indexing, systems
from qa.evaluation.retrieval.command import RetrievalOptions, evaluate_retrieval
from qa.evaluation.retrieval.datasets import Question, Unit, load_dataset, make_article
from qa.evaluation.retrieval.indexing import open_indexed
from qa.evaluation.retrieval.report import RetrievalReport
from qa.evaluation.retrieval.running import Ranking, RankingFile, passages_needed, run_system
from qa.evaluation.retrieval.systems import System
from tests.fakes import FakeEmbedder
from tests.qa.evaluation.retrieval_examples import write_beir, write_multihop
from tests.qa.making import hits
from ui.cli import main


def silent(done: int, total: int, what: str) -> None:
    assert 0 <= done <= total, what


@pytest.fixture
def embedder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeEmbedder:
    made = FakeEmbedder()
    monkeypatch.setattr("qa.evaluation.retrieval.command.load_embedder", lambda settings: made)
    monkeypatch.setenv("FOOTNOTE_HOME", str(tmp_path / "home"))
    return made


def evaluated(options: RetrievalOptions, home: Path) -> RetrievalReport:
    return evaluate_retrieval(options, Settings(home), silent)


def test_beir_from_the_command_line(
    embedder: FakeEmbedder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.json"
    assert main(["eval", "retrieval", str(write_beir(tmp_path / "tiny")), "--json", str(out)]) == 0
    table = capsys.readouterr().out
    assert "tiny: 3 of 3 judged questions, 4 articles, 4 passages" in table
    assert "1 judged documents are not in the corpus" in table
    content = json.loads(out.read_text(encoding="utf-8"))
    assert list(content["systems"]) == ["footnote", "dense", "bm25", "rrf"]
    for result in content["systems"].values():
        assert result["measures"]["Hits@4"]["value"] == 1.0
        assert result["measures"]["Recall@100"]["value"] == pytest.approx((1 + 1 + 0.5) / 3)
        assert result["questions"][0]["found"][0] == "d1"
        assert result["milliseconds"]["p90"] >= result["milliseconds"]["median"] > 0
    assert [each.name[:5] for each in (tmp_path / "home" / "evaluations").iterdir()] == ["tiny-"]


def test_multihop_from_the_command_line(
    embedder: FakeEmbedder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = write_multihop(tmp_path / "news"), tmp_path / "out.json"
    arguments = ["--systems", "footnote", "--json", str(out), "--work", str(tmp_path / "work")]
    assert main(["eval", "retrieval", str(folder), *arguments]) == 0
    assert "1 of 3 facts could not be located" in capsys.readouterr().out
    result = json.loads(out.read_text(encoding="utf-8"))["systems"]["footnote"]
    assert result["measures"]["Hits@10"]["value"] == 1.0
    assert result["measures"]["all-evidence@10"]["value"] == 0.5, "a fact was not located"
    assert result["measures"]["evidence recall@10"]["value"] == 0.75
    assert result["by_kind"]["temporal"]["all-evidence@10"]["value"] == 0.0
    assert result["by_kind"]["inference"]["all-evidence@10"]["value"] == 1.0


def test_used_wrongly_it_says_so_before_any_work(
    embedder: FakeEmbedder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(write_beir(tmp_path / "tiny"))
    for arguments, message in (
        (
            ["--systems", "footnote,colbert"],
            "there is no system 'colbert'; choose among footnote, dense",
        ),
        (["--systems", ","], "no system is named; choose"),
        (["--json", str(tmp_path / "none" / "x.json")], "for x.json; make it first"),
        (["--json", str(tmp_path)], "is a folder; name a file in it"),
    ):
        assert main(["eval", "retrieval", folder, *arguments]) == 2
        assert message in capsys.readouterr().err
    assert embedder.encoded == 0


def test_without_its_packages_it_says_what_to_install(
    embedder: FakeEmbedder,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert main(["eval", "retrieval", str(write_beir(tmp_path / "tiny"))]) == 2
    assert "ir-measures is not installed; install it with: pip" in capsys.readouterr().err
    for command in ("answers", "support"):
        assert main(["eval", command, str(tmp_path)]) == 2
        said = capsys.readouterr().err
        assert (
            "scikit-learn is not installed; install it with: pip install 'footnote[eval]'" in said
        )


def test_runs_are_compared_and_drawn(
    embedder: FakeEmbedder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, earlier = write_beir(tmp_path / "tiny"), tmp_path / "earlier.json"
    begin = ["eval", "retrieval", str(folder), "--systems"]
    assert main([*begin, "dense,bm25", "--json", str(earlier)]) == 0
    content = json.loads(earlier.read_text(encoding="utf-8"))
    for question in content["systems"]["bm25"]["questions"][::-1]:  # any order will do
        question["measures"]["MRR@10"] = 0.5
    content["systems"]["bm25"]["questions"].reverse()
    earlier.write_text(json.dumps(content), encoding="utf-8")
    out, plot = tmp_path / "out.json", tmp_path / "out.svg"
    compared = ["--json", str(out), "--plot", str(plot), "--compare", str(earlier)]
    capsys.readouterr()
    assert main([*begin, "footnote,bm25", *compared]) == 0
    table = capsys.readouterr().out
    assert "this run less earlier, paired" in table
    assert "+0.500 (+0.500 to +0.500)*" in table
    figures = json.loads(out.read_text(encoding="utf-8"))["less_earlier_runs"]["earlier"]
    assert list(figures) == ["bm25"], "what only one of them ran cannot be compared"
    assert figures["bm25"]["MRR@10"]["interval"] == [0.5, 0.5]
    assert figures["bm25"]["MAP@10"]["value"] == 0.0
    drawn = plot.read_text(encoding="utf-8")
    assert drawn.count("<!-- bm25 (earlier) -->") >= 1
    assert "<!-- nDCG@10 -->" in drawn


def test_names_in_brackets_are_no_markup(
    embedder: FakeEmbedder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, earlier = write_multihop(tmp_path / "news"), tmp_path / "was[b].json"
    questions = (folder / "queries_part.json").read_text(encoding="utf-8")
    questions = questions.replace("temporal_query", "[/i]")
    (folder / "queries_part.json").write_text(questions, encoding="utf-8")
    command = ["eval", "retrieval", str(folder), "--systems", "bm25"]
    assert main([*command, "--json", str(earlier)]) == 0
    assert main([*command, "--compare", str(earlier)]) == 0
    printed = capsys.readouterr().out
    assert "│ [/i] " in printed
    assert "this run less was[b], paired" in printed


def test_what_cannot_be_compared_or_drawn(
    embedder: FakeEmbedder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, earlier = write_beir(tmp_path / "tiny"), tmp_path / "earlier.json"
    begin = ["eval", "retrieval", str(folder), "--systems", "bm25"]
    assert main([*begin, "--json", str(earlier), "--limit-queries", "2"]) == 0
    other = tmp_path / "other.json"
    other.write_text('{"systems": []}', encoding="utf-8")
    without = json.loads(earlier.read_text(encoding="utf-8"))
    del without["systems"]["bm25"]["questions"][0]["measures"]["MAP@10"]
    lacking = tmp_path / "lacking.json"
    lacking.write_text(json.dumps(without), encoding="utf-8")
    for arguments, message in (
        (["--compare", str(earlier)], "was measured on other data or other questions"),
        (["--compare", str(other)], "other.json is no file that --json"),
        (["--compare", str(tmp_path / "no.json")], "no.json cannot be read"),
        (["--compare", str(lacking), "--limit-queries", "2"], "lacks a measure of 'MAP@10'"),
        (["--limit-queries", "2", *(["--compare", str(earlier)] * 2)], "have one name"),
        (["--plot", "x.gif"], "x.gif cannot be drawn; end its name with .svg"),
    ):
        assert main([*begin, *arguments]) == 2
        assert message in capsys.readouterr().err


def test_the_reranker_of_the_settings_is_part_of_the_product(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Reversing:
        name = "reversing"

        def rerank(self, question: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
            return tuple(reversed(hits))

    settings = Settings(tmp_path)
    (plain,) = systems.load_systems(["footnote"], settings)
    monkeypatch.setattr(systems, "load_reranker", lambda settings: Reversing())
    reranked, bm25 = systems.load_systems(["footnote", "bm25", "footnote"], settings)
    articles = [make_article("a", "The ferry sails.", {}), make_article("b", "Ferry.", {})]
    with open_indexed(articles, tmp_path / "library", FakeEmbedder(), silent) as library:
        before = [hit.article.path for hit in plain.search("Which ferry sails?", library, 5)]
        after = [hit.article.path for hit in reranked.search("Which ferry sails?", library, 5)]
    assert after == before[::-1]
    assert plain.fingerprint() != reranked.fingerprint()
    assert bm25.fingerprint() == systems.load_systems(["rrf"], settings)[0].fingerprint()


def test_a_stopped_run_continues(embedder: FakeEmbedder, tmp_path: Path) -> None:
    options = RetrievalOptions(write_beir(tmp_path / "tiny"), systems=("dense",))
    first = evaluated(replace(options, limit_queries=1), tmp_path)
    assert len(first.questions) == 1
    indexed = embedder.encoded
    second = evaluated(options, tmp_path)
    assert embedder.encoded - indexed == 3, "one search to warm up, two questions, no passage"
    assert second.systems[0].rankings[0] == first.systems[0].rankings[0]
    assert evaluated(options, tmp_path).systems == second.systems
    assert embedder.encoded - indexed == 3
    evaluated(replace(options, fresh=True), tmp_path)
    assert embedder.encoded - indexed == 3 + 4


def test_other_judgments_are_other_rankings(embedder: FakeEmbedder, tmp_path: Path) -> None:
    folder = write_beir(tmp_path / "tiny")
    evaluated(RetrievalOptions(folder, systems=("bm25",)), tmp_path)
    encoded = embedder.encoded
    (folder / "qrels" / "test.tsv").write_text("q2\td2\t1\n", encoding="utf-8")
    assert len(evaluated(RetrievalOptions(folder, systems=("bm25",)), tmp_path).questions) == 1
    assert embedder.encoded == encoded + 2, "the library is the same, the rankings are new"


def test_a_line_cut_short_is_made_again(tmp_path: Path) -> None:
    kept = RankingFile(tmp_path / "r" / "x.jsonl")
    assert kept.read() == {}
    whole = Ranking("1", ("a", "b"), 0.5)
    kept.append(whole)
    with (tmp_path / "r" / "x.jsonl").open("a", encoding="utf-8") as stream:
        stream.write('{"question": "2", "un')
    assert kept.read() == {"1": whole}
    kept.append(Ranking("2", (), 0.1, "names nothing"))
    assert list(kept.read()) == ["1", "2"]
    (tmp_path / "r" / "x.jsonl").write_text('{"question": "1"}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="damaged; run again with --fresh"):
        kept.read()
    kept.clear()
    assert kept.read() == {}


def test_a_refused_question_still_counts(tmp_path: Path) -> None:
    articles = [make_article("a", "The ferry sails.", {})]
    with open_indexed(articles, tmp_path / "library", FakeEmbedder(), silent) as library:
        asked = [Question("1", "Why is that?", documents={"a": 1})]
        kept = RankingFile(tmp_path / "x.jsonl")
        (ranking,) = run_system(
            System("footnote", systems.search_as_footnote),
            asked,
            library,
            Unit.DOCUMENT,
            kept,
            silent,
        )
    assert ranking.units == ()
    assert "names nothing to search for" in ranking.refusal


def test_a_long_question_is_asked_in_full(tmp_path: Path) -> None:
    articles = [make_article("a", "The ferry sails.", {}), make_article("b", "Kelp grows.", {})]
    with open_indexed(articles, tmp_path / "library", FakeEmbedder(), silent) as library:
        found = systems.search_as_footnote("ferry " * 400 + "sails?", library, 5)
    assert found[0].article.path == "a"


def test_a_document_is_ranked_by_its_best_passage_and_never_finds_itself(tmp_path: Path) -> None:
    found = {hit.article.path: hit for hit in hits(*(make_article(p, "x", {}) for p in "abcq"))}

    def search(question: str, library: Library, limit: int) -> list[Hit]:
        return [found[path] for path in ("q", "b", "a", "b", "c")]

    system = System("listed", search)
    with Library.open(tmp_path / "library", FakeEmbedder(), create=True) as library:
        kept = RankingFile(tmp_path / "x.jsonl")
        (ranking,) = run_system(system, [Question("q", "?")], library, Unit.DOCUMENT, kept, silent)
    assert ranking.units == ("b", "a", "c")


def test_indexing_goes_on_where_it_was_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "BATCH_CHARACTERS", 1)
    articles = [make_article(name, f"Barge {name} sails.", {}) for name in "abcd"]

    def stop(done: int, total: int, what: str) -> None:
        if what == "indexing articles" and done == 2:
            raise KeyboardInterrupt

    embedder = FakeEmbedder()
    with pytest.raises(KeyboardInterrupt):
        open_indexed(articles, tmp_path / "library", embedder, stop)
    assert embedder.encoded == 2
    with open_indexed(articles, tmp_path / "library", embedder, silent) as library:
        assert [each.path for each in library.articles()] == ["a", "b", "c", "d"]
    assert embedder.encoded == 4


def test_only_articles_whose_passages_changed_are_embedded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedder = FakeEmbedder()
    articles = [make_article(name, f"Barge {name} sails.", {}) for name in "abc"]
    open_indexed(articles, tmp_path / "library", embedder, silent).close()
    split = indexing.split_passages

    def split_otherwise(article: Article) -> tuple[Passage, ...]:
        passages = split(article)
        return passages if article.path != "b" else (replace(passages[0], header="New"),)

    for module in ("qa.evaluation.retrieval.indexing", "index.passages"):
        monkeypatch.setattr(f"{module}.split_passages", split_otherwise)
    open_indexed(articles, tmp_path / "library", embedder, silent).close()
    assert embedder.encoded == 3, "the same version of the code is not compared again"
    monkeypatch.setattr(indexing, "reading_version", lambda: "another")
    with open_indexed(articles, tmp_path / "library", embedder, silent) as library:
        assert library.passages(articles[1].id)[0].header == "New"
    assert embedder.encoded == 4
    with open_indexed(articles[1:], tmp_path / "library", embedder, silent) as library:
        assert [article.path for article in library.articles()] == ["b", "c"]
    assert embedder.encoded == 4


def test_the_baselines_rank_by_what_they_are_named_after(tmp_path: Path) -> None:
    dataset = load_dataset(write_beir(tmp_path / "tiny"))
    with open_indexed(
        dataset.articles, tmp_path / "work" / "library", FakeEmbedder(), silent
    ) as library:
        assert passages_needed(library, Unit.DOCUMENT) == passages_needed(library, Unit.PASSAGE)
        question = "which trees do town bees visit"
        dense = systems.search_by_meaning(question, library, 10)
        words = systems.search_by_words(question, library, 10)
        fused = systems.search_by_rank_fusion(question, library, 10)
    assert [hit.cosine for hit in dense] == sorted((h.cosine for h in dense), reverse=True)
    assert len(dense) == 4
    assert [hit.bm25 for hit in words] == sorted((h.bm25 for h in words), reverse=True)
    assert words[0].article.path == "d2"
    assert all(hit.bm25 > 0 for hit in words), "what shares no word was not found by words"

    def rank(ranked: Sequence[Hit], path: str) -> float:
        paths = [hit.article.path for hit in ranked]
        return 1 / (61 + paths.index(path)) if path in paths else 0.0

    values = [rank(dense, h.article.path) + rank(words, h.article.path) for h in fused]
    assert values == sorted(values, reverse=True)
    assert {hit.article.path for hit in fused} == {"d1", "d2", "d3", "d4"}
