"""Parts of the About page: privacy, topics, sources, how to add a paper, licences."""

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
Broadsheet reads the latest articles from newspapers on demand, works out what each is about, and shows how the papers
divide their attention. It is the successor to M. Fernández Zafra's *Latest News Classifier* (2019-20), whose model is
still here to compare with today's.
"""

LABELS = """
Topics are assigned automatically and are sometimes wrong; the **Model** page says how often. A model that has learnt
from labelled articles reads the words of each article and gives every topic a probability. The likeliest topic is
shown, and its probability is the **confidence**. Where nothing is likely enough, the answer is *Unsure*. If a topic is
wrong, *Wrong topic?* sends a correction.

Percentages cover the articles we read, not everything a paper published.

An article is about one of these nine topics, or it is *Other news*:
"""

PRIVACY = """
**Not stored:** the texts you paste, the links you enter and the spreadsheets you upload are classified in the server's
memory and forgotten with your session. Broadsheet loads nothing from other sites into your browser, counts no visits
and has no accounts. Streamlit sets one security cookie (CSRF).

**Stored:** an edition (the articles read from the newspapers) is shared with other visitors who choose the same papers,
and kept in the archive that **Trends** shows. A correction that you send with *Wrong topic?* is kept for review; a text
that you pasted is kept with it only if you agree. Papers and sets that you add are saved in the page's link and in your
session.

**In your browser:** what you mute and when you were last here are saved in its local storage. The server is told both
to show what is new, and forgets them with your session.

**In the link:** your choices are saved in the page's URL, so you can share it. A link that carries a text contains the
text itself; it is made only when you ask for it.

**Sent to others:** our server, not your browser, contacts newspaper sites, and it identifies itself. Following a
headline takes you to its publisher, whose own rules then apply.
"""

OPENING = {
    "read": (
        "**Opening the page:** *Front pages* shows the newest edition of the listed papers that is known here. Where "
        "there is none, opening the page counts as asking for a reading: our server then reads the first papers on the "
        "list, for all visitors at once, at most once every quarter of an hour. An edition with a paper that a visitor "
        "added is never shown to others."
    ),
    "last": (
        "**Opening the page:** *Front pages* shows the newest edition of the listed papers that is known here, and "
        "reads nothing until somebody asks. An edition with a paper that a visitor added is never shown to others."
    ),
    "ask": "**Opening the page:** *Front pages* reads nothing, and shows nothing that others read, until you ask.",
}
"""What opening the page does, by the setting `BROADSHEET_OPEN`."""

READING = """
Broadsheet reads public pages that papers announce in their feeds and news sitemaps. It respects each site's robots.txt,
waits between requests, reads at most 5 MiB per page, and never enters private networks. Where a publisher refuses
automated readers, the reading log says *blocked*. Only headlines, links and figures are shown; the articles belong to
their publishers and are read there.
"""

ADDING = """
Add an entry to a catalogue file, and name the file in the setting `BROADSHEET_CATALOGUE`:
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
    """A piece of software that Broadsheet uses."""

    name: str
    version: str
    licence: str


def what() -> None:
    """Say what Broadsheet is."""
    st.markdown(WHAT)


def topics() -> None:
    """Say how an article gets its topic, what each topic includes, and what is shown where none fits."""
    st.markdown(LABELS)
    st.markdown("\n".join(f"- **{about.label}**: {about.description}" for about in (*TOPICS, OTHER, UNSURE)))
    st.markdown("**When two topics fit:**\n\n" + "\n".join(f"- {rule}" for rule in RULES))


def sources() -> None:
    """List the newspapers that can be read, and how they are read."""
    st.markdown(READING)
    paper_list.show()


def privacy() -> None:
    """Say what opening the page does, what is stored, and what is not."""
    st.markdown(f"{OPENING[resources.settings().open]}\n{PRIVACY}")


def adding() -> None:
    """Say how to add a paper."""
    st.markdown(ADDING)
    st.code(EXAMPLE.strip(), language="toml", wrap_lines=True)  # no keyboard could scroll it
    st.markdown(CHECKING)


def licences() -> None:
    """Show Broadsheet's own licence, and those of what it uses."""
    st.markdown(
        "Broadsheet is under the MIT licence. The sample edition was written for it. The models were trained on "
        "articles that belong to their publishers; the articles are not part of Broadsheet. It uses:"
    )
    columns = ["Software", "Version", "Licence"]
    with st.container(key=keys.wide("parts")):
        table(
            pd.DataFrame([(escape(d.name), d.version, escape(d.licence)) for d in dependencies()], columns=columns),
            "software",
            "Software that Broadsheet uses, with licences",
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
    return stated.splitlines()[0] if stated else "see its website"
