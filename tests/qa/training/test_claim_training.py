"""Encoding, the losses, calibration and the command: a tiny checker learns a tiny language."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest
import torch
from click.testing import CliRunner

from index.files import sha256_of
from index.settings import Settings
from qa.checker import load_checker
from qa.checker.input import Comparison
from qa.checker.own import LARGEST, SMALLEST, TYPICAL_SIZE, load_own_checker
from qa.models.own_weights import FROZEN, WEIGHTS, load_state
from qa.reader.decoding import Scales
from qa.training import checker as command
from qa.training.claim_calibration import calibrate_checker, fit_scale
from qa.training.claim_encoding import collate_claims, encode_pair, encode_pairs
from qa.training.claims import Label, Pair, labelled, supported
from qa.training.exporting import export, write_config
from qa.training.loop import Plan, train
from qa.training.objectives import CHECKING, check
from qa.training.reader import new_network
from tests.qa.reader_fixtures import tiny_base, tiny_tokenizer

pytestmark = pytest.mark.usefixtures("one_thread")

PEOPLE = ("anna", "boris", "clara", "david")
PLACES = ("paris", "oslo", "lima")


def village(count: int, seed: int) -> list[Pair]:
    """Somebody left a place: so says the evidence, or somebody else did, or it says nothing."""
    rng = random.Random(seed)
    pairs = []
    for number in range(count):
        who, other = rng.sample(PEOPLE, 2)
        claim = f"{who} left {rng.choice(PLACES)}"
        if number % 3 == 0:
            pairs.append(supported("village", claim, f"rain fell. {claim}."))
        elif number % 3 == 1:
            evidence = f"rain fell. {claim.replace(who, other)}."
            wrong = ((0, len(who)),)
            pairs.append(Pair("village", claim, evidence, Label.CONTRADICTED, wrong))
        else:
            label = rng.choice((Label.NEITHER, Label.UNSUPPORTED))
            pairs.append(labelled("village", claim, "rain fell. the council met.", label))
    return pairs


class TestEncoding:
    def test_wrong_words_are_marked_and_unknown_ones_are_not(self) -> None:
        pair = Pair("a", "Anna left Oslo", "Anna left Lima.", Label.CONTRADICTED, ((10, 14),))
        row = encode_pair(pair, tiny_tokenizer(), 32)
        assert row.wrong == (0.0, 0.0, 0.0, 1.0, 0.0)  # [CLS] anna left oslo [SEP]
        unknown = encode_pair(
            labelled("a", "Rain", "Rain fell.", Label.NEITHER), tiny_tokenizer(), 32
        )
        batch = collate_claims([row, unknown])
        assert batch.wrong[0].tolist() == [0, 0, 0, 1, 0, -1, -1, -1, -1, -1]
        assert batch.wrong[1].unique().tolist() == [-1]
        assert batch.labels.tolist() == [1, 2]

    def test_long_evidence_is_cut_to_what_is_nearest_to_the_claim(self) -> None:
        pair = supported("a", "Anna left Oslo", "Rain fell. " * 20 + "Anna left Oslo on Monday.")
        row = encode_pair(pair, tiny_tokenizer(), 24)
        assert len(row) <= 24
        assert tiny_tokenizer().token_to_id("monday") in row.layout.tokens


class _Fixed(torch.nn.Module):
    """Says the same of every claim."""

    def __init__(self, classes: tuple[float, float, float]) -> None:
        super().__init__()
        self.classes = torch.tensor([classes])

    def forward(self, tokens: torch.Tensor, types: torch.Tensor, present: torch.Tensor) -> object:
        from qa.checker.network import Outputs

        claim = (types == 0) & (present == 1)
        return Outputs(self.classes.expand(len(tokens), 3), torch.zeros(tokens.shape), claim)


@pytest.mark.parametrize(
    ("label", "chance"),
    [
        (Label.SUPPORTED, 0.5),
        (Label.CONTRADICTED, 0.3),
        (Label.NEITHER, 0.2),
        (Label.UNSUPPORTED, 0.5),
    ],
)
def test_the_loss_is_that_of_what_is_known(label: Label, chance: float) -> None:
    network = _Fixed((np.log(0.5), np.log(0.3), np.log(0.2)))
    pair = labelled("a", "Anna left", "Rain fell.", label)
    batch = collate_claims([encode_pair(pair, tiny_tokenizer(), 32)])
    losses = check(network, batch, torch.device("cpu"))
    assert float(losses["class"]) == pytest.approx(-np.log(chance), abs=1e-5)
    # Of a supported claim every word is known to be right; of the others nothing is known.
    expected = np.log(2) if label is Label.SUPPORTED else 0.0
    assert float(losses["wrong"]) == pytest.approx(expected, abs=1e-5)


SIGNS = len(Comparison._fields)


class TestCalibration:
    def test_the_scale_recovers_honest_odds(self) -> None:
        rng = np.random.default_rng(0)
        true = rng.normal(size=(4000, 3)).astype(np.float32)
        odds = true[:, 0] - np.logaddexp(true[:, 1], true[:, 2])
        labels = rng.random(4000) < 1 / (1 + np.exp(-odds))
        overconfident = true * 3
        scale = fit_scale(overconfident, np.zeros((4000, SIGNS)), labels, np.ones(4000))
        assert scale.temperature == pytest.approx(3.0, rel=0.15)
        assert scale.bias == pytest.approx(0.0, abs=0.15)

    def test_what_is_compared_weighs_what_it_is_worth(self) -> None:
        rng = np.random.default_rng(0)
        logits = np.zeros((8000, 3), dtype=np.float32)
        logits[:, 0] = rng.normal(size=8000)
        compared = rng.random((8000, SIGNS))
        worth = [4.0, 2.0, 3.0, 1.0, 2.0, -1.0, 1.0]
        odds = logits[:, 0] - np.log(2) - compared @ worth + 5.5
        labels = rng.random(8000) < 1 / (1 + np.exp(-odds))
        scale = fit_scale(logits, compared, labels, np.ones(8000))
        assert scale.weights == pytest.approx(worth, abs=0.4)

    def test_weights_grow_with_the_evidence_where_they_do(self) -> None:
        rng = np.random.default_rng(0)
        logits = np.zeros((12000, 3), dtype=np.float32)
        logits[:, 0] = rng.normal(size=12000)
        compared = rng.random((12000, SIGNS))
        size = Comparison._fields.index("evidence_size")
        compared[:, size] = rng.uniform(SMALLEST, LARGEST, 12000)
        above = compared[:, size] - TYPICAL_SIZE
        odds = logits[:, 0] - np.log(2) - compared[:, 0] * (2 + above) + 2
        labels = rng.random(12000) < 1 / (1 + np.exp(-odds))
        scale = fit_scale(logits, compared, labels, np.ones(12000))
        assert scale.weights.words == pytest.approx(2.0, abs=0.5)
        assert scale.growth.words > 0.5
        assert scale.growth.numbers == pytest.approx(0.0, abs=0.3)

    def test_a_model_that_knows_the_opposite_is_not_scaled(self) -> None:
        logits = np.array([[9, 0, 0], [9, 0, 0], [0, 9, 0], [0, 9, 0]], dtype=np.float32)
        with pytest.raises(ValueError, match="train longer"):
            fit_scale(
                logits, np.zeros((4, SIGNS)), np.array([False, False, True, True]), np.ones(4)
            )


def test_it_goes_on_from_a_checker_or_from_a_readers_layers(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", offline=True)
    base = tiny_base(tmp_path / "base", settings)
    checker = command.new_checker(base.folder, None)
    export(checker, base, tmp_path / "checker", command.Scale())
    reader = new_network(base.folder)
    torch.nn.init.normal_(reader.encoder.encoder.layer[0].output.dense.weight)
    export(reader, base, tmp_path / "reader", Scales())

    from_checker = command.new_checker(base.folder, tmp_path / "checker")
    from_reader = command.new_checker(base.folder, tmp_path / "reader")

    torch.testing.assert_close(
        from_checker.classes.weight, checker.classes.weight, rtol=0, atol=1e-3
    )
    assert not torch.allclose(from_reader.classes.weight, checker.classes.weight, rtol=0, atol=1e-3)
    for name, tensor in reader.encoder.state_dict().items():
        torch.testing.assert_close(
            from_reader.encoder.state_dict()[name], tensor, rtol=0, atol=1e-2
        )


def judged_file(path: Path, pairs: list[Pair]) -> Path:
    grades = {Label.SUPPORTED: "supported", Label.CONTRADICTED: "not_supported"}
    rows = [
        {"claim": p.claim, "evidence": [p.evidence], "label": grades[p.label]}
        for p in pairs
        if p.label in grades
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_it_learns_and_what_is_exported_knows_it(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", offline=True)
    base = tiny_base(tmp_path / "base", settings)
    torch.manual_seed(0)
    network = command.new_checker(base.folder, None)
    frozen = network.state_dict()[f"encoder.{FROZEN}"].clone()
    plan = Plan(rate=3e-3, head_rate=1e-2, budget=500, warmup=0.1, log_every=10, save_every=1000)
    rows = encode_pairs(village(7000, seed=1), tiny_tokenizer(), 64)
    log = train(
        network,
        rows,
        plan,
        tmp_path,
        lambda trained: export(trained, base, tmp_path / "model", command.Scale()),
        CHECKING,
    )
    assert log[-1]["class"] < 0.4 * log[0]["class"]
    assert log[-1]["wrong"] < 0.5 * log[0]["wrong"]
    assert torch.equal(network.state_dict()[f"encoder.{FROZEN}"], frozen)

    checker = load_own_checker(settings, tmp_path / "model")
    assert checker is not None
    cases = command.read_cases(judged_file(tmp_path / "judged.jsonl", village(200, seed=2)))
    write_config(tmp_path / "model", base, calibrate_checker(checker, cases))
    calibrated = load_checker(settings, tmp_path / "model")
    assert calibrated is not None
    fresh = [pair for pair in village(300, seed=3) if pair.label is not Label.UNSUPPORTED]
    said = calibrated.check([(pair.claim, pair.evidence) for pair in fresh])
    right = [
        (each.supported >= 0.5) is (pair.label is Label.SUPPORTED)
        for pair, each in zip(fresh, said, strict=True)
    ]
    assert np.mean(right) > 0.9


def test_the_command_says_what_it_costs_and_trains_from_another_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(home=tmp_path / "home", offline=True)
    base = tiny_base(tmp_path / "base", settings)
    export(command.new_checker(base.folder, None), base, tmp_path / "start", command.Scale())
    monkeypatch.setattr(command, "BASE", str(tmp_path / "base"))
    monkeypatch.setattr(command, "HELD_OUT", 40)
    monkeypatch.setattr(
        command, "gather_claims", lambda data, cases, seed, written: village(1240, seed)
    )
    monkeypatch.setenv("FOOTNOTE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("FOOTNOTE_OFFLINE", "1")
    data = tmp_path / "data"
    (data / "village").mkdir(parents=True)
    (data / "village" / "rows.txt").write_text("anna left oslo")
    judged = judged_file(tmp_path / "judged.jsonl", village(60, seed=2))
    arguments = ["--data", str(data), "--judged", str(judged), "--start", str(tmp_path / "start")]
    arguments += ["--written", "0", "--out", str(tmp_path / "out")]

    said = CliRunner().invoke(command.main, [*arguments, "--estimate"], catch_exceptions=False)
    assert said.output.startswith("1200 pairs: about 1 minutes")
    assert not (tmp_path / "out" / "model").exists()

    CliRunner().invoke(command.main, [*arguments, "--rows", "900"], catch_exceptions=False)
    figures = json.loads((tmp_path / "out" / "figures.json").read_text())
    assert figures["judged"][0]["name"] == "WiCE"
    assert figures["judged"][0]["cases"] == 40
    assert "village supported" in figures["held_out"]
    log = json.loads((tmp_path / "out" / "log.json").read_text())
    assert (log["start"], log["mix"], list(log["data"])) == (
        sha256_of(tmp_path / "start" / WEIGHTS),
        {"village": 900},
        ["village"],
    )
    assert load_checker(settings, tmp_path / "out" / "model") is not None

    start = load_state(tmp_path / "start" / WEIGHTS, base.folder)
    for name, tensor in load_state(tmp_path / "out" / "model" / WEIGHTS, base.folder).items():
        trained = name.startswith("encoder.layer") and tensor.ndim > 1
        assert not trained or not torch.equal(tensor, start[name])
    arguments[-1] = str(tmp_path / "shared")
    CliRunner().invoke(
        command.main, [*arguments, "--rows", "900", "--shared"], catch_exceptions=False
    )
    shared = load_state(tmp_path / "shared" / "model" / WEIGHTS, base.folder)
    assert all(
        torch.equal(tensor, start[name]) for name, tensor in shared.items() if "encoder." in name
    )
    assert any(
        not torch.equal(tensor, start[name])
        for name, tensor in shared.items()
        if "encoder." not in name
    )
