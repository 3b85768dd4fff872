"""A file's bytes → its forms, read and checked. Free of services: the workshop builds on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from numerals import Message, localize_digits
from plans.document.checks import CheckSettings
from plans.document.examination import examined
from plans.document.grid import Grid
from plans.document.parts.reading import PartsReading, read_parts
from plans.document.reader import Reading, read_grid
from plans.document.reader.findings.form import EMPTY, office_by_sheet, office_untold
from plans.document.reader.text import shortened
from plans.document.values import Problem, Severity
from plans.forms import bijoy as converter
from plans.forms.apart import grids_of, prose_of
from plans.forms.bijoy import Convert
from plans.forms.going_on import joined_sheets, may_name_office
from plans.forms.limits import FormRefused

_NUMBERS_SHOWN: Final = 12
_FEWEST_SHEETS: Final = 2


def read_file(
    content: bytes,
    name: str = "",
    *,
    settings: CheckSettings | None = None,
    bijoy: bool = False,
) -> tuple[Reading, ...] | Message:
    """The forms in a file, each with all findings, or the sentence that says why there is none.

    ``bijoy`` is whether the person agrees that text in Bijoy is converted; without it a file of
    such text is refused with a sentence that says so. ``name`` is the file's, for the person.
    """
    forms = forms_read(content, bijoy=bijoy)
    if isinstance(forms, Message):
        return forms
    return tuple(examined(reading, settings=settings) for reading in forms)


def forms_read(content: bytes, *, bijoy: bool = False) -> tuple[Reading, ...] | Message:
    """The same without the checks of the plans themselves: a draft has its own."""
    read = grids_read(content, bijoy=bijoy)
    if isinstance(read, Message):
        return read
    readings = [reading for _, of_grid in read for reading in of_grid]
    forms = tuple(reading for reading in readings if reading.document is not None)
    return forms or best_refusal(readings)


def grids_read(
    content: bytes, *, bijoy: bool = False
) -> tuple[tuple[Grid, tuple[Reading, ...]], ...] | Message:
    """Each sheet or document of a file with what was read in it, refusals among them; unchecked."""
    taken = _taken(content, grids_of, bijoy=bijoy)
    if isinstance(taken, Message):
        return taken
    grids, in_bijoy = taken

    def read(grid: Grid) -> Sequence[Reading]:
        return _readings(grid, converted=in_bijoy)

    return _named_by_sheets(joined_sheets(grids, read))


def _named_by_sheets(
    read: tuple[tuple[Grid, tuple[Reading, ...]], ...],
) -> tuple[tuple[Grid, tuple[Reading, ...]], ...]:
    """The forms of a workbook that has a sheet for each office: where the forms themselves do not
    say whose they are, the sheet's name does, and a finding says so.
    """
    nameless = [grid for grid, forms in read if grid.name and any(map(_lacks_office, forms))]
    if len(nameless) < _FEWEST_SHEETS or not all(may_name_office(grid.name) for grid in nameless):
        return read
    return tuple(
        (grid, tuple(_of_sheet(one, grid.name) if _lacks_office(one) else one for one in forms))
        for grid, forms in read
    )


def _lacks_office(reading: Reading) -> bool:
    return reading.document is not None and not reading.document.office


def _of_sheet(reading: Reading, name: str) -> Reading:
    document = reading.document and replace(reading.document, office=name)
    untold = office_untold()
    others = (problem for problem in reading.problems if problem != untold)
    return replace(reading, document=document, problems=(office_by_sheet(name), *others))


def parts_read(content: bytes, *, bijoy: bool = False) -> PartsReading | Message:
    """The other parts of an agreement in a file, or the sentence that says why there are none."""
    taken = _taken(content, prose_of, bijoy=bijoy)
    if isinstance(taken, Message):
        return taken
    grids, _in_bijoy = taken
    reading = read_parts(Grid(tuple(row for grid in grids for row in grid.rows)))
    return reading if reading.found else NO_PARTS


NO_PARTS: Final = Message(
    bn="ফাইলটিতে চুক্তির কোনো অংশের শিরোনাম (যেমন প্রস্তাবনা, রূপকল্প, অভিলক্ষ্য, কার্যাবলি) পাওয়া যায়নি; "
    "শিরোনামগুলো আলাদা লাইনে লিখে আবার দিন।",
    en="No heading of a part (such as Preamble, Vision, Mission, Functions) was found in the file; "
    "write each heading on a line of its own and bring it again.",
)


def _taken(
    content: bytes, grids_in: Callable[[bytes, Convert], tuple[Grid, ...]], *, bijoy: bool
) -> tuple[tuple[Grid, ...], bool] | Message:
    """The file's grids in Unicode, and whether they were converted; or why they are not taken."""
    try:
        grids = grids_in(content, converter.by_font if bijoy else converter.as_it_is)
    except FormRefused as refused:
        return refused.message
    in_bijoy = converter.shows_bijoy(grids)
    if in_bijoy and not bijoy:
        return converter.IN_BIJOY
    return (tuple(map(converter.by_look, grids)) if in_bijoy else grids), in_bijoy


def _readings(grid: Grid, *, converted: bool) -> Sequence[Reading]:
    notes = [*([_converted()] if converted else ()), *_hidden(grid)]
    return [
        replace(one, problems=(*notes, *one.problems)) if notes and one.document else one
        for one in read_grid(grid)
    ]


def best_refusal(readings: Sequence[Reading]) -> Message:
    """Of several sheets or tables that are no form the one that comes nearest speaks."""
    refusals = [reading.refusal for reading in readings if reading.refusal is not None]
    told = [one for one in refusals if "“" in one.en]
    return next(iter((*told, *(one for one in refusals if one is not EMPTY), *refusals)), EMPTY)


def _converted() -> Problem:
    return Problem("converted-text", Severity.WARNING, "", converter.CONVERTED)


def _hidden(grid: Grid) -> Iterator[Problem]:
    """What a spreadsheet hides: its rows and columns are read, its hidden sheets are not."""
    if grid.hidden:
        named = _listed(tuple(map(str, grid.hidden)))
        yield Problem(
            "hidden-rows",
            Severity.WARNING,
            "",
            Message(
                bn=f"শিটে বা সারণিতে লুকানো সারি আছে ({localize_digits(named, language='bn')}); "
                "সেগুলোও পড়া হয়েছে, দরকার না হলে মুছে আবার দিন।",
                en=f"The sheet or table has hidden rows ({named}); they were read, too: delete "
                "them if they are not meant.",
            ),
        )
    if grid.hidden_columns:
        named = _listed(grid.hidden_columns)
        yield Problem(
            "hidden-columns",
            Severity.WARNING,
            "",
            Message(
                bn=f"শিটে লুকানো কলাম আছে ({named}); সেগুলোও পড়া হয়েছে, দরকার না হলে মুছে আবার দিন।",
                en=f"The sheet has hidden columns ({named}); they were read, too: delete them if "
                "they are not meant.",
            ),
        )
    if grid.hidden_sheets:
        named = _listed(tuple(f"“{name}”" for name in grid.hidden_sheets))
        yield Problem(
            "hidden-sheets",
            Severity.WARNING,
            "",
            Message(
                bn=f"ফাইলে লুকানো শিট আছে ({named}); সেগুলো পড়া হয়নি, দরকার হলে দৃশ্যমান করে আবার দিন।",
                en=f"The file has hidden sheets ({named}); they were not read: show them and bring "
                "the file again if they are meant.",
            ),
        )


def _listed(names: Sequence[str]) -> str:
    """The first of the names."""
    shown = ", ".join(shortened(name, limit=40) for name in names[:_NUMBERS_SHOWN])
    return f"{shown}…" if len(names) > _NUMBERS_SHOWN else shown
