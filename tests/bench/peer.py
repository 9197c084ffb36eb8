"""The peer: the pack's resident rules as OpenFisca variables, timed in its own environment (`.venv-bench`).

Reads a folder with `people.json` (single people) and `people.npz` (columns of many), prints its figures as
JSON, and leaves its statuses in the folder so that they can be compared with the engine's. Of the rules it
leaves out what OpenFisca has no notion of: hints beside assessments, named tests, reasons, near misses.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from knowledge.conditions import Condition, Open
from knowledge.criteria import All, Any_, leaves
from knowledge.loading import load_pack
from knowledge.pack import Benefit, FactSpec, Pack

DAY, MONTH = date(2026, 11, 24), "2026-11"
Person = build_entity(key="person", plural="people", label="Somebody", is_person=True)
Arrays = tuple[Any, Any, Any]  # met, not met, something open


class Status(Enum):
    unknown = "unknown"
    eligible = "eligible"
    likely = "likely"
    ineligible = "ineligible"


def resident_benefits(pack: Pack) -> list[Benefit]:
    return [benefit for benefit in pack.benefits.values() if benefit.applicant == "resident"]


def facts_of(pack: Pack) -> list[FactSpec]:
    rules = [b.version_on(DAY).when for b in resident_benefits(pack)]
    used = {leaf.fact for rule in rules for leaf in leaves(rule) if isinstance(leaf, Condition)}
    return [spec for spec in pack.facts.values() if spec.id in used - {"applicant"}]


def system(pack: Pack) -> TaxBenefitSystem:
    built = TaxBenefitSystem([Person])
    for spec in facts_of(pack):
        built.add_variable(_fact(spec))
        built.add_variable(_variable(f"{spec.id}_known", value_type=bool))
    for benefit in resident_benefits(pack):
        built.add_variable(_benefit(benefit, built))
    return built


def _variable(name: str, **told: Any) -> type[Variable]:
    always = {"entity": Person, "definition_period": DateUnit.MONTH, "label": name}
    return type(name, (Variable,), {**always, **told})


def _fact(spec: FactSpec) -> type[Variable]:
    if spec.type == "enum" and isinstance(spec.options[0][0], str):
        values = Enum(f"{spec.id}_values", {value: value for value, _ in spec.options})
        first = next(iter(values))
        return _variable(spec.id, value_type=Enum, possible_values=values, default_value=first)
    return _variable(spec.id, value_type=bool if spec.type == "boolean" else int)


def _benefit(benefit: Benefit, built: TaxBenefitSystem) -> type[Variable]:
    def formula(person: Any, period: Any) -> Any:
        met, unmet, left_open = _judged(benefit.version_on(DAY).when, person, period, built)
        if benefit.strength == "exploratory":
            return np.select([unmet], [Status.ineligible], Status.unknown)
        if benefit.strength == "encouraged":
            left_open = True
        cases = [unmet, met & left_open, met]
        return np.select(cases, [Status.ineligible, Status.likely, Status.eligible], Status.unknown)

    told = {"value_type": Enum, "possible_values": Status, "default_value": Status.unknown}
    return _variable(benefit.id, formula=formula, **told)


def _judged(criterion: Any, person: Any, period: Any, built: TaxBenefitSystem) -> Arrays:
    met, unmet, left_open = _content(criterion, person, period, built)
    if criterion.unknown_if_met:
        return np.zeros_like(met), unmet, left_open
    return met, unmet, np.ones_like(met) if criterion.open_if_met else left_open


def _content(criterion: Any, person: Any, period: Any, built: TaxBenefitSystem) -> Arrays:
    if isinstance(criterion, (All, Any_)):
        parts = [_judged(part, person, period, built) for part in criterion.parts]
        return _all(parts) if isinstance(criterion, All) else _any(parts)
    nobody = np.zeros(person.count, dtype=bool)
    if isinstance(criterion, Open):
        return nobody, nobody, nobody
    if criterion.fact == "applicant":
        return ~nobody, nobody, nobody
    holds = _holds(criterion, person(criterion.fact, period), built)
    known = person(f"{criterion.fact}_known", period)
    return known & holds, known & ~holds, nobody


def _all(parts: list[Arrays]) -> Arrays:
    met, unmet, left_open = parts[0]
    for one in parts[1:]:
        met, unmet, left_open = met & one[0], unmet | one[1], left_open | one[2]
    return met, unmet, left_open


def _any(parts: list[Arrays]) -> Arrays:
    met, unmet, clean = parts[0][0], parts[0][1], parts[0][0] & ~parts[0][2]
    for one in parts[1:]:
        met, unmet, clean = met | one[0], unmet & one[1], clean | (one[0] & ~one[2])
    return met, unmet, ~clean


def _holds(leaf: Condition, values: Any, built: TaxBenefitSystem) -> Any:
    if leaf.comparison == "at_least":
        return values >= leaf.wanted
    if leaf.comparison == "below":
        return values < leaf.wanted
    wanted = leaf.wanted if isinstance(leaf.wanted, frozenset) else [leaf.wanted]
    possible = getattr(built.get_variable(leaf.fact), "possible_values", None)
    found = np.zeros(len(values), dtype=bool)
    for each in sorted(wanted):
        found |= values == (possible[each] if possible else each)
    return found


def screen(built: TaxBenefitSystem, columns: Mapping[str, Any], names: list[str]) -> dict[str, Any]:
    """A table in, statuses as words out."""
    count = len(next(iter(columns.values())))
    simulation = SimulationBuilder().build_default_simulation(built, count)
    for name, values in columns.items():
        simulation.set_input(name, MONTH, values)
    return {name: simulation.calculate(name, MONTH).decode_to_str() for name in names}


def main(folder: Path) -> None:
    pack = load_pack()
    built, names = system(pack), [benefit.id for benefit in resident_benefits(pack)]
    people = json.loads((folder / "people.json").read_text(encoding="utf-8"))
    singles = [{name: np.array([value]) for name, value in person.items()} for person in people]
    screen(built, singles[0], names)  # imports and caches warm, as the engine's are
    started = time.perf_counter()
    said = [screen(built, person, names) for person in singles]
    single = len(singles) / (time.perf_counter() - started)
    columns = dict(np.load(folder / "people.npz"))
    started = time.perf_counter()
    many = screen(built, columns, names)
    seconds = time.perf_counter() - started
    words = [{name: str(values[0]) for name, values in each.items()} for each in said]
    (folder / "single.json").write_text(json.dumps(words), encoding="utf-8")
    np.savez(folder / "many.npz", **{name: many[name][:10_000] for name in names})
    json.dump({"single": single, "seconds": seconds}, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
