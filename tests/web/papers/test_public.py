"""What everybody may have on paper of what is published."""

from typing import Any

import pytest

from qala.texts import LANGUAGES, text
from tests.publish.papers.reading import pages, squeezed, whole
from tests.web.conftest import AT
from tests.web.papers.conftest import FOUND, KARAGANDA, NAME, WORDS, hand, run
from tests.web.people.conftest import person_with
from tests.web.proposals.conftest import small

KIND = "public-papers"


@pytest.fixture(scope="module")
def shown(done: Any, folk: Any) -> Any:
    """The round decided about, proposed and published, and what was made of it."""
    from qala.web.collection.proposing import assessment_of, propose
    from qala.web.publications import services as publications
    from tests.web.verification.conftest import judged

    done.questions.filter(state="signed", sampled=False).update(material=False)
    for row in done.questions.select_related("round", "report").filter(state="signed"):
        judged(folk.verifier, row, "accept")
    name = done.standards[0]
    propose(done, name, person_with("method", ("method_team",)), "en", AT)
    run(KIND)
    document = assessment_of(done, name)
    found = publications.publish(document, AT, approved_by="Publisher of the Map")
    run(KIND)
    return found


def file(shown: Any, name: str, person: Any = None) -> bytes:
    answer = hand(person).get(f"/data/{shown.short}/{name}")
    assert answer.status_code == 200, name
    assert answer["Content-Type"] == "application/pdf"
    return bytes(answer.content)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_reads_how_published_figures_were_verified(shown: Any, folk: Any, language: Any) -> None:
    said = whole(file(shown, f"verification.{language}.pdf"))
    for words in (shown.digest, text("papers.public_edition", language), text("papers.limited_means", language)):
        assert squeezed(words) in said
    for private in (FOUND, WORDS, folk.verifier.name, "Half of the lamps.", "There is no contract."):
        assert squeezed(private) not in said, "neither names nor words of people"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_certificate_says_where_it_is_verified(shown: Any, language: Any) -> None:
    from qala.web.publications import services as publications

    names = [one for one in publications.products(shown.digest) if one.startswith("certificate-")]
    areas = {one.split(".")[0].removeprefix("certificate-") for one in names}
    standard = publications.standard(shown.digest)
    nodes = {standard.root.id, *(one.id for one in standard.industries)}
    rows = publications.document_of(shown.digest)["nodes"]
    known = {row["area"] for row in rows if row["basis"] == "verified" and row["degree"] is not None and
             row["node"] in nodes}  # fmt: skip
    assert areas == known != set(), "where there is some degree on verified values, and nowhere else"
    for area in areas:
        (page,) = pages(file(shown, f"certificate-{area}.{language}.pdf"))
        for words in (shown.digest, f"http://testserver:8000/{language}/map/{shown.short}/", "Publisher of the Map",
                      text("papers.limited", language), f"round/{NAME}"):  # fmt: skip
            assert squeezed(words) in page


def test_the_page_of_a_city_leads_to_them(shown: Any) -> None:
    page = hand(None).get(f"/ru/map/{shown.short}/city/{KARAGANDA}/").content.decode()
    for name in ("verification", f"certificate-{KARAGANDA}"):
        assert f'href="/data/{shown.short}/{name}.ru.pdf"' in page


def test_the_same_again_is_the_same(shown: Any) -> None:
    from qala.web.papers.public import make_public
    from qala.web.publications.models import Product

    def kept() -> dict[str, str]:
        rows = Product.objects.filter(publication__digest=shown.digest, name__endswith=".pdf")
        return dict(rows.values_list("name", "kept__digest"))

    before = kept()
    assert make_public(shown.digest)["shown"] == len(before) > 0
    assert kept() == before


def test_what_is_of_no_round_has_none(shown: Any) -> None:
    from qala.web.papers.public import make_public
    from qala.web.publications import services as publications

    other = publications.publish(small(), AT)
    run(KIND)
    assert not [one for one in publications.products(other.digest) if one.endswith(".pdf")]
    assert make_public(other.digest) == {"files": {}, "assurance": "", "shown": 0}
    assert make_public("sha256:" + "0" * 64)["files"] == {}


def test_a_withdrawn_publication_leads_to_no_certificate(shown: Any) -> None:
    from qala.web.publications import services as publications

    publications.withdraw(shown.digest, dict.fromkeys(LANGUAGES, "A mistake."), "Publisher", AT)
    page = hand(None).get(f"/en/map/{shown.short}/city/{KARAGANDA}/").content.decode()
    assert "verification.en.pdf" not in page
