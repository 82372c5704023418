"""Sources and citations: where a fact is printed."""

from attrs import field, fields

from .._internal.classes import (
    as_tuple,
    at_least_one,
    each,
    frozen,
    is_a,
    is_id,
    is_text,
    maybe,
    nearest_of,
    refused,
)
from ..periods import Period

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attrs import AttrsInstance


@frozen
class Source:
    """A published text that figures are taken from.

    Args:
        id: A readable identifier, such as "cisce-2024-china-org-cn".
        title: The headline as printed.
        publisher: Who published it, None if it is not printed.
        published: The date, as precise as it is printed.
        url: Its address, None if it is not known.
        language: An ISO 639 code such as "en".
        accessed: The day on which it was read.
        archived: The address of an archived copy.
        origin: The agency whose text it relays, as printed ("Xinhua").
        supersedes: The id of the source that it corrects or replaces.

    Raises:
        RecordError: A field breaks its rule.

    Source: ISO 639 for the codes of languages, which are not checked.

    Example:
        >>> import expotrade as ex
        >>> source = ex.Source("report", "Expo closes", "The Daily", ex.Period.parse("2024-12-04"))
        >>> source.cite()
        'The Daily, "Expo closes", 2024-12-04'
    """

    id: str = field(validator=is_id)
    title: str = field(validator=is_text)
    publisher: str | None = field(default=None, validator=maybe(is_text))
    published: Period | None = field(default=None, validator=maybe(is_a(Period)))
    url: str | None = field(default=None, validator=maybe(is_text))
    language: str | None = field(default=None, validator=maybe(is_text))
    accessed: Period | None = field(kw_only=True, default=None, validator=maybe(is_a(Period)))
    archived: str | None = field(kw_only=True, default=None, validator=maybe(is_text))
    origin: str | None = field(kw_only=True, default=None, validator=maybe(is_text))
    supersedes: str | None = field(kw_only=True, default=None, validator=maybe(is_id))

    def __attrs_post_init__(self) -> None:
        if self.supersedes == self.id:
            raise refused(self, "supersedes", self.id, "a source supersedes another one: give the id of that")

    def cite(self) -> str:
        """One line to paste: publisher, the agency that it relays, title, date and address, as far as known.

        Example:
            >>> import expotrade as ex
            >>> print(ex.load_dataset("articles").source("tdi-2023-11-11").cite())
            TDI, "CIIE breaks records with $78.41 billion tentative deals", 2023-11-11
        """
        title = f'"{self.title}"'
        date = None if self.published is None else str(self.published)
        relayed = None if self.origin in (None, self.publisher) else f"from {self.origin}"
        parts = (self.publisher, relayed, title, date, self.url)
        return ", ".join(part for part in parts if part is not None)


@frozen
class Citation:
    """A place in a source.

    A record has one wording of its own. If its fields come from several paragraphs, each citation can name the fields
    that it prints and their wording.

    Args:
        source: The source.
        paragraph: The number of the non-blank line, from 1; None if the source has no paragraphs.
        as_printed: The short wording there, if it differs from that of the record, or prints some of its fields only.
        fields: The names of the fields of the cited record that this place prints; empty for the record as a whole.

    Raises:
        RecordError: A field breaks its rule.

    Example:
        >>> import expotrade as ex
        >>> ex.Citation(ex.Source("report", "Expo closes"), 4).cite()
        '"Expo closes", paragraph 4'
    """

    source: Source = field(validator=is_a(Source))
    paragraph: int | None = field(default=None, validator=maybe(at_least_one))
    as_printed: str | None = field(kw_only=True, default=None, validator=maybe(is_text))
    fields: tuple[str, ...] = field(kw_only=True, default=(), converter=as_tuple, validator=each(is_text))

    def cite(self) -> str:
        """The source's line with the paragraph.

        Example:
            >>> import expotrade as ex
            >>> figure = ex.load_dataset("articles").edition("ciie", 6)["deal_value"]
            >>> print(figure.citations[0].cite())
            TDI, "CIIE breaks records with $78.41 billion tentative deals", 2023-11-11, paragraph 3
        """
        cited = self.source.cite()
        return cited if self.paragraph is None else f"{cited}, paragraph {self.paragraph}"


def check_cited_fields(record: "AttrsInstance", citations: "tuple[Citation, ...]") -> None:
    """Refuse a citation that names a field which the cited record does not have."""
    for citation in citations:
        for name in citation.fields:
            known = [attribute.name for attribute in fields(type(record))]
            if name not in known:
                near = "".join(f"; the nearest is {one!r}" for one in nearest_of(name, known)[:1])
                rule = f"a citation names fields of its {type(record).__name__}{near}"
                raise refused(record, "citations", name, rule)
