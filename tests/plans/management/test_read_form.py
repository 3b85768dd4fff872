import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.plans.document.forms import FIXTURES, full_row, progress
from tests.plans.forms.families import ENGLISH, QUARTERS
from tests.plans.forms.writers import as_text

KHULNA_FILE = FIXTURES / "apa-progress-khulna-2024-q4.txt"


def read_form(*arguments: str | Path) -> str:
    out = StringIO()
    call_command("read_form", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_json_is_printed_with_the_findings() -> None:
    data = json.loads(read_form(KHULNA_FILE, "--json"))

    assert data["months"] == ["2024-04", "2024-05", "2024-06"]
    assert "2.5.2" in [problem["row"] for problem in data["problems"]]


def test_summary_is_in_bengali_unless_asked_otherwise() -> None:
    bengali = read_form(KHULNA_FILE)
    english = read_form(KHULNA_FILE, "--lang", "en")

    assert "৫টি উদ্দেশ্য, ৩২টি কর্মসম্পাদন সূচক" in bengali
    assert "ত্রুটি · ২.৫.২ · ক্রমপুঞ্জিত অর্জন ৬০ লেখা" in bengali
    assert "5 objectives, 32 indicators" in english
    assert "error · document · The objectives' weights total 100" in english


def test_form_without_findings_says_so(tmp_path: Path) -> None:
    file = tmp_path / "form.txt"
    file.write_text(progress(full_row(objective="[১] উদ্দেশ্য", weight="১০০")), "utf-8")

    assert "No problems found." in read_form(file, "--lang", "en")


def test_one_of_several_forms_is_chosen_by_its_number(tmp_path: Path) -> None:
    file = tmp_path / "forms.txt"
    file.write_bytes(as_text(QUARTERS) + b"\n" + as_text(ENGLISH))
    second = json.loads(read_form(file, "--json", "--table", "2"))

    assert (second["tables"], second["kind"], second["title"]) == (
        2,
        "apa",
        "Annual Performance Agreement 2022-23",
    )
    assert json.loads(read_form(file, "--json"))["kind"] == "integrity"
    with pytest.raises(CommandError, match="has 2 forms; there is no number 3") as refused:
        read_form(file, "--table", "3", "--lang", "en")
    assert refused.value.returncode == 2


def test_text_in_bijoy_is_converted_only_when_asked(tmp_path: Path) -> None:
    file = tmp_path / "form.txt"
    heading = "Kvh©µg\tKg©m¤úv`b m~PK\tGKK\tm~P‡Ki gvb\tjÿ¨gvÎv"
    file.write_text(f"ï×vPvi 2021-22\n{heading}\n1.1 KvR\tm~PK\tmsL¨v\t50\t4", "utf-8")

    with pytest.raises(CommandError, match="in the Bijoy encoding"):
        read_form(file, "--lang", "en")
    assert json.loads(read_form(file, "--json", "--bijoy"))["kind"] == "integrity"


@pytest.mark.parametrize("lang", ["bn", "en"])
@pytest.mark.parametrize("content", [None, b"", b"\x00\xff", b"a\tb\n1\t2\n"])
def test_no_form_is_one_sentence_and_exit_code_2(
    tmp_path: Path, content: bytes | None, lang: str
) -> None:
    file = tmp_path / "file.txt"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(CommandError) as refused:
        read_form(file, "--json", "--lang", lang)

    assert refused.value.returncode == 2
    assert str(refused.value).endswith("।" if lang == "bn" else ".")
