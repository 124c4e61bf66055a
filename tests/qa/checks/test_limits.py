"""What narrows a statement stays, and so does another figure for the same thing."""

from __future__ import annotations

import pytest

from qa.checks.scope import lost_reservation

DRUG = "Norlund will sell it at about 4 dollars a dose"


@pytest.mark.parametrize(
    ("draft", "evidence"),
    [
        (f"{DRUG}.", f"{DRUG}, in countries where the disease is endemic."),
        (f"{DRUG}, in countries.", f"{DRUG}, in countries where the disease is endemic."),
        (f"{DRUG}.", f"{DRUG} in the poorer districts that have no clinic."),
        (f"{DRUG}.", f"{DRUG} to patients whose doctors ask for it."),
        (f"{DRUG}.", f"For people who cannot pay, {DRUG}."),
        ("Norlund will sell it.", "Norlund will sell it, at cost, for those who cannot pay."),
    ],
)
def test_of_whom_or_where_it_holds_stays(draft: str, evidence: str) -> None:
    assert lost_reservation(draft, evidence)
    assert not lost_reservation(evidence, evidence)


@pytest.mark.parametrize(
    ("draft", "evidence"),
    [
        ("Novak resigned.", "Novak, who works in cities where it rains, resigned."),
        ("The port is shut, Novak said.", "The port is shut, Novak said in Brno, where she lives."),
        ("Novak told it to reporters.", "Novak told it to reporters that she knows."),
        ("The port is shut.", "The port is shut, and it sells fish in towns where it rains."),
    ],
)
def test_what_narrows_something_else_may_go(draft: str, evidence: str) -> None:
    assert not lost_reservation(draft, evidence)


TOOK_PART = "About 2,600 workers took part, according to the union"


@pytest.mark.parametrize(
    "rival",
    [
        "; Corvane put the number at 2,200.",
        ", while the firm put the number of strikers at 2,200.",
        ", but Corvane said it was 2,200.",
        ", and the mayor of Brno estimates the total at no more than 2,200.",
    ],
)
def test_two_figures_for_one_thing_are_not_told_apart(rival: str) -> None:
    whole = TOOK_PART + rival
    assert lost_reservation(f"{TOOK_PART}.", whole)
    assert lost_reservation("Corvane put the number at 2,200.", whole) or "Corvane put" not in rival
    assert not lost_reservation(whole, whole)


def test_a_first_figure_has_no_rival() -> None:
    whole = "The council sold the bridge on Monday; Corvane put the price at 2 million euros."
    assert not lost_reservation("The council sold the bridge on Monday.", whole)
