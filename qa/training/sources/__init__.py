"""Readers of the public question sets, each file format -> examples.

Every reader takes the folder of one set as it was published and returns its examples in file
order; none of them samples. Where a set comes from and under which licence: docs/models.md.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qa.training.examples import Example
from qa.training.sources.squad import read_squad_half, read_squadshifts
from qa.training.sources.tokenised import read_fairytales, read_nqg, read_qamr, read_unansq
from qa.training.sources.wikipedia import read_qed, read_selqa

READERS: dict[str, Callable[[Path], list[Example]]] = {
    "squadshifts": lambda root: read_squadshifts(root / "squadshifts"),
    "squad2_half": lambda root: read_squad_half(
        root / "squad2_cs224n_test_half", root / "nqg", root / "unansq"
    ),
    "unansq": lambda root: read_unansq(root / "unansq"),
    "nqg": lambda root: read_nqg(root / "nqg", root / "unansq"),
    "qed": lambda root: read_qed(root / "qed"),
    "selqa": lambda root: read_selqa(root / "selqa"),
    "fairytaleqa": lambda root: read_fairytales(root / "fairytaleqa"),
    "qamr": lambda root: read_qamr(root / "qamr"),
}
"""Set -> its examples, given the folder that holds one folder per set."""
