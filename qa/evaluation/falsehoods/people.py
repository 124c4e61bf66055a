"""Who did what to whom, and who said it."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from qa.evaluation.falsehoods.editing import exchange, name_runs, put
from qa.language.closed_words import FUNCTION_WORDS
from qa.language.words import proper_names, words

_SAYS = r"(?:said|says|told \w+|wrote|argued|added|explained|announced|reported|claimed|warned)"


def exchange_roles(sentence: str, others: Sequence[str], rng: random.Random) -> str | None:
    """Two names on both sides of a verb in each other's place, the first of all included."""
    return exchange(sentence, name_runs(sentence), rng)


def turn_passive(sentence: str, others: Sequence[str], rng: random.Random) -> str | None:
    """Who did it becomes whom it was done to: "was praised by" "praised", "praised" "was ..."."""
    passive = re.search(r"\b(?:is|are|was|were|been) (\w+ed) by\b", sentence)
    if passive:
        return sentence[: passive.start()] + passive[1] + sentence[passive.end() :]
    active = re.search(r"(?<=[a-z] )([a-z]{3,}ed) (?=(?:the|a|his|her|its|[A-Z]))", sentence)
    if active is None or re.search(
        r"\b(?:be|been|is|are|was|were|\w+ly)\s*$", sentence[: active.start()]
    ):
        return None
    return f"{sentence[: active.start()]}was {active[1]} by {sentence[active.end() :]}"


def drop_possessed(sentence: str, others: Sequence[str], rng: random.Random) -> str | None:
    """ "Novak's brother resigned" becomes "Novak resigned"; "the son of Novak", "Novak"."""
    found = list(
        re.finditer(
            r"\b(?!It|He|She|That|There|What|Who|Here|Let)([A-Z]\w+)[’']s [a-z]+"
            r"(?= [a-z]+ed\b| (?:is|was|has|will|had)\b)",
            sentence,
        )
    )
    if found:
        match = rng.choice(found)
        return sentence[: match.start()] + match[1] + sentence[match.end() :]
    of = re.search(r"\b[Tt]he [a-z]+ of (?=[A-Z]\w+(?: [A-Z]\w+)* [a-z])", sentence)
    return sentence[: of.start()] + sentence[of.end() :] if of else None


def join_clauses(sentence: str, others: Sequence[str], rng: random.Random) -> str | None:
    """Whoever begins the sentence does what another does in its second clause."""
    subject = re.match(r"(?:The [a-z]+|[A-Z][\w’-]+(?: [A-Z][\w’-]+)*)(?= [a-z])", sentence)
    second = re.search(
        r"(?:, (?:and|but|while|as)|, who| that| after| before| because) "
        r"(?:[A-Z]\w+(?: [A-Z]\w+)*|the \w+|he|she|they) ((?:has|had|was|is|will|would|\w+ed) .+)",
        sentence,
    )
    if subject is None or second is None or subject.end() >= second.start():
        return None
    if words(subject.group())[-1].key in FUNCTION_WORDS:
        return None
    return f"{subject.group()} {second[1]}"


def exchange_speaker(sentence: str, others: Sequence[str], rng: random.Random) -> str | None:
    """Someone else who is named, here or elsewhere, becomes the one who said it."""
    said = re.search(rf"(?P<who>[A-Z][\w’-]+(?: [A-Z][\w’-]+)*) {_SAYS}\b", sentence)
    said = said or re.search(r"[Aa]ccording to (?P<who>[A-Z][\w’-]+(?: [A-Z][\w’-]+)*)", sentence)
    if said is None:
        return None
    named = [n for n in proper_names(sentence) if n not in said["who"] and said["who"] not in n]
    other = rng.choice(named or list(others))
    return sentence[: said.start("who")] + other + sentence[said.end("who") :]


def drop_speaker(sentence: str, others: Sequence[str], rng: random.Random) -> str | None:
    """What somebody said becomes a fact: the clause of speech and the quotation marks go."""
    clause = re.search(
        rf",? ?[”\"]? ?(?:[A-Z]\w+ )+{_SAYS}\.?$|^(?:[A-Z]\w+ )+{_SAYS} (?:that )?", sentence
    )
    clause = clause or re.search(r"^According to [^,]+, |, according to [^,]+(?=\.$)", sentence)
    if clause is None:
        return None
    rest = re.sub(r"[“”\"]", "", sentence[: clause.start()] + sentence[clause.end() :]).strip(" ,.")
    return f"{rest[:1].upper()}{rest[1:]}." if len(rest.split()) > 4 else None


def alter_quotation(sentence: str, others: Sequence[str], rng: random.Random) -> str | None:
    """One word of a quotation left out, two exchanged, or words outside taken in."""
    quotes = list(re.finditer(r"[“\"]([^“”\"]{12,})[”\"]", sentence))
    if not quotes:
        return None
    quote = rng.choice(quotes)
    inner = words(quote[1])
    if len(inner) < 4:
        return None
    place = rng.randrange(1, len(inner) - 1)
    if rng.random() < 0.5:
        changed = put(quote[1], inner[place], "")
    else:
        one, two = inner[place], inner[place + 1] if place + 2 < len(inner) else inner[place - 1]
        changed = exchange(quote[1], sorted((one, two), key=lambda w: w.start), rng) or ""
    return sentence[: quote.start(1)] + changed + sentence[quote.end(1) :] if changed else None
