"""Only Tab, Enter and digits: the board member's way through the pages, and a strategist's through the doubts."""

import re

from playwright.sync_api import Page, expect

from browser.conftest import Open
from browser.sites import DAY, Site

MOST_STEPS = 60
FOCUSED = """() => {
    const one = document.activeElement;
    const style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    return {text: (one.innerText || one.getAttribute('aria-label') || one.name || '').trim(), tag: one.tagName,
            outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, seen: box.right > 0 && box.bottom > 0,
            main: !!one.closest('main')};
}"""


def tab_to(page: Page, pattern: str) -> int:
    """Press Tab until focus is on what reads so; everything on the way shows that it has the focus. How many steps it took."""
    for step in range(1, MOST_STEPS + 1):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        assert found["outline"], f"focus is not seen on {found}"
        assert found["seen"], f"focus is outside the page on {found}"
        if re.search(pattern, " ".join(found["text"].split())):
            return step
    raise AssertionError(f"never came to {pattern}")


def test_the_board_members_way_by_keyboard(full: Site, visit: Open) -> None:
    page = visit(full, f"/?dag={DAY}")
    assert tab_to(page, "^Hoppa till innehållet$") == 1
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["main"], "the skip link leads past the menu"
    tab_to(page, r"^1\.3 ")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1.3")
    tab_to(page, "^Hoppa till innehållet$")
    page.keyboard.press("Enter")
    tab_to(page, r"^14$")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Så räknades det")


def test_a_day_is_chosen_by_keyboard(full: Site, visit: Open) -> None:
    page = visit(full, "/")
    tab_to(page, "^dag$")
    page.keyboard.type("06302018")
    expect(page.get_by_label("Dag", exact=True)).to_have_value("2018-06-30")
    tab_to(page, "^Södermanlands län")
    page.keyboard.type("Flen")
    tab_to(page, "^Visa$")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Flen, 30 juni 2018")


def test_doubts_are_settled_by_digits_and_enter(unclear: Site, visit: Open) -> None:
    page = visit(unclear, signed_in=True)
    page.goto("/fragor")
    left = page.locator("input[name=fraga]")
    first = left.get_attribute("value")
    answers = page.locator("input[name=svar]")
    expect(answers.first).to_be_focused()
    page.keyboard.press("2")
    expect(answers.nth(1)).to_be_checked()
    page.keyboard.press("1")
    expect(answers.first).to_be_checked()
    expect(answers.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(f"Fråga {first} är avgjord.")
    assert left.count() == 0 or left.get_attribute("value") != first


def test_doubts_are_settled_without_javascript(unclear: Site, visit: Open) -> None:
    page = visit(unclear, signed_in=True, javascript=False)
    page.goto("/fragor")
    first = page.locator("input[name=fraga]").get_attribute("value")
    page.locator("input[name=svar]").first.check()
    page.get_by_role("button", name="Spara och gå vidare").click()
    expect(page.get_by_role("status")).to_have_text(f"Fråga {first} är avgjord.")
