"""The worker's work, with a note of when each file was begun."""

from __future__ import annotations

import os
import time
from pathlib import Path

from pipeline.engines.engine import Task
from pipeline.engines.worker import work
from pipeline.result import ReportResult

FOLDER = "SOAT_TRIAL_NOTES"


def begin(task: Task) -> ReportResult:
    """As `work`; the note is a file named as the report, in the folder that `FOLDER` names."""
    name = task.item.report
    if name != "-.txt":
        Path(os.environ[FOLDER], name).write_text(str(time.time()), "utf-8")
    return work(task)
