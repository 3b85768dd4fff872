"""What goes into which row: the matching of a paste, values in and values out, in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, Route

STATIC: Final = settings.BASE_DIR / "static"
FORM: Final = (settings.BASE_DIR / "fixtures" / "apa-progress-khulna-2024-q4.txt").read_text(
    "utf-8"
)
HOST: Final = "http://pasting.test"
MATCH: Final = """async ([clipboard, form, at, chosen]) => {
    const { blockOf } = await import("/entry/pasting/block.js");
    const { matched } = await import("/entry/pasting/match.js");
    const block = blockOf(clipboard);
    return block && matched(block, form, {at, chosen});
}"""
ROWS: Final = """async (clipboard) => {
    const { blockOf } = await import("/entry/pasting/block.js");
    return blockOf(clipboard);
}"""

LINES: Final = [
    cells for cells in (line.split("\t") for line in FORM.splitlines()) if len(cells) > 16
]
PRINTED: Final = [cells for cells in LINES if cells[4] in {"সমষ্টি", "গড়"}]
"""The 32 rows of the printed form, cell by cell."""
CODES: Final = [cells[3].partition("]")[0][1:] if "]" in cells[3] else "" for cells in PRINTED]
TITLES: Final = [cells[3].rpartition("]")[2].strip() for cells in PRINTED]
JUNE: Final = [cells[14] for cells in PRINTED]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A page that knows our scripts and nothing else: no server, no database."""
    page = browser.new_page()

    def give(route: Route) -> None:
        path = route.request.url.removeprefix(HOST)
        if path == "/":
            route.fulfill(body="<!doctype html>", content_type="text/html")
        else:
            script = (STATIC / path.lstrip("/")).read_text("utf-8")
            route.fulfill(body=script, content_type="text/javascript")

    page.route(f"{HOST}/**", give)
    page.goto(f"{HOST}/")
    yield page
    page.close()


def form(**changed: dict[str, Any]) -> dict[str, Any]:
    """Khulna's form in June; ``changed`` are rows that differ, by their code."""
    rows = [
        {
            "id": f"{at}",
            "code": CODES[at] or f"{at - 26}",
            "title": TITLES[at],
            "isOpen": True,
            "isDated": False,
            "figure": "",
            "remarks": "",
            "earlier": cells[12:14],
            "weight": cells[6],
            "targets": cells[7:12],
            **changed.get(CODES[at], {}),
        }
        for at, cells in enumerate(PRINTED)
    ]
    return {"month": {"month": 6, "year": 2024}, "first": 0, "rows": rows}


def matched(
    tab: Page,
    text: str = "",
    *,
    html: str = "",
    at: int = 0,
    chosen: int | None = None,
    on: dict[str, Any] | None = None,
) -> dict[str, Any]:
    found: dict[str, Any] = tab.evaluate(
        MATCH, [{"text": text, "html": html}, on or form(), at, chosen]
    )
    return found


def figures(found: dict[str, Any]) -> dict[int, str]:
    return {cell["at"]: cell["figure"] for cell in found["cells"]}


def is_sure(found: dict[str, Any]) -> bool:
    return not found["doubts"] and not any(cell["why"] for cell in found["cells"])


def lines(*columns: list[str]) -> str:
    return "\r\n".join("\t".join(cells) for cells in zip(*columns, strict=True)) + "\r\n"


def printed_columns(*wanted: int) -> str:
    every = (line.split("\t") for line in FORM.splitlines())
    return "\n".join(
        "\t".join(cells[at] if at < len(cells) else "" for at in wanted) for cells in every
    )


ALL: Final = dict(enumerate(JUNE))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(FORM, id="the whole form"),
        pytest.param(FORM.replace("\n", "\r\n") + "\r\n", id="with a spreadsheet's line ends"),
        pytest.param(printed_columns(14), id="column 15 with heads and repeated numbers"),
        pytest.param(printed_columns(12, 13, 14), id="three months with heads"),
        pytest.param(printed_columns(3, 14), id="indicator and month, with heads"),
        pytest.param(printed_columns(3, 12, 13, 14, 15), id="indicator, months and total, heads"),
        pytest.param(lines(JUNE), id="column 15 alone"),
        pytest.param(lines(["জুন", *JUNE]), id="column under its month's name"),
        pytest.param(lines(["June 2024", *JUNE]), id="column under its month's English name"),
        pytest.param("\n".join("\t".join(cells) for cells in PRINTED), id="18 columns, no heads"),
        pytest.param(lines(TITLES, JUNE), id="titles and figures"),
        pytest.param(lines(TITLES[::-1], JUNE[::-1]), id="titles and figures, the last first"),
        pytest.param(
            lines(
                [cells[3] for cells in PRINTED], *[[c[n] for c in PRINTED] for n in (12, 13, 14)]
            ),
            id="indicator and three months, no heads",
        ),
        pytest.param(
            lines(*[[cells[n] for cells in PRINTED] for n in (12, 13, 14)]),
            id="three months, no heads",
        ),
    ],
)
def test_figures_of_the_printed_form_go_to_their_rows_without_a_question(
    tab: Page, text: str
) -> None:
    found = matched(tab, text)

    assert figures(found) == ALL
    assert is_sure(found)
    assert found["left"] == []


@pytest.mark.parametrize("drop", [0, 1], ids=["where a row has them", "in continuation rows"])
def test_cells_that_merging_left_out_shift_nothing(tab: Page, drop: int) -> None:
    def cut(cells: list[str]) -> list[str]:
        while cells and not cells[0] and drop:
            cells = cells[1:]
        return cells

    found = matched(tab, "\n".join("\t".join(cut(cells)) for cells in PRINTED))

    assert figures(found) == ALL
    assert is_sure(found)


@pytest.mark.parametrize("at", [0, 5, 31])
def test_one_row_of_the_form_goes_to_its_own_row_wherever_one_stands(tab: Page, at: int) -> None:
    found = matched(tab, "\t".join(PRINTED[16]), at=at)

    assert figures(found) == {16: "২০৫"}
    assert is_sure(found)


@pytest.mark.parametrize(
    "title",
    [
        "[১.৮.১] পরিদর্শনকৃত শিল্প ইউনিট",
        "1.8.1 পরিদর্শনকৃত শিল্প ইউনিট",
        "১.৮.১) পরিদর্শনকৃত শিল্প ইউনিট।",
        "(1.8.1) পরিদর্শনকৃত  শিল্প-ইউনিট",
        "পরিদর্শনকৃত শিল্প ইউনিট",
        "পরিদর্শনকৃত\nশিল্প ইউনিট",
        "পরিদর্শনকৃত\u00a0শিল্প\u200cইউনিট",
    ],
)
def test_title_is_the_same_however_it_is_written(tab: Page, title: str) -> None:
    found = matched(tab, f'"{title}"\t৯\n')

    assert figures(found) == {7: "৯"}
    assert is_sure(found)


@pytest.mark.parametrize(
    ("one", "other"),
    [("\u09af\u09bc", "\u09df"), ("\u09cb", "\u09c7\u09be"), ("\u09a1\u09bc", "\u09dc")],
    ids=["য়", "ো", "ড়"],
)
def test_letters_of_one_character_or_two_are_the_same(tab: Page, one: str, other: str) -> None:
    titles = [title.replace(one, other) for title in TITLES]
    assert titles != TITLES or one == "\u09a1\u09bc"

    found = matched(tab, lines(titles, JUNE))

    assert figures(found) == ALL
    assert is_sure(found)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("পরিদর্শনকৃত শিল্প ইউনিটসমূহ\t৯", "near"),
        ("১.৮.১ নিবন্ধিত শিল্প ইউনিট\t৯", "contradiction"),
        ("১.৮.১ পরিদর্শিত শিল্প ইউনিট\t৯", "near"),
        ("৯.৯.৯ পরিদর্শনকৃত শিল্প ইউনিট\t৯", "near"),
        ("১.৮.১ পরিদর্শনকৃত শিল্প ইউনিট\t৯\n১.৮.১ পরিদর্শনকৃত শিল্প ইউনিট\t৮", "twice"),
        ("১.৮.১ পরিদর্শনকৃত শিল্প ইউনিট\t১৫-২-২০২৪", "kind"),
    ],
)
def test_what_is_not_beyond_doubt_says_why(tab: Page, text: str, why: str) -> None:
    found = matched(tab, text)

    assert [(cell["at"], cell["why"]) for cell in found["cells"]] == [(7, why)]


@pytest.mark.parametrize("text", ["৭\n৮\n", "৭\t\n৮\t\n", "৭\r\n\r\n৮\r\n"])
def test_figures_without_a_name_are_a_question(tab: Page, text: str) -> None:
    found = matched(tab, text, at=3)

    assert not is_sure(found)
    assert {cell["why"] for cell in found["cells"]} == {"place"}
    assert figures(found)[3] == "৭"


def test_column_numbers_that_cannot_be_told_from_figures_move_no_row(tab: Page) -> None:
    squeezed = "\n".join(line for line in printed_columns(14).splitlines() if line)

    found = matched(tab, squeezed)

    assert not is_sure(found)
    assert figures(found).items() <= ALL.items()
    assert {one["why"] for one in found["left"]} == {"unsure"}


def test_column_of_another_length_is_a_question(tab: Page) -> None:
    assert not is_sure(matched(tab, lines(JUNE[:-1])))
    assert not is_sure(matched(tab, lines([*JUNE, "৪"])))


def test_rest_of_the_form_from_where_one_stands_fits(tab: Page) -> None:
    found = matched(tab, lines(JUNE[10:]), at=10)

    assert figures(found) == dict(list(ALL.items())[10:])
    assert is_sure(found)


def test_column_of_another_month_is_a_question(tab: Page) -> None:
    assert "month" in matched(tab, lines(["মে", *JUNE]))["doubts"]
    assert "month" in matched(tab, lines(["জুন ২০২৩", *JUNE]))["doubts"]


def test_several_columns_of_figures_are_a_question_that_is_answered(tab: Page) -> None:
    text = lines(TITLES, JUNE, ["৯"] * 32)

    assert matched(tab, text)["doubts"] == ["column"]
    assert figures(matched(tab, text, chosen=1)) == ALL


def test_blank_clears_nothing(tab: Page) -> None:
    found = matched(tab, lines(TITLES[:3], ["৪", "", "৫"]))

    assert figures(found) == {0: "৪", 2: "৫"}


def test_rows_that_are_not_open_are_named(tab: Page) -> None:
    found = matched(tab, lines(TITLES, JUNE), on=form(**{"১.৪.১": {"isOpen": False}}))

    assert 3 not in figures(found)
    assert [(one["at"], one["said"], one["why"]) for one in found["left"]] == [(3, "২", "closed")]


def test_rows_of_another_form_are_named(tab: Page) -> None:
    found = matched(tab, lines([*TITLES, "অন্য একটি সূচক যা এখানে নেই"], [*JUNE, "৪"]))

    assert figures(found) == ALL
    assert [one["why"] for one in found["left"]] == ["unknown"]
    assert not is_sure(found)


def test_words_are_no_figures(tab: Page) -> None:
    found = matched(tab, lines(TITLES[:3], ["৪", "চলমান", "৫"]))

    assert figures(found) == {0: "৪", 2: "৫"}
    assert [(one["said"], one["why"]) for one in found["left"]] == [("চলমান", "words")]


def test_remarks_of_others_are_not_replaced_unasked(tab: Page) -> None:
    text = lines(TITLES[:3], ["৪", "৫", "৬"], ["মেলায়", "", "জুনে"])
    there = form(**{"১.১.১": {"remarks": "আগের কথা"}})

    found = matched(tab, text, on=there)

    assert [cell["remarks"] for cell in found["cells"]] == ["মেলায়", None, "জুনে"]
    assert [cell["why"] for cell in found["cells"]] == ["remarks", None, None]


EXCEL: Final = """<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta name=Generator content="Microsoft Excel 15"><style>
<!--table {{mso-displayed-decimal-separator:"\\.";}} .xl65 {{mso-number-format:"\\@";}} td{{}} -->
</style></head><body link="#0563C1">
<table border=0 cellpadding=0 style='border-collapse:collapse;width:250pt'>
<!--StartFragment--> <col width=64 style='width:48pt'><col width=64>
{rows}
<!--EndFragment--></table></body></html>"""
WORD: Final = """<html xmlns:w="urn:schemas-microsoft-com:office:word"><head>
<meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {{margin:0in;}} --></style>
</head><body lang=EN-US><!--StartFragment-->
<p class=MsoNormal>প্রতিবেদন<o:p></o:p></p>
<table class=MsoTableGrid border=1 style='mso-yfti-tbllook:1184'>{rows}</table>
<!--EndFragment--></body></html>"""


def excel_row(title: str, figure: str) -> str:
    return (
        f" <tr height=20 style='height:15.0pt'>\n  <td height=20 class=xl65>{title}</td>\n"
        f"  <td class=xl66 align=right x:num>{figure}</td>\n </tr>"
    )


def word_row(title: str, figure: str) -> str:
    words = title.replace(" ", "\n  ")
    return (
        "<tr style='mso-yfti-irow:0'><td width=200 valign=top><p class=MsoNormal><span\n"
        f"  lang=BN style='font-family:Nikosh;mso-bidi-language:BN'>{words}<o:p></o:p></span></p>"
        "</td><td><p class=MsoNormal align=right><![if !supportEmptyParas]>&nbsp;<![endif]>"
        f"<b><span style='mso-spacerun:yes'>&nbsp; </span>{figure}</b><o:p>&nbsp;</o:p></p>"
        "</td></tr>"
    )


@pytest.mark.parametrize(("page", "row"), [(EXCEL, excel_row), (WORD, word_row)])
def test_table_of_an_office_program_is_read(tab: Page, page: str, row: Any) -> None:
    rows = "\n".join(map(row, [cells[3] for cells in PRINTED], JUNE))

    found = matched(tab, "what the plain text says is not looked at", html=page.format(rows=rows))

    assert figures(found) == ALL
    assert is_sure(found)


def test_spans_of_a_table_keep_the_columns(tab: Page) -> None:
    rows = []
    for at, cells in enumerate(PRINTED):
        begins = bool(cells[0])
        height = next((n for n, c in enumerate(PRINTED[at + 1 :], 1) if c[0]), len(PRINTED) - at)
        merged = [f"<td rowspan={height}>{text}</td>" for text in cells[:2]] if begins else []
        rows.append(f"<tr>{''.join(merged)}{''.join(f'<td>{c}</td>' for c in cells[2:])}</tr>")
    head = "<tr><td colspan=18>কৌশলগত উদ্দেশ্যসমূহ</td></tr>"

    found = matched(tab, html=f"<table>{head}{''.join(rows)}</table>")

    assert figures(found) == ALL
    assert is_sure(found)


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        ("<tr><td>a<br>b</td><td>c</td></tr>", [["a\nb", "c"]]),
        ("<tr><td><p>a</p><p>b</p></td></tr>", [["a\nb"]]),
        ("<tr><td>a\n   b&nbsp;c</td></tr>", [["a b c"]]),
        ("<tr><td>1</td></tr>|<tr><td>2</td></tr>", [["1"], [], ["2"]]),
        ("<tr><td><table><tr><td>1</td><td>2</td></tr></table></td></tr>", [["1", "2"]]),
        ("<tr><td>x</td><td><table><tr><td>1</td></tr></table></td></tr>", [["x", "1"]]),
        ("<tr style='display:none'><td>0</td></tr><tr><td>1</td></tr>", [["1"]]),
        ("<tr><td>1<img src=x onerror=alert(1)></td></tr>", [["1"]]),
        ("<tr><td>1<script>alert(1)</script><style>p{}</style></td></tr>", [["1"]]),
        ("<tr><td>1<del>2</del></td></tr>", [["1"]]),
        ("<tr><td rowspan=2>a</td><td>1</td></tr><tr><td>2</td></tr>", [["a", "1"], ["", "2"]]),
    ],
)
def test_table_is_rows_of_what_one_sees(tab: Page, html: str, rows: list[list[str]]) -> None:
    tables = "".join(f"<table>{one}</table>" for one in html.split("|"))

    assert tab.evaluate(ROWS, {"html": tables, "text": "text"}) == rows


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        ("<!--StartFragment--><tr><td>1</td><td>2</td></tr><!--EndFragment-->", [["1", "2"]]),
        ("<p>no table</p>", [["text"]]),
        ("<table><tr><td></td></tr></table>", [["text"]]),
    ],
)
def test_clipboard_without_a_table_of_its_own(tab: Page, html: str, rows: list[list[str]]) -> None:
    assert tab.evaluate(ROWS, {"html": html, "text": "text"}) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
        ("1\r2", [["1"], ["2"]]),
        ('11\t"one\ntwo"\n12\tx', [["11", "one\ntwo"], ["12", "x"]]),
        ('"say ""so"""\t1', [['say "so"', "1"]]),
        ('"open\t1\n2', [['"open', "1"], ["2"]]),
        ('"a"b\t1', [['"a"b', "1"]]),
        ('5" pipe\t1', [['5" pipe', "1"]]),
        ("1\n\n2\n", [["1"], [""], ["2"]]),
        ("", []),
        ("\n", []),
        ("\t\t", [["", "", ""]]),
    ],
)
def test_text_is_cells_as_a_spreadsheet_writes_them(
    tab: Page, text: str, rows: list[list[str]]
) -> None:
    assert tab.evaluate(ROWS, {"text": text}) == rows


@pytest.mark.parametrize(
    "text",
    ["১২\n" * 10_000, "1\t" * 5_000, '"' * 200_000, ('"' * 9 + "\t") * 20_000, "ক" * 2_000_000],
    ids=["lines", "columns", "quotes", "quoted cells", "letters"],
)
def test_too_much_is_told_at_once(tab: Page, text: str) -> None:
    took = tab.evaluate(
        """async (text) => {
            const { blockOf } = await import("/entry/pasting/block.js");
            const begun = performance.now();
            const rows = blockOf({text});
            return [rows === null || rows.length === 1, performance.now() - begun];
        }""",
        text,
    )

    assert took[0]
    assert took[1] < 2_000


@pytest.mark.parametrize(
    "html",
    [
        "<table>" + "<tr><td>1</td></tr>" * 10_000 + "</table>",
        "<table><tr>" + "<td rowspan=60000 colspan=900>1</td>" * 50 + "</tr></table>",
        "<table><tr><td>" * 2_000,
    ],
    ids=["rows", "spans", "nested"],
)
def test_too_large_a_table_ends(tab: Page, html: str) -> None:
    rows = tab.evaluate(ROWS, {"html": html, "text": ""})

    assert rows is None or len(rows) <= 500


def test_500_rows_of_other_words_are_looked_through_quickly(tab: Page) -> None:
    text = "\n".join(
        "\t".join(f"শব্দ {row} {column} লেখা" for column in range(18)) for row in range(500)
    )
    begun = tab.evaluate("performance.now()")

    found = matched(tab, text)

    assert found["cells"] == []
    assert tab.evaluate("performance.now()") - begun < 10_000
