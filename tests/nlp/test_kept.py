"""A parse that was kept says what the model said, and one that is damaged says nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from castlist.nlp.kept import pack_doc, unpack_doc
from castlist.nlp.load import annotate_article
from castlist.pipeline import find_actors, find_speech, find_tone, read_article
from support.paths import ARTICLES, SAMPLE


@pytest.fixture(scope="module")
def packed(nlp):
    article = read_article(SAMPLE)
    return pack_doc(annotate_article(article, nlp)[0], article.text), article.text


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_it_gives_the_mentions_quotes_and_tones_of_the_model(path, nlp):
    article = read_article(path)
    doc, annotation = annotate_article(article, nlp)
    kept = unpack_doc(pack_doc(doc, article.text), article.text)
    assert pack_doc(kept, article.text) == pack_doc(doc, article.text)
    found = []
    for one in (doc, kept):
        cast = find_actors(article, one, annotation)
        tone = find_tone(article, one, annotation, cast)
        found.append((cast, find_speech(article, one, cast), repr(tone)))
    assert found[0] == found[1]
    assert found[0][0].mentions


def test_it_is_of_one_text(packed):
    data, text = packed
    assert unpack_doc(data, text) is not None
    assert unpack_doc(data, f"{text} ") is None
    assert unpack_doc(b"", text) is None


@given(st.data())
def test_a_damaged_one_is_none(packed, data):
    whole, text = packed
    cut = data.draw(st.integers(0, len(whole) - 1))
    assert unpack_doc(whole[:cut], text) is None
    byte = bytes([data.draw(st.integers(0, 255))])
    changed = unpack_doc(whole[:cut] + byte + whole[cut + 1 :], text)
    assert changed is None or len(changed) == len(unpack_doc(whole, text))
