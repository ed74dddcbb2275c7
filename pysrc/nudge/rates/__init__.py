"""The engine: it reads the mathematics people type, and knows values and rates.

Purity boundary: the standard library only, no files, no clock, no randomness, no environment, and nothing that runs
text as code. Every function here answers the same for the same arguments, in CPython and in the browser. What cannot
be read raises `Unreadable`; what has no value is None, never NaN, infinity or a complex number.
"""

from nudge.rates.calculus import derivative
from nudge.rates.check import check
from nudge.rates.cursor import Note
from nudge.rates.evaluate import compiled, settled
from nudge.rates.expr import Apply, Constant, Expr, Number, Variable, rational, substitute, variables
from nudge.rates.forward import RateReport, rate, rate_report, second_rate, value
from nudge.rates.graph import Event, Graph, Node, Rates, graph_of, rates_of, sweep
from nudge.rates.lexer import Spelling
from nudge.rates.parse import Reading, parse, read
from nudge.rates.question import ParsedQuestion, Question
from nudge.rates.simplify import simplify
from nudge.rates.steps import WorkingStep, steps
from nudge.rates.tex import tex
from nudge.rates.unreadable import Unreadable
from nudge.rates.verdicts import Verdict

__all__ = [
    "Apply",
    "Constant",
    "Event",
    "Expr",
    "Graph",
    "Node",
    "Note",
    "Number",
    "ParsedQuestion",
    "Question",
    "RateReport",
    "Rates",
    "Reading",
    "Spelling",
    "Unreadable",
    "Variable",
    "Verdict",
    "WorkingStep",
    "check",
    "compiled",
    "derivative",
    "graph_of",
    "parse",
    "rate",
    "rate_report",
    "rates_of",
    "rational",
    "read",
    "second_rate",
    "settled",
    "simplify",
    "steps",
    "substitute",
    "sweep",
    "tex",
    "value",
    "variables",
]
