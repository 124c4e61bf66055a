"""Averages trained readers into one and judges it: `python -m qa.training.averaging --help`.

Readers trained one from the other, or all from the same start on other mixes, lie close enough
for the mean of their weights to be a reader too, and mostly a better one than each (Wortsman et
al., "Model soups", ICML 2022). It costs nothing when reading.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
import numpy as np

from index.errors import UsageError
from index.settings import load_settings
from index.weights import find_weights
from qa.models.own_weights import WEIGHTS, load_state, read_config
from qa.reader.decoding import Scales
from qa.training.exporting import export
from qa.training.process import BASE
from qa.training.reader import judge, new_network
from qa.training.sources.squad import read_squad

if TYPE_CHECKING:
    from torch import Tensor


@click.command()
@click.argument(
    "models", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, file_okay=False)
)
@click.option(
    "--judged",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    required=True,
    help="SQuAD 2.0 file that the average is judged on.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="Working folder: the figures, and the average in out/model.",
)
def main(models: tuple[Path, ...], judged: Path, out: Path) -> None:
    """Average the readers in the folders MODELS, with their calibrations, and judge the result."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    settings = load_settings()
    base = find_weights(BASE, settings)
    scales = mean_scales([read_config(folder)["scales"] for folder in models])
    network = new_network(base.folder)
    network.load_state_dict(
        mean_state([load_state(folder / WEIGHTS, base.folder) for folder in models])
    )
    export(network, base, out / "model", scales)
    judge(settings, out / "model", list(read_squad(judged, "squad2")))


def mean_state(states: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of each tensor, in float32.

    Raises:
        UsageError: they are not of one architecture.
    """
    import torch

    shapes = [{name: tensor.shape for name, tensor in state.items()} for state in states]
    if any(each != shapes[0] for each in shapes):
        raise UsageError("only models of one architecture can be averaged")
    return {
        name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]
    }


def mean_scales(scales: Sequence[dict[str, list[float]]]) -> Scales:
    """The mean of each parameter of the readers' calibrations."""
    return Scales.from_json(
        {name: np.mean([each[name] for each in scales], axis=0).tolist() for name in scales[0]}
    )


if __name__ == "__main__":
    main()
