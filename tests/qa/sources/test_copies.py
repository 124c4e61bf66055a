from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qa.sources.copies import NearCopies

STORY = "The mayor opened a new tunnel under the river on Monday, two years later than planned."


def test_the_same_story_in_other_dress_is_a_copy() -> None:
    seen = NearCopies()
    assert seen.add(STORY)
    assert not seen.add(STORY.upper())
    assert not seen.add(f"BRNO (Wire) - {STORY} Our correspondent reports from the site.")
    assert not seen.add("opened a new tunnel under the river on Monday")


def test_another_story_in_like_words_is_new() -> None:
    seen = NearCopies()
    assert seen.add(STORY)
    assert seen.add("The mayor closed an old tunnel under the hill on Friday, as was planned.")
    assert seen.add("The tunnel under the river was opened by the mayor, a new one, on Monday.")


def test_a_story_with_another_number_is_new() -> None:
    seen = NearCopies()
    assert seen.add("Twelve people were hurt when a tram left the rails at the old market.")
    assert seen.add("Fifteen people were hurt when a tram left the rails at the old market.")
    assert not seen.add("12 people were hurt when a tram left the rails at the old market.")


@given(st.lists(st.text(max_size=40), max_size=6))
def test_a_text_met_again_is_a_copy_and_one_without_words_is_new(texts: list[str]) -> None:
    seen = NearCopies()
    for text in texts:
        seen.add(text)
        assert seen.add(text) is not any(c.isalnum() for c in text)
