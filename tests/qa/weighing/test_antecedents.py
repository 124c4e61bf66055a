"""From where a statement is quoted."""

from __future__ import annotations

import pytest

from qa.weighing.antecedents import with_antecedent
from qa.weighing.statements import statements
from tests.qa.making import article, hits

COMES = "On Monday Petra Novak, the mayor, comes."


@pytest.mark.parametrize(
    ("text", "question", "quoted"),
    [
        (f"{COMES} She will sell the mill.", "Who will sell the mill?", True),
        (f"{COMES}\nShe will sell the mill.", "Who will sell the mill?", True),
        (f"{COMES} But she will sell the mill.", "Who will sell the mill?", True),
        (f"{COMES} She has time. She will sell the mill.", "Who will sell the mill?", True),
        (f"{COMES} She will sell the mill.", "What will Petra Novak sell?", False),
        (f"{COMES} Kral will sell the mill.", "Who will sell the mill?", False),
        (f"{COMES} “The mill is old,” she said.", "Who said the mill is old?", True),
        ("Describe the town in verse. It will sell the mill.", "Who will sell the mill?", False),
        ("“It rains,” Novak said. “Go home. She will sell the mill.”", "Who sells it?", False),
        ("The Orbitex group met. It will sell the mill.", "What is sold in Brno?", True),
        ("The Orbitex group met. It will sell the mill.", "What does Orbitex sell?", False),
        ("The Orbitex group met.\nIt will sell the mill.", "What is sold in Brno?", False),
        ("Q: What next?\nA: It will sell the mill.", "What is sold in Brno?", False),
        ("Petra Novak had doubts. This feeling went away.", "How does Petra Novak feel?", True),
        ("Petra Novak had doubts. That was in May.", "When had Petra Novak doubts?", True),
        ("Petra Novak had doubts. And such doubts grow.", "What grows?", True),
        ("Petra Novak had doubts.\nThis feeling went away.", "What went away?", False),
        ("Petra Novak had doubts. This week she left.", "When did she leave?", False),
        ("Petra Novak had doubts. That year's crop was good.", "How was the crop?", False),
        ("Petra Novak had doubts. That he left was known.", "What was known?", False),
        ("13:45 She will sell the mill.", "Who will sell the mill?", False),
    ],
)
def test_who_is_meant_is_quoted_as_well(text: str, question: str, quoted: bool) -> None:
    *_, last = statements(hits(article(text)))
    found = with_antecedent(last.source, question)
    assert found.text == found.article.text[found.start : found.end]
    assert found.text.endswith(last.source.text)
    assert (found != last.source) is quoted
    if quoted:
        assert found.start == 0


def test_nothing_long_is_quoted_before() -> None:
    text = f"{COMES[:-1]}, with {'very ' * 80}old friends. She will sell the mill."
    *_, last = statements(hits(article(text)))
    assert with_antecedent(last.source, "Who will sell the mill?") == last.source
