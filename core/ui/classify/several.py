"""Parts of the Classify page: several texts or links at once, and tables of them."""

from __future__ import annotations

import contextlib
import hashlib
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from core import wording
from core.analysis.mix import overall_mix
from core.charts.frame import Frame
from core.charts.heat_table import heat_table
from core.errors import InputError, ModelError
from core.files.uploads import MAX_ROWS, guess_columns, read_table, split_articles
from core.language.words import count_words
from core.topics.documents import Document, split_headline
from core.topics.schemes import TopicScheme, runner_up
from core.topics.taxonomy import label
from core.types import Prediction, Status
from core.ui import archives, correction_links, corrections, keys, resources
from core.ui.kit import charts, downloads, look, phrases
from core.ui.kit.escape import escape, link

MAX_TEXTS = 100
"""Articles that are classified at once; for more there are tables."""
MAX_LINKS = 10
"""Addresses that are read at once: each takes seconds."""
LARGE = 100
"""Rows from which on a table is classified in a process of its own, so that no other visitor waits for it."""
SHOWN_CHARACTERS = 200
"""Characters of a text that the page shows of a large table."""
LOG = logging.getLogger(__name__)

NONE = "(none)"
TEXTS = "Several texts"
SPREADSHEET = "Spreadsheet"
OLD_KINDS = {"Several": TEXTS, "Table": SPREADSHEET}
"""Kinds of input in links that people kept."""


@dataclass(frozen=True)
class LabelledText:
    """One of several texts with what became of it; no prediction where it could not be read."""

    document: Document
    url: str | None
    words: int
    prediction: Prediction | None
    why: str = ""

    @property
    def heading(self) -> str:
        """Its headline, or else the text itself."""
        return self.document.title or self.document.text


def follow_old_links() -> None:
    """Let a link to a kind of input that has a new name lead to it."""
    new = OLD_KINDS.get(st.query_params.get(keys.INPUT_KIND, ""))
    if new is not None:
        st.session_state[keys.INPUT_KIND] = new


def several(scheme: TopicScheme) -> None:
    """Several articles or links in one box, and a table of their topics."""
    with st.form(keys.SEVERAL_FORM, border=False):
        text = st.text_area(
            "Articles",
            key=keys.SEVERAL_TEXT,
            height=220,
            max_chars=500_000,
            persist_state="session",
            placeholder="One headline or article per line, or longer articles separated by a line of ---. "
            "A line with a link reads that page.",
        )
        sent = st.form_submit_button("Classify", type="primary", key=keys.CLASSIFY_SEVERAL)
    st.caption(
        f"Up to {MAX_TEXTS} articles at once, {MAX_LINKS} of them links. They are classified in memory and not stored. "
        "For more, upload a spreadsheet."
    )
    if sent:
        parts = split_articles(text)
        if not parts:
            st.warning("There is no text yet.")
        if len(parts) > MAX_TEXTS:
            st.warning(
                f"These are {len(parts)} articles; the first {MAX_TEXTS} are shown. For more, upload a spreadsheet."
            )
        st.session_state[keys.LABELLED_TEXTS] = _label_all(parts[:MAX_TEXTS])
    if texts := st.session_state.get(keys.LABELLED_TEXTS):
        _show_texts(texts, scheme)


def _label_all(parts: Sequence[str]) -> list[LabelledText]:
    bar = st.progress(0.0, text="Reading and classifying") if parts else None
    texts: list[LabelledText] = []
    links = 0
    for number, part in enumerate(parts, 1):
        if "\n" not in part and part.startswith(("http://", "https://")):
            links += 1
            texts.append(_label_link(part) if links <= MAX_LINKS else _not_read(part))
        else:
            texts.append(_label_text(split_headline(part)))
        if bar is not None:
            bar.progress(number / len(parts), text=f"{number} of {len(parts)}")
    if bar is not None:
        bar.empty()
    return texts


def _not_read(address: str) -> LabelledText:
    return LabelledText(Document(address, ""), address, 0, None, f"Not read: at most {MAX_LINKS} links at once.")


def _label_link(address: str) -> LabelledText:
    article = resources.reader(sample=False).read_link(address).article
    if article.status is Status.FAILED or not article.text:
        why = article.why or "The page has no text."
        return LabelledText(Document(address, ""), address, 0, None, why)
    prediction = resources.model().predict_one(article.title, article.text)
    return LabelledText(Document(article.title, ""), article.url, count_words(article.text), prediction)


def _label_text(document: Document) -> LabelledText:
    prediction = resources.model().predict_one(document.title, document.text)
    return LabelledText(document, None, document.words, prediction, prediction.detail or "")


def _show_texts(texts: Sequence[LabelledText], scheme: TopicScheme) -> None:
    """Show the table of several texts, with its downloads."""
    answers = [_recast(item.prediction, scheme) for item in texts]
    cells = {
        "Article": [link(phrases.shortened(item.heading, 140), item.url) for item in texts],
        "Topic": [phrases.heading(answer) if answer else "Not read" for answer in answers],
        "Confidence": [escape(phrases.percent(answer.confidence)) if answer else "" for answer in answers],
        "Correction": [_correction_link(item) for item in texts],
        "Words": [f"{item.words:,}" for item in texts],
        "Why unsure": [
            escape((answer.detail or "") if answer else item.why) for item, answer in zip(texts, answers, strict=True)
        ],
    }
    with st.container(key=keys.wide("several")):
        st.table(pd.DataFrame(cells), hide_index=True, alt="Topics of the articles")
        look.bars(
            keys.wide("several"),
            list(cells),
            "Confidence",
            [answer.confidence if answer else None for answer in answers],
        )
        look.name_cells_on_phones(keys.wide("several"), list(cells), ("Confidence", "Words", "Why unsure"))
    download = pd.DataFrame({"title": [item.heading for item in texts], "url": [item.url for item in texts]})
    with st.container(horizontal=True):
        downloads.table(_with_answers(download, answers), "topics", "several")
    _summary([answer for answer in answers if answer is not None], "several_mix")


def _correction_link(item: LabelledText) -> str:
    if item.prediction is None:
        return ""
    return correction_links.link(
        corrections.draft_correction(item.prediction, archives.version(), item.url, item.heading, item.document.text)
    )


@dataclass(frozen=True)
class ClassifiedTable:
    """A table that was handed in, and the answer to each of its rows."""

    key: str
    name: str
    rows: pd.DataFrame
    answers: Sequence[Prediction]


def table(scheme: TopicScheme) -> None:
    """Take a table and give it back with topics; the last one stays until another comes or it is removed."""
    upload = st.file_uploader(
        f"A spreadsheet of up to {MAX_ROWS:,} articles (CSV or XLSX)",
        type=["csv", "xlsx", "tsv", "txt"],
        key=keys.TABLE_FILE,
    )
    if upload is not None:
        try:
            _classify_table(upload.getvalue(), upload.name)
        except InputError as problem:
            st.session_state.pop(keys.CLASSIFIED_TABLE, None)
            st.error(escape(str(problem)), icon=":material/error:")
            return
    last: ClassifiedTable | None = st.session_state.get(keys.CLASSIFIED_TABLE)
    if last is None:
        st.caption(
            "The first row names the columns, such as *title* and *text*. The spreadsheet is classified in memory and "
            "not stored; you get it back with topic and confidence as new columns."
        )
        return
    _show_table(last, scheme, removable=upload is None)


def _show_table(table: ClassifiedTable, scheme: TopicScheme, removable: bool) -> None:
    answers = [_recast(answer, scheme) for answer in table.answers]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{wording.plural(len(table.rows), 'article')}** from {escape(table.name)} classified.")
        if removable:
            st.button("Remove", on_click=lambda: st.session_state.pop(keys.CLASSIFIED_TABLE, None), key=keys.PUT_AWAY)
    result = _with_answers(table.rows, answers)
    left, right = st.columns([3, 2], gap="large")
    with left:
        shown = _for_the_page(result)
        st.dataframe(shown, hide_index=True, width="stretch", key=keys.TABLE_RESULT, alt="The table with topics")
        if shown is not result:
            st.caption("Long texts are cut short here; the downloads hold all of them.")
        with st.container(horizontal=True):
            downloads.table(result, "topics", "table")
    with right:
        _summary([answer for answer in answers if answer is not None], "table_mix")


def _for_the_page(result: pd.DataFrame) -> pd.DataFrame:
    """Return a large table with its texts cut short: sending all of them would hold up everybody."""
    if len(result) < LARGE:
        return result
    texts = [name for name in result.columns if result[name].map(lambda value: isinstance(value, str)).all()]
    return result.assign(**{name: result[name].str.slice(0, SHOWN_CHARACTERS) for name in texts})


def _classify_table(content: bytes, name: str) -> None:
    """Classify what was handed in, unless that was done for the same file and columns."""
    digest = hashlib.sha256(content).hexdigest()
    last: ClassifiedTable | None = st.session_state.get(keys.CLASSIFIED_TABLE)
    rows = last.rows if last is not None and last.key.startswith(digest) else read_table(content, name)
    title, text = _columns(rows)
    key = f"{digest}\0{title}\0{text}"
    if last is None or last.key != key:
        st.session_state[keys.CLASSIFIED_TABLE] = ClassifiedTable(key, name, rows, _classify(rows, title, text))


def _columns(rows: pd.DataFrame) -> tuple[str | None, str]:
    """Which columns hold headline and text: guessed, and the reader's to change."""
    title, text = guess_columns(rows)
    names = [str(name) for name in rows.columns]
    left, right = st.columns(2)
    heads = [NONE, *names]
    chosen = left.selectbox("Headline", heads, index=heads.index(title) if title else 0, key=keys.TITLE_COLUMN)
    body = right.selectbox("Text", names, index=names.index(text), key=keys.TEXT_COLUMN)
    return (None if chosen in (NONE, body) else str(chosen)), str(body)


def _classify(rows: pd.DataFrame, title: str | None, text: str) -> list[Prediction]:
    titles = rows[title].tolist() if title else [""] * len(rows)
    documents = list(zip(titles, rows[text].tolist(), strict=True))
    bar = st.progress(0.0, text="Classifying")
    answers: list[Prediction] = []
    for batch in _batches(documents):
        answers += batch
        bar.progress(len(answers) / len(documents), text=f"{len(answers):,} of {len(documents):,} articles")
    bar.empty()
    return answers


def _batches(documents: Sequence[tuple[str, str]]) -> Iterator[list[Prediction]]:
    """Classify in the process for large tables; where that ends, go on here with what is left."""
    done = 0
    if len(documents) >= LARGE:
        entry = resources.manifest().entry(resources.settings().model)
        try:
            tables = resources.tables()
            with contextlib.closing(tables.classify(documents, entry, resources.artifacts())) as batches:
                for batch in batches:
                    done += len(batch)
                    yield batch
        except ModelError as problem:
            LOG.warning("A table is classified in the server itself. %s", problem)
    for start in range(done, len(documents), LARGE):
        yield resources.model().predict(documents[start : start + LARGE])


def _recast(prediction: Prediction | None, scheme: TopicScheme) -> Prediction | None:
    if prediction is None or scheme.labels == tuple(prediction.topics):
        return prediction
    return scheme.recast(prediction)


def _with_answers(rows: pd.DataFrame, answers: Sequence[Prediction | None]) -> pd.DataFrame:
    """Return the rows with the answers in columns of their own, after what was handed in."""
    seconds = [runner_up(answer) if answer else None for answer in answers]
    columns: dict[str, list[Any]] = {
        "topic": [answer.shown if answer else None for answer in answers],
        "best": [answer.best if answer else None for answer in answers],
        "runner_up": seconds,
        "confidence": [round(answer.confidence, 4) if answer else None for answer in answers],
        "known_words": [round(answer.known_words, 4) if answer else None for answer in answers],
        "reason": [answer.reason and str(answer.reason) if answer else None for answer in answers],
        "unsure_because": [answer.detail if answer else None for answer in answers],
    }
    existing = set(rows.columns)
    return rows.assign(
        **{name if name not in existing else f"found_{name}": values for name, values in columns.items()}
    )


def _summary(answers: Sequence[Prediction], key: str) -> None:
    """Show the topics of all of them together."""
    if not answers:
        return
    mix = overall_mix(pd.DataFrame({"topic": [answer.shown for answer in answers], "status": str(Status.OK)}))
    largest = mix.sort_values("count", ascending=False, kind="stable").iloc[0]
    texts = wording.plural(int(largest["n"]), "text")
    found = f"{label(largest['topic'])} is the largest topic: {largest['count']} of {texts}."
    frame = Frame(found, f"n = {texts}. Whole numbers are counts of texts. Bold: the largest topic.")
    charts.chart(
        lambda: heat_table(mix.iloc[:0].assign(paper=""), mix, frame, everything="All texts"),
        mix.assign(topic=mix["topic"].map(label), share=mix["share"].round(4)),
        f"Topics of all texts. {found}",
        key,
    )
