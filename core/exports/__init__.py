"""Exports: pictures, charts to embed and reports, each safe to open."""
