"""Evidence -> checked sentences: drafted in one batch, each worded or quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from qa.checker import Checker
from qa.checks.shortening import shortenings
from qa.generation import Conversation, Generator, Scorer
from qa.language.quotations import speaker_after
from qa.language.wording import quoted
from qa.language.words import is_content, words
from qa.prompts import wording_prompt
from qa.questions.still_answers import lost_information
from qa.supporting import agreeing_copies, check_drafts
from qa.types import MARKERS, Evidence, Source, Verdict
from qa.verification import Check, check_sentence, speakers
from qa.weighing.antecedents import with_antecedent

LONGEST_DRAFT = 64
"""New tokens; a sentence of a news article has 35 on average."""
LONG_ANSWER = 3
"""Pieces of evidence from which on the first is drafted alone."""
MOST_CHOICES = 6
"""Shorter sentences that a model is asked about, the shortest ones."""
ODDS = 3.0
"""Nats by which a shorter sentence may be less likely than the whole: what reads badly is less
likely by 5 and more (docs/log.md)."""


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
    for told, part in ((evidence[:0], evidence[:head]), (evidence[:head], evidence[head:])):
        if part:
            yield from finish(question, part, draft(question, part, generator), checker, told)


def draft(question: str, evidence: Sequence[Evidence], generator: Generator) -> list[str]:
    """One draft for each piece of evidence: what the model writes, or chooses if it is small."""
    prompts = [wording_prompt(question, speaker_after(item.source.text)) for item in evidence]
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
    told = evidence.source.text
    whole = speaker_after(told)
    if not evidence.answer:
        return whole
    safe = (
        text
        for text in shortenings(whole, evidence.answer)
        if len(text) < len(whole)
        and check_sentence(text, told, context=evidence.source.context, question=question).passed
        and not lost_information(text, told, question, evidence.answer)
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
    told: Sequence[Evidence] = (),
) -> list[Composed]:
    """Each draft if it passes every check and still answers, else the article's own words.

    Args:
        told: the evidence of the sentences before.
    """
    drafts = [
        attributed(tidy(draft), item.source.text)
        for draft, item in zip(drafts, evidence, strict=True)
    ]
    checks = check_drafts(question, evidence, drafts, checker)
    in_full = [
        _understandable(item.source, question, [*told, *evidence[:place]])
        for place, item in enumerate(evidence)
    ]
    worded = [
        check.passed
        and draft != item.source.text
        and source is item.source
        and not lost_information(draft, item.source.text, question, item.answer)
        for check, draft, item, source in zip(checks, drafts, evidence, in_full, strict=True)
    ]
    claims = [
        draft if shown else item.source.text
        for shown, draft, item in zip(worded, drafts, evidence, strict=True)
    ]
    seconded = agreeing_copies(question, evidence, claims, checker)
    found = zip(claims, worded, evidence, in_full, seconded, checks, strict=True)
    return [
        Composed(claim, (item.source, *copies), Verdict.SUPPORTED, check, item.answer)
        if shown
        else _quoted(item, source, copies, check)
        for claim, shown, item, source, copies, check in found
    ]


def _understandable(source: Source, question: str, told: Sequence[Evidence]) -> Source:
    """A source from where it can be understood; what was told before is not told again."""
    full = with_antecedent(source, question)
    again = any(
        each.source.article == source.article
        and full.start < each.source.end
        and each.source.start < source.start
        for each in told
    )
    return source if again else full


def _quoted(item: Evidence, source: Source, copies: Sequence[Source], check: Check) -> Composed:
    """A piece of evidence in its own words, from where it can be understood, which is `source`."""
    text = " ".join(source.text.split()) if source is not item.source else source.text
    return Composed(quoted(text), (source, *copies), Verdict.QUOTED, check, item.answer)


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
