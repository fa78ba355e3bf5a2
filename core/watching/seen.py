"""Which articles of a paper's feeds were seen before: hashes of eight bytes each, bounded in number."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from core.types import ArticleRef
from core.urls import comparison_key

SIZE = 8
"""Bytes of a hash: two of `MAX_SEEN` articles have the same one with a probability of 4e-13."""
MAX_SEEN = 4000
"""Articles of one paper that are remembered; those that its feeds list are the last to go."""


def key_of(ref: ArticleRef) -> bytes:
    """Hash an article by its address and headline: one whose headline has changed is read again."""
    return blake2b(
        f"{comparison_key(ref.url)}\n{ref.title or ''}".encode("utf-8", "replace"), digest_size=SIZE
    ).digest()


def keys_in(seen: bytes) -> set[bytes]:
    """Return the hashes that `joined` joined."""
    return {seen[start : start + SIZE] for start in range(0, len(seen), SIZE)}


def joined(listed: Iterable[bytes], seen: bytes) -> bytes:
    """Join the hashes of the articles that are listed now, then those seen before, `MAX_SEEN` at most."""
    former = (seen[start : start + SIZE] for start in range(0, len(seen), SIZE))
    return b"".join(list(dict.fromkeys((*listed, *former)))[:MAX_SEEN])
