"""Where: how wide it reaches, and the places that it names."""

from samhandling.ground.places import NATION, PlaceCode, counties, county_of, municipalities_of, place_name
from samhandling.ground.said import Said
from samhandling.plan.rules.form.texts import Around, Reading, Texts, many, one
from samhandling.plan.rules.place_words import PlaceReader
from samhandling.plan.rules.plain import Plain
from samhandling.plan.rules.record import Reach


def home_of(around: Around) -> PlaceCode | None:
    """The county whose municipalities the form lists; none where the strategy is about the nation."""
    place = around.world.default_county
    return None if place is None or place == NATION else county_of(place)


def where_texts(values: Plain, around: Around) -> Texts:
    """The fields of where: the home county's municipalities as choices, others and whole counties as texts."""
    home = home_of(around)
    inside = [code for code in values["municipalities"] if home and county_of(PlaceCode(code)) == home]
    other = [place_name(PlaceCode(code)) for code in values["municipalities"] if code not in inside]
    wide = values["counties"] if values["reach"] != Reach.NATION else []
    given = {county_of(PlaceCode(code)) for code in values["municipalities"]}
    return {
        "reach": (values["reach"],),
        "municipality": tuple(inside),
        "other_municipalities": (", ".join(other),),
        "counties": (", ".join(place_name(PlaceCode(code)) for code in wide if code not in given),),
    }


def read_places(texts: Texts, before: Plain, around: Around, into: Reading) -> None:
    """The places. Named municipalities stand with their counties, also where it reaches further; the whole nation is every county."""
    text, home = one(texts, "reach"), home_of(around)
    reader = PlaceReader(home)
    written = one(texts, "counties")
    wide = into.clear(reader.counties(written or None), "counties", written)
    reach = text if text in list(Reach) else ""
    if not reach:
        expected = Said("Ett av alternativen för hur långt insatsen når.", "One of the choices of how wide it reaches.")
        into.wrong("reach", text, expected, Said("Välj ett av dem.", "Choose one of them."))
    if wide.municipalities:
        expected = Said("Här ska bara län stå.", "Only counties belong here.")
        into.wrong("counties", written, expected, Said("Skriv kommunerna under Andra kommuner.", "Write them under Other municipalities."))
    named = _named(texts, home, reader, reach, into)
    around_named = {county_of(code) for code in named}
    listed = sorted({*wide.counties, *around_named})
    if reach == Reach.NATION:
        listed = list(counties())
    elif reach == Reach.COUNTY and not listed:
        listed = [home] if home else []
        if not listed:
            into.wrong("counties", "", Said("Vilket län det gäller.", "Which county it is."), Said("Skriv länet.", "Write the county."))
    into.values.update({"reach": reach, "counties": list(listed), "municipalities": sorted(named)})


def _named(texts: Texts, home: PlaceCode | None, reader: PlaceReader, reach: str, into: Reading) -> list[PlaceCode]:
    here = set(municipalities_of(home)) if home else set()
    chosen = {PlaceCode(code) for code in many(texts, "municipality") if code in here}
    written = one(texts, "other_municipalities")
    found = into.clear(reader.municipalities(written or None), "other_municipalities", written)
    if found.counties:
        expected = Said("Här ska bara kommuner stå.", "Only municipalities belong here.")
        into.wrong("other_municipalities", written, expected, Said("Skriv länen under Län.", "Write the counties under Counties."))
    chosen.update(found.municipalities)
    if reach == Reach.NAMED and not chosen and not written:
        expected = Said("Minst en kommun, när insatsen gäller namngivna kommuner.", "At least one municipality, when it names some.")
        way_out = Said("Kryssa för en kommun, eller välj ett annat alternativ.", "Tick a municipality, or choose otherwise.")
        into.wrong("municipality", "", expected, way_out)
    return sorted(chosen)
