from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from config.assets import scripts


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of scripts of whose roots two are kept, as of our own."""
    monkeypatch.setattr(scripts, "FOLDER", tmp_path)
    monkeypatch.setattr(scripts, "ROOTS", ("form.js", "tools.js"))
    monkeypatch.setattr(scripts, "APART", frozenset({"apart.js"}))
    (tmp_path / "form").mkdir()
    (tmp_path / "apart.js").write_text("export const keep = 1;\n")
    (tmp_path / "form/cells.js").write_text(
        "/* Of the cells. */\nexport const cells = [];\n\n// One.\nexport function first() {\n"
        "  return cells[0];\n}\n"
    )
    (tmp_path / "form/words.js").write_text('export { first } from "./cells.js";\n')
    (tmp_path / "form.js").write_text(
        'import * as all from "./form/cells.js";\nimport { first as one } from "./form/words.js";\n'
        'import { keep } from "./apart.js";\nconst mine = [one, all, keep];\n'
    )
    (tmp_path / "tools.js").write_text(
        'import {\n  cells,\n  first,\n} from "./form/cells.js";\nimport "./form/side.js";\n'
        "first(cells);\n"
    )
    (tmp_path / "form/side.js").write_text("const mine = 2;\n")
    return tmp_path


def test_kept_scripts_are_found_as_they_are_made_of_the_modules() -> None:
    for name, text in scripts.kept_scripts().items():
        assert Path(finders.find(name) or "").read_text(encoding="utf-8") == text


def test_kept_scripts_are_collected_once_each() -> None:
    listed = [name for name, _ in scripts.KeptScripts().list(None)]

    assert listed == ["entry.kept.js", "entry-tools.kept.js"]
    assert finders.find("entry/kept.js") is None


def test_kept_scripts_hold_every_module_once() -> None:
    texts = scripts.kept_scripts()
    modules = re.findall(r"^const (\w+) = \(\(\) => \{$", "".join(texts.values()), re.MULTILINE)

    files = {
        re.sub(r"\W", "_", str(path.relative_to(scripts.FOLDER).with_suffix("")))
        for path in (scripts.FOLDER / "entry").rglob("*.js")
    }
    assert len(modules) == len(set(modules))
    # The script for before has a file of its own: it is asked for first, and is small.
    assert files - {"entry_early"} | {"entry", "entry_tools"} <= set(modules)
    assert "drafts" not in modules


@pytest.mark.usefixtures("folder")
def test_modules_are_joined_in_the_order_in_which_they_run() -> None:
    form = scripts.kept_scripts()["form.kept.js"].splitlines()[1:]

    assert form == [
        'import * as apart from "./apart.js";',
        "const form_cells = (() => {",
        "const cells = [];",
        "function first() {",
        "return cells[0];",
        "}",
        "return { cells, first };",
        "})();",
        "const form_words = (() => {",
        "const { first } = form_cells;",
        "return { first };",
        "})();",
        "const form = (() => {",
        "const all = form_cells;",
        "const { first: one } = form_words;",
        "const { keep } = apart;",
        "const mine = [one, all, keep];",
        "return {  };",
        "})();",
        "export { form_cells, form_words, form };",
    ]


@pytest.mark.usefixtures("folder")
def test_a_later_file_takes_from_an_earlier_one_what_is_there() -> None:
    tools = scripts.kept_scripts()["tools.kept.js"]

    assert 'import { form_cells } from "./form.kept.js";' in tools
    assert "const { cells, first, } = form_cells;" in tools
    assert tools.count("const cells") == 0
    assert "const form_side = (() => {\nconst mine = 2;" in tools


@pytest.mark.parametrize(
    "text",
    [
        "export let count = 0;\n",
        "export default 1;\n",
        'export * from "./cells.js";\n',
        "const text = `one\ntwo`;\n",
        'await import("./cells.js");\n',
        'const { a } = await import("./cells.js");\n',
        'import { mine } from "../form.js";\n',
        'import { apart } from "../apart.js";\n',
    ],
    ids=["let", "default", "all", "lines", "await", "awaited", "circle", "own name"],
)
def test_what_cannot_be_joined_is_named(folder: Path, text: str) -> None:
    (folder / "form/words.js").write_text(text)

    with pytest.raises(scripts.Unfit, match=r"form/words\.js|form\.js"):
        scripts.kept_scripts()
