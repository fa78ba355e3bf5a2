"""What `watch` says where it is asked for what cannot be."""

import pytest


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--least", "20", "--most", "10"], "--least is more than --most."),
        (["--least", "0"], "'0' is not a number of minutes up to a year"),
        (["--minutes", "soon"], "'soon' is not a number of minutes up to a year"),
        (["--limit", "500"], "'500' is not a number of articles from 1 to 200"),
        (["--paper", "nobody"], "There is no newspaper 'nobody' in the catalogue."),
        (["--papers", "gone.opml"], "gone.opml cannot be read: No such file or directory."),
    ],
)
def test_wrong_use_is_a_sentence(run, arguments, says):
    code, out, err = run("watch", *arguments)
    assert (code, out) == (2, "")
    assert says in err
