"""The former name of a module keeps working for other people's scripts."""

from core.reading import site
from core.reading.feeds import autodiscovery


def test_the_former_name_leads_to_the_same_functions():
    assert (site.read_site, site.read_opml) == (autodiscovery.read_site, autodiscovery.read_opml)
