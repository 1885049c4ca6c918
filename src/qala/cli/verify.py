"""`qala verify`."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import typer

from qala.cli import inputs
from qala.engine import read_assessment, verify
from qala.engine.verify import areas_in
from qala.errors import CheckFailed
from qala.files.text import read_bytes
from qala.insight import standard_of
from qala.texts import Language, number, text

MOST = 2**20
"""Bytes of a signature or a file of keys."""


def run(
    path: Path,
    instead: tuple[Sequence[Path], str | None],
    proof: tuple[Path | None, Path | None],
    asked: Language | None,
    as_json: bool,
) -> None:
    """Recomputes; prints both digests, and where they differ the largest difference and every changed band; then what
    the signature is worth.

    instead: values and standard to compute from; proof: the files of the signature and of the keys. Raises CheckFailed
    where the digests differ or the signature is not valid.
    """
    made = read_assessment(path)
    language = inputs.language(asked)
    values, name = instead
    signed = _signature(path, made["digest"], *proof)
    own = inputs.standard(name) if name else None
    table = inputs.values(own or standard_of(made), values, areas_in(made)) if values else None
    verdict = verify(made, own, table)
    if as_json:
        told = {"signature": signed.verdict, "key": signed.key} if signed else {"signature": None}
        typer.echo(json.dumps({"same": verdict.same, **asdict(verdict), **told}, ensure_ascii=False))
    elif verdict.same:
        typer.echo(text("cli.verified", language, digest=verdict.said))
    if verdict.same:
        _tell(signed, language, as_json)
        return
    if not as_json:
        for part in verdict.inputs:
            typer.echo(text("cli.input_differs", language, part=text(f"cli.input_{part}", language)))
        if verdict.largest_at:
            area, node, period, basis = verdict.largest_at
            where = {"area": area, "node": node, "period": period, "basis": basis}
            typer.echo(text("cli.largest", language, gap=number(verdict.largest, language, 6), **where))
        for area, node, period, basis, before, after in verdict.bands:
            where = {"area": area, "node": node, "period": period, "basis": basis}
            typer.echo(text("cli.band_differs", language, before=before or "—", after=after or "—", **where))
    raise CheckFailed("cli.not_verified", said=verdict.said, found=verdict.found)


@dataclass(frozen=True)
class _Signed:
    """What a signature is worth; verdict: blank where there are no keys to check it by."""

    key: str
    signed_at: str
    digest: str
    reason: str
    verdict: str


def _signature(path: Path, digest: str, file: Path | None, keys: Path | None) -> _Signed | None:
    """The signature beside an assessment, or in a file; None where there is none."""
    from qala.publish.signature import judge, read_keys, read_signature

    beside = (path if path.is_dir() else path.parent) / "assessment.sig"
    given = file or (beside if beside.is_file() else None)
    if given is None:
        return None
    found = read_signature(read_bytes(given, MOST), str(given))
    known = read_keys(read_bytes(keys, MOST), str(keys)) if keys else ()
    reason = next((one.reason for one in known if one.id == found.key), "")
    verdict = judge(found, digest, known) if keys else ""
    return _Signed(found.key, found.signed_at, found.digest, reason, verdict)


def _tell(signed: _Signed | None, language: Language, as_json: bool) -> None:
    if signed is None:
        return
    about = {"key": signed.key, "at": signed.signed_at, "digest": signed.digest, "reason": signed.reason}
    if signed.verdict not in ("", "valid"):
        raise CheckFailed(f"signature.{signed.verdict.replace('-', '_')}", **about)
    if not as_json:
        typer.echo(text(f"signature.{signed.verdict or 'unchecked'}", language, **about))
