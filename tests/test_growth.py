"""Running time grows with an article's size, not with its square: four times as much text takes
less than eight times.

Ratios are compared, never times. Four times the text tells the two apart: 4 if time grows with
the text, 16 if it grows with its square; twice the text would not, as 2 and 4 are within each
other's noise on a busy machine.
"""

import io
import math
import re
import time
from collections.abc import Callable
from itertools import islice, product
from typing import Any, NamedTuple

import pytest

from castlist.actors import name_forms as forms
from castlist.clean import furniture
from castlist.clean.captions import find_caption
from castlist.english import turns as english_turns
from castlist.english.dates import find_days
from castlist.english.talk import ends_as_sentence, unquoted
from castlist.english.translation import translation_note
from castlist.english.turns import read_talk
from castlist.ingest import encoding as charset
from castlist.ingest.context import File, ReadContext
from castlist.ingest.html.byline import find_names
from castlist.ingest.html.reader import html_to_raw
from castlist.ingest.pdf import hyphens
from castlist.ingest.tables import workbook
from castlist.ingest.tables.reader import read_parquet
from castlist.model import Paragraph, Raw
from castlist.nlp import engine
from castlist.nlp.engine import FOOTNOTE, make_doc
from castlist.nlp.load import annotate_article, load_model
from castlist.pipeline import Reading, find_actors, find_speech, find_tone, read_text
from castlist.sentiment.masking import end_negations
from castlist.settings import Settings
from castlist.tables import Tables, article_tables, concat
from castlist.tables import csv as tables_csv

_TIMES = 4  # as much text
_MOST = 8  # times as long
_LEAST = 2
_TRIES = 25  # of which the fastest counts, so that other programs on the machine do not


class Case(NamedTuple):
    """What is timed, on an input of size n."""

    name: str
    n: int
    make: Callable[[int], Any]
    run: Callable[[Any], Any]


class Part(NamedTuple):
    """A part of a workbook, in place of the workbook."""

    data: bytes
    where: str = "a workbook"

    def read(self, part: str, limit: int) -> bytes:
        return self.data


def find_rule(line: str) -> object:
    return furniture._find_rule(line, "any")


def note_translation(text: str) -> str:
    return translation_note(text, text, "en", "")


def drop_quoted(code: str) -> str:
    return workbook._NOT_FORMAT.sub("", code)


def scan_part(data: bytes) -> list[workbook.Event]:
    return list(workbook._scan(Part(data), "xl/styles.xml", len(data)))


def name_of(text: str) -> forms.NameForm:
    return forms.make_name.__wrapped__(text, "person")


def parquet_with_dictionary(n: int) -> File:
    import pyarrow as pa
    from pyarrow import parquet

    texts = pa.array([f"{number} {'word ' * 800}" for number in range(n)])
    file = io.BytesIO()
    parquet.write_table(
        pa.table(
            {"text": texts.dictionary_encode(), "title": pa.array(map(str, range(n)))}
        ),
        file,
    )
    return File(file.getvalue(), "news", "news.parquet", "news.parquet")


def read_all(file: File) -> list[object]:
    return list(
        read_parquet(file, ReadContext(Settings(), lambda _: None, lambda *_: iter(())))
    )


def annotated(words: str) -> Callable[[int], tuple[Any, ...]]:
    """What makes an article of so many words, read by the language model."""

    def make(n: int) -> tuple[Any, ...]:
        text = f"{LEAD}\n\n{words * (n // len(words.split()))}"
        article = read_text(text, Reading(force=True))
        return article, *annotate_article(article, load_model())

    return make


def turns(n: int) -> str:
    """A transcript of so many turns of three voices."""
    names = ("ANA LIND", "BO KRAG", "LIND")
    said = (
        f"{names[k % 3]}: I saw the wall. Did you? (LAUGHTER) We did." for k in range(n + 4)
    )
    return "\n\n".join(said)


def annotated_turns(n: int) -> tuple[Any, ...]:
    article = read_text(turns(n), Reading(force=True))
    return article, *annotate_article(article, load_model())


def turn_paragraphs(n: int) -> tuple[Paragraph, ...]:
    return read_text(turns(n), Reading(force=True)).paragraphs


def find_who_and_what(given: tuple[Any, ...]) -> object:
    article, doc, annotation = given
    return find_speech(article, doc, find_actors(article, doc, annotation))


def annotated_cast(words: str) -> Callable[[int], tuple[Any, ...]]:
    """The same with its cast."""

    def make(n: int) -> tuple[Any, ...]:
        given = annotated(words)(n)
        return *given, find_actors(*given)

    return make


def find_every_tone(given: tuple[Any, ...]) -> object:
    return find_tone(*given)


def tables_of(n: int) -> list[Tables]:
    return [article_tables(read_text(f"{LEAD}\n\n{LEAD} Today."), {})] * n


def read_page(markup: str) -> Raw:
    return html_to_raw(markup, File(b"", "page", "page.html", "page.html"), Settings())


def marked_parts(n: int) -> str:
    return f"<h1>A storm in the town</h1>{'<i class=author><b class=byline></b></i>' * n}<p>{LEAD}</p>"


def gaps(n: int) -> str:
    """Paragraphs with other lines between them."""
    part = f"<p>{LEAD}</p><p><a href=a>Read of it here</a></p><h3>More of it</h3>"
    return f"<html><body><article><h1>A storm</h1>{part * n}</article></body></html>"


def find_every_day(text: str) -> object:
    return list(find_days(text, ""))


def guard_text(text: str) -> str:
    return tables_csv.unguard(tables_csv._guard(text))


def spellings(n: int) -> str:
    """Names of the same consonants."""
    endings = islice(product("aeiou", repeat=6), n)
    return f"There were {' '.join('Bordn' + ''.join(ending) for ending in endings)}."


LEAD = "The mayor of the city said on Monday that the old bridge would be closed and that people would go by ferry."
CASES = [
    Case("subscribe now now now", 5_000, lambda n: f"subscribe{' now' * n} x", find_rule),
    Case(
        "subscribe to save to save",
        5_000,
        lambda n: f"subscribe{' to save' * n} x",
        find_rule,
    ),
    Case("blank lines", 5_000, lambda n: "\n" * n + "x", note_translation),
    Case("brackets in a cell's format", 10_000, lambda n: "[" * n, drop_quoted),
    Case("words in brackets in a cell's format", 10_000, lambda n: "[d" * n, drop_quoted),
    Case(
        "a long attribute in a workbook",
        500_000,
        lambda n: b'<a b="' + b"x" * n + b'"/>',
        scan_part,
    ),
    Case(
        "spaces in a <meta>",
        100_000,
        lambda n: b"<meta charset=" + b" " * n,
        charset._META.search,
    ),
    Case(
        "spaces in a header",
        100_000,
        lambda n: "charset=" + " " * n,
        charset._STATED.search,
    ),
    Case("a long acronym", 20_000, lambda n: "Aa" * n + "!", forms._ACRONYM.fullmatch),
    Case("words with capitals as a caption", 2_000, lambda n: "Aa " * n, find_caption),
    Case("credits in a caption", 2_000, lambda n: "A. Photo: B/AP " * n, find_caption),
    Case("footnotes", 2_000, lambda n: "a[1] " * n, FOOTNOTE.findall),
    Case("capitals as a name", 5_000, lambda n: "A" * n + "!", name_of),
    Case("titles as a name", 5_000, lambda n: "Mr " * n, name_of),
    Case(
        "a long word at a line's end",
        10_000,
        lambda n: "a" * n + "!",
        hyphens._AT_END.search,
    ),
    Case(
        "a chain of words at a line's end",
        10_000,
        lambda n: "a-" * n + "!",
        hyphens._AT_END.search,
    ),
    Case("names of one sound", 2_000, spellings, note_translation),
    # 800 words fill the eight sentences that a pronoun looks back
    Case("his his his", 800, annotated("his "), find_who_and_what),
    Case("Mr Putin Mr Putin", 400, annotated("Mr Putin "), find_who_and_what),
    Case(
        "the Turkish president's",
        400,
        annotated("the Turkish president's "),
        find_who_and_what,
    ),
    Case("he said she said", 400, annotated("he said she said "), find_who_and_what),
    Case("tone of names", 400, annotated_cast("Joy Love hit Ann Lee. "), find_every_tone),
    Case("tone without a stop", 400, annotated_cast("Ann Lee lied and "), find_every_tone),
    Case("open marks in a text to score", 2_000, lambda n: "'a " * n, end_negations),
    Case("turns of a transcript", 100, annotated_turns, find_who_and_what),
    Case("stops before a word", 20_000, lambda n: f"{'.' * n} x", ends_as_sentence),
    Case(
        "spaces in a transcript",
        20_000,
        lambda n: f"(x{' ' * n}",
        english_turns._directions,
    ),
    Case("open quotation marks", 5_000, lambda n: "„" * n, unquoted),
    Case("labels of a transcript", 2_000, turn_paragraphs, read_talk.__wrapped__),
    Case("one short sentence", 400, annotated("The president spoke. "), find_who_and_what),
    Case(
        "20,000 quotation marks",
        5_000,
        lambda n: '"' * n,
        lambda text: make_doc(load_model(), text),
    ),
    Case("marked parts in each other", 400, marked_parts, read_page),
    Case("gaps in a page", 300, gaps, read_page),
    Case(
        "letters encoded twice", 20_000, lambda n: "â€œÃ©" * n, charset.mend_twice_encoded
    ),
    Case("dates on a line", 2_000, lambda n: "5 May 2020, 1/2/2020 " * n, find_every_day),
    Case("names in a byline", 500, lambda n: "Ann Roe, " * n, find_names),
    Case("letters as labels", 2_000, lambda n: "size S. " * n, engine._LETTER.findall),
    Case("semicolons in a cell", 20_000, lambda n: ";=" * n, guard_text),
    Case("tables of many articles", 100, tables_of, concat),
    Case("tables in tables", 200, lambda n: f"<p>{LEAD}</p>{'<table>' * n}", read_page),
    Case("a Parquet dictionary of texts", 250, parquet_with_dictionary, read_all),
]


def time_once(case: Case, given: Any) -> float:
    start = time.thread_time()
    case.run(given)
    return time.thread_time() - start


@pytest.fixture(autouse=True)
def short_sentences(monkeypatch):
    # a quarter, so that a quarter of the text will do
    monkeypatch.setattr("castlist.nlp.load.LONGEST_SENTENCE", 100)


@pytest.mark.parametrize("case", CASES, ids=lambda case: re.sub(r"\W+", "-", case.name))
def test_time_grows_with_the_size(case):
    few = case.make(case.n)
    many = case.make(_TIMES * case.n)
    case.run(case.make(1))  # rules are read, patterns are compiled
    once = more = math.inf
    for number in range(_TRIES):
        once = min(once, time_once(case, few))
        more = min(more, time_once(case, many))
        if number >= _LEAST and more < _MOST * once:
            return
    raise AssertionError(
        f"{case.n:,} take {once:.4f} s, {_TIMES * case.n:,} take {more:.4f} s"
    )
