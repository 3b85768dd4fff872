"""Wordings of many rows told apart: the labelled pairs, answers, the same words."""

from dataclasses import replace

from plans.document.matching import Answer
from plans.document.matching.wordings import Worded, alike, pair_of, same_of, worded
from tests.plans.document.forms import INNOVATION, KHULNA, document_of
from tests.plans.document.matching.test_matching import PAIRS, PRECISION, labelled


def test_wordings_taken_for_the_same_are_the_same() -> None:
    told = right = 0
    for old, new, truth in labelled():
        before = {said: entry.row for entry, said in worded(old)}
        after = {said: entry.row for entry, said in worded(new)}
        for one, others in same_of(alike(list(after), list(before), answers={})).items():
            best = max(others, key=others.__getitem__)
            told += 1
            right += before[best] == truth[after[one]]

    assert told >= PAIRS
    assert right >= PRECISION * told


def test_the_same_words_are_the_same_whatever_their_digits() -> None:
    one = Worded("[১.১.১] বিতরণকৃত ঋণ", "লক্ষ টাকা", "sum", "ঋণ")
    other = replace(one, title="১.২ বিতরণকৃত ঋণ।")

    assert one.key == other.key
    assert alike([one], [other], answers={}) == {(one, other): 1.0}


def test_what_a_person_said_of_two_wordings_stays_said() -> None:
    khulna = [said for _, said in worded(document_of(KHULNA))]
    first, second = khulna[0], khulna[1]
    answers = {
        pair_of(first.key, second.key): Answer.SAME,
        pair_of(first.key, first.key): Answer.OTHER,
    }
    found = alike(khulna, khulna, answers=answers)

    assert found[first, second] == 1
    assert (first, first) not in found


def test_rows_of_another_kind_of_plan_are_not_taken_for_the_same() -> None:
    khulna, innovation = (
        [said for _, said in worded(document_of(form))] for form in (KHULNA, INNOVATION)
    )

    assert same_of(alike(khulna, innovation, answers={})) == {}
