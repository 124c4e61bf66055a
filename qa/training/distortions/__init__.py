"""True statements made false in one place: numbers, names, roles, negation, hedges.

The judge of these must not be a copy of their maker, so every kind is made in many ways; what
is exchanged is found by the word's form (digits, capitals) or is a closed class of English.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from qa.training.claims import Label
from qa.training.distortions.distortion import Distortion
from qa.training.distortions.hedges import change_hedge
from qa.training.distortions.names import names_in, swap_name, swap_roles
from qa.training.distortions.negation import flip_negation
from qa.training.distortions.numbers import swap_number

__all__ = ["KINDS", "LABELS", "Distort", "Distortion", "names_in"]

Distort = Callable[[str, str, Sequence[str], random.Random], Distortion | None]

KINDS: dict[str, Distort] = {
    "numbers": lambda claim, evidence, names, rng: swap_number(claim, evidence, rng),
    "names": swap_name,
    "roles": lambda claim, evidence, names, rng: swap_roles(claim, evidence, rng),
    "negation": lambda claim, evidence, names, rng: flip_negation(claim, evidence, rng),
    "hedges": lambda claim, evidence, names, rng: change_hedge(claim, evidence, rng),
}
"""Each kind takes a true claim, the evidence, names from elsewhere and a source of chance, and
gives None where the claim holds nothing of its kind."""

LABELS = {
    "numbers": Label.CONTRADICTED,
    "names": Label.UNSUPPORTED,
    "roles": Label.UNSUPPORTED,
    "negation": Label.CONTRADICTED,
    "hedges": Label.UNSUPPORTED,
}
