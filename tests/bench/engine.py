"""The engine's speed: how often a second it reads, evaluates, differentiates and samples.

In CPython, under Pyodide (in Node, with the standard library as Pyodide ships it), and beside SymPy for the one figure
that both have: a derivative at a point, from text. All are taken in one run, because only their ratios mean anything.
"""

import json
import subprocess
import sys
from pathlib import Path

from sympy import Symbol, diff
from sympy.parsing.sympy_parser import (
    convert_xor,
    implicit_multiplication_application,
    parse_expr,
    standard_transformations,
)

from nudge.press import node
from tests.bench._engine_work import AT, measure, per_second

ROOT = Path(__file__).resolve().parents[2]
SHARED = "derivatives at a point, from text"
TARGET = 20.0
_TRANSFORMATIONS = (*standard_transformations, convert_xor, implicit_multiplication_application)


def main(arguments: list[str]) -> int:
    """Print the figures. Returns 1 if a derivative is not 20 times as fast as SymPy's."""
    here, browser = measure(), under_pyodide()
    sympy = per_second(by_sympy)
    print(f"{'per second':36}{'CPython':>12}{'Pyodide':>12}{'ratio':>9}")
    for name, figure in here.items():
        print(f"{name:36}{figure:12,.0f}{browser[name]:12,.0f}{figure / browser[name]:8.1f}×")
    ratio = here[SHARED] / sympy
    print(f"{SHARED + ', SymPy':36}{sympy:12,.0f}{'':12}{ratio:8.1f}×   (target {TARGET:.0f}×)")
    return int(ratio < TARGET)


def by_sympy(text: str) -> float:
    """The derivative at a point as SymPy finds it. The texts are ours, from the file beside this one."""
    written = text.replace("arctan", "atan").replace("e^", "E^")
    x = Symbol("x")
    return float(diff(parse_expr(written, transformations=_TRANSFORMATIONS), x).subs(x, AT))


def under_pyodide() -> dict[str, float]:
    """The same figures from Pyodide in Node."""
    script = Path(__file__).with_name("engine.mjs")
    command = [str(node.executable()), str(script), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout)
