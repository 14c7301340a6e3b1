"""What a table's shape was and what it is: dimensions and codes that are new, gone, or mean something else."""

from collections.abc import Mapping
from dataclasses import dataclass

from samhandling.figures.sources.observations import Observations
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said

Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two sets of labels. Codes stand as "dimension=code"; `renamed` also tells the label before and now."""

    dimensions_gone: tuple[str, ...] = ()
    dimensions_new: tuple[str, ...] = ()
    codes_gone: tuple[str, ...] = ()
    codes_new: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str, str], ...] = ()

    @property
    def breaks(self) -> bool:
        """A person must look before the new figures are used: something is gone, or a code has another meaning.

        New codes alone break nothing (a new month, a new industry), but a new dimension splits what was one figure.
        """
        return bool(self.dimensions_gone or self.dimensions_new or self.codes_gone or self.renamed)


def changes_between(before: Labels, now: Labels, *, passing: tuple[str, ...] = ()) -> Changes:
    """What differs. Codes of the dimensions in `passing` (time, where old periods leave the table) may go without being told."""
    both = [name for name in before if name in now]
    return Changes(
        dimensions_gone=tuple(name for name in before if name not in now),
        dimensions_new=tuple(name for name in now if name not in before),
        codes_gone=tuple(f"{name}={code}" for name in both if name not in passing for code in before[name] if code not in now[name]),
        codes_new=tuple(f"{name}={code}" for name in both for code in now[name] if code not in before[name]),
        renamed=tuple(
            (f"{name}={code}", label, now[name][code])
            for name in both
            for code, label in before[name].items()
            if code in now[name] and _plain(now[name][code]) != _plain(label)
        ),
    )


def refuse_breaks(before: Labels, now: Observations, file: str) -> Changes:
    """What differs from the last snapshot's labels. Raises Refused with each break where a person must look first."""
    changes = changes_between(before, now.labels, passing=(now.period_dimension,) if now.period_dimension else ())
    if changes.breaks:
        raise Refused([*_faults(changes, file)])
    return changes


def _plain(label: str) -> str:
    return " ".join(label.casefold().split())


def _faults(changes: Changes, file: str) -> list[Fault]:
    where = Location(file=file)
    gone, new = (
        Said("samma dimensioner som förra gången", "the same dimensions as last time"),
        Said("inga nya dimensioner", "no new dimensions"),
    )
    faults = [Fault(where, f"– {name}", gone, _LOOK) for name in changes.dimensions_gone]
    faults += [Fault(where, f"+ {name}", new, _LOOK) for name in changes.dimensions_new]
    if changes.codes_gone:
        read = ", ".join(changes.codes_gone[:20]) + (", …" if len(changes.codes_gone) > 20 else "")
        faults.append(Fault(where, f"– {read}", Said("koderna från förra gången", "the codes of last time"), _LOOK))
    for code, before, now in changes.renamed[:20]:
        expected = Said(f'{code} som förra gången hette "{before}"', f'{code} that was called "{before}" last time')
        faults.append(Fault(where, f"{code}: {now}", expected, _LOOK))
    return faults


_LOOK = Said(
    "Tabellen har ändrats sedan den senaste hämtningen, som fortfarande gäller. Se efter vad källan skriver om ändringen, och godkänn den eller byt serie.",
    "The table has changed since the last fetch, which stays in use. See what the source says of the change, then accept it or choose another series.",
)
