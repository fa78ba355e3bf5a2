"""Parts of the Classify page: one text at a time, and the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote, urlsplit

import pandas as pd
import streamlit as st

from core.charts.classify import probabilities_chart, probabilities_frame, words_chart
from core.language.words import count_words
from core.topics.documents import Document, split_headline
from core.topics.explain import Explanation, explain
from core.topics.highlight import Piece, highlight
from core.topics.names import BBC_2004
from core.topics.schemes import TopicScheme, runner_up
from core.topics.taxonomy import label
from core.types import Prediction, Status
from core.ui import archives, corrections, keys, resources
from core.ui.classify.examples import EXAMPLES, WORKED
from core.ui.classify.marks import marked, paragraphs
from core.ui.kit import charts, phrases, shared
from core.ui.kit.escape import escape, link

if TYPE_CHECKING:
    from core.topics.model import TopicModel

T = TypeVar("T")
Marks = tuple[list[Piece], list[Piece]]
"""Headline and text in pieces, each with its weight."""

MAX_CHARACTERS = 200_000
MAX_MARKED_WORDS = 1_500
"""Words of a text that are shown with their marks."""

MAX_NAMED_WORDS = 6
"""Words for, and words against, that are named in a line."""
MAX_LINK_CHARACTERS = 1_500
"""The longest text that a link carries."""


def pasted() -> Document | None:
    """Show the text box; return None until something is submitted."""
    _follow_link()
    with st.form(keys.TEXT_FORM, border=False):
        text = st.text_area(
            "Article",
            key=keys.TEXT,
            height=120,
            max_chars=MAX_CHARACTERS,
            persist_state="session",
            placeholder="Paste an article in English, with or without its headline.",
        )
        sent = st.form_submit_button("Classify", type="primary", key=keys.CLASSIFY_TEXT)
    st.caption("Your text is classified in memory and not stored, unless you send it with a correction.")
    if sent:
        st.query_params.pop(keys.LINKED_TEXT, None)
        _hand_in(text)
        if not text.strip():
            st.warning("There is no text yet. Paste an article first.")
    document: Document | None = st.session_state.get(keys.HANDED_IN)
    if document is not None:
        _examples()
    return document


def _examples() -> None:
    st.pills("Examples", list(EXAMPLES), key=keys.EXAMPLE, on_change=_use_example)


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
    """Show the field for a link; read the page under the same limits as every other."""
    with st.form(keys.LINK_FORM, border=False):
        address = st.text_input(
            "Link to an article",
            placeholder="https://",
            key=keys.LINK,
            max_chars=2000,
            persist_state="session",
        )
        sent = st.form_submit_button("Read and classify", type="primary", key=keys.CLASSIFY_LINK)
    if sent:
        st.session_state.pop(keys.LINKED_ARTICLE, None)
        if not address.strip():
            st.warning("There is no link yet.")
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
        why = article.why or "The page has no text."
        st.error(escape(why), icon=":material/error:")
        return None
    st.markdown(f"Read: {link(phrases.shortened(article.title), article.url)}, {count_words(article.text):,} words")
    if article.status is Status.PARTIAL:
        st.warning("Only a part of this article could be read, so its topic is less certain.")
    return Document(article.title, article.text)


def worked_example(scheme: TopicScheme) -> None:
    """Show one article already classified; what the model says of it is worked out once for all visitors."""
    document = split_headline(EXAMPLES[WORKED])
    with st.container(border=True):
        st.caption("An example")
        prediction = _recast(_of_example(document, "prediction", lambda model: _predict(model, document)), scheme)
        best = _explained(prediction)
        _verdict(prediction)
        _why_in_words(_of_example(document, f"words {best}", lambda model: _explanation(model, document, best)), best)
        _marked_text(
            document, _of_example(document, f"marks {best}", lambda model: _highlighted(model, document, best)), best
        )
    _examples()


def answer(document: Document, scheme: TopicScheme) -> None:
    """Say what the text is, then why, then the rest: figures, ranked topics, the text with its words marked."""
    model = resources.model()
    whole = _predict(model, document)
    prediction = _recast(whole, scheme)
    best = _explained(prediction)
    explanation = _explanation(model, document, best)
    _verdict(prediction)
    _why_in_words(explanation, best)
    draft = corrections.draft_correction(whole, archives.version(), None, document.title, document.text)
    corrections.button(draft, keys.TEXT_CORRECTION, consent=True)
    left, right = st.columns(2, gap="large")
    with left:
        _why(explanation, best)
    with right:
        _ranking(document, prediction, scheme)
    _marked(document, prediction)
    _figures(prediction, document.words)
    if st.toggle(
        "Show the model of 2004, too",
        key=keys.BESIDE_OLD_MODEL,
        bind="query-params",
        help="Trained on BBC articles of 2004-05.",
    ):
        _old_answer(document)


def _of_example(document: Document, what: str, make: Callable[[TopicModel], T]) -> T:
    """Return something that was made of an example, once for all visitors of this model."""
    model = resources.model()
    return shared.results().get(model, ("example", document.title, what), lambda: make(model))


def _predict(model: TopicModel, document: Document) -> Prediction:
    return model.predict_one(document.title, document.text)


def _recast(whole: Prediction, scheme: TopicScheme) -> Prediction:
    return whole if scheme.labels == resources.model().labels else scheme.recast(whole)


def _explanation(model: TopicModel, document: Document, best: str) -> Explanation:
    return explain(model, document.title, document.text, best)


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
            st.markdown("The text in the box is not the one that was classified. Press **Classify** first.")
        elif len(text) > MAX_LINK_CHARACTERS:
            st.markdown(
                f"This text has {len(text):,} characters. A link holds at most {MAX_LINK_CHARACTERS:,}, so there is "
                "none for longer texts."
            )
        else:
            st.warning(
                "The link contains the text itself: anyone who sees the link can read it, and it may stay in browser "
                "histories and server logs. Do not make a link from a private text."
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
        help="It ignores the others. Words such as *the* and numbers are not counted.",
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
    """Say what it is, and with what confidence."""
    second = runner_up(prediction)
    answered, close = prediction.answered, second is not None
    share = phrases.percent(prediction.confidence).replace(">", "more than ")
    confident = f", {share} confident" if answered and not close else ""
    st.subheader(f"{phrases.heading(prediction)}{confident}", anchor=False)
    if not answered:
        st.warning(
            f"{escape(prediction.detail or 'No topic is likely enough.')} The likeliest answer is "
            f"{label(prediction.best)}, at {escape(phrases.percent(prediction.confidence))}."
        )
    elif second is not None:
        st.markdown(
            f"A close call: {label(prediction.best)} at {phrases.percent(prediction.confidence)}, "
            f"{label(second)} at {phrases.percent(prediction.topics[second])}."
        )
    elif prediction.elsewhere is not None:
        st.markdown(f"Most like {label(prediction.elsewhere)}, which is not among the chosen topics.")


def _why_in_words(explanation: Explanation, best: str) -> None:
    """Name the words that speak most for and against the answer."""
    if not explanation.for_ and not explanation.against:
        st.markdown("The model knows none of these words, so there is nothing to explain.")
        return
    parts = []
    for weights, colour, sense in ((explanation.for_, "green", "for"), (explanation.against, "red", "against")):
        words = " ".join(f":{colour}-background[{escape(word)}]" for word, _ in weights[:MAX_NAMED_WORDS])
        if words:
            parts.append(f"{sense} {label(best)}: {words}")
    st.markdown(f"Words {'; '.join(parts)}")


def _why(explanation: Explanation, best: str) -> None:
    weights = [*explanation.for_, *explanation.against]
    if not weights:
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
        chosen = str(st.selectbox("For and against", ranked, format_func=label, key=keys.MARKED_TOPIC))
        _marked_text(document, _highlighted(resources.model(), document, chosen), chosen)


def _highlighted(model: TopicModel, document: Document, topic: str) -> Marks:
    opening = " ".join(document.text.split(" ")[:MAX_MARKED_WORDS])
    return highlight(model, document.title, opening, topic)


def _marked_text(document: Document, marks: Marks, topic: str) -> None:
    title, text = marks
    if document.title:
        st.markdown(f"##### {marked(title)}")
    for paragraph in paragraphs(text):
        st.markdown(marked(paragraph))
    cut = len(document.text.split(" ")) > MAX_MARKED_WORDS
    st.caption(
        f"Green and bold: words for {label(topic)}. Red and italic: words against it. Struck through: words that the "
        "model does not know and ignores." + (f" The first {MAX_MARKED_WORDS:,} words are shown." if cut else "")
    )
