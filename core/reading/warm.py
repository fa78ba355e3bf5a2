"""Loaded by the fork server alone: takes one short page apart.

The extractors load word lists of some 30 MB when they first meet a page with
little text. Loaded before the workers are forked, they are in memory once.
"""

import gc

from core.reading.extract import extract_page

extract_page(b"<html><body><p>A short page.</p></body></html>", "https://page.invalid/")

# What is loaded now stays; without this the first collection in each worker would copy it all.
gc.collect()
gc.freeze()
