"""`make fuzz` works, and finds nothing in a round."""

from __future__ import annotations

import time
from pathlib import Path

from tests.hostile.fuzz import KINDS, work


def test_a_round_of_it(tmp_path: Path) -> None:
    ends = work(time.time() + 300, 20_261_124, tmp_path / "0", rounds=1)
    assert {end.split()[0] for end in ends} == {Path(name).suffix for name in KINDS}
    assert sum(count for end, count in ends.items() if end.endswith(" ok")) > 10
    assert list(tmp_path.iterdir()) == []
