"""Trains the checker from the public sets of claims: `python -m qa.training.checker --help`."""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.errors import UsageError
from index.files import sha256_of
from index.settings import Settings, load_settings
from index.weights import find_weights
from qa.checker.own import LONGEST, OwnChecker, Scale, load_own_checker
from qa.evaluation.support import Case, read_cases
from qa.models.own_weights import WEIGHTS, load_state, load_tokenizer
from qa.reader.own import FOLDER as READER
from qa.training.claim_calibration import calibrate_checker
from qa.training.claim_mixing import mix
from qa.training.claims import Pair, guard_claims
from qa.training.exporting import export, write_config
from qa.training.process import BASE, base_encoder, hash_of, hashes, read_sets, run_tuned
from qa.training.sources.claims import CLAIM_READERS
from qa.training.sources.news_claims import CLAIMS, read_news_claims
from qa.training.sources.summaries import read_passages

if TYPE_CHECKING:
    from torch import nn

    from qa.checker.network import CheckerNetwork

HELD_OUT = 2000
"""Pairs kept back to see how the model does on each kind of them."""
ROWS_A_SECOND = 35
"""Measured on one core with bfloat16 instructions (docs/models.md)."""


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True),
    required=True,
    help="Folder with one folder per set of claims (docs/models.md names them).",
)
@click.option(
    "--judged",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    required=True,
    multiple=True,
    help="AttributionBench or WiCE file that is judged on; kept out of training.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="Working folder: checkpoints, the log, and the finished model in out/model.",
)
@click.option("--rows", default=0, help="Pairs to train on at most; 0 for all.")
@click.option("--minutes", default=0.0, help="Finish within about this time; 0 for no limit.")
@click.option("--seed", default=1, show_default=True)
@click.option(
    "--rate", default=2e-4, show_default=True, help="Highest learning rate of the layers."
)
@click.option(
    "--start",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=READER,
    help="Go on from the checker in this folder, or from another reader's layers; default: from "
    "those of the reader that is shipped.",
)
@click.option(
    "--written",
    default=2,
    show_default=True,
    help="How often the claims are seen that were written for this project; 0 leaves them out.",
)
@click.option("--plain", is_flag=True, help="Start from the base model, not from the reader.")
@click.option("--shared", is_flag=True, help="Keep the reader's layers; train the heads alone.")
@click.option("--judge-only", is_flag=True, help="Calibrate and judge out/model; train nothing.")
@click.option("--estimate", is_flag=True, help="Say what it will cost and stop.")
def main(
    data: Path,
    judged: tuple[Path, ...],
    out: Path,
    rows: int,
    minutes: float,
    seed: int,
    rate: float,
    start: Path,
    written: int,
    plain: bool,
    shared: bool,
    judge_only: bool,
    estimate: bool,
) -> None:
    """Train the checker, calibrate it, and judge it. Run again to resume."""
    from qa.training.claim_encoding import encode_pairs
    from qa.training.loop import Plan, seed_everything, train
    from qa.training.objectives import CHECKING

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    out.mkdir(parents=True, exist_ok=True)
    settings = load_settings()
    base = find_weights(BASE, settings)
    cases = [case for path in judged for case in read_cases(path)]
    pairs = gather_claims(data, cases, seed, written)
    held_out, pairs = pairs[:HELD_OUT], pairs[HELD_OUT:][: rows or None]
    if written:
        # those drawn are seen again in training; these are about other articles
        held_out = [pair for pair in held_out if not pair.source.startswith("written/")]
        held_out += read_news_claims(CLAIMS, data, held_out=True)
    click.echo(_cost(pairs))
    if estimate:
        return
    if judge_only:
        finish(settings, out / "model", held_out, cases)
        return
    seed_everything(seed)
    encoded = encode_pairs(pairs, load_tokenizer(base.folder), LONGEST)
    plan = Plan(seed=seed, minutes=minutes, budget=2400, rate=rate)
    if plain and shared:
        raise UsageError("--plain has no reader whose layers --shared could keep; give one of them")
    network = new_checker(base.folder, None if plain else start)
    network.encoder.requires_grad_(not shared)

    def save(trained: nn.Module) -> None:
        export(trained, base, out / "model", Scale())

    log = train(network, encoded, plan, out, save, CHECKING)
    record = {
        "plan": asdict(plan),
        "start": "base" if plain else sha256_of(start / WEIGHTS),
        "shared": shared,
        "mix": dict(Counter(pair.source for pair in pairs)),
        "data": hashes(data) | ({"written": hash_of(CLAIMS)} if written else {}),
        "log": log,
    }
    (out / "log.json").write_text(json.dumps(record, indent=1) + "\n")
    finish(settings, out / "model", held_out, cases)


def gather_claims(data: Path, cases: Sequence[Case], seed: int, written: int) -> list[Pair]:
    """All pairs to train on, mixed, our own `written` times; none touches the development data."""
    guard = guard_claims((case.claim, case.evidence) for case in cases)
    pairs = read_sets(CLAIM_READERS, data, guard.leaks)
    texts = read_passages(data / "olora")
    cited = {p.evidence: p.title for p in pairs if p.source.startswith(("factcheckgpt", "fib"))}
    texts += [(title, text) for text, title in cited.items()]
    own = read_news_claims(CLAIMS, data) if written else []
    return mix(pairs, texts, seed, written * [pair for pair in own if not guard.leaks(pair)])


def new_checker(base: Path, start: Path | None) -> CheckerNetwork:
    """A network with the base's layers and untrained heads, or that of the model in `start`.

    Of a reader the layers are taken: one that has learned to compare a question with a passage is
    nearer to comparing a claim with evidence than one that met every text alone (docs/log.md).
    """
    from qa.checker.network import CheckerNetwork

    network = CheckerNetwork(base_encoder(base))
    if start is not None:
        untrained, trained = network.state_dict(), load_state(start / WEIGHTS, base)
        is_checker = trained.keys() == untrained.keys()
        kept = {n: t for n, t in trained.items() if is_checker or n.startswith("encoder.")}
        network.load_state_dict(untrained | kept)
    return network


def finish(
    settings: Settings, model: Path, held_out: Sequence[Pair], cases: Sequence[Case]
) -> None:
    """Calibrate the exported checker on the development data and judge it."""
    from qa.evaluation.support import judge, measure

    calibrated = calibrate_checker(_open(settings, model), cases)
    write_config(model, find_weights(BASE, settings), calibrated)
    checker = _open(settings, model)
    figures = {
        "judged": [asdict(each) for each in measure(cases, judge(checker, cases)[0])],
        "held_out": supported_by_source(
            held_out,
            [s.supported for s in checker.check([(p.claim, p.evidence) for p in held_out])],
        ),
    }
    text = json.dumps(figures, indent=1)
    (model.parent / "figures.json").write_text(text + "\n")
    click.echo(text)


def _open(settings: Settings, model: Path) -> OwnChecker:
    checker = load_own_checker(settings, model)
    if checker is None:
        raise click.ClickException(f"no model in {model}; train first")
    return checker


def supported_by_source(pairs: Sequence[Pair], supported: Sequence[float]) -> dict[str, float]:
    """Share judged as supported, for every source and label."""
    shares: dict[str, list[bool]] = {}
    for pair, probability in zip(pairs, supported, strict=True):
        key = f"{pair.source} {pair.label.name.lower()}"
        shares.setdefault(key, []).append(probability >= 0.5)
    return {key: sum(found) / len(found) for key, found in sorted(shares.items())}


def _cost(pairs: Sequence[Pair]) -> str:
    minutes = len(pairs) / ROWS_A_SECOND / 60
    return (
        f"{len(pairs)} pairs: about {minutes:.0f} minutes on one CPU core with bfloat16 "
        "instructions and 3 GiB of memory; a few minutes on a GPU"
    )


if __name__ == "__main__":
    run_tuned("qa.training.checker", main)
