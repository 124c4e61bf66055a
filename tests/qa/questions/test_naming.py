from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.asked import Sought
from qa.questions.naming import may_hold, may_name, prepared, surely_names


def name(text: str) -> Sought:
    small = {"of", "the", "for"}
    parts = (part for part in text.replace("-", " ").split() if part not in small)
    return Sought(text, tuple(parts), True)


def word(text: str) -> Sought:
    return Sought(text, (text,), False)


def holds_all(text: str, sought: Sought) -> bool:
    return all(may_hold(prepared(text), sought, each) for each in sought.words)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("Dvorak", "Mr DVOŘÁK’S house"),
        ("Dvořák", "the Dvorak family"),
        ("Dvorak", "the Dvoraks met"),
        ("Nowak", "Petra Novak opened it"),
        ("Müller", "Anna Mueller said"),
        ("Mueller", "Anna Müller said"),
        ("Lukasz", "Łukasz went home"),
        ("Soren", "Søren went home"),
        ("Yoojung", "Kang Yoo-jung said"),
        ("Yoo-jung", "Kang Yoojung said"),
        ("Yoo-jung", "Kang Yoo Jung said"),
        ("Yoo Jung", "Kang Yoojung said"),
        ("TramLine", "the Tram Line opened"),
        ("Tram Line", "TramLine opened"),
        ("O’Brien", "said OBrien"),
        ("OBrien", "said O'Brien"),
        ("Moravians", "in Moravia"),
        ("Moravia", "Moravians met"),
        ("Zelenka", "Zelénko spoke"),
        ("Kowalsky", "Kowalskiy spoke"),
        ("UDM", "the Union of Dairy Makers"),
        ("Union of Dairy Makers", "the UDM said"),
        ("Union of Dairy Makers", "the U.D.M. said"),
        ("United Moravia", "the U.M. said"),
        ("South Moravia", "S. Moravia said"),
        ("Karel Dvorak", "K. Dvorak said"),
        ("Reykjavik", "onMondayReykjavik said"),
        ("Brno", "2031Brno"),
        ("Lee", "the Lees"),
        ("Lees", "Lee’s house"),
    ],
)
def test_a_name_may_stand_there_in_another_form(asked: str, text: str) -> None:
    assert holds_all(f"Yesterday {text}, they wrote.", name(asked))


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("Dvorak", "Mayor Petra Novak said"),
        ("Karel Dvorak", "Mr Dvorak said so"),
        ("Line", "the airline said"),
        ("UDM", "the Union of Bakers"),
        ("Union of Dairy Makers", "the UDMA said"),
        ("South Moravia", "Moravia said"),
        ("Brno", "Brussels"),
        ("Lee", "in Leeds"),
        ("Mars", "in March"),
    ],
)
def test_another_name_does_not_stand_for_it(asked: str, text: str) -> None:
    assert not holds_all(f"Yesterday {text}, they wrote.", name(asked))


@pytest.mark.parametrize(
    ("asked", "text", "there"),
    [
        ("delivers", "It was delivered.", True),
        ("labourers", "forced labor", True),
        ("theatre", "two theaters", True),
        ("cities", "the city", True),
        ("baking", "they bake", True),
        ("organise", "an organizer", True),
        ("defence", "the defense", True),
        ("programme", "programs", True),
        ("turnout", "they turned up", False),
        ("port", "the airport", False),
    ],
)
def test_a_word_may_stand_there_in_another_form(asked: str, text: str, there: bool) -> None:
    assert holds_all(text, word(asked)) is there


@pytest.mark.parametrize(
    ("asked", "text", "there"),
    [
        ("Lee", "Lee’s house", True),
        ("Lee", "Leeds", False),
        ("Rose", "a rose", False),
        ("Yoo Jung", "Kang Yoo-Jung", True),
        ("Karel Dvorak", "Karel\nDvorak", True),
        ("Karel Dvorak", "Karel met Dvorak", False),
    ],
)
def test_only_the_name_itself_surely_stands_there(asked: str, text: str, there: bool) -> None:
    assert surely_names(prepared(text), asked) is there
    assert not there or may_name(prepared(text), name(asked))


LETTERS = st.text("abdefgiklmnoprstuvzáéíóöüčřšžłø", min_size=3, max_size=12)
NAMES = st.lists(LETTERS.map(str.capitalize), min_size=1, max_size=3).map(" ".join)


@st.composite
def variants(draw: st.DrawFn) -> tuple[str, str]:
    """A name, and the same in another case, with other accents, joined or with an ending."""
    # of "Aaa" too little is left to look for once each sound has one spelling
    asked = draw(
        NAMES.filter(lambda text: all(len({*prepared(w).folded}) > 2 for w in text.split()))
    )
    change = draw(
        st.sampled_from(
            [
                str,
                str.upper,
                str.lower,
                lambda text: f"{text}’s",
                lambda text: f"{text}s",
                lambda text: text.replace(" ", "-"),
                lambda text: text.replace(" ", ""),
                lambda text: text.replace(" ", "\n"),
                lambda text: unicodedata.normalize("NFD", text),
                lambda text: "".join(
                    c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)
                ),
            ]
        )
    )
    return asked, change(asked)


@given(variants(), st.sampled_from(["", "They saw ", "(", "“", "2031 "]))
def test_no_name_that_stands_there_is_said_not_to(made: tuple[str, str], before: str) -> None:
    asked, written = made
    assert holds_all(f"{before}{written}, it said.", name(asked))
    assert holds_all(f"{before}{asked}, it said.", name(written))
