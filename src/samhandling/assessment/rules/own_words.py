"""Terms for a strategy that has no term file: the words of its own texts. Less sure than a term file, and said to be."""

from collections import Counter
from collections.abc import Iterator

from samhandling.assessment.rules.subject import Area, Subject
from samhandling.assessment.rules.terms import Term
from samhandling.ground.said import Said
from samhandling.language.stems import stem_of
from samhandling.language.text import fold
from samhandling.language.vocabulary_words import words_in

WEIGHT_OF_NAME, WEIGHT_OF_SUMMARY = 2.0, 1.0
SHORTEST = 3
# A word that stands in more of the focus areas than this part of them tells none from another.
COMMON_PART = 0.4
_SAYING_LITTLE = words_in(
    "och att det som en ett på är av för med den till inte om men var sig från så kan när eller vid nu sin där under också efter upp mot "
    "genom mellan inom samt bli blir har hade få får många mycket även utan detta denna dessa andra de dem deras hur vad vilka bland ut "
    "sina mer mest bara alla allt något några ingen kommer göra gör finns varje hela ända fram lång långt halv lite stor stora liten små "
    "ska skall vill bör måste ny nya nytt god goda gott bättre län länet region regionen ort orter gå går ha ta tar skapa bidra öka ökad "
    "verka främja stärka stimulera underlätta år dag tid timme halvtimme halvår månad vecka enkel enkelt "
    "the of and to in is that it for was on are as with they be at this have from or by but not what all were we when can there an which "
    "their if will about how then them these so some into has more two its who been also between through should may than other new every "
    "each without long county region year day time hour half working making within reach way"
)


def terms_from(subject: Subject) -> tuple[Term, ...]:
    """The telling words of each focus area: those of its name and aliases count most, then those of its summary and aspects."""
    words = {area.code: dict(_weighed(area)) for area in subject.areas}
    spread = Counter(stem for found in words.values() for stem in {stem_of(word) for word, _ in found})
    most = max(1.0, COMMON_PART * len(subject.areas))
    return tuple(
        Term(word, "en" if language == "en" else "sv", weight, "focus_area", code)
        for code, found in words.items()
        for (word, language), weight in found.items()
        if spread[stem_of(word)] <= most
    )


def _weighed(area: Area) -> Iterator[tuple[tuple[str, str], float]]:
    """((word, language), weight): the lightest first, so that a heavier weight for the same word stands."""
    texts = [(area.summary, WEIGHT_OF_SUMMARY), *((aspect.name, WEIGHT_OF_NAME) for aspect in area.aspects)]
    texts += [(Said(alias, ""), WEIGHT_OF_NAME) for alias in area.aliases] + [(area.name, WEIGHT_OF_NAME)]
    for said, weight in texts:
        for language, text in (("sv", said.sv), ("en", said.en)):
            for word in fold(text).split():
                if len(word) >= SHORTEST and word not in _SAYING_LITTLE and not word.isdigit():
                    yield (word, language), weight
