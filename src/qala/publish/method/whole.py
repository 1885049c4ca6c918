"""The whole of a method: its sections in the order in which a reader asks."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from qala.publish.act import legal_status
from qala.publish.map_model import looks_of
from qala.publish.method.degrees import degrees_said
from qala.publish.method.firm import firm_said
from qala.publish.method.model import Check, Level, Method, Section
from qala.publish.method.together import gaps_said, means_said
from qala.publish.method.tree import tree_of
from qala.publish.method.words import Words
from qala.publish.naming import named
from qala.publish.prose import html_of
from qala.standard import Standard
from qala.standard.finding_rules import rules_of
from qala.standard.model import CHARACTERISTICS
from qala.standard.notes import notes_of
from qala.texts import Language, text


def method_of(standard: Standard, language: Language, robustness: Mapping[str, Any] | None = None) -> Method:
    """A standard in words; robustness: that of an assessment by it, where there is one."""
    words = Words(standard, language)
    scale = looks_of(standard.scale.bands, standard.normalise.high, language)
    levels, checks = levels_of(words), _checks(words)
    sections = {
        "asked": _asked(words),
        "degree": degrees_said(words),
        "example": (),
        "together": means_said(words),
        "gaps": gaps_said(words),
        "scale": _scale(words) if scale else (),
        "levels": (words.say("levels_said", count=_by_level(words)),) if levels else (),
        "characteristics": _traits(words),
        "findings": (words.say("findings_said", count=len(checks)),) if checks else (),
        "firm": firm_said(words, robustness),
        "unclaimed": tuple(_unclaimed(words)),
    }
    return Method(
        title=named(standard, language),
        edition=standard.edition,
        status=legal_status(standard, language),
        acts=standard.basis,
        sections=tuple(
            Section(id_, words.say(f"title_{id_}"), said) for id_, said in sections.items() if said or id_ == "example"
        ),
        tree=tree_of(words),
        scale=scale,
        levels=levels,
        checks=checks,
        notes=html_of(notes_of(standard, language)),
    )


def _asked(words: Words) -> tuple[str, ...]:
    context = len(words.standard.indicators) - len(words.scored)
    counts = {"scored": len(words.scored), "industries": len(words.standard.industries), "context": context}
    said = [words.say("asked_said" if words.standard.industries else "asked_flat", **counts)]
    if context:
        said.append(words.say("asked_context", **counts))
    return (*said, words.say("asked_share"))


def _scale(words: Words) -> tuple[str, ...]:
    scale = words.standard.scale
    said = [words.say("scale_said", count=len(scale.bands)), words.say(f"closed_{scale.closed}")]
    needs = [
        words.say("scale_need", band=named(band, words.language), node=words.names([node]), least=words.number(least))
        for band in scale.bands
        for id_, least in band.needs.items()
        if (node := words.standard.node.get(id_))
    ]
    if len(words.standard.scales) > 1:
        needs.append(words.say("scale_others", count=len(words.standard.scales) - 1))
    return (*said, *needs)


def _by_level(words: Words) -> int:
    return sum(one.normalise.method == "levels" for one in words.scored)


def levels_of(words: Words) -> tuple[Level, ...]:
    """The levels of the first indicator that goes by them, with the meanings that its passport gives."""
    found = next((one for one in words.scored if one.normalise.method == "levels"), None)
    if found is None:
        return ()
    degrees = found.normalise.levels or tuple(20.0 * level for level in range(6))
    meanings = meanings_of(words.standard.files.get(f"passports/{found.id}.md", ""), words.language)
    return tuple(
        Level(str(level), meanings.get(str(level), ""), words.number(degree)) for level, degree in enumerate(degrees)
    )


def meanings_of(passport: str, language: Language) -> dict[str, str]:
    """What each level means, by its number, where a line of a passport says `0 — nothing; 1 — a plan; ...`."""
    part = passport.partition(f"## {language}\n")[2].partition("\n## ")[0]
    line = next((one for one in part.splitlines() if re.search(r"\b0 [^;]+; 1 ", one)), "")
    found = re.findall(r"(\d)(?: —)? ([^;]+?)(?:;|\. |\.?$)", line[line.find("0 ") :])
    return {level: meaning for place, (level, meaning) in enumerate(found) if level == str(place)}


def _traits(words: Words) -> tuple[str, ...]:
    counts = {name: sum(name in one.characteristics for one in words.scored) for name in CHARACTERISTICS}
    if not any(counts.values()):
        return ()
    parts = "; ".join(f"{text(f'map.{name}', words.language)} — {count}" for name, count in counts.items())
    return (words.say("traits_said", parts=parts),)


def _checks(words: Words) -> tuple[Check, ...]:
    """The rules of the data of the standard; what no indicator asks for is the population."""
    found = []
    for rule in rules_of(words.standard):
        about = [one for one in words.standard.indicators if one.fact in rule.facts]
        found.append(
            Check(
                id=rule.id,
                title=rule.title.text(words.language),
                said=rule.explanation.text(words.language),
                severity=words.say(f"severity_{rule.severity}"),
                follows=text(f"codebook.findings_severity_{rule.severity}", words.language),
                about=words.names(about) or text("city.population", words.language),
            )
        )
    return tuple(found)


def _unclaimed(words: Words) -> Iterator[str]:
    yield words.say("unclaimed_life")
    yield words.say("unclaimed_unknown")
    if words.standard.status == "proposal":
        ours = sum("proposal" in one.basis for one in words.scored)
        yield words.say("unclaimed_proposal", count=ours, all=len(words.scored))
    yield words.say("unclaimed_rank")
    yield words.say("unclaimed_cause")
