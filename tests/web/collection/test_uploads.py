"""Files of 500 MB: refused with a sentence, while no more of them is held than a file may have."""

import tracemalloc
from typing import Any

import pytest
from django.test import Client

from qala.files.evidence import LIMIT as EVIDENCE
from qala.texts import text
from tests.web.collection.conftest import KARAGANDA, question_of

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="module")
SIZE = 500 * 2**20
MARK = "mark"
HEAD = (
    f'--{MARK}\r\nContent-Disposition: form-data; name="file"; filename="@"\r\n'
    "Content-Type: application/octet-stream\r\n\r\n"
)
TAIL = f"\r\n--{MARK}--\r\n".encode()


class Stream:
    """A form with one large file, made while it is read."""

    def __init__(self, name: str) -> None:
        self.head = HEAD.replace("@", name).encode()
        self.length = len(self.head) + SIZE + len(TAIL)
        self.at = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        end = self.length if size < 0 else min(self.length, self.at + size)
        size, start = end - self.at, self.at
        self.at = end
        before, after = (
            self.head[start:end],
            TAIL[max(0, start - SIZE - len(self.head)) : max(0, end - SIZE - len(self.head))],
        )
        return before + b"\0" * (size - len(before) - len(after)) + after

    readline = read


@pytest.fixture
def sent(folk: Any) -> Any:
    """Sends a large file to a page of who answers; gives the page and the most bytes that were held."""

    def send(path: str, name: str) -> tuple[Any, int]:
        client, stream = Client(), Stream(name)
        client.force_login(folk.contributor)
        tracemalloc.start()
        kind = f"multipart/form-data; boundary={MARK}"
        told: dict[str, Any] = {"wsgi.input": stream, "CONTENT_LENGTH": str(stream.length), "CONTENT_TYPE": kind}
        answer = client.generic("POST", path, **told)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert stream.at > SIZE / 2, "it was read"
        return answer, most

    return send


def test_a_workbook_of_500_mb(opened: Any, sent: Any) -> None:
    from qala.web.collection.workbooks import LIMIT

    report = opened.reports.get(area=KARAGANDA)
    answer, most = sent(f"/en/work/reports/{report.pk}/workbook/", "filled.xlsx")
    assert answer.status_code == 400
    assert text("entry.too_large", "en", limit=LIMIT // 2**20) in answer.content.decode()
    assert most < 3 * LIMIT


def test_evidence_of_500_mb(opened: Any, sent: Any) -> None:
    question = question_of(opened, "en-i-light")
    answer, most = sent(f"/en/work/questions/{question.pk}/attach/", "act.pdf")
    assert answer.status_code == 400
    said = text("evidence.too_large", "en", size="@", limit=EVIDENCE // 2**20).partition("@")[2]
    assert said in answer.content.decode()
    assert most < 3 * EVIDENCE
    assert not question.attachments.exists()
