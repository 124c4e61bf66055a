"""Which questions ask for an overview, and of what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.asked import Overview
from qa.questions.overviews import asks_of_all, overview_asked


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Tell me about the bridge", "the bridge"),
        ("please tell me everything you know about Petra Novak.", "Petra Novak"),
        ("Can you give me a short summary of the flood in Brno?", "the flood in Brno"),
        ("Summarise the article about the bridge in two sentences", "the bridge"),
        ("What do we know about Novak?", "Novak"),
        ("What is known about the fire?", "the fire"),
        ("What's the latest news on the strike?", "the strike"),
        ("What are the latest developments in the talks", "the talks"),
        ("What's new with Skoda?", "Skoda"),
        ("Any updates on the bridge?", "the bridge"),
        ("Is there anything about trams?", "trams"),
        ("Anything new about the museum?", "the museum"),
        ("news about Ostrava", "Ostrava"),
        ("Catch me up on the election", "the election"),
        ("3 bullet points about the flood", "the flood"),
        ("give me two key points on the flood", "the flood"),
        ("timeline of the trial", "the trial"),
        ("what's the gist of the ruling?", "the ruling"),
        ("whats new with Skoda", "Skoda"),
        ("I'd like an overview of the trial", "the trial"),
    ],
)
def test_an_overview_of_a_topic(question: str, topic: str) -> None:
    assert overview_asked(question) == Overview(topic, certain=True)


@pytest.mark.parametrize(
    "question",
    [
        "Summarize the articles",
        "Summarise this.",
        "summary please",
        "What is this about?",
        "What are these articles about?",
        "What are the main points?",
        "key takeaways",
        "latest news",
        "What happened?",
        "What's new?",
        "whats new",
        "catch me up",
        "Tell me the news",
        "What's the gist?",
        "Summarise the interview",
        "What do the articles say?",
        "Give me an overview of all the articles",
    ],
)
def test_an_overview_of_everything(question: str) -> None:
    assert overview_asked(question) == Overview("", certain=True)
    assert asks_of_all(question)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What happened in Brno?", "Brno"),
        ("What has happened to the bridge?", "the bridge"),
        ("What do the articles say about trams?", "trams"),
        ("What are the details of the deal?", "the deal"),
        ("Explain the dispute", "the dispute"),
        ("Petra Novak bridge", "Petra Novak bridge"),
        ("shuttle diplomacy", "shuttle diplomacy"),
        ("8 May 2024", "8 May 2024"),
    ],
)
def test_an_overview_where_nothing_answers(question: str, topic: str) -> None:
    alone = topic == question
    assert overview_asked(question) == Overview(topic, certain=False, alone=alone)


@pytest.mark.parametrize(
    "question",
    [
        "Who opened the bridge?",
        "What did Novak say about the bridge?",
        "How long was the call?",
        "Tell me when the bridge closes",
        "Tell me about what Novak said to the shops",
        "What did they agree on?",
        "Is the bridge closed?",
        "Show me the sentence",
        "Why?",
        "What is the length of the bridge?",
        "List the parties that agreed",
        "What happened after the vote?",
        "What happened before the sale?",
        "What is the latest figure for deaths?",
        "The bridge closed on Monday, but why did nobody warn the shops nearby?",
    ],
)
def test_no_overview(question: str) -> None:
    assert overview_asked(question) is None


@given(st.text(max_size=80))
def test_a_topic_is_a_slice_of_the_question(text: str) -> None:
    asked = overview_asked(text)
    assert asked is None or asked.topic in " ".join(text.split())


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Who is Petra Novak?", "Petra Novak"),
        ("who's Petra Novak", "Petra Novak"),
        ("Who was Jan Hus", "Jan Hus"),
        ("What are MXenes?", "MXenes"),
        ("What is the Ministry of Works?", "Ministry of Works"),
        ("What is an eSIM?", "eSIM"),
        ("What does NATO stand for?", "NATO"),
    ],
)
def test_who_somebody_is_or_what_something_is(question: str, topic: str) -> None:
    assert overview_asked(question) == Overview(topic, certain=False, introduces=True)


@pytest.mark.parametrize(
    "question",
    [
        "Who is the mayor of Brno?",
        "Who is Petra Novak married to?",
        "Who is Novak’s cousin?",
        "What is Skoda building?",
        "What is the Skoda price?",
        "What does Novak want?",
        "Who is to blame?",
        "Who is CEO of Corvane?",
        "Who is Samsung CEO?",
        "Who is US President?",
        "What is UK GDP?",
        "What is the GDP of China?",
        "What did Novak mean?",
        "What does Novak stand for?",
        "WHO IS PETRA NOVAK?",
    ],
)
def test_what_is_asked_of_somebody_is_no_introduction(question: str) -> None:
    asked = overview_asked(question)
    assert asked is None or not asked.introduces
