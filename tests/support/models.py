"""The shipped models, each loaded once for all tests of one process."""

from core.serving.models import Models
from core.settings import ROOT

ARTIFACTS = ROOT / "artifacts"
SHIPPED = Models(ARTIFACTS)
