"""Write artifacts/MODEL_CARD.md again, from the manifest and the reports that are there."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from core.training.card import write_card  # noqa: E402

if __name__ == "__main__":
    print(write_card(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "artifacts"))
