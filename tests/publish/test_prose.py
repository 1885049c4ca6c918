"""Pages of prose are the same in three languages, and cannot carry a script."""

import pytest

from qala.publish.prose import PAGES, plain_of, prose_of
from qala.publish.samples import samples_of
from qala.texts import LANGUAGES
from tests.kz_demo import demo_inputs


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_the_same_parts_in_every_language(page: str) -> None:
    found = [prose_of(page, language) for language in LANGUAGES]
    assert len({tuple(part.id for part in one.parts) for one in found}) == 1
    for one in found:
        assert one.title
        assert one.lead
        assert all(part.html.startswith("<") and part.plain for part in one.parts)
        assert not any("<h" in part.html or "<script" in part.html for part in one.parts)


def test_plain_text_is_without_marks() -> None:
    assert plain_of("**A** `b`\n\n- c\n1. d\n") == "A b c d"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mark_of_a_cell_has_its_example(language: str) -> None:
    found = {one.id: one.cell for one in samples_of(demo_inputs()[0], language)}  # type: ignore[arg-type]
    assert found["partial"].partial
    assert found["change"].arrow
    assert found["boundary"].boundaries
    assert found["questioned"].questioned
    loose = found["loose"].firmness
    assert loose is not None
    assert not loose.firm
    assert found["withheld"].withheld
    assert all(one.band or one.withheld for one in found.values())
