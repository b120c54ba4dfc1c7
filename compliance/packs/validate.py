"""Plain data -> nouns, with every mistake in plain words and in place.

Takes parsed YAML and a noun; gives the noun or problems with ``path:line:col``, the allowed values, and a "did you mean" where a
name is close to a known one. Data without a mistake are read by ``shape``; pydantic is loaded only to say what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args

from compliance.errors import Problem
from compliance.packs.parsed import Parsed, Path
from compliance.packs.shape import OddError, reader

if TYPE_CHECKING:
    from pydantic import BaseModel

Noun = TypeVar("Noun")


def meant(word: str, known: Iterable[str]) -> str:
    """A suggestion for a name that is not known, as a sentence, or nothing."""
    import difflib  # only a mistake needs it

    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else ""


def validate(parsed: Parsed, noun: type[Noun], data: Any, root: Path = ()) -> Noun | None:
    """The noun for ``data``, which stands at ``root`` of the file; problems are added to ``parsed``. A file model may stand for its noun."""
    if hasattr(noun, "model_validate"):
        return _weighed(parsed, noun, data, root)
    try:
        return cast(Noun, reader(cast(type, noun))(data))
    except OddError:
        return _weighed(parsed, noun, data, root)


def _weighed(parsed: Parsed, noun: type[Noun], data: Any, root: Path) -> Noun | None:
    """The noun for data that are odd but may be right, or nothing and the problems in them."""
    from pydantic import ValidationError

    from compliance.packs.models import file_model, noun_of

    written = hasattr(noun, "model_validate")
    model = cast("type[BaseModel]", noun) if written else file_model(cast(type, noun))
    try:
        read = model.model_validate(data)
        return cast(Noun, read if written else noun_of(cast(type, noun), read))
    except ValidationError as error:
        rows = error.errors()
        misspelt = _misspelt(rows)
        for row in rows:
            if not (row["type"] == "missing" and row["loc"] in misspelt) and (*root, *row["loc"]) not in parsed.holes:
                parsed.problems.append(_problem(parsed, model, row, root))
        return None


def _misspelt(rows: Sequence[Any]) -> set[tuple[int | str, ...]]:
    """Places of missing keys that stand there misspelt, so that one slip is one problem."""
    import difflib

    missing = [row["loc"] for row in rows if row["type"] == "missing"]
    out: set[tuple[int | str, ...]] = set()
    for row in rows:
        if row["type"] == "extra_forbidden":
            beside = [loc for loc in missing if loc[:-1] == row["loc"][:-1]]
            close = difflib.get_close_matches(str(row["loc"][-1]), [str(loc[-1]) for loc in beside], n=1, cutoff=0.6)
            out |= {loc for loc in beside if str(loc[-1]) in close}
    return out


def _problem(parsed: Parsed, model: type[BaseModel], row: Any, root: Path) -> Problem:
    """One mistake of pydantic's in our words."""
    kind, where, of_key = row["type"], (*root, *(part for part in row["loc"] if part != "[key]")), "[key]" in row["loc"]
    name = str(where[-1]) if where else ""
    if kind == "extra_forbidden":
        hint = meant(name, _fields(model, where[len(root) : -1]))
        return parsed.problem(parsed.place(where, key=True), "pack-unknown-key", f"the key {name!r} is not known here", hint or "remove it")
    if kind == "missing":
        return parsed.problem(parsed.place(where[:-1]), "pack-missing-key", f"the key {name!r} is missing", f"add {name!r}")
    if kind == "literal_error":
        allowed = str(row["ctx"]["expected"])
        hint = meant(str(row["input"]), [part.strip("' ") for part in allowed.replace(" or ", ",").split(",")])
        return parsed.problem(parsed.place(where), "pack-value", f"{row['input']!r} is not one of {allowed}", hint or "choose one of them")
    if kind == "string_pattern_mismatch":
        return parsed.problem(parsed.place(where, key=of_key), "pack-value", f"{row['input']!r} is not well formed here", f"it has to match {row['ctx']['pattern']}")
    words = {
        "tuple_type": "a list is expected here", "list_type": "a list is expected here", "dict_type": "a map with keys is expected here",
        "model_type": "a map with keys is expected here", "string_type": "text is expected here", "string_too_short": "this must not be empty",
        "too_short": "at least one entry is expected here", "bool_parsing": "true or false is expected here",
    }.get(kind, row["msg"][0].lower() + row["msg"][1:])  # fmt: skip
    return parsed.problem(parsed.place(where, key=of_key), "pack-value", words, "write it as the reference of packs shows")


def _fields(model: type[BaseModel], where: Path) -> list[str]:
    """The keys that a model allows at a path inside it."""
    from pydantic import BaseModel

    current: Any = model
    for part in where:
        if isinstance(current, type) and issubclass(current, BaseModel):
            field = next((f for name, f in current.model_fields.items() if part in (name, f.alias)), None)
            current = field.annotation if field is not None else None
        else:
            options = [a for a in get_args(current) if a not in (type(None), str, Ellipsis)]
            current = options[-1] if options else None
        options = [a for a in get_args(current) if isinstance(a, type) and issubclass(a, BaseModel)]
        if options and not isinstance(part, int) and len(get_args(current)) > 1 and type(None) in get_args(current):
            current = options[0]
    if not (isinstance(current, type) and issubclass(current, BaseModel)):
        options = [a for a in get_args(current) if isinstance(a, type) and issubclass(a, BaseModel)]
        current = options[0] if options else None
    return [f.alias or name for name, f in current.model_fields.items()] if current is not None else []
