"""The second signal: a linear model on character n-grams, fitted on labelled texts. Scored in numpy; stored as npz + JSON.

It knows nothing of what terms a text holds, so that it and the term file are two witnesses, not one heard twice.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np
import numpy.typing as npt

from samhandling.assessment.rules.grams import BUCKETS, buckets_of, some_counts_of, unit
from samhandling.ground.faults import Location, refusal
from samhandling.ground.said import Said
from samhandling.language.text import fold

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Model:
    """`classes`: the codes that it tells apart. `weights` (classes, BUCKETS), `bias` (classes), `rarity` (BUCKETS): how rare each bucket
    is. `about`: what it was fitted on, when, and its version.
    """

    classes: tuple[str, ...]
    weights: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]
    rarity: npt.NDArray[np.float32]
    about: Mapping[str, Any]


def shares_by(model: Model, text: str, codes: Collection[str] | None = None) -> dict[str, float]:
    """What the model says of a text: a part of 1 for each class; only for those in `codes` where they are given."""
    kept = [number for number, code in enumerate(model.classes) if codes is None or code in codes]
    buckets, counts = some_counts_of(fold(text).split())
    values = model.weights[kept][:, buckets] @ unit(counts * model.rarity[buckets]) + model.bias[kept]
    powers = np.exp(values - values.max()) if kept else values
    return {model.classes[number]: float(power / powers.sum()) for number, power in zip(kept, powers, strict=True)}


def words_behind(model: Model, code: str, text: str, most: int = 8) -> list[tuple[str, float]]:
    """The words of a text that speak most for a class through their n-grams, with their weights: what opens the model's score."""
    if code not in model.classes:
        return []
    row = model.weights[model.classes.index(code)] * model.rarity
    weights = {word: float(row[buckets_of(word)].sum()) for word in set(fold(text).split())}
    return sorted(((word, weight) for word, weight in weights.items() if weight > 0), key=lambda one: (-one[1], one[0]))[:most]


def packed(model: Model) -> tuple[bytes, str]:
    """The model as (npz, JSON). The JSON holds the arrays' checksum."""
    out = BytesIO()
    arrays = {"weights": model.weights, "bias": model.bias, "rarity": model.rarity}
    half: dict[str, Any] = {name: array.astype(np.float16) for name, array in arrays.items()}
    np.savez_compressed(out, **half)
    data = out.getvalue()
    told = {
        "classes": model.classes,
        "buckets": BUCKETS,
        "sha256": hashlib.sha256(data).hexdigest(),
        **model.about,
    }
    return data, json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def unpacked(data: bytes, told: str, name: str) -> Model:
    """A stored model. Raises: Refused where the two files do not belong together or are of another form."""
    about = json.loads(told)
    if about.get("sha256") != hashlib.sha256(data).hexdigest() or about.get("buckets") != BUCKETS:
        raise refusal(
            name,
            Said("En modell vars två filer hör ihop.", "A model whose two files belong together."),
            Said("Lägg tillbaka båda filerna ur samma utgåva.", "Put back both files from the same release."),
            Location(file=name),
        )
    with np.load(BytesIO(data), allow_pickle=False) as stored:
        arrays = {key: stored[key].astype(np.float32) for key in ("weights", "bias", "rarity")}
    rest = {key: value for key, value in about.items() if key not in ("classes", "buckets")}
    return Model(tuple(about["classes"]), about=rest, **arrays)
