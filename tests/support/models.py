"""The shipped models, each loaded once for all tests of one process."""

from core.serving.models import Models
from core.settings import ROOT
from core.topics.model import load_model

ARTIFACTS = ROOT / "artifacts"
SHIPPED = Models(ARTIFACTS, load_model)
