"""Code in colour can be read, in light and in dark."""

import re
from pathlib import Path

import pytest

STYLES = Path(__file__).parents[3] / "templates" / "static" / "css"
TOKENS = dict(re.findall(r"--([\w-]+): light-dark\((.+?)\);", (STYLES / "tokens.css").read_text("utf-8")))
USED = sorted(set(re.findall(r"var\(--([\w-]+)\)", (STYLES / "code.css").read_text("utf-8"))))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("name", USED)
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrast_on_the_ground_of_code(name: str, scheme: int) -> None:
    shades = sorted(luminance(TOKENS[one].split(", ")[scheme]) for one in (name, "card"))
    assert (shades[1] + 0.05) / (shades[0] + 0.05) >= 4.5
