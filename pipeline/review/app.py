"""The review's application: what the page asks for, and what it tells."""

from __future__ import annotations

import importlib.resources
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.ledger import Choice, Decision
from pipeline.review.board import Board
from pipeline.review.guard import Guard
from pipeline.review.source import GoneError
from pipeline.review.sources import BrokenSourceError, Sources

_STATIC = {
    "app.js": "text/javascript; charset=utf-8",
    "parts.js": "text/javascript; charset=utf-8",
    "words.js": "text/javascript; charset=utf-8",
    "app.css": "text/css; charset=utf-8",
}
_LARGEST = 8 * 1024 * 1024
"""Bytes of decisions that are taken at once."""


class _Sent(msgspec.Struct, frozen=True):
    """A decision as the page sends it."""

    id: str
    finding: str
    choice: Choice
    note: str = ""


def application(
    board: Board, hosts: Collection[str], token: str, lang: str, sources: Sources | None = None
) -> Starlette:
    """The application over a board of findings.

    Args:
        board: what is reviewed.
        hosts: names with port by which the server is known.
        token: what the page has to send along.
        lang: the language that the page begins with.
        sources: pages and passages of reports; made when the server starts if None.
    """
    pages = _Pages(board, lang, sources)
    return Starlette(
        routes=[
            Route("/", pages.index),
            Route("/static/{name}", pages.static),
            Route("/favicon.ico", pages.no_icon),
            Route("/api/board", pages.board),
            Route("/api/finding", pages.finding),
            Route("/api/page", pages.picture),
            Route("/api/text", pages.text),
            Route("/api/timeline", pages.timeline),
            Route("/api/decisions", pages.decisions, methods=["GET"]),
            Route("/api/decisions", pages.decide, methods=["POST"]),
        ],
        middleware=[Middleware(Guard, hosts=hosts, token=token)],
        lifespan=pages.lifespan,
    )


class _Pages:
    def __init__(self, board: Board, lang: str, sources: Sources | None) -> None:
        self._board = board
        self._lang = lang
        self._sources = sources
        self._index = _packaged("index.html").replace(b"{{lang}}", lang.encode())
        self._files = {name: _packaged(name) for name in _STATIC}

    @asynccontextmanager
    async def lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        if self._sources is None:
            self._sources = Sources()
        try:
            yield
        finally:
            self._sources.close()
            self._sources = None

    async def index(self, _request: Request) -> Response:
        return Response(self._index, media_type="text/html; charset=utf-8")

    async def no_icon(self, _request: Request) -> Response:
        return Response(status_code=204)

    async def static(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in self._files:
            raise HTTPException(404)
        return Response(self._files[name], media_type=_STATIC[name])

    async def board(self, _request: Request) -> Response:
        return _json(await run_in_threadpool(self._board.whole))

    async def finding(self, request: Request) -> Response:
        found = await run_in_threadpool(self._board.finding, request.query_params.get("id", ""))
        if found is None:
            raise HTTPException(404)
        return _json(found)

    async def decisions(self, _request: Request) -> Response:
        return _json(await run_in_threadpool(self._board.decisions))

    async def decide(self, request: Request) -> Response:
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > _LARGEST:
                raise HTTPException(413)
        try:
            sent = msgspec.json.decode(body, type=list[_Sent])
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise HTTPException(400) from error
        made = [Decision(d.id[:64], d.finding, d.choice, d.note[:4000]) for d in sent]
        if any(d.finding not in self._board for d in made):
            raise HTTPException(409)
        await run_in_threadpool(self._board.decide, made)
        return _json({"saved": [d.id for d in made]})

    async def picture(self, request: Request) -> Response:
        filed = self._board.report(_number(request, "report"))
        if filed is None or self._sources is None:
            raise HTTPException(404)
        sources, page = self._sources, _number(request, "page")
        drawn = await _sourced(lambda: sources.picture(filed, page))
        if drawn is None:
            raise HTTPException(404)
        sides = ",".join(f"{side:.2f}" for side in drawn.sides)
        return Response(drawn.data, media_type="image/png", headers={"X-Sides": sides})

    async def text(self, request: Request) -> Response:
        name = request.query_params.get("id", "")
        number = _number(request, "report")
        filed = self._board.report(number)
        sentences = await run_in_threadpool(self._board.sentences, name, number)
        if filed is None or sentences is None or self._sources is None:
            raise HTTPException(404)
        sources = self._sources
        return _json(await _sourced(lambda: sources.passages(filed, sentences)))

    async def timeline(self, request: Request) -> Response:
        found = await run_in_threadpool(self._board.timeline, request.query_params.get("id", ""))
        if found is None:
            raise HTTPException(404)
        return _json(found)


async def _sourced(made: Callable[[], Awaitable[Any]]) -> Any:
    try:
        return await made()
    except GoneError as error:
        raise HTTPException(410, str(error)) from error
    except BrokenSourceError as error:
        raise HTTPException(422, str(error)) from error


def _number(request: Request, name: str) -> int:
    text = request.query_params.get(name, "")
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise HTTPException(400)
    return int(text)


def _json(value: object) -> Response:
    return Response(msgspec.json.encode(value), media_type="application/json")


def _packaged(name: str) -> bytes:
    return (importlib.resources.files("pipeline.review") / "static" / name).read_bytes()
