"""Requests: address checks, transport, cache, politeness, and the sample edition in place of the web."""
