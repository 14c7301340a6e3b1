"""The pages of figures, in the states that matter: with figures, as known earlier, with none, the lists opened."""

from browser.pages import DARK, LIGHT, State, open_all


def _at(name: str, url: str, path: str, **more: object) -> State:
    """A page of figures, narrow in light and wide in dark."""
    return State(name, url, path, looks=(LIGHT, DARK), site="busy", **more)  # type: ignore[arg-type]


FIGURES = (
    _at("indicators", "indicators", "/indikatorer", do=open_all),
    _at("indicator", "indicator", "/indikatorer/arbetsloshet-20-64?plats=20", do=open_all),
    _at("indicator as known earlier", "indicator", "/indikatorer/arbetsloshet-20-64?plats=20&kant=2026-05-01"),
    _at("indicator without figures", "indicator", "/indikatorer/bredband-1-gbit"),
    _at("indicator on the map", "indicator_map", "/indikatorer/arbetsloshet-20-64/karta"),
    _at("map without figures", "indicator_map", "/indikatorer/bredband-1-gbit/karta"),
    _at("does it still hold", "statements", "/nulagesbild"),
    _at("release calendar", "indicator_calendar", "/indikatorer/kalender", do=open_all),
    _at("new and revised figures", "indicator_news", "/indikatorer/nytt?plats=20&sedan=2026-05-01", do=open_all),
)
