"""Every page and state that a reader can meet, and what the browser says of one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from axe_playwright_python.base import AXE_SCRIPT
from django.urls import URLPattern
from playwright.sync_api import Page

from browser.sites import DAY

ON = f"?dag={DAY}"
FORM, FILE, WAY = "takes only a form", "a file", "leads on to another page"
NOT_PAGES = {
    **dict.fromkeys(("sign_out", "all_right", "undo_act", "share_now", "publish_now", "hide", "import_remove"), FORM),
    **dict.fromkeys(("edit_choose", "edit_undo", "edit_confirm"), FORM),
    **dict.fromkeys(("theme", "workbook_file", "calendar", "calendar_area", "open_data_zip"), FILE),
    **dict.fromkeys(("invitation", "link", "new_password_word", "openid_connect_login", "openid_connect_callback"), WAY),
}
THE_API = "api_"
"""How the names of addresses begin that answer programs."""
LIGHT = (320, "light")
DARK = (1100, "dark")
BOTH = (LIGHT, (320, "dark"), (1100, "light"), DARK)
Do = Callable[[Page], None]


@dataclass(frozen=True)
class State:
    """A page as it can be met: which site, which address, what is done there, and the status that it answers with.

    `path` may name the site's own words, as {own}. `signed_in`: in which role; True for the strategist. `form`: it sets a cookie.
    `looks`: the widths and schemes in which it is read.
    """

    name: str
    url: str
    path: str
    site: str = "full"
    signed_in: bool | str = False
    status: int = 200
    do: Do | None = None
    form: bool = False
    looks: Sequence[tuple[int, str]] = BOTH

    @property
    def id(self) -> str:
        return self.name.replace(" ", "-")


def send(name: str) -> Do:
    """Press the button that sends the form."""

    def pressed(page: Page) -> None:
        page.locator("main").get_by_role("button", name=name).first.click()

    return pressed


def decline(page: Page) -> None:
    """An answer without a reason."""
    page.get_by_role("button", name="Ta inte upp").first.click()
    page.locator("#summary-heading").wait_for()


def open_all(page: Page) -> None:
    """What is folded away is also read."""
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


def choose_nothing(page: Page) -> None:
    """No answer at all, past the browser's own question for one."""
    page.evaluate("document.querySelector('form[data-keys]').noValidate = true")
    page.get_by_role("button", name="Spara").click()
    page.get_by_role("alert").wait_for()


FULL = (
    State("start", "start", f"/{ON}"),
    State("start today", "start", "/"),
    State("start in English", "start", f"/en/{ON}"),
    State("start compared", "start", f"/{ON}&jamfor=2016-09-01"),
    State("start of a municipality", "start", f"/{ON}&plats=0482"),
    State("start of the nation", "start", f"/{ON}&plats=00"),
    State("start long ago", "start", "/?dag=1990-01-01"),
    State("remember", "remember", f"/kom-ihag{ON}", form=True),
    State("start remembered", "start", f"/kom-ihag{ON}", do=send("Kom ihåg"), form=True),
    State("coverage", "coverage", f"/lagesbild{ON}"),
    State("focus area missing", "focus_area", f"/insatsomrade/1.1{ON}"),
    State("focus area partly", "focus_area", f"/insatsomrade/2.3{ON}"),
    State("focus area under way", "focus_area", f"/insatsomrade/1.3{ON}", do=open_all),
    State("focus area in English", "focus_area", f"/en/insatsomrade/1.3{ON}"),
    State("why a count", "why", f"/varfor/1.3/active{ON}"),
    State("why an amount", "why", f"/varfor/1.3/sek{ON}"),
    State("why actors", "why", f"/varfor/1.3/actors{ON}"),
    State("why nothing", "why", f"/varfor/1.1/active{ON}"),
    State("why a total", "why", f"/varfor/totals/granted_sek{ON}"),
    State("initiatives", "initiatives", f"/insatser{ON}", do=open_all),
    State("initiatives found", "initiatives", f"/insatser{ON}&sok=f%C3%B6retag&lage=pagar&sortera=-belopp"),
    State("initiatives none", "initiatives", f"/insatser{ON}&sok=finnsinte"),
    State("initiative", "initiative", f"/insatser/20200294{ON}", do=open_all),
    State("initiative undated", "initiative", f"/insatser/S12{ON}"),
    State("actors", "actors", f"/aktorer{ON}"),
    State("actor", "actor", f"/aktorer/energimyndigheten{ON}"),
    State("runs", "runs", "/underlag", do=open_all),
    State("strategy", "strategy", "/strategi", do=open_all),
    State("framework", "strategy_of", "/strategi/agenda-2030", do=open_all),
    State("crossing", "crossing", "/strategi/sormland-naringsliv-2022/ramverk", do=open_all),
    State("editions", "editions", "/strategi/sormland-naringsliv-2022/utgavor", do=open_all),
    State("rules", "rules", "/sa-raknar-vi", do=open_all),
    State("accessibility", "accessibility", "/tillganglighet"),
    State("tell effort", "tell_effort", "/beratta/insats?insatsomrade=3.1", form=True),
    State("tell judgement", "tell_judgement", "/beratta/bedomning?insatsomrade=3.1", form=True),
    State("tell conversation", "tell_conversation", "/beratta/samtal?insatsomrade=3.1", form=True),
    State("thanks effort", "thanks", "/beratta/tack?om=effort"),
    State("thanks judgement", "thanks", "/beratta/tack?om=judgement"),
    State("thanks conversation", "thanks", "/beratta/tack?om=conversation"),
    State("sign in", "sign_in", "/logga-in", form=True),
)
EMPTY = (
    State("empty start", "start", "/", site="empty"),
    State("empty focus area", "focus_area", "/insatsomrade/1.3", site="empty"),
    State("empty why", "why", "/varfor/1.3/active", site="empty"),
    State("empty initiatives", "initiatives", "/insatser", site="empty"),
    State("empty actors", "actors", "/aktorer", site="empty"),
    State("empty runs", "runs", "/underlag", site="empty"),
    State("empty crossing", "crossing", "/strategi/sormland-naringsliv-2022/ramverk", site="empty"),
    State("empty doubts", "doubts", "/fragor", site="empty", signed_in=True),
    State("empty inbox", "inbox", "/inkorg", site="empty", signed_in=True),
)
SIGNED_IN = (
    State("signed-in start", "start", f"/{ON}", signed_in=True),
    State("signed-in initiative", "initiative", f"/insatser/20200294{ON}", signed_in=True, do=open_all),
    State("signed-in runs", "runs", "/underlag", site="unclear", signed_in=True, do=open_all),
    State("doubt", "doubts", "/fragor", site="unclear", signed_in=True),
    State("doubts gone through", "doubts", "/fragor?efter=999999", site="unclear", signed_in=True),
    State("doubts settled", "doubts", "/fragor?avgjorda=1", site="unclear", signed_in=True),
    State("inbox", "inbox", "/inkorg", signed_in=True, do=open_all),
)
REFUSED = (
    State("refused day", "start", "/?dag=2018-06-31", status=400),
    State("refused place", "start", "/?plats=9999", status=400),
    State("not found", "", "/finns-inte", status=404),
    State("no such focus area", "focus_area", "/insatsomrade/9.9", status=404),
    State("no way in for a visitor", "inbox", "/inkorg", status=404),
    State("effort with faults", "tell_effort", "/beratta/insats", do=send("Skicka in"), form=True),
    State("judgement with faults", "tell_judgement", "/beratta/bedomning", do=send("Skicka in"), form=True),
    State("sign in with faults", "sign_in", "/logga-in", do=send("Logga in"), form=True),
    State("answer with faults", "inbox", "/inkorg", signed_in=True, do=decline, form=True),
    State("doubt with faults", "doubts", "/fragor", site="unclear", signed_in=True, do=choose_nothing, form=True),
    State("no strategy", "start", "/", site="bare", status=400),
    State("no strategy, initiatives", "initiatives", "/insatser", site="bare", status=400),
    State("no strategy, sign in", "sign_in", "/logga-in", site="bare", form=True),
)
STATES = (*FULL, *EMPTY, *SIGNED_IN, *REFUSED)


def named(patterns: list[URLPattern]) -> set[str]:
    """The names of all addresses that are pages."""
    names = {pattern.name for pattern in patterns if pattern.name}
    return {name for name in names if not name.startswith(THE_API)} - set(NOT_PAGES)


@dataclass
class Heard:
    """What the browser said while a page was read."""

    console: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


def listen(page: Page) -> Heard:
    """From now on."""
    heard = Heard()
    page.on("console", lambda said: heard.console.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: heard.console.append(str(error)))
    page.on("request", lambda request: heard.asked.append(request.url))
    return heard


def faults_found(page: Page) -> list[str]:
    """What axe finds: rule, place, why."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)")
    return [
        f"{one['id']}: {node['target']} {' '.join(node['failureSummary'].split())} {node['html'][:160]}"
        for one in found
        for node in one["nodes"]
    ]


def too_wide(page: Page) -> list[str]:
    """The elements that make the page scroll sideways; none where it does not."""
    return list(
        page.evaluate(
            """() => {
            const wide = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= wide) return [];
            return ['the page is ' + document.documentElement.scrollWidth + ' wide', ...[...document.querySelectorAll('body *')]
                .filter(one => one.getBoundingClientRect().right > wide + 0.5 && !one.closest('.scroll, .trap'))
                .map(one => one.outerHTML.slice(0, 120)).slice(0, 8)];
        }"""
        )
    )
