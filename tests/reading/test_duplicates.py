from dataclasses import replace
from datetime import UTC, datetime

from core.analysis.frame import article_frame
from core.reading.article.language import language_of
from core.reading.duplicates import with_also_in
from core.reading.edition import fold_edition
from core.types import Article, ArticleDone, Newspaper, ReadArticle, Status
from tests.support.servers import WORDS

OTHER = " ".join(f"Sentence {n} tells of boat {n * 7} and harbour {n * 13} in the storm." for n in range(30))
AGENCY = " ".join(f"Minister {n} answered question {n * 3} about budget {n * 5} in the house." for n in range(30))


def item(paper, text, number=0, day=20, **more):
    article = Article(
        paper, f"https://{paper}.example/{number}", "T", text, datetime(2026, 11, day, tzinfo=UTC), **more
    )
    return ReadArticle(article)


def also(items):
    return [found.article.also_in for found in with_also_in(items)]


def test_agency_copy_is_found_in_other_papers():
    cut = AGENCY[: int(len(AGENCY) * 0.6)]
    framed = "By our staff. " + AGENCY + " More soon."
    items = [item("a", AGENCY), item("b", framed), item("c", cut, day=19), item("d", OTHER)]
    found = with_also_in(items)
    assert also(items) == [("b", "c"), ("a", "c"), ("a", "b"), ()]
    assert [f.article.copy_of for f in found] == ["https://c.example/0", "https://c.example/0", None, None]
    assert [replace(f.article, also_in=(), copy_of=None) for f in found] == [i.article for i in items]


def test_only_other_papers_and_only_texts_count():
    assert also([item("a", AGENCY), item("a", AGENCY, 1)]) == [(), ()]
    assert also([item("a", "Subscribe now."), item("b", "Subscribe now.")]) == [(), ()]
    assert also([item("a", AGENCY), item("b", AGENCY, status=Status.FAILED)]) == [(), ()]
    assert also([]) == []


def test_the_same_subject_in_other_words_is_no_copy():
    assert also([item("a", WORDS * 2), item("b", AGENCY), item("c", OTHER)]) == [(), (), ()]


def test_it_is_in_the_edition_and_its_frame():
    papers = [Newspaper(name, name.upper(), "gb", "en", f"https://{name}.example/") for name in "ab"]
    events = [ArticleDone(paper, item(paper.id, AGENCY)) for paper in papers]
    frame = article_frame(fold_edition(events, newspapers=papers, model="current"))
    assert frame["also_in"].tolist() == [("B",), ("A",)]
    assert frame["copy_of"].isna().tolist() == [True, False]


def test_a_long_list_is_quick():
    import time

    texts = [f"{OTHER.replace('boat', f'ship{n}')} {n}" for n in range(300)]
    began = time.monotonic()
    with_also_in([item(f"p{n % 9}", text, n) for n, text in enumerate(texts)])
    assert time.monotonic() - began < 10


def test_languages_are_told_by_words():
    assert language_of(WORDS) == "en"
    assert language_of("Le conseil municipal s'est réuni mardi soir pour décider du nouveau pont et la séance a duré "
                       "deux heures avec le maire de la ville et ses adjoints") == "fr"  # fmt: skip
    assert language_of("Der Stadtrat hat am Dienstagabend über die neue Brücke entschieden, sagte die Bürgermeisterin "
                       "den Reportern, und der Plan wurde mit zwölf Stimmen angenommen") == "de"  # fmt: skip
    assert language_of("Too short to say") is None
    assert language_of("") is None
