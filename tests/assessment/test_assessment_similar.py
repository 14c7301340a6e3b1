"""What lies near a text among the initiatives that are loaded."""

from samhandling.assessment.rules.similar import Known, Near

KNOWN = [
    Known(
        "1",
        "Energicoacher för småföretag",
        "Coacher hjälper företag att minska energianvändningen.",
        ("Flen",),
        ("småföretag",),
        ("Energikontoret",),
    ),
    Known("2", "Solceller på lador", "Lantbrukare sätter upp solceller och delar erfarenheter om solel.", (), ("lantbrukare",), ("LRF",)),
    Known("3", "Ung Företagsamhet", "Elever driver företag i skolan.", (), ("elever",), ()),
    Known("4", "Spillvärme från industrin", "Industrins restvärme tas till vara i fjärrvärmenätet.", (), (), ()),
]


def test_the_nearest_comes_first_and_says_why() -> None:
    found = Near(KNOWN).to("Vi vill att lantbrukare sätter solceller på taken och lär av varandra om solel.")
    assert found[0].id == "2"
    assert "solceller" in found[0].words
    assert found[0].target_groups == ("lantbrukare",)


def test_place_and_owner_bring_an_initiative_nearer() -> None:
    plain = Near(KNOWN).to("Coacher hjälper företag med energianvändningen.")
    named = Near(KNOWN).to("Energikontorets coacher hjälper företag i Flen med energianvändningen.")
    assert plain[0].id == named[0].id == "1"
    assert named[0].places == ("Flen",)
    assert named[0].owners == ("Energikontoret",)


def test_nothing_is_near_what_has_nothing_in_common() -> None:
    assert Near(KNOWN).to("Pannkakor med sylt") == ()
    assert Near([]).to("Solceller") == ()
