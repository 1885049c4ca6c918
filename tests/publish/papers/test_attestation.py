"""An attestation tells who signed what, by which right, and which answers have no value."""

from dataclasses import replace

import pytest

from qala.publish.papers import render_attestation
from qala.publish.papers.words import masked
from qala.texts import LANGUAGES, Language, day, text
from tests.publish.papers.reading import squeezed, whole
from tests.publish.papers.samples import DIGEST, IIN, STATEMENT, attestation


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_tells_who_signed_by_which_right_and_what(language: Language) -> None:
    told = attestation(language)
    said = whole(render_attestation(told, language))
    signer = told.signer
    assert signer.ordered is not None
    parts = (signer.name, signer.position, signer.organisation, signer.bin, signer.order, told.serial, told.issuer)
    counted = (day(signer.ordered, language), STATEMENT, DIGEST, "80", "75", "14:05 UTC+05:00")
    assert [part for part in (*parts, *counted) if squeezed(part) not in said] == []
    for one in told.unanswered:
        assert squeezed(one.title) in said
        assert squeezed(one.note) in said
        assert squeezed(text(f"form.reason_{one.reason.replace('-', '_')}", language)) in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_the_iin_only_the_last_four_digits_are_in_the_file(language: Language) -> None:
    pdf = render_attestation(attestation(language), language)
    said = whole(pdf)
    assert f"••••••••{IIN[-4:]}" in said
    assert IIN not in said
    assert IIN.encode() not in pdf
    assert IIN[:8] not in said


@pytest.mark.parametrize(
    ("number", "shown"), [("123456789012", "••••••••9012"), ("1234", "••••"), ("", ""), ("12345", "•2345")]
)
def test_a_short_number_is_hidden_wholly(number: str, shown: str) -> None:
    assert masked(number) == shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_head_signs_without_an_order_and_every_answer_may_have_a_value(language: Language) -> None:
    told = attestation(language)
    head = replace(told.signer, right="head", order="", ordered=None)
    said = whole(render_attestation(replace(told, signer=head, unanswered=()), language))
    assert squeezed(text("papers.right_head", language)) in said
    assert squeezed(text("papers.all_answered", language)) in said
    assert "117-ө" not in said


def test_a_position_that_nobody_told_has_no_line() -> None:
    told = attestation("en")
    said = whole(render_attestation(replace(told, signer=replace(told.signer, position="")), "en"))
    assert text("papers.position", "en") not in said
    assert text("papers.position", "en") in whole(render_attestation(told, "en"))
