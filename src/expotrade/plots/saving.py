"""Turns charts into files without a network. The one door to vl-convert."""

import json
import re
from unicodedata import category
from warnings import warn

from .._internal.extras import require
from ..errors import MissingGlyphWarning, PlotError
from ..errors.advice import one_of_its_type
from .marks import FONTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LARGEST_SCALE = 10
MOST_PIXELS = 100_000_000

_SIZE = re.compile(r'<svg[^>]* width="([0-9.]+)" height="([0-9.]+)"')
_TEXT = re.compile(r"<text[^>]*>(.*?)</text>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_MOST_SHOWN = 20
# Categories of characters without a picture: spaces, and signs that only control their neighbours.
_UNSEEN = {"Zs", "Cf"}
# Not a character, so no font has it. What is drawn for it is drawn for every character that no font has.
_NO_CHARACTER = "\U0010ffff"

_PAGE = """<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data: blob:;
 script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'">
<title>{title}</title>
<script>{script}</script>
</head>
<body style="background: white">
<div id="chart"></div>
<script>
const actions = {{export: true, source: false, compiled: false, editor: false}};
vegaEmbed("#chart", {spec}, {{renderer: "svg", actions: actions}});
</script>
</body>
</html>
"""

# Only characters that can be drawn are remembered: a missing font may be installed while the program runs.
_drawn: set[str] = set()


def need_converter() -> None:
    """Raise MissingExtraError unless vl-convert is installed."""
    require("plots", "vl_convert")


def spec_of(chart: object) -> "dict[str, Any]":
    """The specification of a chart in Vega-Lite."""
    to_dict = getattr(chart, "to_dict", None)
    spec = to_dict() if callable(to_dict) else None
    if isinstance(spec, dict) and "$schema" in spec:
        return spec
    raise PlotError(one_of_its_type(chart), "pass a chart of expotrade.plots or of Altair")


def svg_of(spec: "dict[str, Any]") -> str:
    """A chart as SVG."""
    import vl_convert

    # No address is allowed: a chart whose data are at an address is an error, and nothing is fetched.
    try:
        return vl_convert.vegalite_to_svg(spec, vl_version=_version(spec), allowed_base_urls=[])
    except ValueError as error:
        raise PlotError("this chart", str(error).strip()) from error


def png_of(svg: str, scale: float, *, allow_boxes: bool) -> bytes:
    """A PNG, after checks that it is not too large and that installed fonts have its characters."""
    import vl_convert

    size = _SIZE.search(svg)
    assert size is not None
    width, height = float(size[1]), float(size[2])
    if not 0 < scale <= LARGEST_SCALE or width * height * scale**2 > MOST_PIXELS:
        rule = f"a PNG has at most {MOST_PIXELS:,} pixels, at a scale above 0 and up to {LARGEST_SCALE}"
        raise PlotError(f"{width:.0f} by {height:.0f} pixels at scale {scale}", rule)
    missing = "" if allow_boxes else "".join(sign for sign in _signs(svg) if not _is_drawn(sign))
    if missing:
        text = f"no installed font has {len(missing)} characters of the picture: {missing[:_MOST_SHOWN]!r}"
        advice = (
            "install a font such as Noto Sans CJK, save as .svg, or pass allow_boxes=True to accept boxes"
        )
        warn(f"{text}; {advice}", MissingGlyphWarning, stacklevel=3)
    return vl_convert.svg_to_png(svg, scale=scale)


def html_of(spec: "dict[str, Any]") -> str:
    """A page that contains the chart, its data and the scripts that draw it, and that may not fetch anything."""
    from html import escape

    import vl_convert

    # A name from outside that contains "</script>" must not end the script.
    spec_json = json.dumps(spec, ensure_ascii=False).replace("<", r"\u003c")
    script = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", vl_version=_version(spec))
    return _PAGE.format(
        title=escape(str(spec.get("description", "expotrade"))), script=script, spec=spec_json
    )


def json_of(spec: "dict[str, Any]") -> str:
    """The specification as text."""
    return json.dumps(spec, ensure_ascii=False, indent=1) + "\n"


def _version(spec: "dict[str, Any]") -> str:
    """The version of Vega-Lite for which Altair wrote a specification, as "6.1"."""
    import vl_convert

    match = re.search(r"/v([0-9]+\.[0-9]+)", str(spec["$schema"]))
    version = "no version" if match is None else match[1]
    known = vl_convert.get_vegalite_versions()
    if version not in known:
        rule = (
            f"the installed vl-convert knows Vega-Lite {known[0]} to {known[-1]}; upgrade vl-convert-python"
        )
        raise PlotError(f"a chart in Vega-Lite {version}", rule)
    return version


def _signs(svg: str) -> list[str]:
    """The characters of a picture's texts that a font may lack, each once."""
    from html import unescape

    texts = unescape(" ".join(_TAG.sub("", text) for text in _TEXT.findall(svg)))
    return sorted({sign for sign in texts if not sign.isascii() and category(sign) not in _UNSEEN})


def _is_drawn(sign: str) -> bool:
    """Whether an installed font has a character."""
    if sign not in _drawn:
        if _image(sign) == _image(_NO_CHARACTER):
            return False
        _drawn.add(sign)
    return True


def _image(sign: str) -> bytes:
    import vl_convert

    font = FONTS["zh"]
    text = f'<text x="2" y="18" font-size="16" font-family="{font}">&#{ord(sign)};</text>'
    return vl_convert.svg_to_png(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24">{text}</svg>'
    )
