import json

import numpy as np
import pytest

from core.analysis.shares.table import FILE as SHARE_ERRORS
from core.cli import main
from core.errors import ModelError
from core.topics.manifest import read_manifest
from core.training.card import CARD
from core.training.promote import FORMER, answers_report, bring_back, compare, promote
from tests.topics.conftest import fit_tiny, write_tiny


def folder(path, tiny_pipeline, sets, words):
    """Artifacts with a champion, and the answers it gave."""
    path.mkdir()
    write_tiny(path, tiny_pipeline, name="current", min_known_words=words)
    (path / "reports").mkdir()
    (path / "reports/current-answers.json").write_text(json.dumps(answers_report(sets)))
    return path


def answers(rate, n=400, seed=1):
    return [bool(x) for x in np.random.default_rng(seed).random(n) < rate]


def sets(one, two, rows="same"):
    return {"one": (rows, one), "two": (rows, two)}


def better(flags, share):
    """The same answers with a share of the wrong ones put right."""
    wrong = [at for at, right in enumerate(flags) if not right]
    put_right = set(wrong[: int(share * len(wrong))])
    return [right or at in put_right for at, right in enumerate(flags)]


OLD = sets(answers(0.8), answers(0.8, seed=2))


def test_the_better_challenger_wins_and_the_same_does_not(tmp_path, tiny_pipeline):
    champion = folder(tmp_path / "a", tiny_pipeline, OLD, 2)
    up = sets(better(OLD["one"][1], 0.5), better(OLD["two"][1], 0.5))
    verdict = compare(champion, folder(tmp_path / "b", tiny_pipeline, up, 3))
    assert verdict.better and verdict.overall.low > 0 and verdict.overall.n == 800
    same = compare(champion, folder(tmp_path / "c", tiny_pipeline, OLD, 3))
    assert not same.better and "not clearly better" in same.why and same.overall.difference == 0


def test_worse_on_one_set_is_enough_to_lose(tmp_path, tiny_pipeline):
    champion = folder(tmp_path / "a", tiny_pipeline, OLD, 2)
    mixed = sets([True] * 400, [right and at % 5 > 0 for at, right in enumerate(OLD["two"][1])])
    verdict = compare(champion, folder(tmp_path / "b", tiny_pipeline, mixed, 3))
    assert not verdict.better and "worse on two" in verdict.why


def test_other_articles_cannot_be_compared(tmp_path, tiny_pipeline):
    champion = folder(tmp_path / "a", tiny_pipeline, OLD, 2)
    other = folder(tmp_path / "b", tiny_pipeline, sets(answers(0.9), answers(0.9), rows="others"), 3)
    with pytest.raises(ModelError, match="not measured on the same articles"):
        compare(champion, other)


def test_the_former_champion_is_kept_and_comes_back_with_its_card(tmp_path, tiny_pipeline):
    champion = folder(tmp_path / "a", tiny_pipeline, OLD, 2)
    challenger = folder(tmp_path / "b", tiny_pipeline, OLD, 3)
    promote(champion, challenger)
    assert read_manifest(champion).entry("current").min_known_words == 3
    assert read_manifest(champion / FORMER).entry("current").min_known_words == 2
    assert read_manifest(champion).entry("current").sha256 in (champion / CARD).read_text()
    bring_back(champion)
    assert read_manifest(champion).entry("current").min_known_words == 2
    assert read_manifest(champion / FORMER).entry("current").min_known_words == 3


def test_the_table_of_the_models_errors_goes_along_and_comes_back(tmp_path, tiny_pipeline):
    champion = folder(tmp_path / "a", tiny_pipeline, OLD, 2)
    challenger = folder(tmp_path / "b", tiny_pipeline, OLD, 3)
    for at in (champion, challenger):
        (at / SHARE_ERRORS).write_text(at.name)
    promote(champion, challenger)
    assert (champion / SHARE_ERRORS).read_text() == "b"
    bring_back(champion)
    assert (champion / SHARE_ERRORS).read_text() == "a"


def test_a_challenger_that_cannot_be_loaded_changes_nothing(tmp_path, tiny_pipeline):
    champion = folder(tmp_path / "a", tiny_pipeline, OLD, 2)
    challenger = folder(tmp_path / "b", tiny_pipeline, OLD, 3)
    (challenger / "tiny.joblib").write_bytes(b"altered")
    before = (champion / "manifest.json").read_bytes()
    with pytest.raises(ModelError, match="not the one in the manifest"):
        promote(champion, challenger)
    assert (champion / "manifest.json").read_bytes() == before and not (champion / FORMER).exists()
    with pytest.raises(ModelError, match="no former model"):
        bring_back(champion)


def test_the_command_prints_the_comparison_and_promotes_only_the_better_one(tmp_path, tiny_pipeline, capsys):
    champion = folder(tmp_path / "a", tiny_pipeline, OLD, 2)
    other = fit_tiny().set_params(classify__temperature=0.7)
    same = folder(tmp_path / "b", other, OLD, 3)
    up = sets(better(OLD["one"][1], 0.5), better(OLD["two"][1], 0.5))
    challenger = folder(tmp_path / "c", other, up, 4)
    assert main(["promote", "--champion", str(champion), "--challenger", str(champion)]) == 1
    assert "there is nothing to promote" in capsys.readouterr().err
    assert main(["promote", "--champion", str(champion), "--challenger", str(same)]) == 1
    header, one, two, overall, why = capsys.readouterr().out.splitlines()
    assert header.split()[:4] == ["Articles", "n", "champion", "challenger"]
    assert [line.split()[:2] for line in (one, two, overall)] == [["one", "400"], ["two", "400"], ["overall", "800"]]
    assert "not clearly better" in why and not (champion / FORMER).exists()
    assert main(["promote", "--json", "--champion", str(champion), "--challenger", str(challenger)]) == 0
    verdict = json.loads(capsys.readouterr().out)
    assert verdict["better"] and [line["set"] for line in verdict["sets"]] == ["one", "two", "overall"]
    assert all(line["low"] <= line["difference"] <= line["high"] for line in verdict["sets"])
    assert main(["promote", "--champion", str(champion), "--back"]) == 0
    assert "The former model is in use again" in capsys.readouterr().out


def test_without_a_comparison_any_challenger_is_promoted(tmp_path, tiny_pipeline, capsys):
    champion = folder(tmp_path / "a", tiny_pipeline, OLD, 2)
    challenger = folder(tmp_path / "b", tiny_pipeline, OLD, 3)
    arguments = ["promote", "--champion", str(champion), "--challenger", str(challenger)]
    assert main([*arguments, "--without-comparison"]) == 0
    assert capsys.readouterr().out.startswith("Promoted: SHA-256 ")


def test_answers_that_cannot_be_read_are_said(tmp_path, tiny_pipeline):
    champion = folder(tmp_path / "a", tiny_pipeline, OLD, 2)
    challenger = folder(tmp_path / "b", tiny_pipeline, OLD, 3)
    (challenger / "reports/current-answers.json").unlink()
    with pytest.raises(ModelError, match="nothing to compare by: train again"):
        compare(champion, challenger)
