"""The tables of the open data: their columns, and which columns tell one row from another."""

from samhandling.ground.said import Said
from samhandling.web.open_data.columns import Column, Layout, day_column, number_column, text_column, whole_column

STRATEGY = text_column("strategy", "Strategins id", "The strategy's id")
INITIATIVE = text_column("initiative", "Insatsens ärendenummer", "The initiative's case number")
AREA = text_column("focus_area", "Insatsområdets kod", "The focus area's code")
NAME_SV = text_column("name_sv", "Namn på svenska", "Name in Swedish")
NAME_EN = text_column("name_en", "Namn på engelska", "Name in English")

STRATEGIES = Layout(
    "strategies",
    Said("Strategier", "Strategies"),
    Said("Strategier och ramverk som är inlästa.", "Strategies and frameworks that are loaded."),
    1,
    (
        text_column("id", "Strategins id", "The strategy's id"),
        text_column("kind", "Strategi eller ramverk", "Strategy or framework"),
        text_column("edition", "Utgåva", "Edition"),
        text_column("title_sv", "Titel på svenska", "Title in Swedish"),
        text_column("title_en", "Titel på engelska", "Title in English"),
        day_column("valid_from", "Gäller från", "Valid from"),
        day_column("valid_to", "Gäller till", "Valid until"),
        text_column("place", "Platsens kod (SCB)", "The place's code (SCB)"),
    ),
)
FOCUS_AREAS = Layout(
    "focus_areas",
    Said("Insatsområden", "Focus areas"),
    Said("Strategins insatsområden, i strategins ordning.", "The strategy's focus areas, in its order."),
    2,
    (
        STRATEGY,
        text_column("code", "Kod", "Code"),
        NAME_SV,
        NAME_EN,
        text_column("area", "Det strategiska områdets kod", "The code of the area above it"),
        text_column("area_name_sv", "Det strategiska områdets namn på svenska", "The name of the area above it in Swedish"),
        text_column("area_name_en", "Det strategiska områdets namn på engelska", "The name of the area above it in English"),
    ),
)
ASPECTS = Layout(
    "aspects",
    Said("Delområden", "Aspects"),
    Said("Vad varje insatsområde består av.", "What each focus area consists of."),
    3,
    (STRATEGY, AREA, text_column("code", "Kod", "Code"), NAME_SV, NAME_EN),
)
INITIATIVES = Layout(
    "initiatives",
    Said("Insatser", "Initiatives"),
    Said(
        "En rad för varje publicerad insats. Tomt betyder okänt, aldrig noll.",
        "A row for each published initiative. Empty means unknown, never zero.",
    ),
    2,
    (
        STRATEGY,
        text_column("id", "Ärendenummer", "Case number"),
        text_column("title", "Namn", "Name"),
        text_column("kind", "Typ av insats", "Kind of initiative"),
        text_column("stage", "Steg: idea, samtal, samsyn, samarbete, samhandling", "Stage: idea, samtal, samsyn, samarbete, samhandling"),
        text_column("progress", "Hur det går den dag som filen är gjord", "How it goes on the day of the file"),
        day_column("start", "Första dag", "First day"),
        text_column(
            "start_precision",
            "Hur noga starten är känd: day, month, quarter, year",
            "How exactly the start is known: day, month, quarter, year",
        ),
        day_column("end", "Sista dag", "Last day"),
        text_column("end_precision", "Hur noga slutet är känt", "How exactly the end is known"),
        day_column("not_before", "Börjar tidigast, när starten är okänd", "Begins no earlier, where the start is unknown"),
        day_column("not_after", "Slutar senast, när slutet är okänt", "Ends no later, where the end is unknown"),
        day_column("decided", "Beslutsdag", "Day of the decision"),
        text_column("decided_precision", "Hur noga beslutsdagen är känd", "How exactly the day of the decision is known"),
        text_column("reach", "Räckvidd: named, county, nation, unknown", "Reach: named, county, nation, unknown"),
        text_column("basis", "Vad fördelningen vilar på", "What the distribution rests on"),
        number_column("granted_sek", "Beviljade medel, kronor", "Granted, SEK"),
        text_column("target_groups", "Målgrupper, med | emellan", "Target groups, with | between"),
        text_column("purpose_sv", "Syfte på svenska", "Purpose in Swedish"),
        text_column("purpose_en", "Syfte på engelska", "Purpose in English"),
        text_column("source", "Källa", "Source"),
    ),
)
CONTRIBUTIONS = Layout(
    "contributions",
    Said("Fördelning på insatsområden", "Contributions"),
    Said(
        "Vilka insatsområden varje insats bidrar till, och med hur stor del.",
        "Which focus areas each initiative contributes to, and how much.",
    ),
    3,
    (
        STRATEGY,
        INITIATIVE,
        AREA,
        text_column(
            "share",
            "Andel, exakt: 1/3. Tomt där områden är nämnda utan andel",
            "Share, exact: 1/3. Empty where areas are named without shares",
        ),
        text_column("aspects", "Delområdenas koder, med | emellan", "Codes of aspects, with | between"),
        text_column("said_by", "Vem som säger det: document, person, system", "Who says so: document, person, system"),
        Column("confirmed", "boolean", Said("Bekräftad av en person", "Confirmed by a person")),
    ),
)
GRANTS = Layout(
    "grants",
    Said("Pengar", "Money"),
    Said(
        "Sökta, beviljade, medfinansierade, utbetalade och återbetalade belopp.",
        "Amounts applied for, granted, co-financed, paid out and paid back.",
    ),
    3,
    (
        STRATEGY,
        INITIATIVE,
        whole_column("number", "Beloppets nummer inom insatsen", "The amount's number within the initiative"),
        text_column("financier", "Finansiär", "Financier"),
        text_column(
            "kind",
            "Vilket steg: applied_for, granted, co_financed, paid_out, paid_back",
            "Which step: applied_for, granted, co_financed, paid_out, paid_back",
        ),
        number_column("amount_sek", "Belopp, kronor. Tomt betyder okänt", "Amount, SEK. Empty means unknown"),
    ),
)
PLACES = Layout(
    "places",
    Said("Platser", "Places"),
    Said(
        "Län som insatsen arbetar i och kommuner som den nämner.", "Counties that the initiative works in and municipalities that it names."
    ),
    3,
    (
        STRATEGY,
        INITIATIVE,
        text_column("place", "Platsens kod (SCB)", "The place's code (SCB)"),
        text_column("name", "Platsens namn", "The place's name"),
    ),
)
PARTICIPATIONS = Layout(
    "participations",
    Said("Medverkande", "Participations"),
    Said("Vilka aktörer som äger, medverkar och har roller i insatserna.", "Which actors own the initiatives, take part, and have roles."),
    4,
    (
        STRATEGY,
        INITIATIVE,
        text_column("actor", "Aktörens kod", "The actor's code"),
        text_column("role", "owner, partner, eller strategins ord för rollen", "owner, partner, or the strategy's word for the role"),
    ),
)
ACTIVITIES = Layout(
    "activities",
    Said("Aktiviteter", "Activities"),
    Said("Aktiviteter och milstolpar i insatserna.", "Activities and milestones of the initiatives."),
    3,
    (
        STRATEGY,
        INITIATIVE,
        text_column("id", "Aktivitetens id inom insatsen", "The activity's id within the initiative"),
        text_column("title", "Vad som görs", "What is done"),
        text_column("kind", "activity eller milestone", "activity or milestone"),
        day_column("start", "Första dag", "First day"),
        day_column("end", "Sista dag", "Last day"),
        day_column("done", "Klar den", "Done on"),
        text_column("responsible", "Den ansvariga aktörens kod", "The responsible actor's code"),
    ),
)
ACTORS = Layout(
    "actors",
    Said("Aktörer", "Actors"),
    Said("Organisationer som har en del i något som är publicerat.", "Organisations with a part in what is published."),
    1,
    (
        text_column("code", "Kod", "Code"),
        text_column("name", "Namn", "Name"),
        text_column("type", "Typ av organisation", "Type of organisation"),
        text_column("municipality", "Kommunkod (SCB)", "Code of the municipality (SCB)"),
    ),
)
COVERAGE = Layout(
    "coverage",
    Said("Lägesbilden", "The coverage picture"),
    Said(
        "Läget i varje insatsområde den dag som filen är gjord. ”missing” betyder att ingen pågående insats är känd i underlaget.",
        "The status of each focus area on the day of the file. “missing” means that no effort under way is known in the material.",
    ),
    2,
    (
        STRATEGY,
        AREA,
        text_column("status", "covered, partly, missing, insufficient", "covered, partly, missing, insufficient"),
        text_column("reasons", "Regler som gav läget, med | emellan", "Rules that gave the status, with | between"),
        day_column("on", "Vilken dag bilden gäller", "Which day the picture is of"),
        text_column("place", "Platsens kod (SCB)", "The place's code (SCB)"),
        whole_column("active", "Pågående insatser", "Efforts under way"),
        whole_column("possibly_active", "Insatser som kan pågå", "Efforts that may be under way"),
        whole_column("coming", "Kommande insatser", "Coming efforts"),
        whole_column("ended", "Avslutade insatser", "Ended efforts"),
        whole_column("undated", "Insatser utan datum", "Efforts without dates"),
        whole_column("main", "Pågående med området som huvudinriktning", "Under way with the area as main aim"),
        whole_column("main_left", "Av dem fortsätter så långt fram som reglerna ser", "Of them going on as far ahead as the rules look"),
        whole_column("actors", "Aktörer", "Actors"),
        number_column("sek", "Beräknad del av beviljade medel, kronor", "Computed part of what is granted, SEK"),
        text_column(
            "aspects_without_effort",
            "Delområden utan pågående insats, med | emellan",
            "Aspects without an effort under way, with | between",
        ),
    ),
)
JUDGEMENTS = Layout(
    "judgements",
    Said("Bedömningar", "Judgements"),
    Said("Vad människor säger om det beräknade läget.", "What people say of the computed status."),
    2,
    (
        STRATEGY,
        AREA,
        text_column("place", "Platsens kod (SCB)", "The place's code (SCB)"),
        text_column("verdict", "not_needed_now, handled_elsewhere, disagree", "not_needed_now, handled_elsewhere, disagree"),
        text_column("reason", "Skäl", "Reason"),
        text_column("name", "Vem som bedömer", "Who judges"),
        day_column("day", "Dag", "Day"),
        text_column("reference", "Hänvisning", "Reference"),
        day_column("review", "Ska ses över", "To be looked at again"),
    ),
)
SCOPES = Layout(
    "scopes",
    Said("Underlag", "Scopes"),
    Said(
        "Hur långt varje inläst källa räcker, och vad som saknas i den.",
        "How far each loaded source reaches, and what it is known to lack.",
    ),
    2,
    (
        whole_column("import", "Inläsningens nummer", "The import's number"),
        whole_column("number", "Underlagets nummer inom inläsningen", "The scope's number within the import"),
        text_column("file", "Fil", "File"),
        text_column("register", "Register", "Register"),
        text_column("financier", "Finansiär", "Financier"),
        text_column("programme", "Program", "Programme"),
        day_column("decided_from", "Beslut från", "Decisions from"),
        day_column("decided_to", "Beslut till", "Decisions until"),
        text_column("places", "Platsernas koder, med | emellan", "Codes of places, with | between"),
        day_column("fetched", "Hämtat den", "Fetched on"),
        text_column("left_out", "Vad som inte är inläst, med | emellan", "What is not loaded, with | between"),
        whole_column("initiatives", "Insatser ur underlaget", "Initiatives from it"),
    ),
)
PUBLICATIONS = Layout(
    "publications",
    Said("Publiceringar", "Publications"),
    Said("När bilden publicerades.", "When the picture was published."),
    2,
    (
        STRATEGY,
        whole_column("id", "Publiceringens nummer", "The publication's number"),
        Column("at", "datetime", Said("Tidpunkt", "Moment")),
        whole_column("initiatives", "Insatser som visas", "Initiatives shown"),
        whole_column("changed", "Insatser som är nya eller ändrade", "Initiatives that are new or changed"),
        text_column("note", "Anteckning", "Note"),
    ),
)
