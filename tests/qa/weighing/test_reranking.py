"""The cross-encoder's scores, its refusals, and its place between retrieval and evidence."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from index.derived import searchable
from index.errors import ModelError, WeightsMissingError
from index.library import Library
from index.settings import Settings
from index.types import Hit
from qa.answering import NEAREST_SHOWN, Answerer
from qa.opening import open_answerer
from qa.query import understand
from qa.retrieval import retrieve
from qa.weighing.reranking import (
    BATCH_SIZE,
    RERANKED,
    CrossEncoderReranker,
    load_reranker,
    retrieve_reranked,
)
from tests.fakes import FakeEmbedder, FakeGenerator, FakeReranker
from tests.qa.making import article, hits
from tests.qa.reader_fixtures import WORDS, tiny_base
from tests.qa.reranker_fixtures import save_cross_encoder

pytestmark = pytest.mark.usefixtures("one_thread")

QUESTION = "Who left the harbour in Oslo?"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_cross_encoder(tmp_path_factory.mktemp("models") / "model")


@pytest.fixture
def exact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa.weighing.reranking.hardware", lambda: ("cpu", torch.float32))


def load(folder: Path) -> CrossEncoderReranker:
    loaded = load_reranker(Settings(home=folder.parent, reranker=str(folder), offline=True))
    assert loaded is not None
    return loaded


def found(count: int) -> tuple[Hit, ...]:
    """Hits of as many articles, of 1 to 26 words."""
    texts = (" ".join(WORDS[place : place + 1 + place % 26]) for place in range(count))
    return hits(*(article(text, f"{n}.txt", title="Paris") for n, text in enumerate(texts)))


@pytest.mark.usefixtures("exact")
def test_each_score_is_the_logit_of_the_pair(model: Path) -> None:
    given = found(2 * BATCH_SIZE + 3)
    tokenizer = AutoTokenizer.from_pretrained(model)
    network = AutoModelForSequenceClassification.from_pretrained(model).eval()
    wanted = {}
    for hit in given:
        with torch.inference_mode():
            pair = tokenizer(QUESTION, searchable(hit.passage), return_tensors="pt")
            wanted[hit.passage.id] = float(network(**pair).logits[0, 0])
    ranked = load(model).rerank(QUESTION, given)
    assert [hit.passage.id for hit in ranked] == sorted(wanted, key=lambda p: -wanted[p])
    assert [hit.score for hit in ranked] == pytest.approx(
        sorted(wanted.values(), reverse=True), abs=1e-4
    )


@pytest.mark.usefixtures("exact")
def test_high_logits_are_not_squeezed_into_a_tie(tmp_path: Path) -> None:
    folder = save_cross_encoder(tmp_path / "model")
    weights = load_file(folder / "model.safetensors")
    weights["classifier.bias"] += 40.0
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    scores = [hit.score for hit in load(folder).rerank(QUESTION, found(6))]
    assert min(scores) > 20
    assert len(set(scores)) == 6


def test_words_past_the_longest_are_not_read(model: Path) -> None:
    text = "river " * 100
    one, other = hits(article(text, "a.txt"), article(f"{text}anna left oslo", "b.txt"))
    first, second = load(model).rerank(QUESTION, [one, other])
    assert first.score == second.score


def test_many_threads_get_what_one_gets(model: Path) -> None:
    reranker, given = load(model), found(12)
    questions = [QUESTION, "What fell?", "Who signed the treaty?", "Where was the mayor?"] * 3
    alone = [reranker.rerank(question, given) for question in questions]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda asked: reranker.rerank(asked, given), questions)) == alone


def test_it_runs_in_the_type_that_the_hardware_is_fastest_in(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for dtype in (torch.float32, torch.bfloat16):
        monkeypatch.setattr("qa.weighing.reranking.hardware", lambda dtype=dtype: ("cpu", dtype))
        assert {each.dtype for each in load(model)._model.parameters()} == {dtype}


def test_its_name_tells_its_weights(model: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(model, tmp_path / "copy")
    weights = load_file(folder / "model.safetensors")
    weights["classifier.bias"] += 1.0
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    one, other = (load(each).name.rpartition("@") for each in (model, folder))
    assert (one[0], other[0]) == (str(model), str(folder))
    assert len(one[2]) == len(other[2]) == 12
    assert one[2] != other[2]


class TestRefusals:
    """Nothing that cannot rank is ever left out in silence: each error names the way out."""

    def refused(self, folder: Path, message: str) -> None:
        with pytest.raises(ModelError, match=f"{message}.*FOOTNOTE_RERANKER, or unset it"):
            load(folder)

    def test_a_classifier(self, tmp_path: Path) -> None:
        self.refused(save_cross_encoder(tmp_path / "model", labels=3), "model gives 3 scores")

    def test_an_encoder_whose_last_layer_would_be_made_up(self, tmp_path: Path) -> None:
        folder = tmp_path / "encoder"
        tiny_base(folder, Settings(home=tmp_path, offline=True))
        self.refused(folder, r"encoder is no cross-encoder \(.* holds BertModel\)")

    def test_a_generator_of_another_format(self, tmp_path: Path) -> None:
        (tmp_path / "model.gguf").write_bytes(b"GGUF")
        self.refused(tmp_path, "model.gguf is no cross-encoder")

    @pytest.mark.parametrize("file", ["config.json", "model.safetensors"])
    def test_damaged_files(self, file: str, tmp_path: Path) -> None:
        folder = save_cross_encoder(tmp_path / "model")
        content = (folder / file).read_bytes()
        (folder / file).write_bytes(content[: len(content) // 2])
        self.refused(folder, file if file == "config.json" else "cannot be loaded as a cross-enc")

    def test_scores_that_are_no_numbers(self, tmp_path: Path) -> None:
        folder = save_cross_encoder(tmp_path / "model")
        weights = load_file(folder / "model.safetensors")
        weights["classifier.bias"] *= float("nan")
        weights["classifier.bias"] += float("nan")
        save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
        reranker = load(folder)
        with pytest.raises(ModelError, match=r"gave nan as a score; .*FOOTNOTE_RERANKER"):
            reranker.rerank(QUESTION, found(2))

    def test_a_model_that_is_not_there(self, tmp_path: Path) -> None:
        settings = Settings(home=tmp_path, reranker="someone/no-such-reranker", offline=True)
        with pytest.raises(WeightsMissingError, match="someone/no-such-reranker are not on"):
            load_reranker(settings)


def test_none_is_named_by_default(tmp_path: Path) -> None:
    assert load_reranker(Settings(home=tmp_path)) is None


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Forty articles on the ferry; the one before the last says the most about who steers it."""
    texts = [f"The ferry of pier {number} left." for number in range(40)]
    texts[38] = "The ferry of pier 38 left, and Petra Novak is who steers it on every long day."
    with Library.open(tmp_path / "library", FakeEmbedder(), create=True) as opened:
        opened.add([article(text, f"{number:02}.txt") for number, text in enumerate(texts)])
        yield opened


def paths(found: tuple[Hit, ...]) -> list[str]:
    return [hit.article.path for hit in found]


class Backwards:
    """Turns round what it is given, so that its work shows."""

    name = "fake/backwards"

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []
        """Question and number of hits of each call so far."""

    def rerank(self, question: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        self.asked.append((question, len(hits)))
        return tuple(replace(hit, score=float(n)) for n, hit in enumerate(hits))[::-1]


class TestRetrieval:
    query = understand("Which ferry left pier 7, and who steers it?")

    def test_the_best_of_retrieval_are_read_and_cut_after_that(self, library: Library) -> None:
        reranker = Backwards()
        ranked = retrieve_reranked(self.query, library, 5, reranker)
        best = retrieve(self.query, library, RERANKED)
        assert reranker.asked == [(self.query.standalone, RERANKED)]
        assert paths(ranked) == paths(best[: -1 - 5 : -1])

    def test_what_was_not_read_follows_in_its_order_and_below(self, library: Library) -> None:
        ranked = retrieve_reranked(self.query, library, 38, FakeReranker())
        plain = retrieve(self.query, library, 38)
        assert len(ranked) == len(plain) == 38
        assert sorted(paths(ranked)[:RERANKED]) == sorted(paths(plain)[:RERANKED])
        assert paths(ranked)[RERANKED:] == paths(plain)[RERANKED:]
        scores = [hit.score for hit in ranked]
        assert scores == sorted(scores, reverse=True)
        assert len(set(scores[RERANKED - 1 :])) == 38 - RERANKED + 1

    def test_fewer_hits_than_it_reads(self, tmp_path: Path) -> None:
        with Library.open(tmp_path / "small", FakeEmbedder(), create=True) as small:
            small.add([article("The ferry left the pier.")])
            assert len(retrieve_reranked(self.query, small, 12, FakeReranker())) == 1


def test_an_answerer_reads_what_the_reranker_puts_first(library: Library) -> None:
    question = "Who painted the lighthouse of the ferry?"
    plain = Answerer(library, FakeGenerator()).answer(question)
    answer = Answerer(library, FakeGenerator(), reranker=Backwards()).answer(question)
    best = retrieve(understand(question), library, RERANKED)
    assert paths(plain.nearest) == paths(best[:NEAREST_SHOWN])
    assert paths(answer.nearest) == paths(best[::-1][:NEAREST_SHOWN])


def test_an_opened_answerer_has_the_reranker_of_its_settings(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.opening.load_embedder", lambda _: FakeEmbedder())
    monkeypatch.setattr("qa.opening.load_generator", lambda _: FakeGenerator())
    monkeypatch.setattr("qa.opening.load_reader", lambda _: None)
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("The ferry left the pier.", encoding="utf-8")
    settings = Settings(home=tmp_path / "home", offline=True)
    for name in ("", str(model)):
        opened = open_answerer(replace(settings, reranker=name), folder=folder)
        opened.library.close()
        assert (opened.reranker.name if opened.reranker else "").startswith(name)
        assert bool(opened.reranker) is bool(name)
