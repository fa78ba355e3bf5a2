"""Feeds and sitemaps: find them, list the articles they name."""
