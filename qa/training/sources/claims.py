"""All sets of claims: set -> its pairs, given the folder that holds one folder per set."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qa.training.claims import Pair
from qa.training.sources.fact_checking import (
    read_factcheckgpt,
    read_fever,
    read_fm2,
    read_symmetric,
    read_vitaminc,
    read_wice,
)
from qa.training.sources.inference import (
    read_breaking,
    read_counterfactuals,
    read_esnli,
    read_mnli,
    read_multirc,
    read_negations,
    read_olora,
)
from qa.training.sources.summaries import read_fib

CLAIM_READERS: dict[str, Callable[[Path], list[Pair]]] = {
    "vitaminc": lambda root: read_vitaminc(root / "vitaminc"),
    "fever": lambda root: read_fever(root / "fever_dev_rte"),
    "fever_symmetric": lambda root: read_symmetric(root / "fever_symmetric"),
    "fm2": lambda root: read_fm2(root / "fm2"),
    "factcheckgpt": lambda root: read_factcheckgpt(root / "factcheckgpt"),
    "wice": lambda root: read_wice(root / "wice_train"),
    "fib": lambda root: read_fib(root / "fib"),
    "mnli": lambda root: read_mnli(root / "taxinli"),
    "olora": lambda root: read_olora(root / "olora"),
    "multirc": lambda root: read_multirc(root / "olora"),
    "esnli": lambda root: read_esnli(root / "esnli"),
    "cad_nli": lambda root: read_counterfactuals(root / "cad_nli"),
    "neg_nli": lambda root: read_negations(root / "neg_nli"),
    "breaking_nli": lambda root: read_breaking(root / "breaking_nli"),
}
"""BEGIN is not among them: AttributionBench holds rows of it in a part that is not here, so they
cannot be left out one by one."""

ASKED = ("vitaminc", "fever", "fm2")
"""Sets whose claims can be asked as questions: they were written about one page each."""
