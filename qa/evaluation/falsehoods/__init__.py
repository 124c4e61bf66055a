"""False sentences made from true ones by other means than those the checker was trained with.

Written without qa.training.distortions: that one exchanges single words for chosen others; this
one moves and cuts what the sentence itself says, as a small model does when it shortens, and takes
single words from lists of its own. A made sentence can happen to be true still: "Novak is third"
made of "Novak stumbled, and Novak is third".
"""

from __future__ import annotations

from qa.evaluation.falsehoods.editing import Falsify
from qa.evaluation.falsehoods.modality import (
    change_quantifier,
    drop_qualifier,
    make_doubtful,
    make_surer,
    negate,
    oppose,
)
from qa.evaluation.falsehoods.numbers import (
    change_bound,
    exchange_dates,
    exchange_numbers,
    exchange_unit,
)
from qa.evaluation.falsehoods.people import (
    alter_quotation,
    drop_possessed,
    drop_speaker,
    exchange_roles,
    exchange_speaker,
    join_clauses,
    turn_passive,
)

__all__ = ["FALSEHOODS", "Falsify"]

FALSEHOODS: dict[str, Falsify] = {
    "unit or counted": exchange_unit,
    "numbers placed": exchange_numbers,
    "dates": exchange_dates,
    "bounds": change_bound,
    "roles": exchange_roles,
    "passive": turn_passive,
    "possessed": drop_possessed,
    "clauses joined": join_clauses,
    "speaker": exchange_speaker,
    "speech as fact": drop_speaker,
    "negated": negate,
    "opposite": oppose,
    "surer": make_surer,
    "doubtful": make_doubtful,
    "quantifiers": change_quantifier,
    "qualifiers": drop_qualifier,
    "quotations": alter_quotation,
}
