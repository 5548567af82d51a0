"""Articles for the report: as long as it must bear, and as hostile."""

from collections.abc import Iterator

from castlist.model import Cut, Decision, Suggestion
from castlist.tables import Tables
from support.chart_cases import make_tables

PAYLOADS = {
    "image": "<img src=x onerror=run()>",
    "end of script": "</script><script>run()</script>",
    "attribute": "\"' onfocus=run() autofocus tabindex=1 x='",
    "address": "javascript:run()",
    "template": "{{ run() }}{% raw %}{# #}",
    "end of style": "</style><body onload=run()>",
    "writing direction": "evil\u202egnp.exe\u2066 <b>run()</b>",
    "characters that cannot be written": "NUL\x00 bell\x07 half \ufffe end <svg/onload=run()>",
    "a script that opens a script": "<!--<script> ]]> <![CDATA[ --> <iframe srcdoc=x>",
    "entities": "&lt;script&gt;run()&lt;/script&gt; &#x3c;u&#x3e;",
}


def hostile(text: str) -> Tables:
    """An article in which every field that an article or a person can fill holds that text."""
    actors = {f"{text} {n}": ("person", {1: "nd", 2: "p"}) for n in (1, 2)}
    tables = make_tables(
        actors,
        [f"One {text} two", f"Three {text}"],
        quotes=[(1, f"{text} 1", 2), (2, "", 2)],
        joint=[(2, text)],
        title=text,
        author=text,
        outlet=text,
        published=text,
    )
    for column in ("url", "notes"):
        tables.articles.loc[0, column] = text
    for column in ("rule", "cue", "speaker"):
        tables.quotes[column] = text
    tables.mentions["evidence"] = text
    key = next(iter(tables.texts))
    return tables.extend(
        {
            "cuts": [Cut(key, 3, 0, text, "rule", text)],
            "decisions": [Decision(key, text, 2, "merge", text, text, "", text, text, 1)],
            "suggestions": [
                Suggestion(key, 1, 2, "merge", text, text, "", "", 1, text, text)
            ],
        }
    )


def every_hostile() -> Iterator[tuple[str, Tables]]:
    """Ten hostile articles with what they try."""
    for name, text in PAYLOADS.items():
        yield name, hostile(text)


def long_article(actors: int = 300, paragraphs: int = 200) -> Tables:
    """As many actors, each mentioned by name, description and pronoun in seven paragraphs, and
    everybody quoted: 14,000 words, 2,100 mentions."""
    cast = {}
    for number in range(actors):
        places = sorted({1 + (number * 7 + step * 31) % paragraphs for step in range(7)})
        kinds = dict(zip(places, "ndpnnpd", strict=False))
        cast[f"Name{number} Surname{number}"] = ("person", kinds)
    words = "and so it goes on with words that everybody knows " * 4
    voices = list(cast)
    return make_tables(
        cast,
        [f"Paragraph {n} begins {words}" for n in range(1, paragraphs + 1)],
        quotes=[(n, voices[n], 12) for n in range(1, paragraphs + 1)],
        title="A long story",
    )
