"""What is asked: a question made ready for searching, and what it names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Mention:
    """A publisher that a question names: `standalone[start:end]` is the name as it is written."""

    publishers: tuple[str, ...]
    """Full names in the library; several where the words fit several: "The Independent" is both
    "The Independent - Sports" and "The Independent - Travel". None where it is asked for and the
    library has no article of it."""
    start: int
    end: int
    certainty: float
    """How sure it is that the words mean the publisher, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days that a question names: `standalone[start:end]` is the period as it is written."""

    first: date
    """`date.min` where the period has no beginning ("until May 2023")."""
    last: date
    """Included; `date.max` where the period has no end ("since May 2023")."""
    start: int
    end: int
    certainty: float
    """How sure it is that the articles wanted are of these days, 0 to 1: of a day that is named
    surely, of a year hardly, since a year mostly tells when something happened."""

    def holds(self, day: date | None) -> bool:
        """Whether a day is one of these; None, where none is stated, is not."""
        return day is not None and self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things that a question asks for, to be searched for by itself."""

    text: str
    """Its words, without those that name publishers and days."""
    mentions: tuple[Mention, ...] = ()
    """Publishers that it names, or else those that the whole question names."""
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class Sought:
    """Something that a question names, or another of its words."""

    text: str
    """As the question writes it, without a possessive."""
    words: tuple[str, ...]
    """The words that make it up, without "of" and the like."""
    is_name: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """Asked for where a question asks for no one thing: "Tell me about X", "Summarise this"."""

    topic: str
    """A slice of the question; "" for the articles spoken of, or all."""
    certain: bool
    """Whether nothing else can be meant. If not, a statement that answers the question is better:
    "What happened in Tokyo?"."""
    alone: bool = False
    """Whether the topic is all that was typed."""
    introduces: bool = False
    """Whether it is asked who or what the topic is: "Who is Koji Matsui?"."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question made ready for searching."""

    question: str
    """As the user typed it."""
    standalone: str
    """The same question with what the conversation supplies written out."""
    mentions: tuple[Mention, ...] = ()
    """Publishers of the library that the question names, in order, without overlap."""
    periods: tuple[Period, ...] = ()
    """Dates and periods that the question names, in order, without overlap."""
    people: tuple[str, ...] = ()
    """People that the question names, as it writes them, each once; only those that are known for
    people from the articles."""
    parts: tuple[Part, ...] = ()
    """The things that it asks for, in order; one where it asks for one thing."""
    told: tuple[str, ...] = ()
    """What was answered before, where it asks for more: "What else?"."""
    named: tuple[Sought, ...] = ()
    """The names in it, but for publishers, days and places ("in Brno")."""
    overview: Overview | None = None
    spoken_of: frozenset[str] = frozenset()
    """Ids of the articles that the last answer cites, where the question names nobody and nothing:
    "How many people were hurt?" goes on about the same."""

    @property
    def publishers(self) -> tuple[str, ...]:
        """Every publisher that may be named, once, first mention first."""
        return tuple(dict.fromkeys(name for m in self.mentions for name in m.publishers))
