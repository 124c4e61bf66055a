"""The checker: evidence that is read, batches, probabilities, loading, models of the hub."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from transformers import BertModel

from index.errors import ModelError, WeightsDamagedError, WeightsMissingError
from index.settings import Settings
from index.weights import WeightsLocation
from qa.checker import Relation, Support, load_checker
from qa.checker.inference import class_order
from qa.checker.input import (
    Comparison,
    claim_offsets,
    claim_tokens,
    compare,
    distances,
    lay_out,
    nearest,
    pad,
)
from qa.checker.own import BATCH_TOKENS, LARGEST, SMALLEST, TYPICAL_SIZE, Scale, in_batches
from qa.models.own_weights import CONFIG, WEIGHTS
from qa.training.exporting import export
from tests.fakes import FakeEmbedder
from tests.qa.checker_fixtures import save_inference_model, tiny_checker_network
from tests.qa.reader_fixtures import tiny_base, tiny_tokenizer

pytestmark = pytest.mark.usefixtures("one_thread")

CLAIM = "Anna signed the treaty in Oslo."
EVIDENCE = (
    "Rain fell on Monday. Boris opened the bridge in Lima. The council met. "
    "Anna signed the treaty. David left. It was in Oslo."
)


def count_words(text: str) -> int:
    return len(text.split())


class TestNearest:
    def test_evidence_that_fits_is_read_as_it_is(self) -> None:
        assert nearest(CLAIM, EVIDENCE, count_words, 40) == EVIDENCE

    def test_what_is_said_in_two_places_is_gathered_in_its_order(self) -> None:
        found = nearest(CLAIM, EVIDENCE, count_words, 8)
        assert found == "Anna signed the treaty. It was in Oslo."

    @given(st.integers(6, 60))
    def test_it_fits(self, room: int) -> None:
        assert 0 < count_words(nearest(CLAIM, EVIDENCE, count_words, room)) <= room

    def test_a_sentence_that_is_too_long_is_cut(self) -> None:
        evidence = "the river " * 50 + "."
        assert len(lay_out(tiny_tokenizer(), "Rain fell.", evidence, 24).tokens) == 24

    def test_curly_marks_are_read_as_straight_ones_and_keep_their_places(self) -> None:
        tokenizer = tiny_tokenizer()
        assert claim_tokens(tokenizer, "“Anna” left") == claim_tokens(tokenizer, '"Anna" left')
        start, end = claim_offsets(tokenizer, "“Anna” left")[2]
        assert "“Anna” left"[start:end] == "Anna"

    def test_layout(self) -> None:
        tokenizer = tiny_tokenizer()
        layout = lay_out(tokenizer, "Anna left", "Boris left.", 32)
        words = [tokenizer.id_to_token(token) for token in layout.tokens]
        assert words == ["[CLS]", "anna", "left", "[SEP]", "boris", "left", ".", "[SEP]"]
        tokens, types, present = pad([layout, replace(layout, tokens=layout.tokens[:6])])
        assert types.tolist()[0] == [0, 0, 0, 0, 1, 1, 1, 1]
        assert present.sum(axis=1).tolist() == [8, 6]
        assert tokens[1, 6:].tolist() == [0, 0]


class TestNetwork:
    def test_only_the_words_of_the_claim_can_be_wrong(self) -> None:
        layout = lay_out(tiny_tokenizer(), "Anna left", "Boris left.", 32)
        longer = lay_out(tiny_tokenizer(), "Anna left", "Boris left. Rain fell in Oslo.", 32)
        arrays = [torch.from_numpy(array) for array in pad([layout, longer])]
        outputs = tiny_checker_network().eval()(*arrays)
        assert outputs.claim.sum(dim=1).tolist() == [2, 2]
        assert outputs.claim[:, 1:3].all()
        assert outputs.classes.shape == (2, len(Relation))


class TestScoring:
    @given(st.lists(st.integers(1, 900), max_size=30))
    def test_batches_keep_the_order(self, sizes: list[int]) -> None:
        def score(batch: list[int]) -> np.ndarray:
            assert len(batch) == 1 or len(batch) * max(batch) <= BATCH_TOKENS
            return np.array([[size, 0, 0] for size in batch], dtype=np.float32)

        assert in_batches(sizes, int, score)[:, 0].tolist() == sizes  # type: ignore[arg-type]

    @given(
        st.tuples(*[st.floats(-50, 50, width=32)] * 3),
        st.floats(0.1, 10),
        st.floats(-5, 5),
    )
    def test_probabilities_sum_to_one(
        self, logits: tuple[float, float, float], temperature: float, bias: float
    ) -> None:
        support = Scale(temperature, bias).probabilities(np.array(logits, dtype=np.float32))
        assert support.supported + support.contradicted + support.neither == pytest.approx(1)

    def test_the_likeliest_is_the_relation(self) -> None:
        assert Support(0.2, 0.5, 0.3).relation is Relation.CONTRADICTED
        assert Scale(1.0, 2.0).probabilities(np.zeros(3, np.float32)).relation is Relation.SUPPORTED

    def test_missing_words_speak_against_support(self) -> None:
        logits = np.array([1, 0, 0], dtype=np.float32)
        scale = Scale(weights=Comparison(3.0, 1.0))
        assert (
            scale.probabilities(logits, Comparison(0.5, 0.0)).supported
            < scale.probabilities(logits).supported
        )

    def test_what_is_missing_may_weigh_more_in_a_page_than_in_a_sentence(self) -> None:
        logits = np.array([1, 0, 0], dtype=np.float32)
        scale = Scale(weights=Comparison(1.0, 0.0), growth=Comparison(0.5, 0.0))
        sizes = (1.0, SMALLEST, TYPICAL_SIZE, LARGEST, 12.0)
        tiny, sentence, typical, page, book = (
            scale.probabilities(logits, Comparison(0.5, 0.0, evidence_size=size)).supported
            for size in sizes
        )
        assert tiny == sentence > typical > page == book

    def test_claim_and_evidence_are_compared(self) -> None:
        compared = compare("Anna paid 7 to Oslo", "Boris pays Oslo 8.", 0.4)
        sizes = (math.log(5), math.log(5))
        assert compared == pytest.approx((3 / 4, 1.0, 1 / 3, 0.0, 0.4, *sizes))

    def test_the_nearest_sentence_counts(self) -> None:
        pairs = [
            ("The ferry stopped.", "It rained. The ferry stopped."),
            ("The ferry stopped.", "It rained."),
            ("The ferry stopped.", ""),
        ]
        assert distances(pairs, FakeEmbedder()) == pytest.approx([0.0, 1.0, 1.0], abs=1e-6)
        assert distances([], FakeEmbedder()) == []

    def test_a_high_temperature_doubts(self) -> None:
        logits = np.array([4, 0, 0], dtype=np.float32)
        cool, warm = (Scale(heat, 0.0).probabilities(logits).supported for heat in (1.0, 4.0))
        assert cool > 0.95 > warm > 1 / 3


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", offline=True)


@pytest.fixture
def base(tmp_path: Path, settings: Settings) -> WeightsLocation:
    return tiny_base(tmp_path / "base", settings)


@pytest.fixture
def model(tmp_path: Path, base: WeightsLocation) -> Path:
    network = tiny_checker_network()
    network.encoder.load_state_dict(
        BertModel.from_pretrained(base.folder).state_dict(), strict=False
    )
    export(network, base, tmp_path / "checker", Scale(2.0, 0.5))
    return tmp_path / "checker"


class TestLoading:
    def test_an_installation_without_a_checker_has_none(self, settings: Settings) -> None:
        assert load_checker(settings, settings.home / "nowhere") is None

    def test_a_pair_is_judged_the_same_alone_and_in_company(
        self, settings: Settings, model: Path
    ) -> None:
        checker = load_checker(settings, model)
        assert checker is not None
        pairs = [(CLAIM, EVIDENCE), ("Rain fell.", "Rain fell on Monday."), (CLAIM, "David left.")]
        together = checker.check(pairs)
        alone = [checker.check([pair])[0] for pair in pairs]
        assert [each.supported for each in together] == pytest.approx(
            [each.supported for each in alone], abs=0.01
        )
        assert checker.check([]) == ()

    def test_it_is_calibrated_as_its_configuration_says(
        self, settings: Settings, model: Path
    ) -> None:
        before = load_checker(settings, model)
        config = json.loads((model / CONFIG).read_text())
        config["scales"]["bias"] = 5.5
        (model / CONFIG).write_text(json.dumps(config))
        after = load_checker(settings, model)
        assert before is not None
        assert after is not None
        pair = [(CLAIM, EVIDENCE)]
        assert after.check(pair)[0].supported > before.check(pair)[0].supported

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"format": 2}, "another version"),
            ({"base_sha256": "0" * 64}, "the checker stands on"),
            ({"sha256": "0" * 64}, "not what was published"),
            ({"scales": Scale(0.0).to_json()}, "has temperature 0.0"),
        ],
    )
    def test_damage_is_an_error_that_helps(
        self, settings: Settings, model: Path, change: dict[str, object], message: str
    ) -> None:
        config = json.loads((model / CONFIG).read_text())
        (model / CONFIG).write_text(json.dumps(config | change))
        with pytest.raises(WeightsDamagedError, match=message):
            load_checker(settings, model)

    def test_lost_weights_are_an_error(self, settings: Settings, model: Path) -> None:
        (model / WEIGHTS).unlink()
        with pytest.raises(WeightsMissingError, match="install Footnote again"):
            load_checker(settings, model)


class TestInferenceModels:
    pairs = ((CLAIM, EVIDENCE), ("Rain fell.", "Rain fell on Monday. " * 60))

    def test_classes_are_found_by_their_names(self, tmp_path: Path, settings: Settings) -> None:
        usual = {0: "contradiction", 1: "entailment", 2: "neutral"}
        other = {0: "NEUTRAL", 1: "CONTRADICTION", 2: "ENTAILMENT"}
        said = []
        for name, labels in (("usual", usual), ("other", other)):
            folder = save_inference_model(tmp_path / name, labels)
            checker = load_checker(replace(settings, checker=str(folder)))
            assert checker is not None
            assert checker.name.startswith(f"{folder}@")
            said.append(checker.check(self.pairs)[0])
        assert said[0].contradicted == pytest.approx(said[1].neither, abs=1e-6)
        assert said[0].supported == pytest.approx(said[1].contradicted, abs=1e-6)
        assert said[0].neither == pytest.approx(said[1].supported, abs=1e-6)

    def test_it_replaces_the_own_checker(
        self, tmp_path: Path, settings: Settings, model: Path
    ) -> None:
        labels = {0: "entailment", 1: "neutral", 2: "contradiction"}
        folder = save_inference_model(tmp_path / "named", labels)
        checker = load_checker(replace(settings, checker=str(folder)), model)
        assert checker is not None
        assert "footnote-checker" not in checker.name

    @pytest.mark.parametrize(
        "labels",
        [
            {0: "entailment", 1: "not_entailment"},
            {0: "LABEL_0", 1: "LABEL_1", 2: "LABEL_2"},
            {0: "entailment", 1: "neutral", 2: "contradiction", 3: "other"},
        ],
    )
    def test_other_classes_are_refused(self, labels: dict[int, str]) -> None:
        with pytest.raises(ModelError, match="a checker tells apart entailment, contradiction"):
            class_order("a/model", labels)

    def test_an_encoder_is_no_classifier(self, settings: Settings, base: WeightsLocation) -> None:
        with pytest.raises(ModelError, match="no classifier; name another with FOOTNOTE_CHECKER"):
            load_checker(replace(settings, checker=str(base.folder)))


@hypothesis_settings(max_examples=20)
@given(st.text(max_size=300), st.text(max_size=40))
def test_any_text_can_be_laid_out(evidence: str, claim: str) -> None:
    assert len(lay_out(tiny_tokenizer(), claim, evidence, 128).tokens) <= 128
