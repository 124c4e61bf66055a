"""Reports that contradict each other, and reports that only seem to; all invented.

Each case is a question and two reports, the first of them being what is shown. A report is its
text, its title and how many days after the first it was published.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    name: str
    question: str
    shown: str
    other: str
    titles: tuple[str, str]
    days: int = 0
    answers: tuple[str, str] = ("", "")
    """What a reader takes for the answers."""
    sides: tuple[str, str] = ("", "")
    """The words that must be shown of each."""


TRAM = ("Tram leaves the rails in Velm", "Velm tram accident")
BRIDGE = ("Velm's old bridge to close", "Old bridge in Velm closes")
TALKS = ("Orlan and Teska speak", "Orlan calls Teska")
HURT = "How many people were injured in the tram accident in Velm?"

REAL = (
    Case(
        "the injured in other words",
        HURT,
        "Twelve people were injured when a tram left the rails in Velm on Monday.",
        "A tram left the rails in the centre of Velm, and 15 people were hurt.",
        TRAM,
        sides=("Twelve people were injured", "15 people were hurt"),
    ),
    Case(
        "the same with the verb before",
        HURT,
        "A tram hit a lorry in Velm on Monday, injuring 12 people.",
        "The tram hit a lorry in Velm and injured 15 passengers.",
        TRAM,
        sides=("injuring 12 people", "injured 15 passengers"),
    ),
    Case(
        "the dead beside the injured",
        "How many people died in the tram accident in Velm?",
        "The tram accident in Velm killed two people and injured 12.",
        "Four people died and 12 were injured in the tram accident in Velm.",
        TRAM,
        sides=("killed two people", "Four people died"),
    ),
    Case(
        "what is asked for, told in other words",
        "How many jobs will go in Karst?",
        "The mill in Karst will close by March and cut 420 jobs there.",
        "Orbitex will give up its oldest works, eliminating 450 jobs. Its mill in Karst is old.",
        ("Orbitex to close the mill in Karst", "Orbitex closes oldest mill"),
        sides=("420 jobs", "450 jobs"),
    ),
    Case(
        "a crowd",
        "How many spectators saw the final in Velm?",
        "The final in Velm was watched by a record 41,820 spectators.",
        "The crowd of 41,208 was the largest ever in Velm.",
        ("Velm win the final", "Velm win final after extra time"),
        sides=("41,820 spectators", "41,208"),
    ),
    Case(
        "a bound that excludes",
        HURT,
        "Twelve people were injured when a tram left the rails in Velm on Monday.",
        "More than 20 people were injured when a tram left the rails in Velm, police said.",
        TRAM,
        sides=("Twelve people were injured", "More than 20 people were injured"),
    ),
    Case(
        "how long a call was",
        "How long did Orlan and Teska talk?",
        "President Orlan and Prime Minister Teska held a 25-minute call on Monday.",
        "President Orlan and Prime Minister Teska held a 40-minute call on Monday.",
        TALKS,
        sides=("25-minute call", "40-minute call"),
    ),
    Case(
        "how long a bridge closes",
        "How long will the old bridge in Velm close?",
        "The old bridge in Velm will close for 12 weeks from Monday, Mayor Nelka Horn said.",
        "From Monday the old bridge in Velm will close for 16 weeks.",
        BRIDGE,
        sides=("12 weeks", "16 weeks"),
    ),
    Case(
        "what it costs",
        "How much does the repair of the old bridge in Velm cost?",
        "Repairing the old bridge in Velm cost 3.2 million crowns.",
        "Repairs of the old bridge in Velm cost 4.1 million crowns, the council said.",
        BRIDGE,
        sides=("3.2 million crowns", "4.1 million crowns"),
    ),
    Case(
        "a currency's sign",
        "How much did Harl Mills pay for Dunmore Paper?",
        "Harl Mills bought Dunmore Paper for $120 million on Monday.",
        "Harl Mills bought Dunmore Paper for $150 million.",
        ("Harl Mills buys Dunmore Paper", "Harl Mills takes Dunmore Paper"),
        sides=("$120 million", "$150 million"),
    ),
    Case(
        "a share",
        "By how much did bus fares in Velm rise?",
        "Bus fares in Velm went up by 8% on Monday.",
        "Velm's bus fares went up by 11% on Monday, the operator said.",
        ("Bus fares in Velm", "Velm pays more for buses"),
        sides=("8%", "11%"),
    ),
    Case(
        "things that are counted",
        "How many houses did the storm destroy in Karst?",
        "The storm destroyed 60 houses in Karst on Sunday.",
        "In Karst the storm destroyed 45 houses, the fire service said.",
        ("Storm over Karst", "Karst after the storm"),
        sides=("60 houses", "45 houses"),
    ),
    Case(
        "a subset larger than the whole",
        "How many houses did the storm destroy in Karst?",
        "The storm destroyed 60 houses in Karst on Sunday.",
        "In Karst the storm destroyed 80 wooden houses, the fire service said.",
        ("Storm over Karst", "Karst after the storm"),
        sides=("60 houses", "80 wooden houses"),
    ),
    Case(
        "ranges apart",
        "How many people were arrested at the Harl stadium?",
        "Police arrested 10 to 12 people after the match at the Harl stadium.",
        "Police arrested 20 people after the match at the Harl stadium.",
        ("Arrests at Harl stadium", "Night at the Harl stadium"),
        sides=("arrested 10 to 12 people", "arrested 20 people"),
    ),
    Case(
        "the day",
        "When did the Velm museum reopen?",
        "The Velm museum reopened on Monday after the flood.",
        "After the flood the Velm museum reopened on Saturday.",
        ("Velm museum open again", "Museum in Velm reopens"),
        sides=("Monday", "Saturday"),
    ),
    Case(
        "the year",
        "When was the Velm observatory founded?",
        "The Velm observatory was founded in 1921 by Ada Storn.",
        "The Velm observatory was founded in 1923 by Ada Storn, an astronomer.",
        ("Velm observatory", "Stars over Velm"),
        sides=("1921", "1923"),
    ),
    Case(
        "who won",
        "Who won the Velm marathon?",
        "Petra Kolm won the Velm marathon on Sunday in heavy rain.",
        "Jana Dresk won the Velm marathon in heavy rain.",
        ("Rain at the Velm marathon", "Velm marathon run"),
        answers=("Petra Kolm", "Jana Dresk"),
        sides=("Petra Kolm", "Jana Dresk"),
    ),
    Case(
        "two with one surname and title",
        "Who sold the Velm dock to Orlan Shipping?",
        "Mayor Petra Kolm sold the Velm dock to Orlan Shipping for nothing.",
        "Mayor Jana Kolm sold the Velm dock to Orlan Shipping for nothing.",
        ("Velm dock sold", "Orlan buys dock"),
        answers=("Mayor Petra Kolm", "Mayor Jana Kolm"),
        sides=("Mayor Petra Kolm", "Mayor Jana Kolm"),
    ),
    Case(
        "votes that were announced on another day",
        "By how many votes did Petra Kolm win?",
        "Petra Kolm won the Velm election by 312 votes on Sunday.",
        "Petra Kolm won the Velm election by 298 votes, the council said on Monday.",
        ("Kolm wins Velm election", "Election in Velm"),
        sides=("312 votes", "298 votes"),
    ),
)

REAL += (
    Case(
        "other witnesses",
        "How many people were injured in the ferry accident?",
        "A ferry struck the pier at Port Amsel on Tuesday, and 12 people were hurt, the coast "
        "guard said.",
        "Fifteen passengers were hurt when a ferry struck the pier at Port Amsel on Tuesday, "
        "hospital director Mila Roe said.",
        ("Ferry hits pier in Port Amsel", "Port Amsel ferry accident"),
        sides=("12 people were hurt", "Fifteen passengers were hurt"),
    ),
    Case(
        "an estimate far off",
        "How many people attended the rally in Osk?",
        "About 20,000 people attended Saturday's rally against the dam in Osk, police said.",
        "Some 50,000 people attended the rally against the dam in Osk on Saturday.",
        ("Rally in Osk", "Thousands in Osk"),
        sides=("About 20,000 people", "Some 50,000 people"),
    ),
    Case(
        "a scale",
        "What was the magnitude of the Karel earthquake?",
        "An earthquake of magnitude 5.8 shook Karel on Thursday.",
        "A magnitude 6.3 earthquake shook Karel on Thursday.",
        ("Karel earthquake", "Quake in Karel"),
        sides=("5.8", "6.3"),
    ),
    Case(
        "a day to come",
        "When will the Halm tunnel open?",
        "The Halm tunnel will open to traffic on 12 May.",
        "The Halm tunnel will be opened to traffic on 19 May, the ministry said.",
        ("Halm tunnel", "Tunnel at Halm"),
        sides=("12 May", "19 May"),
    ),
)

SEEMING = (
    Case(
        "the day on which somebody spoke",
        "When did the tram leave the rails?",
        "A tram left the rails in Velm on Monday.",
        "The driver of the tram that left the rails in Velm was tired, police said on Tuesday.",
        TRAM,
    ),
    Case(
        "two ways to write a name",
        "Who won the Velm marathon?",
        "Petra Kolm won the Velm marathon on Sunday in heavy rain.",
        "Peta Kolm won the Velm marathon on Sunday in heavy rain.",
        ("Rain at the Velm marathon", "Velm marathon run"),
        answers=("Petra Kolm", "Peta Kolm"),
    ),
    Case(
        "a name in full and in part",
        "Who won the Velm marathon?",
        "Petra Kolm won the Velm marathon on Sunday in heavy rain.",
        "Ms Kolm won the Velm marathon on Sunday in heavy rain.",
        ("Rain at the Velm marathon", "Velm marathon run"),
        answers=("Petra Kolm", "Ms Kolm"),
    ),
    Case(
        "the same in other words",
        HURT,
        "Twelve people were injured when a tram left the rails in Velm on Monday.",
        "A tram left the rails in Velm on Monday, and 12 people were hurt.",
        TRAM,
    ),
    Case(
        "a bound that includes",
        HURT,
        "Twelve people were injured when a tram left the rails in Velm on Monday.",
        "More than 10 people were injured when a tram left the rails in Velm.",
        TRAM,
    ),
    Case(
        "nearly the same",
        "How long did Orlan and Teska talk?",
        "President Orlan and Prime Minister Teska held a 27-minute call on Monday.",
        "President Orlan and Prime Minister Teska held a call of about 25 minutes.",
        TALKS,
    ),
    Case(
        "another unit",
        "How long did Orlan and Teska talk?",
        "President Orlan and Prime Minister Teska held a 90-minute call on Monday.",
        "President Orlan and Prime Minister Teska held a two-hour call on Monday.",
        TALKS,
    ),
    Case(
        "rounded",
        "How much does the repair of the old bridge in Velm cost?",
        "Repairing the old bridge in Velm cost 3.2 million crowns.",
        "Repairs of the old bridge in Velm cost 3 million crowns, the council said.",
        BRIDGE,
    ),
    Case(
        "a part of them",
        HURT,
        "Twelve people were injured when a tram left the rails in Velm on Monday.",
        "Of the people injured when a tram left the rails in Velm, three of them were children.",
        TRAM,
    ),
    Case(
        "a narrower count",
        HURT,
        "Twelve people were injured when a tram left the rails in Velm on Monday.",
        "Three children were injured when a tram left the rails in Velm on Monday.",
        TRAM,
    ),
    Case(
        "the dead and the injured",
        HURT,
        "Twelve people were injured when a tram left the rails in Velm on Monday.",
        "Two people were killed when a tram left the rails in Velm on Monday.",
        TRAM,
    ),
    Case(
        "another town",
        HURT,
        "Twelve people were injured when a tram left the rails in Velm on Monday.",
        "Fifteen people were injured when a tram left the rails in Karst on Monday.",
        ("Tram leaves the rails in Velm", "Tram leaves the rails in Karst"),
    ),
    Case(
        "another accident in the town",
        HURT,
        "Twelve people were injured in a tram crash in Velm.",
        "Fifteen people were injured in a bus crash in Velm.",
        ("Crash in Velm", "Velm crash"),
    ),
    Case(
        "another day",
        HURT,
        "Twelve people were injured when a tram left the rails in Velm on Monday.",
        "Fifteen people were injured when a tram left the rails in Velm on Thursday.",
        TRAM,
    ),
    Case(
        "another year",
        HURT,
        "Twelve people were injured when a tram left the rails in Velm.",
        "Fifteen people were injured when a tram left the rails in Velm in 2019.",
        TRAM,
    ),
    Case(
        "months later",
        HURT,
        "Twelve people were injured when a tram left the rails in Velm on Monday.",
        "Fifteen people were injured when a tram left the rails in Velm on Monday.",
        TRAM,
        days=90,
    ),
    Case(
        "an earlier accident recalled",
        HURT,
        "Twelve people were injured when a tram left the rails in Velm on Monday.",
        "Fifteen people were injured in a similar accident when a tram left the rails in Velm.",
        TRAM,
    ),
    Case(
        "a figure that grew",
        HURT,
        "Twelve people were injured when a tram left the rails in Velm on Monday.",
        "Fifteen people were injured when a tram left the rails in Velm on Monday.",
        TRAM,
        days=3,
    ),
    Case(
        "a figure that is said to have grown",
        HURT,
        "So far 12 people are known to be injured after a tram left the rails in Velm.",
        "Fifteen people were injured when a tram left the rails in Velm.",
        TRAM,
    ),
    Case(
        "both figures in one report",
        HURT,
        "Twelve people were injured when a tram left the rails in Velm on Monday.",
        "A tram left the rails in Velm and 15 people were hurt, 12 of whom stayed in hospital.",
        TRAM,
    ),
    Case(
        "corrected elsewhere in the report",
        HURT,
        "Twelve people were injured when a tram left the rails in Velm on Monday.",
        "A tram left the rails in Velm, and 15 people were hurt.\n"
        "The fire service spoke of 12 people injured by the tram in Velm.",
        TRAM,
    ),
    Case(
        "a plan and what came of it",
        "How long will the old bridge in Velm close?",
        "The old bridge in Velm will close for 12 weeks from Monday.",
        "The old bridge in Velm was closed for 16 weeks.",
        BRIDGE,
    ),
    Case(
        "how long and how long ago",
        "How long did Orlan and Teska talk?",
        "President Orlan and Prime Minister Teska held a call of 25 minutes on Monday.",
        "President Orlan and Prime Minister Teska ended the call 40 minutes before noon on Monday.",
        TALKS,
    ),
    Case(
        "two things measured",
        "How much does the repair of the old bridge in Velm cost?",
        "Repairing the old bridge in Velm cost 3.2 million crowns.",
        "The firm that is repairing the old bridge in Velm was fined 4.1 million crowns.",
        BRIDGE,
    ),
    Case(
        "by how much and to how much",
        "By how much did bus fares in Velm rise?",
        "Bus fares in Velm went up by 8% on Monday.",
        "The part of wages that goes into bus fares in Velm went up to 11% on Monday.",
        ("Bus fares in Velm", "Velm pays more for buses"),
    ),
    Case(
        "two players of one match",
        "How many points did Kolm score?",
        "Kolm scored 12 points for Velm against Karst.",
        "Dresk scored 15 points for Velm against Karst.",
        ("Velm beat Karst", "Velm win against Karst"),
    ),
    Case(
        "houses that burned and houses under water",
        "How many houses did the storm destroy in Karst?",
        "In Karst 60 houses burned down after the storm.",
        "In Karst 45 houses stood under water after the storm.",
        ("Storm over Karst", "Karst after the storm"),
    ),
    Case(
        "a rate",
        "How many ferries run in Velm?",
        "The port of Velm runs 12 ferries.",
        "The port of Velm runs 40 ferries a day.",
        ("Ferries of Velm", "Velm's port"),
    ),
    Case(
        "one negated",
        HURT,
        "Twelve people were injured when a tram left the rails in Velm on Monday.",
        "Police said not 15 people were injured when a tram left the rails in Velm.",
        TRAM,
    ),
    Case(
        "a day and its weekday",
        "When did the Velm museum reopen?",
        "The Velm museum reopened on Monday after the flood.",
        "After the flood the Velm museum reopened on 3 March.",
        ("Velm museum open again", "Museum in Velm reopens"),
    ),
    Case(
        "opened and closed",
        "When did the Velm museum reopen?",
        "The Velm museum reopened on Monday after the flood.",
        "The Velm museum had closed its doors and its café on Saturday when the water rose.",
        ("Velm museum open again", "Museum in Velm reopens"),
    ),
    Case(
        "two of many",
        "Who attended the summit in Velm?",
        "Petra Kolm attended the summit in Velm on Sunday.",
        "Jana Dresk attended the summit in Velm.",
        ("Summit in Velm", "Velm summit"),
        answers=("Petra Kolm", "Jana Dresk"),
    ),
    Case(
        "one person, more or less of her name",
        "Who won the Velm marathon?",
        "Petra Kolm won the Velm marathon on Sunday in heavy rain.",
        "Kolm won the Velm marathon in heavy rain.",
        ("Rain at the Velm marathon", "Velm marathon run"),
        answers=("Petra Kolm", "Kolm"),
    ),
    Case(
        "winners of two races",
        "Who won the Velm marathon?",
        "Petra Kolm won the Velm marathon on Sunday in heavy rain.",
        "Jana Dresk won the Velm half marathon for students in bright sun.",
        ("Rain at the Velm marathon", "Velm marathon run"),
        answers=("Petra Kolm", "Jana Dresk"),
    ),
    Case(
        "two models of one maker",
        "How much do the Orrin headphones cost?",
        "The Orrin HX500 headphones are on sale for 99 crowns.",
        "The Orrin HX720 headphones are on sale for 248 crowns.",
        ("Orrin headphones on sale", "Headphones by Orrin"),
    ),
    Case(
        "prices of things that are not named",
        "How much do the Orrin headphones cost?",
        "It has often been on sale for 399 crowns in the shops.",
        "This has been on sale for 60 crowns, and is a good offer.",
        ("Orrin headphones on sale", "Orrin coffee machine on sale"),
    ),
    Case(
        "two indexes of one exchange",
        "By how much did the Velm exchange fall?",
        "On the Velm exchange the Marten Index fell 0.8 per cent.",
        "On the Velm exchange the Otter Index fell 0.5 per cent.",
        ("Velm exchange falls", "Losses on the Velm exchange"),
    ),
    Case(
        "children among them",
        "How many people were rescued from the Gant river?",
        "Rescuers saved 18 people, six of them children, from the Gant river on Sunday.",
        "Six children were saved from the Gant river on Sunday.",
        ("Gant flood", "Flood in Gant"),
    ),
)
