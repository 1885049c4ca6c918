"""Units in the reader's language, told apart where they differ by a sign alone."""

from dataclasses import replace

import pytest

from qala.publish.reasons import unit_of
from qala.texts import LANGUAGES, Language
from tests.kz_demo import demo_inputs

ONE = demo_inputs()[0].indicators[0]


@pytest.mark.parametrize(("unit", "russian"), [("m²", "м²"), ("m", "m"), ("µg/m³", "мкг/м³"), ("g/m³", "g/m³")])
def test_units_that_differ_by_a_sign_are_not_taken_for_one_another(unit: str, russian: str) -> None:
    assert unit_of(replace(ONE, unit=unit), "ru") == russian


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_unit_is_the_same_in_either_mu(language: Language) -> None:
    signs = ("\N{MICRO SIGN}g/m³", "\N{GREEK SMALL LETTER MU}g/m³")
    assert len({unit_of(replace(ONE, unit=sign), language) for sign in signs}) == 1


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_unit_of_the_standard_is_known_in_the_language(language: Language) -> None:
    units = {one.unit: unit_of(one, language) for one in demo_inputs()[0].indicators}
    same = {unit for unit, said in units.items() if unit == said}
    assert same <= {"%"}, same
