"""Interviews and transcripts are read as turns: each is its speaker's words, in whatever form the
speakers are named; and a text that only looks like one stays a report."""

import re

import pytest

from castlist.charts import CHARTS
from castlist.checks import check
from castlist.pipeline import analyse, read_text
from castlist.steps import tabulate

LEAD = "We met the diver Ines Korda, who is 41, in the harbour of Selmo. She spoke to Tom Varga for an hour."
SAID = (
    ("Tom Varga", "Were you ever afraid down there in the dark?"),
    ("Ines Korda", "I was, every time. Nobody who says otherwise has been there."),
    ("Tom Varga", "What did your father say when you went?"),
    ("Ines Korda", "He said: “You will drown.” I did not."),
)
FORMS = {
    "names": "{name}: {text}",
    "capitals": "{CAPITALS}: {text}",
    "surnames after the first": "{surname}: {text}",
    "initials after the first": "{initials}: {text}",
    "double brackets": "(({name})) {text}",
    "bold in Markdown": "**{name}:** {text}",
    "a time before": "[00:01:02] {name}: {text}",
    "a title before": "Ms. {name}: {text}",
    "a line of its own": "{name}\n{text}",
    "a time behind, on a line of its own": "{name}  0:12\n{text}",
}


def write(form: str) -> str:
    seen: set[str] = set()
    turns = []
    for name, text in SAID:
        short = {
            "surname": name.split()[-1] if name in seen else name,
            "initials": "".join(w[0] for w in name.split()) if name in seen else name,
        }
        turns.append(form.format(name=name, CAPITALS=name.upper(), text=text, **short))
        seen.add(name)
    return "\n\n".join(["The last dive", LEAD, *turns])


def spoken(text, nlp):
    """Form, and who says what: the actor's name (or the speaker as written) and the words."""
    article = read_text(text, name="talk")
    analysis = analyse(article, nlp)
    names = {actor.actor_id: actor.name.title() for actor in analysis.cast.actors}
    return article.row.form, [
        (names.get(q.speaker_actor_id, q.speaker), q.type, q.text)
        for q in analysis.speech.quotes
        if q.rule.startswith("turn")
    ]


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_each_turn_is_the_direct_speech_of_who_the_label_names(form, nlp):
    form, turns = spoken(write(form), nlp)
    assert form == "interview"
    assert turns == [(name, "direct", text) for name, text in SAID]


def test_i_is_who_speaks_and_you_in_a_question_is_who_answers(nlp):
    analysis = analyse(read_text(write("{name}: {text}"), name="talk"), nlp)
    linked = [
        (m.text, m.actor_id)
        for m in analysis.cast.mentions
        if m.text.lower() in {"i", "you", "your"}
    ]
    assert linked == [
        ("you", "ines-korda"),
        ("I", "ines-korda"),
        ("your", "ines-korda"),
        ("you", "ines-korda"),
        ("I", "ines-korda"),
    ]


BROADCAST = """RIVER TOWNS WAIT FOR THE WATER

Aired October 3, 2023 - 20:00 ET

NADIA FERROW, NEWS ANCHOR: Good evening. The river is still rising tonight.

SEN. PAUL OKORO (D), MADERA: Thank you for having me, Nadia. We warned them.

(BEGIN VIDEO CLIP)

UNIDENTIFIED MALE: It just gave way. I ran.

(END VIDEO CLIP)

FERROW: What did you say to the governor?

OKORO: I told her that the wall would go. (LAUGHTER) She did not listen. [crosstalk] And it went.
"""


def test_a_broadcast_has_one_actor_a_voice_and_no_stage_direction_among_the_words(nlp):
    form, turns = spoken(BROADCAST, nlp)
    assert form == "transcript"
    assert [(who, text) for who, _, text in turns] == [
        ("Nadia Ferrow", "Good evening. The river is still rising tonight."),
        ("Paul Okoro", "Thank you for having me, Nadia. We warned them."),
        ("UNIDENTIFIED MALE", "It just gave way. I ran."),
        ("Nadia Ferrow", "What did you say to the governor?"),
        ("Paul Okoro", "I told her that the wall would go."),
        ("Paul Okoro", "She did not listen."),
        ("Paul Okoro", "And it went."),
    ]
    actors = {a.name for a in analyse(read_text(BROADCAST, name="b"), nlp).cast.actors}
    assert not actors & {"NEWS ANCHOR", "LAUGHTER", "END VIDEO CLIP"}


def test_an_answer_goes_on_over_paragraphs_and_ends_where_the_text_tells_of_its_speaker(
    nlp,
):
    text = write("{name}: {text}").replace(
        "\n\nTom Varga: What", "\n\nMy hands shook, and I let them.\n\nTom Varga: What"
    )
    end = "\n\nKorda left the harbour at noon. A film about her opens in May."
    _, turns = spoken(text + end, nlp)
    assert ("Ines Korda", "direct", "My hands shook, and I let them.") in turns
    assert not any("left the harbour" in words for _, _, words in turns)


ASKED = """A diver and her river

We interviewed {who} in the harbour of Selmo, where {pronoun} has a boat.

{q}Were you ever afraid?

{a}I was, every time. My hands shook.

{q}What will you do next?

{a}I want to sleep, and then I will go back.

{q}Would you take your son along?

{a}I would not. I have told him so.
"""


@pytest.mark.parametrize(
    "labels", [("Q: ", "A: "), ("Q1: ", "A1: "), ("", ""), ("– ", "– ")]
)
def test_without_names_the_only_person_interviewed_answers_and_nobody_asks(labels, nlp):
    q, a = labels
    form, turns = spoken(ASKED.format(who="Ines Korda", pronoun="she", q=q, a=a), nlp)
    assert form == "interview"
    assert [who for who, _, _ in turns] == ["", "Ines Korda"] * 3
    assert turns[1][2] == "I was, every time. My hands shook."


@pytest.mark.parametrize("who", ["Ines Korda and Bo Lind", "a diver", "the two"])
def test_of_several_or_nobody_interviewed_none_answers(who, nlp):
    _, turns = spoken(ASKED.format(who=who, pronoun="she", q="", a=""), nlp)
    assert len(turns) == 6
    assert {who for who, _, _ in turns} == {""}


UNREAD = " ".join(
    f"{name}: {text}"
    for name, text in [
        ("KIM DORNER", "I have fished in this river since I was a boy."),
        ("RUTH ANSELM", "That is not what our gauges say."),
    ]
    * 4
)


def test_a_transcript_that_cannot_be_read_is_said_aloud_and_has_no_chart_of_speakers(nlp):
    article = read_text(UNREAD, name="talk")
    assert article.row.form == "transcript"
    assert "reads like a transcript, but nothing tells who speaks when" in article.row.notes
    tables = tabulate(article, nlp)
    check(tables)
    assert "No chart of speakers" in CHARTS["speakers"].draw(tables).alt


def test_the_chart_of_speakers_says_that_words_are_turns(nlp):
    few = CHARTS["speakers"].draw(tabulate(read_text(write("{name}: {text}")), nlp))
    assert "4 turns of 36 words" in few.alt
    much = write("{name}: {text} " + "Nobody knew what the water would do that day. " * 3)
    chart = CHARTS["speakers"].draw(tabulate(read_text(much), nlp))
    assert "turns, per speaker" in " ".join(
        re.sub("<[^>]+>", " ", chart.svg().decode()).split()
    )
    assert "Bar chart of words per speaker" in chart.alt


REPORTS = {
    "events": "What to do\n\nTime: 9 pm. You should be early.\n\nPlace: The old mill. I love it.\n\n"
    "Time: 10 am. You can sleep in.\n\nPlace: The market. You can park there.",
    "recipe": "A soup\n\nServes: 4 people.\n\nMethod: Chop it. You will cry.\n\nTip: Add cream.\n\n"
    "Note: I use old bread.\n\nServes: 2 people if you are hungry.\n\nMethod: Boil it all again.",
    "fact check": "Three claims\n\nClaim: The dam had no permit.\n\nFact: It had one. You can read it."
    "\n\nClaim: The water is safe.\n\nFact: It is not. Do you drink it?\n\nClaim: We pay.\n\nFact: No.",
    "live blog": "Storm live\n\n9:15 pm: The bridge is closed. Are you there?\n\n9:02 pm: We hear that the"
    " river rose.\n\n8:40 pm: Write to us if you can.\n\n8:12 pm: The first trees are down.",
    "ratings": "How they played\n\nHolm: He saved two shots.\n\nVarga: You could see that he was tired.\n\n"
    "Petersen: The captain ran.\n\nOkoro: I have never seen him so well.",
    "people asked": "The bridge\n\nAna Lind, 34, nurse: I cross it every day.\n\nBo Krag, 61, baker: I never"
    " liked it.\n\nCora Meyn, 19, student: You get used to it.\n\nDev Patel, 45, driver: I lost two hours.",
    "guide": "The payment explained\n\nWho is eligible?\n\nYou are if you earn less.\n\nWhen will I get it?\n\n"
    "It is paid in August.\n\nWhat if I move?\n\nThen it ends.\n\nCan you appeal?\n\nYou can, within weeks.",
    "one note": "The mayor closed the bridge on Monday and people went by ferry.\n\nNote: I was there.",
}


@pytest.mark.parametrize("text", REPORTS.values(), ids=list(REPORTS))
def test_what_only_looks_like_a_transcript_is_a_report(text, nlp):
    form, turns = spoken(
        f"{text}\n\nThat is all for today, the paper says to its readers.", nlp
    )
    assert (form, turns) == ("report", [])


def test_an_exchange_inside_a_report_leaves_it_a_report(nlp):
    prose = (
        "The hearing began with a statement by the engineer, who had repaired the wall four times. "
        * 6
    )
    exchange = "Okoro: You were told.\n\nStrand: I was not.\n\nOkoro: I have it.\n\nStrand: I never saw it."
    assert spoken(f"{prose}\n\n{exchange}\n\n{prose}", nlp)[0] == "report"
