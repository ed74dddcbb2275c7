"""What all tests share: `--quick`, and one place for what tools keep.

Generated tests take the same examples every time; `--hypothesis-profile=searching` looks for new ones.
"""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

ROOT = Path(__file__).resolve().parents[1]
set_hypothesis_home_dir(ROOT / ".cache" / "hypothesis")
settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.register_profile("searching", deadline=None)
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--quick` leaves out what takes long."""
    parser.addoption("--quick", action="store_true", help="leave out tests marked browser or slow")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect what `--quick` leaves out: of the cases of a test that is marked `sampled(n)`, all but each n-th.

    Who chooses tests by a word in their name (`-k`) gets all cases.
    """
    if not config.getoption("--quick"):
        return
    cases: Counter[str] = Counter()
    left_out = []
    for item in items:
        sampled = item.get_closest_marker("sampled")
        test = item.nodeid.partition("[")[0]
        if item.get_closest_marker("browser") or item.get_closest_marker("slow"):
            left_out.append(item)
        elif sampled and not config.getoption("keyword"):
            if cases[test] % sampled.args[0]:
                left_out.append(item)
            cases[test] += 1
    gone = set(left_out)
    items[:] = [item for item in items if item not in gone]
    config.hook.pytest_deselected(items=left_out)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT
