import pytest
from django.core.management import CommandError
from django.db import OperationalError

from plans.management.database import database_at_hand


@pytest.mark.parametrize(("lang", "end"), [("bn", "চালান।"), ("en", "first.")])
def test_missing_database_is_one_sentence(lang: str, end: str) -> None:
    with pytest.raises(CommandError) as refused, database_at_hand(language=lang):
        raise OperationalError("no such table: plans_plan\nLINE 1: SELECT …")

    assert "no such table: plans_plan" in str(refused.value)
    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith(end)
