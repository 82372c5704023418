"""The arithmetic of spans: the short way through it gives what the long way gives."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from expotrade._bounds import Span, _enclosed, product, quotient
from expotrade.errors import AmountError

ONE = Decimal(1)
NUMBERS = st.decimals(
    min_value=Decimal("1e-9"), max_value=Decimal("1e12"), allow_nan=False, allow_infinity=False
)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Closed spans above zero, points among them, with more digits than results keep."""
    low, value, high = sorted(draw(NUMBERS) / draw(st.sampled_from([ONE, Decimal(3)])) for _ in range(3))
    return draw(
        st.sampled_from(
            [(value, low, high), (value, value, high), (value, low, value), (value, value, value)]
        )
    )


@given(spans(), spans())
def test_products_by_two_corners_are_those_by_four(left: Span, right: Span) -> None:
    assert product(left, right, ONE, ONE) == _enclosed(
        left, right, lambda x, y, context: context.multiply(x, y)
    )


@given(spans(), spans())
def test_quotients_by_two_corners_are_those_by_four(left: Span, right: Span) -> None:
    assert quotient(left, right, ONE, ONE) == _enclosed(
        left, right, lambda x, y, context: context.divide(x, y)
    )


@pytest.mark.parametrize("operate", [product, quotient])
def test_results_out_of_range_are_refused_either_way(operate: object) -> None:
    large = (Decimal("2e400"), Decimal("1e400"), Decimal("3e400"))
    small = (Decimal("2e-390"), Decimal("1e-390"), Decimal("3e-390"))
    with pytest.raises(AmountError, match="powers of ten"):
        operate(large, large if operate is product else small, ONE, ONE)  # type: ignore[operator]
