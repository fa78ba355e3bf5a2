"""The model card: what a model is, in a page that a stranger can read."""

from __future__ import annotations

from pathlib import Path

from core.topics.manifest import ModelEntry
from core.topics.taxonomy import label

FOLDER = "cards"

PURPOSE = {
    "current": (
        "Tells the topic of an English newspaper article, whole or as a headline, among five. It is linear: a sum of "
        "weights of words and pairs of words, from a support vector machine and a naive Bayes classifier. Articles "
        "of other topics (health, science, lifestyle, world) were learnt beside the five, so that it can say that a "
        "text is about none of them."
    ),
    "bbc-2004": (
        "The 2019 Latest News Classifier rebuilt: 300 TF-IDF features and a support vector machine, learnt on 85% of "
        "2,225 BBC articles of 2004-05. Kept to show what becomes of a model whose articles are twenty years old."
    ),
}
NOTES = {
    "current": (
        "The settings were chosen by leaving out one newspaper after the other. The late Guardian articles were "
        "measured a few times on the way, and which sections were then mistaken was known when the lexicon was "
        "written: take that figure as slightly flattering. They hold 27 articles on politics and 3 on tech, so "
        "the figures of these topics say little. Thresholds come from the newspapers that were left out."
    ),
    "bbc-2004": "Training articles that are also in the test split, which the original kept, were taken out.",
}
LIMITS = (
    "English only. Sections differ between papers: what one files under business another files under tech or "
    "politics, and an accuracy against sections measures that too. Long articles are cut after 5,000 words. "
    "Names that rose after the training texts ended are unknown to it. It knows words, not truth or quality."
)


def model_card(entry: ModelEntry) -> str:
    """The card of one model as Markdown, from its entry in the manifest."""
    lines = [
        f"# Model card: {entry.name}",
        "",
        PURPOSE.get(entry.name, ""),
        "",
        f"- Topics: {', '.join(label(name) for name in entry.labels)}",
        f"- File: `{entry.file}`, {entry.bytes:,} bytes, SHA-256 `{entry.sha256}`",
        f"- Made with scikit-learn {entry.sklearn}, seed {entry.seed}; trained on {entry.trained}",
        "- Unsure below: " + ", ".join(f"{label(name)} {least:.0%}" for name, least in entry.thresholds.items()),
        "",
        "## Trained on",
        "",
        "| Corpus | Rows | Used | SHA-256 of its lines |",
        "| --- | ---: | ---: | --- |",
        *(f"| {c.name} | {c.rows:,} | {c.used:,} | `{c.sha256[:16]}…` |" for c in entry.corpora),
        "",
        "The corpora belong to their publishers and are not in the repository; `lexicon` is our own list of words.",
        "",
        "## Measured",
        "",
        "Always by the variant that was trained without any held-out article or near-duplicate of one.",
        "",
        "| Held-out articles | n | Accuracy (95% interval) | Macro F1 | Answered | Right when answered | ECE |",
        "| --- | ---: | --- | ---: | ---: | ---: | ---: |",
        *(
            f"| {name} | {m['n']} | {m['accuracy']:.3f} ({m['accuracy_low']:.3f} to {m['accuracy_high']:.3f}) "
            f"| {m['macro_f1']:.3f} | {m['coverage']:.1%} | {m['accuracy_answered']:.1%} | {m['ece']:.3f} |"
            for name, m in entry.metrics.items()
        ),
        "",
        NOTES.get(entry.name, ""),
        "",
        "## Limits",
        "",
        LIMITS,
        "",
    ]
    return "\n".join(lines)


def write_card(entry: ModelEntry, out: Path) -> Path:
    """Write the card into the folder of artifacts; gives its path."""
    path = out / FOLDER / f"{entry.name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(model_card(entry), encoding="utf-8")
    return path
