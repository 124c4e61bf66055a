"""The result of a run: as a table, as a list of failures, as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from qa.evaluation.answers.cases import CaseSet
from qa.evaluation.answers.curves import REFUSED, Point, kept_at, risk_coverage, separation
from qa.evaluation.answers.measures import (
    RIGHT,
    TOKEN_F1,
    Part,
    figures,
    is_right,
    measure,
    predicted,
    refuse_all_f1,
)
from qa.evaluation.answers.running import Result
from qa.evaluation.bootstrap import Figure
from qa.evaluation.measures import score
from qa.evaluation.report import describe as describe_score
from qa.evaluation.retrieval.report import short_figure
from qa.evaluation.shares import quantile

JsonObject = dict[str, object]
_BY_KIND = (RIGHT, TOKEN_F1, "answerable refused", "refusal recall (unanswerable refused)")


@dataclass(frozen=True, slots=True)
class AnswersReport:
    cases: CaseSet
    results: tuple[Result, ...]
    """Of the questions that were asked, in the set's order; at least one."""
    origin: JsonObject
    """What made the figures: versions, commit, settings."""
    totals_only: bool = False
    """Whether single questions are left out of the JSON."""

    @property
    def parts(self) -> tuple[dict[str, Part], ...]:
        return tuple(measure(result, self.cases.locates) for result in self.results)

    @property
    def figures(self) -> dict[str, Figure | None]:
        return figures(self.parts)

    @property
    def by_kind(self) -> dict[str, dict[str, Figure | None]]:
        """Of the questions of each kind; empty where there is but one."""
        kinds = dict.fromkeys(result.case.kind for result in self.results)
        grouped = {
            kind: [
                part
                for part, result in zip(self.parts, self.results, strict=True)
                if result.case.kind == kind
            ]
            for kind in kinds
        }
        return {k: figures(parts) for k, parts in grouped.items()} if len(kinds) > 1 else {}

    @property
    def curve(self) -> tuple[Point, ...]:
        return risk_coverage(self.results)

    @property
    def failures(self) -> tuple[Result, ...]:
        return tuple(result for result in self.results if not is_right(result))

    def seconds(self, q: float, *, answered: bool) -> float | None:
        """Quantile over the questions that were answered, or over the others."""
        return quantile(sorted(r.seconds for r in self.results if r.answered is answered), q)

    def to_json(self) -> JsonObject:
        return {
            "dataset": {
                "name": self.cases.name,
                "format": self.cases.format,
                "hash": self.cases.hash,
                "questions": len(self.cases.cases),
                "asked": len(self.results),
                "answerable": sum(result.case.answerable for result in self.results),
                "notes": list(self.cases.notes),
            },
            "origin": self.origin,
            "measures": _figures_json(self.figures),
            "by_kind": {kind: _figures_json(found) for kind, found in self.by_kind.items()},
            "refuse_all_f1": refuse_all_f1([result.case for result in self.results]),
            "auroc_answerable": separation(self.results),
            "answerable_kept": self._kept_json(),
            "seconds": {
                name: {
                    "median": self.seconds(0.5, answered=a),
                    "p90": self.seconds(0.9, answered=a),
                }
                for name, a in (("answered", True), ("refused", False))
            },
            "curve": [asdict(point) for point in self.curve],
            "questions": []
            if self.totals_only
            else [
                _result_json(result, parts)
                for result, parts in zip(self.results, self.parts, strict=True)
            ],
        }

    def _kept_json(self) -> JsonObject | None:
        kept = kept_at(self.results)
        return kept and {"unanswerable_refused": REFUSED, "share": kept[0], "threshold": kept[1]}


def show_answers(report: AnswersReport, console: Console) -> None:
    """Write the tables, and what is to be known of the data."""
    cases = [result.case for result in report.results]
    title = (
        f"{report.cases.name} ({report.cases.format}): {len(cases)} of "
        f"{len(report.cases.cases)} questions, {sum(case.answerable for case in cases)} "
        "answerable; with 95% intervals"
    )
    console.print(title, markup=False, soft_wrap=True)
    console.print(_overview(report))
    if report.by_kind:
        console.print(_by_kind(report))
    for note in report.cases.notes:
        console.print(note, markup=False, soft_wrap=True)


def _overview(report: AnswersReport) -> Table:
    table = Table()
    table.add_column("")
    table.add_column("footnote", justify="right")
    table.add_column("of", justify="right")
    parts = report.parts
    for name, figure in report.figures.items():
        if figure is None:
            continue
        whole = sum(each[name][1] for each in parts)
        table.add_row(name, _cell(figure), f"{whole:.0f}")
        if name == TOKEN_F1:
            line = refuse_all_f1([result.case for result in report.results]) or 0.0
            table.add_row("... if every question were refused", short_figure(line), f"{whole:.0f}")
    table.add_section()
    area = separation(report.results)
    if area is not None:
        table.add_row("AUROC of the score, answerable", short_figure(area), str(len(parts)))
    kept = kept_at(report.results)
    if kept is not None:
        share, threshold = kept
        count = sum(result.case.answerable for result in report.results)
        label = f"answerable above {threshold:.2f}, which refuses {REFUSED:.0%} of the others"
        table.add_row(label, short_figure(share), str(count))
    for label, answered in (("answered", True), ("not answered", False)):
        count = sum(result.answered is answered for result in report.results)
        for name, q in (("median", 0.5), ("90th percentile", 0.9)):
            value = report.seconds(q, answered=answered)
            if value is not None:
                table.add_row(f"seconds, {label}, {name}", f"{value:.2f}", str(count))
    return table


def _by_kind(report: AnswersReport) -> Table:
    table = Table(title="by kind of question", title_justify="left")
    table.add_column("")
    table.add_column("questions", justify="right")
    shown = [name for name in _BY_KIND if report.figures[name] is not None]
    for name in shown:
        table.add_column(name, justify="right")
    for kind, found in report.by_kind.items():
        count = sum(result.case.kind == kind for result in report.results)
        table.add_row(Text(kind), str(count), *(_cell(found[name]) for name in shown))
    return table


def failures_text(report: AnswersReport) -> str:
    """Each question that was not answered right, in a few lines: what was expected, what came."""
    return "\n\n".join(describe(result) for result in report.failures) + "\n"


def describe(result: Result) -> str:
    """One failure; that of a marked question with its facts."""
    case = result.case
    if case.marked_as is not None and result.answer is not None:
        return describe_score(score(case.marked_as, result.answer, result.seconds))
    lines = [f"FAILED  {case.id}{f' ({case.kind})' if case.kind else ''}"]
    lines.append(f"  question:  {case.question}")
    lines.append(f"  expected:  {' / '.join(case.answers) if case.answerable else 'not found'}")
    lines += [f"  got:       {line}" for line in _got(result)]
    lines.append(f"  because:   {_reason(result)}")
    return "\n".join(lines)


def _got(result: Result) -> Iterator[str]:
    if result.answer is None:
        yield f"error: {result.error}"
        return
    if result.refused:
        yield f"not found (best statement {result.score:.2f})"
        return
    yield f"{result.answer.text} (best statement {result.score:.2f})"
    yield f"answer words: {predicted(result)}"
    for citation in result.answer.citations:
        yield f"[{citation.number}] {citation.article.path}: {citation.quote}"


def _reason(result: Result) -> str:
    if result.answer is None:
        return "an error"
    if result.refused:
        return "refused, although the articles say"
    if not result.case.answerable:
        return "answered, although the articles do not say"
    return "the answer is not stated" if result.case.verbatim else "no gold evidence is cited"


def _result_json(result: Result, parts: dict[str, Part]) -> JsonObject:
    case, answer = result.case, result.answer
    return {
        "id": case.id,
        "kind": case.kind,
        "question": case.question,
        "answerable": case.answerable,
        "answers": list(case.answers),
        "outcome": answer.outcome.value if answer else None,
        "error": result.error,
        "right": is_right(result),
        "score": result.score,
        "predicted": predicted(result),
        "text": answer.text if answer else "",
        "cited": [[c.article.path, c.start, c.end] for c in (answer.citations if answer else ())],
        "seconds": result.seconds,
        "parts": {name: list(part) for name, part in parts.items() if part[1]},
    }


def _figures_json(found: dict[str, Figure | None]) -> JsonObject:
    return {
        name: figure and {"value": figure.value, "interval": [figure.low, figure.high]}
        for name, figure in found.items()
    }


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return "-"
    value, low, high = (short_figure(each) for each in (figure.value, figure.low, figure.high))
    return f"{value} ({low}-{high})"
