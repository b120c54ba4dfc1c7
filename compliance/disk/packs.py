"""Rule packs: a folder, or a built-in name, with the packs that it builds on.

Takes a name or a path; gives a ``RulePack``, or one error with every mistake of every file. What the files mean is left to
``compliance.packs``.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compliance.disk import seen
from compliance.disk.files import corpus, decode, list_packs, read_bytes
from compliance.disk.memo import remembered
from compliance.errors import ComplianceError, InputError, PackError, Problem, UsageError
from compliance.model.pack import RulePack
from compliance.packs.parsed import Parsed
from compliance.packs.shape import plain, reader

if TYPE_CHECKING:
    from compliance.packs.load import Extends


def load_pack_folder(ref: str) -> RulePack:
    """A pack by built-in name or folder, with the pack that it extends. Raises PackError with every mistake in both."""
    return _loaded(ref, True)


def load_rules(ref: str) -> RulePack:
    """A pack as it judges, without its cases, which are checked all the same. As ``load_pack_folder`` in all else."""
    pack: RulePack = remembered("rules", (ref,), lambda: replace(_loaded(ref, False), survivors=()), plain, reader(RulePack))
    return pack


def _loaded(ref: str, with_cases: bool) -> RulePack:
    found = _pack_folder(ref, Path(ref), ref)
    if found is None:
        raise UsageError(Problem(ref, 0, 0, "pack-missing", "there is no rule pack of this name and no such folder", _near_pack(ref)))
    return _pack(*found, (), with_cases)


def pack_commitments(ref: str) -> tuple[Parsed, ...]:
    """The commitments of a pack that loads, with their places: its own file, then those of the packs that it builds on."""
    return tuple(file for file in reversed(pack_files(ref, ("commitments.yaml",))))


def pack_files(ref: str, names: Collection[str] = ()) -> tuple[Parsed, ...]:
    """The files of a pack that loads (of these ``names``, else all but cases) with their places, in the order in which they are joined: those of the pack that it builds on first."""
    return remembered("files", (ref, *sorted(names)), lambda: _parsed_files(ref, names), _placed_data, _placed)


def _parsed_files(ref: str, names: Collection[str]) -> tuple[Parsed, ...]:
    from compliance.packs.load import extends  # brings yaml, as below
    from compliance.packs.yaml_text import parse_yaml

    out: list[list[Parsed]] = []
    found = _pack_folder(ref, Path(ref), ref)
    while found is not None:
        files, _ = _pack_files(*found)
        wanted = [name for name in sorted(files) if (name in names if names else name.endswith(".yaml") and not name.startswith("cases/"))]
        out.append([parse_yaml(files[name], f"{found[1]}/{name}") for name in wanted])
        named = extends(files, found[1])
        found = _base_folder(named, *found) if named else None
    return tuple(file for folder in reversed(out) for file in folder)


def pack_folders(ref: str) -> list[str]:
    """The folders of a pack and of those that it builds on, as far as they are there and can be read; none for a built-in pack."""
    from compliance.packs.load import extends  # brings yaml

    out: list[str] = []
    found = _pack_folder(ref, Path(ref), ref)
    while found is not None and found[0].parent != corpus("rules") and found[1] not in out:
        out.append(found[1])
        try:
            files, _ = _pack_files(*found)
            named = extends(files, found[1])
            found = _base_folder(named, *found) if named else None
        except (ComplianceError, OSError):  # half-written: whoever asks looks again
            found = None
    return out


def _placed_data(files: tuple[Parsed, ...]) -> Any:
    """Parsed files as JSON data; those of a pack that loads have no problems."""
    return [[one.path, one.lines, one.data, [[[*path], *place] for path, place in one.keys.items()], [[[*path], *place] for path, place in one.values.items()]] for one in files]


def _placed(data: Any) -> tuple[Parsed, ...]:
    def places(rows: Any) -> dict[tuple[str | int, ...], tuple[int, int]]:
        return {tuple(path): (line, column) for path, line, column in rows}

    def parsed(path: str, lines: list[str], content: Any, keys: Any, values: Any) -> Parsed:
        return Parsed(path, lines, content, find=lambda: (places(keys), places(values)))

    return tuple(parsed(*one) for one in data)


def _pack_folder(name: str, path: Path, shown: str) -> tuple[Path, str] | None:
    """The folder of a pack and its path as a reader sees it: the built-in pack of this name, else the folder at ``path`` ("./nda" is a folder)."""
    if name in list_packs():
        return corpus("rules") / name, f"rules/{name}"
    return (path, shown.rstrip("/") or "/") if seen.is_dir(path) else None


def _near_pack(name: str, around: Path | None = None) -> str:
    """The next step for the name of a pack that is not there: a close built-in name, or a close folder as seen from the folder ``around``."""
    import difflib  # only a name that is not there needs it

    known, part = list_packs(), Path(name)
    room = around / part.parent if around is not None else None
    folders = [str(part.parent / name) for name in seen.names(room) if seen.is_file(room / name / "pack.yaml")] if room and seen.is_dir(room) else []
    close = difflib.get_close_matches(name, [*known, *folders], n=1)
    return f"did you mean {close[0]!r}?" if close else f"name a folder, or one of {', '.join(known)}"


def _pack(folder: Path, shown: str, above: tuple[str, ...], with_cases: bool) -> RulePack:
    """The pack in a folder, on which the packs in the folders ``above`` build."""
    from compliance.packs.load import extends, load_pack

    files, unread = _pack_files(folder, shown)
    named = extends(files, shown)
    if named is None:
        return load_pack(files, shown, unread=unread, with_cases=with_cases)
    try:
        base = _base(named, folder, shown, (*above, seen.real(folder)), with_cases)
    except ComplianceError as error:
        return load_pack(files, shown, unread=unread, without=error.problems, with_cases=with_cases)
    return load_pack(files, shown, base, unread, with_cases=with_cases)


def _base_folder(named: Extends, folder: Path, shown: str) -> tuple[Path, str] | None:
    beside = _pack_folder(named.name, folder / named.name, os.path.normpath(os.path.join(shown, named.name)))
    return beside or _pack_folder(named.name, Path(named.name), named.name)


def _base(named: Extends, folder: Path, shown: str, above: tuple[str, ...], with_cases: bool) -> RulePack:
    """The pack that the one in ``folder`` extends: a folder beside it or at hand, or a built-in one."""
    found = _base_folder(named, folder, shown)
    if found is None:
        step = _near_pack(named.name, folder)
        raise PackError(named.problem("pack-missing", f"there is no rule pack and no folder {named.name!r}, seen from this pack", step))
    if seen.real(found[0]) in above:
        raise PackError(named.problem("pack-cycle", "this pack extends itself, by way of others or directly", "take one extends out"))
    return _pack(*found, above, with_cases)


def _pack_files(folder: Path, shown: str) -> tuple[dict[str, str], dict[str, tuple[Problem, ...]]]:
    """The text of each file of a pack, and of each that cannot be read the reason. What is no part of a pack is named and not read."""
    from compliance.packs.load import belongs

    files: dict[str, str] = {}
    unread: dict[str, tuple[Problem, ...]] = {}
    try:
        listed = seen.tree(folder)
    except OSError as error:
        raise InputError(Problem(shown, 0, 0, "input-unreadable", f"the folder cannot be read: {error.strerror}", "check who may read it")) from error
    for name in listed:
        try:
            data = read_bytes(folder / name, f"{shown}/{name}") if belongs(name) else b""
            # An empty file is a mistake of the pack, which says what belongs there.
            files[name] = decode(data, f"{shown}/{name}") if data.strip() else ""
        except InputError as error:
            unread[name] = error.problems
    return files, unread
