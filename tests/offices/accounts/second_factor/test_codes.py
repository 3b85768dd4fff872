from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from offices.accounts.second_factor.services import (
    accept_code,
    recovery_codes_left,
    set_up_second_factor,
    typed_digits,
)
from offices.models import User
from tests.cast import Cast
from tests.offices.accounts.second_factor.hands import (
    BENGALI,
    PASSWORD,
    code_of,
    forget_last_code,
    give_phone,
    in_thread,
)


def test_code_of_the_phone_counts_once(officer: User) -> None:
    give_phone(officer)
    forget_last_code()

    code = code_of()
    assert accept_code(user=officer, code=code)
    assert not accept_code(user=officer, code=code)
    assert accept_code(user=officer, code=code_of(later=1))


@pytest.mark.once
def test_first_code_of_the_set_up_cannot_be_used_again(officer: User) -> None:
    code = code_of()
    give_phone(officer)

    assert not accept_code(user=officer, code=code)


def test_recovery_code_counts_once_however_it_is_written(officer: User) -> None:
    code, other = give_phone(officer)[:2]

    assert accept_code(user=officer, code=f" {code[:5]}-{code[5:]} ".translate(BENGALI))
    assert not accept_code(user=officer, code=code)
    assert accept_code(user=officer, code=other)
    assert recovery_codes_left(officer) == 8


@pytest.mark.django_db(transaction=True)
def test_recovery_code_typed_twice_at_once_opens_once() -> None:
    user = User.objects.create_user("officer", password=PASSWORD)
    code = give_phone(user)[0]

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: in_thread(accept_code, user=user, code=code), range(4)))

    assert sorted(answers) == [False, False, False, True]


def test_code_of_another_person_does_not_count(officer: User, cast: Cast) -> None:
    give_phone(officer)
    theirs = set_up_second_factor(
        user=cast.sibling, key="41" * 20, code=code_of("41" * 20), keep=None
    )
    forget_last_code()

    assert not accept_code(user=officer, code=code_of("41" * 20))
    assert not accept_code(user=officer, code=theirs[0])


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("123456", "123456"),
        (" ১২৩ ৪৫৬ ", "123456"),
        ("12345-67890", "1234567890"),
        ("012\u200b345", "012345"),
        ("12345a", ""),
        ("１２３４５６", "123456"),
        ("½23456", ""),
        ("", ""),
    ],
)
def test_digits_of_either_language_are_read(text: str, digits: str) -> None:
    assert typed_digits(text) == digits
