"""Parts of the About page: topics, sources, privacy, how to add a paper, licences."""

from __future__ import annotations

import importlib.metadata
import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import streamlit as st

from core.settings import ROOT
from core.topics.taxonomy import OTHER, RULES, TOPICS, UNSURE
from core.ui import keys, resources
from core.ui.about import paper_list
from core.ui.kit.escape import escape
from core.ui.kit.tables import table

WHAT = """
Broadsheet reads the latest articles of newspapers on demand, works out what each is about, and shows how the papers
divide their attention. It is the successor of M. Fernández Zafra's *Latest News Classifier* (2019-20), whose model is
kept and shown beside today's.

A machine puts the labels on: they are often right and sometimes wrong, and the **Model** page says how often. Shares
are shares of the articles that were read, not of all that a paper printed.
"""

TOPICS_HOLD = """
An article is about one of nine topics, or it is *Other news*; where the model does not dare to say, it is *Unsure*. The
articles that measure the model are labelled one by one by these rules.
"""

PRIVACY = """
**Not kept:** what you paste, the links you hand in and the tables you upload are classified in the memory of the
server and forgotten with your session. Broadsheet loads nothing from other sites into your browser, counts no visits
and has no accounts; Streamlit, on which it runs, sets one cookie, against forged uploads.

**Kept:** an edition, that is, the articles of newspapers that were read, is shared with other visitors who choose the
same papers, and kept in the archive that **Trends** shows. A correction that you send with *Wrong topic?* is kept for
review; the text that you pasted is kept with it only where you agree. Papers and sets that you add live in the address
of the page and in your session.

**In the address:** what you choose stands in the page's address so that you can share it. A link that carries a text
holds the text itself; it is made only when you ask for it.

**Sent elsewhere:** reading newspapers connects this server, not your browser, to their sites, under a name that says
who asks. Following a headline takes you to its publisher, whose own rules then hold.
"""

OPENING = {
    "read": (
        "**On opening:** *Front pages* shows the newest edition of the listed papers that is known here. Where there "
        "is none, opening the page counts as asking: this server then reads the first papers of the list, for all "
        "visitors at once, at most once in a quarter of an hour. An edition with a paper that a visitor added is never "
        "shown to others."
    ),
    "last": (
        "**On opening:** *Front pages* shows the newest edition of the listed papers that is known here, and reads "
        "nothing before somebody asks. An edition with a paper that a visitor added is never shown to others."
    ),
    "ask": "**On opening:** *Front pages* reads nothing, and shows nothing that others read, before you ask.",
}
"""What opening the page does, by the setting `BROADSHEET_OPEN`."""

READING = """
Broadsheet reads public pages that the papers announce in their feeds and news sitemaps. It keeps to each site's
robots.txt, waits between requests, reads at most 5 MiB a page, and never goes into private networks. Where a publisher
refuses automated readers, the read report says *blocked*. Only headlines, links and figures are shown; the articles
belong to their publishers and are read there.
"""

ADDING = """
Give the paper a table in a catalogue file, and name the file in the setting `BROADSHEET_CATALOGUE`:
"""

EXAMPLE = """
[[newspaper]]
id = "guardian"
name = "The Guardian"
country = "gb"
language = "en"
home = "https://www.theguardian.com/"
feeds = ["https://www.theguardian.com/international/rss"]
sitemaps = ["https://www.theguardian.com/sitemaps/news.xml"]
"""

CHECKING = """
Then `python -m core papers check guardian` says whether it can be read. A paper needs a feed or a news sitemap, and
articles in English.
"""


@dataclass(frozen=True)
class Dependency:
    """A piece of software that Broadsheet stands on."""

    name: str
    version: str
    licence: str


def what() -> None:
    """Say what Broadsheet is."""
    st.markdown(WHAT)


def topics() -> None:
    """Say what each topic holds, how they are told apart, and what is shown where none fits."""
    st.markdown(TOPICS_HOLD)
    st.markdown("\n".join(f"- **{about.label}**: {about.description}" for about in (*TOPICS, OTHER, UNSURE)))
    st.markdown("**Where two might do:**\n\n" + "\n".join(f"- {rule}" for rule in RULES))


def sources() -> None:
    """List the newspapers that can be read, and how they are read."""
    st.markdown(READING)
    paper_list.show()


def privacy() -> None:
    """Say what is stored, what is not, and what opening the page does."""
    st.markdown(f"{PRIVACY}\n{OPENING[resources.settings().open]}")


def adding() -> None:
    """Say how to add a paper."""
    st.markdown(ADDING)
    st.code(EXAMPLE.strip(), language="toml")
    st.markdown(CHECKING)


def licences() -> None:
    """Show Broadsheet's own licence, and those of what it stands on."""
    st.markdown(
        "Broadsheet is under the MIT licence. The sample edition was written for it. The models were trained on "
        "articles that belong to their publishers; the articles are no part of Broadsheet. It stands on:"
    )
    columns = ["Software", "Version", "Licence"]
    with st.container(key=keys.wide("parts")):
        table(
            pd.DataFrame([(escape(d.name), d.version, escape(d.licence)) for d in dependencies()], columns=columns),
            "software",
            "Software that Broadsheet stands on, with licences",
            pd.DataFrame([(d.name, d.version, d.licence) for d in dependencies()], columns=columns),
        )


@st.cache_data(show_spinner=False, max_entries=1)
def dependencies() -> list[Dependency]:
    """List the direct requirements, with version and licence as they state them."""
    lines = (Path(ROOT) / "requirements.txt").read_text(encoding="utf-8").splitlines()
    names = [line.split("==")[0] for line in lines if line and not line.startswith("#")]
    installed = []
    for name in names:
        try:
            about = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            continue
        installed.append(Dependency(name, about["Version"], _licence(about)))
    return installed


def _licence(about: importlib.metadata.PackageMetadata) -> str:
    """Return the licence in a few words: its SPDX expression, a short field, or the classifier."""
    stated = next((about[key] for key in ("License-Expression", "License") if key in about), "")
    if stated and "\n" not in stated and len(stated) <= 60:
        return stated
    classifiers = [c.split(" :: ")[-1] for c in about.get_all("Classifier") or [] if c.startswith("License")]
    if classifiers:
        return ", ".join(re.sub(r"^OSI Approved$", "", c) or "OSI approved" for c in classifiers)
    return stated.splitlines()[0] if stated else "see its own pages"
