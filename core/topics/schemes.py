"""The core topics or all: one model's probabilities, read by either scheme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.topics.taxonomy import CORE_NAMES, OTHER, label
from core.types import Prediction, Scheme

CLOSE = 0.2
"""The two likeliest topics are close when their probabilities differ by less."""


@dataclass(frozen=True, slots=True)
class TopicScheme:
    """Which topics are told apart, and from which probability on one is shown as fact.

    A model gives probabilities of all its topics; a scheme with fewer shares
    out the rest: `passed_on` says which part of a left-out topic's probability
    speaks for one that is kept. The probabilities are then raised to
    `sharpness` and made to sum to 1: fewer topics are told apart with more
    certainty. Where the left-out topics are together likelier than
    `max_outside`, the answer is "other".
    """

    labels: tuple[str, ...]
    thresholds: Mapping[str, float]
    max_outside: float = 1.0
    sharpness: float = 1.0
    passed_on: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @property
    def kind(self) -> Scheme:
        """Whether these are core topics only, or all of a model."""
        return Scheme.CORE if set(self.labels) <= set(CORE_NAMES) else Scheme.ALL

    def probabilities(self, topics: Mapping[str, float]) -> dict[str, float]:
        """Probabilities of the scheme's topics, which sum to 1, from those of all of a model's."""
        if self.labels == tuple(topics) and self.sharpness == 1.0:
            return dict(topics)
        shares = {name: topics[name] for name in self.labels}
        for source, parts in self.passed_on.items():
            for name, part in parts.items():
                if source not in shares and name in shares:
                    shares[name] += part * topics.get(source, 0.0)
        top = max(shares.values())
        if top <= 0:
            return dict.fromkeys(shares, 1 / len(shares))
        shares = {name: (p / top) ** self.sharpness for name, p in shares.items()}
        total = sum(shares.values())
        return {name: p / total for name, p in shares.items()}

    def outside(self, topics: Mapping[str, float]) -> tuple[str | None, float]:
        """Return the likeliest topic that the scheme leaves out, and the probability of all of them."""
        others = {name: p for name, p in topics.items() if name not in self.labels}
        if not others:
            return None, 0.0
        return max(others, key=others.__getitem__), sum(others.values())

    def predict(self, shares: Mapping[str, float], known_words: float, too_little: str | None = None) -> Prediction:
        """Answer from the probabilities of all topics.

        Parameters
        ----------
        shares : mapping of str to float
            Every topic of the model with its probability.
        known_words : float
            Share of the text's words that the model knows.
        too_little : str, optional
            Why there is too little text to go by, in a sentence.
        """
        topics = self.probabilities(shares)
        best = max(topics, key=topics.__getitem__)
        doubt = too_little or self._doubt(best, topics[best])
        left_out, outside = self.outside(shares)
        elsewhere = left_out if doubt is None and outside > self.max_outside else None
        reason = doubt
        if elsewhere is not None:
            reason = f"This reads more like {label(elsewhere)}, which is not among these {len(self.labels)} topics."
        return Prediction(
            topic=best if reason is None else OTHER.name,
            best=best,
            confidence=topics[best],
            topics=topics,
            known_words=known_words,
            reason=reason,
            elsewhere=elsewhere,
            too_little=too_little is not None,
        )

    def recast(self, prediction: Prediction) -> Prediction:
        """Return a prediction among all of a model's topics, as this scheme puts it."""
        too_little = prediction.reason if prediction.too_little else None
        return self.predict(prediction.topics, prediction.known_words, too_little)

    def _doubt(self, best: str, confidence: float) -> str | None:
        """Why the best topic is too unlikely to be shown as fact, or None."""
        least = self.thresholds[best]
        if confidence >= least:
            return None
        percentage = f"{confidence:.0%}" if round(confidence, 2) < least else "barely less"
        return f"{label(best)} is likeliest with {percentage}, below the {least:.0%} at which it is shown as fact."


def runner_up(prediction: Prediction) -> str | None:
    """Return the second likeliest topic where it is close to the likeliest, else None."""
    ranked = prediction.ranked
    if prediction.too_little or len(ranked) < 2:
        return None
    first, second = ranked[:2]
    return second if prediction.topics[first] - prediction.topics[second] < CLOSE else None


def is_core(labels: tuple[str, ...]) -> bool:
    """Whether these are the core topics and no other."""
    return set(labels) == set(CORE_NAMES)
