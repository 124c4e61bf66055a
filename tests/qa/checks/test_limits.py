"""What narrows a statement stays, and so does another figure for the same thing."""

from __future__ import annotations

import pytest

from qa.checks.reservations import lost_reservation

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


LEAVE = "The troops will leave Brno"


@pytest.mark.parametrize(
    ("draft", "evidence"),
    [
        (f"{LEAVE}.", f"{LEAVE} once the deal is signed."),
        (f"{LEAVE}.", f"{LEAVE} when the deal is signed, Novak said."),
        (f"{LEAVE}.", f"{LEAVE} as soon as Kral has signed the deal."),
        (f"{LEAVE}.", f"{LEAVE} after the deal is signed."),
        (f"{LEAVE}.", f"{LEAVE} when a deal is signed."),
        (f"{LEAVE}.", f"{LEAVE}, in case of a strike."),
        ("The troops will leave Brno.", "In case it rains, the troops will leave Brno."),
        ("The troops will leave Brno.", "Once the deal is signed, the troops will leave Brno."),
        ("He would leave, he said.", "He would leave when the bank closed, he said."),
        ("It rose in the regions.", "It rose in the regions in all but two years."),
        ("Shops open daily.", "Shops open daily everywhere but in Brno."),
        ("Clerks must pay.", "Clerks must pay by Monday or move to Poland."),
        ("Clerks were told to pay.", "Clerks were told to pay by Monday or leave."),
        ("The club is banned.", "The club is banned for men."),
        ("The club is free.", "The club is free for its members in Brno."),
        ("The port is closed.", "The port is closed to ships from Prague."),
        ("All players are fit.", "All players are fit, with only a few injuries to work around."),
        ("The club won all games.", "The club won all games, with the exception of the last."),
    ],
)
def test_what_must_happen_first_or_is_taken_out_stays(draft: str, evidence: str) -> None:
    assert lost_reservation(draft, evidence)
    assert not lost_reservation(evidence, evidence)


@pytest.mark.parametrize(
    ("draft", "evidence"),
    [
        (f"{LEAVE}.", f"{LEAVE} after the vote in May."),
        (f"{LEAVE}.", f"{LEAVE} after they lost the port."),
        (f"{LEAVE}.", f"{LEAVE} before the deal is signed."),
        ("The bridge will open on Monday.", "The bridge will open on Monday, when schools close."),
        ("The troops left.", "The troops left when the deal was signed."),
        ("The troops will leave.", "When she met Kral, Novak said the troops will leave."),
        ("Novak will meet Kral.", "Once a week, Novak will meet Kral."),
        ("Novak won.", "In the event, Novak won."),
        ("The club was banned.", "The club was banned for two years."),
        ("The club was banned.", "The club was banned for breaking the rules."),
        ("Clerks must pay.", "Clerks must pay in euros or dollars."),
        ("All left.", "All left by noon."),
        ("Novak sued.", "Novak sued in Brno over the co-pending claim, Kral said."),
    ],
)
def test_what_only_tells_when_or_how_may_go(draft: str, evidence: str) -> None:
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
