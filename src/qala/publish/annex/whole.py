"""The whole of an annex: its parts in the order in which an act needs them."""

from collections.abc import Iterator
from itertools import count

from qala.publish.act import act_day, legal_status
from qala.publish.annex.blocks import Annex, Block, Heading, Said, Table
from qala.publish.annex.formulas import degree_formulas, mean_formulas
from qala.publish.annex.passports import passport_blocks
from qala.publish.annex.tables import indicator_tables, scale_blocks, tree_table
from qala.publish.annex.words import WholeWords, Writer
from qala.publish.method.together import gaps_said
from qala.publish.method.whole import levels_of
from qala.publish.naming import named
from qala.publish.opinions import opinion_section
from qala.standard import Standard
from qala.standard.finding_rules import rules_of
from qala.texts import Language


def annex_of(standard: Standard, language: Language) -> Annex:
    """The annex of a standard in a language."""
    writer = Writer(WholeWords(standard, language), count(1), count(1))
    parts: dict[str, Iterator[Block]] = {
        "general": _general(writer),
        "tree": iter((tree_table(writer),)),
        "indicators": indicator_tables(writer),
        "degree": degree_formulas(writer),
        "levels": _levels(writer),
        "mean": mean_formulas(writer),
        "judgements": _judgements(writer),
        "gaps": (Said(one) for one in gaps_said(writer.words)),
        "scale": scale_blocks(writer),
        "checks": _checks(writer),
        "passports": passport_blocks(writer),
    }
    blocks: list[Block] = []
    number = count(1)
    for name, part in parts.items():
        inside = list(part)
        if inside:
            blocks += [Heading(f"{next(number)}. {writer.say(f'title_{name}')}"), *inside]
    return Annex(language, tuple(_above(writer)), named(standard, language), writer.say("page"), tuple(blocks))


def _above(writer: Writer) -> Iterator[str]:
    """To which act it belongs; that it is a draft where there is none."""
    act, language = writer.words.standard.act, writer.words.language
    if not act.number and not act.date:
        yield writer.say("draft")
        return
    yield writer.say("annex")
    title = act.title.text(language)
    if title:
        yield title
    yield writer.say("act", number=act.number or "–", date=act_day(act.date, language) or "–")


def _general(writer: Writer) -> Iterator[Said]:
    words, standard = writer.words, writer.words.standard
    yield Said(legal_status(standard, words.language), writer.say("status"))
    yield Said(f"{standard.id}, {standard.edition}", writer.say("edition"))
    if standard.valid_from:
        yield Said(act_day(standard.valid_from, words.language), writer.say("valid_from"))
    if standard.basis:
        yield Said("", writer.say("basis"))
        yield from (Said(one, point=True) for one in standard.basis)
    context = len(standard.indicators) - len(words.scored)
    counts = {"scored": len(words.scored), "industries": len(standard.industries), "context": context}
    yield Said(words.say("asked_said" if standard.industries else "asked_flat", **counts))
    if context:
        yield Said(words.say("asked_context", **counts))
    yield Said(standard.sha256, writer.say("digest"))


def _levels(writer: Writer) -> Iterator[Said | Table]:
    """What each level of implementation means and gives."""
    found = levels_of(writer.words)
    if found:
        rows = tuple((one.level, one.meaning or "–", one.degree) for one in found)
        yield writer.table("levels", ("level", "meaning", "degree"), rows, (12, 70, 18))


def _judgements(writer: Writer) -> Iterator[Said | Table]:
    """Whose judgements the weights rest on, and how consistent they are."""
    section = opinion_section(writer.words.standard, writer.words.language)
    if section is None:
        return
    yield from (Said(one) for one in section.said)
    for table in section.tables:
        caption = writer.say("table", number=next(writer.tables), title=table.caption)
        rows = tuple((row.head, *(cell.text for cell in row.cells)) for row in table.rows)
        rest = len(table.columns) - 1
        yield Table(caption, table.columns, rows, (30, *[70 // rest] * rest))


def _checks(writer: Writer) -> Iterator[Said | Table]:
    """The rules by which figures are checked."""
    words = writer.words
    rows = [
        (
            str(place),
            rule.title.text(words.language),
            rule.explanation.text(words.language),
            words.say(f"severity_{rule.severity}"),
        )
        for place, rule in enumerate(rules_of(words.standard), 1)
    ]
    if rows:
        yield writer.table("checks", ("number", "rule", "says", "severity"), rows, (7, 28, 48, 17))
