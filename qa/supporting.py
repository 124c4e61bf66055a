"""Is it said there? Of drafts and of further sources: the exact checks, then the checker."""

from __future__ import annotations

from collections.abc import Sequence

from qa.checker import LEAST_AGREEMENT, LEAST_SUPPORT, Checker
from qa.types import Evidence, Source
from qa.verification import Check, check_sentence, supports

NOT_SUPPORTED = "the checker does not find it in the evidence"


def check_drafts(
    question: str, evidence: Sequence[Evidence], drafts: Sequence[str], checker: Checker | None
) -> list[Check]:
    """The exact checks of each draft; those that pass, by the checker as well.

    The evidence itself, where a model found nothing better, is no draft that could be held back.
    """
    checks = [
        Check(())
        if draft == item.source.text
        else check_sentence(draft, item.source.text, context=item.source.context, question=question)
        for draft, item in zip(drafts, evidence, strict=True)
    ]
    passed = [
        number
        for number, check in enumerate(checks)
        if check.passed and drafts[number] != evidence[number].source.text
    ]
    judged = check_support([(drafts[n], evidence[n].source) for n in passed], checker)
    for number, check in zip(passed, judged, strict=True):
        checks[number] = check
    return checks


def agreeing_copies(
    question: str, evidence: Sequence[Evidence], claims: Sequence[str], checker: Checker | None
) -> list[tuple[Source, ...]]:
    """Those copies of each piece of evidence that say what is shown for it."""
    pairs = [
        (number, copy)
        for number, item in enumerate(evidence)
        for copy in item.copies
        if supports(claims[number], copy.text, context=copy.context, question=question)
    ]
    told = [(claims[number], copy) for number, copy in pairs]
    judged = check_support(told, checker, LEAST_AGREEMENT)
    agreeing = [pair for pair, check in zip(pairs, judged, strict=True) if check.passed]
    return [
        tuple(copy for number, copy in agreeing if number == wanted)
        for wanted in range(len(evidence))
    ]


def check_support(
    claims: Sequence[tuple[str, Source]], checker: Checker | None, least: float = LEAST_SUPPORT
) -> list[Check]:
    """What the checker says of claims with their sources, read in common; without one, nothing.

    It reads a source with what stands around it, which says who "they" are.
    """
    if checker is None or not claims:
        return [Check(())] * len(claims)
    judged = checker.check([(claim, f"{s.context} {s.text}".strip()) for claim, s in claims])
    return [Check(() if support.supported >= least else (NOT_SUPPORTED,)) for support in judged]
