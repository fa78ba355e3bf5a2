"""Loaded by the fork server alone: takes one short page apart.

The extractors load word lists of some 30 MB when they first meet a page with
little text. Loaded before the workers are forked, they are in memory once.
"""

import gc

from core.memory import give_back
from core.reading.extract import extract_page
from core.reading.listing import parse_listing

extract_page(b"<html><body><p>A short page.</p></body></html>", "https://page.invalid/")
parse_listing(b"<rss version='2.0'><channel><item><link>https://page.invalid/a</link></item></channel></rss>", "", "")

# What is loaded now stays; without this the first collection in each worker would copy it all.
gc.collect()
give_back()
gc.freeze()
