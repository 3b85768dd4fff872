"""Rows of two plans matched: labelled pairs of mutants, answers that stay, one to one."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.document.matching import Answer, matched
from plans.document.matching.assignment import assigned
from plans.document.matching.words import Wording, likeness, plain
from plans.document.values import IndicatorEntry, PlanDocument
from tests.plans.document.forms import INNOVATION, KHULNA, document_of

SYNONYMS = (
    ("আয়োজন", "অনুষ্ঠান"),
    ("প্রতিবেদন", "রিপোর্ট"),
    ("দাখিল", "জমা"),
    ("হালনাগাদ", "আপডেট"),
    ("বিতরণকৃত", "প্রদানকৃত"),
    ("প্রশিক্ষণ", "ট্রেনিং"),
)
SUFFIXES = (" করা", " সম্পন্ন", " (সংখ্যা)", " নিশ্চিতকরণ")
MUTATIONS = ("synonym", "suffix", "order", "typing error", "word less", "word more", "none")
PAIRS = 300
PRECISION = 0.98


def mutated(title: str, chance: Random) -> str:
    words = title.split()
    match chance.choice(MUTATIONS):
        case "synonym":
            return next((title.replace(a, b) for a, b in SYNONYMS if a in title), title)
        case "suffix":
            return title + chance.choice(SUFFIXES)
        case "order" if len(words) > 2:
            return " ".join([*words[1:], words[0]])
        case "typing error" if len(title) > 4:
            place = chance.randrange(1, len(title) - 1)
            return title[:place] + title[place + 1 :]
        case "word less" if len(words) > 3:
            words.pop(chance.randrange(len(words)))
            return " ".join(words)
        case "word more":
            words.insert(chance.randrange(len(words) + 1), chance.choice(("মাসিক", "নিয়মিত")))
            return " ".join(words)
    return title


def next_year(document: PlanDocument, chance: Random) -> tuple[PlanDocument, dict[str, str]]:
    """The plan with other wordings and targets, a sixth of its rows left out; new name → old."""
    truth: dict[str, str] = {}

    def change(entry: IndicatorEntry) -> IndicatorEntry:
        name = f"new-{len(truth)}"
        truth[name] = entry.row
        best = entry.targets.t100
        factor = Decimal(chance.choice(("1", "1.1", "1.25", "0.9")))
        more = best * factor if isinstance(best, Decimal) else best
        targets = replace(entry.targets, t100=more)
        return replace(entry, row=name, title=mutated(entry.title, chance), targets=targets)

    new = document.with_indicators(change)
    gone = set(chance.sample(sorted(truth), len(truth) // 6))
    objectives = tuple(
        replace(
            objective,
            activities=tuple(
                replace(one, indicators=tuple(i for i in one.indicators if i.row not in gone))
                for one in objective.activities
            ),
        )
        for objective in new.objectives
    )
    return replace(new, objectives=objectives), truth


def labelled() -> Iterator[tuple[PlanDocument, PlanDocument, dict[str, str]]]:
    for seed in range(8):
        for form in (KHULNA, INNOVATION):
            document = document_of(form)
            yield document, *next_year(document, Random(seed))


def test_rows_taken_for_the_same_are_the_same() -> None:
    same = asked = right = 0
    for old, new, truth in labelled():
        found = matched(old, new)
        same += len(found.same)
        asked += len(found.asked)
        right += sum(truth[pair.new] == pair.old for pair in found.same)

    assert same + asked >= PAIRS
    assert right >= PRECISION * same
    assert same >= 5 * asked


def test_rows_of_another_kind_of_plan_are_not_taken_for_the_same() -> None:
    assert matched(document_of(KHULNA), document_of(INNOVATION)).same == ()


def test_what_a_person_said_of_two_rows_stays_said() -> None:
    document = document_of(KHULNA)
    first, second, *_ = (entry.row for entry in document.indicators)
    found = matched(
        document,
        document,
        answers={(first, second): Answer.SAME, ("2.1.1", "2.1.1"): Answer.OTHER},
    )
    pairs = {pair.old: pair.new for pair in (*found.same, *found.asked)}

    assert pairs[first] == second
    assert first not in [new for old, new in pairs.items() if old != second]
    assert pairs.get("2.1.1") != "2.1.1"


def test_every_row_is_matched_dropped_or_added_once() -> None:
    old, new, _ = next(labelled())
    found = matched(old, new)
    pairs = (*found.same, *found.asked)

    assert sorted([*(p.old for p in pairs), *found.dropped]) == sorted(
        entry.row for entry in old.indicators
    )
    assert sorted([*(p.new for p in pairs), *found.added]) == sorted(
        entry.row for entry in new.indicators
    )


@settings(max_examples=80, deadline=None)
@given(
    st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.floats(0.6, 1), max_size=12)
)
def test_assignment_is_the_best_of_all(alike: dict[tuple[int, int], float]) -> None:
    found = assigned(alike)

    assert len({row for row, _ in found}) == len({column for _, column in found}) == len(found)
    best = max(
        (
            sum(alike.get(pair, 0.0) for pair in enumerate(columns))
            for columns in permutations(range(5))
        ),
        default=0.0,
    )
    assert sum(alike[pair] for pair in found) == pytest.approx(best)


def test_digits_marks_and_codes_say_nothing_of_a_row() -> None:
    assert plain("[১.১.১]  বিতরণকৃত ঋণ (লক্ষ), ২০২৩-২৪") == "বিতরণকৃত ঋণ লক্ষ"
    wording = Wording(["সভা", "মেলা"])

    assert likeness(wording.vector("সভা ১"), wording.vector("২. সভা")) == pytest.approx(1)
    assert likeness(wording.vector("১২"), wording.vector("১২")) == 0
