"""Files of Footnote's own models: what was trained, and what it stands on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import WeightsDamagedError, WeightsMissingError
from index.files import sha256_of

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

WEIGHTS, CONFIG = "model.safetensors", "config.json"
FORMAT = 1
FROZEN = "embeddings.word_embeddings.weight"
"""The base model's own; not trained and not shipped."""


def is_installed(folder: Path) -> bool:
    return (folder / CONFIG).is_file()


def read_config(folder: Path) -> dict[str, Any]:
    """The configuration in `folder`, its weights found to be the published ones.

    Raises:
        WeightsMissingError: the weights are missing.
        WeightsDamagedError: one of the two files is not what was published.
    """
    way_out = "install Footnote again"
    try:
        config: dict[str, Any] = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    except ValueError as error:
        raise WeightsDamagedError(f"{folder / CONFIG} is not JSON; {way_out}") from error
    if config.get("format") != FORMAT:
        raise WeightsDamagedError(f"{folder / CONFIG} is of another version; {way_out}")
    weights = folder / WEIGHTS
    if not weights.is_file():
        raise WeightsMissingError(f"{weights} is missing; {way_out}")
    if sha256_of(weights) != config["sha256"]:
        raise WeightsDamagedError(f"{weights} is not what was published; {way_out}")
    return config


def load_state(weights: Path, base: Path) -> dict[str, Tensor]:
    """All tensors of a model in float32: what was trained, and the base's embedding matrix."""
    from safetensors import safe_open
    from safetensors.torch import load_file

    state = load_file(weights)
    with safe_open(base / "model.safetensors", framework="pt") as file:
        state[f"encoder.{FROZEN}"] = file.get_tensor(FROZEN)
    return {name: tensor.float() for name, tensor in state.items()}


def load_tokenizer(base: Path) -> Tokenizer:
    """The base model's tokeniser, neither cutting nor padding."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
