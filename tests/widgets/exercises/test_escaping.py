"""What readers and authors write is text on the page, and never a part of it."""

import re
from html.parser import HTMLParser

import pytest

from nudge.widgets import frames, live, make, start
from nudge.widgets.base import own
from nudge.widgets.kinds.choice import Select
from nudge.widgets.kinds.exercise import TypedExercise
from nudge.widgets.kinds.fill import Fill
from nudge.widgets.kinds.target import Target

EVIL = "<b id=evil>x</b>\"'><img src=x onerror=alert(1)>&amp;"
IN_TEX = f"${EVIL}$"
GIVEN = "g = a x + 1; f = u^2; x = 2; a in {3, 5}"
WORDS = {"hint": f"{EVIL} {IN_TEX}", "solution": f"{EVIL} {IN_TEX}", "right": f"{EVIL} {IN_TEX}"}
KINDS = {
    "exercise": (
        TypedExercise,
        {
            "given": GIVEN,
            "answer": "diff(f(g(x)), x)",
            "slip": f"forgot-inner-rate {EVIL} {IN_TEX}\n`f(g(x)) + a` {EVIL}",
        },
        {"answer": ("42", "14", "52", "1000")},
    ),
    "words": (
        Select,
        {"answer": f"{EVIL} | {EVIL}\n{IN_TEX} | {EVIL}", "wrong": f"wrong {EVIL} | {EVIL} {IN_TEX}"},
        {"answer": ("a", "b", "c", "a,b", "a,c", "b,c")},
    ),
    "choice": (
        Select,
        {"given": GIVEN, "answer": f"diff(f(g(x)), x) | {EVIL}", "wrong": f"value-not-rate | {EVIL}\nadded-rates"},
        {"answer": ("a", "b", "c")},
    ),
    "fill": (
        Fill,
        {"given": GIVEN, "blank": f"`p = g(x)` {EVIL} {IN_TEX}\n`q = f'(p)` {EVIL}"},
        {"p": ("7", "6"), "q": ("14", "12", "49")},
    ),
    "target": (
        Target,
        {"given": "g = sin x; f = u^2", "goal": "diff(f(g(x)), x) = 0", "x": "1 in [0.5, 3] step 0.05", "alt": EVIL},
        {"answer": ("1.55", "1.20")},
    ),
}
READERS = (
    *("<img src=x onerror=alert(1)>", "42<b>", "</output><script>alert(1)</script>", '"><svg onload=alert(1)>'),
    *("&lt;b&gt;", "42 & 1", "'42'", "$42$", "\\href{javascript:alert(1)}{x}", "{answer}", "{0.__class__}", "\u202e42"),
)
SAFE = {
    "span",
    "b",
    "p",
    "div",
    "form",
    "label",
    "input",
    "button",
    "output",
    "details",
    "summary",
    "fieldset",
    "legend",
}
SAFE |= {
    "svg",
    "path",
    "circle",
    "line",
    "text",
    "g",
    "rect",
    "i",
    "dl",
    "dt",
    "dd",
    "clippath",
    "defs",
    "small",
    "title",
}


class Seen(HTMLParser):
    """The elements of a piece of HTML, and its attributes."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.bad, self.text = set(), [], ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.bad += [
            name for name, value in attrs if name.startswith("on") or value == "evil" or name in ("src", "href")
        ]

    def handle_data(self, data):
        self.text += data


def safe(html):
    seen = Seen(html)
    assert not seen.bad, html
    assert "img" not in seen.tags, html
    assert "script" not in seen.tags, html
    assert seen.tags <= SAFE, seen.tags - SAFE
    return seen.text


def made(kind):
    widget_of, fields, answers = KINDS[kind]
    widget, problems = make(widget_of, {**fields, **WORDS})
    if problems and problems[0].code == "colliding-slips":
        widget, problems = make(widget_of, {**fields, **WORDS, "allow-collision": EVIL})
    assert problems == (), problems
    return widget, answers


@pytest.mark.parametrize("kind", KINDS)
def test_authors_words_are_text(kind):
    widget, answers = made(kind)
    begin = start(widget)
    markup = widget.markup(widget.view(begin), 'na"me<')
    safe(markup)
    shown = markup
    for name, texts in answers.items():
        for text in texts:
            view = widget.view({**begin, name: text, **({"x": text} if kind == "target" else {})})
            assert not view.problems
            for place, part in view.parts.items():
                if f":{place}" not in markup and own(place) != "said":  # attributes and sentences are no HTML
                    safe(part)
                    shown += part
    assert "<b id=evil>" in Seen(shown).text
    assert frames.tables(widget)["tables"]


@pytest.mark.parametrize("text", READERS)
@pytest.mark.parametrize("kind", KINDS)
def test_readers_words_are_text(kind, text):
    widget, answers = made(kind)
    begin = start(widget)
    for control in begin:
        state = {**begin, **{name: texts[-1] for name, texts in answers.items()}, control: text}
        view = widget.view(state)
        for name, part in view.parts.items():
            safe(part) if "<" in part or "&" in part else None
            if name.startswith("option") or name == "help":
                continue
            assert not re.search(r"<img|<script|<svg onload", part), part
        if view.problems:
            assert set(view.problems) <= {control}


def test_a_readers_words_go_through_json_as_they_are():
    import json

    fields = KINDS["exercise"][1] | {"allow-collision": "x"}
    live.describe(json.dumps({"w": {"widget": "exercise", "fields": list(fields.items())}}))
    for text in READERS:
        message = {"seq": 1, "widget": "w", "state": {"variant": "a = 3", "answer": text}}
        reply = json.loads(live.answer(json.dumps(message)))
        assert set(reply) == {"seq", "parts", "problems"}
        safe(reply["parts"].get("verdict", ""))


def test_what_is_heard_is_plain_text():
    widget, _ = made("exercise")
    heard = widget.view({**start(widget), "answer": "14"}).caption
    assert "&#x27;" not in heard
    assert "&lt;" not in heard
    assert "<span" not in heard
