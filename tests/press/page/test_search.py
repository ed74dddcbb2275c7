"""The index holds what can be found, and the page's script finds it: in English and in German, by words and names."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from nudge.press import node
from nudge.press.build import Press

FIND = Path(__file__).parents[3] / "templates" / "static" / "js" / "find.js"
LESSON = """---
title: Ableitungen
summary: Wie steil eine Kurve ist.
---

Zuerst ein Bild.

## Die Kettenregel
<!-- step id=kette -->

Für die Größe $\\sin(x^2)$ gilt [](#eq-nested-rates), und zwar überall.

$$
a = b
$$
<!-- equation id=eq-nested-rates -->

## Functions and their slopes
<!-- step id=slopes -->

Derivatives of functions are functions, says l'Hôpital. `x = 1`
"""
GLOSSARY = "---\ntitle: Words\nsummary: What words mean.\n---\n\nTangent\n: A line that *touches* a curve.\n"

Write = Callable[[Mapping[str, str]], None]


@pytest.fixture
def index(write: Write, press: Callable[[], Press], tmp_path: Path) -> str:
    """The index of a small course."""
    write({"a/one.md": LESSON, "a/zw ei.md": "Nothing of it.\n", "glossary.md": GLOSSARY})
    assert press().build().written
    return (tmp_path / "site" / "search.json").read_text("utf-8")


def find(index: str, *asked: str) -> list[list[dict[str, object]]]:
    """What the page's script finds, for each question."""
    code = f"""
        import {{ readFileSync }} from "node:fs";
        import {{ Index }} from {json.dumps(FIND.as_uri())};
        const {{ index, asked }} = JSON.parse(readFileSync(0, "utf-8"));
        const found = new Index(JSON.parse(index));
        console.log(JSON.stringify(asked.map((words) => found.find(words))));
    """
    given = json.dumps({"index": index, "asked": asked})
    command = [node.executable(), "--no-warnings", "--input-type=module", "--eval", code]
    done = subprocess.run(command, input=given, capture_output=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)


def test_each_question_is_answered_by_its_place(index: str) -> None:
    wanted = {
        "ableitung": "a/one/",
        "Kettenregeln": "a/one/#kette",
        "regel": "a/one/#kette",
        "grosse": "a/one/#kette",
        "GRÖSSE": "a/one/#kette",
        "sin": "a/one/#kette",
        "nested rates": "a/one/#eq-nested-rates",
        "function": "a/one/#slopes",
        "derivative slope": "a/one/#slopes",
        "hopital": "a/one/#slopes",
        "tangents": "glossary/#tangent",
        "touch": "glossary/#tangent",
        "nothing": "a/zw%20ei/",
    }
    found = find(index, *wanted)
    first = [answers[0]["url"] if answers else None for answers in found]
    assert dict(zip(wanted, first, strict=True)) == wanted


def test_nothing_answers_what_is_not_there(index: str) -> None:
    assert find(index, "", " - ", "integral", "tangent integral") == [[], [], [], []]


def test_an_answer_shows_what_was_asked_for(index: str) -> None:
    (answer,) = find(index, "touches")[0]
    assert (answer["heading"], answer["title"]) == ("Tangent", "Words")
    assert answer["shown"] == [["A line that ", False], ["touches", True], [" a curve.", False]]
