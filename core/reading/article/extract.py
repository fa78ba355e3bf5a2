"""Extract the article from a page: two extractors and the page's own data, chosen by evidence."""

from __future__ import annotations

import logging
import warnings
from collections import Counter
from dataclasses import replace
from typing import Any, Literal, NamedTuple

import trafilatura

from core.dates import Locale
from core.language import english
from core.language.detection import is_english
from core.language.words import count_words, is_unspaced, split_words
from core.reading.article.authors import authors_of
from core.reading.article.decode import decode, is_binary
from core.reading.article.extraction import Extraction, failure
from core.reading.article.page import Page, body_of, is_article, is_live, read_page, stands_beside, types_of
from core.reading.article.page_address import link_of
from core.reading.article.publication_date import find_date
from core.reading.article.sections import find_sections, main_section
from core.reading.article.title import title_of
from core.reading.article.visibility import visible_source
from core.reading.article.walls import MAX_STUB_WORDS, verdict
from core.text import one_line, without_controls
from core.types import Reason, Status
from core.urls import web_address

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from newspaper import Article as NewspaperArticle
    from newspaper.utils import get_available_languages

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)
logging.getLogger("newspaper").setLevel(logging.CRITICAL)

MIN_SURE_WORDS = 120
"""Words with which trafilatura's text needs no second opinion."""
MAX_MENU_WORDS = 60
"""Words under which a text without any line of a sentence's length is taken for a menu."""
MIN_SENTENCE_WORDS = 8
"""Words of a line that may be a sentence."""
MAX_TAGS = 60_000
"""Tags above which a page is not parsed: ten times what the richest real page met has."""
MAX_ELEMENTS = 20_000
"""Elements above which newspaper3k, whose time grows with their square, is left out."""

_PICTURES = {"VideoObject", "ImageGallery", "MediaGallery"}

MIN_BODY_WORDS = 40
"""Words of the body in a page's own data from which it is a measure for the extractors; shorter ones are teasers."""
MIN_COVERED = 0.6
"""Share of that body's words that a text must hold to be the article."""
MIN_RIVAL = 250
"""Characters from which newspaper3k's text can replace trafilatura's."""
MAX_RIVAL_SHARE = 0.6
"""Share of newspaper3k's length under which trafilatura's text is taken for a part of the article."""
MIN_PROSE_WORDS = 12
"""Words of a line that counts as running text, not as a headline in a list."""
MAX_ASIDE = 300
"""Characters of the longest line that may be an aside."""

# Stands in for an address that cannot be taken apart.
_NOWHERE = "https://page.invalid/"
_LANGUAGES = frozenset(get_available_languages())


def extract_page(
    html: bytes, url: str, *, language: str = "en", charset: str | None = None, country: str = ""
) -> Extraction:
    """Extract the article from a page; what goes wrong is in its status, never raised.

    Parameters
    ----------
    html : bytes
        The page as it came.
    url : str
        Where it came from.
    language : str
        The paper's language, ISO 639-1; pages are often wrong about it.
    charset : str, optional
        What the answer's header declares.
    country : str
        The paper's, ISO 3166-1; decides whether 3/11 is in March where the page does not.
    """
    address = web_address(url) or _NOWHERE
    try:
        extraction = _extract(html, address, language, charset, country)
        return extraction if address == url else replace(extraction, url=url)
    except MemoryError:
        return failure(url, Reason.UNREADABLE, "Reading this page takes more memory than allowed.")
    except Exception as problem:  # any page may come, and one more must not end the reading
        return failure(url, Reason.UNREADABLE, f"The page could not be parsed ({type(problem).__name__}).")


def _extract(html: bytes, url: str, language: str, charset: str | None, country: str) -> Extraction:
    if is_binary(html):
        return failure(url, Reason.UNREADABLE, "The page is binary data, not text.")
    source = decode(html, charset)
    if source.count("<") > MAX_TAGS:
        return failure(url, Reason.UNREADABLE, f"The page has more than {MAX_TAGS:,} tags, far more than any article.")
    page = read_page(source, url)
    if page.tree is None:
        return failure(url, Reason.NO_TEXT, "The page is empty." if not source.strip() else None)
    return _from_page(page, source, language, country)


def _from_page(page: Page, source: str, language: str, country: str) -> Extraction:
    choice = _choose(page, visible_source(source, page.tree), language)
    other = choice.newspaper
    hints = _hints(page, source) if _lacks_data(page) else None
    title = title_of(page, hints.title if hints else None, other.title if other else None)
    text = _unless_menu(_without_asides(choice.text, title), title)
    sections = find_sections(page, page.url, title)
    date = find_date(page, Locale(language, country))
    kind = _kind(page, text)
    status, error, detail = verdict(page, source, title, text)
    is_failure = status is Status.FAILED
    if kind == "not_a_page" and is_failure:
        error, detail = Reason.NOT_A_PAGE, None
    return Extraction(
        url=link_of(page),
        title=title,
        text="" if is_failure else text,
        published=date.moment,
        date_source=date.source,
        swapped=date.swapped,
        authors=authors_of(page, hints.author if hints else None, *(other.authors if other else ())),
        section=main_section(sections),
        sections=sections,
        extractor=None if is_failure else choice.extractor,
        kind=kind,
        status=status,
        error=error,
        detail=detail,
        language=english.CODE if is_english(text) else None,
    )


class _Choice(NamedTuple):
    """A text, its extractor, and newspaper3k's article where that had to be tried."""

    text: str
    extractor: str | None
    newspaper: Any = None


def _choose(page: Page, source: str, language: str) -> _Choice:
    """Take trafilatura's text where it is plainly the article, or else the best of all."""
    first = _by_trafilatura(source, page.url)
    body = body_of(page)
    if count_words(first) >= MIN_SURE_WORDS and _covers(first, body):
        return _Choice(first, "trafilatura")
    other = _by_newspaper(page, source, language)
    text, extractor = _best(first, _tidy(other.text) if other else "", body)
    return _Choice(text, extractor, other)


def _best(first: str, second: str, body: str) -> tuple[str, str | None]:
    """Choose the best of three texts: the page's own data decide between the extractors, and stand in for both."""
    text, name = (first, "trafilatura") if first else (second, "newspaper3k")
    if first and _is_fuller(second, first):
        text, name = second, "newspaper3k"
    if count_words(body) >= MIN_BODY_WORDS and not _covers(text, body):
        for other, its_name in ((first, "trafilatura"), (second, "newspaper3k")):
            if _covers(other, body):
                return other, its_name
        return body, "json-ld"
    return (text, name) if text else ("", None)


def _covers(text: str, body: str) -> bool:
    """Whether a text holds most words of the body that the page's data give."""
    words = Counter(_measure(body))
    if words.total() < MIN_BODY_WORDS:
        return True
    common = (words & Counter(_measure(text))).total()
    return common >= MIN_COVERED * words.total()


def _measure(text: str) -> list[str]:
    """Split into what two texts are compared by: words, or letters where pieces of words would fall differently."""
    return [piece for word in split_words(text.lower()) for piece in (word if is_unspaced(word) else (word,))]


def _is_fuller(second: str, first: str) -> bool:
    """Whether the second text is so much longer, and running text, that the first can only be a part."""
    return len(second) >= MIN_RIVAL and len(first) < MAX_RIVAL_SHARE * len(second) and _is_prose(second)


def _is_prose(text: str) -> bool:
    """Whether most of the text is in lines as long as sentences, not in a list of headlines."""
    return 2 * sum(len(line) for line in text.splitlines() if count_words(line) >= MIN_PROSE_WORDS) > len(text)


def _tidy(text: str | None) -> str:
    lines = (one_line(line) for line in without_controls(text or "").splitlines())
    return "\n".join(line for line in lines if line)


def _without_asides(text: str, title: str) -> str:
    """Without the headline on top and the lines that lead to other pages."""
    lines = text.splitlines()
    lines = [line for line in lines if len(line) > MAX_ASIDE or not english.ASIDE.match(line.lstrip("-•– "))]
    if len(lines) > 1 and lines[0].casefold() == title.casefold():
        lines = lines[1:]
    return "\n".join(lines)


def _unless_menu(text: str, title: str) -> str:
    """Nothing where all that was found are a few short lines: menu, date and author of a page without an article."""
    lines = [line for line in text.splitlines() if line.casefold() != title.casefold()]
    short = all(count_words(line) < MIN_SENTENCE_WORDS for line in lines)
    return "" if short and count_words(text) < MAX_MENU_WORDS else text


def _by_trafilatura(source: str, url: str) -> str:
    try:
        return _tidy(trafilatura.extract(source, url=url, include_comments=False))
    except MemoryError:
        raise
    except Exception:  # the next extractor may do better
        return ""


def _by_newspaper(page: Page, source: str, language: str) -> Any:
    if sum(1 for _ in page.tree.iter()) > MAX_ELEMENTS:
        return None
    language = language if language in _LANGUAGES else english.CODE
    try:
        article = NewspaperArticle(page.url, language=language, fetch_images=False)
        article.download(input_html=source)
        article.parse()
    except Exception:  # a malformed link is enough for it; the other extractor's text remains
        return None
    return article


def _lacks_data(page: Page) -> bool:
    """Whether the page itself leaves open its title or author, so that guessing is worth its time."""
    return not title_of(page) or not authors_of(page)


def _hints(page: Page, source: str) -> Any:
    try:
        return trafilatura.extract_metadata(source, default_url=page.url, extensive=False)
    except Exception:  # only guesses are lost
        return None


def _kind(page: Page, text: str) -> Literal["article", "not_a_page"]:
    """Tell an article, perhaps with a video on top or a live page beside it, from a page that is one of these."""
    if is_live(page):
        return "not_a_page"
    words = count_words(text)
    if (page.meta("og:type") or "").lower().startswith("video"):
        return "article" if words >= MIN_SURE_WORDS and any(map(is_article, page.items)) else "not_a_page"
    pictures = [item for item in page.items if _PICTURES.intersection(types_of(item))]
    if not pictures or page.articles or words >= MAX_STUB_WORDS:
        return "article"
    is_text = words >= MIN_SURE_WORDS and all(stands_beside(page, item) for item in pictures)
    return "article" if is_text else "not_a_page"
