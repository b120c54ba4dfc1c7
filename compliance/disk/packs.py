"""Rule packs: a folder, or a built-in name, with the packs that it builds on.

Takes a name or a path; gives a ``RulePack``, or one error with every mistake of every file. What the files mean is left to
``compliance.packs``.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Collection
from pathlib import Path

from compliance.disk.files import corpus, decode, list_packs, read_bytes
from compliance.errors import ComplianceError, InputError, PackError, Problem, UsageError
from compliance.model.pack import RulePack
from compliance.packs.load import Extends, belongs, extends, load_pack
from compliance.packs.yaml_text import Parsed, parse_yaml


def load_pack_folder(ref: str) -> RulePack:
    """A pack by built-in name or folder, with the pack that it extends. Raises PackError with every mistake in both."""
    found = _pack_folder(ref, Path(ref), ref)
    if found is None:
        raise UsageError(Problem(ref, 0, 0, "pack-missing", "there is no rule pack of this name and no such folder", _near_pack(ref)))
    return _pack(*found, ())


def pack_commitments(ref: str) -> tuple[Parsed, ...]:
    """The commitments of a pack that loads, with their places: its own file, then those of the packs that it builds on."""
    return tuple(file for file in reversed(pack_files(ref, ("commitments.yaml",))))


def pack_files(ref: str, names: Collection[str] = ()) -> tuple[Parsed, ...]:
    """The files of a pack that loads (of these ``names``, else all but cases) with their places, in the order in which they are joined: those of the pack that it builds on first."""
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


def _pack_folder(name: str, path: Path, shown: str) -> tuple[Path, str] | None:
    """The folder of a pack and its path as a reader sees it: the built-in pack of this name, else the folder at ``path`` ("./nda" is a folder)."""
    if name in list_packs():
        return corpus("rules") / name, f"rules/{name}"
    return (path, shown.rstrip("/") or "/") if path.is_dir() else None


def _near_pack(name: str, around: Path | None = None) -> str:
    """The next step for the name of a pack that is not there: a close built-in name, or a close folder as seen from the folder ``around``."""
    known, part = list_packs(), Path(name)
    room = around / part.parent if around is not None else None
    folders = [str(part.parent / path.name) for path in sorted(room.iterdir()) if (path / "pack.yaml").is_file()] if room and room.is_dir() else []
    close = difflib.get_close_matches(name, [*known, *folders], n=1)
    return f"did you mean {close[0]!r}?" if close else f"name a folder, or one of {', '.join(known)}"


def _pack(folder: Path, shown: str, above: tuple[Path, ...]) -> RulePack:
    """The pack in a folder, on which the packs in the folders ``above`` build."""
    files, unread = _pack_files(folder, shown)
    named = extends(files, shown)
    if named is None:
        return load_pack(files, shown, unread=unread)
    try:
        base = _base(named, folder, shown, (*above, folder.resolve()))
    except ComplianceError as error:
        return load_pack(files, shown, unread=unread, without=error.problems)
    return load_pack(files, shown, base, unread)


def _base_folder(named: Extends, folder: Path, shown: str) -> tuple[Path, str] | None:
    beside = _pack_folder(named.name, folder / named.name, os.path.normpath(os.path.join(shown, named.name)))
    return beside or _pack_folder(named.name, Path(named.name), named.name)


def _base(named: Extends, folder: Path, shown: str, above: tuple[Path, ...]) -> RulePack:
    """The pack that the one in ``folder`` extends: a folder beside it or at hand, or a built-in one."""
    found = _base_folder(named, folder, shown)
    if found is None:
        step = _near_pack(named.name, folder)
        raise PackError(named.problem("pack-missing", f"there is no rule pack and no folder {named.name!r}, seen from this pack", step))
    if found[0].resolve() in above:
        raise PackError(named.problem("pack-cycle", "this pack extends itself, by way of others or directly", "take one extends out"))
    return _pack(*found, above)


def _pack_files(folder: Path, shown: str) -> tuple[dict[str, str], dict[str, tuple[Problem, ...]]]:
    """The text of each file of a pack, and of each that cannot be read the reason. What is no part of a pack is named and not read."""
    files: dict[str, str] = {}
    unread: dict[str, tuple[Problem, ...]] = {}
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if not file.is_file() or name.startswith(".") or "/." in name:
            continue
        try:
            data = read_bytes(file, f"{shown}/{name}") if belongs(name) else b""
            # An empty file is a mistake of the pack, which says what belongs there.
            files[name] = decode(data, f"{shown}/{name}") if data.strip() else ""
        except InputError as error:
            unread[name] = error.problems
    return files, unread
