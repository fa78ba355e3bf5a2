"""A made-up validation report, shaped as `core.training.measures.validate` writes it."""

from core.topics.taxonomy import ALL_NAMES, CORE_NAMES

SETS = {
    "guardian-2022-late": "The Guardian, whole articles, summer of 2022",
    "bbc-feeds-late": "BBC, headline and teaser, end of 2021",
    "cnn-feeds-late": "CNN, headline and teaser, end of 2021",
}
SAME = {"guardian-2022, The Guardian": "The Guardian, whole articles, spring of 2022"}
TEST = "BBC, whole articles of 2004-05 (the original's test split)"


def line(kind, name, what, topics, accuracy, *, share=1.0, train=40_000, n=500):
    return {
        "kind": kind,
        "set": name,
        "what": what,
        "topics": topics,
        "share": share,
        "train": train,
        "n": n,
        "accuracy": accuracy,
        "accuracy_low": accuracy - 0.02,
        "accuracy_high": accuracy + 0.02,
        "accuracy_top2": 0.97,
        "macro_f1": accuracy - 0.05,
        "ece": 0.02,
        "coverage": 0.9,
        "accuracy_answered": 0.95,
        "surest": 0.991,
    }


def made_up():
    """The report as plain values."""
    sets = SETS.items()
    topics = ((len(CORE_NAMES), 0.0), (len(ALL_NAMES), 0.1))
    rows = [line("later", name, what, t, 0.93 - less) for name, what in sets for t, less in topics]
    rows += [line("same time", name, what, t, 0.95 - less) for name, what in SAME.items() for t, less in topics]
    rows += [line("never seen", name, what, t, 0.88 - less) for name, what in sets for t, less in topics]
    learning = [
        line("later", name, what, t, 0.8 + 0.1 * share - less, share=share, train=int(40_000 * share))
        for share in (0.1, 0.25, 0.5, 1.0)
        for name, what in sets
        for t, less in topics
    ]
    years = [
        {"model": model, "year": year, "set": name, "what": what, "n": n, "accuracy": accuracy}
        | {"accuracy_low": accuracy - 0.03, "accuracy_high": accuracy + 0.03, "unknown": unknown}
        for year, name, what, n, pair in [
            (2004, "bbc-2004-test", TEST, 334, (0.95, 0.97)),
            (2021, "bbc-feeds-late", SETS["bbc-feeds-late"], 981, (0.70, 0.91)),
            (2022, "guardian-2022-late", SETS["guardian-2022-late"], 266, (0.80, 0.94)),
            (2023, "cnn-slugs-late", "CNN, words in the URL, 2022 and 2023", 5000, (0.41, 0.87)),
        ]
        for model, accuracy, unknown in zip(("bbc-2004", "current"), pair, (0.7, 0.03), strict=True)
    ]
    return {"rows": rows, "learning": learning, "folds": [0.981, 0.977, 0.99, 0.986, 0.972] * 2, "years": years}
