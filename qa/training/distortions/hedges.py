"""Hedges made firm or taken out, and plain statements made doubtful."""

from __future__ import annotations

import random
import re

from qa.training.distortions.distortion import Distortion, replaced

FIRMER = {
    "may": ("will", "must", "does"),
    "might": ("will", "did"),
    "could": ("will", "must", "can"),
    "would": ("will", "did"),
    "should": ("must", "will"),
    "can": ("must", "will"),
    "likely": ("certain", "certainly", "definitely", "sure"),
    "unlikely": ("certain not", "sure not"),
    "possibly": ("certainly", "definitely", ""),
    "perhaps": ("certainly", ""),
    "probably": ("certainly", "definitely", ""),
    "reportedly": ("certainly", "", "undeniably"),
    "allegedly": ("certainly", "", "provenly"),
    "apparently": ("certainly", "clearly", ""),
    "potentially": ("certainly", ""),
    "alleged": ("proven", "confirmed", ""),
    "suspected": ("proven", "confirmed", "known"),
    "potential": ("certain", "actual", ""),
    "possible": ("certain", "definite", "inevitable"),
    "proposed": ("adopted", "agreed", "enacted"),
    "planned": ("completed", "finished", ""),
    "about": ("exactly", "precisely"),
    "around": ("exactly", "precisely"),
    "approximately": ("exactly", "precisely"),
    "roughly": ("exactly",),
    "nearly": ("exactly", "more than"),
    "almost": ("exactly", "completely", "more than"),
    "some": ("all", "most"),
    "many": ("all", "most"),
    "most": ("all",),
    "several": ("all", "many"),
    "often": ("always",),
    "usually": ("always",),
    "sometimes": ("always",),
    "generally": ("always",),
    "mostly": ("entirely", "only"),
    "partly": ("entirely", "wholly"),
    "partially": ("entirely", "fully"),
    "suggests": ("proves", "shows"),
    "suggested": ("proved", "demanded"),
    "suggest": ("prove", "show"),
    "believes": ("knows",),
    "believe": ("know",),
    "believed": ("known", "proven"),
    "thought": ("known", "proven"),
    "expected to": ("certain to", "going to", "sure to", "set to"),
    "plans to": ("will", "has begun to"),
    "plan to": ("will", "have begun to"),
    "hopes to": ("will",),
    "hope to": ("will",),
    "wants to": ("will",),
    "intends to": ("will",),
    "intend to": ("will",),
    "aims to": ("will",),
    "seeks to": ("will",),
    "seeking to": ("about to",),
    "tried to": ("managed to",),
    "attempted to": ("managed to",),
    "appears to": ("is certain to", "is known to"),
    "appear to": ("are certain to", "are known to"),
    "appeared to": ("was known to",),
    "seems to": ("is certain to", "is known to"),
    "seem to": ("are certain to",),
    "considering": ("committed to", "carrying out"),
    "at least": ("exactly", "at most"),
    "up to": ("exactly", "at least", "more than"),
    "more than": ("exactly", "fewer than"),
    "less than": ("exactly", "more than"),
}
"""Words that hold a statement back, and what makes it firmer than it was."""

LOOSER = {
    "will": ("may", "might", "could", "should"),
    "must": ("may", "should", "could"),
    "is": ("may be", "might be", "is possibly", "is probably"),
    "are": ("may be", "might be", "are possibly"),
    "was": ("may have been", "was possibly", "was allegedly"),
    "were": ("may have been", "were reportedly"),
    "has": ("may have", "has reportedly"),
    "have": ("may have",),
    "had": ("may have",),
    "all": ("some", "most", "many"),
    "every": ("almost every",),
    "always": ("sometimes", "often"),
    "never": ("rarely",),
    "exactly": ("about", "nearly"),
    "only": ("mostly",),
    "certain": ("likely", "possible"),
    "certainly": ("possibly", "perhaps"),
    "confirmed": ("suggested", "denied"),
    "proved": ("suggested",),
    "shows": ("suggests",),
    "showed": ("suggested",),
    "agreed to": ("considered", "are expected to"),
    "decided to": ("considered whether to", "may"),
}
"""Words that a statement rests on, and what makes it less sure than it was."""


def _pattern(table: dict[str, tuple[str, ...]]) -> re.Pattern[str]:
    longest = sorted(table, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest)})\b(?! not\b)(?!n[’'])", re.IGNORECASE)


_FIRMER, _LOOSER = _pattern(FIRMER), _pattern(LOOSER)


def change_hedge(claim: str, evidence: str, rng: random.Random) -> Distortion | None:
    """A hedge made firm or taken out; where there is none, a plain statement made doubtful."""
    hedged = [m for m in _FIRMER.finditer(claim) if not _is_no_hedge(claim, m)]
    table, found = (FIRMER, hedged)
    if not hedged or rng.random() < 0.1:
        table, found = (LOOSER, list(_LOOSER.finditer(claim)))
    if not found:
        return None
    match = rng.choice(found)
    new = rng.choice(table[match.group().lower()])
    if match.group()[0].isupper():
        new = new[:1].upper() + new[1:]
    return replaced(claim, match.start(), match.end(), new, mark_next=not new)


def _is_no_hedge(claim: str, match: re.Match[str]) -> bool:
    """ "May" the month; "about" and "around" where no number follows; "would" in a condition."""
    word = match.group()
    if word == "May":
        return True
    if word.lower() in ("about", "around", "nearly", "up to", "at least", "more than", "less than"):
        return not re.match(
            r"\s+[$€£]?(?:\d|(?:a|an|one|two|three|half|ten)\b)", claim[match.end() :]
        )
    return False
