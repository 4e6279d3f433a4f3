"""What all tests share: a ledger of their own, never the user's."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session", autouse=True)
def _own_ledger(tmp_path_factory: pytest.TempPathFactory) -> None:
    patch = pytest.MonkeyPatch()
    patch.setenv("SOAT_LEDGER", str(tmp_path_factory.mktemp("ledger") / "ledger.sqlite"))
