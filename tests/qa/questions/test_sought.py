from __future__ import annotations

import pytest

from qa.questions.sought import sought_of


def names(question: str) -> list[str]:
    return [each.text for each in sought_of(question) if each.is_name]


def others(question: str) -> list[str]:
    return [each.text for each in sought_of(question) if not each.is_name]


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What did Karel Dvorak’s aunt sell to Novak?", ["Karel Dvorak", "Novak"]),
        ("What did Prime Minister Petra Novak say?", ["Petra Novak"]),
        ("Did the Bank of Moravia raise rates?", ["Bank of Moravia"]),
        ("What did the Ministry for the Environment and Brno decide?",
         ["Ministry for the Environment", "Brno"]),
        ("Who won the Six-Day Race?", ["Six-Day Race"]),
        ("Who met Yoo-jung in Brno?", ["Yoo-jung", "Brno"]),
        ("Did Karel Dvorak know that Dvorak was there?", ["Karel Dvorak"]),
        ("What did the Bank of Moravia tell the University of Brno?",
         ["Bank of Moravia", "University of Brno"]),
        ("What did the French president say to the President?", []),
        ("How many goals has Adebisi scored?", ["Adebisi"]),
        ("When did Marchetti resign?", ["Marchetti"]),
        ("Did French voters turn out?", []),
        ("Compare Acmel and Orbitex", ["Acmel", "Orbitex"]),
        ("Describe Acmel’s plans for Brno.", ["Acmel", "Brno"]),
        ("Did a Spanish court rule on Moravian?", ["Moravian"]),
        ("Who spoke at the G7 in May 2031?", []),
        ("who met karel dvorak?", []),
        ("WHO MET KAREL DVORAK?", []),
        ("What Is The Capital Of Moravia?", []),
        ("When was the band To Be Sure founded in Brno by Novak?", ["Sure", "Brno", "Novak"]),
    ],
)  # fmt: skip
def test_names(question: str, wanted: list[str]) -> None:
    assert names(question) == wanted


def test_a_name_has_its_words_without_the_small_ones() -> None:
    (bank,) = (each for each in sought_of("Did the Bank of Moravia fail?") if each.is_name)
    assert bank.words == ("Bank", "Moravia")


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("How long is the bridge at Brno?", ["bridge"]),
        ("What did Novak’s men say about tariffs?", ["tariffs"]),
        ("How much was sent last year?", []),
        ("who met karel dvorak’s aunt?", ["karel", "dvorak", "aunt"]),
        ("In which 2 towns did trams really turn?", ["towns", "trams", "turn"]),
        ("What did the French president veto?", ["French", "president", "veto"]),
        ("Who paid two million for a dozen trams?", ["trams"]),
    ],
)
def test_other_words_are_those_that_can_be_looked_for(question: str, wanted: list[str]) -> None:
    assert others(question) == wanted


def test_what_is_left_out_is_sought_under_no_name() -> None:
    question = "What did Brno Daily say about Novak?"
    span = (question.index("Brno"), question.index(" say"))
    assert [each.text for each in sought_of(question, [span])] == ["Novak"]
