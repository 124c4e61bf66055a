"""Trained network -> the two files that qa.reader or qa.checker loads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from index.files import atomic_write_bytes, sha256_of
from index.weights import WeightsLocation
from qa.models.own_weights import CONFIG, FORMAT, FROZEN, WEIGHTS

if TYPE_CHECKING:
    from torch import nn


class Scaling(Protocol):
    """What turns a model's logits into probabilities."""

    def to_json(self) -> dict[str, Any]: ...


def export(
    network: nn.Module,
    base: WeightsLocation,
    folder: Path,
    scales: Scaling,
) -> None:
    """Write all that was trained, in float16, and the configuration with its hash."""
    import torch
    from safetensors.torch import save

    folder.mkdir(parents=True, exist_ok=True)
    tensors = {
        name: tensor.detach().to("cpu", torch.float16).contiguous()
        for name, tensor in network.state_dict().items()
        if not name.endswith(FROZEN)
    }
    atomic_write_bytes(folder / WEIGHTS, save(tensors))
    write_config(folder, base, scales)


def write_config(folder: Path, base: WeightsLocation, scales: Scaling) -> None:
    config = {
        "format": FORMAT,
        "base": base.name,
        "base_sha256": base.sha256,
        "sha256": sha256_of(folder / WEIGHTS),
        "scales": scales.to_json(),
    }
    atomic_write_bytes(folder / CONFIG, (json.dumps(config, indent=2) + "\n").encode())
