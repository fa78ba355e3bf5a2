"""When an article appeared: what its page declares, shows and names, in that order of trust."""

import json
from datetime import UTC, datetime

import pytest

from core.dates import Locale
from core.reading.article.extract import extract_page
from core.reading.article.extraction import DateSource, Extraction
from core.reading.article.page import read_page
from core.reading.article.publication_date import find_date
from core.reading.rows import from_page
from core.types import ArticleRef, Newspaper

PAPER = Newspaper("fjord", "Fjord", "no", "en", "https://fjord.example/", feeds=("https://fjord.example/rss",))
URL = "https://fjord.example/kultur/sild"
PROSE = "".join(
    f"<p>In its {n}th week the fair drew {n}00 guests who came to taste herring, to hear the songs of the sea and to "
    "watch the boats that had been painted anew by the pupils of the two schools above the harbour.</p>"
    for n in range(4, 9)
)


def page_of(body="", head="", url=URL, lang="en", title="Herring fair opens"):
    html = f"<html lang='{lang}'><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    return read_page(html, url)


def story(*times, after="", title="Herring fair opens"):
    return f"<article><h1>{title}</h1>{''.join(times)}{PROSE}</article>{after}"


def day_of(page):
    moment = find_date(page).moment
    return moment.date().isoformat() if moment else None


def from_source(source, day, listed):
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    extraction = Extraction(URL, "Herring", "text", published=moment, date_source=source)
    return from_page(ArticleRef("fjord", URL, published=listed), PAPER, extraction).published


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (DateSource.DATA, datetime(2023, 4, 6, tzinfo=UTC)),
        (DateSource.TEXT, datetime(2024, 9, 8, tzinfo=UTC)),
        (DateSource.ADDRESS, datetime(2024, 9, 8, tzinfo=UTC)),
        (DateSource.GUESS, datetime(2024, 9, 8, tzinfo=UTC)),
        (None, datetime(2024, 9, 8, tzinfo=UTC)),
    ],
)
def test_only_what_the_page_declares_is_trusted_more_than_the_feed(source, expected):
    assert from_source(source, "2023-04-06" if source else None, datetime(2024, 9, 8, tzinfo=UTC)) == expected


@pytest.mark.parametrize("source", DateSource)
def test_without_a_feeds_date_the_pages_is_taken(source):
    assert from_source(source, "2023-04-06", None) == datetime(2023, 4, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (story(after="<footer>© 2017 Fjord AS</footer>"), "Herring fair opens"),
        (story(after="<div class='bunn'>Copyright &copy; 1998–2023 Fjord AS. Alle rettigheter.</div>"), "Sild"),
        (story(after="<p>&copy;2022 by Le Fjord, tous droits réservés</p>"), "Hareng"),
        (story(title="Was der Hering 2024 kostet"), "Was der Hering 2024 kostet"),
        (story(title="Precios de 2023: el arenque"), "Precios de 2023: el arenque"),
        (story(title="2022 in pictures"), "2022 in pictures"),
    ],
)
def test_a_year_alone_is_no_date(body, title):
    assert find_date(page_of(body, title=title)).moment is None


@pytest.mark.parametrize(
    "after",
    [
        "<main><section class='related-stories'><a href='/x'>Cod</a><time datetime='2020-05-06'>6 May</time></section>",
        "<main><ul><li><a href='/x'>The cod is back again</a> <time datetime='2020-05-06'>6 May</time></ul></main>",
        "<main><div id='kommentare'><time datetime='2026-07-08T10:00Z'>8.7.</time> Schön!</div></main>",
        "<section><h2>Lire aussi</h2><p>La morue</p><time datetime='2020-05-06'>6 mai</time></section>",
        "<aside><time datetime='2020-05-06'>6 May 2020</time></aside>",
        "<article><h2><a href='/x'>Cod</a></h2><time datetime='2020-05-06'>6 de mayo</time></article>",
        "<div itemtype='https://schema.org/Comment'><time itemprop='datePublished' datetime='2026-07-08'></div>",
        "<div itemprop='comment'><meta itemprop='datePublished' content='2026-07-08'>Bra!</div>",
        "<div itemscope itemtype='https://schema.org/NewsArticle'><b itemprop='headline'>Cod is back</b>"
        "<meta itemprop='datePublished' content='2020-05-06'></div>",
        "<div class='reacties'><article><time datetime='2026-07-08'>8 juli</time>Mooi</article></div>",
    ],
)
def test_the_time_of_a_comment_or_another_story_is_not_this_articles(after):
    assert find_date(page_of(story(after=after))).moment is None
    assert day_of(page_of(story("<time datetime='2024-02-03'>3 Feb</time>", after=after))) == "2024-02-03"
    assert day_of(page_of(after + story("<time datetime='2024-02-03'>3 Feb</time>"))) == "2024-02-03"


@pytest.mark.parametrize(
    ("body", "source"),
    [
        (story("<time datetime='2024-02-03T08:00:00Z'>Saturday</time>"), DateSource.TEXT),
        (
            story("<p>By <a href='/author/ada'>Ada Maria Lund</a> <time datetime='2024-02-03'>3 Feb</time></p>"),
            DateSource.TEXT,
        ),
        (
            story("<div><address><a href='/ada'>Ada Maria Lund</a></address><time datetime='2024-02-03'></time></div>"),
            DateSource.TEXT,
        ),
        (story("<abbr class='published' title='2024-02-03T08:00:00+0100'>yesterday</abbr>"), DateSource.TEXT),
        (story("<span class='entry-date'>2024-02-03</span>"), DateSource.TEXT),
        (story("<time class='dt-published'>2024-02-03 08:00</time>"), DateSource.TEXT),
        (story("<header><time datetime='2024-02-03'>3 Feb</time></header>"), DateSource.TEXT),
        (f"<header><time datetime='2024-02-03'>3 Feb</time></header>{story()}", DateSource.TEXT),
        (
            story("<time class='updated' datetime='2025-01-01'></time><time datetime='2024-02-03'></time>"),
            DateSource.TEXT,
        ),
        (
            story("<p>Updated: <time datetime='2025-01-01'></time></p><time datetime='2024-02-03'></time>"),
            DateSource.TEXT,
        ),
        (story("<meta itemprop='datePublished' content='2024-02-03'>"), DateSource.DATA),
        (
            story("<div itemscope itemtype='Article'><meta itemprop='datePublished' content='2024-02-03'></div>"),
            DateSource.DATA,
        ),
        (f"<h1>Fjord</h1>{story('<time datetime=2024-02-03></time>')}", DateSource.TEXT),
        ("<article><a href='/'>Fjord</a><p>Herring</p><time datetime='2024-02-03'></time></article>", DateSource.TEXT),
        (story("<time itemprop='datePublished' datetime='2024-02-03'></time>"), DateSource.DATA),
        (story("<p itemprop='datePublished'>Posted by Ada, 3 Feb 2024</p>"), DateSource.DATA),
        (story("<time pubdate datetime='2024-02-03'></time>"), DateSource.DATA),
    ],
)
def test_times_beside_the_headline_are_the_articles(body, source):
    date = find_date(page_of(body))
    assert date.moment is not None and date.moment.date().isoformat() == "2024-02-03"
    assert date.source is source


def test_the_time_of_a_change_is_no_more_than_a_guess():
    changed = "<p class='date'>Aktualisiert: 3. Februar 2024</p>"
    assert find_date(page_of(story(changed), lang="de")).source is DateSource.GUESS
    assert find_date(page_of(story(changed.replace("Aktualisiert: ", "")), lang="de")).source is DateSource.TEXT


def test_declared_dates_come_first_and_the_address_near_the_end():
    shown = story("<time datetime='2024-02-03'>3 Feb</time>")
    meta = "<meta property='article:published_time' content='2024-02-01T05:00:00Z'>"
    dated = "https://fjord.example/2024/02/04/sild"
    assert find_date(page_of(shown, meta, url=dated))[:2] == (datetime(2024, 2, 1, 5, tzinfo=UTC), DateSource.DATA)
    assert find_date(page_of(shown, url=dated))[:2] == (datetime(2024, 2, 3, tzinfo=UTC), DateSource.TEXT)
    assert find_date(page_of(story(), url=dated))[:2] == (datetime(2024, 2, 4, tzinfo=UTC), DateSource.ADDRESS)
    assert find_date(page_of(story("<p>Last seen on 2024-02-05 10:00:00.</p>"))).source is DateSource.GUESS
    assert find_date(read_page("", URL)).moment is None


@pytest.mark.parametrize(
    ("shown", "lang", "expected"),
    [
        ("<p class='dateline'>By Ada Maria Lund, 3rd of February 2024, 4.05 pm</p>", "en", "2024-02-03T16:05"),
        ("<time>Samstag, 3. Februar 2024, 16:05 Uhr</time>", "de", "2024-02-03T16:05"),
        ("<span class='fecha'>3 de febrero de 2024</span>", "es", "2024-02-03T00:00"),
        ("<div class='date-published'>Publié le 03/02/2024 à 16h05</div>", "fr", "2024-02-03T16:05"),
        ("<time datetime='03.02.2024 16:05'>gestern</time>", "de", "2024-02-03T16:05"),
        ("<time datetime='soon'>February 3, 2024</time>", "en", "2024-02-03T00:00"),
        ("<p class='date-range'>Open all day</p>", "en", None),
        ("<div><span>Ada Lund</span><span>Feb 3, 2024, 16:05 GMT</span></div>", "en", "2024-02-03T16:05"),
        ("<time class='entry-date published updated' datetime='2024-02-03'>3.2.</time>", "fi", "2024-02-03T00:00"),
        ("<blockquote><p>Sild!</p><a href='/t'>3 February 2024</a></blockquote>", "en", None),
        ("<p>The boat sank on 3 February 1924 off the cape.</p>", "en", None),
    ],
)
def test_a_shown_time_is_read_in_the_pages_language(shown, lang, expected):
    moment = find_date(page_of(story(shown), lang=lang)).moment
    assert (moment.isoformat()[:16] if moment else None) == expected


@pytest.mark.parametrize(
    ("lang", "url", "default", "expected"),
    [
        ("en-US", URL, Locale("en", "gb"), "2024-02-07"),
        ("en-AU", URL, Locale("en", "us"), "2024-07-02"),
        ("en", "https://fjord.com.au/sild", Locale("en", "us"), "2024-07-02"),
        ("en", "https://fjord.com/sild", Locale("en", "us"), "2024-02-07"),
        ("en", "https://fjord.com/sild", Locale("en", "ie"), "2024-07-02"),
        ("pt", "https://fjord.com/sild", Locale(), "2024-07-02"),
    ],
)
def test_slashes_are_read_by_language_and_country(lang, url, default, expected):
    date = find_date(page_of(story(), "<meta name='pubdate' content='02/07/2024 18:00'>", url, lang), default)
    assert date.moment.date().isoformat() == expected
    assert {date.moment.date().isoformat(), date.swapped.date().isoformat()} == {"2024-02-07", "2024-07-02"}


@pytest.mark.parametrize(
    ("shown", "url", "expected"),
    [
        ("<time datetime='2024-07-02'>Tuesday</time>", URL, "2024-07-02"),
        ("<span>2nd July 2024</span>", URL, "2024-07-02"),
        ("", "https://fjord.example/2024/07/02/sild", "2024-07-02"),
        ("<time datetime='2024-02-07'>Wednesday</time>", URL, "2024-02-07"),
        ("<time datetime='2024-05-05'>Sunday</time>", URL, "2024-02-07"),
    ],
)
def test_another_date_of_the_page_decides_between_two_readings(shown, url, expected):
    head = "<meta name='pubdate' content='02/07/2024'>"
    assert day_of(page_of(story(shown), head, url, lang="en-US")) == expected


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("2024-07-02T17:00", "2024-07-02"),
        ("2024-07-01T23:00", "2024-07-02"),
        ("2024-02-07T17:00", "2024-02-07"),
        ("2023-11-30T17:00", "2024-02-07"),
        (None, "2024-02-07"),
    ],
)
def test_the_listing_decides_between_two_readings(listed, expected):
    either = [datetime(2024, 2, 7, 18, tzinfo=UTC), datetime(2024, 7, 2, 18, tzinfo=UTC)]
    extraction = Extraction(URL, "Sild", "text", published=either[0], swapped=either[1], date_source=DateSource.DATA)
    moment = datetime.fromisoformat(listed).replace(tzinfo=UTC) if listed else None
    published = from_page(ArticleRef("fjord", URL, published=moment), PAPER, extraction).published
    assert published.date().isoformat() == expected


def ld(*items):
    return f"<script type='application/ld+json'>{json.dumps({'@graph': items})}</script>"


OTHER = {"@type": "NewsArticle", "headline": "Cod is back", "url": "/natur/torsk", "datePublished": "2020-05-06"}


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([OTHER], None),
        ([{"@type": "Comment", "text": "Nice", "datePublished": "2026-07-08"}], None),
        ([{"@type": "VideoObject", "name": "Clip", "datePublished": "2020-05-06"}], None),
        ([OTHER, {"@type": "WebPage", "datePublished": "2024-02-03"}], "2024-02-03"),
        ([OTHER, {**OTHER, "headline": "Herring fair opens", "datePublished": "2024-02-03"}], "2024-02-03"),
        ([{**OTHER, "headline": "Fair with herring", "url": URL, "datePublished": "2024-02-03"}], "2024-02-03"),
        ([{"@type": "Article", "headline": f"Story {n}", "datePublished": "2020-05-06"} for n in range(4)], None),
        ([{"@type": "Article", "headline": "Another wording", "datePublished": "2024-02-03"}], "2024-02-03"),
        ([{"@type": "Article", "headline": "Herring fair opens", "datePublished": 1706943600}], "2024-02-03"),
        ([{"@type": "Article", "headline": "Herring fair opens", "datePublished": 2024}], None),
        ([{"@type": "Article", "headline": "Herring fair opens", "dateCreated": "2024-02-03"}], "2024-02-03"),
    ],
)
def test_data_about_another_story_do_not_date_this_one(items, expected):
    assert day_of(page_of(story(), ld(*items))) == expected


def test_an_article_with_another_wording_and_the_canonical_address_is_the_pages():
    item = {**OTHER, "url": "https://fjord.example/kultur/sild-2/", "datePublished": "2024-02-03"}
    head = ld(item) + "<link rel='canonical' href='/kultur/sild-2'>"
    assert day_of(page_of(story(), head)) == "2024-02-03"
    assert day_of(page_of(story(), head.replace("sild-2'", "torsk'"))) is None
    assert day_of(page_of(story(), ld({**item, "url": "https://fjord.example/"}))) == "2024-02-03"


def test_the_papers_country_stands_in_for_the_pages():
    head = "<title>Herring fair opens</title><meta name='pubdate' content='02/07/2024'>"
    page = f"<html lang='en'><head>{head}</head><body>{story()}</body></html>".encode()
    assert extract_page(page, URL, country="ie").published == datetime(2024, 7, 2, tzinfo=UTC)
    assert extract_page(page, URL).published == datetime(2024, 2, 7, tzinfo=UTC)


def test_an_extraction_says_where_its_date_is_from():
    page = f"<html><head><title>Herring fair opens</title></head><body>{story()}</body></html>".encode()
    dated = extract_page(page, "https://fjord.example/2024/02/04/sild")
    assert (dated.published, dated.date_source) == (datetime(2024, 2, 4, tzinfo=UTC), DateSource.ADDRESS)
    assert extract_page(page, URL).published is None
