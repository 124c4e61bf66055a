"""What is measured of an answer, as parts of wholes that are summed over questions.

A share may be of questions, of citations, of sentences: for each measure a question says how much
of how much, (0, 0) where it says nothing.

    right                 A question without an answer is refused. A marked question: see
                          qa.evaluation.measures. Where the gold answer is words of the articles,
                          a shown sentence holds them. Else (yes, no) some gold evidence is cited.
    exact match, F1       Of the words that the reader chose in the first sentence, as in SQuAD 2.0:
                          a refusal is worth 1 where there is no answer, 0 where there is one.
    refusal precision     Of the refused questions, those without an answer; recall: of those
                          without an answer, the refused ones.
    citation precision    Of the citations, those to an article (a sentence) that is gold evidence.
                          All in an answer to an unanswerable question are wrong.
    citation recall       Of the pieces of evidence that a whole answer needs, those that are cited;
                          of answerable questions that were answered.

Pure: no clock, no files, no models.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from index.types import Span
from qa.evaluation.answers.cases import Case, Piece
from qa.evaluation.answers.running import Result
from qa.evaluation.bootstrap import Figure, share_figures
from qa.evaluation.measures import score
from qa.evaluation.overlap import contains, exact_match, token_f1
from qa.types import Citation, Verdict

Part = tuple[float, float]
"""How much of how much."""

RIGHT = "right"
TOKEN_F1 = "token F1"
MEASURES = (
    RIGHT,
    "right, answerable",
    "exact match",
    TOKEN_F1,
    "exact match, answerable",
    "token F1, answerable",
    "refusal precision",
    "refusal recall (unanswerable refused)",
    "answerable refused",
    "citation precision, articles",
    "citation precision, sentences",
    "citation recall, articles",
    "citation recall, sentences",
    "sentences supported",
    "sentences quoted",
    "drafts dropped, of sentences",
    "errors",
)
NOTHING: Part = (0.0, 0.0)
MOST = 0.5
"""Share of the letters and digits of the shorter one that a citation and a place have in common
when the one is said to be the other."""


def measure(result: Result, locates: bool) -> dict[str, Part]:
    """Each measure of one result.

    Args:
        locates: whether the set's gold evidence is located sentence by sentence.
    """
    right = float(is_right(result))
    case = result.case
    values: dict[str, Part] = {
        RIGHT: (right, 1.0),
        "right, answerable": (right, 1.0) if case.answerable else NOTHING,
        **_refusals(result),
        **_citations(result, locates),
        **_sentences(result),
        "errors": (float(bool(result.error)), 1.0),
    }
    if case.answers:
        said = predicted(result)
        exact, f1 = 0.0, 0.0  # of an error, which is not the silence that SQuAD rewards
        if result.answer is not None:
            exact = float(any(exact_match(said, gold) for gold in case.answers))
            f1 = max(token_f1(said, gold) for gold in case.answers)
        for name, value in (("exact match", exact), (TOKEN_F1, f1)):
            values[name] = (value, 1.0)
            values[f"{name}, answerable"] = (value, 1.0) if case.answerable else NOTHING
    return {name: values.get(name, NOTHING) for name in MEASURES}


def is_right(result: Result) -> bool:
    case = result.case
    if not case.answerable:
        return result.refused
    if result.answer is None:
        return False
    if case.marked_as is not None:
        return score(case.marked_as, result.answer, result.seconds).right
    if case.verbatim:
        golds, shown = case.answers, result.sentences
        return any(contains(sentence.text, gold) for sentence in shown for gold in golds)
    return any(_stands_on(c, piece) for c in _cited(result) for piece in case.pieces)


def predicted(result: Result) -> str:
    """The words that answer, to be compared with a gold answer; "" where there is no answer.

    Those that the reader chose in the first sentence, or else that whole sentence.
    """
    if not result.answered:
        return ""
    first = result.sentences[0]
    return first.answer or first.text


def _refusals(result: Result) -> dict[str, Part]:
    refused, answerable = float(result.refused), result.case.answerable
    return {
        "refusal precision": (0.0 if answerable else refused, refused),
        "refusal recall (unanswerable refused)": NOTHING if answerable else (refused, 1.0),
        "answerable refused": (refused, 1.0) if answerable else NOTHING,
    }


def _citations(result: Result, locates: bool) -> dict[str, Part]:
    case, cited = result.case, _cited(result)
    grains = {"articles": _is_of, "sentences": _stands_on}
    values: dict[str, Part] = {}
    for grain, says in grains.items():
        if grain == "sentences" and not locates:
            continue
        gold = [any(says(citation, piece) for piece in case.pieces) for citation in cited]
        values[f"citation precision, {grain}"] = (float(sum(gold)), float(len(gold)))
        if case.answerable and result.answered:
            found = sum(any(says(c, piece) for c in cited) for piece in case.pieces)
            enough = (float(min(found, case.at_least)), float(case.at_least))
            values[f"citation recall, {grain}"] = enough
    return values


def _cited(result: Result) -> list[Citation]:
    """The citations of every sentence: one that two sentences have counts twice."""
    return [citation for sentence in result.sentences for citation in sentence.citations]


def _is_of(citation: Citation, piece: Piece) -> bool:
    return citation.article.path in piece.paths


def _stands_on(citation: Citation, piece: Piece) -> bool:
    """Whether the words cited are, for the most part, those of the piece, or hold them."""
    text, span = citation.article.text, (citation.start, citation.end)
    return _is_of(citation, piece) and any(same(text, span, place) for place in piece.places)


def same(text: str, one: Span, other: Span) -> bool:
    """Whether two stretches of a text have most of the shorter one in common."""
    shared = _letters(text, (max(one[0], other[0]), min(one[1], other[1])))
    return shared > 0 and shared >= MOST * min(_letters(text, one), _letters(text, other))


def _letters(text: str, span: Span) -> int:
    return sum(map(str.isalnum, text[span[0] : span[1]]))


def _sentences(result: Result) -> dict[str, Part]:
    shown = result.sentences
    if not shown or result.answer is None:
        return {}
    count = float(len(shown))
    worded = float(sum(sentence.verdict is Verdict.SUPPORTED for sentence in shown))
    return {
        "sentences supported": (worded, count),
        "sentences quoted": (count - worded, count),
        "drafts dropped, of sentences": (float(result.answer.dropped), count),
    }


def figures(parts: Sequence[Mapping[str, Part]]) -> dict[str, Figure | None]:
    """Each measure over questions, with its interval; None where none of them says anything."""
    pairs: NDArray[np.float64] = np.array(
        [[each[name] for name in MEASURES] for each in parts], dtype=np.float64
    )
    return dict(zip(MEASURES, share_figures(pairs[:, :, 0], pairs[:, :, 1]), strict=True))


def refuse_all_f1(cases: Sequence[Case]) -> float | None:
    """Token F1 over all questions if every one is refused; None where the set has no answers."""
    told = [case for case in cases if case.answers]
    return sum(not case.answerable for case in told) / len(told) if told else None
