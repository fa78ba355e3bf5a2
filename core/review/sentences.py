"""What an estimate says in words: the same on the page and in the command line."""

from __future__ import annotations

from core import wording
from core.archive import ReviewQueue
from core.review.estimate import Estimate, Share
from core.review.queue import period

NOTHING_TO_DRAW = (
    "The model has predicted nothing in these days that was not handed out before: "
    "ask for other days, or for the whole archive."
)


def estimate_sentence(queue: ReviewQueue, figures: Estimate) -> str:
    """Say how often the model was right, with interval, number of labels and day; or what is missing yet."""
    of = f"{wording.plural(figures.size, 'article')} {period(queue.query)}"
    by = f"{wording.plural(figures.labelled, 'label')} of {wording.plural(figures.drawn, 'article')} drawn at random"
    if figures.shown is None or figures.likeliest is None or figures.last is None:
        return f"Model {figures.model}, {of}: {by}; there is an estimate once each level of confidence has one."
    return (
        f"Model {figures.model}, {of}: what is shown is acceptable for {percent(figures.shown)}, the likeliest "
        f"for {percent(figures.likeliest)}, by {by}, the last on {wording.day(figures.last)}."
    )


def percent(share: Share) -> str:
    """Return a share with its interval: "84.0% (95% interval 71.2% to 92.1%)"."""
    return f"{share.share:.1%} (95% interval {wording.interval(share.low, share.high)})"
