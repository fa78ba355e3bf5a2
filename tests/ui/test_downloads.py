import json

import pandas as pd
import pytest

from core.ui.kit import downloads
from tests.charts.test_charts import spec_of

NUMBERS = pd.DataFrame({"Paper": ["The Bay"], "Share": [0.25]})


@pytest.fixture
def offered(monkeypatch):
    """The files that a page offers, by the names of their buttons; made by a call."""
    made = {}
    monkeypatch.setattr(downloads, "button", lambda label, make, *rest: made.setdefault(label, (make, *rest)))
    monkeypatch.setattr(downloads.st, "session_state", {})
    monkeypatch.setattr(downloads.st, "query_params", {})
    return made


def test_a_chart_is_offered_with_its_numbers(offered):
    downloads.picture(lambda: spec_of("heat table"), NUMBERS, "mix", "mix")
    assert list(offered) == ["PNG", "SVG", "HTML"]
    make, file_name, media_type, key = offered["HTML"]
    assert (file_name, media_type, key) == ("broadsheet-mix.html", "text/html", "mix_html")
    page = make()
    data = page.partition('id="data">')[2].partition("</script>")[0]
    assert json.loads(data) == [{"Paper": "The Bay", "Share": 0.25}]
    assert "Made with Broadsheet, " in page
    assert "invented" not in page


@pytest.mark.parametrize(("shown", "said"), [("", True), ("trends", True), ("model", False)])
def test_a_chart_of_the_sample_says_so(offered, shown, said):
    downloads.st.session_state[downloads.keys.CURRENT_PAGE] = shown
    downloads.st.query_params[downloads.keys.EDITION] = "sample"
    downloads.picture(lambda: spec_of("heat table"), NUMBERS, "mix", "mix")
    assert ("made-up newspapers" in offered["HTML"][0]()) is said
