"""The faster pipeline says what the stock one says, and characters without width break nothing."""

import pytest
import spacy

from castlist.errors import ModelMissing
from castlist.nlp.engine import make_doc, speed_up
from castlist.nlp.load import annotate_article, load_model, locate_model, model_label
from castlist.pipeline import Reading, analyse, read_article, read_text
from castlist.settings import LONGEST_SENTENCE, PIECE_CHARACTERS
from support.paths import ARTICLES

STORY = (
    "President Recep Tayyip Erdogan met Dmitry Peskov in Sochi on Monday. He said that the two sides would not "
    "talk about drones.\n\nThe meeting ended at noon, RIA Novosti reported"
)


@pytest.fixture(scope="module")
def stock():
    return spacy.load(locate_model("en_core_web_sm"))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_entities_tags_and_parses_equal_the_stock_pipeline(path, stock, nlp):
    text = read_article(path).text
    theirs = stock(text)
    ours = nlp(make_doc(nlp, text))
    fields = (
        "text",
        "tag_",
        "pos_",
        "lemma_",
        "dep_",
        "ent_type_",
        "ent_iob_",
        "is_sent_start",
    )
    read = [
        [(*(getattr(t, f) for f in fields), t.head.i, str(t.morph)) for t in doc]
        for doc in (theirs, ours)
    ]
    assert read[1] == read[0]


def test_no_break_spaces_do_not_change_what_is_found(nlp):
    plain = nlp(make_doc(nlp, STORY))
    odd = nlp(make_doc(nlp, STORY.replace("Dmitry ", "Dmitry\u00a0")))
    assert [(e.text, e.label_) for e in odd.ents] == [
        (e.text, e.label_) for e in plain.ents
    ]
    assert any(e.text == "Dmitry Peskov" for e in odd.ents)


@pytest.mark.parametrize(
    "char",
    ["\u00ad", "\u200b", "\u2060", "\u200e", "\ufeff"],
    ids=lambda c: f"U+{ord(c):04X}",
)
def test_characters_without_width_break_neither_tokens_nor_offsets(nlp, char):
    odd = STORY.replace("Erdogan", f"Erdo{char}gan").replace(
        " Peskov in", f" {char}Peskov{char} in"
    )
    doc = nlp(make_doc(nlp, odd))
    plain = nlp(make_doc(nlp, STORY))
    assert doc.text == odd
    assert [(t.tag_, t.dep_, t.ent_type_) for t in doc] == [
        (t.tag_, t.dep_, t.ent_type_) for t in plain
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Belov[2] wrote it.", ["Belov", "wrote", "it", "."]),
        ("It was 2019.[3] Belov left.", ["It", "was", "2019", ".", "Belov", "left", "."]),
        ("Belov[1][12]’s mine", ["Belov", "’s", "mine"]),
        ("“No,”[a] he said.[note 4]", ["“", "No", ",", "”", "he", "said", "."]),
        ("the list[1]x of [3] men", None),
        ("a[i+1] and b[1234]", None),
    ],
)
def test_marks_of_footnotes_are_no_words(nlp, text, words):
    """None: nothing in the text is one."""
    doc = make_doc(nlp, text)
    assert doc.text == text
    seen = [token.text for token in doc if not token.is_space]
    assert seen == (words or [token.text for token in nlp.make_doc(text)])


def test_a_name_ends_before_the_mark_of_a_footnote(nlp):
    text = (
        "The mine was sold in secret, the historian Igor Belov[2] wrote in 2019.[3] He found"
        " the deed.\n\n“Nobody asked me,” said the old owner, Anna Kruse.[4] Igor Belov has"
        " asked the court for the rest.[5]"
    )
    result = analyse(read_text(text), nlp)
    names = {m.text: m.start for m in result.cast.mentions if m.kind == "name"}
    assert {"Igor Belov", "Anna Kruse"} <= names.keys()
    assert not any("[" in name for name in names)
    assert len(result.annotation.sentences) == 4


def test_rows_stand_in_the_text_and_sentences_end_with_their_paragraph(nlp):
    article = read_text("Old bridge to close\n" + STORY.replace(" met", " \u200bmet"))
    _, annotation = annotate_article(article, nlp)
    for row in (*annotation.sentences, *annotation.tokens):
        assert article.text[row.start : row.end] == row.text
    assert [s.paragraph for s in annotation.sentences] == [1, 2, 2, 3]
    assert annotation.sentences[0].text == "Old bridge to close"
    assert [t.token for t in annotation.tokens] == list(
        range(1, len(annotation.tokens) + 1)
    )


@pytest.mark.parametrize(
    "mark", ["\u200e", "\u200d", "\u202e"], ids=lambda c: f"U+{ord(c):04X}"
)
def test_a_paragraph_may_begin_with_a_mark_of_no_width(nlp, mark):
    article = read_text(STORY.replace("\n\nThe", f"\n\n{mark}The"))
    _, annotation = annotate_article(article, nlp)
    assert [s.paragraph for s in annotation.sentences] == [1, 1, 2]
    assert annotation.sentences[-1].text.lstrip(mark).startswith("The meeting")


def test_the_label_names_the_model_as_spacy_released_it(nlp):
    assert model_label(nlp) == "en_core_web_sm 3.8.0"


def test_a_missing_model_says_what_to_install():
    with pytest.raises(
        ModelMissing, match=r"'en_core_web_md' is not installed.*castlist\[md\]"
    ):
        load_model("en_core_web_md")
    with pytest.raises(
        ModelMissing, match=r"'no_such_model'.*leave --model out for en_core_web_sm"
    ):
        load_model("no_such_model")


@pytest.mark.parametrize(
    ("language", "says"),
    [("de", "is for the language 'de'"), ("en", "has no ner and no parser")],
)
def test_a_model_that_cannot_do_the_work_is_refused(tmp_path, language, says):
    spacy.blank(language).to_disk(tmp_path / "blank")
    with pytest.raises(
        ModelMissing,
        match=says if language == "en" else "has no ner|is for the language 'de'",
    ):
        load_model(str(tmp_path / "blank"))


@pytest.mark.parametrize(
    "words", ["his ", "Mr Putin ", "Moscow, ", "the leader of ", "he said she said "]
)
def test_a_text_without_full_stops_is_cut_into_sentences_of_a_bounded_length(nlp, words):
    article = read_text(
        f"{STORY}.\n\n{words * (LONGEST_SENTENCE + 1)}", Reading(force=True)
    )
    doc, annotation = annotate_article(article, nlp)
    lengths = [
        sum(token.sentence == s.sentence for token in annotation.tokens)
        for s in annotation.sentences
    ]
    assert len(lengths) > 4
    assert max(lengths) == LONGEST_SENTENCE
    assert all(
        sentence.start <= token.head.i < sentence.end
        for sentence in doc.sents
        for token in sentence
    )
    assert [s.text for s in annotation.sentences[:3]] == [
        s.text for s in annotate_article(read_text(STORY + "."), nlp)[1].sentences
    ]


def test_a_long_article_is_read_in_pieces_as_if_it_were_one(nlp, monkeypatch):
    texts = [read_article(path).text for path in ARTICLES[:3]]
    article = read_text("\n\n".join(texts))
    assert len(article.text) < PIECE_CHARACTERS
    whole, of_one = annotate_article(article, nlp)
    monkeypatch.setattr("castlist.nlp.load.PIECE_CHARACTERS", len(texts[0]) // 3)
    pieces, of_many = annotate_article(article, nlp)
    assert pieces.text == whole.text
    assert [(s.start, s.end) for s in of_many.sentences] == [
        (s.start, s.end) for s in of_one.sentences
    ]
    tags = [[(t.tag_, t.dep_, t.ent_type_) for t in doc] for doc in (whole, pieces)]
    differ = sum(one != other for one, other in zip(*tags, strict=True))
    # the model sees four words to each side, also over the end of a paragraph
    assert differ < len(whole) / 200


@pytest.mark.parametrize("run", ['"' * 1_000, "—" * 999, "x" * 5_000, "a/" * 3_000])
def test_a_run_of_marks_is_the_same_text_in_tokens(nlp, run):
    text = f"{STORY}. {run} It ended."
    doc = make_doc(nlp, text)
    assert doc.text == text
    assert [token.text for token in doc[-3:]] == ["It", "ended", "."]


@pytest.mark.parametrize(
    "pattern",
    [
        [{"LOWER": "old"}, {"LOWER": "bridge"}],
        [{"LOWER": "the"}, {"IS_ALPHA": True, "OP": "?"}, {"LOWER": "bridge"}],
        [{"DEP": {"IN": ["det"]}}, {"LOWER": {"NOT_IN": ["river"]}}],
        [{"SHAPE": "Xxxxx"}, {"LOWER": "said"}],
    ],
    ids=["words", "a token that may be left out", "lists", "a shape"],
)
def test_rules_over_several_tokens_of_other_pipelines_are_obeyed(pattern):
    pipelines = []
    for _ in range(2):
        nlp = spacy.load(locate_model("en_core_web_sm"))
        nlp.get_pipe("attribute_ruler").add([pattern], {"LEMMA": "changed"}, index=-1)
        pipelines.append(nlp)
    theirs, ours = pipelines
    speed_up(ours)
    text = (
        "Mayor Lopez said that the old bridge and the bridge of the river would be closed."
    )
    lemmas = [token.lemma_ for token in ours(make_doc(ours, text))]
    assert lemmas == [token.lemma_ for token in theirs(text)]
    assert "changed" in lemmas


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The coat is size M. It fits most men, the label says.", 2),
        (
            "The children lack vitamin D. Then they were given vitamin A. Nobody knows why.",
            3,
        ),
        ("The town has plan B. Plan B follows plan A. Then comes a vote in May.", 3),
        ("The scan showed hepatitis C. Doctors were called at once.", 2),
        ("The book is by J. Smith and was read by a witness, R. Jones of Leeds.", 1),
    ],
)
def test_a_letter_that_is_a_label_ends_a_sentence(nlp, text, sentences):
    pad = "The mayor of the town said on Monday that the bridge would be closed for a year."
    article = read_text(f"{text}\n\n{pad}", Reading(force=True))
    _, annotation = annotate_article(article, nlp)
    assert sum(s.paragraph == 1 for s in annotation.sentences) == sentences


def test_a_pipeline_that_loads_quicker_has_the_stock_tokenizer(stock, nlp):
    ours = nlp.tokenizer
    theirs = stock.tokenizer
    assert ours.rules == theirs.rules
    for name in ("prefix_search", "suffix_search", "infix_finditer", "url_match"):
        found = [getattr(one, name).__self__.pattern for one in (ours, theirs)]
        assert found[0] == found[1], name
