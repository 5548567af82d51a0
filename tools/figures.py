"""What was measured, as tables of the documentation: benchmarks/results.json and rules.json."""

import json
from collections.abc import Sequence
from typing import Any

from measured import ROOT, is_default, read_results

__all__ = [
    "corpus_intervals",
    "figures_by_model",
    "figures_by_set",
    "intervals",
    "links_by_rule",
    "names_by_region",
    "pronouns",
    "quotes",
    "rules",
    "steps",
]

RULES = ROOT / "benchmarks" / "rules.json"

QUOTES = ("content_30_f1", "content_80_f1", "content_exact_f1", "speaker_right", "whole_f1")
BY_SET = (
    "names_f1",
    "names_and_types_f1",
    "links_conll_f1",
    "main_count_error",
    "main_count_error_joins_aside",
    "main_in_two_rows",
    "all_mentions_conll_f1",
    "all_mentions_main_count_error",
    "articles_refused",
)
BY_REGION = (
    "names_recall",
    "names_f1",
    "names_and_types_f1",
    "types_right",
    "main_count_error_joins_aside",
    "main_in_two_rows",
)
HOLDING = (
    "intervals_hold",
    "intervals_hold_3_to_5",
    "intervals_hold_6_to_10",
    "intervals_hold_11_and_more",
    "interval_width",
)
OVER_MANY = (
    "articles_hold",
    "articles_hold_2_to_4",
    "articles_hold_5_and_more",
    "articles_width",
    "mentions_hold",
    "mentions_width",
)
LEADS = "leads, "  # what the parts of `intervals` that are about leads begin with
LEADING = (
    "leads_beyond_the_error",
    "leads_beyond_right",
    "leads_within_right",
    "lead_chance",
)
PRONOUNS = (
    "pronouns_precision",
    "pronouns_recall",
    "pronouns_f1",
    "pronouns_feminine_f1",
    "pronouns_masculine_f1",
    "pronouns_bias",
    "both_names_found",
)
# What benchmarks/rules.json has, and how the table calls it.
GAINS = {
    "names_f1": "names found",
    "names_exact_f1": "to the word",
    "names_and_types_f1": "with type",
    "links_conll_f1": "names CoNLL",
    "count_error": "count error",
    "all_mentions_conll_f1": "all mentions CoNLL",
    "pronouns_f1": "GAP",
}
COMPARED = (
    "names_f1",
    "names_and_types_f1",
    "links_conll_f1",
    "main_count_error",
    "counts_exactly_right",
    "top_3",
)


def figures_by_model() -> str:
    """The figures on names and actors in whole articles:
    every model, and an actor per distinct string."""
    rows = [
        (f"{m['benchmark']}, {m['part']} ({m['n']})", f"{m['system']}, {m['model']}", m)
        for m in of_actors({"actors-gum", "actors-meantime"})
    ]
    return figure_table("benchmark (articles) | system", rows, COMPARED)


def figures_by_set() -> str:
    """The figures on names and actors of every set, with the documents behind them; of GUM's other
    genres those of castlist alone."""
    rows = []
    for m in of_actors(
        {"names-worldwide", "actors-gum", "actors-gum-other", "actors-meantime"}
    ):
        genre = m["benchmark"] == "actors-gum-other" and m["part"] != "all genres"
        region = m["benchmark"] == "names-worldwide" and m["part"]
        if (
            is_default(m["model"])
            and not region
            and (m["system"] == "castlist" or not genre)
        ):
            name = ", ".join(filter(None, (m["benchmark"], m["part"])))
            rows.append((f"{name} ({m['n']})", m["system"], m))
    return figure_table("set (documents) | system", rows, BY_SET)


def intervals() -> str:
    """How often intervals hold, and leads that are called larger than the error."""
    measured = [
        m
        for m in read_results()
        if m["benchmark"] == "intervals" and is_default(m["model"])
    ]
    counts = [m for m in measured if not m["part"].startswith(LEADS)]
    leads = [m for m in measured if m["part"].startswith(LEADS)]
    rows = [(f"{m['part']} ({m['n']})", m) for m in counts]
    first = figure_table("set (main actors)", rows, HOLDING)
    rows = [(f"{m['part'].removeprefix(LEADS)} ({m['n']})", m) for m in leads]
    return f"{first}\n\n{figure_table('set (articles with a lead)', rows, LEADING)}"


def corpus_intervals() -> str:
    """How often intervals of counts over many articles hold."""
    rows = [
        (f"{m['part']} ({m['n']})", m)
        for m in read_results()
        if m["benchmark"] == "corpus-intervals" and is_default(m["model"])
    ]
    return figure_table("taken for a corpus (actors)", rows, OVER_MANY)


def names_by_region() -> str:
    """What is found and typed in news of each part of the world."""
    rows = [
        (f"{m['part'] or 'all'} ({m['n']})", m)
        for m in of_actors({"names-worldwide"})
        if m["system"] == "castlist" and is_default(m["model"])
    ]
    return figure_table("region of the outlet (articles)", rows, BY_REGION)


def pronouns() -> str:
    """Which of two names a pronoun means: what was measured, and how."""
    rows = [
        (f"{m['system']} ({m['n']})", m)
        for m in read_results()
        if m["benchmark"] == "pronouns-gap" and is_default(m["model"])
    ]
    return figure_table("system (passages)", rows, PRONOUNS)


def of_actors(benchmarks: set[str]) -> list[dict[str, Any]]:
    """The measurements of whole systems on these benchmarks, news first."""
    measured = [
        m
        for m in read_results()
        if m["benchmark"] in benchmarks and "names_f1" in m["figures"]
    ]
    return sorted(
        measured,
        key=lambda m: (
            m["benchmark"] != "names-worldwide",
            m["benchmark"],
            m["part"] not in {"", "news", "all genres"},
            m["part"],
            m["system"],
        ),
    )


def figure_table(head: str, rows: Sequence[Sequence[Any]], figures: Sequence[str]) -> str:
    """A table with the figures that any row has; the last cell of a row is its measurement."""
    if not rows:
        return "Not measured yet."
    shown = [f for f in figures if any(f in row[-1]["figures"] for row in rows)]
    lines = [
        f"| {head} | {' | '.join(f'`{figure}`' for figure in shown)} |",
        "|" + "---|" * (head.count("|") + 1 + len(shown)),
    ]
    for *about, m in rows:
        values = (m["figures"].get(figure) for figure in shown)
        cells = ("" if value is None else f"{value:.3f}" for value in values)
        lines.append(f"| {' | '.join([*about, *cells])} |")
    return "\n".join(lines)


def rules() -> str:
    """What each rule brings to all sets together: its documents, and its gain in points, in
    brackets without its best document."""
    gains = json.loads(RULES.read_text(encoding="utf-8")) if RULES.is_file() else []
    summed = [gain for gain in gains if gain["benchmark"] == "all sets"]
    if not summed:
        return "Not measured yet."
    shown = [f for f in GAINS if any(f in gain["gain"] for gain in summed)]
    lines = [
        f"| rule | documents (sets) | helps, hurts | {' | '.join(GAINS[f] for f in shown)} |",
        "|" + "---|" * (3 + len(shown)),
    ]
    for gain in summed:
        cells = (in_points(gain, figure) for figure in shown)
        about = (
            f"{gain['kind']}: `{gain['rule']}`",
            f"{gain['fires']} ({gain['sets']})",
            f"{gain['helps']}, {gain['hurts']}",
        )
        lines.append(f"| {' | '.join([*about, *cells])} |")
    return "\n".join(lines)


def in_points(gain: dict[str, Any], figure: str) -> str:
    """A gain in points, in brackets without its best document; empty if it is none.

    >>> in_points({"gain": {"f": 0.0123}, "without_best": {"f": 0.004}}, "f")
    '+1.2 (+0.4)'
    """
    value = gain["gain"].get(figure, 0)
    least = gain["without_best"].get(figure, 0)
    return f"{100 * value:+.1f} ({100 * least:+.1f})" if value or least else ""


def quotes() -> str:
    """What every system finds of each set of quotes, all types and each."""
    measured = [
        m
        for m in read_results()
        if m["benchmark"].startswith("quotes-") and is_default(m["model"])
    ]
    rows = []
    for m in sorted(
        measured,
        key=lambda m: (
            m["benchmark"] != "quotes-wikinews",
            m["part"].split(", ")[0],
            -m["n"],
        ),
    ):
        if m["system"] == "castlist" or not m["part"].endswith(("indirect", "mixed")):
            name = f"{m['benchmark'].removeprefix('quotes-')} {m['part']}".strip()
            refused = (
                f", refuses {100 * m['figures']['articles_refused']:.0f} % of the articles"
                if m["figures"].get("articles_refused")
                else ""
            )
            cells = " | ".join(f"{m['figures'][figure]:.3f}" for figure in QUOTES)
            rows.append(f"| {name} ({m['n']}) | {m['system']}{refused} | {cells} |")
    head = f"| set (quotes) | system | {' | '.join(f'`{figure}`' for figure in QUOTES)} |"
    return "\n".join([head, "|---|---|" + "---|" * len(QUOTES), *rows])


def links_by_rule() -> str:
    """How many links each rule made in news, and how many of them people made too."""
    measured = [
        m for m in gum_news() if ": " in m["system"] or m["system"] == "all descriptions"
    ]
    rows = []
    for m in measured:
        right = m["figures"]["links_right"]
        wrong = f"1 in {1 / (1 - right):.0f}" if right < 1 else "none"
        rows.append(
            f"| {m['system'].replace(': ', ': `')}{'`' * (': ' in m['system'])} | {m['n']}"
            f" | {wrong} |"
        )
    return "\n".join(["| mention: rule | links | wrong |", "|---|---|---|", *rows])


def steps() -> str:
    """The figures with every step of linking up to a certain one, in news."""
    measured = [
        m
        for m in gum_news()
        if m["system"].startswith("up to ") or m["system"] == "castlist"
    ]
    from castlist.actors.descriptions import SIEVES

    names = [
        "up to names",
        *(f"up to {(sieve.__doc__ or '').split(':')[0]}" for sieve in SIEVES),
        "castlist",
    ]
    order = sorted(measured, key=lambda m: names.index(m["system"]))
    shown = [f for f in order[0]["figures"] if f in order[-1]["figures"]] if order else []
    rows = [
        f"| {m['system']} | " + " | ".join(f"{m['figures'][f]:.3f}" for f in shown) + " |"
        for m in order
    ]
    return "\n".join(
        [
            f"| steps | {' | '.join(f'`{f}`' for f in shown)} |",
            "|---|" + "---|" * len(shown),
            *rows,
        ]
    )


def gum_news() -> list[dict[str, Any]]:
    """What was measured on the news of GUM with the model that castlist uses."""
    wanted = ("actors-gum", "news")
    return [
        m
        for m in read_results()
        if (m["benchmark"], m["part"]) == wanted and is_default(m["model"])
    ]
