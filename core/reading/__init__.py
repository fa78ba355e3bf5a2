"""From a newspaper to its articles: discover, fetch, extract, report.

Kept empty of imports: processes that take articles out of pages load this package, too.
"""
