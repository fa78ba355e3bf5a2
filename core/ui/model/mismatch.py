"""The demonstration of data mismatch: one article, the model of 2004 and today's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from core import wording
from core.charts.classify import probabilities_chart, probabilities_frame
from core.charts.validation import years_chart
from core.reports.frames import read_validation
from core.topics.documents import Document, split_headline
from core.topics.names import BBC_2004, CHART_TITLES, CURRENT
from core.topics.taxonomy import CORE_NAMES, label
from core.ui import keys, resources
from core.ui.kit import charts, phrases
from core.ui.kit.escape import escape
from core.ui.kit.tables import table
from core.ui.model import choices

if TYPE_CHECKING:
    from core.topics.model import TopicModel

MAX_WORDS_SHOWN = 60
"""Ignored words that are listed; of more, their number is said."""
NOT_WRITTEN = "This has not been measured yet: run `python -m core train --validate`."

EXAMPLES = {
    "A streaming series": (
        "The final season of the fantasy series broke the platform's record in its first weekend\n\nViewers streamed "
        "the finale more than any other title this year, the service said, and fans flooded TikTok with clips. The "
        "showrunner said on a podcast that a spin-off is in the works. Critics praised the cast, though some called "
        "the CGI dragons a letdown."
    ),
    "An AI firm": (
        "Start-up behind the chatbot sues rival over training data\n\nThe artificial intelligence company said its "
        "large language model had been scraped through an app on millions of smartphones. Developers on GitHub posted "
        "benchmarks. The cloud provider that hosts both models declined to comment, and engineers said the GPU "
        "shortage would go on."
    ),
    "A transfer": (
        "Striker joins Saudi club on loan as VAR row goes on\n\nThe forward flew in by private jet and posted a "
        "selfie on Instagram minutes after the transfer window closed. His manager had rested him since the video "
        "assistant referee ruled out his goal in the Women's Super League double header."
    ),
}


def show() -> None:
    """Choose or write an article; see what each model says, and how much of it each knows."""
    st.markdown(
        "The original was trained on BBC articles of 2004 and 2005. News has changed since: its vocabulary has 300 "
        "terms, and words such as *smartphone*, *streaming* or *podcast* are not among them. The same article, "
        "given to both:"
    )
    chosen = st.selectbox("Example", [*EXAMPLES, "My own text"], key=keys.MISMATCH_EXAMPLE)
    own = chosen == "My own text"
    text = (
        st.text_area("Article", key=keys.MISMATCH_TEXT, height=150, max_chars=200_000) if own else EXAMPLES[str(chosen)]
    )
    if not own:
        st.text(text)
    document = split_headline(text or "")
    if not document.text.strip() and not document.title.strip():
        st.caption("Paste an article to see both answers.")
        return
    for place, name in zip(st.columns(2, gap="large"), (BBC_2004, CURRENT), strict=True):
        with place:
            _answer(name, document)
    _years()
    _accuracies()


def _answer(name: str, document: Document) -> None:
    model = resources.model(name)
    prediction = model.predict_one(document.title, document.text, len(CORE_NAMES))
    st.subheader("Trained on 2004" if name == BBC_2004 else "Trained on 2004 to 2024")
    st.markdown(
        f"**{phrases.heading(prediction)}**. Likeliest: {label(prediction.best)}, "
        f"{phrases.percent(prediction.confidence)}. "
        f"It knows {prediction.known_words:.0%} of the words."
    )
    ranked = probabilities_frame(prediction.topics)
    _ignored_words(model, document, prediction.best)
    charts.chart(
        probabilities_chart(prediction.topics, document.words),
        ranked[["topic_label", "probability"]],
        f"{name}: ranked topics.",
        f"mismatch_{name}",
    )


def _ignored_words(model: TopicModel, document: Document, topic: str) -> None:
    """List the words that the model does not know, in the order of the text."""
    # Imported here: scikit-learn takes seconds, and the other tabs show without it.
    from core.topics.highlight import highlight

    pieces = [piece for part in highlight(model, document.title, document.text, topic) for piece in part]
    words = list(dict.fromkeys(piece.text for piece in pieces if piece.weight is None))
    if not words:
        st.markdown("It knows every word.")
        return
    listed = ", ".join(escape(word) for word in words[:MAX_WORDS_SHOWN])
    more = f" and {len(words) - MAX_WORDS_SHOWN:,} more" if len(words) > MAX_WORDS_SHOWN else ""
    st.markdown(f"It ignores {'one word' if len(words) == 1 else f'{len(words):,} words'}: {listed}{more}.")


def _years() -> None:
    st.subheader("Accuracy by year of the news")
    report = choices.read_if_written(lambda: read_validation(resources.artifacts()), NOT_WRITTEN)
    if report is None or report.years.empty:
        return
    years = report.years
    charts.chart(
        years_chart(years, CHART_TITLES),
        pd.DataFrame(
            {
                "Year": years["year"],
                "Articles": years["what"],
                "Model": [CHART_TITLES.get(name, name) for name in years["model"]],
                "n": years["n"],
                "Right": [f"{a:.1%}" for a in years["accuracy"]],
                "95% interval": [
                    wording.interval(low, high)
                    for low, high in zip(years["accuracy_low"], years["accuracy_high"], strict=True)
                ],
                "Words it does not know": [f"{u:.1%}" for u in years["unknown"]],
            }
        ),
        "Accuracy of both models by year of the news. The table below holds the numbers.",
        "years",
    )
    st.caption("Held-out articles on the five core topics; a headline alone is harder than a whole article.")


def _accuracies() -> None:
    entries = resources.manifest().models
    rows = [
        {
            "Articles": str(figures.get("what", held_out)),
            "Model": CHART_TITLES.get(name, name),
            "Accuracy": f"{figures['accuracy']:.1%}",
            "95% interval": wording.interval(figures["accuracy_low"], figures["accuracy_high"]),
            "n": figures["n"],
        }
        for name in (BBC_2004, CURRENT)
        if name in entries
        for held_out, figures in entries[name].metrics.items()
        if figures.get("topics") == len(CORE_NAMES)
    ]
    st.markdown("**Measured on articles that neither had seen**")
    if rows:
        ordered = pd.DataFrame(rows).sort_values(["Articles", "Model"])
        table(ordered, "both_models", "Accuracy of both models on the same held-out articles")
