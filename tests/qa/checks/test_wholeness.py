"""What is cut short still says something."""

from __future__ import annotations

import pytest

from qa.checks.wholeness import not_whole

FERRY = "The ferry that ran aground off Tolm was a mile off course, the board said on Monday."


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("The ferry that ran aground off Tolm, the board said on Monday.", FERRY),
        ("Captain Kolar told the inquiry.", "Captain Kolar told the inquiry that he had slept."),
        ("The firm also said a director, Greg Kral.",
         "The firm also said a director, Greg Kral, would step down from that role."),
        ("They met in May and by the time she won.",
         "They met in May and by the time she won, they were a couple."),
        ("A ticket is $867, which works out to $51.",
         "A ticket is $867, which works out to $51 per match."),
        ("The town sold the mill for 4 million euros, but the historian Eva Kolar.",
         "The town sold the mill for 4 million euros, but the historian Eva Kolar, who wrote about "
         "it, believes that it was worth 9 million."),
        ("The lawsuit, filed in a court in Brno.",
         "The lawsuit, filed in a court in Brno, claims that the maker hid the risk."),
        ("Once the deal is signed.", "Once the deal is signed, the troops will leave."),
        ("While Eva Kolar called it a “sham”.",
         "Karel Dvorak, once described as shy, left, while Eva Kolar called it a “sham”."),
        ("If it is signed.", "If it is signed, the troops will leave."),
        ("The bridge, built.", "The bridge, built in 1932, was closed and will reopen in May."),
        ("The mayor resigned, and the council, which met.",
         "The mayor resigned, and the council, which met on Tuesday, elected Karel Dvorak."),
        ("When users keep an article in one of their albums that “flip,” as it’s called.",
         "With the changes, when users keep an article in one of their albums, with a note, that "
         "“flip,” as it’s called, will also appear as a post."),
        ("The trial “is a step forward,” Tomas Hop, a professor who was not involved in the work.",
         "The trial “is a step forward,” Tomas Hop, a professor who was not involved in the work, "
         "told the paper in an email."),
        ("In a speech on Friday, its commissioner for trade.",
         "In a speech on Friday, its commissioner for trade presented a code of practice."),
    ],
)  # fmt: skip
def test_a_sentence_without_its_clause_is_refused(sentence: str, evidence: str) -> None:
    assert not_whole(sentence, evidence)
    assert not not_whole(evidence, evidence)


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("The ferry that ran aground off Tolm was a mile off course.", FERRY),
        ("Captain Kolar told the inquiry that he had slept.",
         "On Monday, Captain Kolar told the inquiry that he had slept."),
        ("The mayor shut the port.", "The mayor shut the port in the north, and it rained."),
        ("About 12% of the clerks left.", "About 12 per cent of the clerks left."),
        ("When the dam burst, 33 people died.", "When the dam burst on Friday, 33 people died."),
        ("The firm plans a new plant.", "The firm, which sold its mill, plans a new plant."),
        ("Novak met Kral, Dvorak, and Eva Kolar.",
         "On Monday Novak met Kral, Dvorak, and Eva Kolar, after the talks had failed."),
        ("The mayor resigned, but the council wants a vote.",
         "The mayor resigned, but the council wants a vote on Monday."),
        ("He fled, and the owner of the car faces charges.",
         "He fled, and the owner of the car faces charges of fraud."),
        ("Prices rise, and the poor pay, and the government does nothing.",
         "Prices rise, and the poor pay, and the government does nothing on Monday."),
        ("The mayor, Karel Kral, resigned.", "The mayor, Karel Kral, resigned on Monday."),
        ("The town sold the mill, but Eva Kolar was against it.",
         "The town sold the mill, but Eva Kolar, who wrote about it, was against it."),
        ("A headline without a verb", "A headline without a verb, and more of it"),
    ],
)  # fmt: skip
def test_a_sentence_with_its_clause_stands(sentence: str, evidence: str) -> None:
    assert not_whole(sentence, evidence) == ""
