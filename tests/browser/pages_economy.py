"""The pages of business life, in the states that matter: nothing read in, a county, a municipality with hidden figures, the own choice."""

from playwright.sync_api import Page

from browser.pages import DARK, LIGHT, Do, State, open_all
from samhandling.ground.viewer import Role


def keep_unnamed(page: Page) -> None:
    """The municipality says that it may not be named."""
    page.get_by_role("radio").last.check()
    page.get_by_role("button", name="Spara valet").click()
    page.get_by_role("status").get_by_text("Valet är sparat.").wait_for()


def _at(name: str, url: str, path: str, *, site: str = "busy", signed_in: str = "", do: Do | None = None, form: bool = False) -> State:
    """A page of business life, narrow in light and wide in dark."""
    return State(name, url, path, looks=(LIGHT, DARK), site=site, signed_in=signed_in, do=do, form=form)


ECONOMY = (
    _at("business life chosen", "business", "/naringsliv"),
    _at("business life chosen, nothing read in", "business", "/naringsliv", site="full"),
    _at("business life missing", "business_life", "/naringsliv/04", site="full"),
    _at("business life of a county", "business_life", "/naringsliv/04", do=open_all),
    _at("business life in English", "business_life", "/en/naringsliv/04?fran=2018", do=open_all),
    _at("business life of a municipality", "business_life", "/naringsliv/0480", do=open_all),
    _at("business life with hidden figures", "business_life", "/naringsliv/0482", do=open_all),
    _at("comparison of a municipality", "business_comparison", "/naringsliv/0484/jamforelse", signed_in=Role.CONTRIBUTOR),
    _at(
        "comparison saved",
        "business_comparison",
        "/naringsliv/0484/jamforelse",
        signed_in=Role.CONTRIBUTOR,
        do=keep_unnamed,
        form=True,
    ),
)
