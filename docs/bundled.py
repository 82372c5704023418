"""Writes the page of each bundled dataset: every figure and claim with its source and paragraph."""

from pathlib import Path

import expotrade as ex


def write_pages(folder: Path) -> None:
    """A page for each dataset, and an index of them."""
    folder.mkdir(exist_ok=True)
    infos = ex.list_datasets()
    for info in infos:
        _write(folder / f"{info.name}.md", _page(info, ex.load_dataset(info.name)))
    listed = [f"{info.name}" for info in infos]
    _write(folder / "index.md", "\n".join(["# Datasets", "", "```{toctree}", "", *listed, "```", ""]))


def _write(path: Path, text: str) -> None:
    """Leave an unchanged page alone, so that Sphinx does not build it again."""
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")


def _page(info: ex.DatasetInfo, catalog: ex.Catalog) -> str:
    counts = ", ".join(f"{count} {kind}" for kind, count in info.counts.items() if count)
    lines = [
        f"# {info.name}",
        "",
        f"{info.title}. Version {info.version}, {info.licence}.",
        "",
        f"It holds {counts}.",
        "",
    ]
    lines += ["Known gaps:", "", *(f"- {gap}" for gap in info.known_gaps), ""] if info.known_gaps else []
    lines += ["## Sources", ""]
    numbers = {}
    for number, source in enumerate(catalog.sources, start=1):
        numbers[source.id] = number
        lines.append(f"{number}. {_safe(source.cite())} (`{source.id}`)")
    lines += ["", "A place such as [2, p5] is paragraph 5 of source 2.", ""]
    lines += [
        "## Figures",
        "",
        *_figures(catalog, numbers),
        "",
        "## Claims",
        "",
        *_claims(catalog, numbers),
        "",
    ]
    return "\n".join(lines)


def _figures(catalog: ex.Catalog, numbers: dict[str, int]) -> list[str]:
    """A heading for each record that has figures, and a table below it."""
    lines: list[str] = []
    known = ""
    for record, figure in catalog.figures():
        if record.id != known:
            known = record.id
            lines += ["", f"### {known}", ""]
            lines += [
                "| Metric | As printed | Places | Amount | Bounds | When | Counts |",
                f"|{' --- |' * 7}",
            ]
        amount = figure.amount
        printed = figure.as_printed or ""
        if figure.equivalent is not None:
            printed += f" (beside it: {figure.equivalent:short})"
        when = str(catalog.period_of(record, figure) or "")
        if figure.status is not ex.Status.ACTUAL:
            when = f"{when} ({figure.status.value})".strip()
        cells = [
            ex.metric(figure.metric).english + (" (preferred)" if figure.is_preferred else ""),
            printed,
            _places(figure.citations, numbers),
            f"`{amount}`",
            _bounds(amount),
            when,
            figure.basis or "",
        ]
        lines.append(f"| {' | '.join(_safe(cell) for cell in cells)} |")
    return lines


def _bounds(amount: ex.Amount) -> str:
    low, high = amount.low, amount.high
    if low is None or high is None:
        return f"{low:,f} or more" if low is not None else "" if high is None else f"{high:,f} or less"
    return f"{low:,f}" if low == high else f"{low:,f} to {high:,f}"


def _claims(catalog: ex.Catalog, numbers: dict[str, int]) -> list[str]:
    rows = ["| Record | Claim | As printed | Places | Amount or rank | About |", f"|{' --- |' * 6}"]
    for record, claim in catalog.claims():
        amount = getattr(claim, "amount", None)
        rank = getattr(claim, "rank", None)
        said = f"`{amount}`" if amount is not None else "" if rank is None else f"rank {rank}"
        about = [claim.metric, claim.subject]
        about += [getattr(claim, name, None) for name in ("what", "whole", "among", "scope", "over")]
        cells = [
            f"`{record.id}`",
            type(claim).__name__.lower(),
            claim.as_printed or "",
            _places(claim.citations, numbers),
            said,
            "; ".join(one for one in about if one),
        ]
        rows.append(f"| {' | '.join(_safe(cell) for cell in cells)} |")
    return rows


def _places(citations: tuple[ex.Citation, ...], numbers: dict[str, int]) -> str:
    return ", ".join(
        f"[{numbers[one.source.id]}{'' if one.paragraph is None else f', p{one.paragraph}'}]"
        for one in citations
    )


def _safe(text: str) -> str:
    """Text that Markdown shows as it is, in one cell."""
    if text.startswith("`"):
        return text.replace("|", "\\|")
    for sign in "\\`*_{}[]<>#|$":
        text = text.replace(sign, f"\\{sign}")
    return text
