"""The pages of the rules, in the states that matter: as a visitor reads them, and as a strategist changes them."""

from playwright.sync_api import Page

from browser.pages import ON, Do
from browser.pages_work import STRATEGIST, _at

REASON = "Vi vill se längre fram när programperioden byts."


def fill(page: Page, reason: str = REASON, **numbers: str) -> None:
    """Numbers of the form, and why."""
    for name, number in numbers.items():
        page.locator(f"[name='{name.replace('__', '.')}']").fill(number)
    page.locator("[name=reason]").fill(reason)


def look(page: Page) -> None:
    """On to what the change would do."""
    page.get_by_role("button", name="Visa vad det ändrar").click()
    page.wait_for_load_state()


def nothing_right(page: Page) -> None:
    """Two numbers that cannot be read, and no reason."""
    fill(page, "", few_left__threshold="många", max_unjudged="140")
    look(page)
    page.locator("#summary-heading").wait_for()


def previewed(page: Page) -> None:
    """What the change would do to the picture."""
    fill(page, few_left__threshold="9")
    look(page)
    page.get_by_role("button", name="Spara reglerna").wait_for()


def save_another(page: Page, number: str) -> None:
    """Somebody changes the rules in another window."""
    other = page.context.new_page()
    other.goto(page.url)
    fill(other, "Kollegan var snabbare.", few_left__threshold=number)
    look(other)
    other.get_by_role("button", name="Spara reglerna").click()
    other.get_by_role("status").first.wait_for()
    other.close()


def collided(number: str, mine: dict[str, str]) -> Do:
    """A colleague has saved `number` in the field of the efforts that go on, while one wrote `mine`."""

    def met(page: Page) -> None:
        save_another(page, number)
        fill(page, **mine)
        look(page)
        page.get_by_text("Inget har gått förlorat.").wait_for()

    return met


RULES = (
    _at("rules of the working material", "rules", "/sa-raknar-vi?version=0", STRATEGIST),
    _at("change the rules, with faults", "rules_change", f"/sa-raknar-vi/andra{ON}", STRATEGIST, do=nothing_right, form=True),
    _at("change the rules, previewed", "rules_change", f"/sa-raknar-vi/andra{ON}", STRATEGIST, do=previewed, form=True),
    _at(
        "change the rules, in conflict",
        "rules_change",
        f"/sa-raknar-vi/andra{ON}",
        STRATEGIST,
        do=collided("3", {"few_left__threshold": "4"}),
        form=True,
    ),
    _at(
        "change the rules, together",
        "rules_change",
        f"/sa-raknar-vi/andra{ON}",
        STRATEGIST,
        do=collided("5", {"months_left": "18"}),
        form=True,
    ),
    _at("go back to earlier rules", "rules_change", f"/sa-raknar-vi/andra{ON}&till=0", STRATEGIST),
    _at("rules that wait for a picture", "rules", "/sa-raknar-vi"),
    _at("history of the rules", "rules_versions", "/sa-raknar-vi/andringar", STRATEGIST),
)
