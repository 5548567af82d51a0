"""What was measured, as parts of the documentation: the rates in sentences, and beside them the
tables of `figures`."""

import json
import re
from collections.abc import Callable

from figures import (
    corpus_intervals,
    figures_by_model,
    figures_by_set,
    intervals,
    links_by_rule,
    names_by_region,
    pronouns,
    quotes,
    rules,
    steps,
)
from measured import ROOT, is_default, read_results

__all__ = ["PARTS", "error_rates", "in_words", "packaged_rates", "read_sentences"]

BRIEF = "in brief"


def error_rates() -> str:
    """The rates of benchmarks/results.json that a reader of a chart needs, in words; what is not
    there is left out."""
    rows = [
        f"| {rate['about']} | {rate['says']} | {rate['measured_on']} |"
        for rate in rates_in_words(read_sentences())
    ]
    if not rows:
        return "Not measured yet."
    says = (
        f"Measured with {measured_with()} on public texts that people have annotated; your"
        " article may be easier or harder."
    )
    return "\n".join(
        [says, "", "| | how often it is right | measured on |", "|---|---|---|", *rows]
    )


def packaged_rates() -> str:
    """The same rates as the JSON file that the report of an article reads: `brief` stands in its
    first sentences, `rates` in its table, and `model` read the texts."""
    models = {m["model"] for m in read_results() if is_default(m["model"])} - {""}
    packaged = {
        "measured_with": measured_with(),
        "model": " ".join(sorted(models)),
        "brief": rates_in_words(read_sentences(brief=True)),
        "rates": rates_in_words(read_sentences()),
    }
    return json.dumps(packaged, ensure_ascii=False, indent=1) + "\n"


def measured_with() -> str:
    """The versions of castlist and of the language model behind the rates."""
    measured = [m for m in read_results() if is_default(m["model"])]
    versions = {f"castlist {m['castlist']}" for m in measured}
    return " and ".join(sorted(versions | {m["model"] for m in measured} - {""}))


def rates_in_words(sentences: list[list[str]]) -> list[dict[str, str]]:
    """The sentences with their figures: about, says, measured_on. One whose figure is not there is
    left out."""
    measured = [m for m in read_results() if is_default(m["model"])]
    found = []
    for about, benchmark, part, source, sentence in sentences:
        group = [m for m in measured if (m["benchmark"], m["part"]) == (benchmark, part)]
        values = {
            f"{m['system']}/{name}": in_words(name, rate)
            for m in group
            for name, rate in m["figures"].items()
        }
        if set(re.findall(r"{(.+?)}", sentence)) <= set(values):
            used = next(m for m in group if f"{{{m['system']}/" in sentence)
            where = f"{used['n']} {used['unit']}, {source}"
            says = sentence.format_map(values)
            found.append({"about": about, "says": says, "measured_on": where})
    return found


def read_sentences(*, brief: bool = False) -> list[list[str]]:
    """The rows of benchmarks/rates.tsv: about, benchmark, part, source, sentence; those of the
    table, or the few that say it in brief."""
    lines = (ROOT / "benchmarks" / "rates.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [row for row in rows if (row[0] == BRIEF) == brief]


def in_words(figure: str, value: float) -> str:
    """A rate as so many of 100, with one decimal below 1; a correlation with two decimals, a width
    in mentions as it is.

    >>> in_words("top_3", 0.7222), in_words("pearson", 0.336)
    ('72', '0.34')
    >>> in_words("article_lines_lost", 0.0016)
    '0.2'
    """
    if figure == "pearson":
        return f"{value:.2f}"
    if figure == "interval_width":
        return f"{value:.0f}"
    return f"{100 * value:.1f}" if 0 < value < 0.0095 else f"{100 * value:.0f}"


PARTS: dict[str, Callable[[], str]] = {
    "corpus intervals": corpus_intervals,
    "error rates": error_rates,
    "figures by model": figures_by_model,
    "figures by set": figures_by_set,
    "intervals": intervals,
    "links by rule": links_by_rule,
    "names by region": names_by_region,
    "pronouns": pronouns,
    "quotes": quotes,
    "rules": rules,
    "what each step adds": steps,
}
"""Name of a generated part -> what makes it."""
