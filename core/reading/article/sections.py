"""Sections: the publisher's own words for an article's place in the paper, and the topics they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any
from urllib.parse import unquote, urlsplit

from core.reading.article.metadata import Page, squeezed, texts_of, types_of
from core.text import one_line

MOST_SECTIONS = 12

_SILENT = frozenset(
    """
    news|new|article|articles|tag|tags|topic|topics|uncategorized|uncategorised|general|front page|frontpage|
    latest|latest news|latest headlines|breaking|breaking news|top|top news|top story|top stories|headlines|home|
    homepage|home page|index|story|stories|post|posts|page|pages|blog|blogs|content|all|all news|other|others|
    misc|miscellaneous|featured|features|feature|more|more news|default|none|main|main news|web|website|archive|
    archives|section|sections|category|categories|en|eng|english|amp|p|a|s|id|www|m|local news feed|wires|wire|
    news article|news articles|today|read|view|detail|details|show|live|video|videos|photos|editors picks|
    editor s picks|must read|must reads|trending|popular|exclusive|exclusives|daily news|newsdeck|premium|subscribers|
    subscriber only|articleshow|amp articleshow|liveblog|special reports|front|national|nation|
    image|icon|primary|secondary|sponsored|search|site|newsletters|newsletter|top story 1|top story 2
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)

# One line a topic: labels in lower case, "&" written "and", hyphens as blanks.
_WORDS = {
    "politics": """politics|political|federal politics|us politics|uk politics|politics news|elections|election|
        election 2024|us election|us elections|general election|white house|congress|westminster|parliament|
        policy|government|democrats|republicans|national politics|politics and policy|politics government""",
    "business": """business|businesses|economy|economics|markets|market|finance|money|companies|investing|investment|
        personal finance|stocks|business and economy|economy and business|business and finance|business and money|
        industry|banking|banks|retail|startups|small business|consumer|wall street|stock market|stock markets|
        trade|financials|commodities|business insider|city and business|jobs|your money|yourmoney|wealth|earnings|
        finances|cryptocurrency|crypto|economic policy""",
    "entertainment": """entertainment|arts|art|culture|music|film|films|movie|movies|television|tv|celebrity|
        celebrities|celebs|showbiz|tv and showbiz|tv and radio|tv and film|tv and movies|film and tv|books|stage|
        theatre|theater|theater and dance|dance|art and design|artanddesign|arts and entertainment|
        entertainment and arts|entertainment arts|arts and culture|culture and arts|celebrity news|tv news|tvshowbiz|
        music news|movie news|hollywood|bollywood|soaps|theatre and dance|pop culture|streaming|reality tv|awards|
        oscars|grammys|classical music|classical|radio|comedy|celebrity tv|movies and tv|etimes""",
    "sport": """sport|sports|football|soccer|cricket|rugby|rugby union|rugby league|tennis|golf|boxing|formula 1|
        formula1|formula one|f1|motorsport|motor racing|cycling|athletics|olympics|paralympics|winter olympics|nfl|
        mixed martial arts|nba|mlb|nhl|wnba|mls|afl|nrl|ufc|mma|premier league|champions league|europa league|world cup|
        wwe|
        women s football|womens football|american football|us sports|us sport|college football|college basketball|
        basketball|baseball|hockey|ice hockey|racing|horse racing|swimming|sport news|sports news|transfer news|
        football news|transfers|disability sport|netball|snooker|darts|ipl|t20|euro 2024|world cup 2026|
        the ashes|wrestling|skiing|sailing|volleyball|gymnastics|athletics and sports""",
    "tech": """tech|technology|technology news|tech news|computing|internet|gadgets|software|hardware|smartphones|
        phones|mobile phones|apps|ai|artificial intelligence|cybersecurity|cyber security|security and privacy|
        social media|innovation|tech and innovation|robotics|laptops|computers|digital|it|ai and tech|
        consumer tech|personal tech|big tech|silicon valley|science fiction tech|tech policy|wearables|cloud""",
    "health": """health|healthcare|health care|medicine|medical|medical research|health news|health and fitness|
        fitness|wellness|well|well being|wellbeing|health and wellness|health and wellbeing|mental health|coronavirus|
        covid|covid 19|diseases|disease|public health|nutrition|nhs|diet|diet and fitness|diets|health and families|
        mind and body|womens health|women s health|pharmaceuticals|medical xpress|healthy living""",
    "science": """science|science news|environment|climate|climate change|climate crisis|space|astronomy|nature|
        science and environment|science environment|environment and science|climate and environment|
        climate environment|wildlife|
        conservation|biology|physics|archaeology|animals|biodiversity|ecology|global warming|space and science|
        science and space|nasa|palaeontology|paleontology|chemistry|earth|earth science|evolution|genetics|
        climate solutions|energy and environment|science and nature|sciences|green""",
    "world": """world|world news|international|international news|global|global news|worldnews|foreign|foreign affairs|
        europe|asia|africa|americas|middle east|middleeast|mideast|latin america|south america|asia pacific|
        asia and pacific|central asia|south asia|southeast asia|east asia|china|russia|ukraine|ukraine war|
        war in ukraine|russia ukraine war|israel|gaza|palestine|palestinian territories|israel hamas war|iran|iraq|
        syria|afghanistan|north korea|pakistan|conflict|war|conflicts|united nations|diplomacy|rest of world|
        world politics|world affairs|europe news|african news|israel gaza war|nato|yemen|lebanon|sudan""",
    "lifestyle": """lifestyle|life style|life and style|lifeandstyle|life|living|food|food and drink|recipes|recipe|
        cooking|dining|restaurants|travel|travel news|fashion|style|beauty|fashion and beauty|home and garden|
        homes and gardens|gardening|gardens|interiors|family|parenting|relationships|dating|love and sex|sex|pets|
        weddings|food and wine|wine|drink|fashion and style|shopping|lifestyle and leisure|travel and leisure|
        hotels|destinations|cars and lifestyle|holidays|femail|house and home|self and wellness|
        home and lifestyle|leisure|hobbies|crafts|diy""",
}
_TOPICS = {label.strip(): topic for topic, words in _WORDS.items() for label in words.replace("\n", "").split("|")}
# Words that keep their meaning at the end ("Scottish football") or at the start ("World Africa") of a label.
_STRONG_LAST = frozenset(
    (
        *("politics", "elections", "business", "economy", "markets", "technology", "music", "movies", "films"),
        *("football", "cricket", "rugby", "tennis", "golf", "boxing", "soccer", "sport", "sports"),
        *("fashion", "recipes", "travel", "health", "entertainment", "climate"),
    )
)
_STRONG_FIRST = frozenset(("world", "sport", "sports", "football", "business"))
# No topic of ours, or one of two: said so that the rules for longer labels leave them alone.
_OPEN = frozenset(("science and technology", "tech and science", "science and tech", "technology and science"))
_OPEN_WORDS = frozenset("review reviews opinion letters comment column columnists today show".split())


def find_sections(page: Page, url: str, title: str) -> tuple[str, ...]:
    """The words by which the publisher files an article, the most telling source first, each once.

    Parameters
    ----------
    page : Page
        The parsed page.
    url : str
        The article's address.
    title : str
        Its headline, which breadcrumbs often repeat.
    """
    site = {squeezed(name) for name in page.metas.get("og:site_name", [])}
    site |= {squeezed(part) for part in (urlsplit(url).hostname or "").split(".")}
    headline = squeezed(title)
    found: dict[str, str] = {}
    for label in _labels(page, url):
        key = normal(label)
        plain = squeezed(label)
        repeats = plain in site or plain == headline or (len(plain) > 24 and plain[:24] == headline[:24])
        repeats = repeats or (len(key.split()) > 2 and plain in headline)  # a part of it, cut at a comma
        if key and not repeats and _is_telling(key):
            found.setdefault(key, label)
    return tuple(islice(found.values(), MOST_SECTIONS))


def telling(sections: Sequence[str]) -> str | None:
    """The one section to show: the first that stands for a topic, or else the first."""
    return next((s for s in sections if _common(normal(s))), sections[0] if sections else None)


def topic_of(sections: Sequence[str], url: str, own: Mapping[str, str]) -> str | None:
    """The topic that an article's sections stand for; None where they say nothing about it.

    Parameters
    ----------
    sections : sequence of str
        The publisher's words, the most telling first.
    url : str
        The article's address; the folders of its path count as sections, after the others.
    own : mapping of str to str
        The newspaper's own words (lower case) to a topic, or to "" where the
        word says nothing. Consulted before the common table.
    """
    table = {normal(word): topic for word, topic in own.items()}
    keys = list(dict.fromkeys(normal(label) for label in (*sections, *path_labels(url), *_prefix(url))))
    for key in keys:
        if table.get(key):
            return table[key]
    return next((topic for key in keys if key not in table and (topic := _common(key))), None)


def normal(label: str) -> str:
    """A label as the tables write it: lower case, "&" as "and", everything between words one blank."""
    words = re.sub(r"[\W_]+", " ", one_line(label).lower().replace("&", " and ").replace("+", " and "))
    return words.strip()


def path_labels(url: str) -> list[str]:
    """The folders of an address, the innermost first, without dates, numbers and what looks like a headline."""
    try:
        parts = [unquote(part) for part in urlsplit(url).path.split("/") if part]
    except ValueError:
        return []
    kept = [part for part in parts[:-1][:6] if _is_folder(part)]
    return kept[::-1]


def _is_folder(part: str) -> bool:
    words = re.split(r"[-_+ ]", part)
    return (
        len(part) <= 40
        and len(words) <= 4
        and not re.search(r"\d{3}|^\d+$|^[^A-Za-z]*$|[.:]", part)
        and (normal(part) not in _MONTH_NAMES)
    )


_MONTH_NAMES = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())


def _prefix(url: str) -> list[str]:
    """The section in front of a number, as in "world-europe-68123456"."""
    found = re.search(r"/([a-z]+(?:-[a-z]+){0,3})-\d{6,}/?$", url)
    label = found[1] if found else ""
    return [label] if label.startswith("world-") or normal(label) in _TOPICS else []


def _common(key: str) -> str | None:
    """The topic of a normalised label in the common table."""
    if key in _TOPICS:
        return _TOPICS[key]
    words = key.split()
    if key in _OPEN or not 2 <= len(words) <= 5 or _OPEN_WORDS.intersection(words):
        return None
    if words[-1] in ("news", "section", "stories", "headlines"):
        return _common(" ".join(words[:-1]))
    parts = [part.strip() for part in key.split(" and ")]
    topics = {_TOPICS.get(part) for part in parts}
    if len(parts) > 1:
        return topics.pop() if len(topics) == 1 else None
    if words[-1] in _STRONG_LAST:
        return _TOPICS[words[-1]]
    return _TOPICS[words[0]] if words[0] in _STRONG_FIRST and len(words) <= 3 else None


def _is_telling(key: str) -> bool:
    return (
        key not in _SILENT
        and not key.startswith("primary ")
        and len(key) <= 50
        and len(key.split()) <= 6
        and (not key.isdecimal())
    )


def _labels(page: Page, url: str) -> Iterator[str]:
    sections = [text for item in page.articles for text in texts_of(item.get("articleSection"))]
    yield from _split(sections)
    yield from _breadcrumbs(page.items)
    names = (
        "article:section",
        "og:article:section",
        "articlesection",
        "parsely-section",
        "section",
        "cxenseparse:sections",
    )
    yield from _split(value for name in names for value in page.metas.get(name, ()))
    yield from (part.replace("-", " ") if normal(part) in _TOPICS else part for part in path_labels(url))
    yield from _html_breadcrumb(page.tree)


def _split(labels: Iterable[str]) -> Iterator[str]:
    """Labels one by one; publishers also write several into one, with commas or bars."""
    for label in labels:
        if len(label) <= 200:
            yield from (part for part in (one_line(p) for p in re.split(r"\s*[,;|>]\s*", label)) if part)


def _breadcrumbs(items: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Names in JSON-LD breadcrumbs, the innermost first."""
    for item in items:
        crumbs = item.get("itemListElement") if "BreadcrumbList" in types_of(item) else item.get("breadcrumb")
        if isinstance(crumbs, dict):
            crumbs = crumbs.get("itemListElement")
        for crumb in reversed(crumbs[:10] if isinstance(crumbs, list) else []):
            yield from _crumb_names(crumb)


def _crumb_names(crumb: Any) -> list[str]:
    if not isinstance(crumb, dict):
        return []
    inner = crumb.get("item")
    return texts_of(crumb.get("name")) or (texts_of(inner.get("name")) if isinstance(inner, dict) else [])


def _html_breadcrumb(tree: Any) -> list[str]:
    if tree is None:
        return []
    lower = "translate(concat(@class,' ',@id,' ',@aria-label),'BCRDEAKUM','bcrdeakum')"
    boxes = tree.xpath(f"//*[self::ol or self::ul or self::nav or self::div][contains({lower},'breadcrumb')]")
    names: list[str] = []
    for box in boxes[:2]:
        names += [one_line(" ".join(link.itertext())) for link in box.xpath(".//a | .//li[not(.//a)]")[:6]]
    return names[::-1]
