"""What is searched for is found as any keyboard types it.

The same Bengali word is written in several ways: য় as one character or as য with a dot, ো as one
or as ে with া, with unseen joiners or without; people mix digits, cases and blanks. Both sides
are folded to one spelling before they are compared: what is typed here, what is stored by the
database, whoever wrote it (``name_bn__says="বগুড়া"``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any, Final, cast

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import CharField, Q, TextField
from django.db.models.expressions import Col
from django.db.models.lookups import Contains
from django.db.models.sql.compiler import SQLCompiler

from numerals import bare, composed, to_latin_digits

_BLANKS: Final = " \t\n\v\f\r\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_UNSEEN: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_DIGITS: Final = "০১২৩৪৫৬৭৮৯"
_FROM: Final = _DIGITS + _BLANKS + _UNSEEN
_TO: Final = "0123456789"
_FOLDING: Final = str.maketrans(_DIGITS, _TO, _BLANKS + _UNSEEN)

# Older texts write ৎ as ত্ with a joiner, which is one of the unseen.
_KHANDA_TA: Final = "ৎ"
_TA_WITHOUT_VOWEL: Final = "ত্"

_UNUSUAL: Final = re.compile(f"[{_DIGITS}{_KHANDA_TA}{_BLANKS[1:]}{_UNSEEN}]")

SQLITE_FUNCTION: Final = "folded"


def folded(text: str) -> str:
    """``text`` in the one spelling that is compared: composed, lower case, no blanks."""
    if not _UNUSUAL.search(text):
        # Nearly all names: a search looks at every office there is.
        return composed(text.replace(" ", "")).lower()
    # Composed last, for what an unseen character stood between may belong together.
    plain = text.replace(_KHANDA_TA, _TA_WITHOUT_VOWEL).translate(_FOLDING)
    return composed(plain).lower()


_LONGEST: Final = 1_000
"""Characters of what is looked for: no name has so many."""


def typed_code(text: str) -> str:
    """An office's code as somebody typed it, as codes are stored."""
    return to_latin_digits(bare(text)).lower()


def teach_sqlite(connection: BaseDatabaseWrapper, **_signal: object) -> None:
    """Let a new connection to SQLite fold texts; PostgreSQL can by itself."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(
            SQLITE_FUNCTION, 1, _folded_or_none, deterministic=True
        )


def _folded_or_none(text: str | None) -> str | None:
    return None if text is None else folded(text)


def _folded_by_postgresql(field: str) -> str:
    """What folds a field there, by constants that stand in it."""
    inner = f"REPLACE({field}, '{_KHANDA_TA}', '{_TA_WITHOUT_VOWEL}')"
    return f"LOWER(NORMALIZE(TRANSLATE({inner}, '{_FROM}', '{_TO}'), NFC))"


_FOLDED: Final = "_folded"

_kept: Final[set[tuple[str, str]]] = set()
"""Tables with their columns whose folded text is kept beside them by PostgreSQL."""


class KeptFolded:
    """Columns whose folded text PostgreSQL keeps beside them, made by itself at every writing.

    To fold a text takes it 11 µs, to look into one that is folded 0.3: a country has 20,000 offices
    and 700,000 indicators. Where ``begins`` names a column, rows are so many that an index is kept,
    too: of the texts by their groups of three letters (``pg_trgm`` comes with PostgreSQL, and the
    owner of a database may install it), of that column by how it begins. SQLite, which serves
    a single office, folds when it is asked.
    """

    def __init__(self, table: str, *texts: str, begins: str = "") -> None:
        self._table, self._texts, self._begins = table, texts, begins
        _kept.update((table, text) for text in texts)

    def make(self, _apps: object, editor: BaseDatabaseSchemaEditor) -> None:
        """A step of a migration."""
        if editor.connection.vendor == "postgresql":
            for statement in self._made():
                editor.execute(statement, params=None)

    def drop(self, _apps: object, editor: BaseDatabaseSchemaEditor) -> None:
        """The step back; the extension stays, for others may use it."""
        if editor.connection.vendor != "postgresql":
            return
        for text in self._texts:
            editor.execute(
                f'ALTER TABLE "{self._table}" DROP COLUMN "{text}{_FOLDED}"', params=None
            )
        if self._begins:
            editor.execute(f'DROP INDEX "{self._table}_{self._begins}_begins"', params=None)

    def _made(self) -> Iterator[str]:
        for text in self._texts:
            kept, said = f"{text}{_FOLDED}", _folded_by_postgresql(f'"{text}"')
            yield (
                f'ALTER TABLE "{self._table}" ADD COLUMN "{kept}" text '
                f"GENERATED ALWAYS AS ({said}) STORED"
            )
            if self._begins:
                yield "CREATE EXTENSION IF NOT EXISTS pg_trgm"
                yield (
                    f'CREATE INDEX "{self._table}_{text}_says" ON "{self._table}" '
                    f'USING gin ("{kept}" gin_trgm_ops)'
                )
        if self._begins:
            yield (
                f'CREATE INDEX "{self._table}_{self._begins}_begins" ON "{self._table}" '
                f'("{self._begins}" text_pattern_ops)'
            )


class Says(Contains):
    """``name__says="…"``: the field contains the text, both folded."""

    lookup_name = "says"

    def get_prep_lookup(self) -> str:
        """The text, folded; SQLite compares with no pattern of more than 50,000 bytes."""
        return folded(str(self.rhs)[:_LONGEST])

    def get_rhs_op(self, connection: BaseDatabaseWrapper, rhs: str) -> str:
        """The database's own ``LIKE``."""
        operators = cast(Any, connection).operators
        return str(operators[Contains.lookup_name] % rhs)

    def process_lhs(  # type: ignore[override]  # Django adds to a list
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, lhs: Any = None
    ) -> tuple[str, list[Any]]:
        """The field, folded by the database."""
        field, params = super().process_lhs(compiler, connection, lhs)
        if connection.vendor == "sqlite":
            return f"{SQLITE_FUNCTION}({field})", list(params)
        if isinstance(self.lhs, Col) and _is_kept(self.lhs):
            alias, column = self.lhs.alias, f"{self.lhs.target.column}{_FOLDED}"
            return (
                f"{compiler.quote_name_unless_alias(alias)}.{connection.ops.quote_name(column)}",
                [],
            )
        return _folded_by_postgresql(field), list(params)


def _is_kept(field: Col) -> bool:
    return (field.target.model._meta.db_table, field.target.column) in _kept


def saying(text: str, *fields: str) -> Q:
    """That any of ``fields`` says ``text``."""
    return reduce(or_, (Q(**{f"{field}__says": text}) for field in fields))


CharField.register_lookup(Says)
TextField.register_lookup(Says)
