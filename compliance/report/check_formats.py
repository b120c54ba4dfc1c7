"""The formats of a check, by name. A new format is one file and one row here; only the one that is asked for is loaded."""

from __future__ import annotations

from collections.abc import Callable

from compliance.model.check import Judgement


def _text(judgement: Judgement) -> str:
    from compliance.report.check_text import to_text

    return to_text(judgement)


def _json(judgement: Judgement) -> str:
    from compliance.report.check_json import to_json

    return to_json(judgement)


def _sarif(judgement: Judgement) -> str:
    from compliance.report.check_sarif import to_sarif

    return to_sarif(judgement)


def _junit(judgement: Judgement) -> str:
    from compliance.report.check_junit import to_junit

    return to_junit(judgement)


def _github(judgement: Judgement) -> str:
    from compliance.report.check_github import to_github

    return to_github(judgement)


def _summary(judgement: Judgement) -> str:
    from compliance.report.check_summary import to_summary

    return to_summary(judgement)


def _gitlab(judgement: Judgement) -> str:
    from compliance.report.check_gitlab import to_gitlab

    return to_gitlab(judgement)


CHECK_FORMATS: dict[str, Callable[[Judgement], str]] = {
    "text": _text, "json": _json, "sarif": _sarif, "junit": _junit, "github": _github, "summary": _summary, "gitlab": _gitlab,
}  # fmt: skip
