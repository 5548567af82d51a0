"""Whole sentences in, actors out:
each trap that a reader would notice, through the language model."""

import pytest

from castlist.decisions import add_decision, read_decisions
from castlist.nlp.load import annotate_article
from castlist.pipeline import find_actors, read_text

# So that a short text is long enough to be an article, and to be English.
REST = " The weather was fine in the evening, and there was nothing more to report about it, as people said."


@pytest.fixture(scope="module")
def cast_of(nlp):
    def cast_of(text):
        article = read_text(text + REST, name="a")
        return find_actors(article, *annotate_article(article, nlp))

    return cast_of


def actor_of(cast, text, *, nth=0, kind=None):
    """The actor of the nth mention with these words."""
    found = [m for m in cast.mentions if m.text == text and kind in {None, m.kind}]
    return found[nth].actor_id


def names_of(cast):
    return [(m.text, m.type) for m in cast.mentions if m.kind == "name"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On Friday PM Luciana Berger spoke in Liverpool.", ("Luciana Berger", "person")),
        ("Kim Jong-un's sister visited Seoul on Monday.", ("Kim Jong-un", "person")),
        ("Officials in the U.S. refused to comment.", ("U.S.", "place")),
        (
            "PRESIDENT PUTIN MEETS ERDOGAN\n\nPresident Putin met Erdogan in Sochi.",
            ("Putin", "person"),
        ),
        (
            "President Putin met him. “Erdogan” is a friend, he said. Erdogan smiled.",
            ("Erdogan", "person"),
        ),
        (
            "The Korean Central News Agency (KCNA) reported it.",
            ("Korean Central News Agency", "organisation"),
        ),
        ("The talks with the Russians failed on Monday.", ("Russians", "people")),
        (
            "The Kremlin said on Monday that Russia would answer.",
            ("Kremlin", "organisation"),
        ),
        ("Ukraine used the Bayraktar drones against tanks.", ("Bayraktar", "thing")),
        ("Russia has Typhoon-class submarines in the north.", ("Typhoon", "thing")),
        ("Pilgrims prayed in the Grand Mosque on Friday.", ("Grand Mosque", "place")),
        (
            "Valeska Paris, an Australian woman, sued. Paris claims that she was held. Paris left.",
            ("Paris", "person"),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_a_name_is_found_with_its_type(cast_of, text, name):
    assert name in names_of(cast_of(text))


@pytest.mark.parametrize(
    "text",
    ["The meeting began at 15:00 GMT in Oslo.", "Tom Molomby, SC, spoke for Ann Lee."],
)
def test_time_zones_and_degrees_are_no_actors(cast_of, text):
    assert not {"GMT", "SC"} & {name for name, _ in names_of(cast_of(text))}


# Descriptions


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        (
            "Tim Cook, the chief executive of Apple, spoke in Rome.",
            "the chief executive of Apple",
            "tim-cook",
        ),
        (
            "Angela Merkel is the chancellor of Germany.",
            "the chancellor of Germany",
            "angela-merkel",
        ),
        (
            "Kremlin spokesman Dmitry Peskov said so. Asked again, the press secretary laughed.",
            "the press secretary",
            "dmitry-peskov",
        ),
        (
            "Kremlin spokesman Dmitry Peskov said so. Putin’s spokesman laughed.",
            "Putin’s spokesman",
            "dmitry-peskov",
        ),
        (
            "Turkish President Tayyip Erdogan met Ann Lee. Later the Turkish president left.",
            "the Turkish president",
            "tayyip-erdogan",
        ),
    ],
    ids=["apposition", "copula", "role of one sense", "owner and role", "country and role"],
)
def test_a_description_goes_to_whom_the_text_ties_it(cast_of, text, words, actor):
    cast = cast_of(text)
    assert actor_of(cast, words, kind="description") == actor
    mention = next(m for m in cast.mentions if m.text == words)
    assert mention.rule
    assert mention.evidence


def test_of_two_leaders_the_other_one_is_meant(cast_of):
    cast = cast_of(
        "Putin and Erdogan met in Sochi on Friday. The two leaders talked for hours. "
        "Putin was glad to see the Turkish president. Later the Russian leader left."
    )
    assert actor_of(cast, "the Turkish president") == "erdogan"
    assert actor_of(cast, "the Russian leader") == "putin"
    assert next(m.kind for m in cast.mentions if m.text == "The two leaders") == "group"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Ann Lee met Tom Ford in Rome. Then the minister left the building.",
            "the minister",
        ),
        (
            "President Ann Lee met President Tom Ford. The president then left.",
            "The president",
        ),
        ("Downing Street declined to comment. Crowds stood in the street.", "the street"),
    ],
    ids=["no role tied", "two could be meant", "seat of power"],
)
def test_a_description_without_evidence_is_left_to_a_person(cast_of, text, words):
    assert actor_of(cast_of(text), words, kind="description") == ""


# Pronouns


@pytest.mark.parametrize(
    ("text", "pronoun", "actor"),
    [
        (
            "Angela Merkel met Olaf Scholz in Berlin. She praised her party.",
            "She",
            "angela-merkel",
        ),
        ("Dmitry Peskov spoke in Moscow. He denied the report.", "He", "dmitry-peskov"),
        ("Mrs. Ann Lee met Mr. Tom Ford. He laughed.", "He", "tom-ford"),
        ("Tom Ford said that he had hurt himself.", "himself", "tom-ford"),
        ("“I am glad,” Tom Ford said on Friday in Rome.", "I", "tom-ford"),
        ("NASA said on Friday that its rocket had failed.", "its", "nasa"),
    ],
    ids=["she", "he", "title shows gender", "reflexive", "speaker", "its"],
)
def test_a_pronoun_goes_to_whom_it_means(cast_of, text, pronoun, actor):
    assert actor_of(cast_of(text), pronoun, kind="pronoun") == actor


@pytest.mark.parametrize(
    "text",
    [
        "It is clear that Apple will win.",
        "It seems that Apple will win.",
        "It rained in Berlin on Friday.",
        "It was Angela Merkel who refused.",
    ],
)
def test_an_empty_it_is_no_mention(cast_of, text):
    assert "It" not in {m.text for m in cast_of(text).mentions}


def test_you_is_nobody(cast_of):
    assert "you" not in {
        m.text for m in cast_of("Tom Ford said that you never know in Rome.").mentions
    }


def test_they_of_several_people_counts_for_nobody(cast_of):
    cast = cast_of("The two leaders met in Oslo. Their talks were short.")
    assert {m.kind for m in cast.mentions if m.text in {"The two leaders", "Their"}} == {
        "group"
    }
    assert all(m.actor_id == "" for m in cast.mentions if m.kind == "group")


# The sample against its hand count


def test_the_sample_agrees_with_the_hand_count(sample):
    rows = sample.actors.set_index("actor_id")
    counts = {
        key: tuple(rows.loc[key, ["names", "descriptions", "pronouns"]])
        for key in rows.index
    }
    assert counts["dmitry-peskov"] == (1, 2, 0)
    assert counts["ria-novosti"] == (1, 0, 0)
    assert counts["erdogan"][:2] == (5, 3)
    assert counts["putin"][0] == 7
    assert counts["tehran"][2] == 2
    groups = sample.mentions[sample.mentions["kind"] == "group"]
    assert (groups["actor_id"] == "").all()


def test_a_decision_made_on_one_article_acts_on_another(nlp, tmp_path):
    first, second = (
        read_text(
            f"On {day} the Pyrector drones were shown by Baykar in Ankara." + REST, name=day
        )
        for day in ("Monday", "Friday")
    )
    add_decision(
        tmp_path,
        None,
        "merge",
        "Pyrector",
        target="Bayraktar",
        note=f"seen in {first.article_id}",
    )
    decisions = read_decisions(tmp_path, second.article_id)
    cast = find_actors(second, *annotate_article(second, nlp), decisions=decisions)
    assert "bayraktar" in {actor.actor_id for actor in cast.actors}
    (decision,) = cast.decisions
    assert (decision.matched, decision.file) == (1, "actors.csv")
    (mention,) = [m for m in cast.mentions if m.text == "Pyrector"]
    assert (mention.rule, mention.state) == ("decision", "confirmed")
    assert "row 2: seen in monday" in mention.evidence


def test_an_organisation_is_not_called_by_the_word_for_its_kind(cast_of):
    cast = cast_of(
        "The Church of Scientology was sued in Rome. The Church denied it. Lawyers of the Church agreed."
    )
    assert "Church of Scientology" in {actor.name for actor in cast.actors}


def test_of_broken_spellings_of_a_thing_the_known_one_gives_the_name(sample):
    (actor,) = (row for row in sample.actors.to_dict("records") if "Pyr" in row["variants"])
    assert (actor["name"], actor["actor_id"]) == ("Bayraktar", "bayraktar")


def test_a_merge_that_would_change_the_leader_is_suggested_first(cast_of):
    cast = cast_of(
        "Anna Weber met Karl Weber and Olga Petrova in Oslo. Weber said nothing. On Friday Weber came back. "
        "Olga Petrova spoke to Weber, and Olga Petrova left."
    )
    asked = [(s.surface, s.target, s.tier) for s in cast.suggestions]
    assert {("Weber", "Anna Weber", 2), ("Weber", "Karl Weber", 2)} <= set(asked)
    assert "lead instead of" in cast.suggestions[0].effect


MEETING = "The council of Springfield met on Monday. Mayor Jane Roe spoke, and so did Tom Doe, a builder.\n\n"
OWN_WORDS = [
    "“I shall close the bridge because my engineers say so,” Roe said on Tuesday.",
    '"I shall close the bridge because my engineers say so," Roe said on Tuesday.',
    "‘I shall close the bridge because my engineers say so,’ Roe said on Tuesday.",
    "”I shall close the bridge because my engineers say so,” Roe said on Tuesday.",
    "„I shall close the bridge because my engineers say so,“ Roe said on Tuesday.",
    "»I shall close the bridge because my engineers say so,« Roe said on Tuesday.",
    "«I shall close the bridge because my engineers say so,» Roe said on Tuesday.",
    "“The bridge is very old,” Roe said. “I shall close it because my engineers say so.”",
    "“The bridge is old,” Roe said. “Nobody knows how long it takes.\n\n“I shall close it. My engineers say so.”",
    "Jane Roe: I shall close the bridge because my engineers say so.\n\nTom Doe: Nobody knows how long it takes.",
]


@pytest.mark.parametrize("text", OWN_WORDS)
def test_who_speaks_is_i_and_my_in_every_form_of_a_quote(cast_of, text):
    found = [m for m in cast_of(MEETING + text).mentions if m.text.lower() in {"i", "my"}]
    assert [(m.actor_id, m.rule) for m in found] == [("jane-roe", "speaker")] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Roe said on Tuesday that I should not go over the bridge.",
        "I went over the old bridge on Tuesday, and Roe said nothing.",
        "“I am the bridge” is written over the door of the hall in which Roe said nothing.",
    ],
)
def test_i_in_words_that_nobody_quotes_is_nobody(cast_of, text):
    (found,) = [m for m in cast_of(MEETING + text).mentions if m.text == "I"]
    assert found.actor_id == ""


def test_a_title_ends_with_its_sentence(cast_of):
    cast = cast_of(
        "Pedro Imperial is the third son of Ana Lopez to be imprisoned in the U.S. Vicente Lopez Niebla was arrested "
        "in Mexico in 2009 and extradited to the U.S. a year later."
    )
    assert {a.name: a.country for a in cast.actors}["Vicente Lopez Niebla"] == ""


def test_a_king_is_called_by_his_given_name_and_is_not_his_son(cast_of):
    cast = cast_of(
        "King Salman met Crown Prince Mohammed bin Salman on Monday. King Salman spoke first."
        " Prince MBS answered him."
    )
    assert actor_of(cast, "Mohammed bin Salman") == actor_of(cast, "MBS")
    assert actor_of(cast, "Salman") == actor_of(cast, "Salman", nth=1)
    assert actor_of(cast, "Salman") != actor_of(cast, "MBS")
