"""How many of the judged statements are told."""

from __future__ import annotations

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
