"""A table that contradicts itself or the text is refused, and the message says where."""

import pytest

from castlist.checks import check
from castlist.errors import CheckFailed
from support.paths import ARTICLES


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_article_of_the_project_passes(path, analyse_file):
    assert check(analyse_file(path)).startswith("All checks hold: 1 article, 12 tables")


def broken(tables, table, column, value, row=0):
    frame = tables.frames[table].copy()
    frame.loc[frame.index[row], column] = value
    return type(tables)(
        {**tables.frames, table: frame}, tables.texts, tables.raws, tables.about
    )


@pytest.mark.parametrize(
    ("table", "column", "value", "says"),
    [
        (
            "mentions",
            "mention_id",
            "m2",
            "mentions: article_id, mention_id must be unique; 2 rows",
        ),
        ("mentions", "start", 1, "mentions: text must stand at start:end"),
        ("mentions", "text", "Somebody else", "mentions: text must stand at start:end"),
        (
            "mentions",
            "kind",
            "nickname",
            "kind must be one of name, description, pronoun, group",
        ),
        ("mentions", "actor_id", "nobody", "mentions: article_id, actor_id must be found"),
        ("mentions", "paragraph", 9, "mentions: a span must lie inside its paragraph"),
        (
            "actors",
            "mentions",
            99,
            "actors: names + descriptions + pronouns must be mentions",
        ),
        ("actors", "names", 99, "actors: names + descriptions + pronouns must be mentions"),
        ("paragraphs", "words", 14, "paragraphs: words must recount"),
        (
            "articles",
            "text_sha256",
            "0" * 64,
            "articles: text_sha256 must be the fingerprint",
        ),
        ("cuts", "text", "Leave a reply!", "cuts must be lines of raw.txt, word for word"),
        ("articles", "words", 400, "articles: words must be the sum over paragraphs"),
        ("scores", "score", 1.5, "scores: score must lie between -1 and 1"),
        ("scores", "unit_id", 999, "scores: article_id, mention_id must be found"),
        ("scores", "label", "neutral", "what is unsure, and only that, has a reason"),
        ("scores", "reason", "", "what is unsure, and only that, has a reason"),
        ("scores", "negative", 0.999, "scores: probabilities must add up to 1"),
        ("sentences", "paragraph", 99, "sentences: article_id, paragraph must be found"),
        ("tokens", "sentence", 99, "tokens: article_id, sentence must be found"),
        ("tokens", "text", "", "tokens: text must stand at start:end"),
        ("quotes", "text", "He never said that", "quotes: text must stand at start:end"),
        ("quotes", "words", 99, "quotes: words must recount"),
        (
            "quotes",
            "quoted_words",
            9,
            "quoted words must be all of a direct quote, none of an indirect or repeated one",
        ),
        ("quotes", "start", 0, "quotes: a span must lie inside its paragraph"),
        ("quotes", "cue", "denied", "quotes: cue must stand at its place"),
        ("quotes", "speaker", "", "quotes: speaker must stand at its place"),
        (
            "quotes",
            "speaker_actor_id",
            "nobody",
            "quotes: article_id, actor_id must be found",
        ),
        (
            "quotes",
            "speaker_mention_id",
            "m999",
            "quotes: article_id, mention_id must be found",
        ),
        ("quotes", "stance", "lied", "quotes: stance must be one of said, claimed"),
    ],
)
def test_each_rule_finds_its_fault(sample, table, column, value, says):
    with pytest.raises(CheckFailed) as caught:
        check(broken(sample, table, column, value))
    assert says in str(caught.value)


def test_a_lost_mention_a_lost_cut_and_a_lost_score_are_noticed(sample):
    for table, says in [
        ("mentions", "must be its rows"),
        ("cuts", "must be the lines of raw.txt that were not cut"),
        ("scores", "every scorer must score"),
    ]:
        frame = sample.frames[table]
        frame = frame[1:] if table != "scores" else frame[:-1]
        tables = type(sample)(
            {**sample.frames, table: frame}, sample.texts, sample.raws, sample.about
        )
        with pytest.raises(CheckFailed, match=says):
            check(tables)


def test_quotes_that_overlap_are_noticed(sample):
    first = sample.quotes.iloc[0]
    second = sample.quotes.iloc[1]
    text = sample.texts["putin-erdogan-drones"][first["start"] : second["end"]]
    tables = broken(broken(sample, "quotes", "end", second["end"]), "quotes", "text", text)
    with pytest.raises(CheckFailed, match="no quote may overlap another"):
        check(tables)


def test_a_table_that_went_missing_is_noticed(sample):
    frames = {name: frame for name, frame in sample.frames.items() if name != "actors"}
    with pytest.raises(CheckFailed, match="mentions and actors come together"):
        check(type(sample)(frames, sample.texts, sample.raws, sample.about))


def test_all_faults_come_in_one_message(sample):
    tables = broken(broken(sample, "scores", "score", 2.0), "paragraphs", "words", 1)
    with pytest.raises(CheckFailed, match="3 of the rules do not hold"):
        check(tables)


def test_tables_that_are_not_there_yet_are_left_out(sample):
    frames = {name: sample.frames[name] for name in ("articles", "cuts", "paragraphs")}
    assert "3 tables" in check(
        type(sample)(frames, sample.texts, sample.raws, sample.about)
    )


def test_a_newsletter_with_an_invisible_first_line_is_read(tmp_path, analyse_file):
    mail = (
        "From: Post <post@example.org>\nList-Id: <post.example.org>\nSubject: Storm\n"
        "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<html><body><span>&zwnj;&zwnj;</span><p>&shy;</p>"
        "<table><tr><td><h1>Storm hits the town of Springfield on Monday evening, mayor says</h1><p>A storm with winds "
        "of up to 90 kilometres an hour hit Springfield on Monday evening, Mayor Ana Lopez said. She told reporters "
        "that the damage was bad.</p><p>“We will rebuild the town by May,” Lopez said. Bob Brown, who lives there, "
        "thanked the fire brigade for its help with the roof.</p></td></tr></table></body></html>\n"
    )
    (tmp_path / "storm.eml").write_text(mail, encoding="utf-8")
    assert check(analyse_file(tmp_path / "storm.eml")).startswith(
        "All checks hold: 1 article"
    )
