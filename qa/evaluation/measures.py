"""What is measured: each answer scored against its question, and the scores summed up.

An answer to an answerable question is *right* when enough of the required facts are each stated by
a shown sentence that cites an article which states the fact, and nothing forbidden is said. An
unanswerable question is answered right by the outcome "not_found" alone. Saying more than is asked
cannot make an answer wrong, so how much was said is measured beside it: `on_point`, sentences and
words per answer.

Pure: no clock, no files, no models.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.evaluation.invention import article_text, invented
from qa.evaluation.matching import states
from qa.evaluation.questions import Fact, Question
from qa.evaluation.shares import NONE, Share, quantile, share_of, total_of
from qa.types import Answer, Citation, Outcome, Sentence


@dataclass(frozen=True, slots=True)
class Score:
    """One answer, or the error in its place, measured against its question."""

    question: Question
    answer: Answer | None
    """None where the system raised an error."""
    seconds: float
    """Wall clock, as the asker waits."""
    error: str = ""
    found: tuple[bool, ...] = ()
    """For each fact: whether a shown sentence states it."""
    cited: tuple[bool, ...] = ()
    """For each fact: whether a sentence that states it cites an article that states it."""
    supported: tuple[bool, ...] = ()
    """For each fact: whether, besides, the words quoted from that article state it themselves."""
    forbidden: tuple[str, ...] = ()
    """Forbidden wordings that were said."""
    invented: tuple[str, ...] = ()
    """Numbers, names and quotations that are in no cited article (see evaluation.invention)."""
    beyond_quotes: tuple[str, ...] = ()
    """The same, held against the quoted words alone: also lists names resolved from context."""
    pointed_to: bool = False
    """Of a refusal: whether a statement marked as nearly answering states one of the facts."""
    sentences_on_point: int = 0
    """Shown sentences that state at least one of the facts."""
    citations_gold: Share = NONE
    """(sentence, citation) pairs whose article states a fact of the question, of all pairs."""
    citations_exact: Share = NONE
    """Citations whose quote is the slice of the article that its offsets name."""
    citations_body: Share = NONE
    """Citations that lie within the article's body, not in bylines or related stories."""
    sentences_cited: Share = NONE

    @property
    def answered(self) -> bool:
        return self.answer is not None and self.answer.outcome is Outcome.ANSWERED

    @property
    def refused(self) -> bool:
        return self.answer is not None and self.answer.outcome is Outcome.NOT_FOUND

    @property
    def right(self) -> bool:
        if not self.question.answerable:
            return self.refused
        enough = sum(self.cited) >= self.question.at_least
        return self.answered and enough and not self.forbidden

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return self.answer.sentences if self.answer else ()


def score(question: Question, answer: Answer, seconds: float) -> Score:
    """Measure one answer."""
    shown = answer.sentences
    pairs = [citation for sentence in shown for citation in sentence.citations]
    gold = question.gold_articles
    return Score(
        question=question,
        answer=answer,
        seconds=seconds,
        found=tuple(any(_found(fact, s) for s in shown) for fact in question.facts),
        cited=tuple(any(_cited(fact, s) for s in shown) for fact in question.facts),
        supported=tuple(any(_supported(fact, s) for s in shown) for fact in question.facts),
        forbidden=tuple(w for w in question.forbidden if any(states(s.text, w) for s in shown)),
        invented=_all_invented(shown, question, whole_articles=True),
        beyond_quotes=_all_invented(shown, question, whole_articles=False),
        pointed_to=any(
            _states(fact, near.article.text[slice(*near.likeliest)])
            for near in answer.nearest
            if near.likeliest
            for fact in question.facts
        ),
        sentences_on_point=sum(any(_found(f, s) for f in question.facts) for s in shown),
        citations_gold=share_of(citation.article.path in gold for citation in pairs),
        citations_exact=share_of(_is_exact(citation) for citation in pairs),
        citations_body=share_of(_is_in_body(citation) for citation in pairs),
        sentences_cited=share_of(bool(sentence.citations) for sentence in shown),
    )


def failed(question: Question, error: str, seconds: float) -> Score:
    """The score of a question at which the system raised an error: nothing found, not refused."""
    nothing = (False,) * len(question.facts)
    return Score(question, None, seconds, error, found=nothing, cited=nothing, supported=nothing)


def _found(fact: Fact, sentence: Sentence) -> bool:
    return _states(fact, sentence.text)


def _states(fact: Fact, text: str) -> bool:
    return any(states(text, wording) for wording in fact.any)


def _gold(fact: Fact, sentence: Sentence) -> list[Citation]:
    return [c for c in sentence.citations if c.article.path in fact.gold_articles]


def _cited(fact: Fact, sentence: Sentence) -> bool:
    return _found(fact, sentence) and bool(_gold(fact, sentence))


def _supported(fact: Fact, sentence: Sentence) -> bool:
    quotes = [citation.quote for citation in _gold(fact, sentence)]
    stated = any(_states(fact, quote) for quote in quotes)
    return _found(fact, sentence) and stated


def _all_invented(
    shown: Sequence[Sentence], question: Question, *, whole_articles: bool
) -> tuple[str, ...]:
    found: list[str] = []
    for sentence in shown:
        lent = [article_text(c.article) if whole_articles else c.quote for c in sentence.citations]
        found += invented(sentence, lent, question.asked)
    return tuple(dict.fromkeys(found))


def _is_exact(citation: Citation) -> bool:
    return citation.article.text[citation.start : citation.end] == citation.quote


def _is_in_body(citation: Citation) -> bool:
    spans = citation.article.body
    first = next((s for s in spans if s[0] <= citation.start < s[1]), None)
    last = next((s for s in spans if s[0] < citation.end <= s[1]), None)
    # A passage may run over several paragraphs, but what lies between them is not read as words.
    if first is None or last is None:
        return False
    inside = [s for s in spans if first[0] <= s[0] <= last[0]]
    between = pairwise(inside)
    return all(not citation.article.text[a[1] : b[0]].strip() for a, b in between)


@dataclass(frozen=True, slots=True)
class Summary:
    """All scores of one system. Shares over nothing have the value None."""

    right: Share
    """Over all questions."""
    right_answerable: Share
    refused_rightly: Share
    """Unanswerable questions refused, of all unanswerable ones."""
    refused_wrongly: Share
    """Answerable questions refused, of all answerable ones."""
    pointed_to: Share
    """Of these, those whose refusal marks a statement of a fact as nearly answering."""
    by_kind: tuple[tuple[str, Share], ...]
    facts_found: Share
    """Over answerable questions; of `at_least` facts, no more than that count."""
    facts_cited: Share
    facts_supported: Share
    citations_gold: Share
    """Citation precision. Citations in an answer to an unanswerable question all count as wrong."""
    citations_exact: Share
    citations_body: Share
    sentences_cited: Share
    on_point: Share
    """Answer precision: shown sentences that state a fact, in answers to answerable questions."""
    answers_inventing: Share
    """Of the answers given."""
    invented: int
    """Distinct numbers, names and quotations invented, summed over answers."""
    beyond_quotes: int
    verdicts: tuple[tuple[str, Share], ...]
    dropped: int
    errors: int
    sentences_per_answer: float | None
    words_per_answer: float | None
    seconds_median: float | None
    seconds_p90: float | None


def summarise(scores: Sequence[Score]) -> Summary:
    """Sum up the scores of one system, in any order of questions."""
    answerable = [s for s in scores if s.question.answerable]
    unanswerable = [s for s in scores if not s.question.answerable]
    answered = [s for s in scores if s.answered]
    shown = [sentence for s in answered for sentence in s.sentences]
    kinds: dict[str, list[Score]] = {}
    for result in scores:
        kinds.setdefault(result.question.kind, []).append(result)
    verdicts = Counter(sentence.verdict.value for sentence in shown)
    seconds = sorted(s.seconds for s in scores)
    return Summary(
        right=share_of(s.right for s in scores),
        right_answerable=share_of(s.right for s in answerable),
        refused_rightly=share_of(s.refused for s in unanswerable),
        refused_wrongly=share_of(s.refused for s in answerable),
        pointed_to=share_of(s.pointed_to for s in answerable if s.refused),
        by_kind=tuple(
            (k, share_of(s.right for s in scores if s.question.kind == k)) for k in kinds
        ),
        facts_found=total_of(_capped(s.found, s.question) for s in answerable),
        facts_cited=total_of(_capped(s.cited, s.question) for s in answerable),
        facts_supported=total_of(_capped(s.supported, s.question) for s in answerable),
        citations_gold=total_of(s.citations_gold for s in scores),
        citations_exact=total_of(s.citations_exact for s in scores),
        citations_body=total_of(s.citations_body for s in scores),
        sentences_cited=total_of(s.sentences_cited for s in scores),
        on_point=total_of(Share(s.sentences_on_point, len(s.sentences)) for s in answerable),
        answers_inventing=share_of(bool(s.invented) for s in answered),
        invented=sum(len(s.invented) for s in scores),
        beyond_quotes=sum(len(s.beyond_quotes) for s in scores),
        verdicts=tuple((v, Share(n, len(shown))) for v, n in sorted(verdicts.items())),
        dropped=sum(s.answer.dropped for s in scores if s.answer),
        errors=sum(bool(s.error) for s in scores),
        sentences_per_answer=_per(len(shown), len(answered)),
        words_per_answer=_per(sum(len(s.text.split()) for s in shown), len(answered)),
        seconds_median=quantile(seconds, 0.5),
        seconds_p90=quantile(seconds, 0.9),
    )


def _capped(flags: Sequence[bool], question: Question) -> Share:
    return Share(min(sum(flags), question.at_least), question.at_least)


def _per(amount: int, count: int) -> float | None:
    return amount / count if count else None
