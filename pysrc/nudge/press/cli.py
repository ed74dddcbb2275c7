"""The commands: build, check, serve, clean. Each is a thin coat over the stages."""

from __future__ import annotations

import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click

from nudge.press import report
from nudge.press.build import Plan, Press, Result
from nudge.press.cache import Disk
from nudge.press.checks.judge.workers import Workers
from nudge.press.diagnostics import Diagnostic, as_json, errors, text
from nudge.press.draw.katex import Typesetter
from nudge.press.node import NotPrepared
from nudge.press.read import course
from nudge.press.ship import bundle, serve, write

DONE, WRONG, USAGE, MISSING = 0, 1, 2, 3
"""Exit status: done; the course has errors; the command was misused; something is not installed."""

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Settings:
    """The options every command understands."""

    content: Path
    out: Path
    base: str | None
    url: str | None
    format: str


class _Group(click.Group):
    """A group whose command may be left out: `build.py --out X` is `build.py build --out X`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ("-h", "--help")):
            args = ["build", *args]
        return super().parse_args(ctx, args)


def _base(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    inner = value.strip("/")
    if not value.startswith("/") or any(c in inner for c in " ?#\\"):
        raise click.BadParameter("it is a path such as / or /repo/")
    return f"/{inner}/" if inner else "/"


def _url(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value and not course.is_address(value):
        raise click.BadParameter(f"it is a whole address such as {course.EXAMPLE}")
    return value


_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_out = click.option("--out", type=click.Path(path_type=Path), default=ROOT / "site", help="Where the site goes.")
_content = click.option("--content", type=_FOLDER, default=ROOT / "content", help="Where the lessons are.")
_base_path = click.option(
    "--base-path", "base", callback=_base, metavar="/PATH/", help="The path the site is served under."
)
_site_url = click.option(
    "--url", callback=_url, metavar="URL", help="The address of the published site, if not course.toml's."
)
_format = click.option("--format", type=click.Choice(["text", "json"]), default="text", help="How mistakes are shown.")


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that reads lessons."""
    return _content(_out(_base_path(_site_url(_format(command)))))


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Interactive mathematics lessons: markdown in, a static site out.

    Without a command, builds once.

    \b
    Examples:
      python3 build.py                              build to site/
      python3 build.py serve                        build, show, rebuild on change
      python3 build.py check --format json          say what is wrong, write nothing
      python3 build.py --out ../site --base-path /repo/
      python3 build.py --url https://someone.github.io/repo/
    """


@main.command()
@_options
def build(**options: Any) -> None:
    """Build the site once.

    \b
    Example:
      python3 build.py build --content my-lessons --out my-site
    """
    settings = Settings(**options)
    with _press(settings) as press:
        result = press.build()
    _report(result.found, settings.format)
    _say_built(result, settings)
    sys.exit(DONE if result.written else WRONG)


@main.command()
@_options
@click.option("--report", "full", is_flag=True, help="Show exercises with their answers, and how displays were read.")
@click.option("--answer-key", type=click.Path(dir_okay=False, path_type=Path), help="Write a key to print, as HTML.")
def check(full: bool, answer_key: Path | None, **options: Any) -> None:
    """Read and check every lesson; write nothing but an answer key, if asked for one.

    \b
    Example:
      python3 build.py check --content my-lessons
      python3 build.py check --report               times, exercises with their key, how formulas were read
      python3 build.py check --answer-key key.html  the key to all exercises, to print
    """
    settings = Settings(**options)
    with _press(settings) as press:
        reading = press.read()
        if answer_key:
            answer_key.write_text(press.answer_key(reading), "utf-8")
            _say(f"The answer key is in {answer_key}.")
    if full:
        click.echo(report.text(reading.prepared_lessons))
    _report(reading.found, settings.format)
    wrong = errors(reading.found)
    if settings.format == "text":
        count = len(reading.prepared_lessons)
        _say(f"{count} lesson{'s' * (count != 1)} checked: {_counted(reading.found)}.")
    sys.exit(WRONG if wrong else DONE)


@main.command(name="serve")
@_options
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    help="The next free one is taken.",
    show_default=True,
)
def serve_(port: int, **options: Any) -> None:
    """Build, show the site on this machine, and rebuild when a file changes. Ctrl-C ends it.

    \b
    Example:
      python3 build.py serve --port 9000 --base-path /repo/
    """
    settings = Settings(**options)
    news, stop = serve.News(), threading.Event()
    with _press(settings) as press:

        def build_and_tell() -> None:
            result = press.build()
            _report(result.found, settings.format)
            _say_built(result, settings)
            trouble = "\n\n".join(text(one) for one in result.found if one.severity == "error")
            news.tell(result.written, trouble)

        def rebuild() -> None:
            try:
                build_and_tell()
            except Exception as error:  # whatever a half-saved file brings about: the next change builds again
                trouble = f"{type(error).__name__}: {error}"
                _say(f"Not built: {trouble}")
                news.tell(False, trouble)

        build_and_tell()
        base = settings.base or press.base()
        try:
            server = serve.server(settings.out, base, news, port)
        except OSError as error:
            raise NotPrepared(f"No port from {port} on is free ({error.strerror}).") from error
        threading.Thread(target=server.serve_forever, daemon=True).start()
        click.echo(f"http://{serve.HOST}:{server.server_address[1]}{base}  (Ctrl-C ends it)")
        try:
            serve.watch((settings.content, ROOT / "templates", ROOT / "docs"), stop, rebuild)
        except KeyboardInterrupt:
            pass
        finally:
            stop.set()
            server.shutdown()
            server.server_close()


@main.command()
@_out
def clean(out: Path) -> None:
    """Remove the site and what was kept to build it quickly. Only a folder that was built here is removed.

    \b
    Example:
      python3 build.py clean
    """
    with _usage():
        removed = write.remove(out)
    kept = [path for path in (ROOT / ".cache" / "press.sqlite", ROOT / ".cache" / "runtime") if path.exists()]
    for path in kept:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    click.echo("Removed: " + (", ".join(["the site"] * removed + ["the cache"] * bool(kept)) or "nothing"))


@contextmanager
def _press(settings: Settings) -> Iterator[Press]:
    katex = ROOT / "node_modules" / "katex"
    shared = partial(bundle.gather, ROOT, ROOT / ".cache", _say)
    plan = Plan(settings.content, settings.out, settings.base, ROOT / "templates", shared, settings.url, ROOT / "docs")
    with (
        _usage(),
        closing(Disk(ROOT / ".cache", _say)) as cache,
        Typesetter(katex, cache) as typesetter,
        Workers(keep=True) as workers,
    ):
        yield Press(plan, typesetter, cache, workers)


@contextmanager
def _usage() -> Iterator[None]:
    try:
        yield
    except write.NotOurs as error:
        raise click.UsageError(str(error)) from error
    except (NotPrepared, OSError) as error:
        _say(f"error: {error}")
        sys.exit(MISSING)


def _say(words: str) -> None:
    """Words for the person at the terminal; what a program reads goes to standard output."""
    click.echo(words, err=True)


def _report(found: tuple[Diagnostic, ...], shape: str) -> None:
    if shape == "json":
        click.echo(as_json(found))
    elif found:
        _say("\n\n".join(text(one) for one in found) + "\n")


def _say_built(result: Result, settings: Settings) -> None:
    if settings.format == "json":
        return
    if result.written:
        lessons = f"{result.lessons} lesson{'s' * (result.lessons != 1)}"
        warned = f", {_counted(result.found)}" if result.found else ""
        _say(f"Built {lessons} to {settings.out} in {result.seconds:.2f} s{warned}.")
    else:
        _say(f"Not built: {_counted(result.found)}. The last good site stands as it was.")


def _counted(found: tuple[Diagnostic, ...]) -> str:
    wrong = errors(found)
    parts = [(wrong, "error"), (len(found) - wrong, "warning")]
    return ", ".join(f"{n} {word}{'s' * (n != 1)}" for n, word in parts if n) or "nothing is wrong"


if __name__ == "__main__":
    main(prog_name="build.py")
