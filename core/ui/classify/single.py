"""Parts of the Classify page: one text at a time, and the answer."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import pandas as pd
import streamlit as st

from core.charts.classify import probabilities_chart, probabilities_frame, words_chart
from core.language.words import count_words
from core.topics.documents import Document, split_headline
from core.topics.explain import explain
from core.topics.highlight import highlight
from core.topics.names import BBC_2004
from core.topics.schemes import TopicScheme, runner_up
from core.topics.taxonomy import label, topic
from core.types import Prediction, Status
from core.ui import archives, corrections, keys, resources
from core.ui.classify.examples import EXAMPLES
from core.ui.classify.marks import marked, paragraphs
from core.ui.kit import charts, phrases
from core.ui.kit.escape import escape, link

MAX_CHARACTERS = 200_000
MAX_MARKED_WORDS = 1_500
"""Words of a text that are shown with their marks."""

MAX_LINK_CHARACTERS = 1_500
"""The longest text that a link carries."""


def pasted() -> Document | None:
    """Show the text box; return None until something is submitted."""
    _follow_link()
    st.pills("Examples", list(EXAMPLES), key=keys.EXAMPLE, on_change=_use_example)
    with st.form(keys.TEXT_FORM, border=False):
        text = st.text_area(
            "Article",
            key=keys.TEXT,
            height=220,
            max_chars=MAX_CHARACTERS,
            persist_state="session",
            placeholder="Paste an article in English: its headline, if you like, and its text.",
        )
        sent = st.form_submit_button("Find its topic", type="primary", key=keys.CLASSIFY_TEXT)
    st.caption("What you paste is classified in memory and not stored, unless you send it with a correction.")
    if sent:
        st.query_params.pop(keys.LINKED_TEXT, None)
        _hand_in(text)
        if not text.strip():
            st.warning("There is no text yet. Paste an article first.")
    document: Document | None = st.session_state.get(keys.HANDED_IN)
    return document


def _follow_link() -> None:
    """Show the result of a link that carries a text, once; after that the visitor's own text counts."""
    text = st.query_params.get(keys.LINKED_TEXT, "")[:MAX_LINK_CHARACTERS]
    if text and st.session_state.get(keys.FOLLOWED_TEXT) != text:
        st.session_state[keys.FOLLOWED_TEXT] = st.session_state[keys.TEXT] = text
        _hand_in(text)


def _use_example() -> None:
    chosen = st.session_state.get(keys.EXAMPLE)
    if chosen in EXAMPLES:
        st.query_params.pop(keys.LINKED_TEXT, None)
        st.session_state[keys.TEXT] = EXAMPLES[chosen]
        _hand_in(EXAMPLES[chosen])


def _hand_in(text: str) -> None:
    if text.strip():
        st.session_state[keys.HANDED_IN] = split_headline(text)
    else:
        st.session_state.pop(keys.HANDED_IN, None)


def from_link() -> Document | None:
    """Show the field for an address; read the page under the same limits as every other."""
    with st.form(keys.LINK_FORM, border=False):
        address = st.text_input(
            "Address of an article",
            placeholder="https://",
            key=keys.LINK,
            max_chars=2000,
            persist_state="session",
        )
        sent = st.form_submit_button("Read it and find its topic", type="primary", key=keys.CLASSIFY_LINK)
    if sent:
        st.session_state.pop(keys.LINKED_ARTICLE, None)
        if not address.strip():
            st.warning("There is no address yet.")
            return None
        with st.spinner("Reading the page"):
            st.session_state[keys.LINKED_ARTICLE] = resources.reader(sample=False).read_link(address.strip())
    return _linked_article()


def _linked_article() -> Document | None:
    """Show what became of the article that was read last; return it if it has a text."""
    item = st.session_state.get(keys.LINKED_ARTICLE)
    if item is None:
        return None
    article = item.article
    if article.status is Status.FAILED or not article.text:
        why = article.why or "It holds no text."
        st.error(escape(why), icon=":material/error:")
        return None
    st.markdown(f"Read: {link(phrases.shortened(article.title), article.url)}, {count_words(article.text):,} words")
    if article.status is Status.PARTIAL:
        st.warning("Only a part of this article could be read, so its topic is less certain.")
    return Document(article.title, article.text)


def answer(document: Document, scheme: TopicScheme) -> None:
    """Topic, confidence, ranked topics, the words for and against, how much the model knows."""
    model = resources.model()
    whole = model.predict_one(document.title, document.text)
    prediction = whole if scheme.labels == model.labels else scheme.recast(whole)
    st.subheader(f"Topic: {phrases.heading(prediction)}", anchor=False)
    _verdict(prediction)
    draft = corrections.draft_correction(whole, archives.version(), None, document.title, document.text)
    corrections.button(draft, keys.TEXT_CORRECTION, consent=True)
    _figures(prediction, document.words)
    if st.toggle(
        "Beside it the model of 2004",
        key=keys.BESIDE_OLD_MODEL,
        bind="query-params",
        help="Trained on BBC articles of 2004-05.",
    ):
        _old_answer(document)
    left, right = st.columns(2, gap="large")
    with left:
        _ranking(document, prediction, scheme)
    with right:
        _why(document, _explained(prediction))
    _marked(document, prediction)


def _explained(prediction: Prediction) -> str:
    """Return the label whose words decided: of other news among five topics, the topic that it is about."""
    return prediction.elsewhere if prediction.answered and prediction.elsewhere else prediction.best


def _ranking(document: Document, prediction: Prediction, scheme: TopicScheme) -> None:
    ranked = probabilities_frame(prediction.topics)
    charts.chart(
        probabilities_chart(prediction.topics, document.words, scheme.thresholds.get(prediction.best)),
        ranked.assign(probability=[f"{p:.1%}" for p in ranked["probability"]])[["topic_label", "probability"]],
        f"Ranked topics; the likeliest is {label(prediction.best)} at {prediction.confidence:.0%}.",
        "probabilities",
    )


def share(document: Document) -> None:
    """Offer a link that carries the text, with a word of warning; none for long texts."""
    text: str = st.session_state.get(keys.TEXT) or ""
    with st.expander("A link to this result", icon=":material/link:", key=keys.SHARE, on_change="rerun") as box:
        if not box.open:
            return
        if not text.strip() or split_headline(text) != document:
            st.markdown("The text in the box is not the one that was classified. Press **Find its topic** first.")
        elif len(text) > MAX_LINK_CHARACTERS:
            st.markdown(
                f"This text has {len(text):,} characters. A link carries up to {MAX_LINK_CHARACTERS:,}: for longer "
                "texts there is none."
            )
        else:
            st.warning(
                "The link holds the text itself: whoever sees the link can read it, and it may stay in the history of "
                "browsers and in the logs of servers. Make no link of a text that is private."
            )
            st.code(text_link(st.context.url or "", text), language=None, wrap_lines=True)


def text_link(page: str, text: str) -> str:
    """Return the address of this page with a text in it."""
    parts = urlsplit(page)
    return f"{parts.scheme}://{parts.netloc}{parts.path}?{keys.LINKED_TEXT}={quote(text, safe='')}"


def _figures(prediction: Prediction, words: int) -> None:
    confidence, vocabulary, length = st.columns(3)
    confidence.metric(
        "Confidence", phrases.percent(prediction.confidence), help="The model's probability of the likeliest topic."
    )
    vocabulary.metric(
        "Words the model knows",
        f"{prediction.known_words:.0%}",
        help="The others it ignores. Words such as *the* and numbers are not counted.",
    )
    length.metric("Words", f"{words:,}")


def _old_answer(document: Document) -> None:
    """Show what the model of 2004 says of the same text."""
    prediction = resources.model(BBC_2004).predict_one(document.title, document.text)
    with st.container(border=True):
        st.markdown(
            f"**The model of 2004 says: {phrases.heading(prediction)}.** Likeliest of its five topics: "
            f"{label(prediction.best)}, {phrases.percent(prediction.confidence)}. It knows "
            f"{prediction.known_words:.0%} of the words."
        )
        charts.chart(
            probabilities_chart(prediction.topics, document.words),
            probabilities_frame(prediction.topics)[["topic_label", "probability"]].round(3),
            f"Ranked topics of the model of 2004; the likeliest is {label(prediction.best)}.",
            "old_probabilities",
        )


def _verdict(prediction: Prediction) -> None:
    second = runner_up(prediction)
    if not prediction.answered:
        st.warning(
            f"{escape(prediction.detail or 'No topic is likely enough.')} The likeliest answer is "
            f"{label(prediction.best)}, at {phrases.percent(prediction.confidence)}."
        )
    elif second is not None:
        st.markdown(
            f"A close call: {label(prediction.best)} at {phrases.percent(prediction.confidence)}, "
            f"{label(second)} at {phrases.percent(prediction.topics[second])}."
        )
    elif prediction.elsewhere is not None:
        st.markdown(f"Most like {label(prediction.elsewhere)}, which is not among the topics asked for.")
    else:
        st.markdown(topic(prediction.topic).description)


def _why(document: Document, best: str) -> None:
    explanation = explain(resources.model(), document.title, document.text, best)
    weights = [*explanation.for_, *explanation.against]
    if not weights:
        st.markdown("The model knows none of these words, so there is nothing to explain.")
        return
    charts.chart(
        words_chart(weights, best),
        pd.DataFrame(weights, columns=["word", "weight"]),
        f"Words for and against {label(best)}. The table below holds the numbers.",
        "words",
    )


def _marked(document: Document, prediction: Prediction) -> None:
    """Show the text with its words marked, one topic at a time."""
    with st.expander("The text, with the words that decided", key=keys.MARKED_TEXT, icon=":material/ink_highlighter:"):
        ranked = list(dict.fromkeys((_explained(prediction), *prediction.ranked)))
        chosen = st.selectbox("For and against", ranked, format_func=label, key=keys.MARKED_TOPIC)
        opening = " ".join(document.text.split(" ")[:MAX_MARKED_WORDS])
        title, text = highlight(resources.model(), document.title, opening, str(chosen))
        if document.title:
            st.markdown(f"##### {marked(title)}")
        for paragraph in paragraphs(text):
            st.markdown(marked(paragraph))
        st.caption(
            f"Green and bold speaks for {label(str(chosen))}, red and slanted against it. Struck through: words that "
            "the model does not know and ignores."
            + (f" The first {MAX_MARKED_WORDS:,} words are shown." if len(opening) < len(document.text) else "")
        )
