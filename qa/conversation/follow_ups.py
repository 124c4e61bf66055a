"""A follow-up question + what was said before -> a question that stands alone.

Rules on closed-class words (pronouns, "and", "what about"), never the generator: a rewriting that
the user can see and predict beats a fluent guess. A question that is complete is left as it is,
whatever was said before it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from qa.conversation.answer_requests import Request, Wanted, names_work, refers
from qa.conversation.clauses import adverbial, is_passive, question_and, said_in
from qa.conversation.leaning import DEFINITE, leans, stands_alone
from qa.conversation.pronouns import resolve
from qa.conversation.swapping import swapped
from qa.conversation.talk import Talk, closing_phrase, fuller_phrase, topic_words
from qa.conversation.things import subject_phrase
from qa.language.closed_words import (
    AUXILIARIES,
    MONTHS,
    OPINION_VERBS,
    ORDERS,
    SPEECH_VERBS,
    WEEKDAYS,
)
from qa.language.contractions import full_forms
from qa.language.people import people_named
from qa.language.words import name_words, proper_names, words

_OPENING = re.compile(
    r"^(?:(?:and|but|so|also|ok|okay|then|well|now|i meant?|i was asking about)\b[\s,:]*"
    r"|(?:no|nope|sorry|actually|something else|in english)\s?[,:;.!—–-]+\s+)+(?=\w)",
    re.I,
)
_WHAT_ABOUT = re.compile(r"^(?:what|how) about (?P<topic>.+)$", re.I)
_ADVERBS = re.compile(
    r"^(?!(?:where|how (?:long|far)) (?:is|was) it$)"  # asks of the bridge, not of its opening
    r"(?P<asks>why|how come|how so|why not|when|where|how|(?:by|since|until|till|before) when"
    r"|(?:for )?how (?:long|often|far|soon)|(?:by|with|to|for|from|against|about|on|at|of)"
    r" (?:whom?|(?:what|which)(?: \w+)?)|(?:in|since|until) (?:which|what) \w+|where to|where from)"
    r"(?: (?:is|was) (?:that|this|it)(?: so)?)?$",
    re.I,
)
_WHY = re.compile(r"^(?:how come|how so|why not)$", re.I)
_ARGUMENTS = re.compile(
    r"^(?:who|whom|what|which|which ones?|(?:by )?how (?:many|much)(?: \w+)?|how old|whose"
    r"|(?:which|what) (?:day|month|year|city|country|company|party|one)s?"
    r"|(?:which|what) \w+ (?:is|was|are|were) (?:it|that|they|this)|before (?:that|then))$",
    re.I,
)
_EVENT = re.compile(
    r"^(?P<asks>(?:when|where|why|how)) (?P<aux>did|does|will|would|could|can|might|should|is|was)"
    r" (?:that|it|this) (?:happen(?:ing)?|take place|occur|going to happen)$",
    re.I,
)
_DONE = re.compile(
    r"^(?:(?P<asks>when|where|why|how) (?P<aux>can|could|did|do|does|has|have|had|will|would)"
    r" (?:he|she|they|it) (?:do|done)"
    r"|who(?: else)? (?:did|does|(?:has|have|had) done|(?:is|was) doing|(?:can|could|would) do))"
    r" (?:it|that|this|so)$",
    re.I,
)
""" "Why did he do that?", "Who did it?"; not "When did it start?"."""
_ELSE = re.compile(r"^(?P<asks>what|who|where|when|how|why) else$", re.I)
_MORE = re.compile(
    r"^(?:(?:please )?(?:can you |could you )?(?:tell (?:me|us) more|say more|give me more"
    r"|elaborate|go on|more(?: details| information)?|continue|explain(?: more)?"
    r"|give (?:me |us )?an example|for example|such as)"
    r"(?: (?:about |on )?(?:that|this|it))?|anything else|is there (?:anything else|more)"
    r"|what more)$",
    re.I,
)
LONGEST_FRAGMENT = 3
"""Words of a fragment that nothing opens: "Kishida?"."""
_NEXT = re.compile(r"^(?:what )?(?:then|next|after that|afterwards)$", re.I)


def stand_alone(question: str, talk: Talk) -> str:
    """`question` with what was said before it written out, and "what’s" in full.

    Args:
        question: what the user typed.
        talk: what was said before; with no question before, nothing is.
    """
    question = full_forms(" ".join(question.split()))
    if not talk.question:
        return question
    spoken = f"{talk.question} {talk.reply}"
    request = refers(question, spoken)
    if request and request.of_it and names_work(spoken):
        request = None
    if request and talk.reply:
        return _about_the_answer(request, talk)
    if _WHAT_ABOUT.match(talk.question.rstrip("?")):
        talk = replace(talk, reply="")  # an overview names too much that could be meant
    bare = _OPENING.sub("", question).rstrip("?!. ")
    continues = bare != question.rstrip("?!. ")
    short = _completed(bare, talk)
    if short:
        return short
    about = _WHAT_ABOUT.match(bare)
    if about or _is_fragment(bare, question, continues, talk):
        topic = resolve(about["topic"] if about else bare, talk)
        if not words(topic):
            return question
        return _who_is(topic, talk) or swapped(topic, talk) or _what_about(topic, talk)
    if stands_alone(bare, talk):
        return _ended(bare, question) if continues else question
    resolved = resolve(bare, talk)
    if resolved == bare:
        resolved = _with_fuller_phrases(bare, talk)
    if resolved != bare:
        return _ended(resolved, question)
    carried = topic_words(bare, talk) if leans(bare, continues, talk) else []
    if carried:
        return _ended(f"{bare} ({', '.join(carried)})", question)
    return _ended(bare, question) if continues else question


def _completed(bare: str, talk: Talk) -> str:
    """A question of hardly a word ("Why?"), made of the question before or the reply; else ""."""
    before = talk.question
    event = _EVENT.match(bare)
    if event:
        return adverbial(event["asks"], talk, event["aux"])
    done = _DONE.match(bare)
    if done:
        if done["asks"]:
            return adverbial(done["asks"], talk, done["aux"])
        return adverbial("by whom", talk) if is_passive(before) else question_and(before, bare)
    adverb = _ADVERBS.match(bare)
    if adverb:
        return adverbial("why" if _WHY.match(adverb["asks"]) else adverb["asks"], talk)
    if _ARGUMENTS.match(bare):
        return question_and(before, bare)
    other = _ELSE.match(bare)
    if other:
        asks, _, rest = before.partition(" ")
        if asks.lower() == other["asks"].lower() and rest:
            return before if rest.lower().startswith("else ") else f"{asks} else {rest}"
        return question_and(before, bare)
    if _MORE.match(bare):
        return _more(talk)
    if _NEXT.match(bare):
        return f"What happened after that ({', '.join(topic_words('', talk))})?"
    return ""


def _more(talk: Talk) -> str:
    before = talk.question
    if re.match(r"what else\b", before, re.I):
        return before
    asks, _, rest = before.partition(" ")
    if asks.lower() == "what" and words(rest) and words(rest)[0].key in AUXILIARIES:
        return f"What else {rest}"
    who = re.match(r"who (?:is|was|are|were) (?P<whom>.+?)[?!. ]*$", before, re.I)
    names = talk.all_named(before)
    topic = who["whom"] if who else closing_phrase(before) or subject_phrase(talk)
    topic = topic or " and ".join(names)
    return f"What else is known about {topic or ' '.join(topic_words('', talk))}?"


def _is_fragment(bare: str, question: str, continues: bool, talk: Talk) -> bool:
    """Whether a follow-up names a thing or a time and leaves the question to the one before.

    "And in 2023?", "Kishida?"; but not "bridge closure", which somebody types to search for it.
    """
    listed = words(bare)
    if not listed or listed[0].key in _ASKING:
        return False
    if continues:
        return not any(word.key in AUXILIARIES and word.text != "May" for word in listed)
    if not question.rstrip().endswith("?") or len(listed) > LONGEST_FRAGMENT:
        return False
    named = name_words(bare, known=talk.names | talk.people)
    dated = {*MONTHS, *WEEKDAYS}
    return listed[0].key in _PREPOSITIONS or all(
        word in named or word.capital or word.key in dated for word in listed
    )


_PREPOSITIONS = frozenset("in on at for with from to by about between since before after".split())
_ASKING = frozenset("who whom whose which what when where why how".split()) | AUXILIARIES | ORDERS


def _who_is(topic: str, talk: Talk) -> str:
    """ "Who is Karel Kolar?" for "And Kolar?" where he is the one whom "Who ...?" asked for."""
    if not re.match(r"who\b", talk.question, re.I) or people_named(talk.question, talk.people):
        return ""  # "Who met Novak?" may be asked of Kolar as well
    keys = {word.key for word in words(topic)}
    told = people_named(talk.reply, talk.people)
    meant = next((name for name in told if keys <= {word.key for word in words(name)}), "")
    return f"Who is {meant}?" if meant else ""


def _what_about(topic: str, talk: Talk) -> str:
    """The question before, asked about `topic` as well as it goes."""
    before = talk.question.rstrip("?!. ")
    if _WHAT_ABOUT.match(before):
        return f"Tell me about {topic}."
    if words(topic)[0].key in _PREPOSITIONS:
        return f"{before} {topic[:1].lower()}{topic[1:]}?"
    if _TALKS.search(before):
        return f"{before} about {topic}?"
    carried = ", ".join(topic_words(topic, talk))
    return f"What about {topic} ({carried})?" if carried else f"What about {topic}?"


def _with_fuller_phrases(question: str, talk: Talk) -> str:
    """ "the bridge" as it was spoken of, "the old bridge in Brno"; not beside names of its own."""
    if proper_names(question, known=talk.names | talk.people):
        return question
    return DEFINITE.sub(lambda found: fuller_phrase(found["noun"], talk) or found[0], question)


_TALKS = re.compile(
    rf"\b(?:agree|decide|do|done|happen(?:ed)?|know|known|learn|talk|speak"
    rf"|{'|'.join(sorted(SPEECH_VERBS | OPINION_VERBS))})(?: (?:on|to \w+))?$",
    re.I,
)
"""What can go on with "about": "What did Brandt say", not "Did the port hire deckhands"."""


def _about_the_answer(request: Request, talk: Talk) -> str:
    """A question about the last answer's sources, with what it says written out."""
    said = said_in(talk.reply, talk)
    if request.wanted is Wanted.SPEAKER:
        return f"Who said {said}?"
    if request.number is None:
        return f"Which sentence says that {said}?"
    which = "the last source" if request.number < 0 else f"source {request.number}"
    return f"{talk.question.rstrip('?!. ')}, according to {which}?"


def _ended(text: str, question: str) -> str:
    """The text as a sentence, with the mark that the user set."""
    order = words(text)[0].key in ORDERS
    mark = question[-1] if question[-1] in "?!." else "." if order else "?"
    return f"{text[:1].upper()}{text[1:]}{mark}"
