"""The report as a file: what is in it, where its links lead, what an article can do to it."""

import json
from dataclasses import replace
from urllib.parse import unquote

import lxml.html
import pytest

import castlist
from castlist import charts
from castlist.model import Decision
from castlist.published import published
from castlist.report import write_index, write_report
from castlist.report.template import read_rates
from support.chart_cases import SCRIPTS, crowd, make_tables, quoted_sample
from support.chart_cases import sample as by_hand
from support.commands import castlist as run
from support.reports import long_article

LIMIT = 1_500_000  # bytes that a mail takes without a question


@pytest.fixture(scope="module")
def made(sample, tmp_path_factory):
    """The report of the sample with its charts."""
    folder = tmp_path_factory.mktemp("report")
    charts.export(sample, folder)
    return write_report(sample, folder)


@pytest.fixture(scope="module")
def page(made):
    return read(made)


def read(path):
    return lxml.html.fromstring(path.read_bytes().decode("utf-8"))


def said(node):
    return " ".join(node.text_content().split())


def lead_nowhere(page):
    """Links inside the page without a target, and ids that two things have."""
    ids = page.xpath("//@id")
    links = [link for link in page.xpath("//a/@href") if link.startswith("#")]
    assert links
    lost = {link for link in links if unquote(link[1:]) not in ids}
    return lost | {name for name in ids if ids.count(name) > 1}


def test_the_first_screen_says_what_was_counted_by_what_and_that_nobody_looked(
    page, sample
):
    assert said(page.xpath("//h1")[0]) == sample.articles["title"].iloc[0]
    box = said(page.xpath("//*[@id='method']")[0])
    assert "53 mentions of 15 actors in 9 paragraphs and 465 words; 7 quotes." in box
    assert "castlist 0.1.0, spaCy en_core_web_sm 3.8.0" in box
    assert "Names not reviewed." in box
    assert read_rates()["brief"][0]["says"] in box
    chips = [said(chip) for chip in page.xpath("//ul[@class='chips']/li")]
    assert chips[:3] == ["Erdogan 10", "Putin 9", "Tehran 6"]
    assert len(chips) == 15


def test_every_link_leads_somewhere_and_every_id_is_there_once(page):
    assert lead_nowhere(page) == set()


def test_every_number_of_an_actor_is_the_length_of_the_list_it_leads_to(page):
    counted = 0
    for link in page.xpath("//*[@class='member']//a[@class='n']"):
        (target,) = page.xpath(f"//*[@id='{link.get('href')[1:]}']")
        lines = target.xpath(".//ul[@class='sightings']/li | self::ul/li")
        is_paragraphs = "paragraph" in (link.tail or "")
        places = [said(line.xpath("a")[0]) for line in lines]
        number = len(set(places)) if is_paragraphs else len(places)
        assert int(link.text) == number, said(link.getparent())
        counted += 1
    assert counted > 40


def test_every_listed_mention_stands_in_the_text_under_the_id_of_the_table(page, sample):
    words = dict(zip(sample.mentions["mention_id"], sample.mentions["text"], strict=True))
    links = page.xpath("//*[@id='cast']//li/a/@href")
    assert sorted(links) == sorted(f"#{key}" for key in words)
    for key, text in words.items():
        pieces = page.xpath(
            f"//*[@id='text']//*[contains(concat(' ', @data-m, ' '), ' {key} ')]"
        )
        assert "".join(piece.text_content() for piece in pieces) == text, key
        assert page.xpath(f"//*[@id='text']//*[@id='{key}']"), key


def test_the_text_is_the_article_word_for_word(page, sample):
    for row in sample.paragraphs.itertuples():
        (shown,) = page.xpath(f"//*[@id='p{row.paragraph}']")
        for aside in shown.xpath(".//small | .//span[@class='no']"):
            aside.drop_tree()
        assert shown.text_content() == row.text
    for row in sample.sentences.itertuples():
        assert page.xpath(f"//*[@id='s{row.sentence}']")[0].text_content() == row.text


def test_who_is_meant_is_said_where_it_is_not_evident_and_only_there(made):
    page = read(made)
    glossed = {
        (said(gloss.getprevious()), said(gloss))
        for gloss in page.xpath("//small[contains(@class, 'gloss')]")
    }
    assert {
        ("Pyrector", "Bayraktar"),
        ("his", "Erdogan"),
        ("’s spokesman", "Dmitry Peskov"),
    } <= glossed
    assert not {text for text, name in glossed if text == name}


def test_quotes_stand_with_their_speakers_and_lead_to_the_text(page):
    heads = [said(head) for head in page.xpath("//*[@class='voice']/h3")]
    assert heads[0] == "Dmitry Peskov 2 quotes, 62 quoted words"
    links = page.xpath("//*[@class='voice']//li/a/@href")
    assert sorted(links) == [f"#q{n}" for n in range(1, 8)]


def test_charts_are_inside_with_all_their_numbers_linked(page, made):
    shown = page.xpath("//figure/@id")
    entries = json.loads((made.parent / "charts.json").read_bytes())["charts"]
    assert shown == [f"chart-{entry['name']}" for entry in entries]
    assert len(shown) >= 6
    for figure in page.xpath("//figure"):
        (image,) = figure.xpath(".//img")
        assert image.get("src").startswith("data:image/svg+xml;base64,")
        assert image.get("alt")
        assert figure.xpath(".//a[@download]/@href")[0].startswith("data:text/csv;base64,")
        rows = figure.xpath(".//tbody/tr")
        assert rows
        numbers = [cell for cell in figure.xpath(".//tbody//td[@class='n']") if said(cell)]
        assert [said(cell) for cell in numbers if not cell.xpath("./a")] == []


def test_what_was_cut_decided_and_measured_is_in_it(page, sample):
    cuts = page.xpath("//*[@id='cuts']//tbody/tr")
    assert len(cuts) == len(sample.cuts)
    assert "Leave a Replya comment form" in said(page.xpath("//*[@id='cuts']")[0])
    assert "Nothing yet" in said(page.xpath("//*[@id='decisions']")[0])
    assert "Bayraktar would count as place" in said(page.xpath("//*[@id='decisions']")[0])
    rates = said(page.xpath("//*[@id='rates']")[0])
    assert all(rate["says"] in rates for rate in read_rates()["rates"])
    assert sample.articles["text_sha256"].iloc[0] in said(page.xpath("//footer")[0])


def test_it_is_one_small_file_that_asks_for_nothing_and_runs_only_its_own_script(
    made, page
):
    assert made.stat().st_size < LIMIT
    links = page.xpath("//@src | //@srcset | //link/@href | //@action | //@data")
    assert [link[:40] for link in links if not link.startswith("data:")] == []
    assert page.xpath("//link | //iframe | //object | //base | //form | //@style") == []
    (policy,) = page.xpath("//meta[@http-equiv]/@content")
    assert policy.startswith("default-src 'none'; img-src data:; script-src 'sha256-")
    assert "unsafe" not in policy


def test_the_same_tables_and_charts_give_the_same_bytes(made, sample):
    before = made.read_bytes(), (made.parent / "report.json").read_bytes()
    write_report(sample, made.parent)
    assert (made.read_bytes(), (made.parent / "report.json").read_bytes()) == before


def test_what_a_person_decided_stands_in_it(tmp_path):
    tables = by_hand()
    key = next(iter(tables.texts))
    row = ("actors.csv", 2, "merge", "Pyrector", "Bayraktar", "", "", "a <typo>")
    tables = tables.extend(
        {"decisions": [Decision(key, *row, 4), Decision(key, *row[:1], 3, *row[2:], 0)]},
        {"review": "1 correction by a person, not reviewed"},
    )
    page = read(write_report(tables, tmp_path))
    assert "1 correction by a person, not reviewed." in said(
        page.xpath("//*[@id='method']")[0]
    )
    rows = [said(row) for row in page.xpath("//*[@id='decisions']//tbody/tr")]
    assert rows[0] == "merge “Pyrector” -> “Bayraktar”4 placesa <typo>actors.csv, 2"
    assert "nothing in this article" in rows[1]


def test_rates_of_another_model_are_not_passed_off_as_those_of_this_one(tmp_path):
    tables = by_hand().extend({}, {"model": "en_other 1.0"})
    page = read(write_report(tables, tmp_path))
    assert read_rates()["brief"][0]["says"] not in said(page.xpath("//*[@id='method']")[0])
    assert "en_other 1.0, of which nobody has measured that" in said(page)


@pytest.mark.parametrize(
    "tables",
    [
        make_tables({}, 3),
        make_tables({"Putin": ("person", {1: "n"})}, 1, title="One"),
        make_tables(
            {"A": ("person", {1: "ndp"})}, 2, unlinked=2, rejected=1, joint=[(2, "both")]
        ),
        quoted_sample(),
        crowd(15, 9, names=SCRIPTS),
        make_tables(
            {"محمد": ("person", {1: "n", 2: "p"})}, ["قال محمد", "نعم"], language="ar"
        ),
    ],
    ids=["nobody", "one", "apart", "quotes", "scripts", "right to left"],
)
def test_an_article_with_little_or_odd_in_it_has_a_whole_report(tables, tmp_path):
    charts.export(tables, tmp_path, choice=charts.Choice(sizes=["web"], formats=["svg"]))
    page = read(write_report(tables, tmp_path))
    assert lead_nowhere(page) == set()
    assert page.xpath("//h1")[0].text_content().strip()
    text = "\n\n".join(p.text_content() for p in page.xpath("//*[@class='article']/p"))
    assert len(text) >= len(next(iter(tables.texts.values())))


def test_tables_of_a_notebook_that_has_not_come_to_the_end_have_a_report_too(tmp_path):
    tables = quoted_sample()
    later = ("quotes", "phrases", "scores")
    frames = {name: frame for name, frame in tables.frames.items() if name not in later}
    page = read(write_report(replace(tables, frames=frames), tmp_path))
    assert lead_nowhere(page) == set()
    assert "No quote was found" in said(page.xpath("//*[@id='said']")[0])


def test_without_charts_it_says_how_to_draw_them_and_old_ones_are_not_shown(tmp_path):
    assert "castlist charts draws them" in said(read(write_report(by_hand(), tmp_path)))
    charts.export(by_hand(), tmp_path, choice=charts.Choice(sizes=["web"], formats=["svg"]))
    page = read(write_report(by_hand(kinds="n"), tmp_path))
    assert "are of other tables" in said(page)
    assert page.xpath("//figure") == []


def test_a_picture_without_room_is_named_and_the_words_stay(tmp_path, monkeypatch):
    monkeypatch.setattr("castlist.report.exhibits.MOST_BYTES", 1000)
    charts.export(by_hand(), tmp_path)
    page = read(write_report(by_hand(), tmp_path))
    assert page.xpath("//figure//img") == []
    assert said(page).count("The picture is too large for this page") >= 3


def test_a_stale_report_is_noticed_and_one_of_other_tables_goes(tmp_path):
    tables = by_hand()
    charts.export(tables, tmp_path)
    write_report(tables, tmp_path)
    assert published(tables, tmp_path)[1] == []
    edits = charts.Edits().with_headlines({"actors": "My own words"})
    charts.export(tables, tmp_path, edits=edits)
    (problem,) = published(tables, tmp_path)[1]
    assert "shows other charts than are there" in problem
    assert "castlist report" in problem
    (tmp_path / "report.html").write_text("changed")
    assert len(published(tables, tmp_path)[1]) == 2
    write_report(tables, tmp_path)
    charts.export(by_hand(kinds="n"), tmp_path)
    assert not (tmp_path / "report.html").exists()
    assert not (tmp_path / "report.json").exists()


def test_several_reports_have_one_entrance_and_one_has_none(tmp_path):
    folders = {}
    for name in ("one", "two <b>"):
        tables = make_tables(
            {"Ana": ("person", {1: "n", 2: "n"})}, 2, title=f"{name} & all"
        )
        folders[name] = write_report(tables, tmp_path / name)
        if name == "one":
            assert write_index(tmp_path) is None
    page = read(write_index(tmp_path))
    assert page.xpath("//td/a/@href") == ["one/report.html", "two%20%3Cb%3E/report.html"]
    assert [said(row) for row in page.xpath("//tbody/tr")][1].startswith("two <b> & all")
    assert "Ana 2" in said(page)
    folders["one"].unlink()
    assert read(write_index(tmp_path)).xpath("//td/a/@href") == [
        "two%20%3Cb%3E/report.html"
    ]


def test_castlist_report_makes_it_again_to_the_byte(made, sample, tmp_path):
    castlist.save(sample, tmp_path / "processed/putin-erdogan-drones")
    target = tmp_path / "exports/putin-erdogan-drones"
    charts.export(sample, target)
    done = run("report", tmp_path / "processed")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith("report.html")
    assert (target / "report.html").read_bytes() == made.read_bytes()
    assert run("check", tmp_path / "processed").returncode == 0


def test_the_report_of_a_long_article_is_small_enough_to_send(tmp_path):
    assert write_report(long_article(), tmp_path).stat().st_size < LIMIT
