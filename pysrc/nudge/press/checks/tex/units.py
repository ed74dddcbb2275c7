"""Units of measure: what each is worth in a few that all others are made of."""

from __future__ import annotations

import re

from nudge.press.checks.tex.tree import TexNode

_BASE = {
    "m": "1 m|meter meters metre metres",
    "cm": "1/100 m|centimeter centimeters",
    "mm": "1/1000 m|",
    "km": "1000 m|kilometer kilometers kilometre kilometres",
    "ft": "1 ft|foot feet",
    "in.": "1/12 ft|inch inches",
    "mi": "5280 ft|mile miles",
    "s": "1 s|sec second seconds",
    "min": "60 s|minute minutes",
    "h": "3600 s|hr hour hours",
    "kg": "1 kg|",
    "g": "1/1000 kg|gram grams",
    "N": "1 kg m s^-2|newton newtons",
    "J": "1 kg m^2 s^-2|joule joules",
    "W": "1 kg m^2 s^-3|watt watts",
    "L": "1/1000 m^3|liter liters litre litres",
    "rad": "1|radian radians",
    "dollars": "1 $|dollar",
    "people": "1 people|person",
    "units": "1 units|unit",
}
_VALUES = {
    name: value
    for first, told in _BASE.items()
    for value, others in [told.split("|")]
    for name in [first, *others.split()]
}
_PART = re.compile(r"\s*(?P<sign>/|\bper\b|\\cdot|·|\*)?\s*(?P<name>[A-Za-z]+\.?|\$)(?:\^\{?(?P<power>-?\d+)\}?)?")
_SQUARES = re.compile(r"\b(square|cubic)\s+([a-z]+)")


def _parts(text: str) -> list[tuple[str, int]] | None:
    """The units that a text names, each with its power; None if it names something else."""
    text = _SQUARES.sub(lambda match: f"{match[2]}^{2 if match[1] == 'square' else 3}", text.strip())
    found, at = list[tuple[str, int]](), 0
    while at < len(text):
        match = _PART.match(text, at)
        if match is None or match["name"] not in _VALUES:
            return None
        power = int(match["power"] or 1)
        found.append((match["name"], -power if match["sign"] in ("/", "per") else power))
        at = match.end()
    return found or None


def is_unit(text: str) -> bool:
    """Whether this names a unit: km/h, miles per hour, m/s^2."""
    return _parts(text) is not None


def unit(text: str, start: int, end: int) -> TexNode:
    """A unit as a product of a number and of those that all are made of, which are letters of their own."""
    made = TexNode("number", "1", (), start, end)
    for name, power in _parts(text) or ():
        size, *bases = _VALUES[name].split()
        above, _, below = size.partition("/")
        worth: TexNode = TexNode("number", above)
        if below:
            worth = TexNode("div", "", (worth, TexNode("number", below)))
        for base in bases:
            letter, _, raised = base.partition("^")
            worth = TexNode("mul", "", (worth, _power(TexNode("symbol", f"[{letter}]"), int(raised or 1))))
        made = TexNode("mul", "", (made, _power(worth, power)), start, end)
    return made


def _power(base: TexNode, power: int) -> TexNode:
    if power == 1:
        return base
    raised = TexNode("number", str(abs(power)))
    return TexNode("pow", "", (base, raised if power > 0 else TexNode("neg", "", (raised,))))


def measured(node: TexNode) -> bool:
    """Whether there is a unit in this."""
    return any(one.kind == "symbol" and one.text.startswith("[") for one in node.walk())


def bare(node: TexNode) -> TexNode | None:
    """The number of a quantity, such as 30 of 30 m/s; None where this is not a number with its unit."""
    if node.kind == "neg":
        inner = bare(node.parts[0])
        return inner and TexNode("neg", "", (inner,), node.start, node.end)
    if node.kind != "mul" or len(node.parts) != 2 or measured(node.parts[0]) or not measured(node.parts[1]):
        return None
    letters = {one.text for one in node.parts[1].walk() if one.kind == "symbol"}
    return node.parts[0] if all(one.startswith("[") for one in letters) else None
