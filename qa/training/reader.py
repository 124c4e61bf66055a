"""Trains the reader from the public question sets: `python -m qa.training.reader --help`."""

from __future__ import annotations

import json
import logging
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.embedding import load_embedder
from index.files import sha256_of
from index.settings import Settings, load_settings
from index.weights import find_weights
from qa.models.own_weights import WEIGHTS, load_state, load_tokenizer
from qa.reader.decoding import Scales
from qa.reader.own import OwnReader, load_own_reader
from qa.training.calibration import calibrate
from qa.training.evaluation import evaluate
from qa.training.examples import Example
from qa.training.exporting import export, write_config
from qa.training.gathering import NEWS, STORIES, gather, leave_out, with_claims, with_stories
from qa.training.process import BASE, base_encoder, hash_of, hashes, run_tuned
from qa.training.rewording import WordNet, reword
from qa.training.sources.news import read_news
from qa.training.sources.squad import read_squad
from qa.training.sources.written import ask_stories, read_held_out, read_stories

if TYPE_CHECKING:
    from qa.reader.network import ReaderNetwork

REWORDED = 0.4
"""Share of the questions that are asked in other words, with --wordnet."""
HELD_OUT = 1500
"""Examples kept back for calibration."""
ROWS_A_SECOND = 20
"""Measured on two cores with bfloat16 instructions (docs/models.md)."""


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True),
    required=True,
    help="Folder with one folder per question set (docs/models.md names them).",
)
@click.option(
    "--judged",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    required=True,
    help="SQuAD 2.0 file that is judged on; kept out of training.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="Working folder: checkpoints, the log, and the finished model in out/model.",
)
@click.option(
    "--claims",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder with the checker's sets: their claims and MultiRC are asked as questions as well.",
)
@click.option(
    "--wordnet",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder with WordNet's files: a share of the questions is asked in other words.",
)
@click.option(
    "--written",
    default=0.0,
    metavar="SHARE",
    help="Share of the examples, up to 1, that were written for this project: about its stories "
    "and, with --claims, about real articles that those sets hold.",
)
@click.option("--rows", default=0, help="Examples to train on at most; 0 for all.")
@click.option("--minutes", default=0.0, help="Finish within about this time; 0 for no limit.")
@click.option("--seed", default=1, show_default=True)
@click.option("--rate", default=2.5e-4, show_default=True, help="Highest learning rate.")
@click.option(
    "--start",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Go on from the reader in this folder, with --seed another mix; default: the base model.",
)
@click.option(
    "--without",
    multiple=True,
    metavar="SOURCE",
    help="Leave out a set (squadshifts, qed) or a kind of made example (removed, edited, renamed, "
    "near, random); may be given several times. The mix in out/log.json names them.",
)
@click.option("--estimate", is_flag=True, help="Say what it will cost and stop.")
def main(
    data: Path,
    judged: Path,
    out: Path,
    claims: Path | None,
    wordnet: Path | None,
    written: float,
    rows: int,
    minutes: float,
    seed: int,
    rate: float,
    start: Path | None,
    without: tuple[str, ...],
    estimate: bool,
) -> None:
    """Train the reader, calibrate it, and judge it. Run again to resume."""
    from qa.training.encoding import Options, encode_all
    from qa.training.loop import Plan, seed_everything, train
    from qa.training.objectives import READING

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    out.mkdir(parents=True, exist_ok=True)
    settings = load_settings()
    base = find_weights(BASE, settings)
    development = list(read_squad(judged, "squad2"))
    examples = gather(data, development, seed)
    if claims:
        examples = with_claims(examples, claims, development, seed)
    examples = leave_out(examples, without)
    if written:
        stories = read_stories(STORIES) + (read_news(NEWS, claims) if claims else [])
        examples = with_stories(examples, stories, written, development, seed)
    held_out, examples = examples[:HELD_OUT], examples[HELD_OUT:][: rows or None]
    click.echo(_cost(examples))
    if estimate:
        return
    if wordnet:
        encode = load_embedder(settings).encode
        examples = reword(examples, REWORDED, WordNet(wordnet), encode, seed)
    seed_everything(seed)
    encoded = encode_all(examples, load_tokenizer(base.folder), Options(), random.Random(seed))
    plan = Plan(seed=seed, minutes=minutes, rate=rate)

    def save(network: ReaderNetwork) -> None:
        export(network, base, out / "model", Scales())

    log = train(new_network(base.folder, start), encoded, plan, out, save, READING)
    (out / "log.json").write_text(
        json.dumps(
            {
                "plan": asdict(plan),
                "start": sha256_of(start / WEIGHTS) if start else "base",
                "without": list(without),
                "mix": dict(Counter(e.source for e in examples)),
                "data": hashes(data)
                | {
                    f"claims/{name}": each
                    for name, each in (hashes(claims) if claims else {}).items()
                }
                | ({"wordnet": hash_of(wordnet)} if wordnet else {})
                | ({"stories": hash_of(STORIES)} if written else {})
                | ({"news": hash_of(NEWS)} if written and claims else {}),
                "log": log,
            },
            indent=1,
        )
        + "\n"
    )
    finish(settings, out / "model", held_out, development)


def new_network(base: Path, start: Path | None = None) -> ReaderNetwork:
    """The base encoder with untrained heads, or the trained reader in `start`."""
    from qa.reader.network import ReaderNetwork

    network = ReaderNetwork(base_encoder(base))
    if start is not None:
        network.load_state_dict(load_state(start / WEIGHTS, base))
    return network


def finish(
    settings: Settings, model: Path, held_out: Sequence[Example], development: Sequence[Example]
) -> None:
    """Calibrate the exported reader on held-out examples and judge it on development data."""
    base = find_weights(BASE, settings)
    write_config(model, base, calibrate(_open(settings, model), held_out))
    judge(settings, model, development)


def judge(settings: Settings, model: Path, development: Sequence[Example]) -> None:
    """Print the exported reader's figures; kept beside it in figures.json.

    They are of the development data, and of the written stories that no reader was trained on.
    """
    stories = ask_stories(read_held_out(STORIES), seed=0)
    reader = _open(settings, model)
    figures = {"development": evaluate(reader, development), "stories": evaluate(reader, stories)}
    text = json.dumps({name: asdict(each) for name, each in figures.items()}, indent=1)
    (model.parent / "figures.json").write_text(text + "\n")
    click.echo(text)


def _open(settings: Settings, model: Path) -> OwnReader:
    reader = load_own_reader(settings, model)
    if reader is None:
        raise click.ClickException(f"no model in {model}; train first")
    return reader


def _cost(examples: Sequence[Example]) -> str:
    answerable = sum(example.answerable for example in examples)
    minutes = len(examples) / ROWS_A_SECOND / 60
    return (
        f"{len(examples)} examples, {answerable} of them answerable: about {minutes:.0f} minutes "
        "on two CPU cores with bfloat16 instructions and 5 GiB of memory; a few minutes on a GPU"
    )


if __name__ == "__main__":
    run_tuned("qa.training.reader", main)
