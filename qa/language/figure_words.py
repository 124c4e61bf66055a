"""Words by which figures are compared: what befalls people, whom anyone counts, units.

Closed classes as in qa.language.closed_words; units are those that newspapers use.
"""

from __future__ import annotations

from qa.language.closed_words import CURRENCIES
from qa.language.words import content_stems, stem

STATES = {
    root: state
    for state, roots in {
        "injured": "injur hurt wound",
        "killed": "kill dead die death slain",
        "missing": "miss unaccount",
        "arrested": "arrest detain",
        "evacuated": "evacu",
        "rescued": "rescu",
        "displaced": "displac homeless",
    }.items()
    for root in roots.split()
}
"""Stems of what may befall people: the same is told in several words."""
ALSO_TOLD_BY = {
    state: frozenset(stem(word) for word in spelled.split())
    for state, spelled in {
        "killed": "asphyxiated assassinated beheaded bodies casualties claimed corpses decapitated"
        " drowned electrocuted fatal fatalities fatality hanged homicides lives lost lynched"
        " massacred murdered perished slaughtered starved strangled succumbed suffocated suicide"
        " toll victims",
        "injured": "burns casualties fractures hospital hospitalised hospitalized treated victims",
        "arrested": "apprehended caught charged custody handcuffed held jailed seized suspects",
    }.items()
}
"""Stems of what the same is told by as well, though not of whom it befell."""


def root_of(word: str) -> str:
    """The stem of a word; of what may befall people, one word for it: "killed" for "died"."""
    root = stem(word)
    return STATES.get(root, root)


def states_named(text: str) -> set[str]:
    """What is said in plain words to befall people: "killed" for "two died"."""
    return {STATES[root] for root in content_stems(text) if root in STATES}


def states_told(text: str) -> set[str]:
    """The same by any words: "killed" for "the toll rose" as well."""
    roots = set(content_stems(text))
    return states_named(text) | {state for state, also in ALSO_TOLD_BY.items() if roots & also}


PERSONS = frozenset(["", "peopl", "person", "other"])
"""Stems of nouns that any group of people is counted by."""
PLURALS = frozenset("people children men women police staff cattle".split())
_OTHER_MONEY = """baht boliviano cedi dinar dirham forint hryvnia lira naira peso rand riyal
    ringgit rouble ruble rupiah shekel shilling taka zloty""".split()
MEASURES = {
    stem(word): unit
    for unit, spelled in {
        "kilometre": "kilometres kilometers km",
        "metre": "metres meters",
        "mile": "miles",
        "yard": "yards",
        "foot": "feet foot",
        "tonne": "tonnes tons",
        "kilogram": "kilograms kilos kg",
        "litre": "litres liters",
        "hectare": "hectares",
        "acre": "acres",
        "knot": "knots",
        "mile an hour": "mph",
        "kilometre an hour": "kph kmh",
        "degree": "degrees",
        "megawatt": "megawatts mw",
        "$": "dollars",
        "€": "euros",
        "£": "pounds",
        "¥": "yen",
        "rupee": "rupees",
        "crown": "crowns krone kroner krona kronor koruna",
        "franc": "francs",
        "yuan": "yuan renminbi",
        **{word: f"{word} {word}s" for word in _OTHER_MONEY},
    }.items()
    for word in spelled.split()
}
MONEY = frozenset([*CURRENCIES, "rupee", "crown", "franc", "yuan", *_OTHER_MONEY])
"""Those units that are money."""
TOTALS = {
    "attendance": stem("spectators"),
    "audience": stem("spectators"),
    "crowd": stem("spectators"),
    "workforce": stem("employees"),
}
"""Nouns before a number, and the stem of what it counts: "a crowd of 41,208"."""
SECONDS = {
    "second": 1.0,
    "minute": 60.0,
    "hour": 3600.0,
    "day": 86400.0,
    "week": 604800.0,
    "month": 2629800.0,
    "year": 31557600.0,
    "decade": 315576000.0,
}
LABELS = frozenset(["magnitude"])
"""Scales that a number stands on without a unit."""
CLAUSE_LINKS = frozenset("and but or while whereas so yet nor".split())
"""What stands behind these belongs to something else: "12 injured and two dead"."""
LIGHT_VERBS = frozenset(
    """get gets got getting give gives gave given go goes went gone come comes came make makes made
    take takes took taken put puts keep keeps kept see sees saw seen use uses used want wants wanted
    need needs needed become becomes became
    """.split()
)
"""Verbs that say little of what is done."""
