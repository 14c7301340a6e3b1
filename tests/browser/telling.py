"""Telling something through a form, as a person who needs a moment to write."""

from playwright.sync_api import Page

A_MOMENT = 3_200
"""Milliseconds: whoever sends sooner is taken for a machine."""

QUESTIONS = {
    "insats": "Vad heter insatsen, eller vad går den ut på?",
    "bedomning": "Vad bedömer ni, och varför?",
    "samtal": "Vad vill ni prata om?",
}


def tell(page: Page, what: str, text: str, who: str = "Farida, Exempelkommunen") -> None:
    """Open the form, fill it in, send it."""
    page.goto(f"/beratta/{what}?insatsomrade=3.1")
    fill_in(page, what, text, who)


def fill_in(page: Page, what: str, text: str, who: str) -> None:
    """Fill in the form that is open, and send it."""
    page.get_by_label(QUESTIONS[what]).fill(text)
    page.get_by_label("Vem skriver?").fill(who)
    page.wait_for_timeout(A_MOMENT)
    page.get_by_role("button", name="Skicka in").click()
    page.get_by_role("heading", name="Vad händer nu?").wait_for()
