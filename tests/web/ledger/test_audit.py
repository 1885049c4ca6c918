"""`qala site audit` finds what the owner of the database changed behind the site's back, and says where."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qala.publish.chain import hash_of
from qala.texts import LANGUAGES
from tests.served import environment

CHAIN = "publications/kz-2017"
OF_CHAIN = f"(SELECT id FROM ledger_entry WHERE chain_id = '{CHAIN}'"
Behind = Callable[..., None]


def found() -> list[tuple[str, str]]:
    """What the audit finds: the code without its subject, and where."""
    from qala.web.ledger import services as ledger
    from qala.web.proposals import services as proposals
    from qala.web.publications import services as publications

    troubles = [*ledger.audit(set(publications.signed_heads())), *publications.audit(), *proposals.audit()]
    for one in troubles:
        assert all(
            one.where.split()[0] in one.text(language) or one.where in one.text(language) for language in LANGUAGES
        )
    return [(one.key.removeprefix("ledger."), one.where) for one in troubles]


def numbers(kind: str) -> list[int]:
    from qala.web.ledger.models import Entry

    return list(Entry.objects.filter(chain=CHAIN, kind=kind).values_list("number", flat=True))


def test_what_nobody_touched_is_sound(approved: Any) -> None:
    assert found() == []


def test_a_changed_entry_is_found(behind: Behind) -> None:
    (number,) = numbers("proposed")
    behind(
        'UPDATE ledger_entry SET said = replace(said, \'"content":"\', \'"content":"0\') '
        f"WHERE number = {number} AND chain_id = '{CHAIN}'"
    )
    assert ("changed", f"{CHAIN} {number}") in found()


@pytest.mark.parametrize(
    "change", ["kind = 'rejected'", "by_id = NULL", "at = '2020-01-01 00:00:00+00'", "version = 9"]
)
def test_columns_that_say_something_else_are_found(behind: Behind, change: str) -> None:
    (number,) = numbers("approved")
    behind(f"UPDATE ledger_entry SET {change} WHERE number = {number} AND chain_id = '{CHAIN}'")
    assert ("columns", f"{CHAIN} {number}") in found()


def test_an_entry_that_was_taken_out_is_found(behind: Behind) -> None:
    (number,) = numbers("proposed")
    behind(
        f"DELETE FROM ledger_private WHERE entry_id IN {OF_CHAIN} AND number = {number})",
        f"DELETE FROM ledger_entry WHERE number = {number} AND chain_id = '{CHAIN}'",
    )
    assert ("removed", f"{CHAIN} {number}") in found()


def test_an_entry_that_was_put_in_is_found(approved: Any, behind: Behind) -> None:
    """After the last, with the right hash, and with the chain's head left as it was."""
    from qala.web.ledger.models import Chain

    head = Chain.objects.get(name=CHAIN)
    subject = f"publication:{approved.digest}"
    says = {"kind": "withdrawn", "subject": subject, "version": 2, "at": "2026-01-01T00:00:00.000000Z", "by": None}
    says |= {"payload": {"reason": {}}, "private": ""}
    digest, number = hash_of(CHAIN, head.length + 1, head.hash, says), head.length + 1
    behind(
        "INSERT INTO ledger_entry (chain_id, number, subject, version, kind, at, by_id, said, hash) VALUES "
        f"('{CHAIN}', {number}, '{subject}', 2, 'withdrawn', '2026-01-01', NULL, '{json.dumps(says)}', '{digest}')"
    )
    assert ("head", f"{CHAIN} {head.length}–{number}") in found()
    assert ("publication_withdrawal", approved.digest) in found()


def test_the_end_of_a_chain_that_was_cut_off_with_its_head_is_found(behind: Behind) -> None:
    """By what the publications signed."""
    from qala.web.ledger.models import Chain, Entry

    before = Entry.objects.get(chain=CHAIN, number=1)
    length = Chain.objects.get(name=CHAIN).length
    behind(
        f"DELETE FROM ledger_private WHERE entry_id IN {OF_CHAIN} AND number > 1)",
        f"DELETE FROM ledger_entry WHERE number > 1 AND chain_id = '{CHAIN}'",
        f"UPDATE ledger_chain SET length = 1, hash = '{before.hash}' WHERE name = '{CHAIN}'",
    )
    assert ("removed", f"{CHAIN} 2–{length}") in found()


def test_a_chain_that_was_written_anew_is_found(approved: Any, behind: Behind) -> None:
    """Whoever computes every hash anew cannot sign what was signed."""
    from qala.web.ledger.models import Entry

    before, statements = "", []
    for row in Entry.objects.filter(chain=CHAIN).order_by("number"):
        says = json.loads(row.said) | ({"at": "2026-01-01T00:00:00.000000Z"} if row.number == 1 else {})
        before = hash_of(CHAIN, row.number, before, says)
        said = json.dumps(says, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
        at = ", at = '2026-01-01 00:00:00+00'" if row.number == 1 else ""
        statements.append(f"UPDATE ledger_entry SET said = '{said}', hash = '{before}'{at} WHERE id = {row.pk}")
    behind(*statements, f"UPDATE ledger_chain SET hash = '{before}' WHERE name = '{CHAIN}'")
    places = [where for code, where in found() if code == "rewritten"]
    assert places
    assert places[0].startswith(f"{CHAIN} 1")


def test_a_chain_that_was_taken_out_is_found(behind: Behind) -> None:
    own = "(SELECT id FROM ledger_entry WHERE chain_id = 'keys')"
    behind(
        f"DELETE FROM ledger_private WHERE entry_id IN {own}",
        "DELETE FROM ledger_entry WHERE chain_id = 'keys'",
        "DELETE FROM ledger_chain WHERE name = 'keys'",
    )
    assert {code for code, _ in found()} == {"gone", "key"}


def test_private_parts_are_kept_or_said_to_be_forgotten(behind: Behind) -> None:
    (number,) = numbers("approved")
    (other,) = numbers("proposed")
    entry = f"(SELECT id FROM ledger_entry WHERE chain_id = '{CHAIN}' AND number = %d)"
    behind(
        f"UPDATE ledger_private SET said = replace(said, 'Approver', 'Another') WHERE entry_id = {entry % number}",
        f"DELETE FROM ledger_private WHERE entry_id = {entry % other}",
    )
    told = found()
    assert ("private_changed", f"{CHAIN} {number}") in told
    assert ("private_removed", f"{CHAIN} {other}") in told


PUBLICATION = "UPDATE publications_publication SET {} WHERE number = {{number}}"
PROPOSAL = "UPDATE proposals_proposal SET {} WHERE id = {{proposal}}"


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        (PUBLICATION.format("periods = '[\"2018\"]'"), "publication_changed"),
        (PUBLICATION.format("approved_by = 'X'"), "publication_changed"),
        (PUBLICATION.format("published_at = '2020-01-01'"), "publication_changed"),
        (PUBLICATION.format("withdrawn_at = '2026-01-01'"), "publication_withdrawal"),
        (PUBLICATION.format("signature = replace(signature, '2026-', '2025-')"), "publication_signature"),
        ("UPDATE publications_sheet SET current = NOT current WHERE publication_id = {number}", "current"),
        ("UPDATE publications_signingkey SET state = 'retired'", "key"),
        (PROPOSAL.format("note = 'For 2018'"), "proposal"),
        (PROPOSAL.format("state = 'rejected'"), "proposal"),
        (PROPOSAL.format("decided_by_id = proposed_by_id"), "proposal"),
        ("DELETE FROM proposals_proposal WHERE id = {proposal}", "proposal_gone"),
    ],
)
def test_a_changed_table_is_found(approved: Any, behind: Behind, statement: str, code: str) -> None:
    from qala.web.publications.models import Publication

    number = Publication.objects.get(digest=approved.digest).number
    behind(statement.format(number=number, proposal=approved.pk))
    assert code in {one for one, _ in found()}


@pytest.mark.parametrize("name", ["cases", "sheets", "series", "frame", "findings"])
def test_a_page_that_would_show_something_else_is_found(approved: Any, name: str) -> None:
    from qala.web.publications.models import Case, Publication, Series, Sheet
    from qala.web.publications.parts import packed, unpacked

    own = Publication.objects.get(digest=approved.digest)
    tables: dict[str, Any] = {"cases": Case, "sheets": Sheet, "series": Series}
    row = tables[name].objects.filter(publication=own)[0] if name in tables else own
    column = "content" if name in tables else name
    said = unpacked(getattr(row, column))
    bent = [*said, {}] if isinstance(said, list) else {**said, "bent": 1}
    type(row).objects.filter(pk=row.pk).update(**{column: packed(bent)})
    assert [code for code, _ in found()] == ["publication_part"]


def test_an_assessment_that_was_bent_is_found(approved: Any) -> None:
    from qala.web.publications.models import Publication

    own = Publication.objects.get(digest=approved.digest)
    bent = gzip.decompress(own.document).replace(b'"very high"', b'"very low"', 1)
    for content in (gzip.compress(bent + b" "), b"no gzip"):
        Publication.objects.filter(pk=own.pk).update(document=content)
        assert [code for code, _ in found()] == ["publication_changed"]


def test_a_publication_that_was_taken_out_is_found(approved: Any, behind: Behind) -> None:
    from qala.web.publications.models import Publication

    number = Publication.objects.get(digest=approved.digest).number
    tables = [
        f"DELETE FROM publications_{name} WHERE publication_id = {number}" for name in ("case", "sheet", "series")
    ]
    behind(*tables, f"DELETE FROM publications_publication WHERE number = {number}")
    assert ("publication_gone", approved.digest) in found()


def test_a_file_that_was_changed_is_found(approved: Any) -> None:
    from qala.web.publications import services
    from qala.web.publications.models import Kept
    from qala.web.publications.products import Made

    services.keep_product(approved.digest, Made("map.png", "image/png", b"\x89PNG"))
    Kept.objects.update(content=b"\x89other")
    assert [code for code, _ in found()] == ["file"]


def test_what_somebody_kept_finds_what_the_site_alone_could_not(approved: Any, behind: Behind) -> None:
    """The end of the chain cut off with everything that spoke of it."""
    from qala.publish.signature import read_signature
    from qala.web.ledger import services as ledger
    from qala.web.ledger.models import Chain, Entry
    from qala.web.publications import services
    from qala.web.publications.models import Publication

    own = Publication.objects.get(digest=approved.digest)
    kept = read_signature(own.signature.encode(), "assessment.sig").heads
    length, before = Chain.objects.get(name=CHAIN).length, Entry.objects.get(chain=CHAIN, number=1)
    number = own.number
    behind(
        *(f"DELETE FROM publications_{name} WHERE publication_id = {number}" for name in ("case", "sheet", "series")),
        f"DELETE FROM publications_publication WHERE number = {number}",
        "UPDATE publications_sheet SET current = TRUE",
        f"DELETE FROM proposals_proposal WHERE id = {approved.pk}",
        f"DELETE FROM ledger_private WHERE entry_id IN {OF_CHAIN} AND number > 1)",
        f"DELETE FROM ledger_entry WHERE number > 1 AND chain_id = '{CHAIN}'",
        f"UPDATE ledger_chain SET length = 1, hash = '{before.hash}' WHERE name = '{CHAIN}'",
    )
    assert found() == []
    troubles = list(ledger.audit({*services.signed_heads(), *kept}))
    assert [one.where for one in troubles] == [f"{CHAIN} 2–{length}"]


def test_a_stranger_checks_it_from_outside(published: Any, client: Any, tmp_path: Path) -> None:
    """With the files that the site gives, and one command."""
    names = {"ledger.jsonl": "/data/ledger.jsonl", "keys.json": "/data/keys.json"}
    names["assessment.sig"] = f"/data/{published.short}/assessment.sig"
    for name, address in names.items():
        (tmp_path / name).write_bytes(b"".join(client.get(address)))
    command = [sys.executable, "-m", "qala", "ledger", "ledger.jsonl", "--signature", "assessment.sig"]

    def check(*more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*command, *more], cwd=tmp_path, capture_output=True, text=True, check=False)

    sound = check("--keys", "keys.json")
    assert (sound.returncode, sound.stderr) == (0, "")
    assert "heads that signatures attest: 2" in sound.stdout
    lines = (tmp_path / "ledger.jsonl").read_text().splitlines()
    assert json.loads(check("--json").stdout) == {"entries": len(lines), "kept": 2, "found": []}
    (tmp_path / "ledger.jsonl").write_text("\n".join(line.replace("2018", "2017") for line in lines))
    touched = check("--keys", "keys.json")
    assert touched.returncode == 1
    assert f"{CHAIN}, entry 1" in touched.stdout
    (tmp_path / "ledger.jsonl").write_text("\n".join(line for line in lines if CHAIN in line))
    assert "keys: the whole chain was taken out" in check("--keys", "keys.json").stdout
    (tmp_path / "keys.json").write_text('{"keys": []}')
    assert "is not one of this site" in check("--keys", "keys.json").stderr


def test_the_command_tells_and_fails(published: Any, database: str, tmp_path: Path) -> None:
    from django.db import connection

    from qala.publish.signature import read_signature

    home = Path(connection.settings_dict["NAME"]).parent if not database else tmp_path
    told = environment(home, database)
    kept = tmp_path / "assessment.sig"
    kept.write_text(published.signature)
    heads = read_signature(kept.read_bytes(), "assessment.sig").heads
    assert [one.chain for one in heads] == ["keys", CHAIN]

    def audit(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "qala", "site", "audit", *arguments]
        return subprocess.run(command, env=os.environ | told, capture_output=True, text=True, check=False)

    sound = audit("--signature", str(kept))
    assert (sound.returncode, sound.stderr) == (0, "")
    assert "Nothing was changed" in sound.stdout
    kept.write_text(published.signature.replace('"2026-', '"2025-'))
    refused = audit("--signature", str(kept))
    assert refused.returncode == 2
    assert "is not one of this site" in refused.stderr
    assert "Traceback" not in refused.stderr
    answer = json.loads(audit("--json").stdout)
    assert answer["found"] == []
    assert answer["entries"] >= 2
