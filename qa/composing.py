"""Evidence -> checked sentences: drafted in one batch, each worded or quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from qa.checker import LEAST_AGREEMENT, LEAST_SUPPORT, Checker
from qa.checks.shortening import shortenings
from qa.checks.speech import LONG_QUOTATION
from qa.evidence import informative_stems
from qa.generation import Conversation, Generator, Scorer
from qa.language.words import content_stems, is_content, words
from qa.prompts import wording_prompt
from qa.questions.given import of_kind
from qa.questions.kinds import expected_kind, kinds_asked
from qa.types import MARKERS, Evidence, Source, Verdict
from qa.verification import QUOTED, Check, check_sentence, speakers, supports

LONGEST_DRAFT = 64
"""New tokens; a sentence of a news article has 35 on average."""
LONG_ANSWER = 3
"""Pieces of evidence from which on the first is drafted alone."""
MOST_CHOICES = 6
"""Shorter sentences that a model is asked about, the shortest ones."""
ODDS = 3.0
"""Nats by which a shorter sentence may be less likely than the whole: what reads badly is less
likely by 5 and more (docs/log.md)."""
KEPT_INFORMATION = 0.5
"""Share of what the evidence adds to the question that a draft must keep."""


@dataclass(frozen=True, slots=True)
class Composed:
    """One sentence for the reader, and how it came about."""

    text: str
    sources: tuple[Source, ...]
    """All that say it, at least one."""
    verdict: Verdict
    check: Check
    """Of the draft against its evidence; a draft that passed may still have said too little."""
    answer: str = ""
    """The words of the evidence most likely to be the answer; "" where no reader is at work."""


def compose(
    question: str,
    evidence: Sequence[Evidence],
    generator: Generator,
    checker: Checker | None = None,
) -> Iterator[Composed]:
    """Word each piece of evidence, in order; what cannot be worded safely is quoted.

    All are worded together, but for the first sentence of a long answer, or of one whose drafts are
    chosen one by one anyway: its reader should not have to wait for the others.

    Raises:
        GenerationError: the model or the server failed.
    """
    first_alone = len(evidence) >= LONG_ANSWER or generator.scorer is not None
    head = 1 if first_alone else len(evidence)
    for part in (evidence[:head], evidence[head:]):
        if part:
            yield from finish(question, part, draft(question, part, generator), checker)


def draft(question: str, evidence: Sequence[Evidence], generator: Generator) -> list[str]:
    """One draft for each piece of evidence: what the model writes, or chooses if it is small."""
    prompts = [wording_prompt(question, item.source.text) for item in evidence]
    scorer = generator.scorer
    if scorer is None:
        return generator.generate(prompts, LONGEST_DRAFT)
    return [
        choose_shorter(question, item, prompt, scorer)
        for item, prompt in zip(evidence, prompts, strict=True)
    ]


def choose_shorter(question: str, evidence: Evidence, prompt: Conversation, scorer: Scorer) -> str:
    """The shortest way to say what answers that the model finds about as likely as the whole.

    The sentence itself where there is no shorter one, or where nothing tells what has to stay.
    """
    whole = evidence.source.text
    if not evidence.answer:
        return whole
    safe = (
        text
        for text in shortenings(whole, evidence.answer)
        if len(text) < len(whole)
        and check_sentence(text, whole, context=evidence.source.context, question=question).passed
        and not lost_information(text, whole, question, evidence.answer)
    )
    shorter = list(islice(safe, MOST_CHOICES))
    if not shorter:
        return whole
    *scores, of_whole = scorer.score(prompt, [*shorter, whole])
    likely = (text for text, score in zip(shorter, scores, strict=True) if score >= of_whole - ODDS)
    return next(likely, whole)


def finish(
    question: str,
    evidence: Sequence[Evidence],
    drafts: Sequence[str],
    checker: Checker | None = None,
) -> list[Composed]:
    """Each draft if it passes every check and still answers, else the article's own words."""
    drafts = [
        attributed(tidy(draft), item.source.text)
        for draft, item in zip(drafts, evidence, strict=True)
    ]
    checks = check_drafts(question, evidence, drafts, checker)
    worded = [
        check.passed
        and draft != item.source.text
        and not lost_information(draft, item.source.text, question, item.answer)
        for check, draft, item in zip(checks, drafts, evidence, strict=True)
    ]
    claims = [
        draft if shown else item.source.text
        for shown, draft, item in zip(worded, drafts, evidence, strict=True)
    ]
    seconded = agreeing_copies(question, evidence, claims, checker)
    return [
        Composed(
            claim if shown else quoted(claim),
            (item.source, *copies),
            Verdict.SUPPORTED if shown else Verdict.QUOTED,
            check,
            item.answer,
        )
        for claim, shown, item, copies, check in zip(
            claims, worded, evidence, seconded, checks, strict=True
        )
    ]


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


NOT_SUPPORTED = "the checker does not find it in the evidence"


def tidy(draft: str) -> str:
    """The first line of a draft, without labels, list marks or citation markers of its own."""
    line = next((line.strip() for line in draft.splitlines() if line.strip()), "")
    line = re.sub(r"^(?:answer|sentence)\s*:\s*", "", line, flags=re.I)
    return MARKERS.sub("", line)


def attributed(draft: str, evidence: str) -> str:
    """A draft that lost who says so gets it back, in the evidence's own words."""
    told = speakers(evidence)
    said = {word.key for word in words(draft)}
    if len(told) != 1 or not draft.endswith("."):
        return draft
    if any(word.key in said for word in words(told[0]) if is_content(word)):
        return draft
    return f"{draft[:-1]}, according to {told[0]}."


def lost_information(draft: str, evidence: str, question: str, answer: str = "") -> tuple[str, ...]:
    """Why a draft, though true, is not an answer: it lost what was asked, or only echoes it.

    Where the reader names the words that answer, those must be there; without it, everything of
    the kind that was asked for, or half of what the evidence adds to the question. What the
    evidence has of the question's own words stays as well: they say what it is an answer to.
    """
    stems = content_stems(draft)
    said = set(stems)
    if len(stems) < 2:
        return ("too short to say anything",)
    reasons = []
    if draft.endswith("?"):
        reasons.append("asks instead of answering")
    if not re.search(r"[.!?][”\"]?$", draft) or _repeats(draft):
        reasons.append("cut short or repeating itself")
    quotations = [part for part in QUOTED.findall(evidence) if len(part.split()) >= LONG_QUOTATION]
    spoken = {stem for part in quotations for stem in content_stems(part)}
    if spoken and speakers(evidence) and not spoken & said:
        reasons.append("tells that someone spoke, but not what was said")
    asked = set(content_stems(question)) & set(content_stems(evidence))
    if not asked <= said:
        reasons.append("loses words of the question")
    kind = expected_kind(question)
    for each in sorted(kinds_asked(question)):
        given = answer if each == kind and answer else evidence
        if not of_kind(each, given) <= of_kind(each, draft):
            reasons.append(f"loses a {each} that the evidence gives")
    if question.lower().startswith("why ") and reasons_in(draft) < reasons_in(evidence):
        reasons.append("loses a reason that the evidence gives")
    if not set(content_stems(answer)) <= said:
        reasons.append("loses the words that answer")
    added, kept = (informative_stems(text, question) for text in (evidence, draft))
    if kind is None and len(kept & added) < KEPT_INFORMATION * len(added):
        reasons.append("loses most of what the evidence says")
    return tuple(reasons)


def reasons_in(text: str) -> int:
    """How many reasons a text gives by a word that says so."""
    return len(_REASON.findall(text))


_REASON = re.compile(
    r"\b(?:because|owing to|due to|thanks to|so that|in order to|after)\b|, (?:as|since|for)\b"
    r"|\b(?:as|since) (?:he|it|its|she|the|their|they)\b|\bblam(?:e[ds]?|ing)\b",
    re.I,
)


def _repeats(draft: str) -> bool:
    stems = content_stems(draft)
    pairs = list(pairwise(stems))
    return len(set(pairs)) < len(pairs) - 1


def quoted(text: str) -> str:
    """An article's own words in quotation marks; quotation marks within become single ones."""
    inner = text.strip().replace("“", "‘").replace("”", "’")
    inner = re.sub(r'(^|[\s(\[])"', r"\1‘", inner).replace('"', "’")
    return f"“{inner}”"
