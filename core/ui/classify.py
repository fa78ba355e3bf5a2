"""Parts of the Classify page: what is handed in, and the answer."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.charts.classify import probabilities_chart, probabilities_frame, words_chart
from core.topics.documents import Handed, split_headline
from core.topics.explain import explain
from core.topics.highlight import highlight
from core.topics.schemes import TopicScheme, runner_up
from core.topics.taxonomy import OTHER, label, topic
from core.types import REASON_SENTENCES, Prediction, Status
from core.ui import components, keeping, labels, services
from core.ui.escape import escape, link
from core.ui.marks import marked, paragraphs

MAX_CHARACTERS = 200_000
MARKED_WORDS = 1_500
"""Words of a text that are shown with their marks."""

EXAMPLE = """Harbour ferry firm to charge by the minute

The company that runs the cross-harbour ferries said on Tuesday that it would drop single fares next spring and \
charge passengers for the time they spend on board. Shares in the operator fell 4% after the announcement, which \
analysts linked to higher fuel prices and to a loan of 60 million that falls due in June. The firm's chief executive \
told investors that the new fares would bring in a fifth more revenue on busy days, and that no jobs would be cut. \
A consumer group called it a price rise by another name and asked the competition regulator to look into it."""


def pasted() -> Handed | None:
    """The text box; None until something is handed in."""
    st.button("Use an example", on_click=_use_example, key="example")
    with st.form("paste", border=False):
        text = st.text_area(
            "Article",
            key="article_text",
            height=260,
            max_chars=MAX_CHARACTERS,
            placeholder="Paste an article in English: its headline, if you like, and its text.",
        )
        sent = st.form_submit_button("Find its topic", type="primary", key="classify_text")
    st.caption("What you paste is classified in memory and not stored, unless you send it with a correction.")
    if sent:
        st.session_state["handed"] = split_headline(text)
        if not text.strip():
            st.session_state.pop("handed")
            st.warning("There is no text yet. Paste an article first.")
    handed: Handed | None = st.session_state.get("handed")
    return handed


def _use_example() -> None:
    st.session_state["article_text"] = EXAMPLE
    st.session_state["handed"] = split_headline(EXAMPLE)


def from_link() -> Handed | None:
    """The field for an address; reads the page under the same limits as every other."""
    with st.form("link", border=False):
        address = st.text_input("Address of an article", placeholder="https://", key="article_link", max_chars=2000)
        sent = st.form_submit_button("Read it and find its topic", type="primary", key="classify_link")
    if sent:
        st.session_state.pop("read_link", None)
        if not address.strip():
            st.warning("There is no address yet.")
            return None
        with st.spinner("Reading the page"):
            st.session_state["read_link"] = services.reader(sample=False).read_link(address.strip())
    item = st.session_state.get("read_link")
    if item is None:
        return None
    article = item.article
    if article.status is Status.FAILED or not article.text:
        why = article.detail or (REASON_SENTENCES[article.error] if article.error else "It holds no text.")
        st.error(escape(why), icon=":material/error:")
        return None
    st.markdown(f"Read: {link(article.title, article.url)}, {article.words} words")
    if article.status is Status.PARTIAL:
        st.warning("Only a part of this article could be read, so its topic is less certain.")
    return Handed(article.title, article.text)


def answer(handed: Handed, scheme: TopicScheme) -> None:
    """Topic, confidence, ranked topics, the words for and against, how much the model knows."""
    model = services.model()
    whole = model.predict_one(handed.title, handed.text)
    prediction = whole if scheme.labels == model.labels else scheme.recast(whole)
    st.subheader(f"Topic: {components.heading(prediction)}")
    _verdict(prediction)
    said = labels.about(whole, keeping.version(), None, handed.title, handed.text)
    labels.wrong(said, "wrong", consent=True)
    sure, known, length = st.columns(3)
    sure.metric(
        "Confidence", components.percent(prediction.confidence), help="The model's probability of the likeliest topic."
    )
    known.metric(
        "Words the model knows",
        f"{prediction.known_words:.0%}",
        help="The others it ignores. Words such as *the* and numbers are not counted.",
    )
    length.metric("Words", f"{handed.words:,}")
    left, right = st.columns(2, gap="large")
    with left:
        ranked = probabilities_frame(prediction.topics)
        components.chart(
            probabilities_chart(prediction.topics, handed.words, scheme.thresholds.get(prediction.best)),
            ranked.assign(probability=[f"{p:.1%}" for p in ranked["probability"]])[["topic_label", "probability"]],
            f"Ranked topics; the likeliest is {label(prediction.best)} at {prediction.confidence:.0%}.",
            "probabilities",
        )
    with right:
        _why(handed, prediction.best)
    _marked(handed, prediction)


def _verdict(prediction: Prediction) -> None:
    second = runner_up(prediction)
    if prediction.topic == OTHER.name:
        st.warning(
            f"{escape(prediction.reason or 'No topic is likely enough.')} Of its topics the likeliest is "
            f"{label(prediction.best)}, at {components.percent(prediction.confidence)}."
        )
    elif second is not None:
        st.markdown(
            f"A close call: {label(prediction.best)} at {components.percent(prediction.confidence)}, "
            f"{label(second)} at {components.percent(prediction.topics[second])}."
        )
    else:
        st.markdown(topic(prediction.topic).description)


def _why(handed: Handed, best: str) -> None:
    explanation = explain(services.model(), handed.title, handed.text, best)
    weights = [*explanation.for_, *explanation.against]
    if not weights:
        st.markdown("The model knows none of these words, so there is nothing to explain.")
        return
    components.chart(
        words_chart(weights, best),
        pd.DataFrame(weights, columns=["word", "weight"]),
        f"Words for and against {label(best)}. The table below holds the numbers.",
        "words",
    )


def _marked(handed: Handed, prediction: Prediction) -> None:
    """The text with its words marked, one topic at a time."""
    with st.expander("The text, with the words that decided"):
        ranked = sorted(prediction.topics, key=lambda name: -prediction.topics[name])
        chosen = st.selectbox("For and against", ranked, format_func=label, key="marked_topic")
        opening = " ".join(handed.text.split(" ")[:MARKED_WORDS])
        title, text = highlight(services.model(), handed.title, opening, str(chosen))
        if handed.title:
            st.markdown(f"##### {marked(title)}")
        for paragraph in paragraphs(text):
            st.markdown(marked(paragraph))
        st.caption(
            f"Green and bold speaks for {label(str(chosen))}, red and slanted against it. Struck through: words that "
            "the model does not know and ignores."
            + (f" The first {MARKED_WORDS:,} words are shown." if len(opening) < len(handed.text) else "")
        )
