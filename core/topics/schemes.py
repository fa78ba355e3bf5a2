"""The core topics or all: one model's probabilities, read by either scheme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from core.topics.taxonomy import CORE_NAMES, OTHER, label
from core.types import Doubt, Prediction, Scheme

CLOSE = 0.2
"""The two likeliest topics are close when their probabilities differ by less."""


class Refusal(NamedTuple):
    """Why there is no answer: the code, and a sentence for people."""

    reason: Doubt
    detail: str


@dataclass(frozen=True, slots=True)
class TopicScheme:
    """Which topics are told apart, and from which probability on one is shown as fact.

    A model gives probabilities of all its labels; a scheme with fewer shares
    out the rest: `passed_on` says which part of a left-out topic's probability
    speaks for one that is kept. Where "other" is among `labels`, what is left
    of it speaks for other news: among five topics an article about health is
    other news. The probabilities are then raised to `sharpness` and made to
    sum to 1: fewer topics are told apart with more certainty. Of a model
    without other news, there is no answer where the left-out topics are
    together likelier than `max_outside`.
    """

    labels: tuple[str, ...]
    thresholds: Mapping[str, float]
    max_outside: float = 1.0
    sharpness: float = 1.0
    passed_on: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @property
    def topics(self) -> tuple[str, ...]:
        """The labels but for other news."""
        return topics_of(self.labels)

    @property
    def kind(self) -> Scheme:
        """Whether these are core topics only, or all of a model."""
        return Scheme.CORE if set(self.topics) <= set(CORE_NAMES) else Scheme.ALL

    def probabilities(self, topics: Mapping[str, float]) -> dict[str, float]:
        """Probabilities of the scheme's labels, which sum to 1, from those of all of a model's."""
        if self.labels == tuple(topics) and self.sharpness == 1.0:
            return dict(topics)
        shares = {name: topics.get(name, 0.0) for name in self.labels}
        for source in topics:
            if source not in shares:
                self._share_out(source, topics[source], shares)
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

    def predict(self, shares: Mapping[str, float], known_words: float, too_little: Refusal | None = None) -> Prediction:
        """Answer from the probabilities of all labels.

        Parameters
        ----------
        shares : mapping of str to float
            Every label of the model with its probability.
        known_words : float
            Share of the text's words that the model knows.
        too_little : Refusal, optional
            Why there is too little text to go by.
        """
        topics = self.probabilities(shares)
        best = max(topics, key=topics.__getitem__)
        elsewhere = None if too_little else self._elsewhere(best, shares)
        refusal = too_little or self._doubt(best, topics[best])
        if elsewhere is not None and OTHER.name not in self.labels:
            # A model without other news: the topics asked for are not likely enough together.
            elsewhere, refusal = (elsewhere, self._left_out(elsewhere)) if refusal is None else (None, refusal)
        return Prediction(
            topic=best if refusal is None else OTHER.name,
            best=best,
            confidence=topics[best],
            topics=topics,
            known_words=known_words,
            reason=refusal.reason if refusal else None,
            elsewhere=elsewhere,
            detail=refusal.detail if refusal else None,
        )

    def recast(self, prediction: Prediction) -> Prediction:
        """Return a prediction among all of a model's labels, as this scheme puts it."""
        too_little = None
        if prediction.too_little and prediction.reason is not None:
            too_little = Refusal(prediction.reason, prediction.detail or "")
        return self.predict(prediction.topics, prediction.known_words, too_little)

    def _share_out(self, source: str, probability: float, shares: dict[str, float]) -> None:
        """Add a left-out topic's probability to the topics that it speaks for, the rest to other news."""
        rest = 1.0
        for name, part in self.passed_on.get(source, {}).items():
            if name in shares:
                shares[name] += part * probability
                rest -= part
        if OTHER.name in shares:
            shares[OTHER.name] += max(0.0, rest) * probability

    def _elsewhere(self, best: str, shares: Mapping[str, float]) -> str | None:
        """Return the left-out topic that makes a text other news among these, or None."""
        left_out, outside = self.outside(shares)
        if OTHER.name not in self.labels:
            return left_out if outside > self.max_outside else None
        told = left_out is not None and best == OTHER.name and shares[left_out] > shares.get(OTHER.name, 0.0)
        return left_out if told else None

    def _left_out(self, name: str) -> Refusal:
        among = f"which is not among these {len(self.topics)} topics"
        return Refusal(Doubt.OUTSIDE_TOPICS, f"This reads more like {label(name)}, {among}.")

    def _doubt(self, best: str, confidence: float) -> Refusal | None:
        """Why the likeliest label is too unlikely to be shown as fact, or None."""
        least = self.thresholds[best]
        if confidence >= least:
            return None
        percentage = f"{confidence:.0%}" if round(confidence, 2) < least else "barely less"
        sentence = f"{label(best)} is likeliest with {percentage}, below the {least:.0%} at which it is shown as fact."
        return Refusal(Doubt.LOW_CONFIDENCE, sentence)


def topics_of(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Return labels without other news: what a model is asked to tell apart."""
    return tuple(name for name in labels if name != OTHER.name)


def runner_up(prediction: Prediction) -> str | None:
    """Return the second likeliest topic where it is close to the likeliest, else None."""
    ranked = prediction.ranked
    if prediction.too_little or len(ranked) < 2:
        return None
    first, second = ranked[:2]
    return second if prediction.topics[first] - prediction.topics[second] < CLOSE else None


def is_core(labels: tuple[str, ...]) -> bool:
    """Whether these are the core topics and no other."""
    return set(topics_of(labels)) == set(CORE_NAMES)
