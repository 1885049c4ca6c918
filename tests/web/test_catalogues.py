"""What Django says in Kazakh, made ready for it."""

from pathlib import Path

from qala.web.catalogues import compiled


def test_a_catalogue_is_the_same_file_whenever_it_is_made(tmp_path: Path) -> None:
    (made,) = compiled(tmp_path).rglob("kk/*/*.mo")
    first = made.stat()
    assert b"POT-Creation-Date: 2000-01-01" in made.read_bytes(), "not now"
    compiled(tmp_path)
    assert made.stat().st_mtime_ns == first.st_mtime_ns, "and it is not written again"
