"""Every threshold of the analysis, with its unit and the reason for its value."""

from dataclasses import dataclass, fields

__all__ = [
    "DEFAULT_MODEL",
    "LONGEST_SENTENCE",
    "PIECE_CHARACTERS",
    "Settings",
]

DEFAULT_MODEL = "en_core_web_sm"
"""The language model unless another is named: it installs everywhere, and accuracy is measured with
it."""

PIECE_CHARACTERS = 60_000
"""Characters after which the language model begins anew, at the next paragraph: 10,000 words, which
few articles have. The model needs some 20 kB of memory for a word of a piece."""

LONGEST_SENTENCE = 400
"""Words and marks after which a sentence is cut: the longest of 26,288 in 839 public articles has
218. Rules compare the words of a sentence with each other, so that a text without full stops would
cost its length squared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The thresholds of one run. A value outside its range raises ValueError.

    >>> Settings(min_words=40).min_words
    40
    """

    min_words: int = 20
    """words; a shorter text is a caption, a teaser or an error page, not an article"""

    max_characters: int = 1_000_000
    """characters of one article; spaCy refuses more (`nlp.max_length`)"""

    max_bytes: int = 200_000_000
    """bytes of one file; a larger one is a collection, or not what it seems to be"""

    max_page_bytes: int = 20_000_000
    """bytes of one web page, mail or Word text once it is unpacked; parsers need up to fifty times
    as much memory"""

    max_download_bytes: int = 50_000_000
    """bytes that an address may send, unpacked"""

    max_unpacked_bytes: int = 1_000_000_000
    """bytes of all files of one archive together, unpacked; more is a decompression bomb"""

    max_members: int = 20_000
    """articles or files in one archive, folder, feed or table"""

    max_depth: int = 3
    """archives inside archives; more is a decompression bomb"""

    timeout_seconds: float = 20.0
    """seconds that an address may stay silent"""

    max_redirects: int = 5
    """redirects that an address may ask for; browsers give up at 20, news sites need 2"""

    allow_private: bool = False
    """whether an address may lead to this machine or a private network"""

    max_line_characters: int = 100_000
    """characters of one line; a longer one is a data file or lost line ends, and no paragraph"""

    max_seconds: float = 300.0
    """seconds that reading one article, or analysing it and drawing its charts, may take; ten are
    usual"""

    max_seconds_a_word: float = 0.01
    """seconds more for each word of an article"""

    max_memory_bytes: int = 8_000_000_000
    """bytes of address space that a run may take beside what Python has at its start; one in ten is
    usual"""

    title_max_words: int = 20
    """words; the longest headline of the 160 pages in the public extraction benchmark WCXB (dev)
    has 17"""

    title_ratio: float = 2.0
    """a first line that ends in a full stop is a title only if the next paragraph is this many
    times longer"""

    longest_cut_words: int = 40
    """words; a longer line is never cut as page furniture, whatever it matches"""

    longest_caption_words: int = 80
    """words; of a longer line no credit is cut off: it is a paragraph, not a caption. Of 353
    captions of the pages in two public extraction benchmarks (dev) one is longer"""

    body_words: int = 25
    """words; the first and the last paragraph of this length bound the body; author lines and tags
    stand outside"""

    repeated_words: int = 5
    """words; a shorter line may be said twice in an article ("Yes, I do."), a longer one is a
    repeated block"""

    doubtful_link: float = 0.5
    """probability of a link below which a person is asked; what only "he" or "she" shows to be a
    person needs it too"""

    unnamed_mentions: int = 3
    """mentions of somebody whom the article never names, from which that is an actor; a place never
    is. Of 25 places without a name in GUM 17 are one that the article does name; of people and
    organisations with two mentions 14 of 33 are that or several, with three or more 4 of 22"""

    neutral: float = 0.05
    """half-width of the neutral band on the -1 to 1 scale; VADER's authors give 0.05 for the
    compound score"""

    sure_tone: float = 0.7
    """probability above which the model says how a person is written of: it then answers half of
    single news sentences, and is right in 83 of 100"""

    median_sentences: int = 5
    """sentences that mention an actor; of fewer no median is shown: one more sentence could move it
    anywhere"""

    quotes: int = 3
    """quotes in quotation marks from which a chart compares speakers; of fewer it shows the quotes
    themselves"""

    quoted_words: int = 50
    """words in quotation marks, likewise: of fewer, one sentence more or less would turn the order
    """

    row_mentions: int = 2
    """mentions of an actor, paragraphs of a pair, from which it is a row of a chart where not
    everybody has room; one mention is chance as often as news, and half of all actors have no more
    """

    compared_rows: int = 2
    """rows of that kind from which a chart is drawn: one bar compares nothing"""

    compared_pairs: int = 3
    """pairs of actors that share two paragraphs or more, from which their chart is drawn; of fewer
    a sentence says as much"""

    matrix_actors: int = 4
    """actors in two paragraphs or more, from which a matrix is drawn; three make three pairs, which
    are a list"""

    strip_paragraphs: int = 3
    """paragraphs from which a chart of places in the text is drawn; in two, where is no question"""

    tone_paragraphs: int = 5
    """paragraphs with a score from which the chart of their tone is drawn"""

    tone_agreement: float = 1 / 3
    """share of the paragraphs with a score that all scorers put in one class; two scorers that drew
    lots among three classes would agree on a third"""

    doubtful_type: float = 0.6
    """probability of an actor's type below which the next probable one is a suggestion"""
    likely_person: float = 0.5
    """probability of being a person below which nobody is judged by how it is written of"""

    main_mentions: int = 3
    """mentions from which the count of an actor has an interval; of fewer one more or less is all
    of it"""

    interval: float = 0.8
    """chance that an actor's true count lies in its interval, and chance from which a lead stands:
    with .95 no lead of the sample's size would, and a desk could not print who comes first"""

    outlet_articles: int = 5
    """articles of an outlet from which it is compared with others; of fewer its dot is hollow and
    no headline rests on it: one more would move its share by a fifth or more"""

    period_articles: int = 5
    """articles of a week, month or year; with fewer its column is hollow, likewise"""

    most_weeks: int = 26
    """weeks that a chart over time shows; of a longer span it shows months, or no column would have
    room for a mark"""

    most_months: int = 36
    """months, likewise; of a longer span it shows years"""

    reprint_containment: float = 0.4
    """share of a text's runs of five words that stand in another one too, from which the two are
    one story: of 272,563 pairs of public articles 5 reach it, all copies; two quoted sentences make
    .04, five outlets on one event .32"""

    reprint_words: int = 60
    """words; a shorter text is never called a reprint: one sentence of an agency would make it one
    """

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not isinstance(value, bool) and not value > 0:
                raise ValueError(f"Settings.{field.name} must be above 0, got {value!r}.")
        if self.doubtful_link > 1:
            raise ValueError(
                "Settings.doubtful_link is a probability, 1 at most, got"
                f" {self.doubtful_link!r}."
            )
        if self.reprint_containment > 1:
            raise ValueError(
                "Settings.reprint_containment is a share, 1 at most, got"
                f" {self.reprint_containment!r}."
            )
        if self.sure_tone > 1:
            raise ValueError(
                f"Settings.sure_tone is a probability, 1 at most, got {self.sure_tone!r}."
            )
        if self.interval >= 1:
            raise ValueError(
                f"Settings.interval must be below 1, a certainty, got {self.interval!r}."
            )
        if self.neutral >= 1:
            raise ValueError(
                "Settings.neutral must be below 1, the end of the scale, got"
                f" {self.neutral!r}."
            )
