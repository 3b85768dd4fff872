"""How mistakes of the environment are told: all at once, each in one sentence."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, get_args, get_origin

from django.core.exceptions import ImproperlyConfigured
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from config.environment.declaring import SENTENCE, Declared, Expected, extra_of


class UnusableEnvironment(ImproperlyConfigured):
    """The environment cannot be used; the message names every mistake, a sentence each."""


def refuse(problems: Iterable[str]) -> None:
    """Stop the start with all that is wrong, if anything is; what is said twice is told once."""
    if told := list(dict.fromkeys(problems)):
        raise UnusableEnvironment(
            "\n".join(["The configuration cannot be used (see .env.example):", *told])
        )


def unknown(name: str, known: Sequence[str]) -> str:
    """A sentence that refuses a variable, with the one that was likely meant."""
    near = difflib.get_close_matches(name, known, n=1)
    return f"{name} is unknown" + (f"; did you mean {near[0]}?" if near else ".")


def sentences(group: type[Declared], error: ValidationError) -> Iterator[str]:
    """What is wrong with the values of a group: what was read, and what is expected."""
    fields = {field.validation_alias: field for field in group.model_fields.values()}
    for one in error.errors(include_url=False):
        name = str(one["loc"][0])
        if one["type"] == SENTENCE:
            yield one["msg"]
        elif one["type"] != "missing":
            field = fields[name]
            # A secret is not shown to whoever reads the log.
            read = "not usable" if extra_of(field)["is_secret"] else repr(str(one["input"]))
            yield f"{name} is {read}; expected {expected_of(field)}."


def missing(error: ValidationError) -> list[str]:
    """The names that the group needs and that are not given."""
    return [str(one["loc"][0]) for one in error.errors() if one["type"] == "missing"]


def expected_of(field: FieldInfo) -> str:
    """What a value of the field ought to be, in words; nothing where any text will do."""
    if get_origin(field.annotation) is Literal:
        return " or ".join(filter(None, get_args(field.annotation)))
    told = [one for one in field.metadata if isinstance(one, Expected)]
    return str(told[0]) if told else ""
