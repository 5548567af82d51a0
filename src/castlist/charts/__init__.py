"""Charts that can be published, drawn from the tables of one article: who, where, and in what tone."""

from castlist.charts.actors import actors
from castlist.charts.chart import Chart
from castlist.charts.export import MissingGlyphs, export
from castlist.charts.strip import strip
from castlist.charts.tone import tone

__all__ = ["Chart", "MissingGlyphs", "actors", "export", "strip", "tone"]
