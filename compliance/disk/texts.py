"""Texts: by built-in id, by the path of a file or a folder, or by their words.

Takes a name, or words; gives a ``Text`` with what is known of where it comes from. A text without a provenance file is read with nothing but the
standard library: what reads provenance is loaded where there is one.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from compliance.clauses.lines import metadata
from compliance.disk import seen
from compliance.disk.files import MAX_BYTES, corpus, decode, list_texts, read_bytes
from compliance.errors import Gathering, InputError, Problem
from compliance.model.text import DatePrecision, Provenance, Source, Text

_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_PRECISION: dict[int, DatePrecision] = {4: "year", 7: "month", 10: "day"}
_TITLE = re.compile(r"^title[ \t]*:([^\r\n]*)", re.MULTILINE)
#: The signs in front of a line that make it a heading in Markdown.
_HEADING = re.compile(r"#(?:[ \t]+|$)|#{2,6}")
#: A line that shows no words: tags and comments of HTML, or a rule.
_MARKUP_ALONE = re.compile(r"(?:<[^<>]*>\s*)+|[-=*_\s]+")


def load_text(ref: str) -> Text:
    """A text by built-in id, by the path of a file, or by the path of a folder with ``text.txt`` in it."""
    path = Path(ref)
    if not seen.exists(path) and "/" not in ref and os.sep not in ref and "." not in ref:
        known = list_texts()
        if ref not in known:
            import difflib  # only a name that is not there needs it

            close = difflib.get_close_matches(ref, known, n=1)
            step = f"did you mean {close[0]!r}?" if close else f"name a file, or one of {', '.join(known)}"
            raise InputError(Problem(ref, 0, 0, "input-missing", "there is no such file and no built-in text of this name", step))
        return _folder(corpus("texts") / ref, ref, f"texts/{ref}/text.txt")
    if seen.is_dir(path):
        if not seen.is_file(path / "text.txt"):
            raise InputError(Problem(ref, 0, 0, "input-folder", "this folder holds no text.txt", "name a file in it"))
        return _folder(path, os.path.basename(seen.real(path)), f"{ref.rstrip('/')}/text.txt")
    data = read_bytes(path, ref)
    content = decode(data, ref)
    sidecar = path.with_name(path.name + ".provenance.yaml")
    known_from = provenance(sidecar) if seen.is_file(sidecar) else bare(content, path)
    return Text(slug(path.stem), content, known_from, hashlib.sha256(data).hexdigest(), ref)


def text_of(source: Source) -> Text:
    """A text that is at hand already, or the one of a name."""
    return load_text(source) if isinstance(source, str) else source


def _folder(folder: Path, id_: str, shown: str) -> Text:
    data = read_bytes(folder / "text.txt", shown)
    content = decode(data, shown)
    beside = folder / "provenance.yaml"
    known_from = provenance(beside) if seen.is_file(beside) else bare(content, folder)
    return Text(slug(id_), content, known_from, hashlib.sha256(data).hexdigest(), shown)


def given_text(words: str, name: str = "text", *, title: str = "", issuer: str = "", date: str = "", language: str = "en") -> Text:
    """A text whose words are at hand; what is known of where it comes from is said beside it, and its title is its first line else.

    Raises InputError with all that is wrong: no words, characters that no file could hold, or a date that is no year, month or day.
    """
    gathering = Gathering()
    data = gathering.attempt(_bytes, words, name)
    content = gathering.attempt(decode, data, name) if data is not None else None
    precision = _PRECISION.get(len(date), "unknown")
    if date and not _is_date(date):
        gathering.problems.append(Problem(name, 0, 0, "input-date", f"{date!r} is no date", "write it as 2020, 2020-09 or 2020-09-17"))
    gathering.settle()
    known_from = bare(content or "", Path(name))
    said = Provenance(title or known_from.title, issuer, date, precision, language, False, "", "")
    return Text(slug(name), content or "", said, hashlib.sha256(data or b"").hexdigest(), name)


def _bytes(words: str, name: str) -> bytes:
    """The words as a file would hold them. Raises InputError where no file could."""
    try:
        data = words.encode("utf-8")
    except UnicodeEncodeError as error:
        before = words[: error.start]
        line, column = before.count("\n") + 1, error.start - before.rfind("\n")
        message = f"character {error.start} (U+{ord(words[error.start]):04X}) is half of a pair and no character"
        raise InputError(Problem(name, line, column, "input-encoding", message, "read the text as what it was written in")) from error
    if len(data) > MAX_BYTES:
        raise InputError(Problem(name, 0, 0, "input-too-large", f"the text is larger than {MAX_BYTES // 1_000_000} MB", "cut it into parts"))
    return data


def _is_date(date: str) -> bool:
    """Whether a text is a year, a month or a day."""
    from datetime import date as day  # only a text that is given with its date needs it

    try:
        day.fromisoformat(date + "2020-01-01"[len(date) :])
    except ValueError:
        return False
    return len(date) in _PRECISION and date.isascii() and _DATE.fullmatch(date) is not None


def provenance(path: Path) -> Provenance:
    """What a provenance file says. Raises InputError for one that says it wrongly."""
    from compliance.disk.provenance import read_provenance  # brings pydantic and yaml

    return read_provenance(path)


def bare(content: str, path: Path) -> Provenance:
    """What a text without provenance says of itself: the title in its metadata, or behind them its first line that is more than markup."""
    block = metadata(content)
    named = _TITLE.search(content, *block) if block else None
    behind = content[block[1] :].lstrip().lstrip("-.") if block else content
    title = named[1].strip().strip("\"'") if named else ""
    first = title or next((words for line in behind.splitlines() if (words := _unmarked(line))), path.stem)
    return Provenance(first[:120], "", "", "unknown", "en", False, "", "")


def _unmarked(line: str) -> str:
    """The words of a line, without the signs of a Markdown heading around them; nothing where all of it is tags or a rule."""
    words = line.strip()
    if heading := _HEADING.match(words):
        words = words[heading.end() :].strip()
        ended = words.rstrip("#")
        words = ended.rstrip() if not ended or ended[-1].isspace() else words  # "C#" keeps its sign
    return "" if _MARKUP_ALONE.fullmatch(words) else words


def slug(name: str) -> str:
    """A file's name as an id: letters, digits, hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "text"
