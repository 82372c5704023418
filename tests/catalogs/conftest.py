"""Fixtures of the tests of catalogs."""

import pytest

import expotrade as ex
from builders import edition, figure, section

APPLE = ex.Party(organisation="apple")
PEOPLE = ex.Party(description="visitors")
CIIE = ex.Expo(id="ciie", name="China International Import Expo")
CANTON = ex.Expo(id="canton", name="Canton Fair")


@pytest.fixture
def catalog() -> ex.Catalog:
    """Two expos, of which one is held twice a year; a record of every kind."""
    return ex.Catalog(
        organisations=[ex.Organisation(id="apple", name="Apple"), ex.Organisation(id="befar", name="Befar")],
        expos=[CIIE, CANTON, ex.Expo(id="empty", name="An expo without editions")],
        editions=[
            edition(2024, figure("3,496 exhibitors"), number=7),
            edition(2019, number=2),
            edition(2023, figure("more than 3,400 exhibitors"), figure("9 exhibitors"), number=6),
            edition(
                2025,
                figure("2 exhibitors"),
                expo="canton",
                id="canton-2025-autumn",
                period="2025-10-15/2025-11-04",
            ),
            edition(
                2025,
                figure("1 exhibitors"),
                expo="canton",
                id="canton-2025-spring",
                period="2025-04-15/2025-05-05",
            ),
        ],
        sections=[section("area", kind=ex.records.SectionKind.AREA)],
        exhibitors=[
            ex.Exhibitor(id="ciie-2023-apple", party=APPLE, edition="ciie-2023", section="ciie-2023-area")
        ],
        participants=[
            ex.Participant(
                id="ciie-ae", party=ex.Party(place="AE"), role=ex.records.ParticipantRole.BUYER, expo="ciie"
            )
        ],
        deals=[ex.Deal(id="a-deal", parties=[APPLE], expo="ciie", value=figure("$5 million", "deal_value"))],
        flows=[
            ex.TradeFlow(
                id="a-flow", reporter="CN", kind=ex.FlowKind.EXPORT, quantity=figure("5 t", "trade_quantity")
            )
        ],
        statistics=[
            ex.Statistic(id="a-statistic", subject=PEOPLE, figure=figure("5 companies", "companies"))
        ],
        remarks=[ex.Remark(id="a-remark", subject=APPLE, kind=ex.records.RemarkKind.PLAN, wording="to come")],
    )
