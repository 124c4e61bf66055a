"""English first names and their short forms, as dictionaries of names give them."""

from __future__ import annotations

FIRST_NAMES = tuple(
    frozenset(line.split())
    for line in """
        abigail abby
        albert al bert
        alexander alex alec sandy
        andrew andy drew
        anthony antony tony
        barbara barb
        benjamin ben benny
        catherine katherine kathryn kate kathy cathy katie
        charles charlie chuck
        christopher chris
        daniel dan danny
        david dave
        deborah debbie deb
        donald don
        edward ed eddie ned ted
        eleanor ellie nell
        elizabeth eliza liz lizzie beth betty bess
        eugene gene
        francis frank
        frederick alfred fred freddie
        geoffrey jeffrey geoff jeff
        gerald jerry gerry
        gregory greg
        harold hal harry
        henry harry hank
        isabella bella
        jacob jake
        james jim jimmy jamie
        jennifer jen jenny
        jeremy jerry
        john jack johnny
        jonathan jon
        joseph joe
        joshua josh
        kenneth ken kenny
        laurence lawrence larry
        leonard len
        margaret maggie meg peggy
        matthew matt
        michael mike mick
        nathaniel nate
        nicholas nick nicky
        patricia pat patty trish
        patrick paddy pat
        peter pete
        philip phillip phil
        rebecca becky
        richard dick rick
        robert bob bobby rob
        ronald ron
        samantha sam
        samuel sam sammy
        sarah sally
        steven stephen steve
        susan sue
        theodore ted teddy
        thomas tom tommy
        timothy tim
        victoria vicky
        walter walt
        william bill billy will liam
    """.strip().splitlines()
)


def other_forms(first: str) -> frozenset[str]:
    """The other forms of a first name, in lower case: "elizabeth", "beth" and more of "liz"."""
    return frozenset().union(*(each for each in FIRST_NAMES if first in each)) - {first}
