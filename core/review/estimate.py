"""Accuracy from the labels of a queue: a stratified estimate with an interval that holds for few labels.

The estimate is the mean of the strata's shares, weighted by how many
predictions each holds: unbiased for the predictions of the period (Cochran
1977, chapter 5). Its interval is Wilson's (1927) on the effective sample size,
the number of labels of a simple random sample with the same variance (Korn and
Graubard, "Confidence intervals for proportions with small expected number of
positive counts estimated from survey data", Survey Methodology 24 (1998),
193-201; N. Dean and M. Pagano, "Evaluating confidence interval methods for
binomial proportions in clustered surveys", Journal of Survey Statistics and
Methodology 3 (2015), 484-503, recommend it with Wilson's). A stratum of two
labels has no telling variance of its own: to compute it, each stratum gets two
more labels at the share of all, and that gets two right and two wrong ones, as
A. Agresti and B. A. Coull do ("Approximate is better than 'exact'", The
American Statistician 52 (1998), 119-126). The estimate itself is not moved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from core.archive import ReviewItem, ReviewLabel, ReviewQueue
from core.intervals import wilson_share
from core.review.strata import UNSURE

PSEUDO = 2
"""Labels that each stratum gets more, and right and wrong ones that all get, where a variance is computed."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share (0 to 1) of the predictions, with its 95% interval."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """How often a model is right, by the labels of a queue.

    `shown` is how often what readers see is among the accepted topics (unsure
    never is), `likeliest` how often the likeliest label is; both are None
    while a stratum has no label. `labelled` of the `drawn` articles have one,
    of `size` predictions.
    """

    queue: str
    model: str
    since: str | None
    until: str | None
    labelled: int
    drawn: int
    size: int
    last: datetime | None
    shown: Share | None
    likeliest: Share | None

    def to_dict(self) -> dict[str, Any]:
        """Return it as one object of JSON."""
        return {**asdict(self), "last": self.last.isoformat() if self.last else None}


@dataclass(frozen=True, slots=True)
class Stratum:
    """The labels of a stratum: `right` of `labelled`, of `size` predictions."""

    size: int
    labelled: int
    right: int


def estimate(queue: ReviewQueue) -> Estimate:
    """Estimate from the labels of a queue how often its model was right, in all predictions it was drawn from."""
    strata = _by_stratum(queue)
    since, until = queue.query.since, queue.query.until
    moments = [item.labelled_at for item in queue.items if item.labelled_at is not None]
    return Estimate(
        queue=queue.uid,
        model=queue.query.model.short,
        since=since.isoformat() if since else None,
        until=until.isoformat() if until else None,
        labelled=queue.labelled,
        drawn=len(queue.items),
        size=sum(items[0].size for items in strata.values()),
        last=max(moments, default=None),
        shown=_share(strata, lambda item, label: item.shown in label.accepted, answers_only=True),
        likeliest=_share(strata, lambda item, label: item.best in label.accepted),
    )


def _by_stratum(queue: ReviewQueue) -> dict[str, list[ReviewItem]]:
    strata: dict[str, list[ReviewItem]] = defaultdict(list)
    for item in queue.items:
        strata[item.stratum].append(item)
    return strata


def _share(
    strata: Mapping[str, list[ReviewItem]],
    is_right: Callable[[ReviewItem, ReviewLabel], bool],
    answers_only: bool = False,
) -> Share | None:
    """Estimate a share; with `answers_only` what is no answer is wrong, which needs no label."""
    counts, total = [], sum(items[0].size for items in strata.values())
    for name, items in strata.items():
        if not (answers_only and name == UNSURE):
            right = [is_right(item, item.label) for item in items if item.label is not None]
            counts.append(Stratum(items[0].size, len(right), sum(right)))
    inside = sum(stratum.size for stratum in counts)
    if any(not stratum.labelled for stratum in counts):
        return None
    if not inside:  # the model answered nothing
        return Share(0.0, 0.0, 0.0)
    part, share = inside / total, stratified(counts)
    return Share(part * share.share, part * share.low, part * share.high)


def stratified(strata: list[Stratum]) -> Share:
    """Estimate the share of right ones from strata of which each has a label; see the module for the method."""
    total, labels = sum(stratum.size for stratum in strata), sum(stratum.labelled for stratum in strata)
    weights = [stratum.size / total for stratum in strata]
    share = sum(w * s.right / s.labelled for w, s in zip(weights, strata, strict=True))
    pooled = (share * labels + PSEUDO) / (labels + 2 * PSEUDO)
    smooth = [(s.right + PSEUDO * pooled) / (s.labelled + PSEUDO) for s in strata]
    variance = sum(
        w * w * _unseen(s) * p * (1 - p) / s.labelled for w, s, p in zip(weights, strata, smooth, strict=True)
    )
    if variance == 0:  # every article has a label
        return Share(share, share, share)
    centre = sum(w * p for w, p in zip(weights, smooth, strict=True))
    low, high = wilson_share(share, centre * (1 - centre) / variance)
    return Share(share, low, high)


def _unseen(stratum: Stratum) -> float:
    """Return the finite population correction: 0 where all of a stratum has a label, near 1 where few have."""
    return (stratum.size - stratum.labelled) / max(1, stratum.size - 1)
