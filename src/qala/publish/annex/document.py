"""An annex as DOCX: A4, headings as styles, tables whose heads repeat, formulas as Word has them.

The same annex gives the same bytes: no time is written, and the archive is packed anew with a fixed one.
"""

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Row
from docx.text.paragraph import Paragraph

from qala.publish.annex.blocks import Annex, Formula, Fraction, Heading, Said, Table

FONT = "Times New Roman"
LETTERS, SMALL = 12, 9
CELL = "Cell Text"
"""The style of what stands in tables."""
ROOM = 165
"""The width between the margins, in millimetres."""
LANGUAGES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
_EPOCH = (1980, 1, 1, 0, 0, 0)
_TIMES = ("dcterms:created", "dcterms:modified", "cp:lastModifiedBy", "cp:revision")


def docx_of(annex: Annex) -> bytes:
    """The file."""
    paper = Document()
    _lay_out(paper, annex)
    for line in annex.above:
        paper.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _paragraph(paper, annex.title, "Title")
    for one in annex.blocks:
        if isinstance(one, Heading):
            _paragraph(paper, one.title, f"Heading{one.level}")
        elif isinstance(one, Said):
            _say(paper, one)
        elif isinstance(one, Formula):
            _formula(paper, one)
        else:
            _table(paper, one)
    return _packed(paper)


def _lay_out(paper: Docx, annex: Annex) -> None:
    """The sheet, the styles, the language, the page numbers, what the file says of itself."""
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    paper.styles.add_style(CELL, WD_STYLE_TYPE.PARAGRAPH).paragraph_format.space_after = Pt(0)
    sizes = {"Normal": LETTERS, "Title": 15, "Heading 1": 13, "Heading 2": LETTERS, "Caption": 10, CELL: SMALL}
    for name, size in sizes.items():
        _dress(paper, name, size)
    normal = paper.styles["Normal"].paragraph_format
    normal.space_after = Pt(6)
    for name in ("List Bullet", "Caption", "Heading 1", "Heading 2", "Title"):
        paper.styles[name].paragraph_format.keep_with_next = name != "List Bullet"
    paper.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    defaults = paper.styles.element.find(qn("w:docDefaults")).find(f".//{qn('w:lang')}")
    defaults.set(qn("w:val"), LANGUAGES[annex.language])
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run(f"{annex.page} ")
    foot._p.append(_element("w:fldSimple", {"w:instr": "PAGE"}, _run_of("1")))
    about = paper.core_properties
    about.title, about.author, about.language, about.comments = annex.title, "Qala", LANGUAGES[annex.language], ""
    for name in _TIMES:
        found = about._element.find(qn(name))
        if found is not None:
            about._element.remove(found)


def _dress(paper: Docx, name: str, size: int) -> None:
    """One font and black ink for a style, whatever the template's theme says."""
    font = paper.styles[name].font
    font.name, font.size, font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
    font.bold = name not in ("Normal", "Caption", CELL)
    fonts = paper.styles[name].element.rPr.rFonts
    for part in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{part}"), None)
    for part in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{part}"), FONT)


def _paragraph(paper: Docx, said: str, style: str) -> Paragraph:
    """A paragraph of a style by its id, which spares python-docx a search through all styles by name."""
    made = paper.add_paragraph(said)
    made._p.style = style
    return made


def _say(paper: Docx, one: Said) -> None:
    made = _paragraph(paper, "", "ListBullet" if one.point else "Normal")
    if one.head:
        made.add_run(f"{one.head} ").bold = True
    made.add_run(one.text)


def _formula(paper: Docx, one: Formula) -> None:
    _paragraph(paper, one.caption, "Caption")
    inside = []
    for part in one.parts:
        if isinstance(part, Fraction):
            above, below = (
                _element(name, {}, _math(text)) for name, text in (("m:num", part.above), ("m:den", part.below))
            )
            inside.append(_element("m:f", {}, above, below))
        else:
            inside.append(_math(part))
    paper.add_paragraph()._p.append(_element("m:oMathPara", {}, _element("m:oMath", {}, *inside)))


def _table(paper: Docx, one: Table) -> None:
    _paragraph(paper, one.caption, "Caption")
    made = paper.add_table(rows=1, cols=len(one.columns))
    made._tbl.tblStyle_val = "TableGrid"
    made.autofit = False
    widths = [Mm(ROOM * part / sum(one.widths)) for part in one.widths]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    head = made.rows[0]
    _fill(head, one.columns, widths, strong=True)
    head._tr.get_or_add_trPr().append(_element("w:tblHeader", {"w:val": "true"}))
    for number, cells in enumerate(one.rows):
        row = made.add_row()
        _fill(row, cells, widths, strong=number in one.strong)
        row._tr.get_or_add_trPr().append(_element("w:cantSplit", {"w:val": "true"}))
    paper.add_paragraph()


def _fill(row: _Row, cells: tuple[str, ...], widths: list[Mm], strong: bool) -> None:
    for cell, said, width in zip(row.cells, cells, widths, strict=True):
        cell.width = width
        inside = cell.paragraphs[0]
        inside._p.style = CELL.replace(" ", "")
        run = inside.add_run(said)
        if strong:
            run.bold = True


def _math(said: str) -> BaseOxmlElement:
    inside = _element("m:t", {"xml:space": "preserve"})
    inside.text = said
    return _element("m:r", {}, inside)


def _run_of(said: str) -> BaseOxmlElement:
    inside = _element("w:t", {})
    inside.text = said
    return _element("w:r", {}, inside)


def _element(name: str, attributes: dict[str, str], *inside: BaseOxmlElement) -> BaseOxmlElement:
    made = OxmlElement(name)
    for attribute, value in attributes.items():
        made.set(qn(attribute), value)
    for one in inside:
        made.append(one)
    return made


def _packed(paper: Docx) -> bytes:
    """The archive, its files in the order that python-docx gives them, without a time."""
    written, packed = io.BytesIO(), io.BytesIO()
    paper.save(written)
    with ZipFile(written) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            made = ZipInfo(entry.filename, _EPOCH)
            made.compress_type = ZIP_DEFLATED
            target.writestr(made, source.read(entry))
    return packed.getvalue()
