"""Evidence -> checked sentences: drafted in one batch, each worded or quoted or left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.evidence import informative_stems
from qa.generation import Generator
from qa.kinds import expected_kind, of_kind
from qa.prompts import wording_prompt
from qa.types import MARKERS, Evidence, Source, Verdict
from qa.verification import QUOTED, Check, check_sentence, speakers, supports
from qa.words import content_stems, is_content, words

LONGEST_DRAFT = 64
"""New tokens; a sentence of a news article has 35 on average."""
LONG_ANSWER = 3
"""Pieces of evidence from which on the first is drafted alone."""
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


def compose(
    question: str, evidence: Sequence[Evidence], generator: Generator
) -> Iterator[Composed]:
    """Word each piece of evidence, in order; what cannot be worded safely is quoted.

    All are drafted in one batch, but for the first sentence of a long answer, which its reader
    should not have to wait for.

    Raises:
        GenerationError: the model or the server failed.
    """
    head = 1 if len(evidence) >= LONG_ANSWER else len(evidence)
    for part in (evidence[:head], evidence[head:]):
        prompts = [wording_prompt(question, item.source.text) for item in part]
        drafts = generator.generate(prompts, LONGEST_DRAFT) if prompts else []
        for item, draft in zip(part, drafts, strict=True):
            yield finish(question, item, draft)


def finish(question: str, evidence: Evidence, draft: str) -> Composed:
    """The draft if it passes every check, else the article's own words."""
    source = evidence.source
    draft = attributed(tidy(draft), source.text)
    check = check_sentence(draft, source.text, context=source.context, question=question)
    if check.passed and not lost_information(draft, source.text, question, evidence.answer):
        shown, claim, verdict = draft, draft, Verdict.SUPPORTED
    else:
        shown, claim, verdict = quoted(source.text), source.text, Verdict.QUOTED
    copies = (
        copy
        for copy in evidence.copies
        if supports(claim, copy.text, context=copy.context, question=question)
    )
    return Composed(shown, (source, *copies), verdict, check)


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
    the kind that was asked for, or half of what the evidence adds to the question.
    """
    if len(content_stems(draft)) < 2:
        return ("too short to say anything",)
    reasons = []
    if draft.endswith("?"):
        reasons.append("asks instead of answering")
    if not re.search(r"[.!?][”\"]?$", draft) or _repeats(draft):
        reasons.append("cut short or repeating itself")
    spoken = {stem for part in QUOTED.findall(evidence) for stem in content_stems(part)}
    if spoken and speakers(draft) and not spoken & set(content_stems(draft)):
        reasons.append("tells that someone spoke, but not what was said")
    kind = expected_kind(question)
    if kind and not of_kind(kind, answer or evidence) <= of_kind(kind, draft):
        reasons.append(f"loses a {kind} that the evidence gives")
    if not set(content_stems(answer)) <= set(content_stems(draft)):
        reasons.append("loses the words that answer")
    added, kept = (informative_stems(text, question) for text in (evidence, draft))
    if kind is None and len(kept & added) < KEPT_INFORMATION * len(added):
        reasons.append("loses most of what the evidence says")
    return tuple(reasons)


def _repeats(draft: str) -> bool:
    stems = content_stems(draft)
    pairs = list(pairwise(stems))
    return len(set(pairs)) < len(pairs) - 1


def quoted(text: str) -> str:
    """An article's own words in quotation marks; quotation marks within become single ones."""
    inner = text.strip().replace("“", "‘").replace("”", "’")
    inner = re.sub(r'(^|[\s(\[])"', r"\1‘", inner).replace('"', "’")
    return f"“{inner}”"
