"""Files of Footnote's own models: what was trained, and what it stands on."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from index.errors import WeightsDamagedError, WeightsMissingError
from index.files import sha256_of
from index.settings import Settings
from index.weights import REPAIR, find_weights

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor, nn
    from transformers import BertModel

logger = logging.getLogger(__name__)

Network = TypeVar("Network", bound="nn.Module")
Item = TypeVar("Item")
Result = TypeVar("Result")

WEIGHTS, CONFIG = "model.safetensors", "config.json"
FORMAT = 1
KEYS = {"base", "base_sha256", "sha256", "scales"}
"""What a configuration tells beside its format."""
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
        config: Any = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    except ValueError as error:
        raise WeightsDamagedError(f"{folder / CONFIG} is not JSON; {way_out}") from error
    if not isinstance(config, dict) or config.get("format") != FORMAT:
        raise WeightsDamagedError(f"{folder / CONFIG} is of another version; {way_out}")
    if missing := KEYS - config.keys():
        raise WeightsDamagedError(
            f"{folder / CONFIG} does not tell {', '.join(sorted(missing))}; {way_out}"
        )
    weights = folder / WEIGHTS
    if not weights.is_file():
        raise WeightsMissingError(f"{weights} is missing; {way_out}")
    if sha256_of(weights) != config["sha256"]:
        raise WeightsDamagedError(f"{weights} is not what was published; {way_out}")
    return config


def find_base(config: dict[str, Any], kind: str, settings: Settings) -> Path:
    """The folder of the base model on which the model of this configuration stands.

    Raises:
        WeightsMissingError: it is missing.
        WeightsDamagedError: it is not the one that the model was trained from.
    """
    base = find_weights(config["base"], settings)
    if base.sha256 != config["base_sha256"]:
        raise WeightsDamagedError(
            f"the {kind} stands on {config['base']} {config['base_sha256'][:12]}, found "
            f"{base.sha256[:12]}; {REPAIR}"
        )
    return base.folder


@dataclass(frozen=True, slots=True)
class Trained(Generic[Network]):
    """One of Footnote's own models, opened."""

    network: Network
    tokenizer: Tokenizer
    name: str
    base: str
    """The name of the base model with the beginning of its hash, as embedders have it."""
    scales: dict[str, Any]
    """What turns its logits into probabilities, as the configuration has it."""


def load_trained(
    kind: str, network_around: Callable[[BertModel], Network], folder: Path, settings: Settings
) -> Trained[Network]:
    """The "reader" or "checker" in `folder`, on the base model whose embedding matrix it uses.

    Raises:
        WeightsMissingError: its weights, or the base model, are missing.
        WeightsDamagedError: its files, or the base model, are not what was published.
    """
    config = read_config(folder)
    base = find_base(config, kind, settings)
    network = load_network(kind, network_around, base, folder / WEIGHTS)
    name = f"footnote-{kind}@{config['sha256'][:12]}"
    stands_on = f"{config['base']}@{config['base_sha256'][:12]}"
    return Trained(network, load_tokenizer(base), name, stands_on, config["scales"])


def load_network(
    kind: str, network_around: Callable[[BertModel], Network], base: Path, weights: Path
) -> Network:
    """A trained network, ready to run: its encoder in the fastest type, its heads in float32."""
    import torch
    from torch import nn
    from transformers import BertConfig, BertModel

    from index.embedding import hardware

    device, dtype = hardware()
    config = BertConfig.from_pretrained(base, attn_implementation="sdpa")
    network = network_around(BertModel(config, add_pooling_layer=False))
    network.load_state_dict(load_state(weights, base))
    encoder = network.get_submodule("encoder")
    nn.Module.to(encoder, dtype)
    logger.info("%s on %s as %s", kind, device, dtype)
    return network.to(torch.device(device)).eval()


def batches(sizes: Sequence[int], most: int) -> Iterator[list[int]]:
    """Every index of `sizes` once, in batches of like size: padded, each has at most `most`.

    One that is larger than that is a batch by itself.
    """
    batch: list[int] = []
    for number in sorted(range(len(sizes)), key=sizes.__getitem__):
        if batch and sizes[number] * (len(batch) + 1) > most:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def side_by_side(score: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """What `score` makes of every item, in order, several items at once where cores are idle.

    Threads that each run operations of their own wait for nothing but a core, unlike the threads of
    one operation, which wait for each other (index.embedding.leave_a_core).
    """
    import torch

    workers = 1 if torch.cuda.is_available() else (os.cpu_count() or 1) // torch.get_num_threads()
    if min(workers, len(items)) < 2:
        return [score(item) for item in items]
    with ThreadPoolExecutor(min(workers, len(items))) as pool:
        return list(pool.map(score, items))


def score_in_batches(
    score: Callable[[Sequence[Item]], Sequence[Result]],
    items: Sequence[Item],
    size: Callable[[Item], int],
    most: int,
) -> list[Result]:
    """What `score` makes of every item, in order; it is given `batches`, several at once."""
    planned = list(batches([size(item) for item in items], most))
    found = side_by_side(lambda batch: score([items[number] for number in batch]), planned)
    scored: dict[int, Result] = {}
    for batch, results in zip(planned, found, strict=True):
        scored |= zip(batch, results, strict=True)
    return [scored[number] for number in range(len(items))]


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
