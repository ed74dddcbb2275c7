"""A learner in a browser, who knows the key of the exercises: answers rightly, or with a slip that has a name."""

from __future__ import annotations

import json
from collections.abc import Iterator

from playwright.sync_api import Locator, Page, expect

from nudge.widgets.base import read
from nudge.widgets.exercises.base import Exercise
from nudge.widgets.exercises.choice import ChosenAnswer
from nudge.widgets.exercises.given import Variant
from nudge.widgets.exercises.goal import Goal
from nudge.widgets.kinds import REGISTRY


def exercises(page: Page) -> dict[str, Exercise]:
    """The exercises of the page by their ids, made of what the build wrote on it."""
    described = json.loads(page.locator("#lesson-data").text_content() or "")["widgets"]
    found = {}
    for name in page.locator("form[data-exercise]").evaluate_all("all => all.map(form => form.dataset.exercise)"):
        one = described[name]
        fields = [(key, text) for key, text in one["fields"]]
        widget, problems = read(REGISTRY[one["widget"]], [*fields, ("alt", "On the page already.")])
        assert isinstance(widget, Exercise), problems
        found[name] = widget
    return found


def variant(page: Page, name: str, widget: Exercise) -> Variant:
    """The variant that the page shows."""
    chosen = page.locator(f"#{name} [name=variant]")
    key = chosen.input_value() if chosen.count() else ""
    every = widget.given.variants()
    return next((one for one in every if one.key == key), next(iter(every)))


class Mouse:
    """How a learner reaches what is on the page: by clicks, and typing where one has clicked."""

    def press(self, locator: Locator) -> None:
        locator.click()

    def pick(self, boxes: Locator, i: int) -> None:
        """Mark one option of several."""
        self.press(boxes.nth(i))

    def type(self, locator: Locator, text: str) -> None:
        """Put a text in the place of what stands there."""
        self.press(locator)
        locator.press("Control+a")
        locator.page.keyboard.type(text)


class Finger(Mouse):
    """By taps."""

    def press(self, locator: Locator) -> None:
        locator.tap()


class Keys(Mouse):
    """By keys alone, and forwards only: what comes next in the lesson must come next under the keys."""

    def reach(self, locator: Locator) -> None:
        for _ in range(90):
            if locator.evaluate("e => e === document.activeElement"):
                return
            locator.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {locator}")

    def press(self, locator: Locator) -> None:
        self.reach(locator)
        locator.page.keyboard.press("Space" if locator.get_attribute("type") in ("checkbox", "radio") else "Enter")

    def pick(self, boxes: Locator, i: int) -> None:
        if boxes.nth(i).get_attribute("type") == "checkbox":
            return self.press(boxes.nth(i))
        self.press(boxes.first)
        for _ in range(i):
            boxes.page.keyboard.press("ArrowDown")
        return None


def solve(page: Page, name: str, widget: Exercise, hand: Mouse | None = None) -> None:
    """Answer rightly, and wait for the verdict."""
    hand = hand or Mouse()
    shown = variant(page, name, widget)
    if isinstance(widget.ask, ChosenAnswer):
        boxes = page.locator(f"#{name} .options input")
        for i, one in enumerate(widget.ask.shown(shown)):
            if one.right != boxes.nth(i).is_checked():
                hand.pick(boxes, i)
    elif isinstance(widget.ask, Goal):
        for control, text in zip(widget.ask.moved, next(iter(widget.ask.places(shown))), strict=True):
            hand.type(page.locator(f"#{name} input[type=text][data-control={control.name}]"), text)
            page.keyboard.press("Enter")
    else:
        for key in widget.ask.key(shown):
            hand.type(page.locator(f"#{name} input[name={key.asked or 'answer'}]"), key.answer)
    check(page, name, "accepted", hand)


def err(page: Page, name: str, widget: Exercise) -> Iterator[str]:
    """Make every slip that has a name, and give what the page says of each."""
    shown = variant(page, name, widget)
    if isinstance(widget.ask, ChosenAnswer):
        boxes = page.locator(f"#{name} .options input")
        for i, one in enumerate(widget.ask.shown(shown)):
            if not one.right:
                boxes.nth(i).check()
                yield check(page, name, "rejected")
                if boxes.nth(i).get_attribute("type") == "checkbox":
                    boxes.nth(i).uncheck()
    elif not isinstance(widget.ask, Goal):
        first = widget.ask.key(shown)[0]
        for value in first.slips:
            page.locator(f"#{name} input[name={first.asked or 'answer'}]").fill(value)
            yield check(page, name, "rejected")


def check(page: Page, name: str, wanted: str, hand: Mouse | None = None) -> str:
    """Press Check, and wait until the page has judged. Gives what it says."""
    form = page.locator(f"form[data-exercise={name}]")
    (hand or Mouse()).press(form.get_by_role("button", name="Check"))
    verdict = form.locator("output[name=verdict]")
    expect(verdict).to_have_attribute("data-outcome", wanted, timeout=30_000)
    return verdict.inner_text()


def answer_step(page: Page, hand: Mouse | None = None) -> None:
    """Answer all exercises of the last step that is open."""
    known = exercises(page)
    step = page.locator("section[data-step]:not([inert])").last
    for name in step.locator("form[data-exercise]").evaluate_all("all => all.map(form => form.dataset.exercise)"):
        solve(page, name, known[name], hand)


def go_on(page: Page, steps: int = 1, hand: Mouse | None = None) -> None:
    """Answer what a step asks, and go on to the next; skip a step whose answers cannot be marked."""
    for _ in range(steps):
        onward = page.get_by_role("button", name="Continue")
        if page.evaluate("document.documentElement.dataset.engine") == "unavailable":
            page.get_by_role("button", name="Skip this step").or_(onward).click()
            continue
        answer_step(page, hand)
        (hand or Mouse()).press(onward)
