"""The catalogue of interventions: complete, in both languages, and no number without a tag and a source."""

from __future__ import annotations

import pytest

from app import catalogue
from app.catalog import table
from app.catalogue import DESIGNS, GEOMETRIES, PRINCIPLES, Entry, entries, entry
from app.quantity import Tag
from app.study.measure_kinds import BY_ID
from app.words import LANGUAGES, Words
from layers import BY_KEY

every = pytest.mark.parametrize("one", entries(), ids=lambda one: one.key)


def words(*keys: str) -> list[tuple[str, str]]:
    return [(language, key) for language in LANGUAGES for key in keys if not Words(language).known(key)]


def test_the_whole_list_of_the_method_is_there() -> None:
    wanted = (
        "cctv smart_cctv security_lights recorder_light emergency_bells phone_booths mailboxes shelters convex_mirror mirror_sheet logo_light "
        "wayfinding_sign skyline_sign yellow_carpets smart_crossing school_guards scout_point scout_route safe_routes fence_opened wall_painted "
        "hedge_cut alley_gate vacant_house_closed vacant_house_reused community_centres"
    )
    assert set(wanted.split()) <= {one.key for one in entries()}


def test_no_two_entries_share_a_name() -> None:
    assert len({one.key for one in entries()}) == len(entries())


@every
def test_an_entry_names_only_what_there_is(one: Entry) -> None:
    assert one.geometry in GEOMETRIES and one.group in catalogue.groups() and one.principle in ("", *PRINCIPLES)
    assert not one.kind or one.kind in BY_KEY
    assert set(one.serves) <= set(BY_ID)
    columns = {column.name for column in BY_KEY[one.kind].columns} if one.kind else set()
    assert {name for name, _ in one.defaults} <= columns
    assert all({name for name, _ in values} <= {column.name for column in BY_KEY[kind].columns} for kind, values in one.changes.items())


@every
def test_what_joins_no_layer_has_a_look_of_its_own_and_a_key_that_is_no_kind(one: Entry) -> None:
    assert (one.style is not None) == (not one.kind)
    assert one.kind or one.key not in BY_KEY


@every
def test_an_entry_that_has_a_kinds_key_is_the_plain_one_of_that_kind(one: Entry) -> None:
    assert one.plain == (one.key == (one.kind or one.key))
    assert one.key not in BY_KEY or one.kind == one.key


@every
def test_an_entry_has_words_in_both_languages(one: Entry) -> None:
    keys = [f"catalogue.{one.key}", f"catalogue.{one.key}.help", f"window.sketch.{one.key}", f"window.command.place.{one.key}", f"kind.{one.item_kind}"]
    keys += [f"window.command.place.{one.key}.help", f"catalogue.group.{one.group}"] + [f"catalogue.principle.{one.principle}"] * bool(one.principle)
    keys += [f"catalogue.cost.{cost.note}" for cost in (one.build, one.yearly, *one.sets) if cost is not None]
    assert words(*keys) == []


@every
def test_a_price_has_its_year_its_tag_and_a_source_that_is_listed(one: Entry) -> None:
    for cost in (one.build, one.yearly, *one.sets):
        if cost is not None:
            assert 2010 <= cost.year <= 2026 and isinstance(cost.tag, Tag) and catalogue.source_text(cost.source) != cost.source
            assert cost.krw > 0 and (cost.low_krw is None or (cost.high_krw is not None and cost.low_krw <= cost.krw <= cost.high_krw))


@every
def test_a_claim_has_its_design_tag_and_sources_and_is_said_in_both_languages_with_its_numbers(one: Entry) -> None:
    for claim in one.evidence.claims if one.evidence is not None else ():
        assert claim.design in DESIGNS and 0 <= claim.level <= 5
        assert claim.role in ("effect", "mechanism", "moderator", "use", "caution")
        assert all(catalogue.source_text(id) != id for id in claim.sources)
        assert claim.sources or claim.tag is Tag.ASSUMED
        for language in LANGUAGES:
            assert Words(language).known(f"catalogue.claim.{claim.key}")
            assert not set("{}") & set(claim.said(language))


@every
def test_an_effect_is_an_interval_with_a_source(one: Entry) -> None:
    effect = one.evidence.effect if one.evidence is not None else None
    assert effect is None or (effect.low <= effect.value <= effect.high and catalogue.source_text(effect.source) != effect.source)
    assert effect is None or Words("ko").known(f"catalogue.outcome.{one.evidence.outcome}")


def test_the_figure_often_quoted_for_seoul_is_a_caution_and_no_effect() -> None:
    claim = next(claim for claim in entry("cctv").evidence.claims if 0.266 in claim.values.values())
    assert claim.role == "caution" and entry("cctv").evidence.effect.value != 0.266


def test_what_nobody_priced_is_asked_for() -> None:
    assert entry("phone_booths").build is None and entry("mirror_sheet").build is None and entry("smart_cctv").build is None


def test_looked_for_in_vain_is_not_the_same_as_not_looked_for() -> None:
    assert entry("convex_mirror").evidence.none_found
    assert entry("school_guards").evidence is None


def test_an_item_finds_its_entry_by_entry_or_kind() -> None:
    assert catalogue.entry_of("cctv").key == "cctv"
    assert catalogue.entry_of("cctv", "smart_cctv").key == "smart_cctv"
    assert catalogue.entry_of("convex_mirror").key == "convex_mirror"
    assert catalogue.entry_of("from_a_newer_golmok") is None


def test_every_row_of_costs_and_evidence_belongs_to_an_entry() -> None:
    costs, evidence = table("costs"), table("evidence")
    named = {row["entry"] for part in ("costs", "yearly", "sets", "lives") for row in costs[part]}
    named |= {*evidence["none_found"], *evidence["entries"], *evidence["same"]}
    assert named <= {one.key for one in entries()}
