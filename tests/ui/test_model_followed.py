"""A model that `promote` brings is used by the running app, and the former one after `promote --back`."""

from core.cli import main
from core.settings import load_settings
from core.ui import archives, resources
from tests.archive.tiny import write_artifacts


def test_the_running_app_takes_a_promoted_model_over_and_gives_it_back(tmp_path, monkeypatch):
    former = write_artifacts(tmp_path / "artifacts")
    newer = write_artifacts(tmp_path / "challenger", seed=5)
    monkeypatch.setenv("BROADSHEET_ARTIFACTS", str(tmp_path / "artifacts"))
    settings = load_settings()
    monkeypatch.setattr(resources, "settings", lambda: settings)
    article = ("goal", "striker goal match")

    def in_use():
        [said] = resources.model().predict([article])
        return resources.model().entry.sha256, archives.version().sha256, said.confidence

    first = in_use()
    assert first[:2] == (former.sha256, former.sha256)
    assert main(["promote", "--without-comparison", "--challenger", str(tmp_path / "challenger")]) == 0
    second = in_use()
    assert second[:2] == (newer.sha256, newer.sha256)
    assert second[2] > first[2]  # a weaker penalty makes it surer
    assert main(["promote", "--back"]) == 0
    assert in_use() == first
