"""What `bench engine` times, in CPython and under Pyodide alike. Every text is new, so nothing comes from a cache."""

from collections.abc import Callable, Iterator
from itertools import count
from time import perf_counter

from nudge.figures import Window, sample
from nudge.rates import compiled, parse, rate

SHAPES = (
    "sin({k}x)^2 + x^3",
    "e^(-x^2/{k}) cos x",
    "({k}x + 1)/(x^2 + {k})",
    "ln(x^2 + {k}) sqrt(x + 2)",
    "arctan({k}x) - x/{k}",
)
AT = 0.7
SECONDS = 0.6


def texts() -> Iterator[str]:
    """Functions of a calculus lesson, no two alike."""
    return (SHAPES[k % len(SHAPES)].replace("{k}", str(k + 2)) for k in count())


def per_second(work: Callable[[str], object]) -> float:
    """How often the work is done in a second, on one text after another."""
    given, done = texts(), 0
    end = (begin := perf_counter()) + SECONDS
    while (now := perf_counter()) < end:
        work(next(given))
        done += 1
    return done / (now - begin)


def values() -> float:
    """Values of one function per second, many places."""
    f, done = compiled(parse(SHAPES[0].replace("{k}", "3")), ("x",)), 0
    end = (begin := perf_counter()) + SECONDS
    while (now := perf_counter()) < end:
        for i in range(100):
            f(i * 0.01)
        done += 100
    return done / (now - begin)


def measure() -> dict[str, float]:
    """The figures by name, each per second."""
    window = Window(-5.0, 5.0, -3.0, 3.0, 400.0, 300.0)
    return {
        "texts read": per_second(parse),
        "values": values(),
        "derivatives at a point, from text": per_second(lambda text: rate(parse(text), {"x": AT})),
        "curves sampled, from text": per_second(lambda text: sample(compiled(parse(text), ("x",)), window)),
    }
