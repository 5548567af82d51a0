"""After a decision the quick way gives the tables of a whole run, byte for byte."""

import pytest

from castlist.decisions import add_decision, add_decisions, read_decisions
from castlist.errors import InputError, ReviewError
from castlist.model import ACTIONS
from castlist.pipeline import Reading, read_article
from castlist.recount import Recount, recount
from castlist.steps import add_cast, add_words, begin_tables, save, tabulate
from castlist.tables import read
from support.paths import ARTICLES, SAMPLE

COLUMNS = ("action", "surface", "target", "type", "scope")


def written(tables, folder):
    save(tables, folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def made_up(tables):
    """Decisions of every kind that the article has something for, suggestions first."""
    rows = [{c: row[c] for c in COLUMNS} for row in tables.suggestions.to_dict("records")]
    cast = tables.actors.sort_values("mentions", ascending=False, kind="stable")
    first, second, third = cast["name"].head(3)
    rows += [
        {"action": "rename", "surface": first, "target": "Somebody Else"},
        {"action": "retype", "surface": second, "type": "thing"},
        {"action": "reject", "surface": third},
        {"action": "keep_apart", "surface": first, "target": second},
        {"action": "merge", "surface": second, "target": third},
    ]
    linked = tables.mentions[tables.mentions["actor_id"] != ""]
    for place, row in enumerate(linked.iloc[::7].to_dict("records")):
        one = {"surface": row["text"], "scope": row["mention_id"]}
        kinds = [
            {"action": "assign", "target": first},
            {"action": "assign", "target": ""},
            {"action": "confirm", "target": first},
            {"action": "reject"},
        ]
        rows.append(one | kinds[place % 4])
    for place, row in enumerate(tables.quotes.to_dict("records")):
        one = {"surface": row["text"], "scope": row["quote_id"]}
        kinds = [{"action": "speaker", "target": first}, {"action": "not_a_quote"}]
        rows.append(one | kinds[place % 2])
    return rows


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_kind_of_decision(path, nlp, tmp_path):
    tables = tabulate(read_article(path), nlp)
    key = next(iter(tables.texts))
    written(tables, tmp_path / "before")
    for row in made_up(tables):
        try:
            add_decisions(tmp_path, key, [row])
        except ReviewError as error:
            assert "contradicts" in str(error)  # noqa: PT017
    decided = read_decisions(tmp_path, key)
    assert {"rename", "retype", "reject", "merge", "assign"} <= {d.action for d in decided}
    whole = written(
        tabulate(read_article(path), nlp, decisions=decided), tmp_path / "whole"
    )
    quick = written(recount(read(tmp_path / "before"), decided), tmp_path / "quick")
    assert quick == whole
    assert read(tmp_path / "before").actors.equals(tables.actors)
    back = written(recount(read(tmp_path / "quick"), ()), tmp_path / "back")
    assert back == {p.name: p.read_bytes() for p in (tmp_path / "before").iterdir()}


def test_tables_without_quotes_and_tone_stay_without(nlp, tmp_path):
    tables = add_cast(add_words(begin_tables(read_article(SAMPLE)), nlp), nlp)
    add_decision(tmp_path, "putin-erdogan-drones", "merge", "Ankara", target="Turkey")
    decided = read_decisions(tmp_path, "putin-erdogan-drones")
    whole = written(add_cast(tables, nlp, decisions=decided), tmp_path / "whole")
    assert written(recount(tables, decided), tmp_path / "quick") == whole
    assert "quotes.csv" not in whole


def test_a_line_that_is_decided_otherwise_takes_a_run(nlp, tmp_path):
    line = read_article(SAMPLE).paragraphs[3].text
    tables = tabulate(read_article(SAMPLE), nlp)
    add_decision(tmp_path, "putin-erdogan-drones", "cut_line", line)
    decided = read_decisions(tmp_path, "putin-erdogan-drones")
    with pytest.raises(InputError, match="a line of the text is decided otherwise"):
        recount(tables, decided)
    reading = Reading(decided=lambda key: decided)
    obeyed = tabulate(read_article(SAMPLE, reading), nlp, decisions=decided)
    assert Recount(obeyed).link(decided).mentions.equals(obeyed.mentions)
    with pytest.raises(InputError, match="a line of the text is decided otherwise"):
        recount(obeyed, ())


def test_without_a_parse_it_says_what_to_do(sample):
    with pytest.raises(InputError, match="Run `castlist run` on it again"):
        recount(sample.with_parse(b"damaged"), ())


def test_every_action_is_tried_here_or_is_about_a_line():
    tried = "rename retype reject keep_apart merge assign confirm speaker not_a_quote"
    about_lines = {name for name, spec in ACTIONS.items() if spec.about == "line"}
    assert set(ACTIONS) == set(tried.split()) | about_lines
