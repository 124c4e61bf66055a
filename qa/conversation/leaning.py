"""Does a follow-up need what was said before it? Pronouns with and without an antecedent.

A pronoun whose antecedent stands in the question itself is left alone ("What did Novak say he
would do?"), so that a question which stands alone stays as it is.
"""

from __future__ import annotations

import re

from qa.conversation.talk import Talk
from qa.conversation.times import WHEN
from qa.language.closed_words import AUXILIARIES, NAMED_OTHERS, TITLES
from qa.language.words import Word, content_stems, is_content, proper_names, stem, words

DEFINITE = re.compile(
    r"\bthe (?P<noun>[^\W\d_]+)\b(?! (?:of|in|at|on|for|from|between|that|who|which)\b)(?![’'-])",
    re.I,
)
PERSON = {"he": "{}", "she": "{}", "him": "{}", "his": "{}’s", "her": "{}", "hers": "{}’s"}
MANY = {"they": "{}", "them": "{}", "their": "{}’s", "theirs": "{}’s"}
THING = {"it": "{}", "its": "{}’s"}
"""Each pronoun, and how a name stands for it."""
_SUBJECTS = frozenset("he she they it".split())
_POSSESSIVES = frozenset("his their its".split())
_PREPOSITIONS = frozenset("about against at by for from in into of on over to with".split())
_EXPLETIVE = re.compile(
    r"\bit (?:takes?|took|rain\w*|snow\w*|seems?|turns?|turned)\b"
    r"|\b(?:is|was|will|would|does|did) it (?:true|called|known|be|take|matter)\b"
    r"|\b(?:is|was) it (?:\w+ )?(?:or )?\w+ (?:to|that|for|if|when)\b"
    r"|\b(?:makes?|made|making|finds?|found|considers?) it (?:\w+ ){1,3}(?:that|to|for)\b"
    r"|\bit (?:is|was) (?:\w+ ){1,3}(?:that|to|who)\b|\bwhat (?:time|day|year) (?:is|was) it\b",
    re.I,
)
_ANY_PHRASE = re.compile(r"\b(?:the|an?|these|those|which) \w+", re.I)
_PERSON_PHRASE = re.compile(
    rf"\b(?:the|an?|every|each|this|that) (?:[\w-]+ ){{0,2}}?(?:{'|'.join(sorted(TITLES))}"
    r"|\w+(?:ist|man|woman)|girl|boy|mother|father|person)\b",
    re.I,
)
_PLACE = re.compile(r"\b(?:in|at|from|near|of)(?: the)? $", re.I)
_ANAPHORIC = frozenset("it its that this those these then ones there".split())
_HAPPENED = re.compile(r"^what (?:else )?(?:happened|took place|was going on)\b", re.I)
_UNSAID = re.compile(
    r"\b(?:else|same|next|afterwards?|later|earlier|(?:before|after)(?=\W*$))\b", re.I
)
"""Words that say nothing by themselves, if a question has no name of its own."""
_DATED = frozenset("week month year morning evening afternoon season time".split())
_DEFINED = re.compile(r"^what (?:is|are|was|were) (?:an? )?(?!the\b)[^\W\d_]+$", re.I)
""" "What is inflation?"."""
LONG = 10
"""Content words from which on a question that names somebody or something says itself what it
means by "he" and "the same"; of the questions of MultiHop-RAG most have more."""
_FEW = 3
"""Content words of a continued question ("and ...?") from which on it says itself what it asks."""


def stands_alone(question: str, talk: Talk) -> bool:
    """Whether a question is so long or so plain that no word of it refers to what was before."""
    named = proper_names(question, known=talk.names | talk.people)
    long = len(content_stems(question)) >= (LONG if named else 2 * LONG)
    return long or _DEFINED.match(question) is not None


def leans(question: str, continues: bool, talk: Talk) -> bool:
    """Whether a question without a pronoun that could be resolved needs the topic of before.

    It does where a word refers to that, and where it says hardly anything itself.

    Args:
        continues: whether it was opened by "and" or the like.
    """
    if any(_is_open(word, question, talk) for word in words(question)):
        return True
    if proper_names(question, known=talk.names | talk.people):
        return False
    if not talk.reply and _HAPPENED.search(question) and WHEN.search(question):
        return False
    if _UNSAID.search(question) or len(content_stems(question)) <= (_FEW if continues else 1):
        return True
    spoken_of = set(content_stems(f"{talk.question} {talk.reply}"))
    nouns = [found["noun"] for found in DEFINITE.finditer(question)]
    short = len(content_stems(question)) <= _FEW  # "What did the company say?"
    return any(stem(noun) in spoken_of or (short and noun in NAMED_OTHERS) for noun in nouns)


def _is_open(word: Word, question: str, talk: Talk) -> bool:
    """Whether a word refers to what only the questions before can tell.

    "That" does where it is no conjunction: before a noun or a verb, or at the end.
    """
    key = word.key
    if key in PERSON | MANY:
        return not stands_by_itself(word, question, talk)
    if key not in _ANAPHORIC:
        return False
    before, after = words(question[: word.start])[-1:], words(question[word.end :])[:1]
    following = after[0] if after else None
    if key in ("it", "its"):
        return not stands_by_itself(word, question, talk)
    if key == "then":
        return not before or following is None
    if key == "there":
        return not {each.key for each in (*before, *after)} & AUXILIARIES
    if key == "ones":
        return bool(before) and before[0].key in ("which", "the", "those", "other")
    if key == "this" and following is not None and following.key in _DATED:
        return False
    if key in ("that", "those") and before and following is not None:
        if key == "those" and not following.key.endswith("s"):
            return False  # "those responsible"
        closed = not is_content(before[0])
        joins = following.capital or following.key in _DETERMINERS
        return closed and not joins and following.key not in ("who", "of", "that", "which")
    return True


_DETERMINERS = frozenset("the a an he she they it we you i there his her its their".split())


def stands_by_itself(word: Word, text: str, talk: Talk) -> bool:
    """Whether a pronoun refers to something in its own question, or to nothing ("it rains").

    What stands before it can be meant, if the pronoun is no subject of the question's own
    auxiliary and no object beside that very name.
    """
    if word.key == "it" and any(
        found.start() <= word.start < found.end() for found in _EXPLETIVE.finditer(text)
    ):
        return True
    before = text[: word.start]
    said = words(before)
    if not said:
        return False
    if word.text.istitle() or before.endswith("-"):
        return True  # "Archive-It"
    *earlier, _ = _CLAUSES.split(before)
    if any(_antecedent(word, clause, talk) for clause in earlier):
        return True
    auxiliary = next((each for each in said if each.key in AUXILIARIES), None)
    if word.key in _SUBJECTS and auxiliary is said[-1]:  # "when did they meet"
        return False
    following = words(text[word.end :])[:1]
    owns = word.key in _POSSESSIVES or (
        word.key == "her" and bool(following) and is_content(following[0])
    )
    subject = word.key in _SUBJECTS and said[-1].key not in _PREPOSITIONS
    if word.text.lower() == "it" and not (following and may_be_verb(following[0])):
        subject = False  # "did the police find it"
    return (owns or subject) and _antecedent(word, before, talk)


def may_be_verb(word: Word) -> bool:
    """Whether "it" before the word may be its subject: "it bought", "it would", not "it on"."""
    adverb = word.key.endswith("ly") or word.key in ("back", "away")
    return word.key in AUXILIARIES or (is_content(word) and not word.capital and not adverb)


_CLAUSES = re.compile(
    r",|\b(?:that|when|whenever|if|unless|after|before|since|until|because|while|although|though"
    r"|whether|who|what|which|where|how|(?:to|and|or)(?= \w+ $)|as(?= \w+ \w+ $))\b"
    r"|\b(?=(?:i|we|you|he|she|they)(?:[’']\w+)? (?:\w+ )?\w+ $)"
    r"|\b\w+ing\b(?= $)",
    re.I,
)


def _antecedent(word: Word, text: str, talk: Talk) -> bool:
    """Whether a text names what a pronoun after it can mean: a name, or a noun of its number."""
    if word.key in PERSON:
        named = [name for name in talk.all_named(text) if not is_place(name, text)]
        return bool(named) or _PERSON_PHRASE.search(text) is not None
    if talk.things(text) if word.key in THING else talk.all_named(text):
        return True
    many = any(is_content(each) and each.key.endswith("s") for each in words(text))
    return (word.key in MANY and many) or _ANY_PHRASE.search(text) is not None


def is_place(name: str, text: str) -> bool:
    return _PLACE.search(text[: text.find(name)]) is not None
