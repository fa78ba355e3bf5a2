"""Pages of an article, put together for a test."""

import json

URL = "https://paper.example/news/2024/05/03/quay-to-be-widened"
SENTENCES = (
    "The harbour council voted on Tuesday to widen the northern quay before the winter storms arrive.",
    "Fishermen had asked for the works for eleven years, and the money was found in the spring.",
    "“We can finally land our catch in any wind,” said one of the skippers who came to the meeting.",
    "Opponents fear that the noise will drive away the seals which rest on the breakwater every autumn.",
    "The first stones are to be laid in September, and the works will take about fourteen months.",
)
BODY = "".join(f"<p>{sentence} {sentence}</p>" for sentence in SENTENCES)


def page(head: str = "", body: str = f"<article><h1>Quay to be widened</h1>{BODY}</article>") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def ld(**data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **data})}</script>'
