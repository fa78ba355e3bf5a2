"""The manifest of the models: what each file is, what it was trained on, how well it did."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints, TypeAdapter, ValidationError

from core.errors import ModelError
from core.topics.schemes import TopicScheme, is_core, topics_of
from core.topics.taxonomy import CORE_NAMES, OTHER
from core.wording import number_word

MANIFEST = "manifest.json"
FORMAT = 2
BY_HAND = "labels-"
"""How the names of held-out sets begin that were labelled by hand, one article at a time, by the codebook."""
CORE = number_word(len(CORE_NAMES))
FILE_DEFAULTS = {"trained": "", "seed": 0}
"""Values of an entry that says nothing about its training."""


def hand_labels_first(held_out: Iterable[str]) -> list[str]:
    """Return the names of held-out sets in their order, those labelled by hand before those of sections."""
    return sorted(held_out, key=lambda name: not name.startswith(BY_HAND))


def _core_scheme(value: Any) -> Any:
    """Add the labels, which the file leaves out: the core topics, and other news where it has a threshold."""
    if not isinstance(value, Mapping):
        return value or None
    keys = ("thresholds", "max_outside", "sharpness", "passed_on")
    if not value:
        return None
    labels = (*CORE_NAMES, OTHER.name) if OTHER.name in value["thresholds"] else CORE_NAMES
    return {"labels": labels, **{key: value[key] for key in keys}}


@dataclass(frozen=True, slots=True)
class CorpusEntry:
    """A corpus that went into a model.

    `rows` counts the rows of the file, `used` those that the model was fitted
    on, after rows without one of its topics, duplicates and held-out articles
    were left out. `sha256` is the hash of the uncompressed lines.
    """

    name: str
    sha256: str
    rows: int
    used: int


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """What the manifest says about one model.

    `labels` are the topics, and "other" where the model learnt other news,
    which has a threshold like every topic. A text gets no answer if the model
    knows fewer than `min_known_words` of its words or a share below
    `min_known_share`, or if the likeliest label is below its threshold. `five`
    is how a model of more topics answers when only the core ones are asked
    for; where it has no threshold of other news, it takes the model's. `trained` is "everything", or "without
    held-out articles". `metrics` maps the name of a held-out set to figures,
    each with the variant of the model that was measured. `recipe` holds the
    settings of the training.
    """

    name: str
    file: str
    sha256: Annotated[str, StringConstraints(to_lower=True)]
    bytes: int
    sklearn: str
    python: str
    labels: tuple[str, ...]
    thresholds: Mapping[str, float]
    min_known_words: int = 3
    min_known_share: float = 0.0
    five: Annotated[TopicScheme | None, BeforeValidator(_core_scheme)] = None
    corpora: tuple[CorpusEntry, ...] = ()
    trained: str = "everything"
    seed: int = 8
    metrics: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    recipe: Mapping[str, Any] = field(default_factory=dict)

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics that it tells apart: its labels but for other news."""
        return topics_of(self.labels)

    @property
    def schemes(self) -> tuple[int, ...]:
        """How many topics it can be asked for: all that it knows, and the core ones where it can."""
        return (len(self.topics),) if self.five is None else (len(CORE_NAMES), len(self.topics))

    def scheme(self, topics: int | None = None) -> TopicScheme:
        """How it answers when so many topics are asked for; all that it knows by default.

        Raises
        ------
        ModelError
            If it cannot tell so many apart.
        """
        if topics in (None, len(self.topics)):
            return TopicScheme(self.labels, self.thresholds)
        if topics == len(CORE_NAMES) and self.five is not None:
            return self._core(self.five)
        raise ModelError(
            f"The model {self.name} knows {len(self.topics)} topics, not {topics}: {', '.join(self.topics)}."
        )

    def _core(self, five: TopicScheme) -> TopicScheme:
        """Return the scheme of the core topics, with other news where the model knows it."""
        if OTHER.name not in self.labels or OTHER.name in five.labels:
            return five
        thresholds = {**five.thresholds, OTHER.name: self.thresholds[OTHER.name]}
        return replace(five, labels=(*five.labels, OTHER.name), thresholds=thresholds)

    def to_dict(self) -> dict[str, Any]:
        """Return the entry as it stands in the file, without the name."""
        five: Any = True if self.five is None else {"labels"}
        content: dict[str, Any] = _ENTRY.dump_python(self, exclude={"name": True, "five": five}, warnings=False)
        return content


_ENTRY = TypeAdapter(ModelEntry)


@dataclass(frozen=True, slots=True)
class Manifest:
    """All models of a folder of artifacts, by name."""

    models: Mapping[str, ModelEntry]

    def entry(self, name: str) -> ModelEntry:
        """Return the entry of one model.

        Raises
        ------
        ModelError
            If there is no model of this name; the message lists those there are.
        """
        try:
            return self.models[name]
        except KeyError:
            names = ", ".join(self.models) or "none"
            raise ModelError(f"There is no model named {name!r}; the manifest lists: {names}.") from None


def read_manifest(artifacts: Path) -> Manifest:
    """Return the manifest of a folder of artifacts.

    Raises
    ------
    ModelError
        If it is missing or cannot be understood.
    """
    path = artifacts / MANIFEST
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError(f"There is no model manifest at {path}: train models, or restore the file.") from None
    except (OSError, ValueError) as problem:
        raise ModelError(f"The model manifest {path} cannot be read: {problem}.") from problem
    try:
        if content["format"] != FORMAT:
            raise ValueError(f"its format is {content['format']!r}, and {FORMAT} was expected")
        return Manifest({name: _entry(name, value) for name, value in content["models"].items()})
    except ValidationError as problem:
        raise ModelError(f"The model manifest {path} {_sentence(problem)}.") from problem
    except KeyError as problem:
        raise ModelError(f"The model manifest {path} lacks {problem}.") from problem
    except (TypeError, ValueError, AttributeError) as problem:
        raise ModelError(f"The model manifest {path} cannot be used: {problem}.") from problem


def write_manifest(manifest: Manifest, artifacts: Path) -> Path:
    """Write the manifest into a folder of artifacts; gives its path."""
    content = {"format": FORMAT, "models": {name: entry.to_dict() for name, entry in manifest.models.items()}}
    path = artifacts / MANIFEST
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def list_models(artifacts: Path) -> list[str]:
    """Names of the models in a folder of artifacts, in the manifest's order."""
    return list(read_manifest(artifacts).models)


def _entry(name: str, value: Mapping[str, Any]) -> ModelEntry:
    entry = _ENTRY.validate_python({**FILE_DEFAULTS, **value, "name": name})
    _check(entry)
    return entry


def _sentence(problem: ValidationError) -> str:
    """Return the first thing that is wrong, as it ends a sentence about the manifest."""
    first = problem.errors()[0]
    if first["type"] == "missing":
        return f"lacks {first['loc'][-1]!r}"
    place = ".".join(map(str, first["loc"]))
    return f"cannot be used: {place}: {first['msg']}"


def _check(entry: ModelEntry) -> None:
    if Path(entry.file).name != entry.file or "\\" in entry.file or entry.file in ("", ".", ".."):
        raise ValueError(f"the file of {entry.name!r} is not a plain file name")
    if len(entry.topics) < 2 or len(set(entry.labels)) != len(entry.labels):
        raise ValueError(f"the labels of {entry.name!r} are not two or more different topics")
    if entry.five is not None and (is_core(entry.labels) or not set(CORE_NAMES) <= set(entry.labels)):
        raise ValueError(f"{entry.name!r} does not know the {CORE} topics and more, as its scheme of {CORE} needs")
    if OTHER.name not in entry.labels and entry.five is not None and OTHER.name in entry.five.labels:
        raise ValueError(f"{entry.name!r} does not know other news, as its scheme of {CORE} says")
    for scheme in map(entry.scheme, reversed(entry.schemes)):
        missing = [label for label in scheme.labels if not 0 <= scheme.thresholds.get(label, -1) <= 1]
        if missing:
            raise ValueError(f"{entry.name!r} has no threshold between 0 and 1 for {', '.join(missing)}")
