"""Closed classes of English: words that carry grammar rather than meaning, numbers, dates.

No list here grows with the articles; each is a class whose members a grammar book names.
"""

from __future__ import annotations

# Articles, pronouns, auxiliaries, prepositions, conjunctions, question words.
FUNCTION_WORDS = frozenset(
    """a an the this that these those such same other another each every either neither both
    all any some no none not nor never i me my mine myself we us our ours ourselves you your
    yours he him his himself she her hers herself it its itself they them their theirs
    themselves one ones who whom whose which what when where why how am is are was were be
    been being do does did done doing have has had having will would shall should can could
    may might must ought of in on at by for from to into onto with without within about
    above across after against along among around as before behind below beneath beside
    besides between beyond despite down during except inside like near off out outside over
    past per since than through throughout till toward towards under until up upon via and
    or but so if because while although though unless whether yet then there here also too
    very just only even still more most much many few less least own again further once ever
    however therefore thus moreover meanwhile amid there's it's let's s t d ll m re ve don't
    doesn't didn't isn't aren't wasn't weren't won't wouldn't can't couldn't shouldn't
    """.split()
)

# What a request opens with in place of a question word: "Compare Acme and Borealis".
ORDERS = frozenset(
    """compare contrast describe discuss explain give identify list name outline show summarise
    summarize tell
    """.split()
)

# Function words that a rewording may add without changing what is said.
PLAIN_LINKS = frozenset("a an the that is are was were be been has have had and of it its".split())

FIRST_PERSON = frozenset("i me my mine we us our ours myself ourselves".split())

NEGATIONS = frozenset(
    """not no never none nobody nothing neither nor without cannot refuse refused refuses deny
    denied denies fail failed fails unable rejected reject rejects decline declined declines
    lack lacks lacked avoid avoids avoided prevent prevents prevented hardly barely rarely seldom
    refusing failing denying declining
    """.split()
)

# Words that weaken a statement: dropping one turns a possibility, an intention or an estimate into
# a fact.
PLANS = frozenset(
    """aim aims expect expected expects hope hoped hopes intend intended intends intention plan
    planned planning plans proposed proposes scheduled seek seeks
    """.split()
)
HEDGES = PLANS | frozenset(
    """may might could would should likely unlikely possibly perhaps probably reportedly
    allegedly apparently consider considering considered suggest suggests suggested appear
    appears seems seem some observers alleged rumored rumoured believed believes believe
    potential possible about around roughly nearly almost approximately least
    """.split()
)

# What was not so, or ought not to have been: "wrongly convicted", "falsely called".
UNTRUE = frozenset("erroneously falsely incorrectly mistakenly unjustly wrongfully wrongly".split())

MODALS = frozenset("will would shall can could must may might should".split())

# What a question opens with, or has after "who" and "what".
AUXILIARIES = frozenset("am is are was were do does did have has had".split()) | MODALS

# Words that say of how many, how much or how often something holds.
QUANTIFIERS = frozenset(
    """all some most many few several every each any both always often sometimes usually mostly
    rarely seldom hardly barely largely partly entirely wholly fully exactly precisely only mainly
    merely generally frequently occasionally surely certainly definitely clearly plainly
    undoubtedly arguably supposedly ostensibly
    """.split()
)

# Adjectives without which the noun is another: a former minister is no minister.
QUALIFIERS = frozenset(
    """former alleged acting deputy vice suspected potential possible proposed fake planned
    so-called supposed mock interim assistant aspiring failed attempted
    formerly previously
    """.split()
)

CONDITIONS = frozenset("if unless provided otherwise except".split())

# Prefixes that turn a word into its opposite.
OPPOSING = ("un", "in", "im", "il", "ir", "dis", "non")

BE = frozenset("am is are was were be been being get gets got getting".split())

# Participles of irregular verbs, by which a passive is known.
IRREGULAR_PARTICIPLES = frozenset(
    """beaten bought bound broken brought built caught chosen cut dealt drawn driven fed fought
    forgiven found given heard held hit hurt kept killed known laid led left lent lost made met paid
    put raised read seen sent set shaken shot shown shut sold spent stolen struck sued taken taught
    thrown told torn understood won worn written
    """.split()
)

IRREGULAR_PASTS = frozenset(
    """ate beat became began blew broke came chose did drew drove fell flew forgot froze gave got
    grew hid knew lay led met ran rang rode rose sang sank saw sat shook shot sold spoke sprang
    stole stood swam swore threw took tore was went were woke won wore wrote
    """.split()
)

# Words with a form that no rule makes: "send" and "sent", "man" and "men", "good" and "best".
IRREGULAR_WORDS = (
    IRREGULAR_PARTICIPLES
    | IRREGULAR_PASTS
    | frozenset(
        """arise arose arisen awake awoke bear bore born borne beat become begin begun bend bent bet
        bid bind bite bit bitten bleed bled blow blown break breed bred bring build burn burnt burst
        buy catch choose cling clung come cost creep crept cut deal dig dug draw dream dreamt drink
        drank drunk drive eat eaten fall fallen feed feel felt fight find flee fled fling flung fly
        flown forbid forbade forbidden forget forgotten forgive forgave freeze frozen get give go
        gone goes grind ground grow grown hang hung have hear hide hidden hit hold hurt keep kneel
        knelt know lay lead leap leapt learn learnt leave lend let lie lain light lit lose make mean
        meant meet mow pay put quit read ride ridden ring rung rise risen run say see seek sought
        sell send set sew sewn shake shed shine shone shoot show shrink shrank shrunk shut sing sung
        sink sunk sit sleep slept slide slid smell smelt speak speed sped spend spill spilt spin
        spun spit spat split spoil spoilt spread spring sprung stand steal stick stuck sting stung
        strike strive strove swear sweep swept swell swollen swim swum swing swung take teach tear
        tell think throw undergo underwent undergone understand wake woken wear weave wove woven
        weep wept win wind wound write
        man men woman women child children person people foot feet tooth teeth goose geese mouse
        mice life lives wife wives knife knives leaf leaves half halves thief thieves wolf wolves
        self selves medium media datum data criterion criteria crisis crises
        good better best well bad worse worst far further furthest little less least old elder
        """.split()
    )
)

CURRENCIES = "$€£¥₩₹"

SPEECH_VERBS = frozenset(
    """say says said saying tell tells told write writes wrote written add adds added state
    states stated note notes noted announce announces announced claim claims claimed report
    reports reported explain explains explained stress stresses stressed insist insists
    insisted warn warns warned argue argues argued ask asks asked reply replies replied
    respond responded responds declare declared declares express expressed expresses quoted
    quote convey conveyed conveys confirm confirmed confirms acknowledge acknowledged
    acknowledges reiterate reiterated reiterates emphasize emphasized emphasise emphasised
    emphasizes emphasises tweeted posted testified recalled admitted vowed vow vows pledged
    pledge pledges
    """.split()
)

# What makes a clause with "that" somebody's view: verbs, and nouns made of them.
OPINION_VERBS = frozenset(
    """accept accepts accepted accuse accuses accused allege alleges alleged assume assumes assumed
    believe believes believed conclude concludes concluded concern concerned deny denies
    denied doubt doubts doubted estimate estimates estimated expect expects expected fear
    fears feared feel feels felt guess guesses guessed hint hints hinted hope hopes hoped
    imply implies implied predict predicts predicted promise promises promised propose
    proposes proposed rumour rumours rumoured speculate speculates speculated suggest suggests
    suggested suspect suspects suspected think thinks thought worry worries worried view views
    belief allegation allegations accusation accusations rumor rumors rumored claim claims
    fears concerns hopes
    """.split()
)

# What may stand before the name of a person.
TITLES = frozenset(
    """president premier minister chancellor secretary senator governor mayor king queen prince
    princess pope judge general colonel captain chairman chairwoman chair director
    spokesperson spokesman spokeswoman ambassador envoy professor dr mr mrs ms sir lord lady
    sen gov rep gen leader coach analyst chief ceo
    """.split()
)

_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen
    """.split()
_ORDINALS = """zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh
    twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
    twentieth
    """.split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS: dict[str, str] = (
    {word: str(value) for value, word in enumerate(_UNITS)}
    | {word: str(value) for value, word in enumerate(_ORDINALS)}
    | {word: str(20 + 10 * index) for index, word in enumerate(_TENS)}
    | {"hundred": "100", "thousand": "1000", "million": "1000000", "billion": "1000000000"}
    | {"trillion": "1000000000000", "dozen": "12", "half": "0.5", "twice": "2", "noon": "12:00"}
    | {"midnight": "0:00", "quarter": "0.25"}
)
"""Each number word and the digits it stands for."""

MONTHS = tuple(
    """january february march april may june july august september october november
    december""".split()
)
SHORT_MONTHS = {month[:3]: month for month in MONTHS} | {"sept": "september"}
WEEKDAYS = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
TIME_WORDS = (
    frozenset(MONTHS)
    | frozenset(WEEKDAYS)
    | frozenset("today yesterday tomorrow noon midnight ago week month year last next".split())
)
UNITS_OF_TIME = tuple("second minute hour day week month year decade century".split())
"""From the shortest on."""
TIME_UNITS = frozenset(UNITS_OF_TIME) | {f"{unit}s" for unit in UNITS_OF_TIME[:-1]} | {"centuries"}

NAMED_PEOPLE = frozenset(
    """actor actress analyst artist athlete attorney author bishop candidate ceo chairman chairwoman
    chancellor coach commissioner coroner democrat deputy director economist editor emperor
    executive filmmaker footballer founder goalkeeper governor journalist judge king lawmaker
    lawyer leader manager mayor minister novelist officer official owner philosopher pitcher
    player poet politician pope premier president prince princess prosecutor queen reporter
    republican scientist senator singer spokesman spokesperson spokeswoman striker surgeon
    """.split()
)
NAMED_OTHERS = frozenset(
    """agency airline airport bank brand broadcaster carmaker charity church city club college
    company continent country court firm island magazine maker manufacturer ministry nation
    newspaper outlet party province publisher regulator retailer river startup supplier team
    town university village website
    """.split()
)
"""Nouns for what has a name of its own: "which club" asks for one. Not those that are answered by a
description as well ("which group", "which part")."""

ORGANISATIONS = frozenset(
    """academy administration agency airlines airways alliance army assembly association authority
    bank board bureau centre center chronicle church club coalition college commission
    committee company conference congress corp corporation council court cross daily
    democrats department embassy exchange federation force forces foundation front fund
    gazette government group guardian herald holdings hospital house inc institute
    institution journal league llc ltd media ministry motors movement museum nations network
    news office organisation organization parliament partners party police post press records
    republicans review school senate service services society standard street studios systems
    technologies television telegraph times treasury trust tribune union university watch
    """.split()
)
"""Last words of names that are an institution's: "the European Commission said"."""

ABBREVIATED = frozenset(
    "adm capt col dr ft gen gov hon jr lt maj mr mrs ms mt pres prof rep rev sen sgt st".split()
)
"""Words before a name that end with a full stop."""

LASTING = frozenset(
    """for continue continued jailed last lasted lasting live lived lives ran remain remained run
    sentenced serve served serving spend spends spent stay stayed stood take taken takes took wait
    waited within work worked
    """.split()
)
"""Words before a length of time for which something goes on, and the preposition."""
