"""Who of those that texts name is a person."""

from __future__ import annotations

import pytest

from qa.language.people import people_in, pronouns_in
from qa.language.words import proper_names


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "On Monday Karel Dvorak said it rained. Later Dvorak said it had stopped.",
            "dvorak karel",
        ),
        ("On Monday the mayor, Karel Dvorak, spoke. Later Dvorak said it rained.", "dvorak karel"),
        ("It fell, President Karel Dvorak of Orbis found.", "dvorak karel"),
        ("It fell, Orbis CEO Karel Dvorak said.", "dvorak karel"),
        ("It fell, as Orbis said. In Europe, Orbis is known.", ""),
        ("It fell, as Orbis said. We were in Brno. Orbis is known.", ""),
        ("It fell, as Orbis said. It was Karel Dvorak's Orbis.", ""),
        ("It fell, the European Commission said.", ""),
        ("We saw the Karel King opened. It fell in Brno Court, as Orbis said.", ""),
        ("It fell, Karel King said.", "karel"),
        ("It fell, Sen. Karel Dvorak argued.", "dvorak karel"),
        ("“It fell,” said Karel Dvorak of Orbis.", "dvorak karel"),
        ("“It fell,” said Orbis.", ""),
    ],
)
def test_people(text: str, people: str) -> None:
    """Names that are seen once more with a capital are known as names."""
    seen = " We saw Orbis, Karel, Dvorak, Brno, Europe, European, and a Commission of Europe."
    assert people_in([text + seen]) == set(people.split())


def test_two_letters_are_no_initial() -> None:
    assert proper_names("He left the EU. Novak came.", ["novak"]) == ("EU", "Novak")


def test_a_full_stop_parts_names_unless_it_abbreviates() -> None:
    assert proper_names(
        "It is of J. Novak and Dr. Kral in Brno. Orbis is a firm.", ["novak", "kral", "orbis"]
    ) == (
        "J. Novak",
        "Dr. Kral",
        "Brno",
        "Orbis",
    )


def test_a_pronoun_before_a_name_may_be_of_another() -> None:
    text = "President Dvorak left. His lawyer, Ms Novak, said he was ill."
    assert pronouns_in([text], frozenset(["dvorak", "novak"])) == {"novak": "she"}
