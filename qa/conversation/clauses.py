""" "Why?" + "Did the mill close?" -> "Why did the mill close?": asked of a clause of before.

The clause is that of the question before where it says all but what is asked now; after "What ...?"
and "Who ...?" the reply says it.
"""

from __future__ import annotations

import re

from index.sentences import split_sentences
from qa.checks.speech import spoken
from qa.conversation.pronouns import resolve
from qa.conversation.talk import Talk, is_participle
from qa.language.closed_words import (
    AUXILIARIES,
    BE,
    FIRST_PERSON,
    FUNCTION_WORDS,
    IRREGULAR_PARTICIPLES,
    IRREGULAR_PASTS,
    MODALS,
)
from qa.language.words import Word, is_content, name_words, stem, words

_AUXILIARY = "|".join(sorted(AUXILIARIES))
_CLAUSE = re.compile(
    r"^(?:(?:(?:and|but|so) )?(?:why|when|where|how(?: long| often| far| soon)?|since when"
    r"|until when|for how long"
    r"|(?:by|with|to|for|from|against|at|on|in) (?:whom|which|what)(?: \w+)?)"
    rf"(?: else)? )?(?P<aux>{_AUXILIARY}) (?P<rest>\S.*)$",
    re.I,
)
"""A question that says all of a clause: one to be answered with yes or no, or one of a
circumstance, not "What did she buy?"."""
LONGEST_SUBJECT = 8
"""Words before the auxiliary of a reply that are taken for its subject."""
MOST_SPEAKERS = 2
""" "..., Novak said, according to Kolar"."""
LONGEST_CLAUSE = 40
"""Words of a reply that are made into a question; what is longer is left to the question before."""
_DO = frozenset("do does did".split())
_OF_ANY_SUBJECT = MODALS | {"did"}
"""No "is": "Why is that happening?" after "Did Acmel close it?" is no "Why is Acmel close it?"."""
_RELATIVE = frozenset("who which that whose where when while because if as".split())


def question_clause(question: str) -> tuple[str, str] | None:
    """The auxiliary of a question and what follows it, if that is a whole clause."""
    match = _CLAUSE.match(question.rstrip("?!. "))
    return (match["aux"].lower(), match["rest"]) if match else None


def is_passive(question: str) -> bool:
    """Whether a question is a clause that tells what was done, not by whom: "Was Brandt shot?"."""
    auxiliary, rest = question_clause(question) or ("", "")
    done = any(is_participle(word.key) for word in words(rest)[1:])
    return auxiliary in BE and done and " by " not in rest


def adverbial(asks: str, talk: Talk, auxiliary: str = "") -> str:
    """A circumstance asked of what was said before: "Why did the mill close?".

    Args:
        asks: the words that ask for it: "why", "for how long".
        auxiliary: of an event, "where could that happen?", in place of the one of before.
    """
    asks = asks[:1].upper() + asks[1:].lower()
    clause = question_clause(talk.question)
    if clause and not clause[1].startswith("it true that "):
        own, rest = clause
        # the verb that follows "was" is no bare one: "When was Novak arrested?"
        other = auxiliary.lower() in _OF_ANY_SUBJECT and own in _DO | MODALS
        chosen = auxiliary.lower() if other else own
        return f"{asks} {chosen} {rest}?"
    return _of_reply(asks, talk) or question_and(talk.question, asks.lower())


def question_and(before: str, asks: str) -> str:
    """ "Did the port hire deckhands, and how many?"."""
    return f"{before.rstrip('?!. ')}, and {asks[:1].lower()}{asks[1:]}?"


def _of_reply(asks: str, talk: Talk) -> str:
    """The reply's first statement asked about; "" where it is no statement."""
    plain = talk.reply.strip().strip("“”\"'")
    sentence = _first_sentence(plain)
    sentence = resolve(sentence, Talk(talk.question, people=talk.people, names=talk.names))
    if any(mark in sentence for mark in '“”"‘') or len(words(sentence)) > LONGEST_CLAUSE:
        return ""
    for text in dict.fromkeys((_without_speaker(sentence), sentence)):
        made = _inverted(asks, text, talk) or _supported(asks, text, talk)
        if made and not {word.key for word in words(text)} & FIRST_PERSON:
            return made
    return f"{asks} was it that {_decapitalised(sentence, talk)}?" if _has_verb(sentence) else ""


def said_in(reply: str, talk: Talk) -> str:
    """What the first sentence of a reply says, as it goes on from "who said"."""
    plain = re.sub(r"[“”\"]", "", reply.strip())
    return _decapitalised(_without_speaker(_first_sentence(plain)), talk)


def _first_sentence(text: str) -> str:
    """Without its full stop; "" where there is none."""
    spans = split_sentences(text)
    return text[slice(*spans[0])].rstrip(". ") if spans else ""


def _without_speaker(sentence: str) -> str:
    """What is said, without "Novak said that" or ", according to Novak"."""
    for _ in range(MOST_SPEAKERS):
        match = next(spoken(sentence), None)
        if match is None:
            break
        left = f"{sentence[: match.start('all')]}{sentence[match.end('all') :]}".strip(" ,")
        left = re.sub(r"^(?:\w+ ){0,4}?that ", "", left)
        if not left:
            break
        sentence = re.sub(r"^(?:he|she|they|it)\b", match["speaker"].strip(), left)
    return sentence


def _inverted(asks: str, text: str, talk: Talk) -> str:
    """ "The bridge will close" -> "Why will the bridge close?"."""
    listed = words(text)
    for index, word in enumerate(listed[: LONGEST_SUBJECT + 1]):
        if word.key in _RELATIVE:
            return ""
        if index and word.key in AUXILIARIES and not word.capital:
            subject = text[: word.start].strip()
            if "," in subject:
                return ""
            rest = text[word.end :].strip()
            return f"{asks} {word.text} {_decapitalised(subject, talk)} {rest}?"
    return ""


def _supported(asks: str, text: str, talk: Talk) -> str:
    """ "They agreed to meet" after "What did they agree on?" -> "Why did they agree to meet?"."""
    asked = words(talk.question)
    auxiliary = next((word for word in asked if word.key in _DO), None)
    if auxiliary is None:
        return ""
    verbs = {stem(w.text): w.text for w in asked if w.start > auxiliary.end and _may_be_verb(w)}
    for word in words(text)[1:]:
        verb = verbs.get(stem(word.text))
        if verb and not word.capital:
            subject = _decapitalised(text[: word.start].strip(), talk)
            return f"{asks} {auxiliary.key} {subject} {verb} {text[word.end :].strip()}?"
    return ""


def _may_be_verb(word: Word) -> bool:
    return is_content(word) and not word.capital


def _has_verb(text: str) -> bool:
    return any(
        word.key in AUXILIARIES | IRREGULAR_PASTS | IRREGULAR_PARTICIPLES or word.key.endswith("ed")
        for word in words(text)[1:]
        if not word.capital
    )


def _decapitalised(text: str, talk: Talk) -> str:
    """The text within a sentence: its first word small, unless that is a name."""
    first = words(text)[:1]
    if not first or first[0] in name_words(text, known=talk.names | talk.people):
        return text
    if first[0].key in FUNCTION_WORDS or len(words(text)) > 1:
        return text[:1].lower() + text[1:]
    return text
