"""What a draft must keep of its evidence to be an answer."""

from __future__ import annotations

import pytest

from qa.questions.still_answers import lost_information


def test_what_was_asked_for_must_survive() -> None:
    said = "Karel Dvorak and 7 others met the mayor in the old town hall of Brno on Friday."
    kept = "Karel Dvorak and 7 others met the mayor."
    assert lost_information(kept, said, "How many met the mayor?") == ()
    lost = "Karel Dvorak and others met the mayor."
    assert lost_information(lost, said, "How many met the mayor?") != ()


def test_that_someone_spoke_is_no_answer_without_what_was_said() -> None:
    said = (
        "“The bridge is closed,” Novak said on Monday, according to her spokesperson Karel Dvorak."
    )
    draft = "The spokesperson of Novak said on Monday, according to her spokesperson Karel Dvorak."
    reasons = lost_information(draft, said, "Who is the spokesperson of Novak?", "Karel Dvorak")
    assert reasons == ("tells that someone spoke, but not what was said",)
    reasons = lost_information("Novak said.", said, "What did Novak say?")
    assert "tells that someone spoke, but not what was said" in reasons


@pytest.mark.parametrize(
    "reason", ["because the beams are rusty", "after the flood", ", as its beams are rusty"]
)
def test_why_is_not_answered_without_the_reason(reason: str) -> None:
    whole = f"The bridge will close for 12 weeks {reason}.".replace(" ,", ",")
    why = "Why will the bridge close for 12 weeks?"
    assert lost_information("The bridge will close for 12 weeks.", whole, why)
    assert lost_information(whole, whole, why) == ()


def test_what_is_asked_for_is_still_given() -> None:
    whole = "Acmel sells AC-7, the drug, at cost, which it puts at 4 dollars a dose."
    question = "What will the drug cost?"
    assert lost_information("Acmel sells AC-7, the drug, at cost.", whole, question, "cost")
    assert not lost_information(whole, whole, question, "cost")


def test_a_change_is_told_with_both_its_ends() -> None:
    whole = "Trade came to 780 million euros last year, up from 610 million."
    draft = "Trade came to 780 million euros last year."
    assert lost_information(draft, whole, "How much did trade grow?", "780 million euros")
    assert not lost_information(draft, whole, "How much was the trade?", "780 million euros")
    for part in (" in 2024", " up from"):
        whole = "Trade came to 780 million euros last year, up from 610 million in 2024."
        draft = whole.replace(part, "")
        assert lost_information(draft, whole, "How much did trade grow?", "780 million euros")
