"""What holds for all tests: nothing that one test fetched answers another's request."""

import os

os.environ.setdefault("BROADSHEET_CACHE_MINUTES", "0")
