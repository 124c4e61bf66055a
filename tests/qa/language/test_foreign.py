"""Texts in other languages than English."""

from __future__ import annotations

import pytest

from qa.language.foreign import is_foreign


@pytest.mark.parametrize(
    "text",
    [
        "Wer hat die Wahl in Rom gewonnen?",
        "Qui a gagné les élections et par combien?",
        "¿Cuándo se firmó el acuerdo y dónde?",
        "Кто выиграл выборы?",
        "誰が勝ちましたか",
    ],
)
def test_other_languages_are_told(text: str) -> None:
    assert is_foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "Who won the election in Rome?",
        "election results Rome",
        "war in Sudan",
        "Was a war crime committed in Bucha?",
        "War in Sudan: was a truce met?",
        "Was a con man arrested in Brno?",
        "was al jazeera banned in israel?",
        "Met police chief: was Rowley sacked?",
        "a ban on die casting?",
        "Did Die Zeit and Der Spiegel report it?",
        "What did La Repubblica write about El Salvador?",
        "3:0?",
        "",
    ],
)
def test_english_with_foreign_names_is_english(text: str) -> None:
    assert not is_foreign(text)
