"""The names of the picture's numbers, as a reader says them."""

from collections.abc import Mapping

from samhandling.ground.said import Said

FIGURE_WORDS: Mapping[str, Said] = {
    "initiatives": Said("Insatser i underlaget", "Initiatives in the material"),
    "active": Said("Pågående insatser", "Efforts under way"),
    "active_wide": Said("Pågående insatser i hela landet", "Nation-wide efforts under way"),
    "active_many_counties": Said("Pågående insatser i flera län", "Efforts under way in several counties"),
    "active_contributing": Said("Pågående insatser inom något insatsområde", "Efforts under way in some focus area"),
    "possibly_active": Said("Insatser som kan pågå", "Efforts possibly under way"),
    "undated": Said("Insatser utan datum", "Undated efforts"),
    "ended": Said("Avslutade insatser", "Ended efforts"),
    "coming": Said("Kommande insatser", "Coming efforts"),
    "main": Said("Pågående insatser med området som huvudinriktning", "Efforts under way with this as their main focus area"),
    "main_left": Said("Insatser med området som huvudinriktning som fortsätter en tid framåt", "Main efforts that go on for some time"),
    "ending": Said("Insatser som snart slutar", "Efforts that end soon"),
    "sek": Said("Beräknad del av beviljade medel", "Computed part of granted money"),
    "regional_sek": Said(
        "Beräknad del av beviljade medel, utan rikstäckande insatser", "Computed part of granted money, without nation-wide efforts"
    ),
    "nation_wide_sek": Said("Beräknad del av rikstäckande insatsers medel", "Computed part of nation-wide efforts' money"),
    "actors": Said("Aktörer i pågående insatser", "Actors in efforts under way"),
    "share_confirmed": Said("Andel av fördelningen som en person har bekräftat", "Share of the distribution that a person has confirmed"),
    "granted_sek": Said("Platsens del av beviljade medel", "The place's part of granted money"),
    "attributed_sek": Said("Inom strategins insatsområden", "Within the strategy's focus areas"),
    "outside_sek": Said("Utanför strategins insatsområden", "Outside the strategy's focus areas"),
    "insufficient_sek": Said("Kan inte bedömas", "Cannot be judged"),
    "excluded_sek": Said("Tekniskt stöd, räknas inte", "Technical assistance, not counted"),
    "elsewhere_sek": Said("Andra platsers del", "Other places' part"),
    "other_time_sek": Said("Platsens del utanför perioden", "The place's part outside the period"),
    "unjudged": Said("Insatser som inte är bedömda", "Initiatives that are not judged"),
    "waiting": Said("Insatser vars fördelning ingen har bekräftat", "Initiatives whose distribution nobody has confirmed"),
    "without_amount": Said("Insatser utan känt belopp", "Initiatives without a known amount"),
}
