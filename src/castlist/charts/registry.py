"""The list of charts: one row a chart.
Export, edits, help, README, gallery and tests take from it what there is.

Loading this list loads no chart: `castlist charts --help` prints it without pandas or matplotlib.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from castlist.charts.page.style import Preset
from castlist.errors import InputError

if TYPE_CHECKING:
    from castlist.charts.page.chart import Chart

__all__ = [
    "ALL",
    "CHARTS",
    "COMPARISONS",
    "CORPUS_CHARTS",
    "DATA_FILES",
    "FORMATS",
    "OF_A_CORPUS",
    "ChartSpec",
    "Format",
    "find_chart",
]


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """One chart: what it is called, what draws it, of which tables, and when."""

    name: str  # in file names, charts.toml and on the command line
    function: str  # module in `kinds`, and the function in it
    title: str  # in the gallery
    shows: str  # one sentence for who looks for a chart
    tables: tuple[str, ...]  # that it draws, beside articles and paragraphs
    drawn_if: str = (
        ""  # the rule by which it says something; `lacks` of its module applies it
    )
    options: Mapping[str, Any] = field(default_factory=dict)  # of the function
    compares: bool = False  # several articles; else it shows one
    on_request: bool = False  # drawn only if it is named
    grows_wide: bool = False  # only for sizes that are wide and grow with the data
    # ending -> module in `data`, and what makes that file
    extras: Mapping[str, str] = field(default_factory=dict)
    alias: str = ""  # an older name, which is still understood

    @property
    def draw(self) -> "Callable[..., Chart]":
        """The function that draws it: tables (or many of them), `size` and `edits` -> Chart."""
        function: Callable[..., Chart] = _load("kinds", self.function)
        return partial(function, **self.options) if self.options else function

    def lacks(self, tables: object, numerals: object) -> str:
        """Why the chart of these tables says too little to be drawn, by its rule, in words that go
        into a sentence; empty if it says something, or has no rule."""
        if not self.drawn_if:
            return ""
        module, _, _ = self.function.partition(":")
        reason: str = _load("kinds", f"{module}:lacks")(tables, numerals, **self.options)
        return reason

    def make_extras(self, tables: object) -> dict[str, Callable[[], bytes]]:
        """Ending -> what makes another file of its data."""
        return {
            ending: partial(_load("data", path), tables)
            for ending, path in self.extras.items()
        }

    def fits(self, preset: Preset) -> bool:
        """Whether it can be drawn in a size."""
        return preset.grows_wide or not self.grows_wide


ALL: tuple[ChartSpec, ...] = (
    ChartSpec(
        name="actors",
        function="actors:actors",
        title="1. Who is mentioned most",
        shows="Every actor, ranked by mentions: by name, description, pronoun.",
        tables=("mentions", "actors"),
        drawn_if="two actors are mentioned more than once, one more than twice",
    ),
    ChartSpec(
        name="strip",
        function="strip:strip",
        title="2. Who is mentioned where",
        shows=(
            "The story strip: in which paragraphs each actor is mentioned, one mark a"
            " mention."
        ),
        tables=("mentions", "actors"),
        drawn_if=(
            "two actors are mentioned more than once, one more than twice, and there are"
            " three paragraphs"
        ),
    ),
    ChartSpec(
        name="tone",
        function="tone:tone",
        title="3. The tone of each paragraph",
        shows="The tone of each paragraph by every scorer, and whether they agree.",
        tables=("mentions", "actors", "scores"),
        drawn_if="five paragraphs have a score, and the scorers agree on a third of them",
    ),
    ChartSpec(
        name="speakers",
        function="speakers:speakers",
        title="4. Who speaks, in how many words",
        shows=(
            "Who speaks, in how many quoted words; with little to compare, the quotes"
            " themselves."
        ),
        tables=("mentions", "actors", "quotes", "phrases"),
        drawn_if=(
            "there are three quotes and fifty quoted words, half of them by two or more"
            " known speakers"
        ),
    ),
    ChartSpec(
        name="together",
        function="together:together",
        title="5. Who appears together: pairs",
        shows="Pairs of actors that share paragraphs, ranked; a network for Gephi or Flourish.",
        tables=("mentions", "actors"),
        drawn_if=(
            "three pairs share more than one paragraph, and some of those drawn share more than"
            " others"
        ),
        extras={"-edges.csv": "network:edges_csv", ".graphml": "network:graphml"},
    ),
    ChartSpec(
        name="matrix",
        function="matrix:matrix",
        title="5. Who appears together: matrix",
        shows="Which actors share paragraphs: everybody with everybody, on wide sheets.",
        tables=("mentions", "actors"),
        drawn_if="four actors are in more than one paragraph, and three pairs share more than one",
        grows_wide=True,
    ),
    ChartSpec(
        name="tone-towards",
        function="tone_towards:tone_towards",
        title="6. How each person is written of",
        shows=(
            "How readers would feel the sentences towards each person in them, and of which"
            " two a difference can be stated. It is no verdict on anybody."
        ),
        tables=("mentions", "actors", "sentences", "scores"),
        drawn_if="two people are in five judged sentences or more",
    ),
    ChartSpec(
        name="tone-by-actor",
        function="tone_by_actor:tone_by_actor",
        title="6. The tone around each actor",
        shows=(
            "The tone of the sentences that mention each actor, one dot a sentence. It is"
            " not a view of the actor."
        ),
        tables=("mentions", "actors", "sentences", "scores"),
        drawn_if="two actors are mentioned in five sentences or more",
        alias="around",
        on_request=True,
    ),
    ChartSpec(
        name="actors-by-country",
        function="actors:actors",
        title="1. Who is mentioned most, by country",
        shows="As actors, with those of one country added up.",
        tables=("mentions", "actors"),
        drawn_if="two countries are mentioned more than once, one more than twice",
        options={"by_country": True},
        on_request=True,
    ),
    ChartSpec(
        name="strip-by-country",
        function="strip:strip",
        title="2. Who is mentioned where, by country",
        shows="As strip, with actors of one country in one row.",
        tables=("mentions", "actors"),
        drawn_if=(
            "two countries are mentioned more than once, one more than twice, and there are"
            " three paragraphs"
        ),
        options={"by_country": True},
        on_request=True,
    ),
    ChartSpec(
        name="what-if",
        function="what_if:what_if",
        title="7. What if something else counted",
        shows=(
            "Who is mentioned most by other definitions of a mention: by name only, without"
            " the title, outside quotes. Which conclusions stand."
        ),
        tables=("mentions", "actors", "quotes"),
        drawn_if="two actors are mentioned more than once",
        on_request=True,
    ),
    ChartSpec(
        name="compare-actors",
        function="compare_actors:compare_actors",
        title="1. Who is mentioned most, in several articles",
        shows="The actors of several articles, on one scale.",
        tables=("mentions", "actors"),
        compares=True,
    ),
    ChartSpec(
        name="compare-tone",
        function="compare_tone:compare_tone",
        title="3. The tone of each paragraph, in several articles",
        shows="The tone of several articles, paragraph by paragraph, on one scale.",
        tables=("mentions", "actors", "scores"),
        compares=True,
    ),
)
"""Every chart of articles, in the order in which pages and folders list them."""

OF_A_CORPUS: tuple[ChartSpec, ...] = (
    ChartSpec(
        name="over-time",
        function="of_corpus.over_time:over_time",
        title="8. Who is mentioned when, in a corpus",
        shows=(
            "The actors that most articles mention, week by week or month by month, for 1,000"
            " words."
        ),
        tables=("overall", "by_period", "periods"),
        drawn_if=(
            "three periods have five dated articles or more, and somebody is mentioned in five"
        ),
    ),
    ChartSpec(
        name="by-outlet",
        function="of_corpus.by_outlet:by_outlet",
        title="8. Who is mentioned by which outlet, in a corpus",
        shows=(
            "The share of each outlet's articles that mention an actor, on one scale. A"
            " difference is stated only where it is larger than the error of counting."
        ),
        tables=("overall", "by_outlet", "outlets"),
        drawn_if=(
            "two outlets have five articles or more, and somebody is mentioned in five of"
            " them"
        ),
    ),
    ChartSpec(
        name="voices-by-outlet",
        function="of_corpus.voices_by_outlet:voices_by_outlet",
        title="8. Who speaks, by outlet, in a corpus",
        shows=(
            "The share of what is said that officials, organisations, experts, citizens and"
            " unnamed sources say, outlet by outlet."
        ),
        tables=("outlets", "voices"),
        drawn_if="two outlets have five articles or more, with fifty words said in each",
    ),
)
"""Every chart of a corpus, likewise."""

CHARTS: Mapping[str, ChartSpec] = {chart.name: chart for chart in ALL if not chart.compares}
COMPARISONS: Mapping[str, ChartSpec] = {
    chart.name: chart for chart in ALL if chart.compares
}
CORPUS_CHARTS: Mapping[str, ChartSpec] = {chart.name: chart for chart in OF_A_CORPUS}


@dataclass(frozen=True, slots=True)
class Format:
    """One picture format: the ending of its file, what readers call it, and what makes it."""

    ending: str
    shown: str
    make: "Callable[[Chart], bytes]"


FORMATS: Mapping[str, Format] = {
    "png": Format(".png", "PNG", lambda chart: chart.png()),
    "svg": Format(".svg", "SVG, live text", lambda chart: chart.svg()),
    "outlines": Format(
        "-outlines.svg", "SVG, text as outlines", lambda chart: chart.svg(outlines=True)
    ),
    "pdf": Format(".pdf", "PDF", lambda chart: chart.pdf()),
}

DATA_FILES: Mapping[str, str] = {  # the longer ending first
    ".graphml": "network for Gephi (GraphML)",
    "-edges.csv": "network for Flourish (CSV)",
    "-datawrapper.csv": "data for Datawrapper (CSV)",
    ".alt.txt": "alt text",
    ".csv": "data, one row an observation (CSV)",
}
"""Endings of the files of a chart that are no pictures, and what readers call them."""


def find_chart(name: str, known: Iterable[ChartSpec] = (*ALL, *OF_A_CORPUS)) -> ChartSpec:
    """The chart of that name, or of that older name; InputError that lists those there are."""
    known = tuple(known)
    for chart in known:
        if name and name in (chart.name, chart.alias):
            return chart
    raise InputError(
        f"there is no chart {name!r}. Choose from:"
        f" {', '.join(chart.name for chart in known)}."
    )


def _load(folder: str, path: str) -> Any:
    module, _, name = path.partition(":")
    return getattr(import_module(f"castlist.charts.{folder}.{module}"), name)
