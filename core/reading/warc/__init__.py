"""Read crawls: WARC files (ISO 28500) such as those of Common Crawl's news, record by record."""
