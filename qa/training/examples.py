"""What a reader is trained on: a question, a paragraph in sentences, and where the answer is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.types import Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`text[start:end]` is a sentence for every span in `sentences`, in order."""

    text: str
    sentences: tuple[Span, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """One question about one paragraph.

    `answering` are the indices of the sentences that hold an answer, empty where the paragraph
    does not answer. `answers` are character spans of the answer in the paragraph, best first;
    a paragraph may answer (`answering`) though the exact words are not known (`answers` empty).
    """

    source: str
    question: str
    paragraph: Paragraph
    answers: tuple[Span, ...] = ()
    answering: tuple[int, ...] = ()

    @property
    def answerable(self) -> bool:
        return bool(self.answering)

    @property
    def answer_texts(self) -> tuple[str, ...]:
        return tuple(self.paragraph.text[start:end] for start, end in self.answers)


def normalised(text: str) -> str:
    """Letters and digits only, case folded: equal for two copies of a text however tokenised."""
    return "".join(character for character in text.casefold() if character.isalnum())


def locate(needle: str, haystack: str) -> tuple[Span, ...]:
    """Where `needle` occurs in `haystack` when only letters and digits count, as offsets."""
    wanted = normalised(needle)
    if not wanted:
        return ()
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(haystack):
        for letter in normalised(character):
            folded.append(letter)
            places.append(place)
    text = "".join(folded)
    found = []
    start = text.find(wanted)
    while start >= 0:
        found.append((places[start], places[start + len(wanted) - 1] + 1))
        start = text.find(wanted, start + 1)
    return tuple(found)


def locate_words(needle: str, haystack: str) -> tuple[Span, ...]:
    """`locate`, but not inside words: "12" is not in "1912"."""
    return tuple(
        (start, end)
        for start, end in locate(needle, haystack)
        if not haystack[max(0, start - 1) : start].isalnum()
        and not haystack[end : end + 1].isalnum()
    )


def overlapping(sentences: Sequence[Span], spans: Sequence[Span]) -> tuple[int, ...]:
    """Indices of the sentences in which one of the spans begins."""
    return tuple(
        number
        for number, (start, end) in enumerate(sentences)
        if any(start <= span_start < end for span_start, _ in spans)
    )


def answered(source: str, question: str, paragraph: Paragraph, answers: Sequence[Span]) -> Example:
    """An answerable example whose answering sentences follow from the answer spans."""
    unique = tuple(dict.fromkeys(answers))
    return Example(
        source=source,
        question=question.strip(),
        paragraph=paragraph,
        answers=unique,
        answering=overlapping(paragraph.sentences, unique),
    )


_TOKENISED_END = re.compile(r"(?<= [.?!])(?: ['\"”])?(?= )")


def tokenised_sentences(text: str, known: Sequence[Span] = ()) -> tuple[Span, ...]:
    """Sentences of lower-cased text whose tokens are separated by spaces.

    A boundary inside a `known` sentence is ignored, and each known sentence is kept whole.
    """
    cuts = {match.end() for match in _TOKENISED_END.finditer(text)}
    cuts = {cut for cut in cuts if not any(start < cut < end for start, end in known)}
    for start, end in known:
        cuts |= {start, end}
    edges = sorted(cuts | {0, len(text)})
    return trimmed(text, pairwise(edges))


def trimmed(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans without the white space around them; empty ones dropped."""
    kept = []
    for start, end in spans:
        piece = text[start:end]
        left = len(piece) - len(piece.lstrip())
        right = len(piece.rstrip())
        if right > left:
            kept.append((start + left, start + right))
    return tuple(kept)


def joined(sentences: Sequence[str], title: str = "") -> Paragraph:
    """A paragraph made of the given sentences, a space between two."""
    spans = []
    start = 0
    for sentence in sentences:
        spans.append((start, start + len(sentence)))
        start += len(sentence) + 1
    return Paragraph(text=" ".join(sentences), sentences=tuple(spans), title=title)
