"""The check of the texts finds what it should."""

from pathlib import Path

from tools.check_texts import catalogue_faults, faults, page_faults, table_faults


def catalogue(folder: Path, **texts: str) -> Path:
    """A subject's folder."""
    for language, content in texts.items():
        (folder / f"{language}.toml").write_text(content, encoding="utf-8")
    return folder


def test_the_project_is_complete() -> None:
    assert faults(Path(__file__).parents[2] / "src" / "qala") == []


def test_planted_faults_are_found(tmp_path: Path) -> None:
    same = "Одно и то же длинное предложение"
    folder = catalogue(
        tmp_path,
        kk=f'a = "бір {{x}}"\nc = "{same}"\n',
        ru=f'a = "один {{y}}"\nb = "два"\nc = "{same}"\n',
        en='a = "one {x}"\nb = "two"\nc = "the same"\n',
    )
    found = "\n".join(catalogue_faults(folder))
    assert "a: the fields differ" in found
    assert "b: missing in kk" in found
    assert "c: Kazakh is a copy of Russian" in found


def test_a_missing_language_and_a_blank_title_are_found(tmp_path: Path) -> None:
    assert list(catalogue_faults(catalogue(tmp_path, kk="", ru="")))
    table = tmp_path / "tree.csv"
    table.write_text("id,title_kk,title_ru,title_en\na,б,,c\n", encoding="utf-8")
    assert [fault.rpartition(": ")[2] for fault in table_faults(table)] == ["title_ru is blank"]


def test_a_page_that_is_missing_or_built_otherwise_is_found(tmp_path: Path) -> None:
    for language in ("kk", "ru"):
        (tmp_path / f"{language}.md").write_text("# A\n\n## B\n\n- c\n", encoding="utf-8")
    assert "en.md: missing" in "".join(page_faults(tmp_path))
    (tmp_path / "en.md").write_text("# A\n\n## B\n\n- c\n", encoding="utf-8")
    assert list(page_faults(tmp_path)) == []
    (tmp_path / "en.md").write_text("# A\n\n- c\n\n## B\n", encoding="utf-8")
    assert list(page_faults(tmp_path)) == [f"{tmp_path.name}: headings and lists differ between kk and en"]
