"""The legal status in words, with what is known of the act."""

from dataclasses import replace
from datetime import date

import pytest

from qala.areas.model import Text
from qala.publish.act import legal_status
from qala.publish.method import method_of
from qala.standard.model import Act
from qala.texts import Language, day
from tests.standard.test_lint import pack

DAY = date(2026, 5, 3)
NAMED = Text("Бұйрық", "Приказ", "Order")


@pytest.mark.parametrize(
    ("act", "language", "said"),
    [
        (Act(), "en", "in force"),
        (Act("12", "2026-05-03"), "en", "in force, No. 12 of 3 May 2026"),
        (Act("12", "2026-05-03", NAMED), "ru", f"действует, Приказ, № 12 от {day(DAY, 'ru')}"),
        (Act("12", "2026-05-03", NAMED), "kk", f"қолданыста, Бұйрық, {day(DAY, 'kk')}, № 12"),
        (Act("12"), "en", "in force, No. 12"),
        (Act("", "2026-05-03"), "en", "in force, 3 May 2026"),
        (Act("12", "in May"), "en", "in force, No. 12 of in May"),
    ],
)
def test_status_number_and_date(act: Act, language: Language, said: str) -> None:
    standard = replace(pack(), status="in-force", act=act)
    assert legal_status(standard, language) == said
    assert method_of(standard, language).status == said
