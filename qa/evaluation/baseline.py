"""The plain baseline: four passages by cosine, one prompt, the model's text as it comes.

It has the product's embedder, generator and passages and nothing else of it, so that the
difference between the two columns of a report is what retrieval, evidence and checking are worth.
A question is searched as typed; earlier turns are given to the model, as chat programs do.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence

from index.passages import split_sentences
from index.types import Hit
from qa.generation import Generator, Message
from qa.judging import Judged, nearest_first
from qa.query import check_history
from qa.types import Answer, Citation, History, Outcome, Sentence, Verdict

PASSAGES = 4
MAX_NEW_TOKENS = 120

_INSTRUCTION = (
    "Answer the question using only the context. Cite the passages that you use with their "
    "numbers, like [1]. If the context does not contain the answer, say that you don't know."
)
_MARKER = re.compile(r"\[(\d+)\]")
_MARKERS_AFTER_STOP = re.compile(r"([.!?][”\"’']?)\s*((?:\[\d+\]\s*)+)")
_SPACE_BEFORE_STOP = re.compile(r"\s+(?=[.,;:!?])")

# A model has no other way than words to refuse; these are the forms that instruction-tuned models
# use. They are read in the baseline only: the product states its outcome.
_REFUSAL = re.compile(
    r"\b(?:I(?:’|'| a)m (?:sorry|unable|not sure)|I (?:do not|don(?:’|')t|cannot|can(?:’|')t) "
    r"(?:know|find|answer|determine|tell)|(?:context|passages?|articles?|text) (?:does|do) not "
    r"(?:say|contain|mention|provide|specify|state)|(?:is|are|was|were) not (?:mentioned|provided|"
    r"specified|stated|given) in|no information (?:about|on|regarding|is))",
    re.IGNORECASE,
)


Search = Callable[[str, int], Sequence[Hit]]
"""Query and limit -> hits that include the `limit` passages of highest cosine: Library.search."""


def baseline_system(search: Search, generator: Generator) -> Callable[[str, History], Answer]:
    """The baseline as a function from question and history to an Answer."""

    def answer(question: str, history: History) -> Answer:
        started = time.perf_counter()
        hits = _densest(search(question, PASSAGES))
        text = generator.generate([_conversation(question, history, hits)], MAX_NEW_TOKENS)[0]
        return read_answer(question, text, hits, time.perf_counter() - started)

    return answer


def _densest(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    return tuple(sorted(hits, key=lambda hit: -hit.cosine)[:PASSAGES])


def _conversation(question: str, history: History, hits: Sequence[Hit]) -> list[Message]:
    earlier = check_history(history)
    context = "\n\n".join(f"[{n}] {hit.passage.text}" for n, hit in enumerate(hits, start=1))
    return [
        {"role": "system", "content": _INSTRUCTION},
        *({"role": turn.role, "content": turn.text} for turn in earlier),
        {"role": "user", "content": f"Context:\n{context}\n\nQuestion: {question}"},
    ]


def read_answer(question: str, text: str, hits: Sequence[Hit], seconds: float) -> Answer:
    """Read a model's text as an answer.

    A marker cites the whole passage of its number; one that names no passage is dropped, and
    `notices` says how many were. Empty text counts as a refusal: nothing is claimed. No sentence
    has been checked; SUPPORTED stands for want of a verdict that says so.
    """
    unknown = sum(not 1 <= int(number) <= len(hits) for number in _MARKER.findall(text))
    refused = not _MARKER.sub("", text).strip() or _REFUSAL.search(text) is not None
    return Answer(
        question=question,
        standalone=question,
        outcome=Outcome.NOT_FOUND if refused else Outcome.ANSWERED,
        sentences=() if refused else _sentences(text, hits),
        nearest=nearest_first(hits, Judged()) if refused else (),
        notices=(f"{unknown} markers named no passage and were left out",) if unknown else (),
        seconds=seconds,
    )


def _sentences(text: str, hits: Sequence[Hit]) -> tuple[Sentence, ...]:
    if not _MARKER.match(text.lstrip()):
        # "They met. [1] Then ...": the marker is the sentence's that it follows. In a text that
        # opens with a marker, markers stand before what they belong to.
        text = _MARKERS_AFTER_STOP.sub(r" \2\1 ", text)
    sentences = []
    for piece in (text[start:end] for start, end in split_sentences(text)):
        said = _SPACE_BEFORE_STOP.sub("", _MARKER.sub("", piece)).strip()
        if re.search(r"\w", said):
            sentences.append(Sentence(said, _citations(piece, hits), Verdict.SUPPORTED))
    return tuple(sentences)


def _citations(text: str, hits: Sequence[Hit]) -> tuple[Citation, ...]:
    """The passages that markers in `text` name, each once, in order; unknown numbers left out."""
    numbers = dict.fromkeys(int(number) for number in _MARKER.findall(text))
    return tuple(_citation(n, hits[n - 1]) for n in numbers if 1 <= n <= len(hits))


def _citation(number: int, hit: Hit) -> Citation:
    passage = hit.passage
    return Citation(number, passage.text, passage.start, passage.end, hit.article)
