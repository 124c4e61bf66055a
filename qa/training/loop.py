"""The training loop: one pass over the rows, resumable, on a GPU if there is one."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Sequence, Sized
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

import torch
from torch import Tensor, nn

from qa.models.own_weights import FROZEN
from qa.training.encoding import plan_batches
from qa.training.objectives import Objective

LOGGER = logging.getLogger(__name__)

N = TypeVar("N", bound=nn.Module)


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. The learning rate rises over `warmup` and falls in a straight line to 0."""

    seed: int = 1
    budget: int = 3600
    """Padded tokens of a batch at most."""
    rate: float = 2.5e-4
    head_rate: float = 1e-3
    warmup: float = 0.05
    decay: float = 0.01
    minutes: float = 0.0
    """Finish within about this time by letting the rate fall faster; 0 for no limit."""
    log_every: int = 50
    """Batches that an entry of the log is the mean of."""
    save_every: int = 150
    """Batches between two checkpoints."""


def seed_everything(seed: int) -> None:
    """Make the untrained heads, and so the whole run, the same again."""
    torch.manual_seed(seed)


def train(
    network: N,
    rows: Sequence[Sized],
    plan: Plan,
    folder: Path,
    export: Callable[[N], None],
    objective: Objective,
) -> list[dict[str, float]]:
    """Train one pass over `rows`; returns the log, one entry per `plan.log_every` batches.

    State is kept in `folder/state.pt` every `plan.save_every` batches, and a run that finds one
    goes on from there. `export` is called with the network at each such point and at the
    end.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network.to(device).train()
    batches = plan_batches(rows, plan.budget, plan.seed)
    optimizer = _optimizer(network, plan)
    done, seconds, log = _resume(folder, network, optimizer)
    began = time.monotonic() - seconds
    running: dict[str, float] = {}
    for number in range(done, len(batches)):
        progress = _progress(number / len(batches), time.monotonic() - began, plan)
        if progress >= 1:
            break
        _set_rate(optimizer, _factor(progress, plan.warmup))
        batch = objective.collate([rows[index] for index in batches[number]])
        parts = objective.losses(network, batch, device)
        for name, value in _step(network, optimizer, parts).items():
            running[name] = running.get(name, 0.0) + value
        done = number + 1
        if done % plan.log_every == 0:
            log.append(_entry(running, plan.log_every, done, batches, time.monotonic() - began))
            LOGGER.info("%s", json.dumps(log[-1]))
            running = {}
        if done % plan.save_every == 0:
            _save(folder, network, optimizer, done, time.monotonic() - began, log, plan)
            export(network)
    _save(folder, network, optimizer, done, time.monotonic() - began, log, plan)
    export(network)
    return log


def _step(
    network: nn.Module, optimizer: torch.optim.Optimizer, parts: dict[str, Tensor]
) -> dict[str, float]:
    total = torch.stack(list(parts.values())).sum()
    optimizer.zero_grad(set_to_none=True)
    total.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return {name: float(part.detach()) for name, part in parts.items()}


def _entry(
    running: dict[str, float], count: int, done: int, batches: list[list[int]], seconds: float
) -> dict[str, float]:
    seen = sum(len(batch) for batch in batches[:done])
    means = {name: round(value / count, 4) for name, value in running.items()}
    return {"batches": done, "of": len(batches), "rows": seen, "seconds": round(seconds), **means}


def _optimizer(network: nn.Module, plan: Plan) -> torch.optim.Optimizer:
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if name.endswith(FROZEN):
            parameter.requires_grad_(False)
        if not parameter.requires_grad:
            continue
        key = (name.startswith("encoder."), parameter.ndim > 1)
        groups.setdefault(key, []).append(parameter)
    return torch.optim.AdamW(
        [
            {
                "params": parameters,
                "base": plan.rate if encoder else plan.head_rate,
                "weight_decay": plan.decay if matrix else 0.0,
            }
            for (encoder, matrix), parameters in groups.items()
        ],
        lr=plan.rate,
        betas=(0.9, 0.98),
        fused=True,
    )


def _progress(share: float, seconds: float, plan: Plan) -> float:
    return max(share, seconds / (60 * plan.minutes) if plan.minutes else 0.0)


def _factor(progress: float, warmup: float) -> float:
    return min(progress / warmup, (1 - progress) / (1 - warmup)) if warmup else 1 - progress


def _set_rate(optimizer: torch.optim.Optimizer, factor: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] = group["base"] * factor


def _save(
    folder: Path,
    network: nn.Module,
    optimizer: torch.optim.Optimizer,
    done: int,
    seconds: float,
    log: list[dict[str, float]],
    plan: Plan,
) -> None:
    state = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "done": done,
        "seconds": seconds,
        "log": log,
        "plan": asdict(plan),
    }
    partial = folder / "state.pt.partial"
    torch.save(state, partial)
    partial.replace(folder / "state.pt")


def _resume(
    folder: Path, network: nn.Module, optimizer: torch.optim.Optimizer
) -> tuple[int, float, list[dict[str, Any]]]:
    path = folder / "state.pt"
    if not path.exists():
        return 0, 0.0, []
    state = torch.load(path, map_location="cpu", weights_only=True)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    return state["done"], state["seconds"], state["log"]
