from . import charts as charts
from . import notebook as notebook
from . import tables as tables
from .checks import check as check
from .clean import uncut as uncut
from .decisions import read_decisions as read_decisions
from .nlp.load import annotate_article as annotate_article
from .nlp.load import load_model as load_model
from .pipeline import Reading as Reading
from .pipeline import analyse as analyse
from .pipeline import describe_run as describe_run
from .pipeline import find_actors as find_actors
from .pipeline import find_speech as find_speech
from .pipeline import read_article as read_article
from .pipeline import read_articles as read_articles
from .pipeline import read_text as read_text
from .sentiment import score_article as score_article
from .settings import Settings as Settings
from .steps import add_cast as add_cast
from .steps import add_quotes as add_quotes
from .steps import add_scores as add_scores
from .steps import add_words as add_words
from .steps import begin_tables as begin_tables
from .steps import compare_uncut as compare_uncut
from .steps import save as save
from .steps import tabulate as tabulate
from .summary import by_paragraph as by_paragraph
from .summary import by_speaker as by_speaker
from .summary import never_heard as never_heard

__version__: str

__all__ = [
    "Reading",
    "Settings",
    "add_cast",
    "add_quotes",
    "add_scores",
    "add_words",
    "analyse",
    "annotate_article",
    "begin_tables",
    "by_paragraph",
    "by_speaker",
    "charts",
    "check",
    "compare_uncut",
    "describe_run",
    "find_actors",
    "find_speech",
    "load_model",
    "never_heard",
    "notebook",
    "read_article",
    "read_articles",
    "read_decisions",
    "read_text",
    "save",
    "score_article",
    "tables",
    "tabulate",
    "uncut",
]
