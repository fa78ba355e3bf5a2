import json

import numpy as np

from core.topics.vectors import read_vectors
from core.training.data.labels import LETTERS as CODEBOOK
from core.training.recipes.current import TOPIC_VECTORS, CurrentRecipe, pipeline
from scripts.topic_vectors import BEST, LETTERS, batches, labels, target


def write(path, rows):
    path.write_text("\n".join(map(json.dumps, rows)) + "\n")
    return str(path)


def row(publisher, title, date="2026-01-02", accepted=("world", "politics")):
    return {
        "id": f"https://example.com/{title}",
        "publisher": publisher,
        "date": date,
        "title": title,
        "text": "Ministers met in the harbour town.",
        "topic": accepted[0] if accepted else "world",
        "accepted": list(accepted),
    }


def test_the_shipped_vectors_are_of_the_words_that_have_a_meaning():
    ours, published = read_vectors(TOPIC_VECTORS), read_vectors()
    assert ours.words == published.words and ours.table.shape == published.table.shape
    assert ours.table.dtype == np.int8 and ours.table.any(axis=1).all()
    assert abs(np.median(np.linalg.norm(ours.table * ours.scale, axis=1)) - 1) < 0.01


def test_words_of_one_topic_are_nearer_to_each_other_than_as_the_encoder_was_published():
    def likeness(vectors, one, other):
        at = {word: place for place, word in enumerate(vectors.words)}
        a, b = (vectors.table[at[word]].astype(float) for word in (one, other))
        return a @ b / np.linalg.norm(a) / np.linalg.norm(b)

    ours, published = read_vectors(TOPIC_VECTORS), read_vectors()
    for one, other in (("midfielder", "wimbledon"), ("senator", "ballot"), ("actress", "album")):
        assert likeness(ours, one, other) > max(0.6, likeness(published, one, other))
    assert likeness(ours, "midfielder", "senator") < 0.3


def test_the_recipe_can_do_without_them():
    tuned, published = (
        pipeline(CurrentRecipe(topic_vectors=own), ("sport", "tech"), ())["vectorize"].vectors for own in (True, False)
    )
    assert tuned is read_vectors(TOPIC_VECTORS) and published is read_vectors()


def test_the_encoder_learns_nothing_that_is_held_out_or_for_development(tmp_path):
    rows = [
        row("The Post", "Harbour opens again after a storm of three days"),
        row("Bloomberg", "A held-out paper on bonds"),
        row("The Post", "A held-out day of football", date="2026-01-07"),
        row("The Post", "A held-out paper on bonds"),
        row("Variety", "A paper left out for development sings"),
        row("The Post", "No label by hand was given to this one", accepted=()),
    ]
    for at, one in enumerate(rows):
        one["text"] = f"{' '.join(f'w{at}x{word}' for word in range(9))}"
    lines = [json.loads(line) for line in labels([write(tmp_path / "labelled-2026.jsonl", rows)])]
    assert [line["label"] for line in lines] == ["WP"]
    assert lines[0]["text"] == f"{rows[0]['title']}. {rows[0]['text']}"


def test_the_best_topic_of_a_label_gets_most():
    shares = dict(zip(LETTERS, target("WP").tolist(), strict=True))
    assert shares["W"] > shares["P"] > 0 and abs(sum(shares.values()) - 1) < 1e-6
    assert "".join(CODEBOOK) == LETTERS
    assert target("S").max() == 1 and abs(shares["W"] - BEST - (1 - BEST) / 2) < 1e-6


def test_every_article_is_learnt_once_an_epoch():
    lengths = np.random.default_rng(3).integers(3, 48, size=1_000)
    found = batches(lengths, np.random.default_rng(8))
    assert sorted(np.concatenate(found).tolist()) == list(range(1_000))
    assert np.mean([np.ptp(lengths[places]) for places in found]) < 10
