"""Loaded by the fork server alone: takes one short page apart.

The extractors load word lists of some 30 MB when they first meet a page with
little text. Loaded before the workers are forked, they are in memory once.

Workers must not import the app's main module, as multiprocessing would have
them do: they need nothing of it, least of all Streamlit. The functions that
import it are switched off here, in the fork server's own process and the
workers forked from it; the app's process stays as it is.

Their standard error goes nowhere. A parser short of memory writes a complaint
for every error of a page, and a worker that is just starting when the pool is
closed a traceback, as the pool's semaphores are gone.
"""

import gc
import os
from multiprocessing import spawn

from core.memory import give_back
from core.reading.article.extract import extract_page
from core.reading.feeds.listing import parse_listing


def _leave_main_alone(_main: str) -> None:
    """Stand in for what imports the app's main module in a worker."""


for _function in ("_fixup_main_from_name", "_fixup_main_from_path"):
    setattr(spawn, _function, _leave_main_alone)

extract_page(b"<html><body><p>A short page.</p></body></html>", "https://page.invalid/")
parse_listing(
    b"<rss version='2.0'><channel><item><link>https://page.invalid/a</link>"
    b"<pubDate>Tue, 05 Mar 2024 06:07:08 GMT</pubDate></item></channel></rss>",
    "",
    "",
)

with open(os.devnull, "wb") as _nowhere:  # noqa: PTH123
    os.dup2(_nowhere.fileno(), 2)

# What is loaded now stays; without this the first collection in each worker would copy it all.
gc.collect()
give_back()
gc.freeze()
