from __future__ import annotations

import pytest

from qa.language.revisions import revises


@pytest.mark.parametrize(
    "text",
    [
        "Lenders would provide 1.9 billion euros, not the 2.3 billion announced in March.",
        "The recall now covers 71,000 vehicles, up from the 48,000 announced in January.",
        "The start of the programme has been put back by four months, to Jan. 1.",
        "The company has put off its application until 2027.",
        "The museum raised its estimate of the damage to 13 million crowns.",
        "Repairs, which were to have been finished in April, will go on until July.",
        "Two more than first reported have died.",
        "Officials revised the number to 19.",
        "The club will open in May instead of March.",
        "The toll has risen to 41.",
    ],
)
def test_what_no_longer_holds_is_revised(text: str) -> None:
    assert revises(text)


@pytest.mark.parametrize(
    "text",
    [
        "The visa scheme starts on Sept. 1.",
        "The charity raised 3 million euros for the hospital.",
        "Police moved 40 families to a school.",
        "Novak is now a member of the board.",
        "The bridge was built in 1911 and cost 4 million crowns.",
        "She did not put 5 million into it.",
    ],
)
def test_what_is_told_for_the_first_time_is_not(text: str) -> None:
    assert not revises(text)
