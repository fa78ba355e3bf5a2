import inspect
import re

from core import errors
from core.errors import ArchiveError, BroadsheetError, UsageError


def test_the_tree_in_the_docstring_is_that_of_the_classes():
    drawn, above = {}, []
    for branch, name in re.findall(r"^ {4}([ ├└│─]*)([A-Z]\w+Error)\b", errors.__doc__, re.M):
        del above[len(branch) // 4 :]
        drawn[name] = above[-1] if above else "Exception"
        above.append(name)
    classes = [value for value in vars(errors).values() if inspect.isclass(value) and issubclass(value, Exception)]
    assert drawn == {kind.__name__: kind.__base__.__name__ for kind in classes}


def test_visitors_see_no_server_or_file():
    assert UsageError("Name a paper.").for_visitors == "Name a paper."
    named = ArchiveError("postgresql://host is down.", "The archive is down.")
    assert (str(named), named.for_visitors) == ("postgresql://host is down.", "The archive is down.")
    assert ArchiveError("The archive is down.").for_visitors == "The archive is down."
    assert issubclass(ArchiveError, BroadsheetError)
