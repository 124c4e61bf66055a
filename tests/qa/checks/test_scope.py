"""What limits a statement stays with it."""

from __future__ import annotations

import pytest

from qa.checks.reservations import lost_reservation
from qa.checks.scope import widened

LEADS = "Vesna Turk will lead the company"


@pytest.mark.parametrize(
    "limit",
    [
        "for the time being",
        "for now",
        "until a successor is found",
        "on an interim basis",
        "on condition that the board agrees",
        "in principle",
        "in countries where it has a shop",
        ", in cases that nobody else takes",
        "for people who cannot pay",
        ", pending a vote",
        "in opinion polls",
        "in the simulations",
        "before generous discounts",
        "in the same period of 2024",
    ],
)
def test_a_limit_stays(limit: str) -> None:
    evidence = f"{LEADS} {limit}, the board said.".replace(" ,", ",")
    assert lost_reservation(f"{LEADS}.", evidence)
    assert not lost_reservation(evidence, evidence)


def test_a_limit_of_another_clause_may_go() -> None:
    evidence = f"{LEADS}, the board said on Friday, and Karel Kral stays for now."
    assert not lost_reservation(f"{LEADS}, the board said on Friday.", evidence)


def test_a_comparison_is_kept_with_all_that_it_is_with() -> None:
    evidence = "Five cases are known, two more than were reported when the study came out in May."
    assert widened("Five cases are known, two more than were reported.", evidence)
    assert widened("Five cases are known, two more than were reported in May.", evidence)
    assert not widened("Five cases are known.", evidence)
    trade = "Trade came to 780 million euros, up from 610 million in 2024, the ministry said."
    assert widened("Trade came to 780 million euros, up from 610 million.", trade)
    assert not widened("Trade came to 780 million euros, the ministry said.", trade)
    assert not widened("They meet as early as May.", "They meet as early as May in Brno.")
    cases = "There were as many cases as in May 2024."
    assert widened("There were as many cases as in May.", cases)
    hurt = "More than 40 people were hurt in Brno on Monday, the mayor said."
    assert not widened("More than 40 people were hurt in Brno on Monday.", hurt)
