"""A browser that this machine has, driven as a reader would use it."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

ON_PATH = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIOLATIONS = """async (rules) => {
    const found = await axe.run(document, { runOnly: rules });
    return found.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html).join(" ")}`);
}"""


def find_browsers() -> list[str]:
    """The paths of browsers: CASTLIST_BROWSER alone if it is set; else those on the PATH, and those
    where systems install them."""
    named = os.environ.get("CASTLIST_BROWSER")
    names = [named] if named else ON_PATH
    on_path = [path for name in names if (path := shutil.which(name))]
    return on_path if named else [*on_path, *(p for p in PLACES if Path(p).is_file())]


def needed_browser() -> str:
    """The path of a browser. Without one these tests are left out with one line that says what was
    tried; on a server (CI=true) that is a failure."""
    found = find_browsers()
    if not found:
        _do_without([*ON_PATH, *PLACES])
    return found[0]


@contextmanager
def any_browser() -> Iterator[Browser]:
    """The first browser that starts; without one as `needed_browser`."""
    with sync_playwright() as playwright:
        browser = _start(playwright)
        if browser is None:
            _do_without([*find_browsers(), "playwright's own"])
        try:
            yield browser
        finally:
            browser.close()


def _do_without(tried: Sequence[str]) -> NoReturn:
    says = f"no browser: tried {', '.join(tried)}; name yours with CASTLIST_BROWSER"
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(says)


def _start(playwright: Playwright) -> Browser | None:
    options: list[dict[str, str]] = [{"executable_path": p} for p in find_browsers()]
    if not os.environ.get("CASTLIST_BROWSER"):
        options.append({})  # what `playwright install` brought
    for option in options:
        try:
            return playwright.chromium.launch(**option)
        except Error:
            continue
    return None


@contextmanager
def opened(browser: Browser, path, *, hash="", width=1280, **options) -> Iterator[Page]:
    """The page of that file, as a reader sees it; nothing that it asks for leaves, and
    `page.asked` and `page.said` list what it asked for and every error."""
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    asked: list[str] = []
    said: list[str] = []
    address = path.resolve().as_uri()

    def refuse(route):
        if route.request.url.split("#")[0] == address:
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    context.route("**/*", refuse)
    context.route_web_socket("**/*", lambda socket: asked.append(socket.url))
    context.add_init_script(
        "addEventListener('securitypolicyviolation',"
        " e => console.error('refused by the policy: ' + e.violatedDirective))"
    )
    page = context.new_page()
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.asked = asked
    page.said = said
    try:
        page.goto(address + hash)
        yield page
    finally:
        context.close()


def faults_for_axe(page: Page, rules: list[str]) -> list[str]:
    """What axe finds wrong for people who use a page without eyes, mouse or contrast."""
    page.evaluate(f"{AXE};0")
    return page.evaluate(VIOLATIONS, rules)
