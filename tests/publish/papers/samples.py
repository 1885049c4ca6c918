"""Papers of a fictional round, in each language."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256

from qala.areas.model import Text
from qala.publish.chain import Head
from qala.publish.papers import (
    Attestation,
    Certificate,
    Line,
    Reached,
    Report,
    Signer,
    Snapshot,
    Standing,
    Subject,
    Unanswered,
    WorkingPapers,
)
from qala.publish.papers.report import (
    Checked,
    Conflict,
    Correction,
    Counted,
    Finding,
    MapRow,
    Refusal,
    Sample,
    Scope,
    Spent,
)
from qala.publish.papers.working_papers import Evidence, FindingRow, Statement, ValueRow, VerdictRow
from qala.texts import Language

ASTANA = timezone(timedelta(hours=5))
AT = datetime(2026, 11, 23, 14, 5, tzinfo=ASTANA)
DIGEST = f"sha256:{sha256(b'assessment').hexdigest()}"
STATEMENT = f"sha256:{sha256(b'statement').hexdigest()}"
IIN = "800115300123"
ROUND = Text("2026 жылғы жинау", "Сбор 2026 года", "Round of 2026")
CITY = Text("Үлгі қала", "Примерный город", "Example City")
STANDARD = Text("Ақылды қаланың үлгілік стандарты", "Типовой стандарт умного города", "Model standard of a smart city")
WHOLE = Text("Тұтас алғанда", "В целом", "The whole")
INDUSTRIES = (
    Text("Энергия үнемдеу", "Энергосбережение", "Energy saving"),
    Text("Тұрғын үй-коммуналдық шаруашылық", "Жилищно-коммунальное хозяйство", "Housing and communal services"),
    Text("Көлік", "Транспорт", "Transport"),
    Text("Білім беру", "Образование", "Education"),
    Text("Денсаулық сақтау", "Здравоохранение", "Health"),
    Text("Қоршаған орта", "Окружающая среда", "Environment"),
    Text("Ақпараттық технологиялар", "Информационные технологии", "Information technology"),
)
BANDS = (
    (Text("Бастапқы", "Начальная", "Initial"), "#e8eef2"),
    (Text("Орташадан төмен", "Ниже средней", "Below the middle"), "#b5cad3"),
    (Text("Орташа", "Средняя", "Middle"), "#7fa6b4"),
    (Text("Орташадан жоғары", "Выше средней", "Above the middle"), "#43788a"),
    (Text("Жоғары", "Высокая", "High"), "#0f4450"),
)
INDICATOR = Text(
    "Жылу желілеріндегі ысыраптың үлесі (магистральдық желілерсіз), №{number}",
    "Доля потерь в тепловых сетях (без магистральных сетей), № {number}",
    "Share of heat lost in the grid (without the trunk mains), No. {number}",
)
SOURCE = Text("Жылу желілері мекемесінің есебі", "Отчёт предприятия тепловых сетей", "Report of the heat utility")
UNIT = Text("жіберілген жылудың %-ы", "% отпущенного тепла", "% of heat sent out")
SAID = Text(
    "Есептегіштердің жартысынан көбі тексерілмеген.",
    "Больше половины счётчиков не поверено.",
    "More than half of the meters are not calibrated.",
)


def subject(language: Language) -> Subject:
    return Subject(
        CITY.text(language), ROUND.text(language), "2026", STANDARD.text(language), "2026-01", "proposal", AT, DIGEST,
        demonstration=True,
    )  # fmt: skip


def reached(degree: float | None, known: int, language: Language) -> Reached:
    if degree is None:
        return Reached(None, known=known, asked=12)
    title, colour = BANDS[min(4, int(degree // 20))]
    return Reached(degree, title.text(language), colour, known, 12)


def standings(language: Language) -> tuple[Standing, ...]:
    degrees = (
        (61.24, 48.96),
        (35.5, 35.5),
        (72.04, 55.0),
        (88.8, 81.3),
        (None, None),
        (20.0, 18.4),
        (90, None),
        (55, 57.5),
    )
    return tuple(
        Standing(title.text(language), reached(declared, 11, language), reached(verified, 8, language))
        for title, (declared, verified) in zip((WHOLE, *INDUSTRIES), degrees, strict=True)
    )


def line(number: int, language: Language) -> Line:
    industry = INDUSTRIES[number * len(INDUSTRIES) // 500 % len(INDUSTRIES)]
    return Line(
        industry.text(language), INDICATOR.text(language).format(number=number), UNIT.text(language), 1234.5 + number,
        None if number % 3 else 1200.25 + number, SOURCE.text(language), number % 6 + 1, number % 4,
        "signed" if number % 3 else "corrected",
    )  # fmt: skip


def snapshot(language: Language, count: int = 24) -> Snapshot:
    step = max(1, 500 // max(1, count))
    lines = tuple(line(number * step, language) for number in range(count))
    if lines:
        lines = (
            replace(lines[0], declared=None, verified=None, reason="not-yet", state="signed", quality=None),
            *lines[1:],
        )
    return Snapshot(subject(language), standings(language), lines)


def attestation(language: Language) -> Attestation:
    signer = Signer(
        Text("Әсел Қожағұлқызы Өмірбекова", "Асель Кожагуловна Омирбекова", "Asel Omirbekova").text(language), IIN,
        Text("әкімнің бірінші орынбасары", "первый заместитель акима", "first deputy akim").text(language),
        Text("Үлгі қаланың әкімдігі", "Акимат Примерного города", "Akimat of Example City").text(language),
        "940140000385", "acting", "117-ө", date(2026, 11, 2),
    )  # fmt: skip
    unanswered = tuple(
        Unanswered(
            INDUSTRIES[at].text(language), INDICATOR.text(language).format(number=at), reason, SAID.text(language)
        )
        for at, reason in enumerate(("not-collected", "not-yet", "not-applicable", "confidential", "other-answers"))
    )
    return Attestation(
        subject(language), signer, AT, STATEMENT, "5d3e2a1b9c8f7e6d5c4b3a291807f6e5d4c3b2a1",
        "C=KZ, CN=ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (RSA) 2022", 80, unanswered,
    )  # fmt: skip


def report(language: Language) -> Report:
    city, said = CITY.text(language), SAID.text(language)
    about = f"{city} · {INDICATOR.text(language).format(number=7)}"
    names = ("Әлихан Құрманғалиев", "Ольга Северная", "Гүлнұр Һашимова")
    other = Text("Екінші үлгі қала", "Второй примерный город", "Second Example City").text(language)
    return Report(
        subject=subject(language), assurance="limited", verifiers=names,
        scope=Scope(20, 80, 1600, 412, 93), material=Counted(118, 118, 14), doubt=Counted(57, 55, 9),
        sample=Sample("2026-11-20 #4711", 1425, Counted(150, 150, 6)),
        remarks=(said,),
        checked=(
            Checked(about, UNIT.text(language), "material", 12.5, 11.75, "corrected", SOURCE.text(language)),
            Checked(about, UNIT.text(language), "sample", 13.5, 13.5, "accepted", SOURCE.text(language)),
            Checked(about, UNIT.text(language), "doubt", 14.5, None, "rejected"),
        ),
        findings=(
            Finding("2026-1", about, said, "serious", said, city, date(2027, 3, 1), "open"),
            Finding("2026-2", about, said, "ask"),
        ),
        corrections=(Correction(about, UNIT.text(language), 17.5, 19.25, said, AT),),
        refusals=(Refusal(about, "returned", said, AT), Refusal(about, "rejected", said, AT)),
        conflicts=(Conflict(names[0], said, said),),
        spent=(Spent(SOURCE.text(language), 330, 2750), Spent(said, 0, 95)),
        map=(MapRow(city, standings(language)), MapRow(other, standings(language))),
    )  # fmt: skip


def certificate(language: Language) -> Certificate:
    return Certificate(
        subject(language), standings(language), "reasonable",
        Head("round/2026-demo", 48211, sha256(b"head").hexdigest()), "https://qala.example/kk/map/" + DIGEST,
        Text("Үлгі министрлік", "Примерное министерство", "Example Ministry").text(language), AT,
    )  # fmt: skip


EVIDENCE = b"%PDF-1.7 act of calibration"
AUDIT = WorkingPapers(
    subject("en"),
    values=(
        ValueRow("999", "heat", "2026", "=HYPERLINK(1)", "%", 12.5, None, quality=2, state="signed",
                 evidence=sha256(EVIDENCE).hexdigest()),
    ),
    verdicts=(
        VerdictRow("999", "heat", "2026", "corrected", 12.5, 13.0, "Ағат, «үтір»", "material", "Ольга",
                   f"{AT.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", 4),
    ),
    findings=(FindingRow("2026-1", "999", "heat", "line\nbreak", "serious"),),
    evidence=(Evidence(sha256(EVIDENCE).hexdigest(), ".PDF", "../act, of «Үлгі».pdf", lambda: EVIDENCE),),
    statements=(Statement("999", b'{"area":"999"}', b"\x30\x82"),),
)  # fmt: skip
