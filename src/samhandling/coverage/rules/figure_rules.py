"""The rule of every number in the picture, in a sentence that a reader can follow."""

from collections.abc import Mapping

from samhandling.ground.said import Said

RULES: Mapping[str, Said] = {
    "initiatives": Said(
        "Insatser som bidrar till området och hör till platsen.", "Efforts that contribute to the area and belong to the place."
    ),
    "active": Said(
        "Dagen ligger mellan insatsens start och slut, båda dagarna medräknade.", "The day lies between start and end, both included."
    ),
    "possibly_active": Said(
        "Start eller slut är okänt, men dagen ligger inom kända gränser åt båda hållen.",
        "Start or end is unknown, but the day lies within known bounds on both sides.",
    ),
    "undated": Said(
        "Start eller slut är okänt, och gränser saknas åt något håll.", "Start or end is unknown, without bounds on both sides."
    ),
    "ended": Said("Insatsen slutade före dagen.", "The effort ended before the day."),
    "coming": Said("Insatsen börjar efter dagen.", "The effort starts after the day."),
    "active_wide": Said("Pågår, och omfattar alla län.", "Under way, and covers every county."),
    "active_many_counties": Said("Pågår, och omfattar mer än ett län.", "Under way, and covers more than one county."),
    "active_contributing": Said("Pågår, och bidrar till något insatsområde.", "Under way, and contributes to some focus area."),
    "main": Said("Pågår, och har sin största andel i området.", "Under way, with its largest share in the area."),
    "main_left": Said(
        "Har området som huvudinriktning och slutar mer än {months} månader efter dagen.",
        "Has the area as its main one and ends more than {months} months after the day.",
    ),
    "ending": Said("Pågår, och slutar inom {months} månader.", "Under way, and ends within {months} months."),
    "actors": Said("Ägare och samverkansparter i pågående insatser.", "Owners and partners of efforts under way."),
    "share_confirmed": Said(
        "Andelen av fördelningen som en person har bekräftat.", "The part of the distribution that a person has confirmed."
    ),
    "sek": Said("Beviljat belopp × platsens del × andelen i området.", "Granted amount × the place's part × the share in the area."),
    "regional_sek": Said(
        "Beviljat belopp × platsens del × andelen i området, utan insatser som omfattar hela landet.",
        "Granted amount × the place's part × the share in the area, without nation-wide efforts.",
    ),
    "nation_wide_sek": Said(
        "Beviljat belopp × platsens del × andelen i området, för insatser i hela landet.",
        "Granted amount × the place's part × the share in the area, for nation-wide efforts.",
    ),
    "granted": Said("Beviljat belopp × platsens del.", "Granted amount × the place's part."),
    "attributed": Said(
        "Beviljat belopp × platsens del × andelarna i alla områden.", "Granted amount × the place's part × the shares in all areas."
    ),
    "outside": Said(
        "Beviljat belopp × platsens del × det som inget område gör anspråk på.", "Granted amount × the place's part × what no area claims."
    ),
    "insufficient": Said(
        "Beviljat belopp × platsens del, där fördelningen inte kunde bedömas.",
        "Granted amount × the place's part, where the distribution could not be judged.",
    ),
    "excluded": Said(
        "Beviljat belopp × platsens del, tekniskt stöd och insatser som ännu inte har börjat bli av.",
        "Granted amount × the place's part, technical assistance and efforts that are not yet work that is done.",
    ),
    "elsewhere": Said("Beviljat belopp × andra platsers del.", "Granted amount × other places' part."),
    "other_time": Said("Beviljat belopp × platsens del, utanför perioden.", "Granted amount × the place's part, outside the period."),
    "place_initiatives": Said(
        "Insatser som hör till platsen. Tekniskt stöd räknas inte.",
        "Efforts that belong to the place. Technical assistance does not count.",
    ),
    "unjudged": Said("Ingen har kunnat säga var insatsen hör hemma.", "Nobody could say where the effort belongs."),
    "waiting": Said(
        "Systemet har föreslagit vad insatsen bidrar till, men ingen har bekräftat det. Förslaget räknas inte.",
        "The system has suggested what the effort contributes to, but nobody has confirmed it. The suggestion does not count.",
    ),
    "waiting_here": Said(
        "Systemet har föreslagit att insatsen bidrar till området, men ingen har bekräftat det. Förslaget räknas inte.",
        "The system has suggested that the effort contributes to the area, but nobody has confirmed it. The suggestion does not count.",
    ),
    "without_amount": Said("Inget beviljat belopp är känt.", "No granted amount is known."),
}


def with_months(rule: Said, months: int) -> Said:
    """The sentence with the horizon filled in."""
    return Said(rule.sv.format(months=months), rule.en.format(months=months))
