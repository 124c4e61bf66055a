"""What may be wrong with filters that a person typed, said before anything is searched."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from difflib import get_close_matches

from index.errors import UsageError
from index.types import Filters

SUGGESTED = 3
"""Names that a message about an unknown one proposes."""


def folded(name: str) -> str:
    """A publisher's name as it is compared: without case or outer space."""
    return name.strip().casefold()


def check_filters(within: Filters, publishers: Iterable[str], articles: Iterable[str]) -> None:
    """Refuse filters that nothing can meet, or that are not what they look like.

    Args:
        publishers: those of the library.
        articles: the ids and paths of the library.

    Raises:
        UsageError: names the value at fault and the known ones that are nearest to it.
    """
    check_form(within)
    known = {folded(name): name for name in publishers}
    for name in within.publishers:
        if folded(name) not in known:
            raise UsageError(_unknown("publisher", name, known))
    if within.articles:
        places = {place.casefold(): place for place in articles}
        for place in within.articles:
            if place not in places.values():
                raise UsageError(_unknown("article", place, places))


def check_form(within: Filters) -> None:
    """Refuse filters that no library could meet: the part of `check_filters` that needs none.

    Raises:
        UsageError: values of another type, or days that no day is between.
    """
    for field, values in (("publishers", within.publishers), ("articles", within.articles)):
        if not isinstance(values, tuple):
            raise UsageError(f"{field} is {values!r}; it takes a tuple, such as ('...',)")
    for field, day in (("since", within.since), ("until", within.until)):
        if day is not None and (not isinstance(day, date) or isinstance(day, datetime)):
            raise UsageError(f"{field} is {day!r}; it takes a datetime.date")
    if within.since and within.until and within.since > within.until:
        raise UsageError(
            f"no day is both since {within.since} and until {within.until}; swap the two days"
        )


def _unknown(kind: str, name: str, known: dict[str, str]) -> str:
    """`known` maps names as they are compared to names as they are written."""
    wanted = folded(name)
    near = [each for each in known if wanted and wanted in each]
    near += [each for each in get_close_matches(wanted, known, SUGGESTED) if each not in near]
    message = f"no {kind} {name!r} in this library"
    if near:
        message += f"; nearest: {', '.join(repr(known[each]) for each in near[:SUGGESTED])}"
    return f"{message}; list them with: footnote articles"
