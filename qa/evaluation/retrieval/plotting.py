"""A picture of figures with their intervals: a panel for each measure, a row for each system.

A system has one colour; its marks are filled in the run just made and hollow in earlier ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qa.evaluation.bootstrap import Figure
from qa.evaluation.retrieval.comparing import Run

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_PANELS_ABREAST = 4


@dataclass(frozen=True, slots=True)
class _Row:
    system: str
    run: str
    """Name of an earlier run; "" of the one just made."""
    colour: str
    figures: Mapping[str, Figure]

    @property
    def label(self) -> str:
        return f"{self.system} ({self.run})" if self.run else self.system


def plot_runs(runs: Sequence[Run], title: str, path: Path) -> None:
    """Draw the systems of every run; no display is needed.

    Args:
        runs: the one just made first; the others' systems carry their run's name.
        title: above all panels.
        path: ends with one of qa.evaluation.places.PICTURES.
    """
    from matplotlib.figure import Figure as Picture

    systems = list(dict.fromkeys(system for run in runs for system in run.systems))
    rows = [
        _Row(system, run.name, f"C{number % 10}", run.figures(system))
        for number, system in enumerate(systems)
        for run in runs
        if system in run.systems
    ]
    measures = runs[0].measures
    down = -(-len(measures) // _PANELS_ABREAST)
    picture = Picture(
        figsize=(3.0 * _PANELS_ABREAST + 1.5, down * (0.9 + 0.3 * len(rows))), layout="constrained"
    )
    picture.suptitle(title)
    panels = picture.subplots(down, _PANELS_ABREAST, sharey=True, squeeze=False).flatten()
    for panel, measure in zip(panels, measures, strict=False):
        for number, row in enumerate(rows):
            _draw(panel, row, row.figures[measure], number)
        panel.set_title(measure, fontsize=10)
        panel.grid(axis="x", alpha=0.3)
        panel.set_yticks(range(len(rows)), [row.label for row in rows])
        panel.set_ylim(len(rows) - 0.5, -0.5)  # the first on top
    for panel in panels[len(measures) :]:
        panel.remove()
    picture.savefig(path, dpi=150)


def _draw(panel: Axes, row: _Row, figure: Figure, height: int) -> None:
    panel.errorbar(
        figure.value,
        height,
        xerr=[[figure.value - figure.low], [figure.high - figure.value]],
        fmt="o",
        capsize=3,
        color=row.colour,
        markerfacecolor="white" if row.run else row.colour,
    )
    panel.annotate(
        f"{figure.value:.3f}".removeprefix("0"),
        (figure.value, height),
        xytext=(0, 5),
        textcoords="offset points",
        ha="center",
        fontsize=8,
    )
