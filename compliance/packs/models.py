"""Nouns of files -> pydantic models, which find every mistake of a file and give its JSON Schema.

Takes a frozen dataclass with the marks of ``model/form.py``; gives a closed, frozen model with the same fields, and makes nouns of
what such a model has read. Loaded only where a mistake is looked for or a schema is asked for: pydantic takes longer to import than
a report takes to make.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Union, cast, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, create_model, model_validator
from pydantic import Field as ModelField

from compliance.model.form import Filled, Matches


class Entry(BaseModel):
    """What all models of files share: closed, frozen, and fields may be given by their alias."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


@lru_cache(maxsize=128)
def file_model(noun: type) -> type[BaseModel]:
    """The model of a noun, with its name, its docstring and its fields."""
    hints = get_type_hints(noun, include_extras=True)
    made: dict[str, Any] = {one.name: (_annotation(hints[one.name]), ModelField(_default(one), alias=one.metadata.get("key"))) for one in fields(noun)}
    checks = {"checked": model_validator(mode="after")(_checked(noun))} if hasattr(noun, "__post_init__") else {}
    model = create_model(noun.__name__, __base__=Entry, __doc__=noun.__doc__, __module__=noun.__module__, __validators__=cast(Any, checks), **made)
    return cast(type[BaseModel], model)


def noun_of(noun: type, model: BaseModel) -> Any:
    """The noun with the values of a model that was made from it."""
    hints = get_type_hints(noun)
    return noun(**{one.name: _plain(hints[one.name], getattr(model, one.name)) for one in fields(noun)})


def _plain(annotation: Any, value: Any) -> Any:
    if isinstance(value, BaseModel):
        return noun_of(next(one for one in (annotation, *get_args(annotation)) if is_dataclass(one) and isinstance(one, type)), value)
    if isinstance(value, dict):
        return {key: _plain(get_args(annotation)[1], one) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(_plain(get_args(annotation)[0], one) for one in value)
    return value


def _checked(noun: Any) -> Callable[[Any], Any]:
    """A check of the whole model: that of the noun, which looks at its fields alone."""

    def check(self: Any) -> Any:
        noun.__post_init__(self)
        return self

    return check


def _default(one: Field[Any]) -> Any:
    if one.default_factory is not MISSING:
        return one.default_factory()
    return ... if one.default is MISSING else one.default


def _annotation(hint: Any) -> Any:
    """An annotation of a noun in pydantic's words."""
    if isinstance(hint, type) and is_dataclass(hint):
        return file_model(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        marks = {key: value for mark in hint.__metadata__ for key, value in _mark(mark).items()}
        return Annotated[_annotation(arguments[0]), ModelField(**marks)]
    if origin in (tuple, dict):
        return origin[tuple(one if one is Ellipsis else _annotation(one) for one in arguments)]
    if origin in (Union, UnionType):
        return Union[tuple(_annotation(one) for one in arguments)]  # noqa: UP007 - the arguments are not known here
    return hint


def _mark(mark: Any) -> dict[str, Any]:
    if isinstance(mark, Matches):
        return {"pattern": mark.pattern}
    return {"min_length": 1} if isinstance(mark, Filled) else {}
