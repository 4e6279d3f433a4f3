"""Who may ask the review's server: each refusal by itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from pipeline.review.app import application
from pipeline.review.board import Board

TOKEN = "token-of-the-tests"  # noqa: S105 - it opens nothing
HOST = "127.0.0.1:8123"
RIGHT = {"host": HOST, "x-soat-token": TOKEN}
READS = ["/api/board", "/api/finding?id=x", "/api/page?report=0&page=1", "/api/timeline?id=x",
         "/api/text?id=x&report=0", "/api/decisions"]  # fmt: skip


class NoSources:
    def close(self) -> None: ...


@pytest.fixture(scope="module")
def client(board: Board) -> Iterator[TestClient]:
    app = application(board, {HOST, "localhost:8123"}, TOKEN, "vi", NoSources())
    with TestClient(app, base_url=f"http://{HOST}") as made:
        yield made


def test_the_page_itself_is_served_without_a_token(client: TestClient) -> None:
    answer = client.get("/", headers={"host": HOST})
    assert answer.status_code == 200
    assert client.get("/static/app.js", headers={"host": "localhost:8123"}).status_code == 200
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


def test_the_right_token_is_answered(client: TestClient) -> None:
    assert client.get("/api/board", headers=RIGHT).status_code == 200


@pytest.mark.parametrize("path", READS)
@pytest.mark.parametrize("token", [None, "", "wrong", TOKEN + "x", TOKEN.upper()])
def test_without_the_token_nothing_is_told(client: TestClient, path: str, token) -> None:
    headers = {"host": HOST} | ({} if token is None else {"x-soat-token": token})
    answer = client.get(path, headers=headers)
    assert (answer.status_code, answer.text) == (403, "wrong token")


def test_without_the_token_nothing_is_decided(client: TestClient, board: Board) -> None:
    finding = board.whole()["findings"][1]["id"]
    sent = [{"id": "told", "finding": finding, "choice": "accept"}]
    assert client.post("/api/decisions", json=sent, headers={"host": HOST}).status_code == 403
    assert finding not in board.decisions()
    assert client.post("/api/decisions", json=sent, headers=RIGHT).status_code == 200
    assert board.decisions()[finding]["choice"] == "accept"


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:9", "evil.example:8123", ""]
)
@pytest.mark.parametrize("path", ["/", "/static/app.js", "/api/board"])
def test_a_wrong_host_is_refused(client: TestClient, host: str, path: str) -> None:
    answer = client.get(path, headers=RIGHT | {"host": host})
    assert (answer.status_code, answer.text) == (403, "wrong host")


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", f"https://{HOST}", "http://127.0.0.1:9"]
)
def test_a_foreign_origin_is_refused_with_the_right_token(
    client: TestClient, board: Board, origin: str
) -> None:
    finding = board.whole()["findings"][0]["id"]
    answer = client.post(
        "/api/decisions",
        json=[{"id": "1", "finding": finding, "choice": "accept"}],
        headers=RIGHT | {"origin": origin},
    )
    assert (answer.status_code, answer.text) == (403, "foreign origin")
    assert finding not in board.decisions()
    assert client.get("/api/board", headers=RIGHT | {"origin": origin}).status_code == 403


def test_another_site_is_refused(client: TestClient) -> None:
    answer = client.get("/api/board", headers=RIGHT | {"sec-fetch-site": "cross-site"})
    assert (answer.status_code, answer.text) == (403, "foreign site")


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static/index.html",
        "/static//etc/passwd", "/static/..\\app.py", "/static/app.js%00", "/etc/passwd",
        "/static/%252e%252e%252fapp.py",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_static_files(client: TestClient, path: str) -> None:
    assert client.get(path, headers=RIGHT).status_code == 404


@pytest.mark.parametrize("number", ["-1", "1e3", "٣", "", "99999999999", "../0"])
def test_numbers_are_numbers(client: TestClient, number: str) -> None:
    answer = client.get("/api/page", params={"report": number, "page": "1"}, headers=RIGHT)
    assert answer.status_code == 400


@pytest.mark.parametrize("body", [b"", b"{}", b"[1]", b'[{"id":1}]', b"\xff", b"[" * 100_000])
def test_what_is_no_decision_is_refused(client: TestClient, board: Board, body: bytes) -> None:
    before = board.decisions()
    answer = client.post("/api/decisions", content=body, headers=RIGHT)
    assert answer.status_code == 400
    assert board.decisions() == before


def test_a_finding_of_another_run_is_refused(client: TestClient) -> None:
    sent = [{"id": "1", "finding": "unknown", "choice": "accept"}]
    assert client.post("/api/decisions", json=sent, headers=RIGHT).status_code == 409
