"""The report as a reader has it in a browser: from a file, without network."""

import re
from importlib.resources import files

import pypdfium2
import pytest
import tinycss2
from playwright.sync_api import expect

from castlist import charts
from castlist.report import write_index, write_report
from support.browser import RULES, any_browser, faults_for_axe, opened
from support.chart_cases import SCRIPTS, crowd, make_tables
from support.reports import PAYLOADS, every_hostile, hostile, long_article

RTL = make_tables(
    {"محمد بن سلمان": ("person", {1: "nn", 2: "p"}), "Kim": ("person", {1: "n"})},
    ["قال في الرياض", "نعم هو كذلك"],
    title="قال محمد بن سلمان في الرياض",
    language="ar",
)
# Follow a link to every place that any link leads to: how many links there are, and which of them
# do not bring what they lead to into view.
WALK = """async () => {
    const links = [...document.querySelectorAll('a[href^="#"]')];
    const places = new Map(links.map(link => [link.hash, link]));
    const lost = [];
    for (const [hash, link] of places) {
        const node = document.getElementById(decodeURIComponent(hash.slice(1)));
        const followed = new Promise(done => addEventListener("hashchange", done, {once: true}));
        link.click();
        await followed;
        if (!node || !node.checkVisibility()) lost.push(link.outerHTML);
    }
    return [links.length, lost];
}"""


@pytest.fixture(scope="module")
def browser():
    with any_browser() as found:
        yield found


@pytest.fixture(scope="module")
def made(sample, tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    charts.export(sample, folder)
    return write_report(sample, folder)


def test_it_asks_for_nothing_even_where_it_might(browser, made):
    for bypass in (False, True):
        with opened(browser, made, hash="#actor=putin", bypass_csp=bypass) as page:
            page.click("text=Next")
            page.wait_for_timeout(200)
            assert page.asked == []
            assert page.said == []


def test_every_link_of_every_number_shows_what_it_leads_to(browser, made):
    with opened(browser, made, reduced_motion="reduce") as page:
        number, lost = page.evaluate(WALK)
        assert lost == []
        assert number > 400
        assert page.said == []


def test_pressing_a_name_lights_up_its_mentions_and_lists_them(browser, made):
    with opened(browser, made) as page:
        button = page.get_by_role("button", name="Erdogan", exact=True)
        assert button.get_attribute("aria-pressed") == "false"
        button.focus()
        page.keyboard.press("Enter")
        status = page.get_by_role("status")
        assert status.inner_text() == "\u2068Erdogan\u2069: 10 mentions in 5 paragraphs"
        assert button.get_attribute("aria-pressed") == "true"
        assert page.url.endswith("#actor=erdogan")
        lit = page.locator("#text .chosen").all_inner_texts()
        assert set(lit) >= {"Erdogan", "his", "my", "the Turkish president"}
        lines = page.locator("#panel li")
        assert lines.count() == 10
        lines.nth(9).locator("a").click()
        assert page.locator("#text :target").is_visible()
        page.click("text=Next")
        assert status.inner_text() == "\u2068Erdogan\u2069: mention 1 of 10"
        page.keyboard.press("Escape")
        expect(page.locator("#panel")).to_be_hidden()
        assert page.locator("#text .chosen").count() == 0
        assert page.evaluate("document.activeElement.textContent") == "Erdogan"
        page.go_back()  # to the mention
        page.go_back()  # to the view of the actor
        expect(page.locator("#panel")).to_be_visible()


def test_an_address_brings_back_the_view_and_a_wrong_one_harms_nothing(browser, made):
    for hash, pressed in (
        ("#actor=erdogan", 1),
        ("#actor=nobody", 0),
        ("#actor=%E0%A4%A", 0),
    ):
        with opened(browser, made, hash=hash) as page:
            assert page.locator("[aria-pressed=true]").count() == pressed
            assert page.said == []
    with opened(browser, made, hash="#m50") as page:
        assert page.locator("#m50:target").is_visible()


def test_marks_can_be_hidden(browser, made):
    with opened(browser, made) as page:
        page.click("text=Hide marks")
        assert page.locator(".gloss").first.is_hidden()
        line = "getComputedStyle(document.querySelector('#m1')).textDecorationLine"
        assert page.evaluate(line) == "none"


def test_axe_finds_nothing_by_day_and_no_faint_words_at_night(browser, made):
    for scheme, rules in (("light", RULES), ("dark", ["color-contrast"])):
        with opened(browser, made, hash="#actor=erdogan", color_scheme=scheme) as page:
            for lists in (
                ".member",
                "figure",
                "#rates",
            ):  # one of each kind: axe takes long
                page.locator(f"{lists} details").first.evaluate(
                    "node => { node.open = true }"
                )
            assert faults_for_axe(page, rules) == []


def test_axe_finds_nothing_in_odd_articles_and_on_the_index(browser, tmp_path):
    for name, tables in (
        ("rtl", RTL),
        ("nobody", make_tables({}, 2)),
        ("names", crowd(15, 5, names=SCRIPTS)),
    ):
        with opened(browser, write_report(tables, tmp_path / name), width=360) as page:
            assert faults_for_axe(page, RULES) == [], name
    with opened(browser, write_index(tmp_path)) as page:
        assert faults_for_axe(page, RULES) == []
        assert page.said == []


@pytest.mark.parametrize("name", PAYLOADS)
def test_a_hostile_article_runs_nothing(browser, tmp_path, name):
    tables = hostile(PAYLOADS[name])
    charts.export(tables, tmp_path, choice=charts.Choice(sizes=["web"], formats=["svg"]))
    path = write_report(tables, tmp_path)
    with opened(browser, path, bypass_csp=True) as page:  # by escaping alone
        page.evaluate("() => { window.run = () => { window.ran = true } }")
        names = page.locator("[aria-pressed]:not(.tools *)")
        for number in range(names.count()):
            names.nth(number).click()
        assert page.locator("#panel").is_visible()
        assert page.evaluate("window.ran") is None
        assert page.locator("script").count() == 2
        assert (
            page.locator("iframe, svg, body b b, [onerror], [onload], [onfocus]").count()
            == 0
        )
        assert page.locator("a[href^='javascript']").count() == 0
        assert (page.asked, page.said) == ([], [])


def test_the_policy_refuses_what_escaping_would_miss(browser, made, tmp_path):
    broken = tmp_path / "broken.html"
    page = made.read_text(encoding="utf-8")
    broken.write_text(
        page.replace(
            "<footer>", "<img src=x onerror='window.ran=1'><script>ran=1</script><footer>"
        ),
        encoding="utf-8",
    )
    with opened(browser, broken) as page:
        assert page.evaluate("window.ran") is None
        assert len(page.said) >= 2


def test_without_script_everything_is_there_and_links_jump(browser, made):
    with opened(browser, made, java_script_enabled=False) as page:
        assert page.locator("#cast li").first.is_visible()
        assert page.locator("figure table").first.is_visible()
        page.locator(".chips a").first.click()
        assert page.locator("#a-erdogan").is_visible()
        page.locator("#a-erdogan li a").first.click()
        assert page.url.endswith("#m2")
        assert page.locator("button").count() == 0


@pytest.mark.parametrize("view", ["", "#actor=erdogan"])
def test_a_phone_has_no_sideways_scroll(browser, made, tmp_path, view):
    paths = [made, write_report(crowd(15, 5, names=SCRIPTS), tmp_path)]
    for path in paths:
        with opened(browser, path, hash=view, width=360) as page:
            page.evaluate(
                "document.querySelectorAll('details').forEach(d => d.open = true)"
            )
            assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_it_prints_with_all_its_lists_open_and_no_buttons(browser, made):
    with opened(browser, made) as page:
        pdf = pypdfium2.PdfDocument(page.pdf(format="A4"))
    sheets = [sheet.get_textpage().get_text_bounded() for sheet in pdf]
    assert "Names not reviewed." in sheets[0]
    assert "Hide marks" not in "".join(sheets)
    words = re.sub(r"\s+", " ", " ".join(sheets))
    assert "two leaders are named, Putin and Erdogan; it cannot be Putin here" in words
    assert "If a whole web page is pasted" in words  # the last row of the rates
    assert 5 < len(sheets) < 40


def test_kinds_are_told_apart_without_colour(browser, made):
    style = "id => getComputedStyle(document.getElementById(id)).textDecorationStyle"
    for colours in ("none", "active"):
        with opened(browser, made, forced_colors=colours) as page:
            assert page.evaluate(style, "m1") == "solid"
            assert (
                page.locator("#text .description").first.evaluate(
                    "node => getComputedStyle(node).textDecorationStyle"
                )
                == "dashed"
            )
            assert (
                page.locator("#text .pronoun").first.evaluate(
                    "node => getComputedStyle(node).textDecorationStyle"
                )
                == "dotted"
            )


def test_right_to_left_reads_right_to_left(browser, tmp_path):
    with opened(browser, write_report(RTL, tmp_path)) as page:
        direction = (
            "selector => getComputedStyle(document.querySelector(selector)).direction"
        )
        assert page.evaluate(direction, "h1") == "rtl"
        assert page.evaluate(direction, ".article p") == "rtl"
        assert page.evaluate(direction, "footer") == "ltr"


def test_a_long_article_opens_at_once(browser, tmp_path):
    path = write_report(long_article(), tmp_path)
    took = []
    for _ in range(3):
        with opened(browser, path, hash="#actor=Name7-Surname7") as page:
            page.wait_for_selector("#panel li", state="attached")
            took.append(page.evaluate("performance.now()"))
    assert min(took) < 2000, took


def test_a_paragraph_of_a_megabyte_is_borne(browser, tmp_path):
    tables = make_tables({"Ana": ("person", {1: "nnn"})}, ["<b>word</b> " * 90_000])
    with opened(browser, write_report(tables, tmp_path)) as page:
        page.get_by_role("button", name="Ana", exact=True).click()
        expect(page.locator("#text .chosen")).to_have_count(3)


def test_ten_hostile_articles_share_one_index(browser, tmp_path):
    for number, (_, tables) in enumerate(every_hostile()):
        write_report(tables, tmp_path / f"<{number}>")
    with opened(browser, write_index(tmp_path), bypass_csp=True) as page:
        assert page.locator("tbody tr").count() == 10
        assert page.locator("script, img, iframe").count() == 0
        assert (page.asked, page.said) == ([], [])


def test_the_style_says_only_what_browsers_know(browser, made):
    """A slip of the pen in a style sheet is silent: here every declaration is asked for."""
    css = files("castlist.report").joinpath("report.css").read_text(encoding="utf-8")
    pairs = list(
        declarations(
            tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
        )
    )
    assert len(pairs) > 200
    with opened(browser, made) as page:
        known = page.evaluate(
            "pairs => pairs.map(([name, value]) => CSS.supports(name, value))", pairs
        )
    assert [pair for pair, fine in zip(pairs, known, strict=True) if not fine] == []


def declarations(rules):
    for rule in rules:
        assert rule.type != "error", rule.message
        if rule.content is None:
            continue
        if rule.type == "at-rule" and rule.lower_at_keyword == "media":
            yield from declarations(
                tinycss2.parse_rule_list(
                    rule.content, skip_comments=True, skip_whitespace=True
                )
            )
            continue
        for one in tinycss2.parse_blocks_contents(
            rule.content, skip_comments=True, skip_whitespace=True
        ):
            assert one.type == "declaration", one
            if rule.type == "qualified-rule":
                yield one.lower_name, tinycss2.serialize(one.value).strip()


def test_the_script_writes_text_and_never_markup():
    script = files("castlist.report").joinpath("report.js").read_text(encoding="utf-8")
    assert script.startswith('"use strict";')
    assert (
        re.findall(
            r"innerHTML|outerHTML|insertAdjacent|document\.write|eval|\bvar\b|fetch", script
        )
        == []
    )
    assert max(map(len, script.splitlines())) <= 100
    assert not re.search(r"</(script|style)", script)
