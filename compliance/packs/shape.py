"""Plain data without a mistake -> nouns, with nothing but the standard library.

Takes parsed YAML or JSON and a noun with the marks of ``model/form.py``; gives the noun, or raises OddError for anything that is not plainly
right. What is odd may still be right: ``models.py`` decides, and says in words what is wrong. So this file may refuse too much and
must never take what the models refuse, or read it otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from compliance.model.form import Filled, Matches

Reader = Callable[[Any], Any]


class OddError(ValueError):
    """Data that is not plainly what a noun takes."""


@lru_cache(maxsize=256)
def reader(noun: type) -> Reader:
    """What makes a noun of plain data, or raises OddError."""
    hints = get_type_hints(noun, include_extras=True)
    rows = fields(noun)
    keys = {one.metadata.get("key", one.name): (one.name, _reader(hints[one.name])) for one in rows}
    needed = frozenset(one.metadata.get("key", one.name) for one in rows if one.default is MISSING and one.default_factory is MISSING)

    def read(data: Any) -> Any:
        if type(data) is not dict or not needed <= data.keys():
            raise OddError
        values = {}
        try:
            for key, value in data.items():
                name, of = keys[key]
                values[name] = of(value)
            return noun(**values)
        except (KeyError, ValueError) as error:
            raise OddError from error

    return read


def plain(thing: Any) -> Any:
    """A noun as the plain data that ``reader`` makes it of; what has its default is left out."""
    if is_dataclass(thing):
        return {one.metadata.get("key", one.name): plain(value) for one in fields(thing) if not _is_default(one, value := getattr(thing, one.name))}
    if isinstance(thing, dict):
        return {key: plain(one) for key, one in thing.items()}
    return [plain(one) for one in thing] if isinstance(thing, tuple) else thing


def _is_default(one: Field[Any], value: Any) -> bool:
    if one.default_factory is not MISSING:
        return bool(value == one.default_factory())
    return one.default is not MISSING and bool(value == one.default)


def _reader(hint: Any) -> Reader:
    """What reads a value that stands under an annotation."""
    if isinstance(hint, type) and is_dataclass(hint):
        return reader(hint)
    if hint is str:
        return _text
    if hint is bool:
        return _bool
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _marked(_reader(arguments[0]), hint.__metadata__)
    if origin is Literal:
        return _one_of(frozenset(arguments))
    if origin is tuple and arguments[1:] == (Ellipsis,):
        return _list_of(_reader(arguments[0]))
    if origin is dict:
        return _map_of(_reader(arguments[0]), _reader(arguments[1]))
    if origin in (Union, UnionType) and len(arguments) == 2 and NoneType in arguments:
        return _or_none(_reader(next(one for one in arguments if one is not NoneType)))
    return _never


def _text(value: Any) -> str:
    if type(value) is not str:
        raise OddError
    return value


def _bool(value: Any) -> bool:
    if value is True or value == "true":
        return True
    if value is False or value == "false":
        return False
    raise OddError


def _never(value: Any) -> Any:
    raise OddError


def _marked(inner: Reader, marks: tuple[Any, ...]) -> Reader:
    filled = any(isinstance(mark, Filled) for mark in marks)
    patterns = [re.compile(mark.pattern, re.ASCII).fullmatch for mark in marks if isinstance(mark, Matches)]
    if inner is _text and not patterns:

        def sentence(value: Any) -> str:
            if type(value) is not str or (filled and not value):
                raise OddError
            return value

        return sentence

    def read(value: Any) -> Any:
        found = inner(value)
        if filled and not found:
            raise OddError
        for match in patterns:
            if match(found) is None:
                raise OddError
        return found

    return read


def _one_of(known: frozenset[Any]) -> Reader:
    def read(value: Any) -> Any:
        if type(value) is not str or value not in known:
            raise OddError
        return value

    return read


def _list_of(inner: Reader) -> Reader:
    def read(value: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise OddError
        return tuple([inner(one) for one in value])

    return read


def _map_of(keys: Reader, values: Reader) -> Reader:
    def read(value: Any) -> dict[Any, Any]:
        if type(value) is not dict:
            raise OddError
        return {keys(key): values(one) for key, one in value.items()}

    return read


def _or_none(inner: Reader) -> Reader:
    def read(value: Any) -> Any:
        return None if value is None else inner(value)

    return read
