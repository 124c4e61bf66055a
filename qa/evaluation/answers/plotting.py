"""A picture of a run: what it measured, risk against coverage, and how well questions are told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qa.evaluation.answers.report import AnswersReport
from qa.judging import ANSWERABLE

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plot_answers(report: AnswersReport, path: Path) -> None:
    """Draw it; no display is needed.

    Args:
        path: ends with one of qa.evaluation.places.PICTURES.
    """
    from matplotlib.figure import Figure as Picture

    picture = Picture(figsize=(15.0, 5.0), layout="constrained")
    asked = len(report.results)
    picture.suptitle(f"{report.cases.name}, {asked} questions; 95% intervals")
    measured, risk, told = picture.subplots(1, 3)
    _draw_figures(measured, report)
    _draw_risk(risk, report)
    _draw_told(told, report)
    picture.savefig(path, dpi=150)


def _draw_figures(panel: Axes, report: AnswersReport) -> None:
    found = [(name, figure) for name, figure in report.figures.items() if figure is not None]
    for height, (_, figure) in enumerate(found):
        spread = [[figure.value - figure.low], [figure.high - figure.value]]
        panel.errorbar(figure.value, height, xerr=spread, fmt="o", capsize=3, color="C0")
    panel.set_yticks(range(len(found)), [name for name, _ in found], fontsize=8)
    panel.set_ylim(len(found) - 0.5, -0.5)  # the first on top
    panel.set_xlim(-0.02, 1.02)
    panel.grid(axis="x", alpha=0.3)


def _draw_risk(panel: Axes, report: AnswersReport) -> None:
    drawn = [(point.coverage, point.risk) for point in report.curve if point.risk is not None]
    panel.plot([x for x, _ in drawn], [y for _, y in drawn], color="C0")
    if drawn:
        panel.plot(*drawn[-1], "o", color="C0", label="as it is")
        panel.legend(frameon=False)
    panel.set_title("wrong among the answers given", fontsize=10)
    panel.set_xlabel("share of questions answered")
    panel.set_ylabel("risk")
    _square(panel)


def _draw_told(panel: Axes, report: AnswersReport) -> None:
    drawn = [
        (point.unanswerable_above, point.answerable_above, point.threshold)
        for point in report.curve
        if point.unanswerable_above is not None and point.answerable_above is not None
    ]
    panel.plot([x for x, _, _ in drawn], [y for _, y, _ in drawn], color="C0")
    panel.plot([0, 1], [0, 1], color="0.7", linestyle=":")
    reached = [(x, y) for x, y, threshold in drawn if threshold >= ANSWERABLE]
    if reached:
        panel.plot(*reached[-1], "o", color="C0", label=f"threshold {ANSWERABLE}")
        panel.legend(frameon=False)
    panel.set_title("answerable told from unanswerable", fontsize=10)
    panel.set_xlabel("unanswerable questions above the threshold")
    panel.set_ylabel("answerable questions above it")
    _square(panel)


def _square(panel: Axes) -> None:
    panel.set_xlim(-0.02, 1.02)
    panel.set_ylim(-0.02, 1.02)
    panel.grid(alpha=0.3)
