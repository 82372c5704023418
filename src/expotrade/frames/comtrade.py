"""Reads UN Comtrade's final data as tidy rows of flows.

The columns have the names of the API, the package comtradeapicall and the bulk files; `data/comtrade.json` has the
codes of flows and areas. Nothing is guessed: a row that is part of another one, and an area that is not in ISO 3166-1,
is an error until the caller says what to do with it.

Source: United Nations Statistics Division, UN Comtrade, https://uncomtrade.org/docs.
"""

import re
from decimal import Decimal
from functools import cache

from .._internal.classes import LONGEST_TEXT
from .._internal.data import read_table
from .._internal.decimals import read_decimal
from .._internal.json_text import Missing, one_line
from ..amounts import Amount, Hedge
from ..errors import ArgumentError, CellProblem, ExpotradeError, FrameError, PeriodError
from ..periods import Period
from ..places import WORLD, is_place
from ..records import Citation, Source
from ..tables.cells import is_finite, plain
from ..tables.reading import MOST_PROBLEMS
from ..tables.rows import amount_cells, source_cells
from .columns import ColumnType, as_table, as_whole, python_rows
from .engines import as_narwhals, collected, like_input

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Literal, TypeVar

    from ..tables.rows import Row

    F = TypeVar("F")
    Areas = Mapping[int | str, str | None]

_WHAT = "UN Comtrade data"
_SOURCE = Source(
    "un-comtrade",
    "UN Comtrade Database",
    "United Nations Statistics Division",
    url="https://comtradeplus.un.org/",
)
# The required columns, each with the column that may replace it.
_NEEDED = {
    "period": "",
    "reporterCode": "reporterISO",
    "partnerCode": "partnerISO",
    "flowCode": "",
    "cmdCode": "",
    "primaryValue": "",
}
_NUMBERS = ("primaryValue", "cifvalue", "fobvalue", "netWgt")
_COLUMNS_READ = (
    *_NEEDED,
    *("reporterISO", "partnerISO", "typeCode", "classificationCode", "cmdDesc"),
    *("partner2Code", "customsCode", "mosCode", "motCode"),
    *("cifvalue", "fobvalue", "isReported", "isAggregate"),
    *("netWgt", "isNetWgtEstimated", "legacyEstimationFlag"),
)
_DATA_RULES = (
    (
        "typeCode",
        re.compile("C"),
        "it must be C, goods: check that no columns were shifted when reading, and leave services out",
    ),
    ("classificationCode", re.compile("HS|H[0-9]"), "it must be the Harmonized System: HS, or H0 to H6"),
)
_PERIOD = re.compile(r"\A([0-9]{4})([0-9]{2})?\Z")
_ALL_PRODUCTS = "TOTAL"
_HS = re.compile(r"[0-9]{2}(?:[0-9]{2}){0,2}")
# Goods not specified by kind; the Harmonized System has no number for them.
_UNSPECIFIED = re.compile(r"9999[A-Z]{2}")
_WORDS = re.compile(r"[a-z0-9]+")
# The flags of estimates that concern the net weight; 2 concerns only the quantity.
_WEIGHT_ESTIMATED = ("4", "6")
_ADDED_UP_NOTE = one_line({"note": "added up by UN Comtrade, not reported as such"})


def from_comtrade(
    frame: "F",
    *,
    areas: "Areas | None" = None,
    breakdowns: "Literal['raise', 'leave_out']" = "raise",
    source: Source | None = None,
) -> "F":
    """UN Comtrade's final data as tidy rows of flows: each import or export with its value in US dollars.

    Columns may have the names of the API and comtradeapicall (`reporterCode`, `flowCode`, `cmdCode`, `primaryValue` and
    so on), of the bulk files, or of the website's CSV files (`ReporterCode`): capitals make no difference, and other
    columns are ignored. Read files with text for `cmdCode` (`dtype={"cmdCode": str}`), because a number has lost its
    leading zero.

    - `reporter` and `partner` come from the area codes: 0 is WORLD, 842 US, 975 ASEAN; most are the numeric codes of
      ISO 3166-1. Areas that are not countries, such as 490 "Other Asia, nes" and 899 "Areas, nes", are an error until
      `areas` says what they are. Without codes the alpha-3 codes are used.
    - `kind` is import for M and export for X. All other flows are parts of these two.
    - `value` is `primaryValue` in USD, with the digits that were published, ROUNDED at the last of them: the files
      contain floats, whose shortest decimal is what was printed. `basis` is CIF or FOB, where `cifvalue` or `fobvalue`
      is the same number.
    - `quantity` is `netWgt` in kg, ROUNDED if it was reported. If UN Comtrade estimated it, or the data do not say, its
      only bound is zero below. A weight of 0 means that no weight was given.
    - `hs` is `cmdCode`, empty for TOTAL; `period` is the year or the month.

    A row of a breakdown (by mode of transport, customs procedure, second partner or kind of flow) is part of another
    row, and adding both would count it twice. The same is true of TOTAL and its chapters, of a chapter and its
    headings, and of WORLD and single partners: those rows are all kept, so filter by the length of `hs` and by
    `partner` before you add.

    Args:
        frame: A frame of any engine that `read` takes; its rows are read one by one.
        areas: The places of areas that are not countries: `{490: "TW", 899: None}`; None leaves the partner empty, with
            the name of the area in `note`.
        breakdowns: Whether rows of breakdowns are an error, or left out.
        source: The source to cite; by default the database by its address.

    Returns:
        A frame of the same kind (an Arrow table for engines other than pandas, polars and DuckDB), with the columns of
        `arrow_schema("flows")` and a row for each row that was kept. `read` turns it into records.

    Raises:
        FrameError: A column is missing; codes are not known; values are negative or not numbers; rows are parts of
            others or occur twice. It names the first row of each such code.
        ArgumentError: `breakdowns` is neither "raise" nor "leave_out".
        MissingExtraError: narwhals or pyarrow is not installed.

    Source: UN Comtrade, reference tables "Trade Flow", "Reporter" and "Partner country/area"; its help pages "Trade
        Flows in UN Comtrade" and "Trade valuation"; for the flag of estimates, UNSD, Quantity and Weight Data in UN
        Comtrade (2009).

    Example:
        >>> import polars as pl
        >>> from expotrade import frames
        >>> data = pl.DataFrame({
        ...     "period": ["2023"], "reporterCode": [156], "partnerCode": [764], "flowCode": ["M"],
        ...     "cmdCode": ["081060"], "primaryValue": [4566123456.789], "netWgt": [928976543.0],
        ...     "isNetWgtEstimated": [False]})
        >>> flows = frames.from_comtrade(data)
        >>> flows["id"][0], flows["amount"][0], flows["quantity"][0]
        ('comtrade-cn-import-th-081060-2023', 'ROUNDED 4566123456.789 USD', 'ROUNDED 928976543 kg')
    """
    if breakdowns not in ("raise", "leave_out"):
        raise ArgumentError("read breakdowns as", breakdowns, 'pass breakdowns="raise" or "leave_out"')
    wrapped = as_narwhals(frame, _WHAT)
    table = collected(wrapped)
    reader = _ComtradeReader(
        table.columns, areas or {}, source or _SOURCE, is_leaving_out=breakdowns == "leave_out"
    )
    columns = list(reader.names.values())
    for name in _NUMBERS:
        if name in reader.names and str(table[reader.names[name]].dtype) == "Float32":
            rule = "it must contain decimals or 64-bit floats: 32-bit floats have lost digits"
            reader.problems.append(CellProblem(None, reader.names[name], rule, ColumnType("Float32")))
    rows = as_table(reader.rows(python_rows(table.select(*columns), columns)), "flows")
    result: F = like_input(rows, wrapped)
    return result


@cache
def _table() -> "dict[str, dict[str, str]]":
    """The codes that only UN Comtrade uses."""
    table: dict[str, dict[str, str]] = read_table("comtrade.json")
    return table


@cache
def _places() -> dict[str, str]:
    """The code of each place, by its area code in UN Comtrade and by its alpha-3 code."""
    countries = read_table("countries.json")["countries"]
    places = {str(int(row["numeric"])): code for code, row in countries.items()}
    places = {area: code for area, code in places.items() if area not in _table()["no_places"]}
    places.update(_table()["places"])
    places.update({row["alpha3"]: code for code, row in countries.items()})
    return {**places, "W00": WORLD}


class _ComtradeReader:
    """Reads rows of UN Comtrade, each into the cells of a flow, and collects their problems."""

    def __init__(
        self, names: "Iterable[str]", areas: "Areas", source: Source, *, is_leaving_out: bool
    ) -> None:
        self.problems: list[CellProblem] = []
        own_names = {name.casefold(): name for name in names}
        # The API's name of each column in the data, with the frame's own spelling.
        self.names = {
            name: own_names[name.casefold()] for name in _COLUMNS_READ if name.casefold() in own_names
        }
        self._areas = {_code(area) or "": place for area, place in areas.items()}
        self._is_leaving_out = is_leaving_out
        self._is_refused = False
        self._refused_codes: set[tuple[str, str]] = set()
        self._ids: dict[str, int] = {}
        self._periods: dict[str, Period | None] = {}
        self._cited = source_cells((Citation(source),))
        for name, other in _NEEDED.items():
            if name not in self.names and other not in self.names:
                self.problems.append(CellProblem(None, name, "the column must be there", Missing.LEFT_OUT))
        for area, place in self._areas.items():
            if place is not None and not is_place(place):
                rule = f"the place of area {area} must be the code of a place, or None"
                self.problems.append(CellProblem(None, "areas", rule, place))

    def rows(self, their_rows: "Iterable[Mapping[str, object]]") -> "Iterator[Row]":
        """The rows of flows. After the last row, an error lists every problem, if there are any."""
        for number, their_row in enumerate(() if self.problems else their_rows):
            row = {name: their_row[own_name] for name, own_name in self.names.items()}
            cells = None if self._is_left_out(number, row) else self._flow(number, row)
            if len(self.problems) >= MOST_PROBLEMS:
                break
            if cells is not None:
                yield cells
        if self.problems:
            raise FrameError(_WHAT, self.problems)

    def _refuse(self, number: int, column: str, rule: str, value: object, *, once: str = "") -> None:
        """Add a problem of a cell; a problem of the same code is added only once."""
        self._is_refused = True
        if not once or (column, once) not in self._refused_codes:
            self._refused_codes.add((column, once))
            self.problems.append(CellProblem(number, self.names.get(column, column), rule, value))

    def _is_left_out(self, number: int, row: "Mapping[str, object]") -> bool:
        """Whether a row is part of another one; unless such rows are left out, this is a problem too."""
        rules = {
            name: f"it must be {code_of_all}, the code for all of them"
            for name, code_of_all in _table()["all"].items()
            if _code(row.get(name)) not in (None, code_of_all)
        }
        meaning = _table()["parts_of_flows"].get(_code(row["flowCode"]) or "")
        if meaning is not None:
            rules["flowCode"] = f"it must be M or X, because {meaning!r} is part of one of them"
        for name, rule in () if self._is_leaving_out else rules.items():
            advice = "rows of a breakdown are parts of others, and breakdowns='leave_out' leaves them out"
            self._refuse(number, name, f"{rule}: {advice}", row[name], once=str(row[name]))
        return bool(rules)

    def _flow(self, number: int, row: "Mapping[str, object]") -> "Row | None":
        """The cells of one row; None if something is wrong with it."""
        self._is_refused = False
        self._check_kind_of_data(number, row)
        kind = _table()["flows"].get(_code(row["flowCode"]) or "")
        if kind is None:
            self._refuse(number, "flowCode", "it must be M or X", row["flowCode"], once=str(row["flowCode"]))
        reporter, of_reporter, reporter_note = self._area(number, "reporter", row)
        partner, of_partner, partner_note = self._area(number, "partner", row)
        code = self._product(number, row["cmdCode"])
        period = self._period(number, row["period"])
        value = self._number(number, "primaryValue", row["primaryValue"], is_needed=True)
        weight = self._number(number, "netWgt", row.get("netWgt"))
        if value is None or period is None or self._is_refused:
            return None
        flow_id = f"comtrade-{of_reporter}-{kind}-{of_partner}-{code.casefold()}-{period}"
        first = self._ids.setdefault(flow_id, number)
        if first != number:
            self._refuse(number, "cmdCode", f"row {first} has the same flow and period", row["cmdCode"])
            return None
        description = row.get("cmdDesc")
        product = " ".join(description.split())[:LONGEST_TEXT] if isinstance(description, str) else None
        return {
            "id": flow_id,
            "reporter": reporter,
            "partner": partner,
            "kind": kind,
            "product": None if code == _ALL_PRODUCTS else product or (None if _HS.fullmatch(code) else code),
            "hs": code if _HS.fullmatch(code) else None,
            "period": str(period),
            "period_start": period.start,
            "period_end": period.end,
            "metric": "trade_value",
            **amount_cells(Amount(value, "USD", hedge=Hedge.ROUNDED)),
            "status": "actual",
            "basis": self._basis(number, row, value),
            "figure": _ADDED_UP_NOTE
            if _is_set(row.get("isAggregate")) and not _is_set(row.get("isReported", True))
            else None,
            **_weight_cells(weight, row),
            **self._cited,
            "note": "; ".join(note for note in (reporter_note, partner_note) if note) or None,
        }

    def _check_kind_of_data(self, number: int, row: "Mapping[str, object]") -> None:
        """Refuse rows that are not trade in goods by the Harmonized System."""
        for name, pattern, rule in _DATA_RULES:
            code = _code(row.get(name))
            if code is not None and not pattern.fullmatch(code):
                self._refuse(number, name, rule, row[name], once=code)

    def _area(self, number: int, who: str, row: "Mapping[str, object]") -> "tuple[str | None, str, str]":
        """The place of a reporter or partner, its word in the id, and a note where the caller chose the place."""
        column = f"{who}Code"
        area = _code(row.get(column))
        if area is None:
            column, area = f"{who}ISO", _code(row.get(f"{who}ISO"))
        if area is None:
            self._refuse(number, column if column in self.names else f"{who}Code", "it must be given", None)
            return None, "", ""
        area = area.lstrip("0") or "0"
        name = _table()["no_places"].get(area, area)
        if area in self._areas:
            place = self._areas[area]
            if place is None and who == "reporter":
                rule = (
                    f"a flow has a reporter: areas must say of which place {name!r} is, or leave the rows out"
                )
                self._refuse(number, column, rule, row[column], once=area)
            area_word = "-".join(_WORDS.findall(area.casefold()))
            return place, f"area-{area_word}", f"the {who} is {name!r} in UN Comtrade"
        place = _places().get(area)
        if place is None:
            known = f"{name!r} is not one: pass areas={{{area}: ...}}, with a place, or None for no partner"
            rule = f"it must be a country, ASEAN or the world; {known}"
            self._refuse(number, column, rule, row[column], once=area)
        return place, (place or "").casefold(), ""

    def _product(self, number: int, cell: object) -> str:
        """The code of a product, or TOTAL for all."""
        if isinstance(cell, (int, float)):
            rule = "it must be a text: a number has lost its leading zero; read the file with dtype={'cmdCode': str}"
            self._refuse(number, "cmdCode", rule, cell, once="number")
        code = _code(cell) or ""
        if code != _ALL_PRODUCTS and not _HS.fullmatch(code) and not _UNSPECIFIED.fullmatch(code):
            rule = "it must be TOTAL or a code of the Harmonized System with 2, 4 or 6 digits"
            self._refuse(
                number, "cmdCode", rule, cell, once="number" if isinstance(cell, (int, float)) else code
            )
        return code

    def _period(self, number: int, cell: object) -> Period | None:
        """A year or a month."""
        code = _code(cell) or ""
        if code not in self._periods:
            try:
                self._periods[code] = Period.parse("-".join(_PERIOD.findall(code)[0]).rstrip("-"))
            except (IndexError, PeriodError):
                self._periods[code] = None
        if self._periods[code] is None:
            self._refuse(number, "period", "it must be a year (2023) or a month (202307)", cell, once=code)
        return self._periods[code]

    def _number(self, number: int, column: str, cell: object, *, is_needed: bool = False) -> Decimal | None:
        """A number with the published digits; a float becomes its shortest decimal."""
        if cell is None or cell == "":
            if is_needed:
                self._refuse(number, column, "it must be given", cell)
            return None
        try:
            if isinstance(cell, str):
                value = read_decimal(cell)
            elif isinstance(cell, float) and is_finite(cell):
                value = plain(Decimal(repr(cell)))
            else:
                value = plain(cell)
        except ExpotradeError:
            value = None
        if value is None or value < 0:
            self._refuse(number, column, "it must be a number, zero or above", cell)
            return None
        return value

    def _basis(self, number: int, row: "Mapping[str, object]", value: Decimal) -> str | None:
        """The basis of the primary value: CIF or FOB, whichever column has the same number, CIF first."""
        for column, basis in (("cifvalue", "CIF"), ("fobvalue", "FOB")):
            if row.get(column) is not None and self._number(number, column, row[column]) == value:
                return basis
        return None


def _weight_cells(weight: Decimal | None, row: "Mapping[str, object]") -> "Row":
    """The columns of a quantity; a weight of zero means that no weight was given."""
    if not weight:
        return {}
    flags = (row.get("isNetWgtEstimated"), _code(row.get("legacyEstimationFlag")))
    is_estimated = _is_set(flags[0]) or flags[1] in _WEIGHT_ESTIMATED
    is_reported = not is_estimated and flags != (None, None)
    note = {
        "note": "estimated by UN Comtrade"
        if is_estimated
        else "the data do not say whether it is an estimate"
    }
    amount = (
        Amount(weight, "kg", hedge=Hedge.ROUNDED)
        if is_reported
        else Amount.between(0, None, "kg", value=weight)
    )
    cells = amount_cells(amount, "quantity_")
    figure = {"metric": "trade_quantity", "basis": "net weight", **({} if is_reported else note)}
    return {**cells, "quantity": cells["quantity_amount"], "quantity_figure": one_line(figure)}


def _code(cell: object) -> str | None:
    """A code as text; None if the cell is empty."""
    code = as_whole(cell)
    return None if code is None else str(code).strip() or None


def _is_set(flag: object) -> bool:
    """Whether a flag is set, in any spelling of the files."""
    return str(flag).casefold() in ("true", "1", "1.0")
