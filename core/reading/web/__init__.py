"""Requests: the guard, transport, cache and politeness, and the sample edition in place of the web."""
