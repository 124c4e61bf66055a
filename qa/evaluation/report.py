"""A report of one or more systems on a question set: as a table, as a list of failures, as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from qa.evaluation.measures import Score, Summary, summarise
from qa.evaluation.shares import Share

JsonObject = dict[str, object]

_ROWS: tuple[tuple[str, Callable[[Summary], Share | float | int | None]], ...] = (
    ("right", lambda s: s.right),
    ("right, answerable", lambda s: s.right_answerable),
    ("refused rightly", lambda s: s.refused_rightly),
    ("refused wrongly", lambda s: s.refused_wrongly),
    ("... with a fact marked as near", lambda s: s.pointed_to),
    ("facts stated", lambda s: s.facts_found),
    ("... and cited to an article that states them", lambda s: s.facts_cited),
    ("... whose quoted words state them", lambda s: s.facts_supported),
    ("citation precision (gold articles)", lambda s: s.citations_gold),
    ("quotes that are exact slices", lambda s: s.citations_exact),
    ("quotes from the body", lambda s: s.citations_body),
    ("sentences with a citation", lambda s: s.sentences_cited),
    ("answer precision (sentences on point)", lambda s: s.on_point),
    ("answers that invent something", lambda s: s.answers_inventing),
    ("numbers, names, quotations invented", lambda s: s.invented),
    ("... not in the quoted words", lambda s: s.beyond_quotes),
    ("sentences quoted from the article", lambda s: dict(s.verdicts).get("quoted")),
    ("drafted sentences dropped", lambda s: s.dropped),
    ("errors", lambda s: s.errors),
    ("sentences per answer", lambda s: s.sentences_per_answer),
    ("words per answer", lambda s: s.words_per_answer),
    ("seconds, median", lambda s: s.seconds_median),
    ("seconds, 90th percentile", lambda s: s.seconds_p90),
)


@dataclass(frozen=True, slots=True)
class SystemReport:
    name: str
    scores: tuple[Score, ...]

    @property
    def summary(self) -> Summary:
        return summarise(self.scores)

    @property
    def by_split(self) -> tuple[tuple[str, Share], ...]:
        splits = dict.fromkeys(s.question.split for s in self.scores if s.question.split)
        return tuple(
            (name, summarise([s for s in self.scores if s.question.split == name]).right)
            for name in splits
        )


@dataclass(frozen=True, slots=True)
class Report:
    systems: tuple[SystemReport, ...]
    """The product first; each has a score for every question, in the same order."""

    def to_json(self, *, each_question: bool = True) -> JsonObject:
        return {
            system.name: {
                "summary": _summary_json(system),
                **({"questions": [_score_json(s) for s in system.scores]} if each_question else {}),
            }
            for system in self.systems
        }


def show_report(report: Report, console: Console, *, list_failures: bool = True) -> None:
    """Write the table, then what failed in the first system."""
    console.print(_table(report))
    if not list_failures:
        return
    for score in report.systems[0].scores:
        if not score.right or score.invented:
            console.print(Text("\n" + describe(score)), soft_wrap=True)


def describe(score: Score) -> str:
    """A failure in a few lines: the question, what was expected, what came, and why it failed."""
    question = score.question
    lines = [f"{'invents' if score.right else 'FAILED'}  {question.id} ({question.kind})"]
    lines += [f"  {turn.role + ':':<10} {turn.text}" for turn in question.history]
    lines.append(f"  question:  {question.question}")
    lines += [f"  expected:  {line}" for line in _expected(score)]
    lines.append(f"  got:       {_got(score)}")
    lines += [f"  because:   {reason}" for reason in _reasons(score)]
    return "\n".join(lines)


def _expected(score: Score) -> Iterator[str]:
    question = score.question
    if not question.answerable:
        yield "not found"
        return
    if question.at_least < len(question.facts):
        yield f"at least {question.at_least} of"
    states = ("missing", "stated but not rightly cited", "stated and cited")
    for fact, found, cited in zip(question.facts, score.found, score.cited, strict=True):
        articles = ", ".join(sorted(fact.gold_articles))
        yield f"{' / '.join(fact.any)} ({states[found + cited]}; {articles})"


def _got(score: Score) -> str:
    if score.answer is None:
        return f"error: {score.error}"
    if score.refused:
        return "not found"
    cited = {c.number: c.article.path for s in score.sentences for c in s.citations}
    legend = ", ".join(f"[{number}] {path}" for number, path in sorted(cited.items()))
    return f"{score.answer.text}  ({legend or 'nothing cited'})"


def _reasons(score: Score) -> Iterator[str]:
    question = score.question
    if question.answerable and score.refused:
        yield "refused, although the articles say"
    elif not question.answerable and score.answered:
        yield "answered, although the articles do not say"
    elif question.answerable and sum(score.cited) < question.at_least:
        yield f"{sum(score.cited)} of {question.at_least} facts stated and rightly cited"
    if score.forbidden:
        yield f"says {', '.join(score.forbidden)}"
    if score.invented:
        yield f"in no cited article: {', '.join(score.invented)}"


def _table(report: Report) -> Table:
    asked = len(report.systems[0].scores)
    table = Table(title=f"{asked} questions; shares with 95% intervals", title_justify="left")
    table.add_column("")
    summaries = [system.summary for system in report.systems]
    for system in report.systems:
        table.add_column(system.name, justify="right")
    for label, measure in _ROWS:
        table.add_row(label, *(_cell(measure(summary)) for summary in summaries))
    table.add_section()
    _add_groups(table, "right, kind", [summary.by_kind for summary in summaries])
    table.add_section()
    _add_groups(table, "right, split", [system.by_split for system in report.systems])
    return table


def _add_groups(table: Table, label: str, columns: Sequence[tuple[tuple[str, Share], ...]]) -> None:
    for row in zip(*columns, strict=True):
        table.add_row(f"{label} {row[0][0]}", *(_cell(share) for _, share in row))


def _cell(value: Share | float | int | None) -> str:
    if isinstance(value, Share):
        if value.value is None or value.interval is None:
            return "-"
        low, high = value.interval
        return f"{value.part}/{value.whole}  {value.value:.0%} ({low:.0%}-{high:.0%})"
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.2f}"


def _summary_json(system: SystemReport) -> JsonObject:
    summary = system.summary
    values: JsonObject = {}
    for name in Summary.__slots__:
        value = getattr(summary, name)
        values[name] = _groups_json(value) if isinstance(value, tuple) else _plain(value)
    return {**values, "by_split": _groups_json(system.by_split)}


def _groups_json(groups: tuple[tuple[str, Share], ...]) -> JsonObject:
    return {name: _plain(share) for name, share in groups}


def _plain(value: Share | float | int | None) -> object:
    if not isinstance(value, Share):
        return value
    return {
        "part": value.part,
        "whole": value.whole,
        "value": value.value,
        "interval": value.interval,
    }


def _score_json(score: Score) -> JsonObject:
    return {
        "id": score.question.id,
        "kind": score.question.kind,
        "question": score.question.question,
        "right": score.right,
        "outcome": score.answer.outcome.value if score.answer else None,
        "error": score.error,
        "text": score.answer.text if score.answer else "",
        "cited": [[c.article.path for c in s.citations] for s in score.sentences],
        "facts_found": list(score.found),
        "facts_cited": list(score.cited),
        "facts_supported": list(score.supported),
        "forbidden": list(score.forbidden),
        "invented": list(score.invented),
        "seconds": score.seconds,
    }
