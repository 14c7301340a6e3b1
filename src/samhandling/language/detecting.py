"""Which language a text is in, by its function words and its letters.

Swedish and English are what the product reads; the neighbours are told apart from Swedish so that a person gets a clear answer.
A word that several languages share says less (weight: the logarithm of how few have it).
"""

import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from samhandling.language.vocabulary_words import words_in

Code = Literal["sv", "en", "fi", "no", "da", "de", "other", "unknown"]

_WORDS: dict[str, frozenset[str]] = {
    "sv": words_in(
        "och att det som en på är av för med den till inte om ett men var jag sig från vi så kan när han hon ska skall eller vid nu sin "
        "där under också efter upp mot genom mellan inom samt bli blir har hade få får många mycket även utan detta denna dessa andra "
        "de dem deras hur vad vilka vilket bland ut sina oss ni er mer mest bara alla allt något några ingen kommer göra gör finns "
        "ökad ökat syftet syfte målet projektet kommun företag utveckling länet verksamhet insatser stöd behov "
        "stärka utveckla bidra skapa arbete olika nya hela inte bättre vill måste bör dels"
    ),
    "en": words_in(
        "the of and to in is that it for was on are as with they be at this have from or had by but not what all were we when your can "
        "there an which their if will about how then them these so some her would make like him into has more two our its who been "
        "also between through should may such than other new project aims companies development support"
    ),
    "fi": words_in(
        "ja on ei se että oli hän ovat olla mutta joka kun niin myös sekä tai jos kuin mitä tämä nämä ne he me sen joita jotka mukaan "
        "kanssa hankkeen hanke yritysten yritykset alueen avulla vain voi voidaan tulee ole sitä siitä tässä vuoden aikana koko uusia "
        "uuden kehittää kehittäminen tavoitteena tavoite toiminta toiminnan lisäksi jossa jonka"
    ),
    "no": words_in(
        "og at det som en på er av for med den til ikke om et men var jeg seg fra vi så kan når han hun skal eller ved nå sin der under "
        "også etter opp mot gjennom mellom innen samt bli blir har hadde få får mange mye uten dette denne disse andre de dem deres "
        "hvordan hva hvilke blant ut sine oss mer mest bare alle alt noe noen ingen kommer gjøre gjør finnes utvikling bedrifter næringsliv "
        "kommune fylke tiltak prosjektet styrke bidra skape arbeid ulike nye"
    ),
    "da": words_in(
        "og at det som en på er af for med den til ikke om et men var jeg sig fra vi så kan når han hun skal eller ved nu sin der under "
        "også efter op mod gennem mellem inden samt blive bliver har havde få får mange meget uden dette denne disse andre de dem deres "
        "hvordan hvad hvilke blandt ud sine os mere mest kun alle alt noget nogle ingen kommer gøre gør findes udvikling virksomheder "
        "erhvervsliv kommune projektet styrke bidrage skabe arbejde forskellige nye"
    ),
    "de": words_in(
        "und der die das ist in zu den mit von auf für im nicht ein eine einer eines dem des sich als auch es an werden aus er hat dass "
        "sie nach wird bei einen einem um am sind noch wie über zum zur war haben nur oder aber vor durch wir man kann soll sowie "
        "projekt unternehmen entwicklung zwischen ihre diese dieser"
    ),
    # Told apart from the six, but not named.
    "et": words_in("ja on ei et see oli ta aga kui ning mis kes ka oma või siis seda selle nii kõik välja veel võib eesmärk kaudu mille"),
    "nl": words_in(
        "de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij nog naar heeft door over wordt deze die tot"
    ),
    "fr": words_in("le la les de des du et est une un dans pour que qui sur au aux par avec ce cette il sont pas plus son sa ses afin à"),
    "es": words_in("el la los las de del y en que un una por con para como es se su al lo más o pero sus este esta son entre tiene"),
    "it": words_in("il la le lo gli di del della dei e in che un una per con come è si sono al alla nel nella non più dal anche questo"),
    "pl": words_in("i w na z do się jest nie to że o jak po za od dla przez oraz są ma który które ich tym jego przed"),
}
# Letters that a language has and its neighbours lack, in words or parts of words.
_SIGNS: dict[str, re.Pattern[str]] = {
    "sv": re.compile(r"ö|ä(?!ä)|å(?!n?\b)|ck\b|tion(?:en|er)?\b"),
    "fi": re.compile(r"ää|yy|öö|uu|ii\b|ssa\b|ssä\b|ksi\b|sta\b|stä\b|lla\b|llä\b|isten\b|nen\b|kk|uo|yö|ie[nm]"),
    "no": re.compile(r"æ|ø|sjon|kj|øy|ei"),
    "da": re.compile(r"æ|ø|tion|øj|ej\b|hed\b|lse\b|tte\b"),
    "de": re.compile(r"ß|ü|sch|ung\b|keit\b|ei|[aou]ch"),
    "en": re.compile(r"th|wh|ing\b|ly\b|ea|ow"),
    "et": re.compile(r"õ|ee|üü|[aeiu]d\b"),
    "nl": re.compile(r"ij|oo|aa|sch|en\b"),
    "fr": re.compile(r"[éèêç]|eux?\b|tion\b"),
    "es": re.compile(r"ñ|ción\b|[ao]s\b"),
    "it": re.compile(r"zione|gli|[ie]\b"),
    "pl": re.compile(r"[ąęłńśźż]|cz|sz|rz"),
}
_NAMED = frozenset({"sv", "en", "fi", "no", "da", "de"})
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_FOREIGN = re.compile(r"[ãõñçłąęśźżřčěůțșğışéèêîôœ]")
_MOST_WORDS = 3_000
_FEWEST_WORDS = 3
_ENOUGH_WORDS = 12
_LETTER_WEIGHT = 0.25
_LIKELINESS_OF_OTHERS = 0.6
# Running text has about 40 words in 100 that stand in a list; below these shares the text is in none of the languages.
_LEAST_SHARE = 0.10


@dataclass(frozen=True, slots=True)
class Detected:
    """A language by its ISO code, "other" for one that is not told apart, "unknown" where there is too little text.

    `sureness` is 0 to 1; `second` the next likely language, "" where nothing speaks for one.
    """

    language: Code
    sureness: float
    second: str = ""


def _weights() -> dict[str, dict[str, float]]:
    shared = Counter(word for words in _WORDS.values() for word in words)
    return {code: {word: math.log(1 + len(_WORDS) / shared[word]) for word in words} for code, words in _WORDS.items()}


_WEIGHTS = _weights()


def detect(text: str) -> Detected:
    """The language of `text`; of a long one, of its first 3,000 words."""
    words = [found.group().casefold() for found, _ in zip(_WORD.finditer(text), range(_MOST_WORDS), strict=False)]
    letters = sum(len(word) for word in words)
    if letters == 0:
        return Detected("unknown", 0.0)
    if len(_LATIN.findall(" ".join(words))) < letters / 2:
        return Detected("other", 0.9)
    if len(words) < _FEWEST_WORDS:
        return _of_few(words)
    scores = {code: _score(words, code) for code in _WORDS}
    ranked = sorted(scores, key=lambda code: -scores[code])
    best, second = ranked[0], ranked[1]
    listed = [word for word in words if word in _WORDS[best]]
    share = len(listed) / len(words)
    # A neighbour is named to the reader, so it must show itself by more than two small words.
    few = share < _LEAST_SHARE or (best not in ("sv", "en") and len(set(listed)) < _FEWEST_WORDS)
    if few and len(words) >= _ENOUGH_WORDS and not _has_own_letters(words, best):
        return Detected("other", round(min(0.9, 0.5 + len(words) / 200), 2), best if share else "")
    if scores[best] <= 0.0:
        return Detected("unknown", 0.0)
    margin = (scores[best] - scores[second]) / scores[best]
    sureness = round(min(0.99, margin * 2 + 0.1) * min(1.0, len(words) / _ENOUGH_WORDS), 2)
    if sureness < 0.15:
        return Detected("unknown", sureness, best)
    return Detected(best if best in _NAMED else "other", sureness, second if scores[second] > 0 else "")  # type: ignore[arg-type]  # _NAMED are codes


def _score(words: list[str], code: str) -> float:
    """Weight of function words and of telling letters for each word."""
    weights = _WEIGHTS[code]
    told = sum(weights.get(word, 0.0) for word in words)
    signs = sum(1 for word in words if _SIGNS[code].search(word))
    if code not in _NAMED and len({word for word in words if word in weights}) < _FEWEST_WORDS:
        return 0.0
    return (told + _LETTER_WEIGHT * signs) / len(words) * (1.0 if code in _NAMED else _LIKELINESS_OF_OTHERS)


def _has_own_letters(words: list[str], code: str) -> bool:
    """Most words carry the language's signs and few a letter that none of the languages has: a list of keywords, a heading."""
    signed = sum(1 for word in words if _SIGNS[code].search(word))
    strange = sum(1 for word in words if _FOREIGN.search(word))
    return signed > 0.35 * len(words) and strange < 0.1 * len(words)


def _of_few(words: list[str]) -> Detected:
    return Detected(
        "unknown", 0.0, next((code for code in ("sv", "fi", "no", "de") if any(_SIGNS[code].search(word) for word in words)), "")
    )
