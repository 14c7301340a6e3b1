"""A browser, and five sites to read in it: the demo, one where people work, a strategy without initiatives, unclear ones, and nothing at all."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

from browser.sites import Site, begin, browser_path, fill, leave_doubts, nothing, served, work

Open = Callable[..., Page]


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Closed when the folder is done: Playwright's own loop may not run while other tests use the database."""
    path = browser_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            # The order of day and month in a date field follows the browser's own language, not the page's.
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--lang=en-US"],
            env={**os.environ, "LANGUAGE": "en_US"},
        )
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo."""
    with served(tmp_path_factory.mktemp("full"), fill) as site:
        yield site


@pytest.fixture(scope="package")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A strategy, and nothing read in."""
    with served(tmp_path_factory.mktemp("empty"), begin) as site:
        yield site


@pytest.fixture(scope="package")
def unclear(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A strategy and a list with doubts."""
    with served(tmp_path_factory.mktemp("unclear"), leave_doubts) as site:
        yield site


@pytest.fixture(scope="package")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo, with work under way."""
    with served(tmp_path_factory.mktemp("busy"), work) as site:
        yield site


@pytest.fixture(scope="package")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Not even a strategy."""
    with served(tmp_path_factory.mktemp("bare"), nothing) as site:
        yield site


@pytest.fixture(scope="package")
def entered(chromium: Browser) -> Callable[[Site, str], StorageState]:
    """The cookies of a person who has signed in to a site in a role, once; nobody signs out with them."""
    known: dict[tuple[str, str], StorageState] = {}

    def enter(site: Site, role: str) -> StorageState:
        if (site.address, role) not in known:
            context = chromium.new_context(base_url=site.address, locale="sv-SE")
            sign_in(context.new_page(), *site.way_in(role))
            known[site.address, role] = context.storage_state()
            context.close()
        return known[site.address, role]

    return enter


@pytest.fixture
def visit(chromium: Browser, entered: Callable[[Site, str], StorageState]) -> Iterator[Open]:
    """Open a page in a browser of its own: `visit(site, path, signed_in=True, javascript=False, width=320, ...)`.

    `signed_in`: True for the strategist, through the form; else a role, already inside.
    """
    opened: list[BrowserContext] = []

    def go(
        site: Site, path: str = "", *, signed_in: bool | str = False, javascript: bool = True, width: int = 1100, height: int = 700
    ) -> Page:
        context = chromium.new_context(
            base_url=site.address,
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            locale="sv-SE",
            storage_state=entered(site, signed_in) if isinstance(signed_in, str) and signed_in else None,
        )
        opened.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        if signed_in is True:
            sign_in(page, *site.way_in("strategist"))
        if path:
            page.goto(path)
        return page

    yield go
    for context in opened:
        context.close()


def sign_in(page: Page, email: str, password: str) -> None:
    """Through the form, as a person does."""
    page.goto("/logga-in")
    page.get_by_label("E-postadress").fill(email)
    page.get_by_label("Lösenord").fill(password)
    page.get_by_role("button", name="Logga in").click()
    page.get_by_role("button", name="Logga ut").wait_for()
