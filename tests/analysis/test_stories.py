from core.analysis.frame import article_frame
from core.analysis.stories import also_in, missing_from, only_in, shared_stories, with_stories
from tests.support.editions import BAY, HILL, article, edition

QUAKE = "Earthquake shakes the island of Tarn, hundreds shelter in schools as rescuers dig through rubble in Tarn city"
QUAKE_2 = "Rescuers dig through rubble in Tarn city after the earthquake, with hundreds sheltering in schools"


def told_twice():
    return edition(
        article(BAY, 1, "politics", "Earthquake shakes the island of Tarn", QUAKE),
        article(BAY, 2, "sport", "Rowers win gold", "The women's eight rowed to gold on the lake in record time"),
        article(HILL, 1, "politics", "Tarn earthquake: rescuers dig through rubble", QUAKE_2),
        article(HILL, 2, "business", "Bakery chain to close shops", "A chain of bakeries closes forty shops next year"),
    )


def test_two_papers_telling_one_story_are_found():
    rows = with_stories(article_frame(told_twice()))
    shared = shared_stories(rows)
    assert len(shared) == 1
    assert set(shared[0]["paper"]) == {"The Bay", "Hill & Dale"}
    assert only_in(rows, "The Bay", ["Hill & Dale"])["title"].tolist() == ["Rowers win gold"]
    assert shared_stories(rows, ["The Bay"]) == []
    assert also_in(rows).tolist() == [("Hill & Dale",), (), ("The Bay",), ()]
    [missed] = missing_from(rows, "The Bay", ["The Bay", "Hill & Dale"], at_least=1)
    assert missed["title"].tolist() == ["Bakery chain to close shops"]
    assert missing_from(rows, "The Bay", ["Hill & Dale"]) == []


def test_one_paper_alone_shares_nothing():
    twice = edition(article(BAY, 1, "politics", "Tarn", QUAKE), article(BAY, 2, "politics", "Tarn", QUAKE))
    assert shared_stories(with_stories(article_frame(twice))) == []


def test_texts_without_words_are_no_story():
    silent = edition(article(BAY, 1, "sport", "...", "1 2 3"), article(HILL, 1, "sport", "!!!", "4 5 6"))
    rows = with_stories(article_frame(silent))
    assert rows["story"].nunique() == 2
    assert with_stories(article_frame(edition(papers=()))).empty
