"""Champion and challenger: a newly trained model takes over only where the same articles show that it is better."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from core.analysis.shares.table import FILE as SHARE_ERRORS
from core.errors import ModelError
from core.topics.manifest import MANIFEST, Manifest, read_manifest, write_manifest
from core.topics.model import load_model
from core.topics.names import CURRENT
from core.topics.packed import pack
from core.training.card import CARD, write_card

FORMER = "former"
STAGED = ".staged"
RESAMPLES = 4000
SEED = 8
ANSWERS = "current-answers.json"
OPPONENT = "champion-answers.json"
"""In a challenger's reports: what the model in use says about articles of the archive that it was not measured on."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How much more often the challenger is right than the champion, in shares of 1, with its 95% interval."""

    held_out: str
    n: int
    champion: float
    challenger: float
    low: float
    high: float

    @property
    def difference(self) -> float:
        """Challenger minus champion."""
        return self.challenger - self.champion


@dataclass(frozen=True, slots=True)
class Verdict:
    """The comparison: a line for each set, one over all, and what follows from it."""

    sets: tuple[Difference, ...]
    overall: Difference
    better: bool
    why: str


def answers_report(sets: Mapping[str, tuple[str, Sequence[bool]]]) -> dict[str, Any]:
    """Return what `compare` needs of one model: for each set the hash of its rows, and a 1 for each right answer."""
    return {name: {"rows": sha, "right": "".join("01"[bool(r)] for r in right)} for name, (sha, right) in sets.items()}


def compare(champion: Path, challenger: Path) -> Verdict:
    """Compare two folders of artifacts by the answers that their measured variants gave to the same articles.

    The paired bootstrap draws articles with replacement and looks at the
    difference between the two models on them (Efron and Tibshirani, 1993; for
    text classifiers Berg-Kirkpatrick et al., 2012). A set on which the whole
    interval is below 0 is one where the challenger is worse; overall is the
    mean over the sets, and there the whole interval must be above 0.

    Raises
    ------
    ModelError
        If a folder lacks its answers, or the two share no set of articles.
    """
    ours, theirs = {**_answers(champion), **archive_answers(champion, challenger)}, _answers(challenger)
    common = [name for name, value in ours.items() if theirs.get(name, {}).get("rows") == value["rows"]]
    if not common:
        raise ModelError(
            "The two models were not measured on the same articles, so they cannot be compared: "
            "train the challenger with the corpora of the champion."
        )
    chance = np.random.default_rng(SEED)
    drawn, sets = [], []
    for name in common:
        before, after = _flags(ours[name]["right"]), _flags(theirs[name]["right"])
        delta = after.astype(float) - before
        means = np.array([delta[chance.integers(0, len(delta), len(delta))].mean() for _ in range(RESAMPLES)])
        drawn.append(means)
        sets.append(_difference(name, len(delta), before.mean(), after.mean(), means))
    overall = _difference(
        "overall",
        sum(line.n for line in sets),
        float(np.mean([line.champion for line in sets])),
        float(np.mean([line.challenger for line in sets])),
        np.mean(drawn, axis=0),
    )
    worse = [line.held_out for line in sets if line.high < 0]
    better = not worse and overall.low > 0
    return Verdict(tuple(sets), overall, better, _why(worse, overall))


def promote(champion: Path, challenger: Path) -> None:
    """Put the challenger's files into the champion's folder, and keep the champion's under `former`.

    Raises
    ------
    ModelError
        If the challenger cannot be loaded; nothing is changed then.
    """
    load_model(CURRENT, challenger)
    former = champion / FORMER
    if (champion / MANIFEST).exists():
        _replace_folder(former, champion)
    _take_over(challenger, champion)


def bring_back(champion: Path) -> None:
    """Put the former champion back; the one in use becomes the former.

    Raises
    ------
    ModelError
        If there is no former one, or it cannot be loaded; nothing is changed then.
    """
    former = champion / FORMER
    if not (former / MANIFEST).exists():
        raise ModelError(f"There is no former model in {former}.")
    load_model(CURRENT, former)
    aside = champion / f"{FORMER}.next"
    _replace_folder(aside, champion)
    _take_over(former, champion)
    shutil.rmtree(former)
    aside.rename(former)


def packed(champion: Path) -> bytes:
    """Pack the files of the models of a folder, for other servers.

    Raises
    ------
    ModelError
        If the model in use cannot be loaded, or the files are too large.
    """
    load_model(CURRENT, champion)
    return pack(champion, _files(champion))


def _answers(folder: Path) -> dict[str, dict[str, str]]:
    path = folder / "reports" / ANSWERS
    try:
        content: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise ModelError(f"{path} cannot be read, and without it there is nothing to compare by: train again.") from (
            problem
        )
    return content


def archive_answers(champion: Path, challenger: Path) -> dict[str, dict[str, str]]:
    """Return what the champion says about the archive's latest articles, if it is the model that was asked."""
    try:
        content = json.loads((challenger / "reports" / OPPONENT).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    same = content["sha256"] == read_manifest(champion).entry(CURRENT).sha256
    sets: dict[str, dict[str, str]] = content["sets"]
    return sets if same else {}


def _flags(right: str) -> Any:
    return np.frombuffer(right.encode(), dtype=np.uint8) - ord("0")


def _difference(name: str, n: int, before: float, after: float, means: Any) -> Difference:
    low, high = np.quantile(means, [0.025, 0.975])
    return Difference(name, n, float(before), float(after), float(low), float(high))


def _why(worse: Sequence[str], overall: Difference) -> str:
    if worse:
        return f"The challenger is worse on {', '.join(worse)}."
    if overall.low <= 0:
        return "The challenger is not clearly better overall: the interval of the difference holds 0."
    return "The challenger is better overall and worse on no set."


def _files(folder: Path) -> list[Path]:
    """Return the files that belong to the models of a folder, relative to it."""
    names = [entry.file for entry in read_manifest(folder).models.values()]
    files = [Path(MANIFEST), *map(Path, names)]
    files += sorted(path.relative_to(folder) for path in (folder / "reports").glob("*") if path.is_file())
    return files + [Path(name) for name in (CARD, SHARE_ERRORS) if (folder / name).exists()]


def _replace_folder(target: Path, source: Path) -> None:
    if target.exists():
        shutil.rmtree(target)
    for name in _files(source):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source / name, target / name)


def _take_over(source: Path, target: Path) -> None:
    """Copy all files beside the old ones, then swap them in, the manifest last: a full disk changes nothing."""
    merged = dict(read_manifest(target).models) if (target / MANIFEST).exists() else {}
    merged.update(read_manifest(source).models)
    staged = target / STAGED
    _replace_folder(staged, source)
    write_manifest(Manifest(dict(sorted(merged.items(), key=lambda pair: (pair[0] != CURRENT, pair[0])))), staged)
    names = sorted(_files(source), key=lambda name: name == Path(MANIFEST))
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (staged / name).replace(target / name)
    shutil.rmtree(staged)
    write_card(target)
