"""A board of real findings, a server of its own process, and a real browser."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.commands.conduct import Asked, conducted
from pipeline.commands.options import Lang
from pipeline.commands.reading import How
from pipeline.ledger import Ledger
from pipeline.review.board import Board

CORPUS = Path(__file__).parents[2] / "corpus"
TOKEN = "token-of-the-tests-0123456789abcdef"  # noqa: S105 - it opens nothing
SCRIPT = "<script>document.title='hacked'</script>"
SERVER = """
import sys
from pathlib import Path
from pipeline.commands.conduct import Asked, conducted
from pipeline.commands.options import Lang
from pipeline.commands.reading import How
from pipeline.review.board import Board
from pipeline.review.serve import serve
inbox, ledger, port, token = sys.argv[1:]
with conducted(Asked((inbox,)), How(1, "local", ledger, 60, Lang.VI)) as run:
    board = Board(run.ledger, run.reported(), "An")
    board.add(run.sheets())
    serve(board, lang="vi", port=int(port), open_browser=False, token=token, told=lambda _: None)
"""


@pytest.fixture(scope="session")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference report as PDF and DOCX, and a text with many findings and markup."""
    folder = tmp_path_factory.mktemp("inbox")
    for name in ("bc177.pdf", "bc177.docx"):
        shutil.copy(CORPUS / "bc177" / name, folder / name)
    lines = [
        f"Xã số {n} đã khám cho {100 + n}/{200 + n} cháu (đạt 12%) {SCRIPT if n == 1 else ''}.\n"
        for n in range(1, 1001)
    ]
    (folder / "nhiều.txt").write_text("".join(lines), "utf-8")
    return folder


@pytest.fixture(scope="session")
def read_ledger(inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger in which the inbox has been read."""
    path = tmp_path_factory.mktemp("read") / "ledger.sqlite"
    with conducted(Asked((str(inbox),)), How(1, "local", str(path), 60, Lang.VI)):
        return path


@pytest.fixture(scope="module")
def board(
    inbox: Path, read_ledger: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Board]:
    path = shutil.copy(read_ledger, tmp_path_factory.mktemp("board"))
    how = How(1, "local", str(path), 60, Lang.VI)
    with conducted(Asked((str(inbox),)), how) as run:
        made = Board(run.ledger, run.reported(), "An")
        made.add(run.sheets())
        yield made


class Server:
    """The review as a process that can be killed and started again on its port."""

    def __init__(self, inbox: Path, ledger: Path) -> None:
        self.inbox, self.ledger = inbox, ledger
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVER, str(self.inbox), str(self.ledger), str(self.port),
             TOKEN], stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(self.address, timeout=2).close()  # noqa: S310 - our own
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
            else:
                return
        self.kill()
        raise AssertionError("the server does not answer")

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def rows(self) -> dict[str, tuple[str, str]]:
        with Ledger.open(str(self.ledger)) as ledger:
            return {k: (d.choice.value, d.note) for k, d in ledger.decisions().items()}


@pytest.fixture
def server(inbox: Path, read_ledger: Path, tmp_path: Path) -> Iterator[Server]:
    made = Server(inbox, Path(shutil.copy(read_ledger, tmp_path)))
    made.start()
    yield made
    made.kill()


@contextmanager
def chromium() -> Iterator[object]:
    """A browser; the test is left out where there is none."""
    sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next(
        (p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p),
        None,
    )
    if path is None:
        pytest.skip("no Chromium is installed")
    with sync.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking",
                  "--no-first-run", "--disable-component-update", "--disable-sync"],
        )  # fmt: skip
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def standing(
    inbox: Path, read_ledger: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server for all tests that decide nothing."""
    made = Server(inbox, Path(shutil.copy(read_ledger, tmp_path_factory.mktemp("standing"))))
    made.start()
    yield made
    made.kill()
    assert made.rows() == {}


@pytest.fixture
def page(request: pytest.FixtureRequest, browser) -> Iterator[object]:
    """The review's page in a window; of a server of its own if the test takes that too."""
    own = "server" in request.fixturenames
    server: Server = request.getfixturevalue("server" if own else "standing")
    context = browser.new_context(viewport={"width": 1300, "height": 900})
    made = context.new_page()
    made.errors = []
    made.on("pageerror", lambda error: made.errors.append(str(error)))
    made.goto(f"{server.address}/#{TOKEN}")
    made.wait_for_selector(".row")
    yield made
    assert made.errors == []
    context.close()
