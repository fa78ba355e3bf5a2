"""Find the headline of a page: the one a reader sees, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urljoin, urlsplit

from core.language import english
from core.language.words import count_words, is_unspaced
from core.reading.article.page import MAX_HEADING, MIN_HEADING, Page, same_start, texts_of
from core.reading.article.visibility import is_shown
from core.text import one_line

MIN_TITLE = 8
"""Characters of a headline that are left when a publisher's name is cut off."""
MAX_TITLE = 400
"""Characters of a headline that are kept."""
MAX_SUBHEADINGS = 30
"""Headings of the second and third level that are compared with the page's title."""
MIN_SEEN_WORDS = 4
"""Words from which the only heading of an article is its headline even if it shares none with the shared title."""
MIN_TERM = 4
"""Letters from which a word tells two headlines apart; shorter ones are articles and prepositions."""
MIN_SHARED_TERMS = 0.3
"""Share of words in common from which two headlines are about the same: a search engine's is a paraphrase."""

_TAIL = re.compile(r"\s+(?:\||[-–—»·:])\s+([^|–—»]{2,50})$")
_HEAD = re.compile(r"^([^|–—»:]{2,50}?)(?:\s*:|\s+[|–—»·-])\s+")
_SEPARATORS = " \t|-–—»·:"


def title_of(page: Page, *others: str | None) -> str:
    """Return the headline: JSON-LD's, the one that a reader sees, the page's; without the publisher's name.

    HTML (section 4.3.6) makes the heading of the first level the title of
    the page's content; `title` and `og:title` may be written for other places.

    Parameters
    ----------
    others : str or None
        The extractors' titles, used where the page itself names none.
    """
    names = _publisher_names(page)
    subheadings = _subheadings(page)
    names |= {comparable_name(head) for head in page.headings if _names_site(head, page, subheadings)}
    headings = [head for head in page.headings if comparable_name(head) not in names]
    og = page.metas.get("og:title", []) + page.metas.get("twitter:title", [])
    shared = [*og, *page.titles]
    declared = _headline(page, og, names)
    seen = _seen(page, headings, [*([declared] if declared else []), *shared])
    if declared and seen and not any(_are_the_same(declared, title) for title in (*headings, *shared)):
        declared = seen  # a description of the article, not its headline
    parts = [part for title in shared for part in _headings_in(title, subheadings)]
    same = _same_as_a_title(subheadings, shared)
    if same and seen and not any(_are_the_same(seen, title) for title in shared):
        seen = None  # a section's banner: the headline is the lower heading that the page calls itself by
    parts = [*same, *parts]
    candidates = [declared and _whole(declared, headings), seen, *og, *headings[:1], *parts[:1], *page.titles, *others]
    if parts and not declared and not seen:
        candidates.insert(0, parts[0])
    visible = {comparable_name(head) for head in headings}
    tidy = [_without_publisher(one_line(title or "")[:MAX_TITLE], names, visible) for title in candidates]
    return next(
        (title for title in tidy if title and comparable_name(title) not in names), next(filter(None, tidy), "")
    )


def _headline(page: Page, og: Sequence[str], names: set[str]) -> str | None:
    """Take the headline of the JSON-LD, or its name where only that is also on the page.

    That of a live page changes by the hour, so its shared title is taken.
    """
    headlines = [text for item in page.articles for text in texts_of(item.get("headline"))]
    headlines = [text for text in headlines if len(text) > MIN_HEADING and comparable_name(text) not in names]
    headline = headlines[0] if headlines else None
    if headline and og and english.LIVE_HEADLINE.search(headline) and not english.LIVE_HEADLINE.search(og[0]):
        return og[0]
    elsewhere = [*page.headings, *og, *page.titles]
    if headline and not any(same_start(headline, title) for title in elsewhere):
        called = [text for item in page.articles for text in texts_of(item.get("name"))]
        called = [text for text in called if len(text) > MIN_HEADING and comparable_name(text) not in names]
        return next((name for name in called if any(same_start(name, title) for title in elsewhere)), headline)
    return headline


def _seen(page: Page, headings: Sequence[str], declared: Sequence[str]) -> str | None:
    """Return the heading that is the headline: it opens a title of the page, or is the article's only one."""
    # A heading that also opens the page's title is the headline; others may belong to a box.
    opening = next((head for head in headings if any(same_start(head, title) for title in declared)), None)
    if opening or len(headings) != 1:
        return opening
    is_about = any(_are_about_the_same(headings[0], title) for title in declared)
    in_article = count_words(headings[0]) >= MIN_SEEN_WORDS and page.tree.xpath("boolean(//article//h1|//main//h1)")
    return headings[0] if is_about or in_article else None


def _are_the_same(headline: str, title: str) -> bool:
    return same_start(headline, title) or _are_about_the_same(headline, title)


def _are_about_the_same(first: str, second: str) -> bool:
    ours, theirs = _terms(first), _terms(second)
    return bool(ours and theirs) and len(ours & theirs) >= MIN_SHARED_TERMS * min(len(ours), len(theirs))


def _terms(text: str) -> set[str]:
    """Return the longer words of a text, or its pairs of letters where it is written without spaces."""
    text = text.casefold()
    if not is_unspaced(text):
        return {word for word in re.findall(r"\w+", text) if len(word) >= MIN_TERM}
    letters = re.sub(r"\W+", "", text)
    return {letters[index : index + 2] for index in range(len(letters) - 1)}


def _whole(headline: str, headings: Sequence[str]) -> str:
    """Take the heading in place of a headline that was cut for machines ("... the min...")."""
    start = headline.rstrip(".… ").lower()
    if not headline.endswith(("...", "…")):
        return headline
    return next((head for head in headings if head.lower().startswith(start) and len(head) > len(start)), headline)


def _subheadings(page: Page) -> list[str]:
    if page.tree is None:
        return []
    lines = (one_line(" ".join(h.itertext())) for h in page.tree.xpath("//h2|//h3")[:MAX_SUBHEADINGS] if is_shown(h))
    return [line for line in lines if MIN_HEADING < len(line) < MAX_HEADING]


def _headings_in(title: str, subheadings: Sequence[str]) -> list[str]:
    """Return the lower headings that a title holds beside something shorter, which is the site's name."""
    rests = ((head, _rest(title, head)) for head in subheadings)
    return [head for head, rest in rests if rest and len(rest) < len(head)]


def _same_as_a_title(subheadings: Sequence[str], titles: Sequence[str]) -> list[str]:
    """Return the lower headings that are a title of the page, word for word."""
    comparable = _comparable(titles)
    return [head for head in subheadings if comparable_name(head) in comparable]


def _names_site(heading: str, page: Page, subheadings: Sequence[str]) -> bool:
    """Whether a heading is the site's name: it links to the front page, or the title holds another heading beside.

    Of two headings of the first level the shorter one is the name.
    """
    for link in page.tree.xpath("//h1//a[@href]|//a[@href][.//h1]"):
        home = urlsplit(urljoin(page.url, "/"))
        try:
            target = urlsplit(urljoin(page.url, link.get("href").strip()))
        except ValueError:
            continue
        is_home = target.netloc == home.netloc and target.path.strip("/") == "" and not target.query
        if is_home and one_line(" ".join(link.itertext())) == heading and urlsplit(page.url).path.strip("/"):
            return True
    lower = {comparable_name(head) for head in subheadings}
    equal = {comparable_name(head) for head in page.headings if len(head) > len(heading)}
    others = (lower | equal) - {comparable_name(heading), ""}
    return any(comparable_name(_rest(title, heading)) in others for title in page.titles)


def _rest(title: str, part: str) -> str:
    """Return what a title holds before or after a part of it that a separator sets off; nothing where none does."""
    title, part = one_line(title), one_line(part)
    folded, start = title.casefold(), part.casefold()
    if folded.startswith(start):
        rest = title[len(part) :]
        return rest.strip(_SEPARATORS) if rest.lstrip()[:1] in set("|-–—»·:") else ""
    if folded.endswith(start):
        rest = title[: -len(part)]
        return rest.strip(_SEPARATORS) if rest.rstrip()[-1:] in set("|-–—»·:") else ""
    return ""


def _publisher_names(page: Page) -> set[str]:
    names = set(page.metas.get("og:site_name", []) + page.metas.get("application-name", []))
    for item in page.articles[:3]:
        publisher = item.get("publisher")
        if isinstance(publisher, dict):
            names.update(texts_of(publisher.get("name")))
    host = (urlsplit(page.url).hostname or "").lower().removeprefix("www.")
    names |= {host, host.split(".")[0]}
    return _comparable(names)


def _comparable(names: Iterable[str]) -> set[str]:
    return {comparable_name(name) for name in names if comparable_name(name)}


def comparable_name(text: str) -> str:
    """Reduce a name to lower-case letters and digits, without "the", to compare it with others."""
    return re.sub(r"[\W_]+", "", text.lower()).removeprefix("the")


def _without_publisher(title: str, names: set[str], visible: set[str]) -> str:
    """Without " | Publisher" and the sections before it, or "Publisher: "; a part of the headline itself stays.

    Parameters
    ----------
    names : set of str
        The publisher's names, comparable.
    visible : set of str
        The page's headings, comparable: of such a title only the publisher is cut.
    """
    while (match := _TAIL.search(title)) and match.start() >= MIN_TITLE:
        start, tail = title[: match.start()].rstrip(), comparable_name(match[1])
        is_name = any(tail in (n, n + "online", n + "news") or (len(n) > 4 and n in tail) for n in names)
        # "Analysis | Why it matters": a kicker has fewer words than the headline, a section behind it has not.
        is_section = ("|" in match[0] or "»" in match[0]) and count_words(start) >= count_words(match[1])
        if not is_name and (not is_section or comparable_name(title) in visible):
            break
        title = start
    match = _HEAD.match(title)
    if match and comparable_name(match[1]) in names and comparable_name(title) not in visible:
        rest = title[match.end() :]
        return rest if len(rest) >= MIN_TITLE else title
    return title
