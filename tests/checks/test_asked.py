"""Which elements a policy asks for."""

from __future__ import annotations

import pytest

from compliance.checks.judge import asked
from compliance.model.check import Forbid, Policy, Require

ELEMENTS = ("2.message", "3.host", "3.train")


@pytest.mark.parametrize(
    ("policy", "required", "forbidden"),
    [
        (Policy(), ELEMENTS, ELEMENTS),
        (Policy(require=(Require(("3.*",)),), forbid=(Forbid(("2.message",)), Forbid(("3.host",)))), ELEMENTS[1:], ELEMENTS[:2]),
        (Policy(require=(), forbid=()), (), ()),
        (Policy(levels=(("gap", "off"),)), ELEMENTS, ELEMENTS),  # an answer in part is still a finding
        (Policy(levels=(("gap", "off"), ("partial", "off"), ("contradiction", "off"))), (), ()),
        (Policy(require=(Require(("3.host",), severity="note"),), forbid=(Forbid(("3.train",), "error"),), levels=(("gap", "off"), ("partial", "off"), ("contradiction", "off"))), ELEMENTS[1:2], ELEMENTS[2:]),
    ],
)
def test_what_is_asked(policy: Policy, required: tuple[str, ...], forbidden: tuple[str, ...]) -> None:
    assert asked(policy, ELEMENTS) == (required, forbidden)
