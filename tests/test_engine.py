"""The faster pipeline says what the stock one says, and characters without width break nothing."""

import pytest
import spacy

from castlist.annotate import annotate_article, load_model, locate_model, model_label
from castlist.engine import make_doc
from castlist.errors import ModelMissing
from castlist.pipeline import read_article, read_text
from conftest import ARTICLES

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
    theirs, ours = stock(text), nlp(make_doc(nlp, text))
    fields = ("text", "tag_", "pos_", "lemma_", "dep_", "ent_type_", "ent_iob_", "is_sent_start")
    read = [[(*(getattr(t, f) for f in fields), t.head.i, str(t.morph)) for t in doc] for doc in (theirs, ours)]
    assert read[1] == read[0]


def test_no_break_spaces_do_not_change_what_is_found(nlp):
    plain, odd = nlp(make_doc(nlp, STORY)), nlp(make_doc(nlp, STORY.replace("Dmitry ", "Dmitry\u00a0")))
    assert [(e.text, e.label_) for e in odd.ents] == [(e.text, e.label_) for e in plain.ents]
    assert any(e.text == "Dmitry Peskov" for e in odd.ents)


@pytest.mark.parametrize("char", ["\u00ad", "\u200b", "\u2060", "\u200e", "\ufeff"], ids=lambda c: f"U+{ord(c):04X}")
def test_characters_without_width_break_neither_tokens_nor_offsets(nlp, char):
    odd = STORY.replace("Erdogan", f"Erdo{char}gan").replace(" Peskov in", f" {char}Peskov{char} in")
    doc = nlp(make_doc(nlp, odd))
    plain = nlp(make_doc(nlp, STORY))
    assert doc.text == odd
    assert [(t.tag_, t.dep_, t.ent_type_) for t in doc] == [(t.tag_, t.dep_, t.ent_type_) for t in plain]


def test_rows_stand_in_the_text_and_sentences_end_with_their_paragraph(nlp):
    article = read_text("Old bridge to close\n" + STORY.replace(" met", " \u200bmet"))
    _, annotation = annotate_article(article, nlp)
    for row in (*annotation.sentences, *annotation.tokens):
        assert article.text[row.start : row.end] == row.text
    assert [s.paragraph for s in annotation.sentences] == [1, 2, 2, 3]
    assert annotation.sentences[0].text == "Old bridge to close"
    assert [t.token for t in annotation.tokens] == list(range(1, len(annotation.tokens) + 1))


@pytest.mark.parametrize("mark", ["\u200e", "\u200d", "\u202e"], ids=lambda c: f"U+{ord(c):04X}")
def test_a_paragraph_may_begin_with_a_mark_of_no_width(nlp, mark):
    article = read_text(STORY.replace("\n\nThe", f"\n\n{mark}The"))
    _, annotation = annotate_article(article, nlp)
    assert [s.paragraph for s in annotation.sentences] == [1, 1, 2]
    assert annotation.sentences[-1].text.lstrip(mark).startswith("The meeting")


def test_the_label_names_the_model_as_spacy_released_it(nlp):
    assert model_label(nlp) == "en_core_web_sm 3.8.0"


def test_a_missing_model_says_what_to_install():
    with pytest.raises(ModelMissing, match=r"'en_core_web_md' is not installed.*castlist\[md\]"):
        load_model("en_core_web_md")
    with pytest.raises(ModelMissing, match=r"'no_such_model'.*leave --model out for en_core_web_sm"):
        load_model("no_such_model")


@pytest.mark.parametrize(("language", "says"), [("de", "is for the language 'de'"), ("en", "has no ner and no parser")])
def test_a_model_that_cannot_do_the_work_is_refused(tmp_path, language, says):
    spacy.blank(language).to_disk(tmp_path / "blank")
    with pytest.raises(ModelMissing, match=says if language == "en" else "has no ner|is for the language 'de'"):
        load_model(str(tmp_path / "blank"))
