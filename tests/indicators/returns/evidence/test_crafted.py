"""Files made to do something when they are opened, and harmless ones that look like them."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
import zlib

import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from indicators.returns.evidence import refusals
from indicators.returns.evidence.apart import examine_apart
from indicators.returns.evidence.content import examine
from indicators.returns.evidence.kinds import Content
from indicators.returns.evidence.pdf_objects import MOST_OBJECTS
from indicators.returns.evidence.pdfs import MOST_PARTS
from numerals import Message
from tests.benchmarks.test_bench_evidence import GROWING
from tests.indicators.returns.evidence.files import (
    DOCX,
    XLSX,
    acting_pdf,
    office,
    packed,
    pdf,
    pdf_of,
    picture,
    relation,
    stream,
)

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
JS = b"<</S/JavaScript/JS(app.alert(1))>>"


def annotated(annotation: bytes) -> bytes:
    return acting_pdf(b"", page=b"/Annots[<<%s/Rect[0 0 9 9]>>]" % annotation)


def linked(action: bytes) -> bytes:
    return annotated(b"/Type/Annot/Subtype/Link/A<<%s>>" % action)


ACTING = {
    "code when it opens": acting_pdf(b"/OpenAction%s" % JS),
    "code under a name of its own": acting_pdf(b"/Names<</JavaScript<</Names[(a)%s]>>>>" % JS),
    "code spelt with escapes": acting_pdf(b"/OpenAction<</S/J#61vaScript/#4aS(x)>>"),
    "code as a page is shown": acting_pdf(page=b"/AA<</O%s>>" % JS),
    "code after a harmless step": linked(b"/S/GoTo/D[3 0 R/Fit]/Next[%s]" % JS),
    "code as a field is filled in": annotated(b"/Subtype/Widget/FT/Tx/AA<</K%s>>" % JS),
    "code kept compressed": acting_pdf(b"/OpenAction 100 0 R", packed(JS)),
    "code compressed twice": acting_pdf(
        b"",
        stream(
            b"/Type/ObjStm/N 1/First 6/Filter[/FlateDecode/FlateDecode]",
            zlib.compress(zlib.compress(b"100 0 " + JS)),
        ),
    ),
    "code that nothing lists": acting_pdf(unlisted=b"99 0 obj%s endobj\n" % JS),
    "action whose kind stands elsewhere": acting_pdf(
        b"/OpenAction<</S 4 0 R/F(calc.exe)>>", b"/Launch"
    ),
    "action that stands elsewhere": acting_pdf(b"/OpenAction 4 0 R", b"<</S/Launch/F(calc.exe)>>"),
    "unknown action": linked(b"/S/Whatever"),
    "program": linked(b"/S/Launch/F(calc.exe)"),
    "another document": linked(rb"/S/GoToR/F(\\\\server\\share\\a.pdf)/D[0/Fit]"),
    "document inside": linked(b"/S/GoToE/T<</R/C>>"),
    "form sent away": linked(b"/S/SubmitForm/F(https://example.org)"),
    "data fetched": linked(b"/S/ImportData/F(a.fdf)"),
    "print command": linked(b"/S/Named/N/Print"),
    "link that is code": linked(b"/S/URI/URI(javascript:alert(1))"),
    "link to a disk": linked(b"/S/URI/URI(file:///etc/passwd)"),
    "link to a share": linked(rb"/S/URI/URI(\\\\server\\share)"),
    "file inside": acting_pdf(b"/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>", b"<<>>"),
    "associated file": acting_pdf(b"/AF[<</Type/Filespec/F(a)/EF<</F 4 0 R>>>>]"),
    "file as an annotation": annotated(b"/Type/Annot/Subtype/FileAttachment"),
    "film": annotated(b"/Subtype/Movie"),
    "rich media": annotated(b"/Subtype/RichMedia"),
    "screen": annotated(b"/Subtype/Screen"),
    "annotation unheard of": annotated(b"/Type/Annot/Subtype/Whatever"),
    "XFA form": acting_pdf(b"/AcroForm<</Fields[]/XFA 4 0 R>>"),
    "portfolio": acting_pdf(b"/Collection<</View/T>>"),
    "code in a holder that does not say what it is": acting_pdf(
        b"", packed(JS).replace(b"/Type/ObjStm", b"/Type/XObject")
    ),
    "code in a holder spelt with escapes": acting_pdf(
        b"", packed(JS).replace(b"/ObjStm", b"/Obj#53tm")
    ),
    "code in a list that a list holds": acting_pdf(b"/OpenAction 4 0 R", b"[5 0 R]", JS),
    "unknown action in a list that many hold": acting_pdf(
        b"", b"[5 0 R]", b"<</S/Whatever>>", *[b"<</Next 4 0 R>>"] * 3
    ),
    "code that a later version of the file hides": acting_pdf(
        unlisted=b"8 0 obj%s endobj\n8 0 obj<<>>endobj\n" % JS
    ),
    "code for a printer": acting_pdf(b"", stream(b"/Type/XObject/Subtype/PS", b"x")),
    "picture that the press fetches": acting_pdf(
        b"", stream(b"/Subtype/Form/OPI<</2.0<</F(a)>>>>", b"x")
    ),
    "content kept elsewhere": acting_pdf(b"", stream(b"/F(https://example.org/a)", b"")),
}
HARMLESS_PDF = {
    "page": acting_pdf(),
    "words of a program in a title": acting_pdf(b"/Title(/JavaScript /Launch)"),
    "first page when it opens": acting_pdf(b"/OpenAction[3 0 R/Fit]"),
    "first page by an action": acting_pdf(b"/OpenAction<</S/GoTo/D[3 0 R/Fit]>>"),
    "next page": linked(b"/S/Named/N/NextPage"),
    "web page": linked(b"/S/URI/URI(https://bscic.gov.bd/)"),
    "address of a person": linked(b"/S/URI/URI(mailto:info@example.gov.bd)"),
    "outline": acting_pdf(
        b"/Outlines 4 0 R",
        b"<</First 5 0 R/Last 6 0 R>>",
        b"<</Title(a)/Next 6 0 R/Parent 4 0 R>>",
        b"<</Title(b)/Prev 5 0 R/Parent 4 0 R/Dest[3 0 R/Fit]>>",
    ),
    "tagged": acting_pdf(
        b"/StructTreeRoot 4 0 R",
        b"<</Type/StructTreeRoot/K<</Type/StructElem/S/P/A<</O/Layout/Placement/Block>>>>>>",
    ),
    "compressed": acting_pdf(b"", packed(b"<</Title(a)>>", b"[1 2]")),
    "changeable by its owner alone": pdf(owner="secret"),
    "numbered pages": acting_pdf(b"/PageLabels<</Nums[0<</S/D>>]>>"),
}
PAGELESS = {
    "no pages": pdf_of(b"<</Type/Catalog>>"),
    "empty tree of pages": pdf_of(b"<</Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 9>>"),
    "tree that goes in a circle": pdf_of(b"<</Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]>>"),
    "page that is missing": pdf_of(b"<</Pages 2 0 R>>", b"<</Type/Pages/Kids[9 0 R]>>"),
    "nested beyond reason": acting_pdf(b"/X" + b"[" * 100_000),
    "object with a word between its numbers": acting_pdf(unlisted=b"99 0 %%x\nobj%s endobj\n" % JS),
    "object with a word behind its number": acting_pdf(unlisted=b"99 %%x\n0 obj%s endobj\n" % JS),
    "without a directory": acting_pdf().replace(b"startxref", b"xxxxxxxxx"),
}


def refused(data: bytes) -> Message:
    found = examine(data)
    assert isinstance(found, Message), found.kind
    return found


@pytest.mark.parametrize("name", ACTING)
def test_pdf_that_acts_is_refused(name: str) -> None:
    assert refused(ACTING[name]) is refusals.ACTING_PDF


@pytest.mark.parametrize("name", HARMLESS_PDF)
def test_pdf_that_only_shows_is_taken(name: str) -> None:
    assert isinstance(examine(HARMLESS_PDF[name]), Content)


@pytest.mark.parametrize("name", PAGELESS)
def test_pdf_without_a_page_is_refused(name: str) -> None:
    assert refused(PAGELESS[name]) is refusals.BROKEN_PDF


def test_code_of_a_pdf_that_its_owner_may_change_is_found() -> None:
    writer = PdfWriter()
    writer.add_blank_page(9, 9)
    code = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(code)
    writer.encrypt("", "secret", algorithm="AES-256")
    output = io.BytesIO()
    writer.write(output)

    assert refused(output.getvalue()) is refusals.ACTING_PDF


def word(body: str) -> bytes:
    part = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return office(DOCX, extra={"word/document.xml": part.encode()})


def computed(*instructions: str) -> str:
    """A field whose instruction stands in several runs."""
    runs = "".join(f"<w:r><w:instrText>{text}</w:instrText></w:r>" for text in instructions)
    return (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def excel(formula: str) -> bytes:
    return office(XLSX, extra={"xl/worksheets/sheet1.xml": f"<c><f>{formula}</f></c>".encode()})


def inner(kind: str, target: str = "x.xml") -> bytes:
    told = (
        f'<Relationships><Relationship Type="http://x/{kind}" Target="{target}"/></Relationships>'
    )
    return office(extra={"word/_rels/document.xml.rels": told.encode()})


REACHING = {
    "DDE field": word(computed(r"DDEAUTO c:\\windows\\system32\\cmd.exe &quot;/k calc&quot;")),
    "DDE field in pieces": word(computed("DD", "EAUTO cmd")),
    "DDE as a simple field": word('<w:fldSimple w:instr="DDE excel a"/>'),
    "field composed by a field": word(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + computed("QUOTE 68 68 69")
    ),
    "text fetched": word(computed("INCLUDETEXT https://example.org/a.docx")),
    "picture fetched": word(computed("INCLUDEPICTURE https://example.org/a.png")),
    "link to a share as a field": word(computed(r"HYPERLINK &quot;\\server\a&quot;")),
    "DDE formula": excel("cmd|'/C calc'!A0"),
    "formula that fetches": excel("_xlfn.WEBSERVICE(&quot;https://example.org&quot;)"),
    "picture of another place": office(extra=relation("image", "https://example.org/a.png")),
    "template of another place": office(extra=relation("attachedTemplate", "https://x/a.dotm")),
    "template of a disk": office(extra=relation("attachedTemplate", "file:///C:/a/b.dotm")),
    "link to a disk": office(extra=relation("hyperlink", "file:///C:/a.exe")),
    "link that is code": office(extra=relation("hyperlink", "javascript:alert(1)")),
    "link to a tool of Windows": office(extra=relation("hyperlink", "ms-msdt:/id x")),
    "workbook of another place": inner("externalLink"),
    "embedded object": inner("oleObject"),
    "embedded workbook": inner("package"),
    "page of HTML inside": inner("aFChunk"),
    "part of another place without saying so": inner("image", "https://example.org/a.png"),
    "relations in another coding": office(
        extra={
            "word/_rels/a.rels": relation("image", "https://x/a")["word/_rels/settings.xml.rels"]
            .decode()
            .encode("utf-16")
        }
    ),
    "object in the text": word('<o:OLEObject xmlns:o="urn:o"/>'),
    "archive inside": office(extra={"word/a.zip": b"PK"}),
    "program inside": office(extra={"word/media/a.exe": b"MZ"}),
}


def drawn(body: str, name: str = "word/a.vml") -> bytes:
    return office(extra={name: f'<x xmlns:v="urn:v" xmlns:o="urn:o">{body}</x>'.encode()})


REACHING |= {
    "picture of another place in a drawing": drawn(
        '<v:imagedata src="https://example.org/a.png"/>'
    ),
    "linked picture in a drawing": drawn('<v:imagedata o:href="https://example.org/a.png"/>'),
    "picture of a share in a drawing": drawn('<v:fill src="//server/a.png"/>'),
    "link to a disk in a drawing": drawn('<v:shape href="file:///C:/a.exe"/>'),
    "script in a drawing": drawn("<script>alert(1)</script>", "word/media/a.svg"),
    "picture of another place in a picture": drawn('<image href="http://x/a"/>', "word/a.svg"),
    "style sheet": office(extra={"word/a.xml": b'<?xml-stylesheet href="http://x/a.xsl"?><a/>'}),
    "link to a disk as a formula": excel("HYPERLINK(&quot;file:///C:/a.exe&quot;,&quot;a&quot;)"),
    "link of a cell's text as a formula": excel("hyperlink (A1)"),
    "link that is put together": excel("HYPERLINK(&quot;https://a&quot;&amp;B1)"),
    "text by the name of a picture": drawn("<oleObject/>", "word/media/a.png"),
    "text by the name of a picture in another coding": office(
        extra={"word/media/a.png": "<a><oleObject/></a>".encode("utf-16")}
    ),
}
HARMLESS_OFFICE = {
    "links in drawings": drawn(
        '<v:shape href="https://bscic.gov.bd/"/><v:shape href="#place"/><v:imagedata src="a.png"/>'
    ),
    "picture within a picture": drawn('<image href="data:image/png;base64,AA=="/>', "word/a.svg"),
    "link as a formula": excel("HYPERLINK(&quot;https://bscic.gov.bd&quot;,&quot;a&quot;)"),
    "place as a formula": excel("HYPERLINK(&quot;#Sheet2!A1&quot;)"),
    "fields": word(
        computed("PAGE")
        + computed(" SEQ", " Table ")
        + computed("HYPERLINK &quot;https://bscic.gov.bd&quot;")
        + computed(r"HYPERLINK \l &quot;place&quot;")
        + computed("= SUM(ABOVE)")
    ),
    "formulas": excel("SUM('a|b'!A1:A9)&amp;&quot;|&quot;"),
    "links": office(extra=relation("hyperlink", "mailto:info@example.gov.bd")),
    "picture": inner("image", "media/a.png"),
    "folders": office(extra={"word/": b""}),
}


@pytest.mark.parametrize("name", REACHING)
def test_document_that_reaches_out_is_refused(name: str) -> None:
    assert refused(REACHING[name]) is refusals.REACHES_OUT


@pytest.mark.parametrize("name", HARMLESS_OFFICE)
def test_document_that_only_shows_is_taken(name: str) -> None:
    assert isinstance(examine(HARMLESS_OFFICE[name]), Content)


@pytest.mark.parametrize(
    "name",
    ["../a.xml", "/a.xml", "word/../../a.xml", "C:/a.xml", "a\\b.xml", "a//b.xml", "a\x01.xml"],
)
def test_part_with_a_path_that_leads_elsewhere_is_refused(name: str) -> None:
    assert refused(office(extra={name: b"<a/>"})) is refusals.BROKEN_OFFICE


def test_part_that_is_a_link_is_refused() -> None:
    link = zipfile.ZipInfo("word/a.xml")
    link.external_attr = 0o120777 << 16
    output = io.BytesIO(office())
    with zipfile.ZipFile(output, "a") as archive:
        archive.writestr(link, "/etc/passwd")

    assert refused(output.getvalue()) is refusals.BROKEN_OFFICE


def test_part_with_two_names_is_refused() -> None:
    data = office(extra={"word/inner.xml": b"<a/>"})

    assert refused(data.replace(b"word/inner.xml", b"word/other.xml", 1)) is refusals.BROKEN_OFFICE


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        "<a>" * 300 + "</a>" * 300,
        "<a>",
        "<Relationship " * 71_428,
    ],
)
def test_part_that_office_never_writes_is_refused(text: str) -> None:
    assert refused(office(extra={"word/x.xml": text.encode()})) is refusals.BROKEN_OFFICE


def test_file_is_looked_through_by_a_process_of_its_own() -> None:
    assert examine_apart(ACTING["program"]) == refusals.ACTING_PDF
    assert examine_apart(pdf()) == examine(pdf())
    assert examine_apart(picture()) == examine(picture())


def test_file_that_takes_too_much_is_refused_and_nothing_else_happens() -> None:
    crowd = b"".join(b"1 0 obj 1 endobj\n" for _ in range(MOST_OBJECTS))

    assert examine_apart(acting_pdf(unlisted=crowd)) == refusals.TOO_INTRICATE


@pytest.mark.parametrize("name", ["objects within each other", "objects within each other, packed"])
def test_objects_within_each_other_are_not_read_again_and_again(name: str) -> None:
    assert refused(GROWING[name](1)) is refusals.TOO_INTRICATE


def test_long_strings_of_digits_are_refused_unread() -> None:
    digits = b"<%s>" % (b"00" * 600_000)

    assert refused(acting_pdf(b"", digits)) is refusals.TOO_INTRICATE
    assert refused(acting_pdf(b"", packed(digits))) is refusals.TOO_INTRICATE


def test_more_parts_than_any_document_has_are_refused() -> None:
    many = b"<<%s>>" % b"".join(b"/A%d[]" % number for number in range(1_000))

    assert refused(acting_pdf(b"", *[many] * (MOST_PARTS // 1_000))) is refusals.TOO_INTRICATE


def test_process_that_looks_loads_no_library_before_it_knows_the_kind() -> None:
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import indicators.returns.evidence.apart, sys; print(*sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()

    assert {"pypdf", "PIL", "zipfile", "django"}.isdisjoint(loaded)
