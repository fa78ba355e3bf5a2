"""The topics, once: names, labels, descriptions, colours and IPTC codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.types import Scheme


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of the taxonomy.

    `iptc` is the IPTC Media Topic code nearest in meaning
    (https://cv.iptc.org/newscodes/mediatopic/), None for "other".
    `colour` is readable as a filled area on a light and on a dark page.
    """

    name: str
    label: str
    description: str
    colour: str
    iptc: str | None
    core: bool = False


TOPICS: tuple[Topic, ...] = (
    Topic(
        "politics", "Politics", "Parliaments, parties, elections, government and policy.", "#8048c3", "11000000", True
    ),
    Topic("business", "Business", "Companies, markets, jobs, prices and the economy.", "#c7ce1b", "04000000", True),
    Topic(
        "entertainment",
        "Entertainment",
        "Film, television, music, books, stage, art and the famous.",
        "#ffa3b7",
        "01000000",
        True,
    ),
    Topic("sport", "Sport", "Matches, athletes, clubs, transfers and results.", "#1b8005", "15000000", True),
    Topic(
        "tech",
        "Tech",
        "Computing, the internet, devices, software and the firms behind them.",
        "#9ec8ff",
        "20000756",
        True,
    ),
    Topic("health", "Health", "Medicine, illness, care and public health.", "#8e7bff", "07000000"),
    Topic("science", "Science", "Research, space, climate, nature and the environment.", "#19a97b", "13000000"),
    Topic("world", "World", "International affairs, diplomacy and conflict.", "#ff3251", "16000000"),
    Topic("lifestyle", "Lifestyle", "Travel, food, fashion, home and family.", "#a5445f", "10000000"),
)
OTHER = Topic("other", "Other / unsure", "No topic is likely enough to be shown as fact.", "#86818e", None)

CORE_NAMES: tuple[str, ...] = tuple(t.name for t in TOPICS if t.core)
ALL_NAMES: tuple[str, ...] = tuple(t.name for t in TOPICS)
_BY_NAME = {t.name: t for t in (*TOPICS, OTHER)}


def topic(name: str) -> Topic:
    """Return the topic of this name, "other" included.

    Raises
    ------
    KeyError
        If there is no such topic.
    """
    return _BY_NAME[name]


def label(name: str) -> str:
    """Return the label a reader sees for a topic name."""
    return _BY_NAME[name].label


def topic_names(scheme: Scheme) -> tuple[str, ...]:
    """Names of the topics that a scheme tells apart; addresses, commands and exports call it by their number."""
    return CORE_NAMES if scheme is Scheme.CORE else ALL_NAMES


def ordered(names: Iterable[str]) -> list[str]:
    """Topic names in the taxonomy's order, "other" last, each once."""
    present = set(names)
    return [name for name in _BY_NAME if name in present]
