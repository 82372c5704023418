"""What every test shares: how much Hypothesis tries, and that a failure can be repeated."""

import gc
import os

from hypothesis import find, settings, strategies as st

from searching import EXAMPLES, IS_THOROUGH, scaled

# No deadline: on a small machine that runs two test suites at once, the time of one example says nothing.
# In CI every run tries the same examples, and prints how to repeat a failure.
repeatable = {"derandomize": True, "database": None, "print_blob": True} if os.environ.get("CI") else {}
profile = "thorough" if IS_THOROUGH else "default"
settings.register_profile(profile, deadline=None, max_examples=scaled(EXAMPLES), **repeatable)
settings.load_profile(profile)


def pytest_collection_finish() -> None:
    """Leave the modules and tests that are loaded now out of every later search for garbage."""
    # Before the first draw, older versions of Hypothesis look for the owner of their random numbers among the objects
    # that are not frozen, and warn if they do not find it.
    find(st.none(), lambda _: True)
    gc.collect()
    gc.freeze()
