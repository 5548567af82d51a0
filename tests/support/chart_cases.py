"""Hand-made tables for the tests of charts: no model, no file."""

import hashlib
import re
from collections.abc import Sequence

from castlist.charts import CHARTS, PRESETS, Chart
from castlist.charts.render.fonts import house_style
from castlist.charts.render.marks import Box, Dot, Line, Text
from castlist.charts.render.png import make_figure
from castlist.model import Actor, ArticleRow, Mention, Paragraph, Quote, Score, Sentence
from castlist.sentiment import SCORERS, label_score
from castlist.tables import Tables, walk_rows

KINDS = {"n": "name", "d": "description", "p": "pronoun"}
ABOUT = {"castlist": "0.1.0", "model": "en_core_web_sm 3.8.0", "review": "not reviewed"}

DRAWN = [name for name, chart in CHARTS.items() if not chart.on_request]
"""The charts that every export draws."""
PIECES = [
    (name, size)
    for name in DRAWN
    for size, preset in PRESETS.items()
    if CHARTS[name].fits(preset)
]
"""Those charts with every size that they are drawn in."""

# The hand count of the sample article: actor, type, then paragraph -> kinds in reading order.
SAMPLE = {
    "Putin": ("person", {1: "n", 2: "n", 4: "d", 5: "n", 6: "n", 7: "nndp", 8: "n"}),
    "Erdogan": ("person", {1: "n", 2: "n", 6: "n", 7: "nddp", 8: "ndpp"}),
    "Dmitry Peskov": ("person", {3: "n", 5: "d", 6: "d"}),
    "RIA Novosti": ("organisation", {3: "n"}),
    "Iran (as “Tehran”)": ("place", {9: "npp"}),
    "Turkish drone maker": ("organisation", {9: "dppdd"}),
}
SAMPLE_WORDS = (15, 65, 20, 35, 43, 51, 79, 42, 115)
SAMPLE_TONE = [
    (0.43, 0.13),
    (0.07, -0.54),
    (0, 0),
    (0.28, 0.83),
    (0.19, 0),
    (0.1, 0.4),
    (0.19, 0.53),
    (-0.25, -0.92),
    (0.11, 0.63),
]
OPENINGS = (
    "Putin wants to ask Erdogan for the Ukrainians’ most effective and well-known weapons",
    "Putin and Erdogan will meet in Sochi on August 5 and deepen the topics",
    "This information was made public by Kremlin spokesman Dmitry Peskov in a statement",
    "The two leaders will meet in Sochi, the Russian leader’s favorite resort",
    "“Techno-military cooperation between the two sides is always on the agenda",
    "Asked directly whether the Russians will also talk about the possibility",
    "Statements by the two leaders after their July 19 meeting in Tehran were brief",
    "However, despite the close friendship declared by Erdogan last year",
    "The Russians understand the dominance of unmanned aerial vehicles",
)
SCRIPTS = (
    "The Office of the United Nations High Commissioner for Refugees (UNHCR), Geneva branch",
    "Володимир Зеленський",
    "محمد بن سلمان",
    "בנימין נתניהו",
    "საქართველოს პრეზიდენტი",
    "Recep Tayyip Erdoğan",
    "Nguyễn Phú Trọng",
    "$100m Fund_x $2",
    "_x",
    "<b>&amp;</b> \"quoted\" 'n' co",
    "Happy 😀 Company ❤️",
    "evil\u202egnp.exe",
    "NUL\x00 and\x07 bell",
    "=SUM(A1)",
    "Ξενοφών",
)


def make_tables(
    actors: dict[str, tuple[str, dict[int, str]]],
    paragraphs: int | Sequence[str],
    *,
    tone: Sequence[tuple[float, float]] = (),
    kinds: str = "ndp",
    joint: Sequence[tuple[int, str]] = (),
    unlinked: int = 0,
    rejected: int = 0,
    quotes: Sequence[tuple[int, str, int]] = (),
    **article: str,
) -> Tables:
    """Tables of one article in which each actor has mentions of those kinds in those paragraphs.

    A paragraph is a sentence without names and, if it mentions anybody, one with all of its
    names, which has the paragraph's tone. A quote is a paragraph, a speaker (or nobody) and how
    many of its first words are in marks.
    """
    texts = (
        list(paragraphs)
        if not isinstance(paragraphs, int)
        else [_filler(n) for n in range(1, paragraphs + 1)]
    )
    key = article.get("article_id", "sample")
    wanted = [
        (p, name, type_, k)
        for name, (type_, cells) in actors.items()
        for p, ks in cells.items()
        for k in ks
    ]
    wanted = [entry for entry in wanted if entry[3] in kinds]
    spots: list[tuple[int, int, int, int, str, str, str, str]] = []
    rows = []
    sentences = []
    text = ""
    for number, words in enumerate(texts, 1):
        text += "\n\n" if text else ""
        start = len(text)
        text += words
        said = len(sentences) + 2  # the sentence with the names
        for p, name, type_, kind in wanted:
            if p == number:
                text += " "
                spots.append(
                    (
                        p,
                        said,
                        len(text),
                        len(text) + len(name),
                        name,
                        name,
                        type_,
                        KINDS[kind],
                    )
                )
                text += name
        for p, group in joint:
            if p == number:
                text += " "
                spots.append(
                    (
                        p,
                        said,
                        len(text),
                        len(text) + len(group),
                        group,
                        "",
                        "other",
                        "group",
                    )
                )
                text += group
        body = text[start:]
        ends = sorted({start + len(words), len(text)})
        for begin, end in zip((start, start + len(words) + 1), ends, strict=False):
            sentences.append(
                Sentence(key, len(sentences) + 1, number, begin, end, text[begin:end])
            )
        rows.append(
            Paragraph(
                key, number, number, "body", start, len(text), len(body.split()), body
            )
        )
    # The same in every article, as actor ids are.
    ids = {
        name: re.sub(r"\W+", "-", name).strip("-") or f"a{number}"
        for number, name in enumerate(actors, 1)
    }
    mentions = [
        Mention(
            key,
            f"m{i}",
            p,
            said,
            start,
            end,
            shown,
            kind,
            type_,
            ids.get(name, ""),
            "test",
            "test",
            "auto",
        )
        for i, (p, said, start, end, shown, name, type_, kind) in enumerate(spots, 1)
    ]
    for state, actor, number in (
        ("auto", "", unlinked),
        ("rejected", next(iter(ids.values()), ""), rejected),
    ):
        mentions += [
            Mention(
                key,
                f"m{len(mentions) + n}",
                1,
                1,
                0,
                1,
                text[:1],
                "name",
                "person",
                actor,
                "test",
                "test",
                state,
            )
            for n in range(1, number + 1)
        ]
    row = {
        "title": "",
        "author": "",
        "outlet": "",
        "published": "",
        "language": "en",
        **article,
    }
    known = ArticleRow(
        article_id=key,
        url="",
        source="text",
        extractor="text",
        published_from="",
        layout="one a line",
        notes="",
        words=len(text.split()),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        **{k: v for k, v in row.items() if k != "article_id"},
    )
    of_sentences = [
        (s.sentence, tone[s.paragraph - 1] if s.end == row.end else (0, 0))
        for row in rows[: len(tone)]
        for s in sentences
        if s.paragraph == row.paragraph
    ]
    scores = [
        Score(key, unit, number, scorer, value, label_score(value, 0.05))
        for unit, tones in (("paragraph", enumerate(tone, 1)), ("sentence", of_sentences))
        for number, pair in tones
        for scorer in SCORERS
        for value in [pair[0] if scorer == "textblob" else pair[-1]]
    ]
    records = {
        "articles": [known],
        "paragraphs": rows,
        "sentences": sentences,
        "mentions": mentions,
        "actors": [
            _actor(key, ids[name], name, actors[name][0], mentions) for name in actors
        ],
        "scores": scores,
        "quotes": [
            _quote(key, n, rows[p - 1], who, ids, words)
            for n, (p, who, words) in enumerate(quotes, 1)
        ],
        "phrases": [],
    }
    return Tables({}, {key: text}, {key: text}, {key: dict(ABOUT)}).extend(records)


def draw(name: str, tables: Tables, **options) -> Chart:
    """The chart of that name."""
    return CHARTS[name].draw(tables, **options)


def sample(**options) -> Tables:
    """The sample article by the careful hand count."""
    article = {
        "title": OPENINGS[0],
        "author": "Alexandru Rotaru",
        "article_id": "putin-erdogan-drones",
    }
    joint = [
        (2, "the two leaders"),
        (2, "their"),
        (4, "The two leaders"),
        (7, "the two leaders"),
        (7, "their"),
        (7, "their"),
    ]
    paragraphs = [
        " ".join((text + " and so on" * 40).split()[:length])
        for text, length in zip(OPENINGS, SAMPLE_WORDS, strict=True)
    ]
    return make_tables(
        SAMPLE, paragraphs, **{"tone": SAMPLE_TONE, "joint": joint, **article, **options}
    )


def quoted_sample() -> Tables:
    """The sample article with quotes and judged sentences, so that no chart of it is empty."""
    tables = sample(
        quotes=[(5, "Dmitry Peskov", 30), (6, "Dmitry Peskov", 20), (8, "Erdogan", 12)]
    )
    people = tables.actors.query("type == 'person'")["actor_id"]
    linked = tables.mentions[tables.mentions["actor_id"].isin(people)]
    judged = [
        Score(
            row.article_id, "mention", int(row.mention_id[1:]), "toward", 0.0, "neutral",
            0.1, 0.8, 0.1, "",
        )
        for row in walk_rows(linked.drop_duplicates(["actor_id", "sentence"]))
    ]  # fmt: skip
    scored = [Score(*row) for row in tables.scores.itertuples(index=False)]
    return tables.extend({"scores": [*scored, *judged]})


def crowd(
    number: int, paragraphs: int, *, kinds: str = "ndp", names: Sequence[str] = ()
) -> Tables:
    """Many actors in many paragraphs, the first ones more often, by a fixed rule."""
    actors = {}
    for i in range(number):
        name = names[i] if i < len(names) else f"Actor number {i + 1}"
        total = max(1, (number - i) * 3 // 2)
        cells: dict[int, str] = {}
        for m in range(total):
            place = 1 + (i * 7 + m * m * 3 + m) % paragraphs
            cells[place] = (
                cells.get(place, "") + "ndpnnp"[(i + m) % 6 if kinds != "n" else 0]
            )
        actors[name] = ("person", dict(sorted(cells.items())))
    tone = [
        (((n * 37) % 41 - 20) / 20, ((n * 53) % 37 - 18) / 18) for n in range(paragraphs)
    ]
    voices = list(actors) or [""]
    quotes = [
        (n, voices[n % len(voices)] if n % 9 else "", 3 + n * 7 % 9)
        for n in range(1, paragraphs + 1)
    ]
    title = "A long story about many people"
    return make_tables(
        actors, paragraphs, tone=tone, kinds=kinds, quotes=quotes, title=title
    )


def boxes(chart: Chart) -> list[tuple[str, float, float, float, float]]:
    """Every text with the box of its ink in CSS pixels, as matplotlib measures it:
    left, top, right, bottom."""
    dots = chart.drawing.dpi * chart.drawing.unit / 72  # of the PNG to a CSS pixel
    with house_style():
        figure = make_figure(chart.drawing)
        renderer = figure.canvas.get_renderer()
        found = []
        for text in figure.axes[0].texts:
            size = renderer.get_text_width_height_descent(
                text.get_text(), text.get_fontproperties(), False
            )
            width, height, descent = (length / dots for length in size)
            x, y = text.get_position()
            found.append(
                (text.get_text(), x, y - (height - descent), x + width, y + descent)
            )
    return found


def _filler(number: int) -> str:
    return (
        f"Paragraph {number} opens with these words and goes on for a while until it ends"
    )


def _quote(
    key: str, number: int, row: Paragraph, speaker: str, ids: dict[str, str], words: int
) -> Quote:
    text = " ".join(row.text.split()[:words])
    none = {
        "cue": "",
        "cue_start": -1,
        "cue_end": -1,
        "speaker_start": -1,
        "speaker_end": -1,
        "speaker": speaker,
    }
    known = {
        "speaker_actor_id": ids.get(speaker, ""),
        "speaker_mention_id": "",
        "introduced_as": "",
        "rule": "test",
        "state": "auto",
    }
    place = {
        "paragraph": row.paragraph,
        "start": row.start,
        "end": row.start + len(text),
        "text": text,
    }
    counts = {
        "words": words,
        "quoted_words": words,
        "type": "direct",
        "stance": "",
        "piece": 1,
    }
    return Quote(article_id=key, quote_id=f"q{number}", **place, **counts, **none, **known)


def _actor(
    key: str, actor_id: str, name: str, type_: str, mentions: Sequence[Mention]
) -> Actor:
    mine = [m for m in mentions if m.actor_id == actor_id and m.state != "rejected"]
    counts = [sum(m.kind == kind for m in mine) for kind in KINDS.values()]
    first = min((m.paragraph for m in mine), default=0)
    told = (0.9, "other", "a title stands before it")
    variants = f"{name} ({len(mine)})"
    return Actor(
        *(key, actor_id, name, type_, *told, ""), *counts, sum(counts), first, variants
    )


def texts(chart: Chart) -> list[Text]:
    return [mark for mark in chart.drawing.marks if isinstance(mark, Text)]


def said(chart: Chart) -> list[str]:
    return [
        re.sub("[\u200e\u2068\u2069]", "", mark.text).replace("\u00a0", " ")
        for mark in texts(chart)
    ]


def every_note(chart: Chart) -> str:
    """The notes on the picture, and those that only the alt text has room for."""
    return f"{chart.note} {chart.unsaid}".strip()


def overlap(one, other) -> bool:
    return (
        one[0] < other[2] - 0.5
        and other[0] < one[2] - 0.5
        and one[1] < other[3] - 0.5
        and other[1] < one[3] - 0.5
    )


def outline(mark) -> tuple[float, float, float, float]:
    match mark:
        case Box():
            return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
        case Dot():
            return (
                mark.x - mark.radius,
                mark.y - mark.radius,
                mark.x + mark.radius,
                mark.y + mark.radius,
            )
        case Line():
            half = mark.width / 2 + 0.5  # 0.5: what the overlap test forgives
            return mark.x1 - half, mark.y1 - half, mark.x2 + half, mark.y2 + half


def on_bar(mark, box) -> bool:
    """Whether the text stands wholly on a bar, as a number does."""
    left, top, right, _ = outline(mark)
    return isinstance(mark, Box) and left < box[0] and box[2] < right and top < box[1]
