"""The topics, once: names, labels, descriptions, colours and IPTC codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.types import Scheme


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of the taxonomy.

    `description` says what belongs to it, as docs/codebook.md has it; hand
    labels go by it. `iptc` is the IPTC Media Topic code nearest in meaning
    (https://cv.iptc.org/newscodes/mediatopic/), None for "other" and "unsure".
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
        "politics",
        "Politics",
        "Governments, parliaments, parties and elections of any country; policy and law-making; officials in their "
        "office; court cases where a government or a politician is the matter.",
        "#8048c3",
        "11000000",
        True,
    ),
    Topic(
        "business",
        "Business",
        "Companies, markets, trade and the economy; jobs and prices; personal finance.",
        "#c7ce1b",
        "04000000",
        True,
    ),
    Topic(
        "entertainment",
        "Entertainment",
        "Film, television, music, books, the stage and art; video games as culture; celebrities and fame, royals as "
        "celebrities among them.",
        "#ffa3b7",
        "01000000",
        True,
    ),
    Topic(
        "sport",
        "Sport",
        "Matches and results, athletes, clubs and transfers; the business of sport, which is Business, too.",
        "#1b8005",
        "15000000",
        True,
    ),
    Topic(
        "tech",
        "Tech",
        "Computing, the internet, devices, software, artificial intelligence and cyber security, and the firms behind "
        "them, which are often Business, too.",
        "#9ec8ff",
        "20000756",
        True,
    ),
    Topic(
        "health",
        "Health",
        "Medicine, illness, care and public health; nutrition and fitness for the sake of health.",
        "#8e7bff",
        "07000000",
    ),
    Topic(
        "science",
        "Science",
        "Research and space; climate, nature and the environment; energy as a matter of the environment.",
        "#19a97b",
        "13000000",
    ),
    Topic(
        "world",
        "World",
        "Relations between countries, diplomacy, war and armed conflict, terrorism; unrest and crises that concern "
        "other countries. Where a government's act is the matter, Politics, too.",
        "#ff3251",
        "16000000",
    ),
    Topic(
        "lifestyle",
        "Lifestyle",
        "Travel, food and recipes, fashion and beauty, home and garden, family and relationships, cars as leisure; "
        "advice on shopping for such things.",
        "#a5445f",
        "10000000",
    ),
)
OTHER = Topic(
    "other",
    "Other news",
    "None of the topics: ordinary crime and courts, accidents, fires, the day's weather, transport disruption, "
    "education, religion, local notices, human interest, puzzles, and obituaries of people who belong to no topic.",
    "#9e7bb0",
    None,
)
"""News about none of the topics: an answer, of models that learnt it."""
UNSURE = Topic(
    "unsure",
    "Unsure",
    "No answer: the text is too short, foreign or garbled, or no topic is likely enough to be shown as fact.",
    "#7f7f85",
    None,
)
"""What is shown and counted where the model does not answer."""

RULES: tuple[str, ...] = (
    "What counts is the subject of an article, not the newspaper that printed it nor the place where it happened.",
    "An article has one best topic, and every other that a fair editor would accept counts as right, too.",
    "World is for war and foreign policy. That something happened abroad does not make it World.",
    "A crime abroad is Other news, and World, too, where it matters between countries.",
    "Weather and disasters are Other news; Science, too, where climate or science is explained; World, too, where "
    "other countries act.",
    "A politician's private scandal is Politics, and Entertainment where fame is the point.",
    "Reviews and deals of devices are Tech, and Lifestyle, too.",
    "Where a headline leaves it open, the likelier topic comes first and the other second.",
)
"""How topics are told apart where two might do; docs/codebook.md has the same."""

CORE_NAMES: tuple[str, ...] = tuple(t.name for t in TOPICS if t.core)
ALL_NAMES: tuple[str, ...] = tuple(t.name for t in TOPICS)
LABEL_NAMES: tuple[str, ...] = (*ALL_NAMES, OTHER.name)
"""What an article can be labelled as: the topics, and other news; unsure is no label (docs/codebook.md)."""
SHOWN_NAMES: tuple[str, ...] = (*LABEL_NAMES, UNSURE.name)
"""Everything that readers may see in the place of a topic."""
_BY_NAME = {t.name: t for t in (*TOPICS, OTHER, UNSURE)}


def topic(name: str) -> Topic:
    """Return the topic of this name, "other" and "unsure" included.

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
    """Topic names in the taxonomy's order, "other" and "unsure" last, each once."""
    present = set(names)
    return [name for name in _BY_NAME if name in present]
