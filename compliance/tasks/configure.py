"""Options and a configuration file -> what to check.

Finds compliance.toml, or pyproject.toml with a table for it, from the working folder upwards; the nearest wins. Paths in it are those
of its own folder and come out as seen from the working folder. Options lie over it. Mistakes are gathered: whoever asks goes on and
looks at the texts too.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from compliance import disk
from compliance.checks.config import config_and_problems
from compliance.errors import ComplianceError, Gathering, InputError, Problem, UsageError
from compliance.model.check import CheckConfig, Level

OWN = "compliance.toml"
SHARED = "pyproject.toml"
_GLOB = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says; what is empty leaves the configuration as it is."""

    config: str = ""
    profile: str = ""
    agreement: str = ""
    instruments: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    fail_on: Level | None = None
    report_only: bool = False
    baseline: str = ""
    waivers: str = ""


@dataclass(frozen=True, slots=True)
class _File:
    """A configuration as found: its path as seen from the working folder, its own table, and the text for places."""

    path: str
    table: Mapping[str, Any]
    source: str


def configure(options: Options, gathering: Gathering) -> CheckConfig:
    """What to check; what is wrong is noted in ``gathering``, and the rest is as sound as can be."""
    found = gathering.attempt(_named if options.config else _nearest, options.config)
    config = CheckConfig()
    if found is not None:
        config, problems = config_and_problems(found.table, found.path, found.source, options.profile)
        gathering.problems += problems
        config = _seen_from_here(config, os.path.dirname(found.path), gathering)
    elif options.profile and not gathering.problems:
        gathering.problems.append(Problem("", 0, 0, "config-name", f"there is no profile {options.profile!r}, as there is no configuration", f"write [profiles.{options.profile}] into {OWN}"))
    agreement = options.agreement or config.agreement
    texts = _expanded(options.instruments, "", agreement, gathering) or config.instruments
    if agreement and any(_same(agreement, text) for text in texts):
        message = "the agreement is named as an instrument too: its own words would answer what they ask"
        gathering.problems.append(Problem(agreement, 0, 0, "agreement-twice", message, "take it out of the instruments"))
    policy = replace(config.policy, fail_on=options.fail_on or config.policy.fail_on, report_only=options.report_only or config.policy.report_only)
    return replace(
        config,
        agreement=agreement,
        instruments=texts,
        rules=options.rules or config.rules,
        policy=policy,
        baseline=options.baseline or config.baseline,
        waivers=options.waivers or config.waivers,
    )


def configuration(options: Options) -> str:
    """The path of the configuration that holds, also where it cannot be read; empty where there is none."""
    try:
        found = None if options.config else _nearest("")
    except ComplianceError as error:
        return error.problems[0].path
    return found.path if found is not None else options.config


def _named(path: str) -> _File:
    """The configuration in a file that was named."""
    table, source = disk.load_toml(path)
    if os.path.basename(path) != SHARED:
        return _File(path, table, source)
    own = _own_table(table, path)
    if own is None:
        raise UsageError(Problem(path, 0, 0, "config-name", "this file has no table [tool.compliance]", f"write one, or name a {OWN}"))
    return _File(path, own, _own_lines(source))


def _nearest(_: str) -> _File | None:
    """The configuration nearest to the working folder, or none. Raises UsageError where one folder has two."""
    found: dict[str, dict[str, str]] = {}
    for path in disk.find_upwards((OWN, SHARED)):
        found.setdefault(os.path.dirname(path), {})[os.path.basename(path)] = from_here(path)
    for files in found.values():
        shared = _shared(files[SHARED]) if SHARED in files else None
        if OWN in files:
            if shared is not None:
                message = f"{shared.path} holds a table [tool.compliance], and {OWN} stands beside it: only one of the two can hold"
                raise UsageError(Problem(files[OWN], 0, 0, "config-two", message, "keep one of the two"))
            return _File(files[OWN], *disk.load_toml(files[OWN]))
        if shared is not None:
            return shared
    return None


def _shared(path: str) -> _File | None:
    """The own table of a pyproject.toml, or none. A file that never names the tool is not parsed: whatever it holds, it is nothing to us."""
    if "compliance" not in disk.read_words(path, may_be_empty=True):
        return None
    table, source = disk.load_toml(path)
    own = _own_table(table, path)
    return None if own is None else _File(path, own, _own_lines(source))


def _own_table(table: Mapping[str, Any], path: str) -> Mapping[str, Any] | None:
    tools = table.get("tool", {})
    own = tools.get("compliance") if isinstance(tools, dict) else None
    if own is not None and not isinstance(own, dict):
        raise InputError(Problem(path, 0, 0, "config-value", "tool.compliance must be a table", "write [tool.compliance]"))
    return own


def _own_lines(source: str) -> str:
    """The text with the lines of other tools' tables left blank, so that a key is looked for among our own."""
    inside, out = False, []
    for line in source.splitlines():
        head = re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line)
        if head:
            inside = re.match(r'"?tool"?\s*\.\s*"?compliance"?\s*($|\.)', head[1]) is not None
        out.append(line if inside else "")
    return "\n".join(out)


def from_here(path: str) -> str:
    """A path as seen from the working folder, with slashes; as it is where there is no way from here."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive
        return Path(path).as_posix()


def _seen_from_here(config: CheckConfig, folder: str, gathering: Gathering) -> CheckConfig:
    """The configuration with its paths, which are those of its folder, as seen from the working folder."""
    agreement = _text(config.agreement, folder, gathering) if config.agreement else ""
    return replace(
        config,
        agreement=agreement,
        instruments=_expanded(config.instruments, folder, agreement, gathering, config.path),
        rules=tuple(_pack(ref, folder) for ref in config.rules),
        baseline=joined(folder, config.baseline),
        waivers=joined(folder, config.waivers),
        reviews=joined(folder, config.reviews),
    )


def joined(folder: str, ref: str) -> str:
    """A path of a folder as seen from here, by the shortest way; empty where none is named."""
    path = os.path.normpath(os.path.join(folder, ref)) if ref else ""
    return from_here(path) if path.startswith("..") else path and Path(path).as_posix()


def _text(ref: str, folder: str, gathering: Gathering) -> str:
    """A text that a configuration names: a path of its folder, else a built-in id."""
    path = joined(folder, ref)
    if disk.exists(path) or ref not in disk.list_texts():
        return path
    if disk.exists(ref):
        message = f"{ref!r} is a built-in text for the configuration, and something else in this folder"
        gathering.problems.append(Problem(ref, 0, 0, "ambiguous-name", message, "run the check in the folder of the configuration"))
    return ref


def _pack(ref: str, folder: str) -> str:
    """A pack that a configuration names: a built-in one, else a folder."""
    if ref in disk.list_packs():
        return ref
    path = joined(folder, ref)
    return f"./{path}" if path in disk.list_packs() else path


def _expanded(refs: Sequence[str], folder: str, agreement: str, gathering: Gathering, said: str = "") -> tuple[str, ...]:
    """The texts that names and patterns stand for, each once; a pattern does not stand for the agreement. One that meets nothing is a mistake."""
    out: list[str] = []
    for ref in refs:
        if not _GLOB.search(ref) or disk.exists(joined(folder, ref)):
            out.append(_text(ref, folder, gathering) if said else ref)
            continue
        named = gathering.attempt(disk.matching, ref, folder or ".")
        if named is None:
            continue
        met = [path for name in named if (path := joined(folder, name)) != joined("", agreement or ".")]
        if not met:
            gathering.problems.append(_meets_nothing(ref, said))
        out += met
    return tuple(dict.fromkeys(out))


def _same(one: str, other: str) -> bool:
    """Whether two names mean one text."""
    return one == other or (disk.exists(one) and disk.real(one) == disk.real(other))


def _meets_nothing(ref: str, said: str) -> Problem:
    line, excerpt, column = 0, "", 0
    if said:
        for number, words in enumerate(disk.read_words(said).splitlines(), 1):
            found = re.search(rf"[\"']({re.escape(ref)})[\"']", words)
            if found:
                line, excerpt, column = number, words, found.start(1) + 1
                break
    where = said or ref
    return Problem(where, line, column, "config-glob", f"no text is meant by {ref!r}", "check the folder and the pattern", excerpt)


def unknown(value: str, known: Sequence[str], what: str) -> Problem:
    """The problem of an option whose value is none of those known."""
    import difflib  # only a mistake needs it

    close = difflib.get_close_matches(value, known, n=1)
    step = f"did you mean {close[0]!r}?" if close else f"use one of {', '.join(known)}"
    return Problem("", 0, 0, "unknown-name", f"there is no {what} {value!r}", step)
