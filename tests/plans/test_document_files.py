from pathlib import Path

import pytest

from numerals import Message
from plans.document_files import ExaminedForm, examine_file, read_content
from plans.forms.limits import MOST_BYTES
from plans.forms.text import decoded
from tests.plans.document.forms import FIXTURES, KHULNA, document_of

KHULNA_FILE = FIXTURES / "apa-progress-khulna-2024-q4.txt"


def test_form_in_a_file_is_examined() -> None:
    examined = examine_file(KHULNA_FILE)

    assert isinstance(examined, ExaminedForm)
    assert examined.document == document_of(KHULNA)
    assert examined.problems


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_text_is_read_whatever_its_encoding(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "form.txt"
    file.write_bytes(KHULNA.encode(encoding))

    content = read_content(file)

    assert isinstance(content, bytes)
    assert decoded(content) == KHULNA


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\x00\x01\x02\x03", "is neither text"),
        ("খুলনা".encode("utf-16-le"), "is neither text"),
        (b"\xff\xfe\x00", "is neither text"),
        (b"caf\xe9", "is neither text"),
        (b"PK\x03\x04 and so on", "is damaged or incomplete"),
        (b"%PDF-1.7", "is a PDF file"),
        (b"name,age\nx,1\n", "is not a prescribed form"),
        (b" " * (MOST_BYTES + 1), "has more than 5 MB"),
    ],
    ids=["empty", "zeros", "utf-16", "half", "latin-1", "docx", "pdf", "csv", "big"],
)
def test_file_that_is_no_form_is_refused_with_one_sentence(
    tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "file.txt"
    file.write_bytes(content)

    refusal = examine_file(file)

    assert isinstance(refusal, Message)
    assert said in refusal.en
    assert refusal.bn.endswith("।")
    assert "\n" not in refusal.bn + refusal.en


def test_huge_file_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.txt"
    with file.open("wb") as sparse:
        sparse.truncate(50 * 1024**3)

    refusal = read_content(file)

    assert isinstance(refusal, Message)
    assert "more than 5 MB" in refusal.en


@pytest.mark.parametrize("name", ["none.txt", ".", "/dev/zero", "nul\0l"])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    refusal = read_content(tmp_path / name)

    assert isinstance(refusal, Message)
    assert "There is no file" in refusal.en
