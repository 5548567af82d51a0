"""Charts that can be published, drawn from the tables of one article: who, where, with whom, and in what tone."""

from castlist.charts.actors import actors
from castlist.charts.around import around
from castlist.charts.chart import Chart
from castlist.charts.compare import compare_actors, compare_tone
from castlist.charts.edits import Edits, read_edits, read_style
from castlist.charts.export import CHARTS, EVERYTHING, Choice, export, export_comparison
from castlist.charts.matrix import matrix
from castlist.charts.speakers import speakers
from castlist.charts.strip import strip
from castlist.charts.style import PRESETS
from castlist.charts.together import together
from castlist.charts.tone import tone
from castlist.charts.writer import FORMATS, MissingGlyphs

__all__ = [
    "CHARTS",
    "EVERYTHING",
    "FORMATS",
    "PRESETS",
    "Chart",
    "Choice",
    "Edits",
    "MissingGlyphs",
    "actors",
    "around",
    "compare_actors",
    "compare_tone",
    "export",
    "export_comparison",
    "matrix",
    "read_edits",
    "read_style",
    "speakers",
    "strip",
    "together",
    "tone",
]
