import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.analysis.frame import article_frame
from core.reading import agency_copy
from core.reading.agency_copy import with_also_in
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
    return [read.article.also_in for read in with_also_in(items)]


def test_agency_copy_is_found_in_other_papers():
    cut = AGENCY[: int(len(AGENCY) * 0.6)]
    framed = "By our staff. " + AGENCY + " More soon."
    items = [item("a", AGENCY), item("b", framed), item("c", cut, day=19), item("d", OTHER)]
    marked = with_also_in(items)
    assert also(items) == [("b", "c"), ("a", "c"), ("a", "b"), ()]
    assert [copy.article.copy_of for copy in marked] == ["https://c.example/0", "https://c.example/0", None, None]
    assert [replace(copy.article, also_in=(), copy_of=None) for copy in marked] == [i.article for i in items]


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


def test_texts_that_share_little_are_never_compared_word_by_word(monkeypatch):
    compared = []
    monkeypatch.setattr(agency_copy, "same_text", lambda *texts: compared.append(texts) or False)
    chance = random.Random(1)
    texts = [" ".join(f"w{chance.randrange(5000)}" for _ in range(200)) for _ in range(200)]
    with_also_in([item(f"p{n % 9}", text, n) for n, text in enumerate(texts)])
    assert not compared
    with_also_in([item("a", texts[0], 0), item("b", texts[0], 1)])
    assert len(compared) == 1


def test_one_text_in_many_papers_is_compared_once_for_each():
    calls = 0

    def counted(first, second, same_text=agency_copy.same_text):
        nonlocal calls
        calls += 1
        return same_text(first, second)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(agency_copy, "same_text", counted)
        with_also_in([item(f"p{n}", OTHER, n) for n in range(40)])
    assert calls == 39
