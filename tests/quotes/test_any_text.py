"""Any text at all gives quotes that are true to it."""

from dataclasses import replace
from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from castlist.checks import check as check_tables
from castlist.clean import clean
from castlist.ingest import ingest_text
from castlist.mentions import find_mentions
from castlist.model import Paragraph
from castlist.nlp.load import annotate_article
from castlist.nlp.quotation import find_stretches
from castlist.pipeline import Reading, analyse, read_text
from castlist.quotes import find_quotes
from castlist.tables import to_tables
from castlist.text import count_words, strip_line

MARKS = [
    '"',
    "“",
    "”",
    "„",
    "«",
    "»",
    "‹",
    "›",
    "「",
    "」",
    "'",
    "‘",
    "’",
    "‚",
    "``",
    "''",
    "’90s",
    "6'2\"",
    "don't",
]
WORDS = [
    "Roe",
    "she",
    "said",
    "told",
    "that",
    "according",
    "to",
    "the union",
    "called",
    "plan",
    "will fail",
    "adding",
]
SIGNS = [
    ",",
    ".",
    "?",
    "!",
    ":",
    "—",
    "\n\n",
    " ",
    "…",
    "(",
    ")",
    "قال",
    "שלום",
    "\u200f",
    "\u00ad",
    "😀",
    "e\u0301",
]
PIECES = st.lists(st.sampled_from(MARKS + WORDS + SIGNS), max_size=60).map(" ".join)
GLUED = st.lists(st.sampled_from(MARKS + WORDS + SIGNS), max_size=60).map("".join)
TEXTS = st.one_of(PIECES, GLUED, st.text(max_size=200))
TAGS = [
    "VBD",
    "VBZ",
    "VBN",
    "VBG",
    "VB",
    "NN",
    "NNP",
    "IN",
    "DT",
    "PRP",
    "WP",
    "MD",
    "TO",
    "RB",
    ",",
    ".",
    "``",
    "''",
]
LABELS = [
    "nsubj",
    "ccomp",
    "xcomp",
    "dobj",
    "prep",
    "pobj",
    "conj",
    "cc",
    "aux",
    "mark",
    "advcl",
    "relcl",
    "parataxis",
]


SENTENCE = "The mayor of the town said on Monday that the old bridge would be closed for repairs until the end of next year."
EMPTY = clean(ingest_text("nothing", name="fuzz"))


def frozen(text):
    """The text as an article whose paragraphs are its lines."""
    paragraphs = []
    at = 0
    for line in text.split("\n"):
        if strip_line(line):
            first = at + len(line) - len(line.lstrip())
            last = at + len(line.rstrip())
            row = (
                "fuzz",
                len(paragraphs) + 1,
                1,
                "body",
                first,
                last,
                count_words(line),
                text[first:last],
            )
            paragraphs.append(Paragraph(*row))
        at += len(line) + 1
    return replace(EMPTY, text=text, raw_text=text, paragraphs=tuple(paragraphs))


def check(article, doc, mentions=()):
    speech = find_quotes(article, doc, mentions)
    quotes = speech.quotes
    phrases = speech.phrases
    text = article.text
    for row in (*quotes, *phrases):
        assert text[row.start : row.end] == row.text
        assert row.text.strip()
        assert row.words == count_words(row.text)
        paragraph = article.paragraphs[row.paragraph - 1]
        assert paragraph.start <= row.start < row.end <= paragraph.end
    for quote in quotes:
        assert (quote.cue_start < 0) == (not quote.cue)
        assert (quote.speaker_start < 0) == (not quote.speaker)
        assert not quote.cue or text[quote.cue_start : quote.cue_end] == quote.cue
        assert (
            not quote.speaker
            or text[quote.speaker_start : quote.speaker_end] == quote.speaker
        )
        assert bool(quote.stance) == bool(quote.cue)
        assert quote.rule
    spans = sorted((row.start, row.end) for row in (*quotes, *phrases))
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    grouped = [list(rows) for _, rows in groupby(quotes, key=lambda q: q.quote_id)]
    assert [rows[0].quote_id for rows in grouped] == [
        f"q{n}" for n in range(1, len(grouped) + 1)
    ]
    assert all([q.piece for q in rows] == list(range(1, len(rows) + 1)) for rows in grouped)
    return quotes


@given(TEXTS)
def test_any_text_gives_quotes_that_are_true_to_it(nlp, text):
    article = frozen(text)
    if not article.paragraphs:
        return
    doc, annotation = annotate_article(article, nlp)
    check(article, doc, find_mentions(article, doc, annotation)[0])


@given(st.data())
def test_any_parse_gives_quotes_that_are_true_to_the_text(nlp, data):
    """The parser may answer anything; a hand-made parse answers what no parser would."""
    words = data.draw(
        st.lists(
            st.sampled_from([*WORDS, *MARKS, ",", ".", "?", ":", "\n\n"]),
            min_size=1,
            max_size=25,
        )
    )
    words = [part for word in words for part in word.split(" ")]
    size = len(words)
    heads = data.draw(st.lists(st.integers(0, size - 1), min_size=size, max_size=size))
    # a tree: every word hangs on an earlier one
    heads = [min(head, word) for word, head in enumerate(heads)]
    tags = data.draw(st.lists(st.sampled_from(TAGS), min_size=size, max_size=size))
    deps = data.draw(st.lists(st.sampled_from(LABELS), min_size=size, max_size=size))
    spaces = [word != "\n\n" for word in words]
    doc = Doc(
        nlp.vocab,
        words=words,
        spaces=spaces,
        heads=heads,
        tags=tags,
        deps=deps,
        lemmas=words,
    )
    check(frozen(doc.text), doc)


@given(TEXTS)
def test_stretches_never_overlap_and_never_leave_their_paragraph(text):
    article = frozen(text)
    stretches = find_stretches(article.text, article.paragraphs)
    assert all(first.outer[1] <= second.outer[0] for first, second in pairwise(stretches))
    for stretch in stretches:
        paragraph = article.paragraphs[stretch.paragraph - 1]
        assert (
            paragraph.start
            <= stretch.outer[0]
            < stretch.start
            < stretch.end
            <= stretch.outer[1]
            <= paragraph.end
        )


LONG = {
    "transcript": 'ROE: We will go, said the man. "It is late," she told us.\n\nTom Hall: "No," he said, "no."\n\n',
    "no paragraphs": 'He said that it was late. "It is late," she told us, adding that nobody came. ',
    "never closed": 'He said "it was late. ',
    "no full stops": "she said that he said that they said ",
    "quotes only": '"It is late and we go home now."\n\n',
}


@pytest.mark.parametrize("name", LONG)
def test_a_text_of_many_thousand_words_ends_and_gives_quotes_that_are_true_to_it(nlp, name):
    article = frozen(LONG[name] * 400)
    doc, annotation = annotate_article(article, nlp)
    check(article, doc, find_mentions(article, doc, annotation)[0])


@given(
    PIECES | GLUED | st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=200)
)
def test_tables_of_any_text_hold(nlp, text):
    """An article around any text, through the whole pipeline."""
    article = read_text(
        f"{SENTENCE}\n\n{text}\n\n{SENTENCE}", Reading(force=True), name="fuzz"
    )
    assert check_tables(to_tables(analyse(article, nlp), {})).startswith("All checks hold")
