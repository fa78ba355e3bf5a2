from core.settings import ROOT
from core.topics.articles import predict_article
from core.topics.model import load_model
from core.types import Article, Status

TEXT = (
    "The prime minister told parliament that the election would be held in May, and the opposition voted for it. " * 3
)


def test_a_stub_is_classified_with_less_confidence():
    model = load_model("current", ROOT / "artifacts")
    whole = predict_article(model, Article("x", "https://x.example/a", "Election in May", TEXT))
    stub = predict_article(model, Article("x", "https://x.example/a", "Election in May", TEXT, status=Status.PARTIAL))
    assert whole == model.predict_one("Election in May", TEXT)
    assert stub.best == whole.best
    assert stub.confidence < whole.confidence
    assert abs(sum(stub.topics.values()) - 1) < 1e-9
    five = predict_article(model, Article("x", None, "Election in May", TEXT, status=Status.PARTIAL), 5)
    assert len(five.topics) == 5
