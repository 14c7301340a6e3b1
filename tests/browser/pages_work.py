"""The pages where people work, in the states that matter: filled, empty, with faults, in conflict, previewed, and for whom."""

import io

import openpyxl
from playwright.sync_api import Page

from browser.pages import DARK, LIGHT, Do, State, open_all, send

ADMINISTRATOR, STRATEGIST, CONTRIBUTOR = "administrator", "strategist", "contributor"


def _at(name: str, url: str, path: str, role: str = "", **more: object) -> State:
    """A page of the site where work is under way, narrow in light and wide in dark."""
    return State(name, url, path, site="busy", signed_in=role, looks=(LIGHT, DARK), **more)  # type: ignore[arg-type]


def by_link(page: Page) -> None:
    """What somebody who holds an actor's link works with."""
    page.goto("/mina")


def choose_many(page: Page) -> None:
    """Two initiatives in the list, one field, one value, looked at before it is done."""
    for tick in page.locator("input.tick").all()[:2]:
        tick.check()
    page.get_by_role("button", name="Fortsätt").click()
    page.get_by_role("button", name="Förhandsgranska").click()


def preview_shares(page: Page) -> None:
    """What another distribution does to the picture."""
    for box in page.locator("input[name^=share-]").all():
        if box.input_value():
            box.fill("90")
    page.locator("input[name^=share-]").first.fill("10")
    page.locator("input[name=area]").first.check()
    page.get_by_role("button", name="Förhandsgranska").click()
    page.get_by_role("heading", name="Så ändras lägesbilden").wait_for()


def write_wrong(name: str, text: str) -> Do:
    """Something that cannot be read."""

    def written(page: Page) -> None:
        page.locator(f"[name={name}]").first.fill(text)
        page.locator("form.editing").get_by_role("button", name="Spara").last.click()
        page.get_by_role("alert").wait_for()

    return written


def collide(page: Page) -> None:
    """A colleague has saved the same field in another window."""
    other = page.context.new_page()
    other.goto(page.url)
    _rename(other, "Knuffa resan rätt, i länet")
    other.close()
    _rename(page, "Knuffa resan rätt, i staden")


def collide_on_money(page: Page) -> None:
    """A colleague has saved another amount in another window."""
    other = page.context.new_page()
    other.goto(page.url)
    _write(other, "grant-0-amount", "1 100 000")
    other.close()
    _write(page, "grant-0-amount", "1 200 000")
    page.get_by_role("radio").first.wait_for()


def _rename(page: Page, title: str) -> None:
    _write(page, "title", title)


def _write(page: Page, name: str, text: str) -> None:
    page.locator(f"[name={name}]").fill(text)
    page.locator("form.editing").get_by_role("button", name="Spara").last.click()
    page.wait_for_load_state()


def ask_check(page: Page) -> None:
    """A text of one's own, read against the strategy."""
    page.locator("main textarea").first.fill(
        "Energirådgivning för små företag: vi ställer om till förnybar energi, energieffektiviserar och sänker effekttoppar så att elförsörjningen blir stabil."
    )
    page.get_by_role("button", name="Läs texten").click()
    page.get_by_role("link", name="Justera fördelningen").wait_for()


def save_idea(page: Page) -> None:
    """From the answer to a draft of an initiative."""
    ask_check(page)
    page.locator("form[action*='/bidrar/ide']").get_by_role("button").first.click()
    page.wait_for_load_state()


def confirm_first(page: Page) -> None:
    """The first suggestion is right."""
    page.get_by_role("button", name="Bekräfta och gå vidare").click()
    page.locator("[role=status].done").wait_for()


def suggest_shares(page: Page) -> None:
    """A list that tells purposes and no focus areas, with the system's reading of each row beside it."""
    row = "E1;Export för små verkstäder;Rådgivning, mässor och nätverk som hjälper små företag att exportera till nya marknader;2026-01-01;2028-12-31"
    text = f"Ärendenummer;Projekttitel;Syfte;Startdatum;Slutdatum\n{row}\n"
    page.locator("input[type=file]").set_input_files({"name": "forslag.csv", "mimeType": "text/csv", "buffer": text.encode()})
    page.get_by_role("button", name="Läs filen").click()
    page.get_by_role("button", name="Så är det, gå vidare").first.click()
    page.get_by_role("button", name="Föreslå vad de bidrar till").click()
    page.get_by_text("förslag:").first.wait_for()


def hand_back(page: Page) -> None:
    """The workbook, fetched, with one cell changed at the desk, and handed back."""
    book = openpyxl.load_workbook(io.BytesIO(page.request.get("/mina/arbetsbok.xlsx").body()))
    for cell in (cell for sheet in book for row in sheet.iter_rows() for cell in row):
        if cell.value == "Bazar":
            cell.value = "Bazar och möten"
    out = io.BytesIO()
    book.save(out)
    page.locator("input[type=file]").set_input_files(
        {"name": "arbetsbok.xlsx", "mimeType": "application/octet-stream", "buffer": out.getvalue()}
    )
    page.get_by_role("button", name="Visa skillnaderna").click()
    page.locator("button[value=save]").wait_for()


OWN = "/insatser/{own}"
PERSONS = (
    _at("invitation", "welcome", "/inbjudan/{invitation}", form=True),
    _at("invitation no longer", "welcome", "/inbjudan", status=404),
    _at("forgotten password", "forgotten", "/glomt-losenord", form=True),
    _at("new password too late", "new_password", "/nytt-losenord", status=400),
    _at("account", "account", "/konto", CONTRIBUTOR),
    _at("password with faults", "password", "/konto/losenord", CONTRIBUTOR, do=send("Byt lösenord"), form=True),
    _at("tokens", "tokens", "/konto/nycklar", CONTRIBUTOR),
    _at("persons", "persons", "/personer", ADMINISTRATOR),
    _at("person", "person", "/personer/{person}", ADMINISTRATOR, do=open_all),
    _at("invite with faults", "invite", "/personer/bjud-in", ADMINISTRATOR, do=send("Bjud in"), form=True),
    _at("links", "links", "/personer/lankar", STRATEGIST),
    _at("access", "access", "/atkomst?adress=/historik&vem=visitor", ADMINISTRATOR),
    _at("letters", "monday", "/konto/utskick", STRATEGIST),
    _at("letters ended", "monday_end", "/utskick/avsluta/fel", status=404),
    _at("calendars", "calendars", "/kalender", CONTRIBUTOR),
    _at("calendars of a visitor", "calendars", "/kalender"),
)
EDITING = (
    _at("new idea", "new_idea", "/insatser/ny", CONTRIBUTOR, do=send("Spara idén"), form=True),
    _at("edit", "edit", f"{OWN}/andra", CONTRIBUTOR),
    _at("edit what, in conflict", "edit_part", f"{OWN}/andra/vad", STRATEGIST, do=collide, form=True),
    _at("edit when, with faults", "edit_part", f"{OWN}/andra/nar", CONTRIBUTOR, do=write_wrong("start", "snart"), form=True),
    _at("edit who", "edit_part", f"{OWN}/andra/vilka", CONTRIBUTOR),
    _at("edit where", "edit_part", f"{OWN}/andra/var", CONTRIBUTOR),
    _at("edit money, with faults", "edit_part", f"{OWN}/andra/pengar", CONTRIBUTOR, do=write_wrong("grant-0-amount", "mycket"), form=True),
    _at("edit money, in conflict", "edit_part", f"{OWN}/andra/pengar", STRATEGIST, do=collide_on_money, form=True),
    _at("edit contributions, previewed", "edit_part", "/insatser/20201037/andra/bidrar", STRATEGIST, do=preview_shares, form=True),
    _at("edit activities", "edit_part", f"{OWN}/andra/aktiviteter", CONTRIBUTOR),
    _at("edit status", "edit_part", f"{OWN}/andra/status", CONTRIBUTOR),
    _at("steps of an idea", "steps", "/insatser/{idea}/steg?ny=1", CONTRIBUTOR),
    _at("contributor's initiative", "initiative", OWN, CONTRIBUTOR, do=open_all),
    _at("chosen in bulk", "bulk", "/insatser?sok=energi", STRATEGIST, do=choose_many, form=True),
    _at("bulk", "bulk", "/massandring", STRATEGIST),
    _at("bulk done", "bulk_done", "/massandring/{bulk}", STRATEGIST),
    _at("actor merge", "actor_merge", "/aktorer/{actor}/sla-ihop?sok=kommun", STRATEGIST),
    _at("workbook", "workbook", "/mina/arbetsbok", CONTRIBUTOR, do=send("Visa skillnaderna"), form=True),
    _at("workbook's differences", "workbook_differences", "/mina/arbetsbok", CONTRIBUTOR, do=hand_back, form=True),
    _at("check", "check", "/bidrar", do=ask_check, form=True),
    _at("check to idea", "check_idea", "/bidrar", CONTRIBUTOR, do=save_idea, form=True),
    _at("share suggestions", "share_suggestions", "/forslag", STRATEGIST),
    _at("share suggestions, answered", "share_suggestions", "/forslag", STRATEGIST, do=confirm_first, form=True),
)
TOGETHER = (
    _at("mine", "mine", "/mina", CONTRIBUTOR),
    _at("mine by a link", "mine", "/lank/{link}", do=by_link, form=True),
    _at("to do", "mine", "/mina", STRATEGIST),
    _at("comment with faults", "comment", f"{OWN}/kommentar?slag=wrong", CONTRIBUTOR, do=send("Skicka"), form=True),
    _at("answer a comment", "answer_comment", "/mina/svara/{comment}", STRATEGIST),
    _at("history", "history", "/historik", STRATEGIST, do=open_all),
    _at("history of an initiative", "initiative_history", f"{OWN}/historik", CONTRIBUTOR, do=open_all),
    _at("history of an actor", "actor_history", "/aktorer/{actor}/historik", CONTRIBUTOR, do=open_all),
    _at("history of a focus area", "focus_area_history", "/insatsomrade/1.3/historik", STRATEGIST),
    _at("history of an import", "import_history", "/underlag/{run}/historik", STRATEGIST),
    _at("working material", "working", "/arbetsmaterial", STRATEGIST),
    _at("open data", "open_data", "/oppna-data"),
)
PLANS = (
    _at("plans", "plan_editions", "/handlingsplan", STRATEGIST),
    _at("plan adopted", "edition", "/handlingsplan/{adopted}"),
    _at("plan drafted", "edition", "/handlingsplan/{draft}", CONTRIBUTOR),
    _at("plans compared", "edition_comparison", "/handlingsplan/{draft}/jamfor/{adopted}", STRATEGIST),
    _at("new plan", "edition_new", "/handlingsplan/ny", STRATEGIST, do=send("Skapa utkastet"), form=True),
    _at("change plan", "edition_change", "/handlingsplan/{draft}/andra", STRATEGIST, do=open_all),
    _at("plan's focus area", "edition_area", "/handlingsplan/{draft}/andra/1.3", STRATEGIST),
    _at("adopt plan, with faults", "edition_adopt", "/handlingsplan/{draft}/anta", STRATEGIST, do=send("Anta planen"), form=True),
    _at("restore from plan", "edition_restore", "/handlingsplan/{adopted}/aterstall/{own}", STRATEGIST),
    _at("comment on plan", "edition_comment", "/handlingsplan/{draft}/synpunkt", CONTRIBUTOR),
    _at("comments on plan", "edition_comments", "/handlingsplan/{draft}/synpunkter", STRATEGIST),
)
LISTS = (
    _at("upload with faults", "upload", "/las-in", STRATEGIST, do=send("Läs filen"), form=True),
    _at("import columns", "import_columns", "/las-in/{waiting}", STRATEGIST, do=open_all),
    _at("import rows", "import_rows", "/las-in/{waiting}/rader", STRATEGIST),
    _at("import rows, suggested", "import_rows", "/las-in", STRATEGIST, do=suggest_shares),
    _at("import scope", "import_scope", "/las-in/{waiting}/underlag", STRATEGIST),
    _at("import write", "import_write", "/las-in/{waiting}/skriv", STRATEGIST),
    _at("import done", "import_done", "/las-in/{written}/klart", STRATEGIST),
    _at("import undo", "import_undo", "/las-in/import/{run}/angra", STRATEGIST),
    _at("import undone", "import_undone", "/las-in/angrad/{undone}", STRATEGIST),
)
WORK = (*PERSONS, *EDITING, *TOGETHER, *PLANS, *LISTS)
