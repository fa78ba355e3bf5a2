from dataclasses import replace

import pytest

from core.reading.canonical_links import ELSEWHERE, PageRead, is_same_article, settle_addresses
from core.types import Article, ArticleRef, ReadArticle, Reason, Status
from core.urls import comparison_key

HOST = "https://il-molo.example"


def words(name, count=80):
    return " ".join(f"{name}{number}" for number in range(count))


def page(path, link, title, text=None):
    article = Article("molo", HOST + link, title, words(title) if text is None else text, status=Status.OK)
    return PageRead(ArticleRef("molo", HOST + path, title, None), ReadArticle(article), HOST + path)


def settled(pages, home=(), seen=()):
    keys = {comparison_key(HOST + path) for path in seen}

    def is_new(url):
        key = comparison_key(url)
        return key not in keys and not keys.add(key)

    at_home = {comparison_key(article.url): article for article in home}
    rows = [item.article for item in settle_addresses(pages, at_home, is_new)]
    return sorted((row.url.removeprefix(HOST), row.status, row.detail) for row in rows)


def read(path):
    return (path, Status.OK, None)


def repeated(path):
    return (path, Status.SKIPPED, ELSEWHERE)


def test_pages_of_different_articles_keep_their_own_addresses():
    pages = [page(f"/cronaca/{name}", "/cronaca.html", name) for name in ("porto", "ponte", "faro")]
    assert settled(pages) == [read(f"/cronaca/{name}") for name in ("faro", "ponte", "porto")]


def test_one_page_is_believed_and_its_doubles_are_left_out():
    pages = [page(path, "/cronaca/porto", "porto") for path in ("/amp/porto", "/m/porto")]
    assert settled(pages) == [read("/cronaca/porto"), repeated("/m/porto")]


def test_one_link_on_two_articles_and_a_double():
    pages = [page("/a", "/x", "porto"), page("/b", "/x", "ponte"), page("/c", "/x", "porto")]
    assert settled(pages) == [read("/a"), read("/b"), repeated("/c")]


def test_what_was_read_at_the_address_itself_decides():
    own = page("/x", "/x", "porto").item.article
    pages = [page("/a", "/x", "porto"), page("/b", "/x", "ponte")]
    assert settled(pages, [own], ["/x"]) == [repeated("/a"), read("/b")]


def test_an_address_that_failed_is_nobody_elses():
    own = replace(page("/x", "/x", "porto").item.article, text="", status=Status.FAILED, error=Reason.GONE)
    assert settled([page("/a", "/x", "porto")], [own], ["/x"]) == [read("/a")]


def test_an_article_that_another_paper_has_is_left_out():
    assert settled([page("/a", "/x", "porto")], seen=["/x"]) == [repeated("/a")]


def test_an_address_that_redirects_led_to_is_there_once():
    pages = [replace(page(path, "/x", path), address=f"{HOST}/ziel") for path in ("/a", "/b")]
    assert settled(pages) == [repeated("/b"), read("/ziel")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Porto", words("a")), ("porto", words("a")), True),
        (("Porto", words("a")), ("Porto chiuso", words("a") + " oggi"), True),
        (("Porto", words("a")), ("Porto", words("a", 50) + words("b", 30)), True),
        (("Porto", words("a")), ("Porto", words("b")), False),
        (("Porto", words("a")), ("Ponte", words("a", 60) + words("b", 40)), False),
        (("Porto", "Abbonati per leggere."), ("Ponte", "Abbonati per leggere."), False),
        (("Porto", ""), ("Porto", ""), True),
    ],
)
def test_headline_and_words_tell_one_article(one, other, same):
    assert is_same_article(Article("m", None, *one), Article("m", None, *other)) is same
