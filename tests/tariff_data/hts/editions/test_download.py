"""Downloading from a server on this machine: progress, retries, timeouts, cut answers, checksums."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tariff_data.hts.editions.download import download
from tariff_data.hts.editions.refused import Refused

BODY = b"schedule " * 40000
Answer = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """Answers each request with the next of a list of answers (the last one again and again)."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.requests = 0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                answer = outer.answers[min(outer.requests, len(outer.answers) - 1)]
                outer.requests += 1
                answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}/export"


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    thread = threading.Thread(target=running.http.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield running
    running.http.shutdown()
    running.http.server_close()


def whole(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Length", str(len(BODY)))
    request.end_headers()
    request.wfile.write(BODY)


def cut(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Length", str(len(BODY)))
    request.end_headers()
    request.wfile.write(BODY[:1000])


def slow(request: BaseHTTPRequestHandler) -> None:
    time.sleep(0.6)


def status(code: int) -> Answer:
    return lambda request: request.send_error(code)


def test_a_whole_answer_with_progress_and_checksum(server: Server) -> None:
    server.answers = [whole]
    steps: list[tuple[int, int | None]] = []
    checksum = hashlib.sha256(BODY).hexdigest()
    content = download(server.address, checksum=checksum.upper(), progress=lambda done, of: steps.append((done, of)))
    assert content == BODY
    assert len(steps) > 3 and steps[-1] == (len(BODY), len(BODY)) and steps == sorted(steps)


@pytest.mark.parametrize("first", [cut, slow, status(503), status(429)], ids=["cut", "slow", "503", "429"])
def test_it_tries_again(server: Server, first: Answer) -> None:
    server.answers = [first, whole]
    assert download(server.address, timeout=0.3, pause=0.01) == BODY
    assert server.requests == 2


@pytest.mark.parametrize(
    ("answers", "reason", "requests"),
    [
        ([cut], "unreachable", 3),
        ([slow], "unreachable", 3),
        ([status(500)], "status", 3),
        ([status(404)], "status", 1),
    ],
    ids=["cut", "slow", "500", "404"],
)
def test_it_gives_up(server: Server, answers: list[Answer], reason: str, requests: int) -> None:
    server.answers = answers
    with pytest.raises(Refused, match=reason):
        download(server.address, timeout=0.2, attempts=3, pause=0.01)
    assert server.requests == requests


def test_what_it_does_not_take(server: Server) -> None:
    server.answers = [whole]
    with pytest.raises(Refused, match="checksum"):
        download(server.address, checksum="0" * 64)
    with pytest.raises(Refused, match="address"):
        download("file:///etc/hostname")
    server.http.server_close()
    with pytest.raises(Refused, match="unreachable"):
        download("http://127.0.0.1:1/", attempts=1, timeout=0.5)
