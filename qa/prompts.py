"""All words that a model is shown, each with the reason it is there."""

from __future__ import annotations

from qa.generation import Message

# "Use only words of the sentence" turns a 135M model from a writer into an editor: it mostly
# shortens and reorders, which is what the checks can follow. Naming a "news article" keeps the
# register plain. No mention of refusing: a worked refusal makes this model refuse everything.
WORDING = (
    "You rewrite a sentence from a news article so that it answers the question. "
    "Use only words of the sentence. Write one sentence."
)

# Three examples: the first drops a clause that was not asked for and keeps "the two ministers" as
# the sentence has them, the second keeps a number, the third a quotation; all keep who says so.
# Their words can leak into an answer ("companies", in an earlier version); the checks refuse them.
EXAMPLES = (
    (
        "What did Ortiz and Lindholm agree on?",
        "The two ministers agreed Tuesday to share the cost of the tunnel, which will open in "
        "2031, the Transport Ministry said.",
        "The two ministers agreed Tuesday to share the cost of the tunnel, "
        "the Transport Ministry said.",
    ),
    (
        "How many people were hurt?",
        "At least 14 people were hurt when a bus left the road near Porto on Sunday, police said.",
        "At least 14 people were hurt when a bus left the road, police said.",
    ),
    (
        "What did Delgado say about the club?",
        "“I will not sell the club,” Delgado told reporters in Lyon after the match.",
        "“I will not sell the club,” Delgado told reporters.",
    ),
)


def wording_prompt(question: str, sentence: str) -> tuple[Message, ...]:
    """The conversation that asks for one sentence of an article to be worded as an answer."""
    messages: list[Message] = [{"role": "system", "content": WORDING}]
    for asked, given, worded in EXAMPLES:
        messages.append({"role": "user", "content": _task(asked, given)})
        messages.append({"role": "assistant", "content": worded})
    messages.append({"role": "user", "content": _task(question, sentence)})
    return tuple(messages)


def _task(question: str, sentence: str) -> str:
    return f"Question: {question}\nSentence: {sentence}"
