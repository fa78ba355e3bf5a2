from core.analysis.frame import article_frame
from core.analysis.terms import distinctive_terms
from tests.support.editions import BAY, HILL, article, edition


def test_words_that_set_papers_apart():
    items = [
        article(BAY, i, "sport", f"Match {i}", f"The goalkeeper saved the penalty again, said reporter {i}")
        for i in range(6)
    ]
    items += [
        article(HILL, i, "business", f"Deal {i}", f"The shareholder sold the company again, said reporter {i}")
        for i in range(6)
    ]
    terms = distinctive_terms(article_frame(edition(*items)), ["The Bay", "Hill & Dale"])
    bay = terms.loc[terms["paper"] == "The Bay", "term"].tolist()
    assert {"goalkeeper", "penalty"} <= set(bay)
    assert "said" not in bay
    assert "reporter" not in bay


def test_too_little_for_words():
    assert distinctive_terms(article_frame(edition(article(BAY, 1, "sport"))), ["The Bay"]).empty
    frame = article_frame(edition(article(BAY, 1, "sport", "a", "b"), article(HILL, 1, "sport", "c", "d")))
    assert distinctive_terms(frame, ["The Bay", "Hill & Dale"]).empty
