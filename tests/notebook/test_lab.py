"""The desk in JupyterLab, by keyboard alone: what it shows is stored, and a rerun gives the same."""

import json
import shutil

import pytest
from playwright.sync_api import sync_playwright

from castlist.decisions import read_decisions
from castlist.pipeline import read_article
from castlist.recount import recount
from castlist.steps import add_cast, add_words, begin_tables, save
from castlist.tables import read
from support.browser import needed_browser
from support.lab import running_lab
from support.paths import ROOT, SAMPLE, names

KEY = "putin-erdogan-drones"
DESK = ".castlist-review-desk"
# Ten decisions as they are typed: what is listed, how far down, and the keys.
TEN = [
    ("doubtful", 0, ["x"]),
    ("mentions", 1, ["a", "Putin", "Enter"]),
    ("mentions", 2, ["n"]),
    ("actors", 1, ["r", "Vladimir Putin", "Enter"]),
    ("actors", 9, ["m", "Erdogan", "Enter"]),
    ("actors", 5, ["k", "Tehran", "Enter"]),
    ("actors", 6, ["t", "Enter"]),
    ("mentions", 0, ["Enter"]),
    ("mentions", 7, ["x"]),
    ("mentions", 10, ["a", "Tehran", "Enter"]),
]


@pytest.fixture(scope="module")
def place(nlp, tmp_path_factory):
    """A project of its own: notebook 03, and the tables that those before it give."""
    folder = tmp_path_factory.mktemp("lab")
    (folder / "notebooks").mkdir()
    shutil.copy(ROOT / "notebooks/03_entities.ipynb", folder / "notebooks")
    tables = add_words(begin_tables(read_article(SAMPLE)), nlp)
    save(tables, folder / "data/processed" / KEY)
    return folder


@pytest.fixture(scope="module")
def page(place):
    path = needed_browser()
    with running_lab(place) as lab, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        page = browser.new_page(viewport={"width": 1300, "height": 1000})
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        lab.open(page, "notebooks/03_entities.ipynb")
        page.locator(DESK).wait_for()
        page.locator(".castlist-item").first.wait_for()
        yield page
        own = ("data:", "blob:", lab.address, lab.address.replace("http", "ws"))
        assert [url for url in asked if not url.startswith(own)] == []
        browser.close()


def said(page):
    """What the desk said last, with its number."""
    status = page.locator(".castlist-status")
    return int(status.get_attribute("data-number") or 0), status.text_content()


def press(page, keys, *, until="tables in"):
    """Type keys into the desk, and wait until Python has confirmed."""
    before, _ = said(page)
    for key in keys[:-1]:
        page.keyboard.press(key) if len(key) == 1 else page.keyboard.type(key)
    page.keyboard.press(keys[-1])
    page.set_default_timeout(20_000)
    page.wait_for_function(
        "([least, words]) => { const s = document.querySelector('.castlist-status');"
        " return Number(s.dataset.number) > least && s.textContent.includes(words); }",
        arg=[before, until],
    )


def go_to(page, show, down):
    page.locator(f"{DESK} section select").first.select_option(show)
    page.wait_for_function(
        "show => [...document.querySelectorAll('.castlist-item')].length > 0"
        " && document.querySelector('.castlist-review-desk section select').value === show",
        arg=show,
    )
    page.locator(".castlist-list").focus()
    for _ in range(60):  # to the top
        page.keyboard.press("ArrowUp")
    for _ in range(down):
        page.keyboard.press("ArrowDown")
    page.wait_for_timeout(400)


def shown_cast(page):
    rows = page.locator(".castlist-cast tbody tr").all()
    cells = [row.locator("th, td").all_text_contents() for row in rows]
    return {name: int(every.split()[-1]) for name, *_, every in cells}


def counts(tables):
    return dict(zip(tables.actors["name"], tables.actors["mentions"].tolist(), strict=True))


def test_ten_decisions_by_keyboard_are_stored_and_a_rerun_shows_the_same(page, place, nlp):
    folder = place / "data/processed" / KEY
    at_first = {name: (folder / name).read_bytes() for name in names(folder)}
    shown = [shown_cast(page)]
    for number, (show, down, keys) in enumerate(TEN, 1):
        go_to(page, show, down)
        press(page, keys)
        assert page.locator(".castlist-decisions li").count() == number, said(page)
        shown.append(shown_cast(page))
        assert shown[-1] == counts(read(folder))
    assert len({json.dumps(cast, sort_keys=True) for cast in shown}) > 4
    decided = read_decisions(place / "data/reviewed", KEY)
    assert len(decided) == len(TEN)
    whole = add_cast(
        add_words(begin_tables(read_article(SAMPLE)), nlp), nlp, decisions=decided
    )
    save(whole, place / "whole")
    rerun = {name: (place / "whole" / name).read_bytes() for name in names(place / "whole")}
    assert {name: (folder / name).read_bytes() for name in names(folder)} == rerun
    for cast in reversed(shown[:-1]):
        press(page, ["u"])
        assert shown_cast(page) == cast
    assert read_decisions(place / "data/reviewed", KEY) == ()
    assert {name: (folder / name).read_bytes() for name in names(folder)} == at_first
    press(page, ["y"])
    assert shown_cast(page) == shown[1]
    page.get_by_role("button", name="Take back").click()
    page.wait_for_function("() => !document.querySelector('.castlist-decisions li')")
    assert shown_cast(page) == shown[0]


def test_keys_stay_inside_the_desk(page):
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    page.locator(".castlist-list").focus()
    for key in ("d", "d", "z", "b", "Escape", "Escape"):
        page.keyboard.press(key)
    page.locator(".castlist-cast").focus()
    for key in ("d", "d", "c", "v"):
        page.keyboard.press(key)
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells


def test_an_effect_is_shown_before_and_a_mistyped_name_is_refused(page, place):
    go_to(page, "mentions", 1)
    page.keyboard.press("a")
    page.keyboard.type("Erdogna")
    press(page, ["Enter"], until="nobody in the article is called")
    assert "Nearest: Erdogan" in said(page)[1]
    go_to(page, "doubtful", 0)
    page.wait_for_function(
        "() => document.querySelector('.castlist-effect').textContent.includes('Would move')"
    )
    assert read_decisions(place / "data/reviewed", KEY) == ()


def test_it_has_no_fault_that_a_reader_of_screens_would_meet(page):
    unnamed = page.evaluate(
        "() => [...document.querySelectorAll('.castlist-review-desk button,"
        " .castlist-review-desk input, .castlist-review-desk select')].filter(e =>"
        " !(e.textContent.trim() || e.labels?.length || e.ariaLabel || e.closest('[hidden]'))"
        ").map(e => e.outerHTML)"
    )
    assert unnamed == []
    chosen = page.locator(".castlist-list").get_attribute("aria-activedescendant")
    assert page.locator(f"#{chosen}").get_attribute("aria-selected") == "true"


def test_tables_of_the_desk_are_those_of_a_recount(place):
    tables = read(place / "data/processed" / KEY)
    again = recount(tables, read_decisions(place / "data/reviewed", KEY))
    assert counts(again) == counts(tables)
