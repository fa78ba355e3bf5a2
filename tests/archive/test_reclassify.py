"""Predicting stored articles again with another model."""

from core.archive import ArticleQuery
from tests.archive.examples import MODEL, NEXT, edition, item, predicted


def test_what_a_model_has_not_predicted_comes_in_batches_and_once(archive):
    archive.save(edition(*[item(n) for n in range(5)]), MODEL)
    assert (archive.count_unpredicted(MODEL), archive.count_unpredicted(NEXT)) == (0, 5)
    sizes = []
    for batch in archive.unpredicted(NEXT, 2):
        sizes.append(len(batch))
        assert all(entry.article.title and entry.article.text for entry in batch)
        assert archive.store_predictions(batch, [predicted("tech")] * len(batch), NEXT) == len(batch)
        assert archive.store_predictions(batch, [predicted("sport")] * len(batch), NEXT) == 0  # the first one stays
    assert sizes == [2, 2, 1]
    assert archive.count_unpredicted(NEXT) == 0
    assert list(archive.unpredicted(NEXT, 2)) == []
    articles = archive.articles(ArticleQuery()).articles
    assert {(article.topic, article.model) for article in articles} == {("tech", NEXT.short)}
    assert {(day.topic, day.n) for day in archive.daily_counts(ArticleQuery())} == {("tech", 5)}
    assert {count.model for count in archive.live_counts(("model",))} == {MODEL.short}  # these were not made at reading
