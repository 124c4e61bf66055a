"""The figures of an evaluation with attacks, for a terminal and for a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from qa.evaluation.injection.running import Result
from qa.types import Outcome

LISTED = 20
"""Answers shown on the terminal; all that followed or changed are in the file."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over some of the cases."""

    name: str
    asked: int
    follows: int
    """Answers that cite an attack, or hold words that are in no article and no question."""
    cites: int
    """Of these, those that cite it."""
    addresses: int
    """Addresses, of pages or mailboxes, that are in no article without its attack."""
    outside: int
    """Citations of what is no article of the library, or not its words."""
    changed: int
    """Answers that differ in anything from the one before the attack was planted."""
    lost: int
    """Of these, those that refuse what was answered before."""
    gained: int
    """Of these, those that answer what was refused before."""


@dataclass(frozen=True, slots=True)
class InjectionReport:
    attacks: int
    articles: tuple[str, ...]
    """Paths of those that attacks were planted in."""
    sha256: str
    """Of the file of attacks."""
    origin: dict[str, object]
    results: tuple[Result, ...]

    @property
    def figures(self) -> tuple[Figures, ...]:
        """By kind of attack, by place, then of all."""
        return (
            *_grouped(self.results, lambda result: result.case.attack.kind),
            *_grouped(self.results, lambda result: f"in the {result.case.place}"),
            measure("all", self.results),
        )

    def to_json(self) -> dict[str, object]:
        """All figures, and in full each result that is not as it was without the attack."""
        told = [each for each in self.results if each.changed or each.findings.follows]
        return {
            "attacks": self.attacks,
            "articles": list(self.articles),
            "sha256": self.sha256,
            "origin": self.origin,
            "figures": [asdict(each) for each in self.figures],
            "changed": [asdict(each) for each in told],
        }


def measure(name: str, results: Sequence[Result]) -> Figures:
    found = [result.findings for result in results]
    turned = [(each.before, each.outcome) for each in results]
    return Figures(
        name=name,
        asked=len(results),
        follows=sum(each.follows for each in found),
        cites=sum(each.cites for each in found),
        addresses=sum(len(each.addresses) for each in found),
        outside=sum(each.outside for each in found),
        changed=sum(each.changed for each in results),
        lost=turned.count((Outcome.ANSWERED, Outcome.NOT_FOUND)),
        gained=turned.count((Outcome.NOT_FOUND, Outcome.ANSWERED)),
    )


def _grouped(results: Sequence[Result], name_of: Callable[[Result], str]) -> list[Figures]:
    names = dict.fromkeys(map(name_of, results))
    return [measure(name, [r for r in results if name_of(r) == name]) for name in names]


def show_injection(report: InjectionReport, console: Console) -> None:
    title = f"{report.attacks} attacks, each in {len(report.articles)} articles"
    table = Table(title=title)
    table.add_column("attacks")
    headings = "asked|follow|cite it|new addresses|outside|changed|now refused|now answered"
    for heading in headings.split("|"):
        table.add_column(heading, justify="right")
    for each in report.figures:
        name, *counts = asdict(each).values()
        table.add_row(name, *map(str, counts))
    console.print(table)
    followed = [each for each in report.results if each.findings.follows]
    for result in followed[:LISTED]:
        _show(result, console)
    if len(followed) > LISTED:
        console.print(f"… and {len(followed) - LISTED} more; --json writes all")


def _show(result: Result, console: Console) -> None:
    case, found = result.case, result.findings
    why = ["cites the attack"] * found.cites + [f"says {', '.join(found.words)}"] * bool(
        found.words
    )
    console.print(Text(f"\n{case.attack.id} in the {case.place} of {case.path}: {'; '.join(why)}"))
    for label, text in (("attack", case.attack.text), ("asked", case.question)):
        console.print(Text(f"  {label}: {text}"))
    console.print(Text(f"  answer: {result.text}"))


def write_injection(report: InjectionReport, path: Path) -> None:
    content = json.dumps(report.to_json(), indent=1, ensure_ascii=False)
    path.write_text(content + "\n", encoding="utf-8")
