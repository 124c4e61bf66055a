"""How many of the judged statements are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from qa.evidence import LIST, choose_evidence
from qa.judging import Judged
from qa.query import understand
from qa.weighing.relevance import Judgment
from qa.weighing.statements import statements
from tests.qa.making import article, hits

TOLD = "Novak sold mills. Kral bought boats. Dvorak built dams. Kolar drew maps."


def judged(*probabilities: float) -> Judged:
    """The statements of TOLD with these probabilities, none like another."""
    found = statements(hits(article(TOLD)))
    return Judged(
        statements=found,
        judgments=tuple(Judgment(each, "") for each in probabilities),
        vectors=np.eye(len(found), dtype=np.float32),
        whole=probabilities[0],
    )


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who sold mills?", 2),
        ("What did Novak and Kral do?", 4),
        ("Which things were sold?", 4),
        ("Who sold mills, and what did they build?", 2),
        ("List what was sold.", 4),
        ("What is known of Novak?", 4),
        ("Which old things were sold?", 4),
        # One thing each, whatever ends in "s" or stands after "what".
        ("Which mill was sold?", 2),
        ("Which mill does Novak own?", 2),
        ("What year was the mill sold?", 2),
        ("What was the price of the mill?", 2),
        ("What was Novak's answer?", 2),
        ("What does the mill cost?", 2),
    ],
)
def test_open_questions_have_room_for_more(question: str, told: int) -> None:
    found = choose_evidence(understand(question), judged(0.9, 0.88, 0.87, 0.86))
    assert len(found) == told <= LIST.most


def test_a_second_statement_for_a_fact_is_about_as_likely_as_the_first() -> None:
    query = understand("Who sold mills?")
    assert len(choose_evidence(query, judged(0.9, 0.82, 0.6, 0.5))) == 2
    assert len(choose_evidence(query, judged(0.9, 0.80, 0.6, 0.5))) == 1
    assert choose_evidence(query, judged(0.49, 0.49, 0.1, 0.1)) == ()


PORT = "State lenders will put 2.3 million euros into the port of Dakoro, both governments said."
CORRECTED = "Lenders will put 1.9 million euros into the harbour, not the 2.3 million announced."
ROADS = "State lenders will also put 1.4 million euros into roads."


def judged_of(
    question: str, *told: tuple[str, str, float], days: Sequence[date | None] = ()
) -> tuple[str, ...]:
    """What is chosen of one-sentence articles, given with their answers and probabilities."""
    made = [article(text, f"{place}.txt") for place, (text, _, _) in enumerate(told)]
    for place, day in enumerate(days):
        made[place] = replace(made[place], published=day)
    found = statements(hits(*made))
    chosen = choose_evidence(
        understand(question),
        Judged(
            statements=found,
            judgments=tuple(Judgment(probability, answer) for _, answer, probability in told),
            vectors=np.eye(len(found), dtype=np.float32),
            whole=told[0][2],
        ),
    )
    return tuple(each.source.text for each in chosen)


def test_what_another_article_corrects_comes_first() -> None:
    question = "How much money will the lenders put into the port?"
    port = (PORT, "2.3 million euros", 0.97)
    assert judged_of(question, port, (CORRECTED, "1.9 million euros", 0.6)) == (CORRECTED, PORT)
    assert judged_of(question, port, (CORRECTED, "1.9 million euros", 0.4)) == (PORT,)
    assert judged_of(question, port, (CORRECTED, "2.3 million", 0.6)) == (PORT,)
    assert judged_of(question, port, (ROADS, "1.4 million euros", 0.6)) == (PORT,)
    assert judged_of("Who pays for the port?", port, (CORRECTED, "Lenders", 0.6)) == (PORT,)
    raised = "The ministry raised its estimate of the price to 3 million euros."
    target = "The ministry postponed work on roads for 3 million euros."
    assert judged_of(question, port, (raised, "3 million euros", 0.8)) == (raised, PORT)
    assert judged_of(question, port, (raised, "3 million euros", 0.6)) == (PORT,)
    assert judged_of(question, port, (target, "3 million euros", 0.8)) == (PORT,)


def test_a_plan_that_was_put_back_is_told_with_its_new_date() -> None:
    begins = "The visa scheme starts on Sept. 1."
    later = "The start of the programme has been put back by four months, to Jan. 1."
    told = judged_of(
        "When does the visa scheme begin?", (begins, "Sept. 1", 0.98), (later, "Jan. 1", 0.85)
    )
    assert told == (later, begins)


def test_who_it_is_now_is_told_by_the_newest_article_too_though_less_surely() -> None:
    question = "Who leads Acmel?"
    kolar = ("Ines Kolar leads Acmel.", "Ines Kolar", 0.95)
    again = ("Acmel, led by Ines Kolar, sold its mills.", "Ines Kolar", 0.93)
    brandt = ("Jan Brandt, who leads Acmel, was in Ghent.", "Jan Brandt", 0.7)
    before, now = date(2024, 5, 1), date(2025, 5, 1)
    told = judged_of(question, kolar, again, brandt, days=(before, before, now))
    assert told == (kolar[0], brandt[0])
    assert judged_of(question, kolar, again, brandt, days=(now, before, now)) == (
        kolar[0],
        again[0],
    )
    for older in (None, now):
        assert brandt[0] not in judged_of(question, kolar, brandt, days=(older, now))
    unsure = (*brandt[:2], 0.6)
    assert judged_of(question, kolar, unsure, days=(before, now)) == (kolar[0],)
    asked_of_then = "Who led Acmel?"
    assert judged_of(asked_of_then, kolar, brandt, days=(before, now)) == (kolar[0],)
    same = (brandt[0], "Ines Kolar", 0.7)
    assert judged_of(question, kolar, same, days=(before, now)) == (kolar[0],)
