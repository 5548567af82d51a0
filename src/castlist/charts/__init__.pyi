from . import registry as registry
from .files.edits import add_headlines as add_headlines
from .files.edits import read_edits as read_edits
from .files.edits import read_style as read_style
from .files.export import EVERYTHING as EVERYTHING
from .files.export import Choice as Choice
from .files.export import export as export
from .files.export import export_comparison as export_comparison
from .files.of_corpus import corpus_folder as corpus_folder
from .files.of_corpus import corpus_overview as corpus_overview
from .files.of_corpus import export_corpus as export_corpus
from .files.of_corpus import publish_corpus as publish_corpus
from .files.overview import draft_words as draft_words
from .files.overview import overview as overview
from .files.publish import publish as publish
from .files.writer import MissingGlyphs as MissingGlyphs

# generated: chart functions
from .kinds.actors import actors as actors
from .kinds.compare_actors import compare_actors as compare_actors
from .kinds.compare_tone import compare_tone as compare_tone
from .kinds.matrix import matrix as matrix
from .kinds.of_corpus.by_outlet import by_outlet as by_outlet
from .kinds.of_corpus.over_time import over_time as over_time
from .kinds.of_corpus.voices_by_outlet import voices_by_outlet as voices_by_outlet
from .kinds.speakers import speakers as speakers
from .kinds.strip import strip as strip
from .kinds.together import together as together
from .kinds.tone import tone as tone
from .kinds.tone_by_actor import around as around
from .kinds.tone_by_actor import tone_by_actor as tone_by_actor
from .kinds.tone_towards import tone_towards as tone_towards
from .kinds.what_if import what_if as what_if

# /generated
from .page.chart import Chart as Chart
from .page.edits import Edits as Edits
from .page.style import PRESETS as PRESETS
from .registry import CHARTS as CHARTS
from .registry import CORPUS_CHARTS as CORPUS_CHARTS
from .registry import FORMATS as FORMATS
