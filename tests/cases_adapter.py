"""The engine behind five plain functions, so that files of cases with known answers can be run against it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "pysrc"))

from nudge.figures import Window, sample
from nudge.rates import Expr, Question, Spelling, check, compiled, parse, rate, second_rate, value
from nudge.rates.graph import Graph, Node, rates_of

_RECORDED = {
    "power-of-inner-rate": "dropped-power",
    "integrated-factors": "integrated",
}  # the records have one name for both
_OPS = {"log": "ln", "leaf": "leaf", "const": "const"}


@lru_cache(maxsize=64)
def _read(text: str) -> Expr:
    return parse(text)


def evaluate(text: str, x: float) -> float | None:
    """The value at x; None where it is undefined. Raises if the text cannot be read."""
    return value(_read(text), {"x": x})


def derivative(text: str, x: float, order: int) -> float | None:
    """The first or second derivative at x; None where it does not exist."""
    return (rate if order == 1 else second_rate)(_read(text), {"x": x})


def gradient(graph: Mapping[str, Any]) -> dict[str, Any]:
    """The output's value and its rate with respect to every leaf."""
    nodes = tuple(
        Node(n["id"], _OPS.get(n["op"], n["op"]), tuple(n.get("args", ())), n.get("value", 0.0)) for n in graph["nodes"]
    )
    found = rates_of(Graph(nodes, graph["output"]))
    return {"value": found.value, "grads": dict(found.rates)}


def check_answer(expected: str, learner: str, kind: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """How an answer is marked. `kind` is "numeric" or "expression"; a wrong expected answer raises."""
    names = () if kind == "numeric" else ("x",)
    place = options.get("domain") or ""
    if not isinstance(place, str):
        place = " , ".join(f"x {sign} {end}" for sign, end in zip((">=", "<="), place, strict=True) if end is not None)
    locale = str(options.get("locale") or "en")
    question = Question(
        variables=names,
        of=options.get("of") or "",
        at=str(options.get("at") or ""),
        form=options.get("form") or "",
        domain=place,
        absolute=Decimal(repr(options.get("tol_abs") or 0)),
        relative=Decimal(repr(options.get("tol_rel") or 0)),
        spelling=Spelling(not locale.startswith("en"), bool(options.get("percent"))),
    )
    verdict = check(expected, learner, question)
    outcome = "error" if verdict.outcome == "unfinished" else verdict.outcome
    slip = verdict.slip or next(iter(verdict.slips), None)
    return {"outcome": outcome, "message": verdict.message, "slip": _RECORDED.get(slip or "", slip)}


def sample_curve(
    text: str, xmin: float, xmax: float, ymin: float, ymax: float, width: float, height: float
) -> list[list[tuple[float, float]]]:
    """The polylines of a graph, in mathematical coordinates, for a window of `width` × `height` pixels."""
    window = Window(xmin, xmax, ymin, ymax, width, height)
    return [list(line) for line in sample(compiled(_read(text), ("x",)), window)]
