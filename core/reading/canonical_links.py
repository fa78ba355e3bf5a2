"""Judge the canonical links of a paper's pages by each other: one link on pages of different articles is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.reading.rows import repeated_row
from core.types import Article, ArticleRef, ReadArticle
from core.urls import canonical, comparison_key

MIN_WORDS = 50
"""Words from which two texts are compared; shorter ones are notices, which are alike on every page."""
MIN_SHARE = 0.5
"""Share of the shorter text's words in the other from which texts under one headline are one article."""
MIN_SHARE_ALONE = 0.9
"""The same share where the headlines differ, as one that was changed since."""

ELSEWHERE = "It was already read in this edition, at another address."


@dataclass(frozen=True, slots=True)
class PageRead:
    """An article that was read, and the address that its page came from."""

    ref: ArticleRef
    item: ReadArticle
    address: str

    @property
    def key(self) -> str:
        """The key of the address that the page gives for itself."""
        return comparison_key(self.item.article.url or "")

    @property
    def names_another_address(self) -> bool:
        """Whether the page gives another address than its own."""
        return self.key not in (comparison_key(self.address), comparison_key(self.ref.url))


def settle_addresses(
    pages: Sequence[PageRead], at_home: Mapping[str, Article], is_new: Callable[[str], bool]
) -> Iterator[ReadArticle]:
    """Yield the articles of pages that name another address than their own.

    RFC 6596 lets a canonical link name a page that holds the same content. So
    pages of one article become one row at that address; where pages that
    differ name the same address, each keeps its own.

    Parameters
    ----------
    at_home : mapping
        The paper's other articles, by the key of the address they were read at.
    is_new : callable
        Notes an address; true where no article of this reading has it.
    """
    groups: dict[str, list[PageRead]] = {}
    for page in pages:
        groups.setdefault(page.key, []).append(page)
    for key, group in groups.items():
        yield from _of_one_link(group, at_home.get(key), is_new)


def _of_one_link(group: list[PageRead], owner: Article | None, is_new: Callable[[str], bool]) -> Iterator[ReadArticle]:
    known = [owner] if owner is not None and owner.was_read else []
    distinct: list[PageRead] = []
    for page in group:
        article = page.item.article
        if any(is_same_article(article, other) for other in known):
            yield ReadArticle(repeated_row(page.ref, ELSEWHERE))
        else:
            known.append(article)
            distinct.append(page)
    is_trusted = owner is None and len(distinct) == 1
    for page in distinct:
        yield _at(page, None if is_trusted else page.address, is_new)


def _at(page: PageRead, own: str | None, is_new: Callable[[str], bool]) -> ReadArticle:
    """Make the row at the page's own address, or else at the one that it names."""
    article = page.item.article
    url = canonical(own) if own is not None else article.url or ""
    if comparison_key(url) != comparison_key(page.ref.url) and not is_new(url):
        return ReadArticle(repeated_row(page.ref, ELSEWHERE))
    return replace(page.item, article=replace(article, url=url))


def is_same_article(one: Article, other: Article) -> bool:
    """Tell whether two pages hold one article, by their headlines and the words of their texts."""
    same_title = one.title.casefold() == other.title.casefold()
    words, others = (Counter(article.text.casefold().split()) for article in (one, other))
    shorter = min(words.total(), others.total())
    if shorter < MIN_WORDS:
        return same_title
    share = (words & others).total() / shorter
    return share >= (MIN_SHARE if same_title else MIN_SHARE_ALONE)
