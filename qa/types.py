"""The values that flow through an answer: Evidence -> Sentence -> Answer.

What it is an answer to is in `qa.asked`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from index.types import ANYWHERE, Article, Filters, Passage, Span


class Outcome(StrEnum):
    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    TOLD = "told"
    """Footnote itself replies, to a greeting or to what is asked of its library; no citations."""


class Verdict(StrEnum):
    SUPPORTED = "supported"
    """Worded by the model, and every check against its evidence passed."""
    QUOTED = "quoted"
    """The article's own words, in quotation marks."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier turn of the conversation; `role` is "user" or "assistant"."""

    role: str
    text: str
    answer: Answer | None = None
    """Of the assistant, what was answered; without it a question about its sources has them looked
    up by the words of `text`."""


@dataclass(frozen=True, slots=True)
class Source:
    """A piece of an article that can be cited: `article.text[start:end] == text`."""

    article: Article
    start: int
    end: int
    text: str
    context: str
    """What stands around it: title, date, the sentences before it. Resolves "he"; never cited."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement that the articles make, and where else it may be made."""

    source: Source
    """The statement as it is worded and checked."""
    copies: tuple[Source, ...]
    """What other articles say that is near to it in meaning, nearest first, one for each article.
    Whether such a copy supports what is shown is decided once that is known."""
    answer: str
    """The words of `source` most likely to be the answer; "" where no reader is at work."""
    score: float
    """How well it answers the question, 0 to 1."""
    revised: bool = False
    """Whether it revises what another piece says, or is revised by it: each holds as of its
    date."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What a marker [number] stands for: `article.text[start:end] == quote`."""

    number: int
    quote: str
    start: int
    end: int
    article: Article


@dataclass(frozen=True, slots=True)
class DerivedDate:
    """The days that words such as "Monday" or "last week" mean, worked out and not written.

    They stand at `sentence.text[start:end]`; the days are no part of that text.
    """

    start: int
    end: int
    first: date
    last: date
    """Included; the same as `first` for a single day."""
    published: date
    """The date of the article that the days are counted from."""


MARKERS = re.compile(r"\s*\[\d+\]")
"""Citation markers as `Sentence.marked` writes them, with the space before."""


@dataclass(frozen=True, slots=True)
class Side:
    """What some articles report where others report otherwise; `text` carries no markers."""

    text: str
    """ "The Paper reports “12 people were injured”": who says it, and the first one's own words."""
    citations: tuple[Citation, ...]
    """One for each article that says it."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer; `text` carries no markers."""

    text: str
    citations: tuple[Citation, ...]
    verdict: Verdict
    answer: str = ""
    """The words of its first source most likely to be the answer; "" where no reader is at work."""
    dates: tuple[DerivedDate, ...] = ()
    """In order, without overlap."""
    as_of: date | None = None
    """The newest date of an article cited, where the question asks how things are now, or where
    one sentence revises another."""
    independent_sources: int = 0
    """How many sources it has if articles that copy each other count as one
    (qa.sources.independence); 0 where that was not counted."""
    goes_on: str = ""
    """What the first article cited says next where that turns round what is told ("But …"), in its
    own words (qa.turning); no part of the answer. Mostly ""."""
    sides: tuple[Side, ...] = ()
    """Two or more where the sentence says that articles disagree: its text and its citations are
    theirs. Empty in every other sentence."""

    @property
    def disagreement(self) -> bool:
        """Whether it says that articles disagree."""
        return bool(self.sides)

    @property
    def marked(self) -> str:
        """The sentence followed by its markers: "They agreed to meet. [1][3]".

        In a disagreement each side is followed by its own.
        """
        if self.sides:
            return f"{'; '.join(_marked(side.text, side.citations) for side in self.sides)}."
        return _marked(self.text, self.citations)


def _marked(text: str, citations: Sequence[Citation]) -> str:
    return f"{text} {''.join(f'[{citation.number}]' for citation in citations)}"


@dataclass(frozen=True, slots=True)
class Nearest:
    """A passage that is shown where nothing answers."""

    passage: Passage
    article: Article
    score: float
    """Of the hit that it was; see `index.types.Hit`."""
    likeliest: Span | None = None
    """Where in the article's text the statement stands that most nearly answers; None where none
    of the passage nearly does."""


@dataclass(frozen=True, slots=True)
class Answer:
    question: str
    standalone: str
    """The question that was searched for; differs from `question` in a follow-up."""
    outcome: Outcome
    sentences: tuple[Sentence, ...]
    """Empty when nothing was found."""
    nearest: tuple[Nearest, ...]
    """Passages shown when nothing was found, best first; empty when answered."""
    dropped: int = 0
    """Drafted sentences that their evidence did not support and that are not shown; the article's
    own words stand in their place."""
    notices: tuple[str, ...] = ()
    """Fallbacks that the user should know of, one line each."""
    seconds: float = 0.0
    within: Filters = ANYWHERE
    """What the user limited the answer to."""
    score: float = 0.0
    """How well the best statement found answers the question, 0 to 1; answered from
    `qa.judging.ANSWERABLE` on."""
    missing: str = ""
    """What the articles have and what they lack of a question that they do not answer, in one
    sentence (qa.replies.missing); for which parts of an answered one nothing was found
    (qa.evidence); "" where there is nothing to say."""
    told: str = ""
    """What Footnote itself says, one or more lines (qa.replies.about_library); "" in an answer or
    a refusal."""

    @property
    def text(self) -> str:
        """The answer as plain text with [n] markers, the refusal with what is missing, the reply.

        Dates that were worked out are no words of an article and left to whoever shows it.
        """
        if self.outcome is Outcome.TOLD:
            return self.told
        if self.outcome is Outcome.NOT_FOUND:
            return f"{self.refusal} {self.missing}".rstrip()
        return " ".join(sentence.marked for sentence in self.sentences)

    @property
    def refusal(self) -> str:
        """What a refusal begins with: that the articles do not say, or do not surely say."""
        return NOT_SURELY_TEXT if self.missing == NEAR_ANSWER else NOT_FOUND_TEXT

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation once, in the order of its number."""
        found = {citation.number: citation for s in self.sentences for citation in s.citations}
        return tuple(found[number] for number in sorted(found))


NOT_FOUND_TEXT = "The articles do not say."
NOT_SURELY_TEXT = "The articles do not surely say."
"""What the text of every refusal begins with; the second where something nearly answers."""
NEAR_ANSWER = "One of the passages found may answer it, but none does so surely enough."
"""What a refusal of a question that is nearly answered adds (`Answer.missing`)."""


def is_refusal(text: str) -> bool:
    """Whether a text of a conversation is a refusal, which says nothing to refer to."""
    return text.strip().startswith((NOT_FOUND_TEXT, NOT_SURELY_TEXT))


@dataclass(frozen=True, slots=True)
class Stage:
    """Streamed while an answer is made: what is being done now, for a person to read."""

    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The last event of a stream."""

    answer: Answer


Event = Stage | Sentence | Finished
"""A stream is stages and checked sentences in order, then exactly one Finished."""

History = Sequence[Turn | Answer | tuple[str, str]]
"""What was said before, oldest first; an Answer stands for its question and itself."""
