"""Split texts into words for the search: English as Sphinx does, Chinese so that any part of a name is found.

Chinese is written without spaces, so a name is inside a longer run: 进博会 in 第八届进博会开幕. The index contains
every piece of a run with one to five characters. The text that a reader types is split into pieces of three to five
characters that do not overlap (a shorter run is not split), and a page is found if it contains all of them. Three and
not two, because the search of Sphinx does not require words of one or two letters.
"""

import re
from collections.abc import Iterator

from sphinx.search import SearchEnglish

_LONGEST = 5
_SHORTEST_PIECE = 3
# Decimal numbers are not split: 78.41 is found. The ranges are the ideographs, as the JavaScript below has them.
_WORD = re.compile(r"[0-9]+(?:[.,][0-9]+)+|\w+")
_RUN = re.compile("[\u3400-\u9fff]+|[^\u3400-\u9fff]+")
# Sphinx leaves these words out because they are common, but here they matter.
_HEDGES = set("about above below between down few more most no over than under up".split())


class EnglishAndChinese(SearchEnglish):
    """The default language of Sphinx, with Chinese added; it replaces English."""

    stopwords = SearchEnglish.stopwords - _HEDGES
    js_splitter_code = """
function splitQuery(query) {
  const words = query.match(/[0-9]+(?:[.,][0-9]+)+|[\\p{Letter}\\p{Number}_\\p{Emoji_Presentation}]+/gu) || [];
  const pieces = [];
  for (const word of words) {
    for (const run of word.match(/[\\u3400-\\u9fff]+|[^\\u3400-\\u9fff]+/g)) {
      let rest = run;
      if (/^[\\u3400-\\u9fff]/.test(run)) {
        for (; rest.length > LONGEST; rest = rest.slice(SHORTEST_PIECE)) pieces.push(rest.slice(0, SHORTEST_PIECE));
      }
      pieces.push(rest);
    }
  }
  return pieces;
}
""".replace("LONGEST", str(_LONGEST)).replace("SHORTEST_PIECE", str(_SHORTEST_PIECE))

    def split(self, input: str) -> list[str]:  # noqa: A002 - the name is Sphinx's
        """The words of a text for the index."""
        runs = (run for word in _WORD.findall(input) for run in _RUN.findall(word))
        return [piece for run in runs for piece in _pieces(run)]


def _pieces(run: str) -> Iterator[str]:
    """A run of other characters unchanged; a run of Chinese characters in every piece of up to five."""
    if not "\u3400" <= run[0] <= "\u9fff":
        yield run
        return
    for start in range(len(run)):
        for end in range(start + 1, min(start + _LONGEST, len(run)) + 1):
            yield run[start:end]
