"""Sentence in, names out; on hand-made parses, so that a new model cannot break a rule."""

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from castlist.mentions import find_mentions
from castlist.model import Annotation, Article, ArticleRow, Paragraph, Sentence

VOCAB = English().vocab


def mentions_of(*tokens):
    """Mentions in words given as "word", "word/TAG", "word/TAG/LABEL" or "word/TAG/LABEL/dep";
    B- starts an entity."""
    rows = [
        (token.split("/") + ["NNP", "O", "dep"][len(token.split("/")) - 1 :])[:4]
        for token in tokens
    ]
    words, tags, labels, deps = zip(*rows, strict=True)
    spaces = [
        following not in {None, "'s", ",", ".", "\n\n"} for following in [*words[1:], None]
    ]
    heads = [len(words) - 1] * len(words)
    ents = [label if label == "O" or label[1] == "-" else f"B-{label}" for label in labels]
    doc = Doc(
        VOCAB, words=words, spaces=spaces, tags=tags, deps=deps, heads=heads, ents=ents
    )
    row = ArticleRow("a", *[""] * 8, "given", "", "en", len(words), "")
    article = Article(
        row,
        doc.text,
        doc.text,
        (Paragraph("a", 1, 1, "body", 0, len(doc.text), 1, doc.text),),
        (),
    )
    sentences = (Sentence("a", 1, 1, 0, len(doc.text), doc.text),)
    found, _ = find_mentions(article, doc, Annotation("m 1", sentences, ()))
    assert all(doc.text[m.start : m.end] == m.text for m in found)
    return [(m.text, m.type) for m in found if m.kind == "name"]


@pytest.mark.parametrize(
    ("tokens", "found"),
    [
        (["Putin/NNP/PERSON", "'s/POS/I-PERSON", "plan/NN"], [("Putin", "person")]),
        (["the/DT/ORG", "Kremlin/NNP/I-ORG", "said/VBD"], [("Kremlin", "organisation")]),
        (["President/NNP/PERSON", "Putin/NNP/I-PERSON"], [("Putin", "person")]),
        (["Prime/NNP/PERSON", "Minister/NNP/I-PERSON", "Ana/NNP/I-PERSON", "Li/NNP/I-PERSON"], [("Ana Li", "person")]),
        (["Mr./NNP/PERSON", "Li/NNP/I-PERSON"], [("Li", "person")]),
        (["President/NNP/PERSON", "spoke/VBD"], []),
        (["the/DT", "Russian/JJ/NORP/amod", "leader/NN"], []),
        (["Ukrainian/JJ/GPE/amod", "resistance/NN"], []),
        (["the/DT", "Russians/NNPS/NORP/nsubj", "left/VBD"], [("Russians", "people")]),
        (["on/IN", "August/NNP/DATE", "5/CD/I-DATE"], []),
        (["“/``/PERSON", "Li/NNP/I-PERSON", "”/''/I-PERSON", "spoke/VBD"], [("Li", "person")]),
        (["pro/JJ/PERSON/amod", "-/JJ/I-PERSON/amod", "Beijing/JJ/I-PERSON/amod", "camp/NN"], []),
        (["pro/JJ/ORG", "-/JJ/I-ORG", "Oslo/JJ/I-ORG", "Bloc/NNP/I-ORG"], [("Bloc", "organisation")]),
        (["covid/NN/ORG", "spread/VBD"], []),
        (["NASA/NNP/ORG", "\n\n/_SP/I-ORG", "File/NN/I-ORG"], [("NASA", "organisation")]),
        (["محمد/NNP/PERSON", "spoke/VBD"], [("محمد", "person")]),
    ],
    ids=[
        "possessive", "determiner", "title", "title-of-two-words", "title-with-full-stop", "title-alone",
        "nationality-as-adjective", "country-as-adjective", "people", "date", "quotation-marks",
        "adjective-of-several-words", "adjective-in-front", "no-capital",
        "line-end", "script-without-capitals",
    ],
)  # fmt: skip
def test_names_are_trimmed_by_rule(tokens, found):
    assert mentions_of(*tokens) == found


@pytest.mark.parametrize(
    ("tokens", "found"),
    [
        (["Interior/NNP/ORG", "Minister/NNP", "Ana/NNP/PERSON", "Li/NNP/I-PERSON"], [("Ana Li", "person")]),
        (["Minister/NNP", "of/IN", "Tourism/NNP/ORG", "Ana/NNP/PERSON", "Li/NNP/I-PERSON"], [("Ana Li", "person")]),
        (["Israel/NNP/GPE", "Minister/NNP", "spoke/VBD"], [("Israel", "place")]),
        (["Prime/NNP", "Minister/NNP", "of/IN", "Israel/NNP/GPE", "spoke/VBD"], [("Israel", "place")]),
        (["Sub/NNP/ORG", "-/HYPH/I-ORG", "Inspector/NNP/I-ORG", "spoke/VBD"], []),
        (["the/DT/ORG", "Communist/NNP/I-ORG", "Party/NNP/I-ORG", "of/IN/I-ORG", "Norvia/NNP/GPE", "met/VBD"],
         [("Communist Party of Norvia", "organisation")]),
        (["the/DT", "Harbour/NNP/ORG", "Party/NNP/I-ORG", "of/IN", "Lower/NNP", "Norvia/NNP/GPE", "met/VBD"],
         [("Harbour Party of Lower Norvia", "organisation")]),
        (["the/DT", "Harbour/NNP/ORG", "Party/NNP/I-ORG", "of/IN", "old/JJ", "met/VBD"], [("Harbour Party", "organisation")]),
        (["the/DT/ORG", "Harbour/NNP/I-ORG", "Board/NNP/I-ORG", "of/IN/I-ORG", "last/JJ", "year/NN"], [("Harbour Board", "organisation")]),
        (["the/DT/ORG", "State/NNP/I-ORG", "of/IN/I-ORG", "Emergency/NNP/I-ORG", "ended/VBD"], []),
        (["neighbours--/NNP/PERSON", "Reagan/NNP/I-PERSON", "spoke/VBD"], [("Reagan", "person")]),
        (["between/IN/PERSON", "Zola/NNP/I-PERSON", "Pay/NNP/I-PERSON", "closed/VBD"], [("Zola Pay", "person")]),
    ],
    ids=[
        "portfolio-before-minister", "portfolio-behind-minister", "country-before-minister", "country-behind-minister",
        "rank-alone", "of-whom-the-model-cut", "of-whom-behind-a-word-for-a-party", "of-no-name", "of-at-the-end",
        "state-of-emergency", "word-with-dashes", "preposition",
    ],
)  # fmt: skip
def test_words_of_offices_are_no_names_and_names_are_whole(tokens, found):
    assert mentions_of(*tokens) == found


@pytest.mark.parametrize(
    ("tokens", "found"),
    [
        (["the/DT/ORG", "State/NNP/I-ORG", "paid/VBD"], []),
        (["the/DT", "Kingdom/NNP/GPE", "paid/VBD"], []),
        (["the/DT", "Amir/NNP/PERSON", "met/VBD"], []),
        (["in/IN", "Education/NNP/ORG", "and/CC", "more/JJR"], []),
        (["the/DT", "Parliament/NNP/ORG", "met/VBD"], [("Parliament", "organisation")]),
        (["STATE/NNP/ORG", "paid/VBD"], [("STATE", "organisation")]),
        (["the/DT", "Harbour/NNP/ORG", "Board/NNP/I-ORG", "met/VBD"], [("Harbour Board", "organisation")]),
        (
            ["Ada/NNP/PERSON", "Singer/NNP/I-PERSON", "won/VBD", "and/CC", "Singer/NNP/PERSON", "left/VBD"],
            [("Ada Singer", "person"), ("Singer", "person")],
        ),
        (
            ["Harbour/NNP/ORG", "Commission/NNP/I-ORG", "met/VBD", "and/CC", "the/DT", "Commission/NNP/ORG", "left/VBD"],
            [("Harbour Commission", "organisation"), ("Commission", "organisation")],
        ),
        (["King/NNP/PERSON", "won/VBD"], []),
        (["Rs/NNP/GPE", "20/CD", "a/DT", "day/NN"], []),
        (["Footballer/NN", "of/IN", "the/DT", "Year/NNP/ORG", "won/VBD"], []),
    ],
    ids=[
        "state", "kingdom", "ruler", "department", "one-a-country", "in-capitals", "with-its-name", "surname", "of-a-longer-name",
        "title-alone", "currency", "year",
    ],
)  # fmt: skip
def test_nouns_in_capitals_name_nobody(tokens, found):
    assert mentions_of(*tokens) == found


@pytest.mark.parametrize(
    ("long", "acronym", "there"),
    [
        (["consumer/NN", "price/NN", "index/NN"], "CPI", False),
        (["public/JJ", "-/HYPH", "private/JJ", "partnerships/NNS"], "PPP", False),
        (["Inspector/NNP", "General/NNP", "of/IN", "Police/NNP"], "IGP", False),
        (["chief/JJ", "harbour/NN", "commissioner/NN"], "CHC", False),
        (["national/JJ", "tram/NN", "union/NN"], "NTU", True),
        (["Directorate/NNP", "-/HYPH", "General/NNP", "of/IN", "Highways/NNPS"], "DGH", True),
        (["soccer/NN", "board/NN"], "FMF", True),
    ],
    ids=["noun", "hyphen", "office", "office-in-lower-case", "union", "directorate", "other-letters"],
)  # fmt: skip
def test_the_acronym_of_a_noun_or_an_office_names_nobody(long, acronym, there):
    """Neither in its brackets nor elsewhere."""
    bracket = ["(/-LRB-", f"{acronym}/NNP/ORG", ")/-RRB-"]
    found = mentions_of("the/DT", *long, *bracket, "rose/VBD", f"{acronym}/NNP/ORG")
    assert [text for text, _ in found if text == acronym] == [acronym] * 2 * there


@pytest.mark.parametrize(
    ("tokens", "found"),
    [
        (["Harbour/NNP/ORG", "Front/NNP/I-ORG", "militia/NN/I-ORG", "left/VBD"], "Harbour Front"),
        (["Ringe/NNP/GPE", "village/NN/I-GPE", "burned/VBD"], "Ringe"),
        (["Ringe/NNP/GPE", "province/NN/I-GPE", "burned/VBD"], "Ringe province"),
        (["Odin/NNP/GPE", "3.3/CD/I-GPE", "percent/NN/I-GPE"], "Odin"),
        (["Section/NNP/ORG", "194/CD/I-ORG", "committee/NN/I-ORG", "met/VBD"], "Section 194"),
        (["Ann/NNP/PERSON", "al/NNP/I-PERSON", "-/HYPH/I-PERSON", "Roe/NNP/I-PERSON"], "Ann al-Roe"),
    ],
    ids=["organisation", "place", "province", "figure", "number", "particle"],
)  # fmt: skip
def test_words_in_lower_case_end_no_name(tokens, found):
    assert [text.replace(" - ", "-") for text, _ in mentions_of(*tokens)] == [found]


@pytest.mark.parametrize(
    ("tokens", "found"),
    [
        (
            ["ambassador/NN", "to/IN", "Norway/NNP/GPE", "Ada/NNP/PERSON", "Lind/NNP/I-PERSON", "left/VBD"],
            [("Norway", "place"), ("Ada Lind", "person")],
        ),
        (
            ["ambassador/NN", "to/IN", "Norway/NNP/PERSON", "Ada/NNP/I-PERSON", "Lind/NNP/I-PERSON", "left/VBD"],
            [("Norway", "person"), ("Ada Lind", "person")],
        ),
        (
            ["leader/NN", "of/IN", "UFA/NNP/PERSON", "Ada/NNP/I-PERSON", "Lind/NNP/I-PERSON", "left/VBD"],
            [("UFA", "organisation"), ("Ada Lind", "person")],
        ),
        (
            ["Minister/NNP", "of/IN", "Health/NNP", "and/CC", "Welfare/NNP/PERSON", "Ada/NNP/I-PERSON",
             "Lind/NNP/I-PERSON", "left/VBD"],
            [("Ada Lind", "person")],
        ),
        (
            ["president/NN", "of/IN", "the/DT/PERSON", "Federation/NNP/I-PERSON", "Ada/NNP/I-PERSON",
             "Lind/NNP/I-PERSON", "left/VBD"],
            [("Ada Lind", "person")],
        ),
        (
            ["wife/NN", "of/IN", "Jordan/NNP/PERSON", "Ada/NNP/I-PERSON", "Lind/NNP/I-PERSON", "left/VBD"],
            [("Jordan Ada Lind", "person")],
        ),
        (
            ["founder/NN", "of/IN", "Norway/NNP/PERSON", "Lind/NNP/I-PERSON", "left/VBD"],
            [("Norway Lind", "person")],
        ),
    ],
    ids=["country", "inside", "acronym", "department", "federation", "kin", "two-words"],
)  # fmt: skip
def test_an_office_ends_before_the_name_of_who_holds_it(tokens, found):
    assert mentions_of(*tokens) == found


def test_names_go_on_behind_a_particle_and_end_with_none():
    casas = [
        "San/NNP/GPE",
        "Juan/NNP/I-GPE",
        "de/IN/I-GPE",
        "las/IN",
        "Rosas/NNP",
        "slept/VBD",
    ]
    assert mentions_of(*casas) == [("San Juan de las Rosas", "place")]
    assert mentions_of(
        "Ada/NNP/PERSON", "Lind/NNP/I-PERSON", "de/IN/I-PERSON", "slept/VBD"
    ) == [("Ada Lind", "person")]
    dashed = [
        "Hau/NNP/PERSON",
        "Lung/NNP/I-PERSON",
        "-/HYPH/I-PERSON",
        "bin/NNP/I-PERSON",
        "slept/VBD",
    ]
    assert [text.replace(" ", "") for text, _ in mentions_of(*dashed)] == ["HauLung-bin"]


def test_a_dash_behind_a_place_is_no_part_of_its_name():
    assert mentions_of("Lima-/NNP/GPE", "Police/NNS", "said/VBD") == [("Lima", "place")]


@pytest.mark.parametrize(
    ("tokens", "found"),
    [
        # the model parts a name of four words into two people
        (
            ("Ana/NNP/PERSON", "Maria/NNP/I-PERSON", "Delgado/NNP/B-PERSON", "Correa/NNP/I-PERSON", "spoke/VBD"),
            [("Ana Maria Delgado Correa", "person")],
        ),
        (
            ("Ana/NNP/PERSON", ",/,", "Bo/NNP/B-PERSON", "Berg/NNP/I-PERSON", "spoke/VBD"),
            [("Ana", "person"), ("Bo Berg", "person")],
        ),
        (
            ("Acme/NNP/ORG", "Bo/NNP/B-PERSON", "Berg/NNP/I-PERSON", "spoke/VBD"),
            [("Acme", "organisation"), ("Bo Berg", "person")],
        ),
        # nor need both halves be of one type
        (
            ("Ana/NNP/PERSON", "Delgado/NNP/B-ORG", "Correa/NNP/I-ORG", "spoke/VBD"),
            [("Ana Delgado Correa", "person")],
        ),
        (
            ("Vona/NNP/PERSON", "Labour/NNP/I-PERSON", "Congress/NNP/B-ORG", "met/VBD"),
            [("Vona Labour Congress", "organisation")],
        ),
        (("Upper/NNP/ORG", "Lindow/NNP/B-GPE", "left/VBD"), [("Upper Lindow", "organisation")]),
        (("in/IN", "Chad/NNP/GPE", "Kenya/NNP/B-GPE"), [("Chad", "place"), ("Kenya", "place")]),
        (
            ("Kenya/NNP/GPE", "Bo/NNP/B-PERSON", "Berg/NNP/I-PERSON", "spoke/VBD"),
            [("Kenya", "place"), ("Bo Berg", "person")],
        ),
    ],
)  # fmt: skip
def test_two_names_with_nothing_but_a_space_between_them_are_one(tokens, found):
    assert mentions_of(*tokens) == found


@pytest.mark.parametrize(
    ("tokens", "found"),
    [
        (("Barra/NNP/GPE", "del/NNP", "Arno/NNP/ORG", "slept/VBD"), [("Barra del Arno", "place")]),
        (("Junta/NNP/PERSON", "y/NNP", "Obra/NNP/ORG", "met/VBD"), [("Junta y Obra", "organisation")]),
        (("Ana/NNP/PERSON", "Roe/NNP/I-PERSON", "dos/NNP", "Anjos/NNP/PERSON", "left/VBD"), [("Ana Roe dos Anjos", "person")]),
        (
            ("Ana/NNP/PERSON", "Roe/NNP/I-PERSON", "y/NNP", "Bo/NNP/PERSON", "Berg/NNP/I-PERSON", "left/VBD"),
            [("Ana Roe", "person"), ("Bo Berg", "person")],
        ),
        (("Oslo/NNP/GPE", "of/IN", "Norway/NNP/GPE", "slept/VBD"), [("Oslo", "place"), ("Norway", "place")]),
    ],
    ids=["place", "organisation", "person", "two-persons", "english"],
)  # fmt: skip
def test_two_names_with_a_small_word_of_another_language_between_them_are_one(
    tokens, found
):
    assert mentions_of(*tokens) == found


@pytest.mark.parametrize(
    ("tokens", "found"),
    [
        (
            ("to/IN", "Kyi/NNP/PERSON/compound", "Sein/NNP/I-PERSON/compound", "Hlaing/NNP/O/pobj"),
            [("Kyi Sein Hlaing", "person")],
        ),
        (
            ("to/IN", "Kyi/NNP/PERSON/compound", "Sein/NNP/I-PERSON/compound", "Chief/NNP/O/pobj"),
            [("Kyi Sein", "person")],
        ),
        (("to/IN", "Norvia/NNP/PERSON/compound", "Hlaing/NNP/O/pobj"), [("Norvia", "person")]),
    ],
    ids=["surname", "role", "one word"],
)  # fmt: skip
def test_a_person_has_the_surname_that_the_parse_gives(tokens, found):
    assert mentions_of(*tokens) == found


@pytest.mark.parametrize(
    ("tokens", "found"),
    [
        (("Ana/NNP/PERSON", "“/``", "Nina/NNP/GPE", "”/''", "Roe/NNP/B-PERSON", "left/VBD"), [("Ana “ Nina ” Roe", "person")]),
        (("Ana/NNP/PERSON", "“/``", "dear/JJ", "”/''", "Roe/NNP/B-PERSON", "left/VBD"), [("Ana", "person"), ("Roe", "person")]),
        (("Oslo/NNP/GPE", "“/``", "Summit/NNP", "”/''", "Norway/NNP/GPE", "met/VBD"), [("Oslo", "place"), ("Norway", "place")]),
    ],
    ids=["nickname", "small letters", "no person"],
)  # fmt: skip
def test_a_name_with_a_nickname_in_marks_is_one(tokens, found):
    assert mentions_of(*tokens) == found


@pytest.mark.parametrize(
    ("tokens", "found"),
    [
        (("worth/JJ", "US/NNP/GPE", "$/$", "15/CD"), []),
        (("gives/VBZ", "Israel/NNP/GPE", "$/$", "15/CD"), [("Israel", "place")]),
    ],
    ids=["dollars", "who gets them"],
)  # fmt: skip
def test_a_country_before_a_sum_of_money_is_nobody(tokens, found):
    assert mentions_of(*tokens) == found


def test_a_countrys_adjective_before_a_noun_mentions_nobody():
    found = mentions_of(
        *("Most/JJS", "Kuwaitis/NNPS/NORP", "left/VBD", ".", "Kuwaiti/NNP/ORG/compound"),
        *("women/NNS", "met/VBD", "Chinese/JJ/ORG/amod", "-/HYPH", "built/JJ", "cars/NNS"),
        *("in/IN", "Kuwait/NNP/GPE", "and/CC", "Hong/NNP/GPE", "Kong/NNP/I-GPE/compound"),
    )
    assert found == [("Kuwaitis", "people"), ("Kuwait", "place"), ("Hong Kong", "place")]


def test_an_accepted_name_is_found_everywhere():
    assert mentions_of("Sochi/NNP/GPE", "is/VBZ", "Sochi/NNP", "./.") == [
        ("Sochi", "place"),
        ("Sochi", "place"),
    ]


def test_the_surname_of_a_person_is_found_everywhere():
    found = mentions_of(
        "Dmitry/NNP/PERSON",
        "Peskov/NNP/I-PERSON",
        "spoke/VBD",
        ",/,",
        "Peskov/NNP",
        "said/VBD",
    )
    assert found == [("Dmitry Peskov", "person"), ("Peskov", "person")]


def test_a_common_word_is_not_taken_for_a_name_that_is_spelled_like_it():
    assert mentions_of(
        "Will/NNP/PERSON", "left/VBD", "./.", "Will/MD", "he/PRP", "return/VB"
    ) == [("Will", "person")]


def test_a_month_is_not_the_senator_of_that_name():
    found = mentions_of(
        "Tom/NNP/PERSON", "March/NNP/I-PERSON", "left/VBD", "in/IN", "March/NNP/DATE", "./."
    )
    assert found == [("Tom March", "person")]


def test_a_surname_is_not_cut_out_of_another_name():
    found = mentions_of(
        "Cyd/NNP/PERSON", "Ho/NNP/I-PERSON", "beat/VBD", "Junius/NNP", "Ho/NNP", "./."
    )
    assert found == [("Cyd Ho", "person")]


def test_a_surname_after_a_title_is_found():
    found = mentions_of(
        "Cyd/NNP/PERSON", "Ho/NNP/I-PERSON", "met/VBD", "President/NNP", "Ho/NNP", "./."
    )
    assert found == [("Cyd Ho", "person"), ("Ho", "person")]


def test_the_article_votes_on_the_type_of_a_name():
    found = mentions_of(
        "Erdogan/NNP/PERSON", "and/CC", "Erdogan/NNP/GPE", "and/CC", "Erdogan/NNP/PERSON"
    )
    assert found == [("Erdogan", "person")] * 3
