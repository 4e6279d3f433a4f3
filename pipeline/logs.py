"""What is logged: kinds of errors and where they rose, never a report's text."""

from __future__ import annotations

import logging

_LOG = logging.getLogger("soat")


def logged(error: BaseException) -> None:
    """Log the kind of an exception and the line of code it rose in, at debug level."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = "?" if trace is None else f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}"
    _LOG.debug("%s in %s", type(error).__name__, where)
