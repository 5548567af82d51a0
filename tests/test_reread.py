"""Lines that are decided otherwise: the tables of a run over the source, made without it."""

import pytest

from castlist.decisions import add_decision, read_decisions
from castlist.errors import InputError
from castlist.pipeline import Reading, read_article
from castlist.reread import reread
from castlist.steps import save, tabulate
from castlist.tables import read
from support.paths import ARTICLES, names


def written(folder):
    return {name: (folder / name).read_bytes() for name in names(folder)}


PAGE = """<html><head><title>A bridge is closed</title><meta name="author" content="Bo Berg">
<meta property="article:published_time" content="2026-01-31"></head><body><nav><a href="/">Home</a></nav>
<article><h1>A bridge is closed</h1><p>The mayor, Ana Lopez, said on Monday that the old bridge would be closed for a year.</p>
<p>Lopez spoke for an hour in the hall, and many people of the town came to hear her.</p>
<p>Nobody in the hall asked her a question, although there were many of them.</p></article></body></html>"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    page = tmp_path_factory.mktemp("page") / "bridge.html"
    page.write_text(PAGE)
    return {path.stem: path for path in (*ARTICLES, page)}


@pytest.mark.parametrize("name", [*(path.stem for path in ARTICLES), "bridge"])
def test_it_gives_what_a_run_over_the_source_gives(name, sources, nlp, tmp_path):
    path = sources[name]
    first = tabulate(read_article(path), nlp)
    (key,) = first.texts
    tables = read(save(first, tmp_path / "first"))
    line = int(tables.paragraphs["line"].iloc[-1])
    words = next(iter(tables.raws.values())).split("\n")[line - 1]
    add_decision(tmp_path, key, "cut_line", words, scope=f"line {line}")
    for cut in tables.cuts.head(1).to_dict("records"):
        add_decision(tmp_path, key, "restore_line", cut["text"])
    decided = read_decisions(tmp_path, key)
    reading = Reading(decided=lambda key: decided)
    whole = tabulate(read_article(path, reading), nlp, decisions=decided)
    made = reread(tables, decided)
    assert written(save(made, tmp_path / "made")) == written(
        save(whole, tmp_path / "whole")
    )
    assert len(made.paragraphs) != len(tables.paragraphs) or len(tables.cuts)


def test_what_cannot_be_told_is_said(sample):
    other = sample.articles.assign(title="Another title altogether")
    frames = {**sample.frames, "articles": other.assign(layout="wrapped")}
    odd = type(sample)(frames, sample.texts, sample.raws, sample.about)
    with pytest.raises(InputError, match="Run `castlist run` on its source again"):
        reread(odd, ())
