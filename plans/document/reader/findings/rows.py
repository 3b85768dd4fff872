"""What the reader says of rows and lines, each a sentence in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from numerals import Message, localize_digits
from plans.document.reader.findings.gravity import error, warning
from plans.document.reader.text import shortened
from plans.document.values import Problem, Severity


def row_without_place(number: int, *, text: str) -> Problem:
    """A row of figures that belongs to no indicator."""
    quoted = shortened(text)
    return error(
        "stray-text",
        "",
        Message(
            bn=f"{localize_digits(str(number), language='bn')} নম্বর সারির “{quoted}” কোন সূচকের "
            "তা জানা যায় না; পড়া হয়নি।",
            en=f"Row {number} “{quoted}” belongs to no indicator and was not read.",
        ),
    )


def row_shifted(row: str, *, shift: int) -> Problem:
    """A row whose cells stood under the wrong columns; they were read under the right ones."""
    by = abs(shift)
    side_bn, side_en = ("ডানে", "right") if shift > 0 else ("বামে", "left")
    columns = "column" if by == 1 else "columns"
    return warning(
        "shifted-row",
        row,
        Message(
            bn=f"সারিটির ঘরগুলো {localize_digits(str(by), language='bn')} কলাম {side_bn} সরে আছে; "
            "সঠিক কলামে ধরে পড়া হয়েছে, মিলিয়ে দেখুন।",
            en=f"The row's cells are {by} {columns} too far to the {side_en}. They were read "
            "under their own columns: please check.",
        ),
    )


def row_misplaced(row: str) -> Problem:
    """A row whose cells do not suit their columns and could not be placed beyond doubt."""
    return error(
        "shifted-row",
        row,
        Message(
            bn="সারিটির ঘরগুলো কলামের সঙ্গে মেলে না এবং নিশ্চিতভাবে সাজানো যায়নি; "
            "মূল ছকে সারিটি ঠিক করে আবার দিন।",
            en="We could not tell which columns this row's cells belong to. "
            "Correct the row in the document and read the form again.",
        ),
    )


def is_misplaced(problem: Problem) -> bool:
    """Whether the finding is that of ``row_misplaced``: the row's cells cannot be relied on."""
    return problem.rule == "shifted-row" and problem.severity is Severity.ERROR


def row_of_several(row: str, *, count: int) -> Problem:
    """One of several indicators that stand in one row of the file, each read by itself."""
    return warning(
        "several-in-a-row",
        row,
        Message(
            bn=f"মূল ছকে {localize_digits(str(count), language='bn')}টি সূচক এক সারিতে আছে; প্রতিটি "
            "আলাদা সারি হিসেবে পড়া হয়েছে, মিলিয়ে দেখুন।",
            en=f"In the document {count} indicators stand in one row. Each was read as a row of "
            "its own: please check.",
        ),
    )


def row_left_whole(row: str, *, count: int) -> Problem:
    """Several indicators in one row whose figures could not be told apart beyond doubt."""
    return error(
        "several-in-a-row",
        row,
        Message(
            bn=f"সারিটিতে {localize_digits(str(count), language='bn')}টি সূচক আছে; কোন অঙ্ক কোনটির তা "
            "নিশ্চিত নয়। মূল ছকে প্রতিটি সূচক আলাদা সারিতে দিয়ে আবার দিন।",
            en=f"{count} indicators stand in this row, and which figures are whose is not "
            "certain. Put each into a row of its own in the document and read the form again.",
        ),
    )


def row_broken(row: str, *, lines: int) -> Problem:
    """A row whose cells were broken over several lines."""
    return warning(
        "split-row",
        row,
        Message(
            bn=f"সারিটি {localize_digits(str(lines), language='bn')} লাইনে ভেঙে আছে; "
            "জোড়া দিয়ে পড়া হয়েছে।",
            en=f"The row is broken over {lines} lines; they were joined.",
        ),
    )


def row_continued(row: str, *, parts: Sequence[str], after_break: bool) -> Problem:
    """A row that goes on in the next one; its texts were joined."""
    quoted = "; ".join(f"“{shortened(part)}”" for part in parts)
    where_bn, where_en = (
        ("পৃষ্ঠা-বিরতির পরে", "below a page break")
        if after_break
        else ("পরের সারিতে", "in the next row")
    )
    return warning(
        "continued-row",
        row,
        Message(
            bn=f"সারিটির লেখা {where_bn} চলেছে: {localize_digits(quoted, language='bn')}; "
            "জোড়া দিয়ে পড়া হয়েছে।",
            en=f"The row goes on {where_en}: {localize_digits(quoted, language='en')}; joined.",
        ),
    )


def title_spilled(row: str, *, text: str) -> Problem:
    """A title that went on in a repeated heading row."""
    return warning(
        "spilled-title",
        row,
        Message(
            bn=f"শিরোনামের শেষ অংশ “{text}” পৃষ্ঠার পুনরাবৃত্ত শিরোনাম-সারিতে ঢুকে গেছে; জোড়া দিয়ে পড়া হয়েছে।",
            en=f"The title's end “{text}” got into a repeated heading row of the page; joined.",
        ),
    )


def space_missing(row: str, *, printed: Sequence[str]) -> Problem:
    """No blank between a code and its title."""
    listed = ", ".join(printed)
    return warning(
        "missing-space",
        row,
        Message(
            bn=f"{localize_digits(listed, language='bn')} কোডের পরে ফাঁকা স্থান নেই; কোড ও শিরোনামের "
            "মধ্যে একটি ফাঁকা স্থান দিন।",
            en=f"There is no space after the code {localize_digits(listed, language='en')}. Put "
            f"one "
            "between code and title.",
        ),
    )


def line_stray(number: int, *, text: str, last: int = 0) -> Problem:
    """A line that is not part of the table and was left out; ``last`` ends a run of many."""
    quoted = shortened(text)
    if last:
        lines_bn, lines_en = (
            tuple(localize_digits(str(one), language=code) for one in (number, last))
            for code in ("bn", "en")
        )
        return warning(
            "stray-text",
            "",
            Message(
                bn=f"{lines_bn[0]} থেকে {lines_bn[1]} নম্বর লাইন (“{quoted}” থেকে শুরু) ছকের অংশ নয়; "
                "বাদ দেওয়া হয়েছে।",
                en=f"Lines {lines_en[0]} to {lines_en[1]}, from “{quoted}” on, are not part of the "
                "table and were left out.",
            ),
        )
    return warning(
        "stray-text",
        "",
        Message(
            bn=f"{localize_digits(str(number), language='bn')} নম্বর লাইন “{quoted}” ছকের অংশ নয়; "
            "বাদ দেওয়া হয়েছে।",
            en=f"Line {number} “{quoted}” is not part of the table and was left out.",
        ),
    )


def section_unknown(number: int, *, text: str) -> Problem:
    """A row headed as a section, but as none that the rules of the year know."""
    quoted = shortened(text)
    return warning(
        "unknown-section",
        "",
        Message(
            bn=f"{localize_digits(str(number), language='bn')} নম্বর সারির “{quoted}” জানা কোনো অংশের "
            "শিরোনাম নয়; নিচের সারিগুলো আগের অংশেই রাখা হয়েছে।",
            en=f"Row {number} “{quoted}” heads no section that is known; the rows below it were "
            "left in the section before.",
        ),
    )
