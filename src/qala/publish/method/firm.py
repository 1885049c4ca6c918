"""How firm degrees are, in words: what is uncertain, how often it is drawn, what is told of it."""

from collections.abc import Iterator, Mapping
from typing import Any

from qala.publish.firmness import FIRM
from qala.publish.method.words import Words
from qala.texts import text


def firm_said(words: Words, robustness: Mapping[str, Any] | None) -> tuple[str, ...]:
    """The sentences; robustness: that of the publication, None where it tells of none."""
    if robustness is None:
        return (words.say("firm_untold"),)
    told = {"count": words.number(robustness["replications"]), "level": words.whole(robustness["level"])}
    return (
        words.say("firm_runs", **told, seed=robustness["seed"]),
        *_drawn(words),
        words.say("firm_shown", share=words.whole(FIRM)),
        words.say("firm_limits"),
    )


def _drawn(words: Words) -> Iterator[str]:
    rule = words.standard.robust
    if rule.values:
        grades = "; ".join(f"{grade}: {words.percent(error)}" for grade, error in enumerate(rule.grades, 1))
        yield words.say("firm_values", grades=grades, ungraded=words.percent(rule.ungraded))
    if rule.missing:
        yield words.say("firm_missing")
    if rule.weights != "none":
        sets = ", ".join(rule.sets)
        yield words.say(f"firm_weights_{rule.weights}", spread=words.whole(rule.spread), sets=sets)
    if rule.goalposts:
        yield words.say("firm_goalposts", share=words.whole(rule.goalposts))
    if rule.bounds:
        about = (words.standard.indicator[id_] for id_ in rule.bounds if id_ in words.standard.indicator)
        yield words.say("firm_bounds", names=words.names(about))
    if rule.choices:
        factors = ", ".join(
            f"{text(f'robust.factor_{factor}', words.language)} ({len(chosen)})"
            for factor, chosen in rule.choices.items()
        )
        yield words.say("firm_choices", factors=factors)
