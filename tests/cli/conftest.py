"""Fixtures of the tests of the command line."""

import json
from pathlib import Path

import pytest

from command_line import CHINESE, CITED, SOURCE


@pytest.fixture
def mine(tmp_path: Path) -> str:
    """A catalog of one's own that tries to be markup, and is long and Chinese."""
    path = tmp_path / "mine.json"
    figure = {
        "metric": "deal_value",
        "amount": "MORE_THAN 152E+9 CNY",
        "as_printed": "[bold]over[/bold] 152 billion yuan",
        "citations": CITED,
        "equivalent": "ROUNDED 21E+9 USD",
    }
    rival = {
        "metric": "deal_value",
        "amount": "ROUNDED 15.2E+9 CNY",
        "citations": CITED,
        "status": "expected",
    }
    unheard = {"metric": "deals", "amount": "AT_MOST 5 deal", "citations": CITED}
    records = {
        "format": "expotrade/2",
        "sources": [SOURCE],
        "organisations": [{"id": "a", "name": "[/red]", "other_names": ["A", CHINESE], "kind": "company"}],
        "people": [{"id": "li-fei", "name": "Li Fei", "offices": [{"title": "Vice Minister"}]}],
        "expos": [
            {
                "id": "my-expo",
                "name": "[link=x]My Expo",
                "organisers": [{"organisation": "a", "role": "host"}],
            }
        ],
        "editions": [
            {
                "id": "my-expo-2024",
                "expo": "my-expo",
                "year": 2024,
                "note": CHINESE,
                "figures": [figure, rival, unheard],
            },
            {"id": "my-expo-2023", "expo": "my-expo", "year": 2023},
        ],
        "exhibitors": [
            {
                "id": "x",
                "party": {"organisation": "a"},
                "expo": "my-expo",
                "partners": [{"description": "[red]others[/red]"}],
                "showcases": [
                    {"product": "laptop", "debut": "world", "citations": CITED},
                    {"product": "phone"},
                ],
            }
        ],
        "deals": [{"id": "d", "parties": [{"place": "CN"}], "expo": "my-expo", "subject": "x" * 300}],
        "remarks": [
            {
                "id": "r",
                "subject": {"organisation": "a"},
                "kind": "plan",
                "wording": "w " * 200 + "end",
                "parties": [{"person": "li-fei"}, {"description": "Anon"}],
            }
        ],
    }
    path.write_text(json.dumps(records), "utf-8")
    return str(path)
