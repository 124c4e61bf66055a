"""Trained network -> the two files that qa.reader loads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from index.files import atomic_write_bytes, sha256_of
from index.weights import WeightsLocation
from qa.reader import CONFIG, FORMAT, WEIGHTS
from qa.reader_decoding import Scales

if TYPE_CHECKING:
    from qa.reader_network import ReaderNetwork


def export(
    network: ReaderNetwork, base: WeightsLocation, folder: Path, scales: Scales | None = None
) -> None:
    """Write all that was trained, in float16, and the configuration with its hash."""
    import torch
    from safetensors.torch import save

    from qa.reader_network import FROZEN

    folder.mkdir(parents=True, exist_ok=True)
    tensors = {
        name: tensor.detach().to("cpu", torch.float16).contiguous()
        for name, tensor in network.state_dict().items()
        if not name.endswith(FROZEN)
    }
    atomic_write_bytes(folder / WEIGHTS, save(tensors))
    write_config(folder, base, scales or Scales())


def write_config(folder: Path, base: WeightsLocation, scales: Scales) -> None:
    config = {
        "format": FORMAT,
        "base": base.name,
        "base_sha256": base.sha256,
        "sha256": sha256_of(folder / WEIGHTS),
        "scales": {"sentence": scales.sentence_weights, "answer": scales.answer_weights},
    }
    atomic_write_bytes(folder / CONFIG, (json.dumps(config, indent=2) + "\n").encode())
