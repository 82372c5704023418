"""Amounts: a number with its unit, its hedge and the bounds that it asserts; printed wording in and out."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .amount import Amount as Amount
    from .arithmetic import closed_order as closed_order, growth as growth, sum_of as sum_of
    from .hedges import Hedge as Hedge, Order as Order
    from .intervals import open_ends as open_ends
else:  # a file is loaded when one of its names is first used; a test compares both lists
    from .._internal.lazy import lazy_face

    __all__, __getattr__, __dir__ = lazy_face(
        globals(),
        {
            "amount": "Amount",
            "arithmetic": "closed_order growth sum_of",
            "hedges": "Hedge Order",
            "intervals": "open_ends",
        },
    )
