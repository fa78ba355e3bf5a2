from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.archive import Archive, ArticleQuery, TextPart
from core.archive.database import postgres, sqlite
from core.archive.database.dialects import MAX_RANKED
from core.archive.search_syntax import parse
from core.errors import SearchError
from core.types import Scheme
from tests.archive.examples import BAY, HILL, MODEL, NOW, edition, item

ARTICLES = {
    1: ("Ferry strike ends", "The harbour ferries will run again after the strike, the union said.", "business", BAY),
    2: ("Bank of England holds interest rates", "Interest in the decision was high; rates stay.", "business", HILL),
    3: ("Café Beyoncé opens", "A naïve résumé of the opening, with covid-19 rules.", "lifestyle", BAY),
    4: ("To be or not to be", "A play about a prince. Rates of interest did not matter.", "entertainment", HILL),
    5: ("Bridges reopened", "The bridge <b>reopens</b> & ferries wait; $5 :red[toll] applies.", "politics", BAY),
}


@pytest.fixture(scope="module")
def both(new_database):
    """The same articles on SQLite and on PostgreSQL."""
    items = [
        item(n, topic, paper, title, body, NOW - timedelta(days=n))
        for n, (title, body, topic, paper) in ARTICLES.items()
    ]
    archives = {"sqlite": Archive.at("sqlite://"), "postgresql": Archive.at(new_database())}
    for archive in archives.values():
        archive.save(edition(*items), MODEL)
    yield archives
    for archive in archives.values():
        archive.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def filled(request, both):
    return both[request.param]


def numbers(archive, typed, **which):
    return {int(found.url[-1]) for found in archive.search(typed, ArticleQuery(**which)).articles}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ferry", {1, 5}),  # ferries, too: by the stem
        ("FERRY strike", {1}),
        ('"interest rates"', {2}),
        ("interest rates", {2, 4}),
        ("interest -england", {4}),
        ('rates -"interest rates"', {4}),
        ("strike OR prince", {1, 4}),
        ("bridge OR play ferry", {5}),
        ('"to be or not to be"', {4}),
        ("cafe", {3}),
        ("beyoncé", {3}),
        ("covid-19", {3}),
        ("reop*", {5}),
        ("zebra", set()),
        ("b", {5}),
        ("ferry's", set()),
    ],
)
def test_words_phrases_exclusions_and_stems(filled, typed, expected):
    assert numbers(filled, typed) == expected


def test_paper_topic_and_days_narrow_a_search(filled):
    assert numbers(filled, "ferry", papers=("bay",), topic="business") == {1}
    assert numbers(filled, "ferry", until=(NOW - timedelta(days=5)).date()) == {5}
    assert numbers(filled, "ferry", since=NOW.date()) == set()
    assert numbers(filled, "cafe", topic="other", scheme=Scheme.CORE) == {3}


def test_a_headline_counts_more_than_the_text(filled):
    assert [found.url[-1] for found in filled.search("bridge OR strike OR interest").articles][-1] == "4"


def test_what_was_found_is_marked_and_stays_text(filled):
    [found] = filled.search("toll reopen").articles
    assert TextPart("reopens", hit=True) in found.snippet
    assert "bridge <b>reopens</b> & ferries wait; $5 :red[toll]" in "".join(part.text for part in found.snippet)
    assert [part.text for part in found.title_parts if part.hit] == ["reopened"]
    accented = filled.search("resume").articles[0]
    assert "naïve résumé" in "".join(part.text for part in accented.snippet)


def test_changed_words_are_found_and_former_ones_are_not(archive):
    archive.save(edition(item(1, title="Ferry strike ends", text="Ferries run.")), MODEL)
    changed = item(1, "business", BAY, "Tram strike begins", "No trams.", NOW)
    archive.save(edition(changed, read_at=NOW + timedelta(hours=1)), MODEL)
    assert numbers(archive, "ferry") == set()
    assert numbers(archive, "tram") == {1}


def test_pages_follow_one_another(archive):
    archive.save(edition(*[item(n, title=f"Same words {n}", text="x") for n in range(60)]), MODEL)
    pages = [archive.search("same words", offset=start, limit=25) for start in (0, 25, 50)]
    urls = [found.url for page in pages for found in page.articles]
    assert len(urls) == len(set(urls)) == 60
    assert [(page.total, page.more) for page in pages] == [(60, False)] * 3


def test_of_very_many_the_newest_are_ranked(archive):
    for start in (0, 600):
        items = [item(n, title=f"Same words {n}", text="x") for n in range(start, start + 600)]
        archive.save(edition(*items, read_at=NOW + timedelta(hours=start)), MODEL)
    page = archive.search("same")
    assert (page.total, page.more) == (MAX_RANKED, True)
    assert min(found.id for found in page.articles) >= 200


@pytest.mark.parametrize(
    "typed",
    ['"open', "-only", "OR", "OR x", "x OR", "x OR OR y", "x OR -y", "", "  ", "***", '""', "x" * 501, "a " * 41],
)
def test_bad_syntax_is_a_sentence(archive, typed):
    with pytest.raises(SearchError) as problem:
        archive.search(typed)
    assert str(problem.value)[0].isupper()
    assert str(problem.value).endswith(".")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(typed=st.text(st.sampled_from("ab*\"'-:()&|!<>\\%_ORferyintsá^{}+~\x00;,. "), max_size=30))
def test_no_query_is_ever_an_error_of_the_database(both, typed):
    """Whatever is typed: a sentence from both databases, or an answer from both."""
    answers = []
    for archive in both.values():
        try:
            answers.append({found.url for found in archive.search(typed).articles})
        except SearchError as problem:
            answers.append(str(problem))
    assert answers[0] == answers[1]


def test_headlines_come_first_then_the_newest(archive):
    items = [item(n, title="Storm" if n == 2 else "Rain", text="A storm came.") for n in range(1, 6)]
    archive.save(edition(*items), MODEL)
    assert [article.url[-1] for article in archive.search("storm").articles] == ["2", "5", "4", "3", "1"]
    assert archive.search("storm -rain").total == 1


IMPORTED = {
    "bridge": ("Pont fermé à Lyon", "La circulation reprend lundi.", "fermé"),
    "tram": ("Tramwaj wraca", "Linia rusza w sobotę.", "sobotę"),
    "rain": ("Regn ventes i Bergen", "Det regner til torsdag.", "torsdag"),
}


@pytest.mark.parametrize("name", IMPORTED)
def test_an_imported_article_is_found_before_it_is_classified(archive, name):
    title, text, word = IMPORTED[name]
    row = {"newspaper": "kurier", "url": f"https://kurier.example/{name}", "title": title, "text": text, "status": "ok"}
    archive.import_rows("articles", [row])
    [article] = archive.search(word).articles
    assert (article.title, article.topic) == (title, None)
    assert archive.search(word, ArticleQuery(papers=("kurier",))).total == 1


def test_what_is_not_classified_stays_out_of_topics_and_lists(archive):
    row = {"newspaper": "kurier", "url": "https://kurier.example/1", "title": "Most zamknięty", "text": "Do maja."}
    archive.import_rows("articles", [row])
    assert archive.search("most", ArticleQuery(topic="politics")).total == 0
    assert archive.articles(ArticleQuery()).articles == ()


def test_an_import_that_was_not_read_is_not_found(archive):
    row = {"newspaper": "kurier", "url": "https://kurier.example/2", "title": "Zator", "text": "", "status": "failed"}
    archive.import_rows("articles", [row])
    assert archive.search("zator").total == 0


def test_a_query_is_taken_apart():
    query = parse('a "b c" -d e OR f g*')
    assert sqlite.fts5(query) == '(("a") AND ("b c") AND ("e" OR "f") AND ("g"*)) NOT ("d")'
    assert sqlite.fts5(query, headline=True).startswith('({title} : (("a") AND')
    assert postgres.tsquery(query) == "((('a')) & (('b' <-> 'c')) & (('e') | ('f')) & (('g':*))) & !(('d'))"
    headline = "((('a':A)) & (('b':A <-> 'c':A)) & (('e':A) | ('f':A)) & (('g':*A))) & !(('d'))"
    assert postgres.tsquery(query, headline=True) == headline
