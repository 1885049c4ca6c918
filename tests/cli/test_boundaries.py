import os
import subprocess
import sys
from pathlib import Path

from tests.publish.country.geojson import TWO


def run(home: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QALA_", "DJANGO_", "DATABASE_"))}
    told = {**kept, "QALA_HOME": str(home), "QALA_LANGUAGE": "en"}
    command = [sys.executable, "-m", "qala", "boundaries", *words]
    return subprocess.run(command, env=told, capture_output=True, text=True, timeout=120, check=False)


def test_boundaries_are_imported_and_the_unknown_are_told(tmp_path: Path) -> None:
    file = tmp_path / "two.geojson"
    file.write_bytes(TWO)
    told = ("--names", "name", "--source", "A source", "--licence", "CC0")
    done = run(tmp_path / "home", file, *told)
    assert done.returncode == 0, done.stderr
    assert "2 boundaries for kz are imported" in done.stdout
    assert "2 of them are drawn without a known place" in done.stdout
    assert "West, East" in done.stdout


def test_a_bad_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "bad.geojson"
    file.write_text("{}")
    done = run(tmp_path / "home", file, "--names", "name", "--source", "A", "--licence", "CC0")
    assert done.returncode == 2
    assert f"{file}: is not a GeoJSON FeatureCollection" in done.stderr
    assert "Traceback" not in done.stderr
