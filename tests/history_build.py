"""The scripts that build the dataset `history`."""

import importlib
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "expotrade" / "data"
TABLES = ROOT / "datasets" / "history"

sys.path[:0] = [str(TABLES / "build"), str(ROOT / "datasets" / "tables")]
build_history = importlib.import_module("build_history")
build_manifest = importlib.import_module("build_manifest")
ahead = importlib.import_module("history_ahead")
claims = importlib.import_module("history_claims")
dates = importlib.import_module("history_dates")
numbers = importlib.import_module("history_numbers")
preference = importlib.import_module("history_preference")
rows = importlib.import_module("history_rows")
