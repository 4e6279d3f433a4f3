"""What all tests share: a ledger of their own, never the user's."""

from __future__ import annotations

import signal

import pytest
from hypothesis import settings

settings.register_profile("soat", deadline=None)  # a busy machine fails no property
settings.load_profile("soat")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The short files are taken last: no core waits long for another at the end."""
    items.sort(key=lambda item: item.path.parent.name == "rules")


@pytest.fixture(scope="session", autouse=True)
def _own_ledger(tmp_path_factory: pytest.TempPathFactory) -> None:
    patch = pytest.MonkeyPatch()
    patch.setenv("SOAT_LEDGER", str(tmp_path_factory.mktemp("ledger") / "ledger.sqlite"))


@pytest.fixture(scope="session", autouse=True)
def _can_be_interrupted() -> None:
    """What is started in the background ignores Ctrl-C, and so would all that the tests start."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
