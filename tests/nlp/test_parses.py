"""Any parse at all: what the parser makes of news is sometimes odd,
and no rule may end in an exception for it."""

import random

import pytest
from spacy.tokens import Doc

from castlist.checks import check
from castlist.nlp.load import annotate_article
from castlist.pipeline import analyse, describe_run, find_actors, read_article, read_text
from castlist.quotes import find_quotes
from castlist.tables import to_tables
from support.paths import ARTICLES

# "Add" loses its head, which stands in the paragraph before, and keeps its label "conj": two rules
# called each other for ever.
PETITION = """The city council of Springfield met on Monday and voted for the new plan of Mayor Jane Roe, who said that
the work would begin in May.

Find out more

Add your name to the petition of John Doe"""


class Shaken:
    """A pipeline whose parses are partly random: some sentences are any tree, some labels and
    tags any at all."""

    def __init__(self, nlp, seed, share):
        self.nlp = nlp
        self.lang = nlp.lang
        self.meta = nlp.meta
        self.vocab = nlp.vocab
        self.make_doc = nlp.make_doc
        self.random = random.Random(seed)
        self.share = share
        self.labels, self.tags = (
            sorted(nlp.get_pipe("parser").labels),
            sorted(nlp.get_pipe("tagger").labels),
        )

    def __call__(self, doc):
        doc = self.nlp(doc)
        heads = [w.head.i for w in doc]
        labels = [w.dep_ for w in doc]
        tags = [w.tag_ for w in doc]
        for sentence in doc.sents:
            if self.happens():
                self.plant(heads, sentence.start, sentence.end)
        for word in range(len(doc)):
            labels[word] = (
                self.random.choice(self.labels) if self.happens() else labels[word]
            )
            tags[word] = self.random.choice(self.tags) if self.happens() else tags[word]
        labels = [
            "ROOT" if head == word else label
            for word, (head, label) in enumerate(zip(heads, labels, strict=True))
        ]
        return Doc(
            self.vocab,
            words=[w.text for w in doc],
            spaces=[bool(w.whitespace_) for w in doc],
            heads=heads,
            deps=labels,
            tags=tags,
            pos=[w.pos_ for w in doc],
            lemmas=[w.lemma_ for w in doc],
            ents=[f"{w.ent_iob_}-{w.ent_type_}" if w.ent_type_ else "O" for w in doc],
        )

    def happens(self):
        return self.random.random() < self.share

    def plant(self, heads, start, end):
        """Make the words of a sentence any tree: bushy, or one long chain."""
        order = list(range(start, end))
        self.random.shuffle(order)
        chain = self.random.random() < 0.3
        for n, word in enumerate(order):
            before = n - 1 if chain else self.random.randrange(max(n, 1))
            heads[word] = order[max(before, 0)]


@pytest.mark.parametrize("share", [0.05, 0.3, 1])
@pytest.mark.parametrize("path", ARTICLES[::2], ids=lambda path: path.stem)
def test_no_parse_ends_in_an_exception_or_in_tables_that_do_not_add_up(nlp, path, share):
    article = read_article(path)
    analysis = analyse(article, Shaken(nlp, f"{path.stem} {share}", share))
    assert check(to_tables(analysis, describe_run())).startswith("All checks hold")


def test_a_word_without_a_head_is_read_once(nlp):
    analysis = analyse(read_text(PETITION, name="petition"), nlp)
    assert {"Jane Roe", "John Doe"} <= {actor.name for actor in analysis.cast.actors}


def test_a_source_may_stand_behind_the_words_that_it_is_the_source_of(nlp):
    # The parse hangs the phrase behind the marks on "according to" before them (Al
    # Jazeera, names-worldwide).
    article = read_text(
        "The plan was cut, according to “a broken promise to all of us here” officials of Oslo. "
        * 3
    )
    doc, annotation = annotate_article(article, nlp)
    to = [word.i for word in doc if word.lower_ == "to" and word.head.lower_ == "according"]
    behind = [word.i for word in doc if word.lower_ == "officials"]
    heads = [w.head.i for w in doc]
    labels = [w.dep_ for w in doc]
    for preposition, noun in zip(to, behind, strict=False):
        for child in [w for w in doc[preposition].children if w.dep_ == "pobj"]:
            labels[child.i] = "dep"
        heads[noun] = preposition
        labels[noun] = "pobj"
        for child in list(doc[noun].children):
            heads[child.i] = preposition if child.i < noun else child.head.i
    shape = {
        "tags": [w.tag_ for w in doc],
        "pos": [w.pos_ for w in doc],
        "lemmas": [w.lemma_ for w in doc],
    }
    words = [w.text for w in doc]
    spaces = [bool(w.whitespace_) for w in doc]
    changed = Doc(doc.vocab, words=words, spaces=spaces, heads=heads, deps=labels, **shape)
    cast = find_actors(article, changed, annotation)
    quotes = find_quotes(article, changed, cast.mentions).quotes
    assert "a broken promise to all of us here" in {quote.text for quote in quotes}
    assert "officials of Oslo" in {quote.speaker for quote in quotes}
