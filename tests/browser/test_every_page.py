"""Every page in every state: nothing for axe to find, nothing too wide, nothing from elsewhere, no cookie without need."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.http import HttpRequest
from playwright.sync_api import Page, Route

from browser.conftest import Open
from browser.pages import DARK, LIGHT, STATES, State, faults_found, listen, named, too_wide
from browser.pages_economy import ECONOMY
from browser.pages_figures import FIGURES
from browser.pages_rules import RULES
from browser.pages_work import WORK
from browser.sites import Site, read
from samhandling.web.errors import failed, stale_form, unreadable
from samhandling.web.urls import urlpatterns

SiteOf = Callable[[str], Site]
POLICY = {"default-src 'none'", "style-src 'self'", "script-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"}


@pytest.fixture
def site_of(request: pytest.FixtureRequest) -> SiteOf:
    """A site by its name, made when it is first asked for."""

    def found(name: str) -> Site:
        site: Site = request.getfixturevalue(name)
        return site

    return found


@pytest.fixture(scope="package")
def told(chromium: object, full: Site) -> None:
    """Three things in the inbox of the full site, one of each kind."""
    from playwright.sync_api import Browser

    from browser.telling import tell

    assert isinstance(chromium, Browser)
    context = chromium.new_context(base_url=full.address)
    page = context.new_page()
    for what in ("insats", "bedomning", "samtal"):
        tell(page, what, f"Axe läser {what}")
    context.close()


def test_every_address_has_a_row() -> None:
    assert {state.url for state in (*STATES, *WORK, *FIGURES, *ECONOMY, *RULES)} - {""} == named(urlpatterns)


@pytest.mark.parametrize("state", [*STATES, *WORK, *FIGURES, *ECONOMY, *RULES], ids=lambda state: state.id)
@pytest.mark.usefixtures("told")
def test_a_page_reads_well_narrow_and_wide_in_light_and_dark(state: State, site_of: SiteOf, visit: Open) -> None:
    site = site_of(state.site)
    page = visit(site, signed_in=state.signed_in, width=320)
    page.emulate_media(color_scheme="light")
    heard = listen(page)
    answer = page.goto(state.path.format(**site.words))
    assert answer is not None
    assert answer.status == state.status
    quiet_from_here = len(heard.console) if state.status >= 400 else 0
    if state.do:
        state.do(page)
        quiet_from_here = len(heard.console) if state.form else quiet_from_here
    assert heard.console[quiet_from_here:] == []
    assert {urlsplit(url).netloc for url in heard.asked if not url.startswith("data:")} == {urlsplit(site.address).netloc}
    assert "Content-Security-Policy" not in " ".join(heard.console)
    for appearance in state.looks:
        reads_well(page, *appearance)
    if not (state.signed_in or state.form or state.do):
        assert page.context.cookies() == []


def reads_well(page: Page, width: int, scheme: str) -> None:
    """No fault for axe, no scrolling sideways, one heading of the first order."""
    page.set_viewport_size({"width": width, "height": 700})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    assert faults_found(page) == [], (width, scheme)
    assert too_wide(page) == [], (width, scheme)
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("handler", [failed, stale_form, unreadable])
def test_the_pages_that_one_hopes_not_to_meet_read_well(handler: Callable[..., object], full: Site, visit: Open) -> None:
    request = HttpRequest()
    body = handler(request).content.decode()  # type: ignore[attr-defined]
    page = visit(full, width=320)

    def answered(route: Route) -> None:
        route.fulfill(status=500, content_type="text/html; charset=utf-8", body=body)

    page.route("**/gick-inte", answered)
    page.goto("/gick-inte")
    for appearance in (LIGHT, DARK):
        reads_well(page, *appearance)


@pytest.mark.parametrize("state", [state for state in STATES if not (state.signed_in or state.do)], ids=lambda state: state.id)
def test_a_page_says_that_nothing_may_come_from_elsewhere(state: State, site_of: SiteOf) -> None:
    answer = read(site_of(state.site), state.path)
    policy = {part.strip() for part in answer.headers["content-security-policy"].split(";")}
    assert answer.status == state.status
    assert policy >= POLICY
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert ("set-cookie" in answer.headers) == state.form
