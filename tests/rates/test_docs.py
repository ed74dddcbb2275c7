"""The examples of docs/engine.md are true."""

import doctest

from nudge.rates.forms import FORMS


def test_the_examples_run(root):
    path = root / "docs" / "engine.md"
    text = path.read_text("utf-8").replace("\n```\n", "\n\n")  # a fence is not part of what an example prints
    examples = doctest.DocTestParser().get_doctest(text, {}, path.name, str(path), 0)
    failed, tried = doctest.DocTestRunner().run(examples)
    assert failed == 0
    assert tried > 25


def test_every_form_is_documented(root):
    text = (root / "docs" / "engine.md").read_text("utf-8")
    assert all(form in text for form in FORMS)
