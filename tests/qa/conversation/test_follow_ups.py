"""Conversations and the questions that stand alone in them. Every name is invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import QuestionError
from qa.conversation.swapping import swapped
from qa.conversation.talk import Talk
from qa.language.words import words
from qa.query import understand

PEOPLE = frozenset("novak petra dvorak karel kolar ines brandt".split())
NAMES = PEOPLE | frozenset("brno prague lisbon velmora acmel orbitex harbour herald union".split())
PRONOUNS = {"petra": "she", "ines": "she", "dvorak": "he", "karel": "he"}


def standalone(turns: list[tuple[str, str]], question: str) -> str:
    history = [turn for asked, told in turns for turn in (("user", asked), ("assistant", told))]
    return understand(question, history, people=PEOPLE, names=NAMES, pronouns=PRONOUNS).standalone


AGREED = [
    ("What did Novak and Dvorak agree on?", "Novak and Dvorak agreed to close the bridge. [1][2]")
]
CLOSED = [("Will the old bridge in Brno close?", "The old bridge in Brno will close in May. [1]")]
MILL = [("Did Acmel close the mill?", "Acmel closed the mill on Friday. [1]")]
OWNER = [("Who owns the old bridge in Brno?", "The city owns it. [1]")]
SPOKE = [("What did Petra Novak say about the dam?", "Petra Novak said the dam is safe. [1]")]
REFUSED = [("What did Brandt promise?", "The articles do not say.")]
ROBBED = [("Was the bank robbed?", "The bank was robbed on Friday. [1]")]
HEAD = [("Who is the head of Acmel?", "Karel Kolar is the head of Acmel. [1]")]
STOLEN = [("Who stole the Harbour painting?", "Two men stole it. [1]")]


@pytest.mark.parametrize(
    ("turns", "question", "wanted"),
    [
        # somebody else, with and without a name
        ([("Did Brno's Union vote for it?", "It did. [1]")], "And Prague's Union?",
         "Did Prague's Union vote for it?"),
        ([("Did Brno's Union pass the plan?", "It did. [1]")], "What about the lower house?",
         "Did the lower house pass the plan?"),
        (SPOKE, "What about the Brno finance minister?",
         "What did the Brno finance minister say about the dam?"),
        ([("Will the company appeal?", "It will. [1]")], "And Petra Novak?",
         "Will Petra Novak appeal?"),
        ([("Did the upper house pass the plan?", "It did. [1]")], "And Prague's Union?",
         "Did Prague's Union pass the plan?"),
        # what rises is the cost
        ([("How much will the dam cost?", "It will cost $3 million. [1]")], "Why did it go up?",
         "Why did the cost of the dam go up?"),
        # nothing was found of the question before
        ([("What did Brandt promise in 2018?", "The articles do not say.")],
         "And what happened in 1978?", "What happened in 1978?"),
        # circumstances of a clause
        (CLOSED, "Why?", "Why will the old bridge in Brno close?"),
        (CLOSED, "When?", "When will the old bridge in Brno close?"),
        (CLOSED, "And for how long?", "For how long will the old bridge in Brno close?"),
        ([("What did the bumblebee study find?", "They sleep. [1]")], "Who paid for it?",
         "Who paid for the bumblebee study?"),
        ([("Why did the steel mill close early?", "It was old. [1]")], "Who owned it?",
         "Who owned the steel mill?"),
        (MILL, "How come?", "Why did Acmel close the mill?"),
        (MILL, "When did that happen?", "When did Acmel close the mill?"),
        (MILL, "When was that?", "When did Acmel close the mill?"),
        (MILL, "By whom?", "By whom did Acmel close the mill?"),
        ([("Was Karel Dvorak arrested?", "Yes. [1]")], "Where did that happen?",
         "Where was Karel Dvorak arrested?"),
        ([("When did Kolar resign?", "On Friday. [1]")], "why", "Why did Kolar resign?"),
        # ... of the reply
        (AGREED, "Why?", "Why did Novak and Dvorak agree to close the bridge?"),
        (SPOKE, "Why?", "Why is the dam safe?"),
        ([("What will Acmel build?", "Acmel will build two new mills. [1]")], "But why?",
         "Why will Acmel build two new mills?"),
        ([("Who left the union?", "Ines Kolar left the union on Monday. [1]")], "Why?",
         "Why was it that Ines Kolar left the union on Monday?"),
        ([("What did Novak and Dvorak do?", "They agreed to meet again. [1]")], "Where?",
         "Where was it that Novak and Dvorak agreed to meet again?"),
        ([("What did Novak buy?", "A mill. [1]")], "When?", "What did Novak buy, and when?"),
        (REFUSED, "Why?", "What did Brandt promise, and why?"),
        # how many, who else, more
        ([("Did the port hire deckhands?", "Yes. [1]")], "How many?",
         "Did the port hire deckhands, and how many?"),
        ([("Who joined the union?", "Kolar did. [1]")], "Who else?", "Who else joined the union?"),
        (AGREED, "What else?", "What else did Novak and Dvorak agree on?"),
        (AGREED, "Tell me more.", "What else did Novak and Dvorak agree on?"),
        (AGREED, "Anything else?", "What else did Novak and Dvorak agree on?"),
        ([("Who is Ines Kolar?", "She leads the union. [1]")], "Tell me more",
         "What else is known about Ines Kolar?"),
        (OWNER, "Go on", "What else is known about the old bridge in Brno?"),
        # another time, person, place, thing
        ([("How many mills did Acmel build in 2022?", "Four. [1]")], "And in 2023?",
         "How many mills did Acmel build in 2023?"),
        ([("How many mills did Acmel build?", "Four. [1]")], "In 2023?",
         "How many mills did Acmel build in 2023?"),
        ([("What happened in Lisbon in March 2021?", "It rained. [1]")], "and in June?",
         "What happened in Lisbon in June?"),
        ([("Who spoke in Brno on Monday?", "Novak. [1]")], "And on Tuesday?",
         "Who spoke in Brno on Tuesday?"),
        ([("What did Novak say about the dam?", "Nothing. [1]")], "And Brandt?",
         "What did Brandt say about the dam?"),
        ([("What did Novak say to Dvorak?", "Nothing. [1]")], "And to Ines Kolar?",
         "What did Novak say to Ines Kolar?"),
        (AGREED, "And Kolar?", "What did Kolar agree on?"),
        ([("What happened in Brno?", "A strike. [1]")], "What about Prague?",
         "What happened in Prague?"),
        ([("What happened in Brno?", "A strike. [1]")], "And Zubrovka?",
         "What happened in Zubrovka?"),
        ([("How expensive are the tickets?", "Two crowns. [1]")], "And the boats?",
         "How expensive are the boats?"),
        (AGREED, "Kolar?", "What did Kolar agree on?"),
        # one of two
        ([*AGREED, ("How old is Novak?", "Novak is 50. [1]")], "And the other one?",
         "How old is Dvorak?"),
        (AGREED, "What did the latter say?", "What did Dvorak say?"),
        (AGREED, "What did the former promise?", "What did Novak promise?"),
        (AGREED, "What did the other man say?", "What did Dvorak say?"),
        ([("What are MXenes?", "MXenes are thin sheets of MBene. [1]")], "Who made the first one?",
         "Who made the first MXene?"),
        ([("How many died in Paris?", "Two died in Paris. [1]")], "Who heard the first one?",
         "Who heard the first one?"),
        ([("What did Orbitex find?", "The Orbitex team found a crater. [1]")],
         "Where did they find it?", "Where did the Orbitex team find it?"),
        # he and she, as the articles call them; the first named where they do not tell
        ([("What did Petra Novak and Karel Dvorak sign?", "A pact. [1]")], "What did he say?",
         "What did Karel Dvorak say?"),
        ([("What did Karel Dvorak and Petra Novak sign?", "A pact. [1]")], "Where was she born?",
         "Where was Petra Novak born?"),
        ([("What did Brandt and Kolar sign?", "A pact. [1]")], "Where was she born?",
         "Where was Brandt born?"),
        ([("What did Karel Dvorak sign?", "A pact with Ines Kolar. [1]")], "Who is her deputy?",
         "Who is Ines Kolar’s deputy?"),
        ([("Who ran CMG before Brandt?", "Kolar left CMG in May. [1]")], "How old was he?",
         "How old was Kolar?"),
        # it, they, there, that
        ([("What did the Orbitex team find?", "A crater. [1]")], "Where did they find it?",
         "Where did the Orbitex team find it?"),
        ([("What is Orbitex?", "Orbitex is a rocket company in Velmora. [1]")],
         "Who leads the company?", "Who leads Orbitex?"),
        ([("Why did the mill close?", "Orders fell. [1]")], "When will it reopen?",
         "When will the mill reopen?"),
        ([("Did Brandt meet Novak in Prague?", "Yes. [1]")], "Why did he go there?",
         "Why did Brandt go to Prague?"),
        ([("Did Brandt meet Novak in Prague?", "Yes. [1]")], "What did both say?",
         "What did Brandt and Novak say?"),
        ([("How many died in the ferry accident?", "Twelve. [1]")], "What caused it?",
         "What caused the ferry accident?"),
        ([("How many died in the ferry accident?", "Twelve. [1]")], "And in the train accident?",
         "How many died in the train accident?"),
        ([("What did Brandt say about inflation?", "Nothing. [1]")], "And about wages?",
         "What did Brandt say about wages?"),
        ([("What did Acmel announce?", "Acmel announced that it will cut 300 jobs. [1]")], "Why?",
         "Why will Acmel cut 300 jobs?"),
        ([("Why did the mill close?", "“The mill closed since orders fell,” Brandt said. [1]")],
         "Who said that?", "Who said the mill closed since orders fell?"),
        ([("What did Brandt say?", "The pact of Nov. 16 is dead, he said, according to Kolar.")],
         "Who said that?", "Who said the pact of Nov. 16 is dead?"),
        (CLOSED, "And then?", "What happened after that (Brno, old, bridge, close)?"),
        (SPOKE, "What happened next?", "What happened next (Petra Novak, dam)?"),
        (OWNER, "Who built it?", "Who built the old bridge in Brno?"),
        ([("What does Acmel make?", "Paper. [1]")], "Where is it based?", "Where is Acmel based?"),
        ([("What does Acmel make?", "Paper. [1]")], "Who is its chief?",
         "Who is Acmel’s chief?"),
        ([("What did Acmel announce?", "A strike. [1]")], "What will they do next?",
         "What will Acmel do next?"),
        ([("Who met in Lisbon?", "Ines Kolar and Brandt met. [1]")], "What did they discuss?",
         "What did Ines Kolar and Brandt discuss?"),
        ([("What happened in Lisbon?", "A strike. [1]")], "Who lives there?",
         "Who lives in Lisbon?"),
        (OWNER, "When does the bridge open?", "When does the old bridge in Brno open?"),
        ([("What is Orbitex planning?", "A launch. [1]")], "What is the aim of that plan?",
         "What is the aim of that plan (Orbitex, planning)?"),
        ([("Who spoke in Brno on Monday?", "Brandt. [1]")], "Did anyone resign that day?",
         "Did anyone resign on Monday?"),
        ([("Who led Acmel in 2019?", "Brandt. [1]")], "Who led Orbitex then?",
         "Who led Orbitex in 2019?"),
        # an object is not what the subject of its own verb names
        (STOLEN, "Did the police find it?", "Did the police find the Harbour painting?"),
        (STOLEN, "Did the police get it back?", "Did the police get the Harbour painting back?"),
        (STOLEN, "Did the owners sell it on Friday?",
         "Did the owners sell the Harbour painting on Friday?"),
        # "it" is a subject without what is told of it, "they" are no place
        (ROBBED, "Who owns it?", "Who owns the bank?"),
        ([("Is the old bridge open?", "Yes. [1]")], "Who built it?", "Who built the old bridge?"),
        ([("When was the bridge in Brno built?", "In May. [1]")], "Who paid for it?",
         "Who paid for the bridge in Brno?"),
        ([("When was the bridge built?", "In May. [1]")], "Tell me more",
         "What else is known about the bridge?"),
        ([("Where is the bridge in Brno?", "By the dam. [1]")], "Who built it?",
         "Who built the bridge in Brno?"),
        ([("When is the court hearing?", "In May. [1]")], "Where is it?",
         "Where is the court hearing?"),
        ([("Did the council raise taxes?", "Yes. [1]")], "When did it start?",
         "When did it start (council, raise, taxes)?"),
        ([("Did the council buy land?", "The council bought it. [1]")], "When did it start?",
         "When did it start (council, buy, land)?"),
        ([("Did the trade deal fail?", "The trade deal failed. [1]")], "Who signed it?",
         "Who signed the trade deal?"),
        ([("What did the farmers in Velmora protest against?", "Taxes. [1]")],
         "What did they want?", "What did they want (Velmora, farmers, protest)?"),
        ([("WHO IS PETRA NOVAK?", "She leads Acmel. [1]")], "Is she rich?", "Is petra novak rich?"),
        ([("Is inflation rising in Velmora?", "Yes. [1]")], "Why is it rising?",
         "Why is inflation in Velmora rising?"),
        ([("Was the bank robbed in Brno?", "Yes. [1]")], "Who owns it?",
         "Who owns the bank in Brno?"),
        ([("Was the bank robbed in May?", "Yes. [1]")], "Who owns it?", "Who owns the bank?"),
        # ... nor is somebody
        (HEAD, "What does it make?", "What does Acmel make?"),
        ([("Who is the mayor of Brno?", "Petra Novak. [1]")], "How big is it?", "How big is Brno?"),
        ([("What did Brandt say to the mayor?", "No. [1]")], "Did it help?",
         "Did it help (Brandt, mayor)?"),
        ([("Did anyone resign?", "Yes. [1]")], "Who saw it?", "Who saw it (anyone, resign)?"),
        ([("Will the old bridge in Brno close?", "Yes. [1]")], "Who built it?",
         "Who built the old bridge in Brno?"),
        ([("Did the council meet in Brno yesterday?", "Yes. [1]")], "Who leads it?",
         "Who leads the council?"),
        # where it is asks of the thing, when it was of what happened
        (CLOSED, "How long is it?", "How long is the old bridge in Brno?"),
        (MILL, "Where is it?", "Where is the mill?"),
        (MILL, "When was it?", "When did Acmel close the mill?"),
        (MILL, "Where was that?", "Where did Acmel close the mill?"),
        (MILL, "Why is that happening?", "Why did Acmel close the mill?"),
        (MILL, "Why does that happen?", "Why did Acmel close the mill?"),
        (ROBBED, "When will they do it?", "When was the bank robbed?"),
        ([("Why did Acmel close the mill?", "It was old. [1]")], "When will it do so?",
         "When will Acmel close the mill?"),
        # what only says which thing is meant is nobody
        (STOLEN, "Did they sell it?", "Did they sell the Harbour painting?"),
        (STOLEN, "Were they caught?", "Were they caught (Harbour, stole, painting)?"),
        ([("What did the Union want?", "Money. [1]")], "Will they strike?",
         "Will the Union strike?"),
        ([("Who praised the Union early?", "Two men did. [1]")], "Why did they leave?",
         "Why did the Union leave?"),
        ([("When does the Herald show start?", "In May. [1]")], "How many parts does it have?",
         "How many parts does the Herald show have?"),
        ([("Who is the mayor of Brno?", "Petra Novak. [1]")], "Who was it before?",
         "Who was the mayor of Brno before?"),
        ([("Which company bought Orbitex?", "Acmel. [1]")], "Why did it buy it?",
         "Why did it buy it (Orbitex, company, bought)?"),
        # he and she may be somebody described, where nobody is named
        ([("Has the mayor of Brno resigned?", "Yes. [1]")], "Why did she resign?",
         "Why did the mayor of Brno resign?"),
        ([("What did the mayor say about the dam?", "It is safe. [1]")], "Who is her deputy?",
         "Who is the mayor’s deputy?"),
        ([("What did the mayor say about the dam?", "It is safe. [1]")], "Who built it?",
         "Who built the dam?"),
        ([("Did the mayor of Brno resign?", "Petra Novak resigned. [1]")], "Why did she do that?",
         "Why did the mayor of Brno resign?"),
        ([("Did the mayor of Brno resign?", "Petra Novak resigned. [1]")], "How old is she?",
         "How old is Petra Novak?"),
        ([("Was the bridge in Brno closed?", "Yes. [1]")], "Why did she close it?",
         "Why did she close the bridge in Brno?"),
        ([("Who will lead Acmel?", "Brandt. [1]")], "Where is it based?", "Where is Acmel based?"),
        # what was done is no thing
        (ROBBED, "Who did it?", "By whom was the bank robbed?"),
        (ROBBED, "Why did they do that?", "Why was the bank robbed?"),
        (MILL, "Why did it do so?", "Why did Acmel close the mill?"),
        (MILL, "And who did that?", "Did Acmel close the mill, and who did that?"),
        ([("Who was killed in Brno?", "Novak. [1]")], "Who did it?",
         "Who was killed in Brno, and who did it?"),
        (ROBBED, "Which of them did it?", "Which of them did it (bank, robbed)?"),
        (ROBBED, "Which bank was it?", "Was the bank robbed, and which bank was it?"),
        # what is asked about instead stands where its like did, or is asked about by itself
        ([("How many mills does Orbitex run in Brno?", "Four. [1]")], "And in Velmora?",
         "How many mills does Orbitex run in Velmora?"),
        ([("How many mills does Orbitex run?", "Four. [1]")], "And in Velmora?",
         "How many mills does Orbitex run in Velmora?"),
        ([("Did Acmel build mills in Brno in 2022?", "Yes. [1]")], "And in Lisbon in 2023?",
         "Did Acmel build mills in Lisbon in 2023?"),
        ([("Did the port hire deckhands?", "Yes. [1]")], "And sailors?",
         "What about sailors (port, hire, deckhands)?"),
        ([("What did Brandt say?", "Nothing. [1]")], "And the dam?",
         "What did Brandt say about the dam?"),
        ([("Who works for the Union?", "Brandt. [1]")], "And for Acmel?", "Who works for Acmel?"),
        ([("Will Acmel appeal?", "Yes. [1]")], "And the Union?", "Will the Union appeal?"),
        ([("What did the Novak report find?", "Nothing. [1]")], "And Dvorak?",
         "What did the Dvorak report find?"),
        ([("How old is Petra Novak?", "She is 54. [1]")], "And her husband?",
         "How old is Petra Novak’s husband?"),
        ([("How old is Petra Novak?", "She is 54. [1]")], "And Petra Novak?",
         "How old is Petra Novak?"),
        # whom "Who ...?" asked for is asked about, unless somebody was named there as well
        ([("Who founded Acmel?", "Karel Kolar founded Acmel. [1]")], "And Kolar?",
         "Who is Karel Kolar?"),
        ([("Who founded Acmel?", "Karel Kolar founded Acmel. [1]")], "And Orbitex?",
         "Who founded Orbitex?"),
        ([("Who founded Acmel?", "Karel Kolar founded Acmel. [1]")], "And Brandt?",
         "What about Brandt (Acmel, founded)?"),
        ([("Who met Brandt?", "Karel Kolar met Brandt. [1]")], "And Kolar?", "Who met Kolar?"),
        # a time has the word before it that it takes
        ([("Who won the cup?", "Brno. [1]")], "And last year?", "Who won the cup last year?"),
        ([("Who won in 2022?", "Brno. [1]")], "And last year?", "Who won last year?"),
        ([("Who won last year?", "Brno. [1]")], "And 2019?", "Who won in 2019?"),
        ([("Who won?", "Brno. [1]")], "And Monday?", "Who won on Monday?"),
        ([("Who won in May?", "Brno. [1]")], "And June 3?", "Who won on June 3?"),
        ([("Who led since 2020?", "Brno. [1]")], "And 2021?", "Who led since 2021?"),
        (HEAD, "And before that?", "Who is the head of Acmel, and before that?"),
        # whoever is named once is "he" after that
        (SPOKE, "Did she keep her promise?", "Did Petra Novak keep her promise?"),
        (SPOKE, "What did her deputy say to her?", "What did Petra Novak’s deputy say to her?"),
        # circumstances of a statement that is asked about
        ([("Is it true that Kolar left?", "Kolar left on Friday. [1]")], "Why?",
         "Why was it that Kolar left on Friday?"),
        ([("Who won the cup?", "Brno won the cup. [1]")], "By what margin?",
         "By what margin was it that Brno won the cup?"),
        ([("What is the population of Velmora?", "Two. [1]")], "And the area?",
         "What is the area of Velmora?"),
        (MILL, "What did the company say?", "What did the company say (Acmel, close, mill)?"),
        # what shows a source changes no topic
        ([*CLOSED, ("Show me the sentence", "“The old bridge in Brno will close in May.” [1]")],
         "Why?", "Why will the old bridge in Brno close?"),
        ([*SPOKE, ("Who said that?", "“The dam is safe,” Petra Novak said. [1]")],
         "When did she say it?", "When did Petra Novak say it?"),
        # who comes first need not be who was asked about
        ([("Who is Ines Kolar?", "Novak made her head of the union. [1]")], "Is she rich?",
         "Is Ines Kolar rich?"),
        ([("Will Karel Dvorak resign?", "No. [1]")], "And his deputy?",
         "Will Karel Dvorak’s deputy resign?"),
        ([("Why did Brandt resign?", "Of fear. [1]")], "And the mayor?",
         "Why did the mayor resign?"),
        # corrections, and words that lead in
        (AGREED, "No, I meant what did Kolar build?", "What did Kolar build?"),
        (AGREED, "ok, something else: who is the mayor of Lisbon?",
         "Who is the mayor of Lisbon?"),
        ([("Always at noon, trams ring?", "Yes. [1]")], "And then?",
         "What happened after that (always, noon, trams, ring)?"),
        ([*AGREED, ("thanks!", "You are welcome.")], "And Kolar?", "What did Kolar agree on?"),
        # an opening word, and no more
        (AGREED, "And who is the mayor of Lisbon?", "Who is the mayor of Lisbon?"),
    ],
)  # fmt: skip
def test_a_follow_up_is_made_to_stand_alone(
    turns: list[tuple[str, str]], question: str, wanted: str
) -> None:
    assert standalone(turns, question) == wanted


COMPLETE = (
    "Who won the football final in Prague?",
    "What did Brandt say he would do?",
    "Why did Acmel sell its mill?",
    "Is it true that Brandt resigned?",
    "How long does it take to reach Lisbon?",
    "What did Ines Kolar say that Brandt denied?",
    "Which mills did Acmel buy this year?",
    "How many people work at Orbitex?",
    "Are there trains to Lisbon?",
    "Why do the farmers of Velmora say they will strike?",
    "Tell me about Lisbon.",
    "Summarise the news on Velmora",
    "Velmora election results",
    "Did the mayor of Velmora and her deputy meet?",
    "What did the former minister of Velmora promise?",
    "Who lost when Brandt won his seat?",
    "What happened at the Harbour Herald on Friday?",
    "What does Brandt think of those who left Acmel?",
    "What is inflation?",
    "Did the museum say it would reopen?",
    "What did the museum do with the money it earned?",
    "Which bank did Brandt sell before it failed?",
    "Did the council pass a law and repeal it?",
    "Did the law make it a crime to beg?",
    "What was the first version of Archive-It like?",
    "Which firm replied to the letter although nobody had asked it to bid?",
    "What did the union do whenever the mayor asked it for help?",
    "If I buy the mill and see I’ll lose it, what can I do?",
    "Is there any ground in the fight between God and Satan as Kral saw it?",
    "When did Velmora sign a treaty granting them special rights?",
    "When Acmel financed the dam, what methods did they use?",
    "Is it easier or harder to sell a house than to buy one?",
    "What is it called when a mill stands still?",
    "Why was the plan unpopular prior to Karel Dvorak completing his work?",
    "Who had Brandt wanted to succeed him?",
    "Do the Harbour Herald and the Union both report that fares rose?",
    "When was a pardon granted to those responsible for the fire?",
    "What does the First Harbour Law of Velmora require?",
    "Which player, known for his speed, did both Orbitex and Acmel pay in the same year that the"
    " former signed him and the latter sold its team to Brno?",
)
HISTORIES = (
    AGREED,
    CLOSED,
    MILL,
    OWNER,
    SPOKE,
    REFUSED,
    [("Who is Karel Dvorak?", "Karel Dvorak is the mayor of Brno. [1]")],
    [("How many people live in Prague?", "A million people live there. [1]")],
)


@pytest.mark.parametrize("question", COMPLETE)
@settings(max_examples=20, deadline=None)
@given(turns=st.lists(st.sampled_from(HISTORIES), min_size=1, max_size=3))
def test_a_complete_question_is_never_changed(
    question: str, turns: list[list[tuple[str, str]]]
) -> None:
    assert standalone([turn for part in turns for turn in part], question) == question


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(HISTORIES), min_size=1, max_size=3),
    st.sampled_from(["Who", "Which company", "What minister"]),
    st.sampled_from(["visited", "left", "praised", "sued"]),
    st.sampled_from(["Zubrovka", "Ostania", "the Ruritanian Guild", "Queen Ludmila"]),
    st.sampled_from(["", " in 2019", " on Friday", " after a long strike"]),
)
def test_no_name_is_added_to_a_question_with_names_of_its_own(
    turns: list[list[tuple[str, str]]], who: str, verb: str, whom: str, when: str
) -> None:
    question = f"{who} {verb} {whom}{when}?"
    assert standalone([turn for part in turns for turn in part], question) == question


@pytest.mark.parametrize("question", ["What about -", "And what about …?", "What about “”?"])
def test_a_follow_up_about_nothing_names_nothing(question: str) -> None:
    with pytest.raises(QuestionError, match="names nothing to search for"):
        standalone(AGREED, question)


TOKENS = ("What", "about", "And", "And in", "Why", "the", "it", "he", "Kolar", "dam", "Kolar's",
          "1", "-", "…", "“", "”", ",", "'s", "?", "!")  # fmt: skip


@settings(deadline=None)
@given(
    st.sampled_from(HISTORIES),
    st.lists(st.sampled_from(TOKENS), max_size=6).map(" ".join),
)
def test_any_tokens_stand_alone_or_are_refused_in_words(
    turns: list[tuple[str, str]], question: str
) -> None:
    try:
        asked = standalone(turns, f"What about {question}")
    except QuestionError:
        return
    assert words(asked)


def test_she_is_no_company_that_somebody_is_head_of() -> None:
    asked = [("Who is the new head of Acmel?", "A manager from Brno will lead it. [1]")]
    assert "did she work" in standalone(asked, "Where did she work before?")
    named = [("Who is the new head of Acmel?", "Petra Novak will lead Acmel. [1]")]
    assert standalone(named, "Where did she work before?") == "Where did Petra Novak work before?"


def test_what_was_made_of_a_follow_up_is_carried_on() -> None:
    turns = [*AGREED, ("When did they meet?", "They met on Monday. [1]"), ("Why?", "To talk. [1]")]
    assert standalone(turns, "Where?") == "Where did Novak and Dvorak meet?"


def test_a_new_topic_is_what_the_next_follow_up_is_about() -> None:
    turns = [*AGREED, ("Who is Ines Kolar?", "Ines Kolar leads the union. [1]")]
    assert standalone(turns, "How old is she?") == "How old is Ines Kolar?"
    assert standalone(turns, "When did she resign?") == "When did Ines Kolar resign?"


@pytest.mark.parametrize(
    ("before", "topic", "wanted"),
    [
        ("How much will Shohei Ohtani earn?", "Messi", "How much will Messi earn?"),
        ("Did Amadou Ndiaye win in Brno?", "Messi", "Did Messi win in Brno?"),
        ("What did ohtani say?", "messi", "What did messi say?"),
    ],
)
def test_a_name_is_exchanged_whole(before: str, topic: str, wanted: str) -> None:
    people = frozenset({"ohtani", "messi", "ndiaye"})
    assert swapped(topic, Talk(before, people=people, names=people | {"shohei", "brno"})) == wanted
