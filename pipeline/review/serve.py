"""Serving the review: on this machine's own address, to this machine's own browser."""

from __future__ import annotations

import socket
import threading
import webbrowser
from collections.abc import Callable

import uvicorn

from pipeline.review.app import application
from pipeline.review.board import Board
from pipeline.review.token import kept_token

_HERE = "127.0.0.1"


def serve(
    board: Board,
    *,
    lang: str,
    port: int = 0,
    open_browser: bool = True,
    token: str | None = None,
    told: Callable[[str], None] = print,
) -> None:
    """Serve a board until it is interrupted.

    Args:
        board: what is reviewed.
        lang: the language that the page begins with.
        port: to listen on; any free one if 0.
        open_browser: whether to show the page at once.
        token: what the page has to send along; the user's kept one if None.
        told: is given the address to open.

    Raises:
        OSError: the port is taken.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((_HERE, port))
        number = listening.getsockname()[1]
        secret = token or kept_token()
        hosts = (f"{_HERE}:{number}", f"localhost:{number}")
        address = f"http://{_HERE}:{number}/#{secret}"
        config = uvicorn.Config(
            application(board, hosts, secret, lang),
            log_level="critical",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=2,
        )
        told(address)
        if open_browser:
            threading.Timer(0.5, webbrowser.open, (address,)).start()
        uvicorn.Server(config).run(sockets=[listening])
