"""What every test shares: how hard Hypothesis searches, and that it can be repeated."""

import os

from hypothesis import settings

# No deadline: on a small machine that runs two test suites at once, the time of one example says nothing.
settings.register_profile("search", deadline=None)
settings.register_profile("repeat", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("repeat" if os.environ.get("CI") else "search")
