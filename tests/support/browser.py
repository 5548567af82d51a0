"""A browser that this machine has, driven as a reader would use it."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files

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
CHANNELS = ("chrome", "msedge")  # in the places where these install themselves
MAC = "/Applications/Chromium.app/Contents/MacOS/Chromium"
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIOLATIONS = """async (rules) => {
    const found = await axe.run(document, { runOnly: rules });
    return found.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html).join(" ")}`);
}"""


@contextmanager
def any_browser() -> Iterator[Browser]:
    """The first browser that starts. Without one these tests are left out with one line that says
    what was tried; on a server (CI=true) that is a failure."""
    with sync_playwright() as playwright:
        browser, tried = _start(playwright)
        if browser is None:
            says = f"no browser: tried {', '.join(tried)}; name yours with CASTLIST_BROWSER"
            (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(says)
        try:
            yield browser
        finally:
            browser.close()


def _start(playwright: Playwright) -> tuple[Browser | None, list[str]]:
    named = os.environ.get("CASTLIST_BROWSER")
    paths = [named] if named else [p for name in ON_PATH if (p := shutil.which(name))]
    options: list[dict[str, str]] = [{"executable_path": path} for path in paths]
    if not named:
        options += [{"channel": channel} for channel in CHANNELS]
        options += [{"executable_path": MAC}] if sys.platform == "darwin" else []
        options.append({})  # what `playwright install` brought
    for option in options:
        try:
            return playwright.chromium.launch(**option), []
        except Error:
            continue
    return None, [next(iter(option.values()), "playwright's own") for option in options]


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
