"""What was composed -> sentences with citations, by code and not by a model."""

from __future__ import annotations

from collections.abc import Sequence

from index.types import Article
from qa.composing import Composed
from qa.conflicts.disagreement import Report, Sides
from qa.language.wording import quoted
from qa.sources.independence import independent_sources
from qa.types import Citation, Sentence, Side, Source, Verdict


def cited(composed: Composed, before: Sequence[Sentence]) -> Sentence:
    """A composed sentence with its citations; a source cited before keeps its number."""
    return Sentence(
        composed.text,
        _citations(composed.sources, before),
        composed.verdict,
        composed.answer,
        independent_sources=independent_sources(composed.sources),
    )


def disputed(sides: Sides, before: Sequence[Sentence]) -> Sentence:
    """ "The Paper reports “12 injured”; The Post reports “15”.", each side with its citations.

    Its verdict is that of a quotation: what the articles say is in their own words.
    """
    sources = [report.source for side in sides for report in side]
    citations = {citation.article.id: citation for citation in _citations(sources, before)}
    told = tuple(
        Side(_told(side, sides), tuple(citations[each.source.article.id] for each in side))
        for side in sides
    )
    return Sentence(
        f"{'; '.join(side.text for side in told)}.",
        tuple(citations.values()),
        Verdict.QUOTED,
        independent_sources=sum(
            independent_sources([report.source for report in side]) for side in sides
        ),
        sides=told,
    )


def _citations(sources: Sequence[Source], before: Sequence[Sentence]) -> tuple[Citation, ...]:
    numbers = {(c.article.id, c.start, c.end): c.number for s in before for c in s.citations}
    citations = []
    for source in sources:
        place = (source.article.id, source.start, source.end)
        number = numbers.setdefault(place, len(numbers) + 1)
        citations.append(Citation(number, source.text, source.start, source.end, source.article))
    return tuple(citations)


def _told(side: Sequence[Report], sides: Sides) -> str:
    """One side in words: those who use the first one's very words, and those who agree."""
    first = side[0].words
    names: dict[bool, list[str]] = {True: [], False: []}
    for report in side:
        name = _name(report.source.article, sides)
        same = report.words.casefold() == first.casefold()
        if name not in names[True] + names[False]:
            names[same].append(name)
    verb = "reports" if len(names[True]) == 1 else "report"
    text = f"{_listed(names[True])} {verb} {quoted(first)}"
    if not names[False]:
        return text
    return f"{text}, as {'does' if len(names[False]) == 1 else 'do'} {_listed(names[False])}"


def _name(article: Article, sides: Sides) -> str:
    """The publisher, or the title; the file as well where another article is called the same."""
    name = article.publisher or article.label
    alike = {
        report.source.article.id
        for side in sides
        for report in side
        if (report.source.article.publisher or report.source.article.label) == name
    }
    return name if article.publisher or len(alike) == 1 else f"{name} ({article.path})"


def _listed(names: Sequence[str]) -> str:
    return " and ".join([*([", ".join(names[:-1])] if len(names) > 1 else []), names[-1]])
