"""What all tests share: `--quick`, and one place for what tools keep.

Generated tests take the same examples every time; `--hypothesis-profile=searching` looks for new ones.
"""

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
    """Deselect what `--quick` leaves out."""
    if config.getoption("--quick"):
        long = [item for item in items if item.get_closest_marker("browser") or item.get_closest_marker("slow")]
        items[:] = [item for item in items if item not in set(long)]
        config.hook.pytest_deselected(items=long)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT
