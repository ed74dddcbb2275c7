"""The authors' server, over real sockets."""

from __future__ import annotations

import http.client
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from nudge.press.ship import serve
from nudge.press.ship.serve import News


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "a" / "one").mkdir(parents=True)
    (folder / "a/one/index.html").write_text("<html><head></head><p>One</p></html>")
    (folder / "404.html").write_text("<html><head></head><p>Not here</p></html>")
    for name in ("x.wasm", "x.mjs", "x.json", "x.woff2"):
        (folder / name).write_bytes(b"\0")
    (tmp_path / "secret.txt").write_text("secret")
    return folder


@pytest.fixture
def news() -> News:
    return News()


@pytest.fixture
def port(site: Path, news: News) -> Iterator[int]:
    server = serve.server(site, "/repo/", news, 18200, tries=200)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


def get(port: int, path: str) -> tuple[int, http.client.HTTPMessage, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, answer.headers, body


def test_pages_under_the_base_path(port: int, site: Path) -> None:
    status, headers, body = get(port, "/repo/a/one/")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "<p>One</p>" in body
    assert '<script type="module" src="/repo/_serve/reload.js"></script></head>' in body
    assert "reload.js" not in (site / "a/one/index.html").read_text()
    assert "EventSource" in get(port, "/repo/_serve/reload.js")[2]


@pytest.mark.parametrize(("path", "to"), [("/", "/repo/"), ("/repo", "/repo/"), ("/repo/a/one", "/repo/a/one/")])
def test_redirects(port: int, path: str, to: str) -> None:
    status, headers, _ = get(port, path)
    assert (status, headers["Location"]) == (302, to)


@pytest.mark.parametrize(
    "path", ["/repo/nope", "/a/one/", "/repo/../secret.txt", "/repo/%2e%2e/secret.txt", "/repo//etc/passwd"]
)
def test_what_is_not_there(port: int, path: str) -> None:
    status, _, body = get(port, path)
    assert status == 404
    assert "Not here" in body


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("x.wasm", "application/wasm"),
        ("x.mjs", "text/javascript; charset=utf-8"),
        ("x.json", "application/json"),
        ("x.woff2", "font/woff2"),
    ],
)
def test_types(port: int, name: str, kind: str) -> None:
    assert get(port, f"/repo/{name}")[1]["Content-Type"] == kind


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost", 200), ("127.0.0.1:8000", 200), ("[::1]:8000", 200), ("evil.example", 403), ("[", 403)],
)
def test_only_names_of_this_machine_are_answered(port: int, host: str, status: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/repo/a/one/", headers={"Host": host})
    assert connection.getresponse().status == status
    connection.close()


def test_a_browser_that_goes_leaves_no_traceback(
    port: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*words: object) -> None:
        raise ConnectionResetError

    monkeypatch.setattr(serve._Handler, "_send_file", gone)
    with pytest.raises(http.client.HTTPException):
        get(port, "/repo/a/one/")
    assert capsys.readouterr().err == ""


def test_before_the_first_build(port: int, site: Path) -> None:
    (site / "404.html").unlink()
    status, _, body = get(port, "/repo/")
    assert status == 404
    assert "reload.js" in body


def test_a_taken_port_gives_way_to_the_next(port: int, site: Path, news: News) -> None:
    other = serve.server(site, "/", news, port, tries=200)
    assert other.server_address[1] > port
    other.server_close()
    with pytest.raises(OSError, match="in use"):
        serve.server(site, "/", news, port, tries=1)


def test_browsers_are_told(port: int, news: News) -> None:
    news.tell(True, "")
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/repo/_serve/events")
    answer = connection.getresponse()
    assert answer.headers["Content-Type"] == "text/event-stream"

    def message() -> object:
        line = answer.readline().decode()
        assert answer.readline() == b"\n"
        return json.loads(line.removeprefix("data: "))

    assert message() == {"build": 1, "trouble": ""}
    news.tell(False, "a mistake")
    assert message() == {"build": 1, "trouble": "a mistake"}
    news.tell(True, "")
    assert message() == {"build": 2, "trouble": ""}
    connection.close()


def test_changes_are_noticed(tmp_path: Path) -> None:
    stop, seen = threading.Event(), threading.Event()
    (tmp_path / "a.md").write_text("one")

    def changed() -> None:
        seen.set()
        stop.set()

    thread = threading.Thread(target=serve.watch, args=((tmp_path,), stop, changed))
    thread.start()
    for number in range(100):
        (tmp_path / "a.md").write_text(str(number))
        if seen.wait(0.1):
            break
    stop.set()
    thread.join()
    assert seen.is_set()


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot become another process")
@pytest.mark.parametrize("sound", [True, False])
def test_changed_code_is_started_again_unless_it_is_broken(
    sound: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    python, started = tmp_path / "python", []
    python.write_text(f"#!/bin/sh\necho SyntaxError: oh >&2\nexit {int(not sound)}\n")
    python.chmod(0o755)
    monkeypatch.setattr(serve.sys, "executable", str(python))
    monkeypatch.setattr(serve.os, "execv", lambda *words: started.append(words))
    serve.start_again()
    assert started == ([(str(python), serve.sys.orig_argv)] if sound else [])
    assert ("SyntaxError: oh" in capsys.readouterr().err) == (not sound)
