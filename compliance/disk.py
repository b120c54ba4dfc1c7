"""The one door to the disk: texts, packs, codings and language data in; reports out.

Takes names and paths, gives nouns and text; everything else in the package works on what was read. Bad input ends in an
error that says where, what and what next, and a file is written whole or not at all.
"""

from __future__ import annotations

import contextlib
import difflib
import hashlib
import json
import os
import re
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from compliance.errors import ComplianceError, InputError, PackError, Problem, UsageError
from compliance.model.pack import RulePack
from compliance.model.text import Provenance, Text
from compliance.packs.load import Extends, belongs, extends, load_pack
from compliance.packs.validate import validate
from compliance.packs.yaml_text import Parsed, parse_yaml

MAX_BYTES = 50_000_000
_HERE = Path(__file__).resolve().parent


class ProvenanceFile(BaseModel):
    """``provenance.yaml`` beside a text: where it comes from, and the digest of its bytes as received."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    issuer: str = ""
    date: str = ""
    date_precision: Literal["day", "month", "year", "unknown"] = "unknown"
    language: str = "en"
    translation: bool = False
    source: str = ""
    sha256: str = ""


def corpus(kind: Literal["texts", "rules"]) -> Path:
    """The folder of the built-in texts or packs: inside an installed package, or beside it in a checkout."""
    for folder in (_HERE / "_corpus" / kind, _HERE.parent / kind):
        if folder.is_dir():
            return folder
    raise InputError(Problem(kind, 0, 0, "input-missing", f"the built-in {kind} are not installed", "install the package again"))


def list_texts() -> list[str]:
    """The ids of the built-in texts."""
    return sorted(path.name for path in corpus("texts").iterdir() if (path / "text.txt").is_file())


def list_packs() -> list[str]:
    """The ids of the built-in packs."""
    return sorted(path.name for path in corpus("rules").iterdir() if (path / "pack.yaml").is_file())


def language_files() -> dict[str, str]:
    """The language data by file name."""
    return {path.name: path.read_text("utf-8") for path in sorted((_HERE / "norms" / "english").iterdir()) if path.suffix in (".yaml", ".txt")}


def scope_data() -> dict[str, Any]:
    """The scope data of the language, parsed."""
    data = load_yaml(_HERE / "passages" / "english.yaml").data
    assert isinstance(data, dict)
    return data


def conflict_data() -> dict[str, Any]:
    """What two norms are compared by, parsed."""
    data = load_yaml(_HERE / "conflicts" / "english.yaml").data
    assert isinstance(data, dict)
    return data


def change_words(language: str) -> dict[str, Any]:
    """The words that a change is marked by, of a language after BCP 47; empty for one without data."""
    name = re.split(r"[-_]", language.lower())[0]
    path = _HERE / "changes" / "languages" / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8")) if name.isalpha() and path.is_file() else {}


def documentation(name: str) -> str:
    """A page of the documentation that ships with the package, or nothing when it is not there."""
    for folder in (_HERE / "_corpus" / "docs", _HERE.parent / "docs"):
        path = folder / name
        if path.is_file():
            return path.read_text("utf-8")
    return ""


# -- reading ---------------------------------------------------------------------------------------------------------


def read_bytes(path: Path, shown: str = "") -> bytes:
    """The bytes of a file. Raises InputError when it is missing, a folder, unreadable or too large."""
    name = shown or str(path)
    if path.is_dir():
        raise InputError(Problem(name, 0, 0, "input-folder", "this is a folder, a file is needed here", "name a file in it"))
    if not path.exists():
        near = difflib.get_close_matches(path.name, [p.name for p in path.parent.iterdir()] if path.parent.is_dir() else [], n=1)
        step = f"did you mean {str(path.parent / near[0])!r}?" if near else "check the name and the folder"
        raise InputError(Problem(name, 0, 0, "input-missing", "there is no such file", step))
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(Problem(name, 0, 0, "input-too-large", f"the file is larger than {MAX_BYTES // 1_000_000} MB", "cut it into parts"))
        return path.read_bytes()
    except OSError as error:
        raise InputError(Problem(name, 0, 0, "input-unreadable", f"the file cannot be read: {error.strerror}", "check who may read it")) from error


def decode(data: bytes, name: str) -> str:
    """The text of ``data``: UTF-8, or UTF-16 with a byte order mark. A mark is removed; offsets count from behind it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\x00" in data:
        raise InputError(Problem(name, 0, 0, "input-binary", "this looks like a binary file: it holds zero bytes", "save the text as UTF-8 plain text"))
    else:
        encoding = "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"byte {error.start} (0x{data[error.start]:02x}) is not {encoding.removesuffix('-sig').upper()}"
        raise InputError(Problem(name, line, column, "input-encoding", message, "save the text as UTF-8")) from error
    if not text.strip():
        raise InputError(Problem(name, 0, 0, "input-empty", "the file holds no words", "give a file with a text in it"))
    return text


def load_yaml(path: Path, shown: str = "") -> Parsed:
    """A YAML file with the places of its keys; mistakes of form are in its ``problems``."""
    name = shown or str(path)
    return parse_yaml(decode(read_bytes(path, name), name), name)


def load_json(path: str) -> Any:
    """The parsed JSON of a file. Raises InputError with line and column where it is none."""
    text = decode(read_bytes(Path(path), path), path)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(Problem(path, error.lineno, error.colno, "json-syntax", f"this is no JSON: {error.msg}", "mend the file, or name another")) from None
    except RecursionError:
        raise InputError(Problem(path, 0, 0, "json-syntax", "this JSON is nested too deeply to be read", "name another file")) from None


def load_text(ref: str) -> Text:
    """A text by built-in id, by the path of a file, or by the path of a folder with ``text.txt`` in it."""
    path = Path(ref)
    if not path.exists() and "/" not in ref and os.sep not in ref and "." not in ref:
        known = list_texts()
        if ref not in known:
            close = difflib.get_close_matches(ref, known, n=1)
            step = f"did you mean {close[0]!r}?" if close else f"name a file, or one of {', '.join(known)}"
            raise InputError(Problem(ref, 0, 0, "input-missing", "there is no such file and no built-in text of this name", step))
        return _folder(corpus("texts") / ref, ref, f"texts/{ref}/text.txt")
    if path.is_dir():
        if not (path / "text.txt").is_file():
            raise InputError(Problem(ref, 0, 0, "input-folder", "this folder holds no text.txt", "name a file in it"))
        return _folder(path, path.resolve().name, f"{ref.rstrip('/')}/text.txt")
    data = read_bytes(path, ref)
    content = decode(data, ref)
    sidecar = path.with_name(path.name + ".provenance.yaml")
    known_from = _provenance(sidecar) if sidecar.is_file() else _bare(content, path)
    return Text(slug(path.stem), content, known_from, hashlib.sha256(data).hexdigest(), ref)


def _folder(folder: Path, id_: str, shown: str) -> Text:
    data = read_bytes(folder / "text.txt", shown)
    content = decode(data, shown)
    beside = folder / "provenance.yaml"
    known_from = _provenance(beside) if beside.is_file() else _bare(content, folder)
    return Text(slug(id_), content, known_from, hashlib.sha256(data).hexdigest(), shown)


def _provenance(path: Path) -> Provenance:
    parsed = load_yaml(path)
    found = validate(parsed, ProvenanceFile, parsed.data) if not parsed.problems else None
    if found is None:
        raise InputError(*parsed.problems)
    return Provenance(**found.model_dump())


def _bare(content: str, path: Path) -> Provenance:
    """What a text without provenance says of itself: its first line."""
    first = next((line.strip() for line in content.splitlines() if line.strip()), path.stem)
    return Provenance(first[:120], "", "", "unknown", "en", False, "", "")


def slug(name: str) -> str:
    """A file's name as an id: letters, digits, hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "text"


# -- folders of texts, and texts as they were ---------------------------------------------------------------------------


def is_folder_of_texts(ref: str) -> bool:
    """Whether a name is that of a folder that holds texts and is not one itself."""
    path = Path(ref)
    return path.is_dir() and not (path / "text.txt").is_file()


def load_folder(ref: str) -> tuple[dict[str, Text], tuple[Problem, ...]]:
    """The texts of a folder and of all below it, by relative path, and what kept others from being read.

    Texts are files that end in .txt, .md or .xml, and folders with ``text.txt``, which go by the folder's path. Hidden ones are none.
    """
    top = Path(ref)
    found: dict[str, Text] = {}
    problems: list[Problem] = []

    def unread(error: OSError) -> None:
        problems.append(Problem(str(error.filename), 0, 0, "input-unreadable", f"this folder cannot be read: {error.strerror}", "check who may read it"))

    names: list[str] = []
    for folder, inner, files in os.walk(top, onerror=unread):
        inner[:] = [name for name in inner if not name.startswith(".")]
        names += [(Path(folder) / name).relative_to(top).as_posix() for name in files if not name.startswith(".") and name.lower().endswith((".txt", ".md", ".xml"))]
    for name in sorted(names):
        # A folder with text.txt is a text by its own name; the folder that was asked for has none.
        name = name.removesuffix("/text.txt")
        try:
            found[name] = load_text(f"{ref.rstrip('/')}/{name}")
        except InputError as error:
            problems += error.problems
    return found, tuple(problems)


def load_revision(ref: str, revision: str) -> Text:
    """A text as it was in a revision of the git repository that it stands in.

    Raises InputError where git is not installed, the file is in no repository, or the revision or the file in it is not there.
    """
    path = Path(ref)
    path = path / "text.txt" if path.is_dir() else path
    folder = path.parent
    if not folder.is_dir():
        raise InputError(Problem(ref, 0, 0, "input-missing", f"there is no folder {str(folder)!r}", "check the name and the folder"))
    shown = f"{ref}@{revision}"
    if not revision.strip() or revision.startswith("-") or ":" in revision or "..." in revision:
        raise InputError(Problem(ref, 0, 0, "git-revision", f"{revision!r} is no revision", "name a commit, a tag or a branch, or two as A..B"))
    code, _, said = _git(ref, folder, "rev-parse", "--git-dir")
    if code:
        if "not a git repository" in said:
            raise InputError(Problem(ref, 0, 0, "git-no-repository", "this file stands in no git repository", "leave out --rev and name two files"))
        raise InputError(Problem(ref, 0, 0, "git-failed", f"git says: {said}", "mend that, or leave out --rev and name two files"))
    code, _, _ = _git(ref, folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if code:
        raise InputError(Problem(ref, 0, 0, "git-revision", f"there is no revision {revision!r} in this repository", "`git log` shows them"))
    code, data, _ = _git(ref, folder, "cat-file", "blob", f"{revision}:./{path.name}")
    if code:
        raise InputError(Problem(ref, 0, 0, "git-file", f"this file was not there at {revision!r}", "`git log --follow -- FILE` shows where it was"))
    if len(data) > MAX_BYTES:
        raise InputError(Problem(shown, 0, 0, "input-too-large", f"the file is larger than {MAX_BYTES // 1_000_000} MB", "cut it into parts"))
    content = decode(data, shown)
    now = path.with_name(path.name + ".provenance.yaml") if path.name != "text.txt" else path.with_name("provenance.yaml")
    known_from = replace(_provenance(now), sha256="") if now.is_file() else _bare(content, path)
    id_ = path.resolve().parent.name if path.name == "text.txt" else path.stem
    return Text(f"{slug(id_)}-{slug(revision)}", content, known_from, hashlib.sha256(data).hexdigest(), shown)


def _git(ref: str, folder: Path, *words: str) -> tuple[int, bytes, str]:
    """The exit code, the output and the first line of the complaint of a git command that reads and runs nothing else."""
    import subprocess  # only a revision needs it

    # The repository is the one that the folder stands in, also where a hook of another names its own. A partial clone would fetch
    # what it lacks; nothing here opens a connection.
    around = {name: value for name, value in os.environ.items() if name not in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")}
    around |= {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=False, env=around, stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        raise InputError(Problem(ref, 0, 0, "git-missing", "git is not installed, and --rev needs it", "install git, or leave out --rev and name two files")) from None
    except OSError as error:
        raise InputError(Problem(ref, 0, 0, "git-failed", f"git cannot be run: {error.strerror}", "leave out --rev and name two files")) from error
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return done.returncode, done.stdout, said[0] if said else ""


# -- packs -----------------------------------------------------------------------------------------------------------


def load_pack_folder(ref: str) -> RulePack:
    """A pack by built-in name or folder, with the pack that it extends. Raises PackError with every mistake in both."""
    found = _pack_folder(ref, Path(ref), ref)
    if found is None:
        raise UsageError(Problem(ref, 0, 0, "pack-missing", "there is no rule pack of this name and no such folder", _near_pack(ref)))
    return _pack(*found, ())


def pack_commitments(ref: str) -> tuple[Parsed, ...]:
    """The commitments of a pack that loads, with their places: its own file, then those of the packs that it builds on."""
    out: list[Parsed] = []
    found = _pack_folder(ref, Path(ref), ref)
    while found is not None:
        files, _ = _pack_files(*found)
        if "commitments.yaml" in files:
            out.append(parse_yaml(files["commitments.yaml"], f"{found[1]}/commitments.yaml"))
        named = extends(files, found[1])
        found = _base_folder(named, *found) if named else None
    return tuple(out)


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


# -- writing ---------------------------------------------------------------------------------------------------------


def write_atomically(path: str, data: str | bytes) -> None:
    """Write a file whole or not at all: into a temporary file of the same folder, then moved into place."""
    target = Path(path)
    folder = target.parent
    if not folder.is_dir():
        raise InputError(Problem(path, 0, 0, "output-folder", f"there is no folder {str(folder)!r}", "create it first"))
    if target.is_dir():
        raise InputError(Problem(path, 0, 0, "output-folder", "this is a folder, a file name is needed", "name a file in it"))
    raw = data.encode("utf-8") if isinstance(data, str) else data
    try:
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=f".{target.name}.")
    except OSError as error:
        raise InputError(Problem(path, 0, 0, "output-unwritable", f"cannot write here: {error.strerror}", "check who may write there")) from error
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(raw)
        os.chmod(temporary, 0o644)
        os.replace(temporary, target)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise InputError(Problem(path, 0, 0, "output-unwritable", f"cannot write here: {error.strerror}", "check who may write there")) from error


def write_folder(folder: str, files: Mapping[str, str]) -> None:
    """Write files into a folder, which is made where it is not there; each is written whole or not at all."""
    target = Path(folder)
    if target.exists() and not target.is_dir():
        raise InputError(Problem(folder, 0, 0, "output-folder", "this is a file, the name of a folder is needed", "name a folder"))
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(Problem(folder, 0, 0, "output-unwritable", f"cannot make this folder: {error.strerror}", "check who may write there")) from error
    for name, text in files.items():
        write_atomically(str(target / name), text)
