"""How a setting is declared: its name, type, default, and what it is for, in both languages.

From the declaration come the reading, the sentences that refuse a value, ``.env.example`` and
``docs/settings.md``.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Final, Literal, TypeAlias
from urllib.parse import urlsplit

from annotated_types import Interval
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    JsonValue,
    field_validator,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError, PydanticUndefined
from pydantic_core.core_schema import ValidationInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

LOCAL_HOSTS: Final = ("127.0.0.1", "localhost", "[::1]")

SENTENCE: Final = "sentence"
"""The kind of an error whose message is the whole sentence."""


class Expected(str):
    """What a value of a type ought to be, as the sentence goes on after “expected”."""

    __slots__ = ()


def setting(
    name: str,
    default: Any = PydanticUndefined,
    *,
    en: str,
    bn: str,
    example: str = "",
    is_secret: bool = False,
    is_needed: bool = False,
) -> Any:
    """A variable: without a ``default`` its group is incomplete, or off, where it is not given.

    ``is_needed``: production does not start without it. A secret's value is never shown.
    """
    extra: dict[str, JsonValue] = {"bn": bn, "is_secret": is_secret, "is_needed": is_needed}
    return Field(
        default,
        validation_alias=name,
        description=en,
        examples=[example],
        json_schema_extra=extra,
        repr=not is_secret,
    )


def sentence(text: str) -> PydanticCustomError:
    """An error that says this."""
    return PydanticCustomError(SENTENCE, "{text}", {"text": text})


def is_production(info: ValidationInfo) -> bool:
    """Whether what was read so far says production."""
    return info.data.get("mode") == "production"


def by_comma(value: str | tuple[str, ...]) -> tuple[str, ...]:
    """The parts of a list; blank ones count for nothing."""
    if isinstance(value, tuple):
        return value
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _number(value: str | int) -> int:
    """A whole number in Latin digits: no sign, blank, underscore or fraction."""
    if isinstance(value, str) and not (value.isascii() and value.isdigit()):
        raise ValueError
    return int(value)


def _numbers(value: str | tuple[int, ...]) -> tuple[int, ...]:
    return value if isinstance(value, tuple) else tuple(map(_number, by_comma(value)))


def _workers(value: str | None) -> int | None:
    count = None if value is None else _number(value)
    if count == 0:
        raise ValueError
    return count


def _switch(value: str | bool) -> bool:
    """Not pydantic's own reading, which takes ``y``, ``on`` and ``t`` as well."""
    found = {"0": False, "false": False, "1": True, "true": True}.get(f"{value}".lower())
    if found is None:
        raise ValueError
    return found


def _safe(address: str, info: ValidationInfo) -> str:
    """An address with TLS, or of this machine in a local run; without a slash at its end."""
    parts = urlsplit(address)
    is_near = not is_production(info) and parts.hostname in LOCAL_HOSTS
    if not parts.hostname or parts.scheme not in (("https", "http") if is_near else ("https",)):
        raise ValueError
    return address.removesuffix("/")


WholeNumber: TypeAlias = Annotated[int, BeforeValidator(_number), Expected("a whole number")]
Workers: TypeAlias = Annotated[
    int | None, BeforeValidator(_workers), Expected("a whole number, 1 at least")
]
Port: TypeAlias = Annotated[
    int,
    Interval(ge=1, le=65535),
    BeforeValidator(_number),
    Expected("a port from 1 to 65535"),
]
Hour: TypeAlias = Annotated[
    int, Interval(ge=0, le=23), BeforeValidator(_number), Expected("an hour from 0 to 23")
]
MonthDay: TypeAlias = Annotated[
    int, Interval(ge=0, le=21), BeforeValidator(_number), Expected("a day from 1 to 21, or 0")
]
Days: TypeAlias = Annotated[
    tuple[int, ...], BeforeValidator(_numbers), Expected("days by comma, such as 3,1,0")
]
Switch: TypeAlias = Annotated[bool, BeforeValidator(_switch), Expected("1 or 0")]
Names: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(by_comma), Expected("names by comma")]
Addresses: TypeAlias = Annotated[
    tuple[str, ...], BeforeValidator(by_comma), Expected("addresses by comma")
]
SafeAddress: TypeAlias = Annotated[
    str, AfterValidator(_safe), Expected("an address that begins with https://")
]


class Declared(BaseSettings):
    """Settings that are read together; which mode it is, is known to each of them.

    A group that may be left out says how its names begin, and what it is good for.
    """

    PREFIX: ClassVar = ""
    PURPOSE: ClassVar = ""

    model_config = SettingsConfigDict(
        case_sensitive=True,
        enable_decoding=False,
        extra="ignore",
        frozen=True,
        validate_default=True,
    )

    mode: Literal["local", "production"] = setting(
        "LOKKHO_MODE",
        "local",
        example="production",
        en=(
            "local: answers to this machine only, makes its own secret key below var/. "
            "production: everything marked [production] is required, and DEBUG is refused."
        ),
        bn=(
            "local: শুধু এই কম্পিউটারে সাড়া দেয়, নিজের গোপন চাবি নিজে var/-এ তৈরি করে। "
            "production: [production] চিহ্নিত সব কিছু দিতে হয়, আর DEBUG চলে না।"
        ),
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment alone: ``read_env_file`` reads the file, with the lines of mistakes."""
        return init_settings, env_settings

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, said: dict[str, Any]) -> dict[str, Any]:
        """Blanks round a value are none of it, and a blank value says nothing."""
        plain = {
            name: value.strip() if isinstance(value, str) else value for name, value in said.items()
        }
        return {name: value for name, value in plain.items() if value != ""}

    @field_validator("*", mode="before")
    @classmethod
    def _given_in_production(cls, value: Any, info: ValidationInfo) -> Any:
        field = cls.model_fields[info.field_name or ""]
        if value == "" and is_production(info) and extra_of(field)["is_needed"]:
            raise sentence(f"{field.validation_alias} is missing; production needs it.")
        return value


def extra_of(field: FieldInfo) -> dict[str, Any]:
    """What ``setting`` noted beside what pydantic knows: ``bn``, ``is_secret``, ``is_needed``."""
    extra = field.json_schema_extra
    if not isinstance(extra, dict):
        raise TypeError(f"{field!r} is not declared by setting()")
    return dict(extra)
