"""A configuration as parsed -> what to judge, and by which policy.

Takes the table of ``compliance.toml`` (or ``[tool.compliance]`` of pyproject.toml) and its text; gives a ``CheckConfig`` with the
chosen profile laid over it, or raises with every mistake at its line. An unknown key, profile, code or severity is a mistake: a rule
that is not understood must not pass for one that is kept.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Literal, TypeVar

from compliance.errors import InputError, Problem
from compliance.model.check import LEVELS, CheckConfig, FindingCode, Forbid, Level, Policy, Require
from compliance.model.finding import Severity

_TEXTS = ("agreement", "baseline", "waivers", "reviews", "profile")
_LISTS = ("instruments", "rules")
_POLICY = ("fail-on", "report-only", "dead-rules", "levels", "require", "forbid")
_LEVELS: tuple[Level, ...] = ("off", "note", "warning", "error")
_SEVERITIES: tuple[Severity, ...] = ("note", "warning", "error")
_AT_LEAST: tuple[Literal["addressed", "partially-addressed"], ...] = ("addressed", "partially-addressed")
_Name = TypeVar("_Name", bound=str)


def read_config(table: Mapping[str, Any], path: str, source: str, profile: str = "") -> CheckConfig:
    """The configuration in ``table``, with ``profile`` (else the one that it names) laid over it. Raises InputError with all mistakes."""
    config, problems = config_and_problems(table, path, source, profile)
    if problems:
        raise InputError(*problems)
    return config


def config_and_problems(table: Mapping[str, Any], path: str, source: str, profile: str = "") -> tuple[CheckConfig, list[Problem]]:
    """As much of the configuration as is sound, and what is not: so that the texts it names can be looked at in the same run."""
    reader = _Reader(path, source)
    reader.known(table, (*_TEXTS, *_LISTS, *_POLICY, "profiles"), "")
    values = {key: reader.text(table, key) for key in _TEXTS}
    lists = {key: reader.texts(table, key) for key in _LISTS}
    for key in _LISTS:
        if table.get(key) == []:
            reader.wrong("config-value", f"{key} is empty, so that nothing would be judged by it", key, "name one, or take the key out")
    policy = reader.policy(table, Policy(), "")
    profiles = reader.table(table, "profiles")
    laid = {name: reader.policy(reader.table(profiles, name), policy, f"profiles.{name}", alone=True) for name in profiles}
    chosen = profile or values["profile"]
    if chosen and chosen not in profiles:
        reader.wrong("config-name", f"there is no profile {chosen!r}", "profile", reader.close(chosen, profiles))
    config = CheckConfig(
        path,
        values["agreement"],
        lists["instruments"],
        lists["rules"] or CheckConfig().rules,
        laid.get(chosen, policy),
        chosen,
        values["baseline"],
        values["waivers"],
        values["reviews"],
    )
    return config, sorted(reader.problems)


class _Reader:
    """Reads values and gathers what is wrong with them."""

    def __init__(self, path: str, source: str) -> None:
        self.path = path
        self.lines = source.splitlines()
        self.problems: list[Problem] = []

    def wrong(self, code: str, message: str, key: str, step: str) -> None:
        line = self.line(key)
        excerpt = self.lines[line - 1] if line else ""
        self.problems.append(Problem(self.path, line, excerpt.find(key.rpartition(".")[2]) + 1 if line else 0, code, message, step, excerpt))

    def line(self, key: str) -> int:
        """Where a key stands: behind the head of its table, as far as the text shows it; 0 where it does not."""
        table, _, name = key.rpartition(".")
        inside = not table
        for number, line in enumerate(self.lines, 1):
            head = re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line)
            if head:
                inside = not table or head[1].replace('"', "").endswith(table)
                if head[1].replace('"', "").endswith(name) and (not table or f"{table}.{name}" in head[1]):
                    return number
            elif inside and re.match(rf'\s*"?{re.escape(name)}"?\s*=', line):
                return number
        return next((number for number, line in enumerate(self.lines, 1) if name in line), 0)

    def known(self, table: Mapping[str, Any], names: Collection[str], where: str) -> None:
        for key in table:
            if key not in names:
                self.wrong("config-key", f"there is no key {key!r}" + (f" in {where}" if where else ""), f"{where}.{key}" if where else key, self.close(key, names))

    @staticmethod
    def close(name: str, names: Collection[str]) -> str:
        import difflib  # only a mistake needs it

        near = difflib.get_close_matches(name, names, n=1)
        return f"did you mean {near[0]!r}?" if near else f"use one of {', '.join(names)}" if names else "take it out"

    def text(self, table: Mapping[str, Any], key: str) -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            self.wrong("config-value", f"{key} must be a text in quotes", key, f'write {key} = "..."')
            return ""
        return value

    def texts(self, table: Mapping[str, Any], key: str, where: str = "") -> tuple[str, ...]:
        value = table.get(key, [])
        full = f"{where}.{key}" if where else key
        if isinstance(value, str) or not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            self.wrong("config-value", f"{key} must be a list of texts", full, f'write {key} = ["..."]')
            return ()
        return tuple(value)

    def table(self, table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        value = table.get(key, {})
        if not isinstance(value, dict):
            self.wrong("config-value", f"{key} must be a table", key, f"write [{key}]")
            return {}
        return value

    def flag(self, table: Mapping[str, Any], key: str, usual: bool, where: str) -> bool:
        value = table.get(key, usual)
        if not isinstance(value, bool):
            self.wrong("config-value", f"{key} must be true or false", f"{where}.{key}" if where else key, f"write {key} = true")
            return usual
        return value

    def one_of(self, table: Mapping[str, Any], key: str, names: Collection[_Name], usual: _Name, where: str) -> _Name:
        value = table.get(key, usual)
        if value != usual and value not in names:
            self.wrong("config-value", f"{key} cannot be {value!r}", f"{where}.{key}" if where else key, self.close(str(value), names))
        return next((name for name in names if name == value), usual)

    def policy(self, table: Mapping[str, Any], base: Policy, where: str, *, alone: bool = False) -> Policy:
        """The policy of a table laid over another: what the table does not state stays."""
        if alone:
            self.known(table, _POLICY, where)
        levels = {**dict(base.levels), **self.levels(table, where)}
        policy = replace(
            base,
            levels=tuple(sorted(levels.items())),
            fail_on=self.one_of(table, "fail-on", _LEVELS[1:], base.fail_on, where),
            report_only=self.flag(table, "report-only", base.report_only, where),
            dead_rules=self.flag(table, "dead-rules", base.dead_rules, where),
        )
        if "require" in table:
            policy = replace(policy, require=tuple(self.require(row) for row in self.rows(table, "require", where)))
        if "forbid" in table:
            policy = replace(policy, forbid=tuple(self.forbid(row) for row in self.rows(table, "forbid", where)))
        return policy

    def levels(self, table: Mapping[str, Any], where: str) -> dict[FindingCode, Level]:
        found = self.table(table, "levels")
        inside = f"{where}.levels" if where else "levels"
        self.known(found, tuple(LEVELS), inside)
        return {code: self.one_of(found, code, _LEVELS, "off", inside) for code in found if code in LEVELS}

    def rows(self, table: Mapping[str, Any], key: str, where: str) -> list[Mapping[str, Any]]:
        value = table[key]
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            self.wrong("config-value", f"{key} must be tables", f"{where}.{key}" if where else key, f"write [[{key}]]")
            return []
        return value

    def elements(self, row: Mapping[str, Any], kind: str) -> tuple[str, ...]:
        found = self.texts(row, "elements", kind)
        if not found:
            self.wrong("config-value", f"a {kind} rule names its elements", kind, 'write elements = ["*"], or ["3.*"], or a list of names')
        return found

    def require(self, row: Mapping[str, Any]) -> Require:
        self.known(row, ("elements", "at-least", "by", "severity"), "require")
        by = row.get("by", "")
        if isinstance(by, date):
            by = by.isoformat()[:10]
        if by != "" and (not isinstance(by, str) or not is_day(by)):
            self.wrong("config-value", f"by must be a day, not {by!r}", "require.by", "write by = 2026-01-31")
            by = ""
        at_least = self.one_of(row, "at-least", _AT_LEAST, "addressed", "require")
        severity: Severity | Literal[""] = self.one_of(row, "severity", _SEVERITIES, "", "require")
        return Require(self.elements(row, "require"), at_least, by, severity)

    def forbid(self, row: Mapping[str, Any]) -> Forbid:
        self.known(row, ("elements", "severity"), "forbid")
        return Forbid(self.elements(row, "forbid"), self.one_of(row, "severity", _SEVERITIES, "", "forbid"))


def is_day(text: str) -> bool:
    """Whether a text is a day, as in 2026-01-31."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10 and text[7] == "-"  # a day of a week, as in 2026-W05-1, is written otherwise
