"""Whose mouth words are put in: text in, the speaker out, or that nobody speaks them."""

import pytest

import castlist
from castlist.checks import check
from castlist.decisions import add_decision, read_decisions
from castlist.nlp.load import annotate_article
from castlist.nlp.quotation import find_stretches
from castlist.pipeline import Reading, analyse, read_text
from castlist.summary import by_speaker

# an article has some words more than a case
REST = (
    "\n\nSnow fell all night on the hills above the town, and the roads stayed shut until the"
    " morning."
)
FORCED = Reading(force=True)


@pytest.fixture(scope="module")
def voices_of(nlp):
    """What a text lets people say: words of the quote -> the actor, or the speaker as written."""

    def voices(text):
        analysis = analyse(read_text(text + REST, FORCED, name="a"), nlp)
        names = {actor.actor_id: actor.name for actor in analysis.cast.actors}
        spoken = {
            q.text: names.get(q.speaker_actor_id) or q.speaker or "nobody"
            for q in analysis.speech.quotes
        }
        return spoken | dict.fromkeys((p.text for p in analysis.speech.phrases), "phrase")

    return voices


def whose(voices, words):
    found = (who for said, who in voices.items() if words in said)
    return voices.get(words) or next(found, "no quote")


SPEAKERS = [
    # who is named in what "he" says is not he
    (
        "Judge Oscar Lind spoke after the trial of Henrik Moe.\n\n“Moe never showed regret, and Moe"
        " knew the rules,” he said.",
        {"Moe never": "Oscar Lind"},
    ),
    (
        "Economist Paul Arden sees no way out. Under Dobbs the debt doubled.\n\n“If Dobbs stays,"
        " Dobbs will spend more,” he added.",
        {"If Dobbs": "Paul Arden"},
    ),
    (
        "Detective Ruth Amsel led the search for Clara Hoyt in 1999. Hoyt was never found.\n\n"
        "“We think Hoyt drowned,” she said.",
        {"We think": "Ruth Amsel"},
    ),
    (
        "Daniel Oka lost to Luis Prado. He said Prado had cheated.",
        {"cheated": "Daniel Oka"},
    ),
    # nor who is told
    (
        "Tomas Berg met Victor Crook in Oslo. He told Crook that the firm was broke.",
        {"the firm was broke": "Tomas Berg"},
    ),
    # a title before a name
    (
        "Tageblick deputy editor Sonja Marek said: “We print what Minister Falk hides from us.”",
        {"We print": "Sonja Marek"},
    ),
    (
        "Volta co-founder and chief executive Ian Pell told reporters that the plant would close.",
        {"the plant would close": "Ian Pell"},
    ),
    (
        "Speaking to Radio Nord, Siri Halvorsen, spokeswoman of the health ministry, said that the"
        " vaccine was safe.",
        {"the vaccine was safe": "Siri Halvorsen"},
    ),
    # a colon before the words, the tag behind them
    (
        "In his flat in Rome, Dario Conte recalled how it began: “They gave me a drum and told me"
        " to play,” Conte said. “So I did.”",
        {"They gave me": "Dario Conte", "So I did": "Dario Conte"},
    ),
    (
        "She still remembers what the letter said: “It was four lines and no name at the end,”"
        " said Olga Brandt.",
        {"It was four": "Olga Brandt"},
    ),
    # a tag of its own, whatever the verb
    (
        "“The pool will open in June,” Ida Brun said on Monday.\n\n“Nobody here believes a word of"
        " that,” sighed Karl Nes, a swimmer.\n\n“We heard that last year too,” his friends would"
        " grumble.",
        {"The pool": "Ida Brun", "Nobody here": "Karl Nes", "We heard": "nobody"},
    ),
    (
        "“It was a clean fight,” Abel Moss said. “You should have seen the other man,” Rita Moss"
        " grinned.",
        {"You should": "Rita Moss"},
    ),
    (
        "“It will take a year,” Lars Holt said.\n\n“A year is far too long for us,” came the reply"
        " from the farmers.",
        {"A year is": "nobody"},
    ),
    (
        "The police said one man was held. “He is innocent and we all know it,” read a banner"
        " outside the court.",
        {"He is innocent": "a banner"},
    ),
    # posts
    (
        "Lena Ott's office denied it. “I am fine and at home,” a post by @LenaOtt read.",
        {"I am fine": "Lena Ott"},
    ),
    (
        "The club said it was hacked. “We are not for sale, and never were,” a tweet from"
        " @RedLions read.",
        {"We are not": "a tweet from @RedLions"},
    ),
    # between a relative pronoun and its clause
    (
        "The firm sold a crane that the inspector, Lea Blum, said was unsafe for any site.",
        {"was unsafe": "Lea Blum"},
    ),
    ("He drove a car which police said had no brakes.", {"had no brakes": "police"}),
    # two speakers in one sentence
    (
        "Nurses said the ward was full, and Tom Birk, who runs it, said it was half empty.",
        {"the ward was full": "Nurses", "it was half empty": "Tom Birk"},
    ),
    (
        "Mina Kraus says the dam is safe, while Joel Pratt says it leaks.",
        {"the dam is safe": "Mina Kraus", "it leaks": "Joel Pratt"},
    ),
    # numbers
    (
        "No. 7 said the price would rise. Unit 731 said the test was over.",
        {"the price": "No. 7", "the test": "Unit 731"},
    ),
    # behind the name of a place
    (
        "A tanker sank off Lund Bay, a local radio station reported on Friday. Nobody died.",
        {"A tanker sank": "a local radio station"},
    ),
    (
        "The body was found in Kestrel Park, an officer at the scene told The Herald.",
        {"The body was found": "an officer at the scene"},
    ),
    # writings
    (
        "The union sent a report, according to which forty posts will go by May.",
        {"forty posts": "a report"},
    ),
    (
        "A court filing showed that Mr Bruce had sold the house in May.",
        {"Mr Bruce had": "A court filing"},
    ),
    (
        "Northgas issued a statement on Tuesday. “We regret the accident at the plant,” the"
        " statement said.",
        {"We regret": "Northgas"},
    ),
    (
        "Adela Crane said in a letter that she would go. “I have served for nine years,” the"
        " letter read.",
        {"I have served": "Adela Crane"},
    ),
    # a phrase between the verb and its words
    (
        "Lidia Paz described the death of the “great” singer as a “huge loss for all of us”.",
        {"great": "phrase", "huge loss": "Lidia Paz"},
    ),
    # the next sentence's verb is not a tag of the words before
    (
        "The plan was drawn up by Ruth Vale: “Build more homes and raise the pay of nurses.” She"
        " demanded “more respect from all of the ministers” too.",
        {"Build more": "nobody", "more respect": "Ruth Vale"},
    ),
    # a description beside the name
    (
        "“The bridge must be closed before the winter comes,” said Norvian member of parliament"
        " Carla Santos, chair of the Bridges Committee, on Friday.",
        {"The bridge": "Carla Santos"},
    ),
    (
        "“My aunt never wanted a statue in this town,” said the nephew of accomplished Norvian"
        " author Keri Holm, head of the trust, on Friday.",
        {
            "My aunt": "the nephew of accomplished Norvian author Keri Holm, head of the trust, on Friday"
        },
    ),
    # the agency that sent the story
    (
        "“This is the end of the talks, and nobody is glad,” Rolf Horn told the paper. “It may be"
        " the end of the party too.” - Sinnews",
        {"It may be": "Rolf Horn"},
    ),
    # an agency quotes somebody
    (
        "Wang Lei spoke in Rome. “The talks have failed for good,” state agency Sinnews quoted"
        " Wang as saying on Thursday.",
        {"The talks": "Wang Lei"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), SPEAKERS, ids=[c[0][:45] for c in SPEAKERS])
def test_words_belong_to_who_the_text_says(voices_of, text, expected):
    voices = voices_of(text)
    assert {words: whose(voices, words) for words in expected} == expected


NOT_SAID = [
    # denied
    ("Irene Fall denied that the payment was a “bribe”.", {"bribe": "phrase"}),
    ("Milo Hart denied running a “shadow” office.", {"shadow": "phrase"}),
    # taken back
    (
        "Eva Stern said she knows the so-called “expert panel” well.",
        {"expert panel": "phrase"},
    ),
    (
        "Ardent Foods Holdings, Inc. (“Ardent”), parent company of Bilby's, announced today the"
        " opening of its second shop in Turin.",
        {"Ardent": "phrase"},
    ),
    # works
    (
        "Ella Brand sang “The Night We Lost the Harbour” in Turin. She wrote “Stay a Little Longer"
        " Now” in 1990.",
        {"The Night": "phrase", "Stay a Little": "phrase"},
    ),
    ("Jo Pike read “The Man Who Would Not Wait” to the class.", {"The Man": "phrase"}),
    # how much was said
    (
        "Anders Ruud has said nothing about the sale, and his brother, Odd Ruud, left the firm.",
        {"about the sale": "no quote"},
    ),
    (
        "She said very little about the crash, and her coach, Jim Dole, would not comment.",
        {"about the crash": "no quote"},
    ),
    # bullets
    (
        "Hanna Lie told the town: “I will not stand again.” Her reasons:\n\n» The council does not"
        " listen to us.\n\n» The budget is too small.",
        {"The council": "no quote", "The budget": "no quote"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), NOT_SAID, ids=[c[0][:45] for c in NOT_SAID])
def test_words_that_nobody_says(voices_of, text, expected):
    voices = voices_of(text)
    assert {words: whose(voices, words) for words in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "« The harvest is late, but it is good », said Marc Petit of Nantes.",
        "«The harvest is late, but it is good», said Marc Petit of Nantes.",
        "»The harvest is late, but it is good«, said Marc Petit of Nantes.",
        "‹ The harvest is late, but it is good ›, said Marc Petit of Nantes.",
        "Marc Petit said: « The harvest is late, but it is good »",
    ],
)
def test_angle_marks_with_spaces_and_without(voices_of, text):
    assert whose(voices_of(text), "The harvest is late, but it is good") == "Marc Petit"


def test_a_quote_behind_angle_marks_goes_on_over_paragraphs(nlp):
    article = read_text("« It is late.\n\n« It is good », said Petit." + REST, FORCED)
    annotate_article(article, nlp)
    found = find_stretches(article.text, article.paragraphs)
    assert [article.text[s.start : s.end] for s in found] == ["It is late.", "It is good"]


ONE_VOICE = [
    (
        "An insider said the deal was dead. “They never wanted it,” the insider said.\n\nThe firm"
        " was sold in May. “Nobody asked us,” the source added.",
        ["An insider"],
    ),
    (
        "“It stinks in the yard,” said one neighbour, who keeps goats. The neighbour added that it"
        " was worse at night.",
        ["one neighbour"],
    ),
    (
        "One resident said the smell was awful. Another resident said it was fine. “I like it"
        " here,” the resident said.",
        ["the resident", "Another resident", "One resident"],
    ),
    (
        "A source in the club said the coach would go. A second source said he would stay. The"
        " source gave no reason, and said it was late.",
        ["A source in the club", "A second source", "The source"],
    ),
]


@pytest.mark.parametrize(("text", "voices"), ONE_VOICE, ids=[c[0][:45] for c in ONE_VOICE])
def test_an_unnamed_speaker_who_speaks_again_is_one_row(nlp, text, voices):
    tables = castlist.tabulate(read_text(text + REST, FORCED, name="a"), nlp)
    check(tables)
    assert sorted(by_speaker(tables)["speaker"]) == sorted(voices)


PULL = "We will rebuild every house in the valley by the spring of next year"


@pytest.mark.parametrize("pull", [PULL, f"“{PULL}”", f"“{PULL}.”"])
@pytest.mark.parametrize("first", [False, True], ids=["behind", "in front"])
def test_a_pull_quote_is_counted_once(nlp, pull, first):
    said = f"“{PULL},” said Maria Lopez, the mayor. “It will cost a lot.”"
    other = "Peter Kahn keeps the inn. “It was bad,” Kahn said."
    parts = [other, pull, said] if first else [said, other, pull]
    tables = castlist.tabulate(read_text("\n\n".join(parts) + REST, FORCED, name="a"), nlp)
    check(tables)
    rows = by_speaker(tables).set_index("speaker")["quoted_words"]
    assert rows.to_dict() == {"Maria Lopez": 19, "Peter Kahn": 3}


STORY = (
    "Angela Brandt met Bo Berg and Cy Chan in Oslo on Monday.\n\n“We will not pay,” Brandt said."
    " “The ship is lost.”\n\n“Nobody will sail on her any more.”\n\n“I am glad of it,” Berg said."
)


@pytest.mark.parametrize(
    ("action", "words", "target", "expected"),
    [
        ("speaker", "We will not pay", "Cy Chan", ["cy-chan", "cy-chan", "cy-chan"]),
        ("speaker", "We will not pay", "", ["", "", ""]),
        ("speaker", "The ship is lost", "Cy Chan", ["angela-brandt", "cy-chan", "cy-chan"]),
        ("not_a_quote", "We will not pay", "", ["angela-brandt", "", ""]),
    ],
)
def test_a_quote_without_a_tag_follows_what_is_decided_on_the_one_before(
    nlp, tmp_path, action, words, target, expected
):
    add_decision(tmp_path, "ship", action, words, target=target)
    article = read_text(STORY + REST, FORCED, name="ship")
    tables = castlist.tabulate(article, nlp, decisions=read_decisions(tmp_path, "ship"))
    check(tables)
    assert tables.quotes["speaker_actor_id"].tolist() == [*expected, "bo-berg"]
    assert tables.decisions["matched"].tolist() == [
        sum(a != "angela-brandt" or action == "not_a_quote" for a in expected)
    ]


def test_a_decision_on_the_quote_itself_goes_first(nlp, tmp_path):
    add_decision(tmp_path, "ship", "speaker", "We will not pay", target="Cy Chan")
    add_decision(tmp_path, "ship", "speaker", "The ship is lost", target="Bo Berg")
    article = read_text(STORY + REST, FORCED, name="ship")
    tables = castlist.tabulate(article, nlp, decisions=read_decisions(tmp_path, "ship"))
    ids = tables.quotes["speaker_actor_id"].tolist()
    assert ids == ["cy-chan", "bo-berg", "bo-berg", "bo-berg"]
