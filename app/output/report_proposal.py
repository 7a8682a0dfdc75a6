"""The page of what is proposed: the ground before and after side by side, the figures, the list of changes with notes and pictures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.bill import MOVED_M, REMOVE
from app.drawn import drawn
from app.output.manuscript import Manuscript
from app.output.privacy import public_scene
from app.output.report_compared import MAIN, headline_rows, points, share_text
from app.output.report_maps import drawn_layers, on_basemaps, sign_id
from app.output.report_summary import source_line
from app.scene import MapWanted, Overlay, Scene
from app.study.looks import look
from app.study.measure_kinds import BY_ID
from app.words import Words

if TYPE_CHECKING:
    from app.changes_told import Told
    from app.compare import Row
    from app.model import Layer
    from app.output.proposal import Proposal
    from app.scene import Box
    from app.study import Answers
    from app.study.deeper import Deeper

MAP_MM = (84.0, 84.0)
MARGIN_M, LEAST_M = 55.0, 260.0
MOST_CHANGES, MOST_FACILITIES, NOTE_SIGNS = 60, 600, 240
FIGURES = 4
# Numbers of gaps differ from side to side and say nothing beside each other.
LEFT_OUT = ("gap", "dark_gap", "outside")
FACILITIES = {"light": ("light",), "walking": ("refuge", "mailbox", "centre"), "places": ("school", "route", "seen")}
# Kinds that cover the ground rather than stand on it.
AREAL = ("districts", "neighborhoods")


def maps_of_proposal(plan: Proposal, language: str) -> list[MapWanted]:
    """The same ground twice: as it is and as it would be, by the measure that changes most."""
    tr, box = Words(language), ground_box(plan)
    which = shown_measure(plan)
    found = []
    for id, answers, deeper in (("before", plan.before.answers, plan.before.deeper), ("after", plan.after.answers, plan.after.deeper)):
        marks = marks_of(plan, language) if id == "after" else ()
        layers = _layers(plan, answers, which)
        scene = public_scene(Scene(layers, (*_measured(answers, deeper, which), *marks), plan.project.made_up, ""))
        alt = tr(f"proposal.map.{id}.alt", measure=tr(f"measure.{which}"))
        found.append(MapWanted(f"proposal-{id}", on_basemaps(plan.project, scene), box, *MAP_MM, language, alt))
    return found


def shown_measure(plan: Proposal) -> str:
    """The measure whose map tells most: of those with a map of streets the one that changes most, else what is seen."""
    told = [row for row in headline_rows(plan) if row.better]
    return told[0].measure if told else "seen"


def proposed(sheet: Manuscript) -> dict[str, object] | None:
    """Everything on the page; None where no scenario is told."""
    plan, tr = sheet.proposal, sheet.tr
    if plan is None:
        return None
    which = shown_measure(plan)
    name = scenario_name(sheet)
    return {
        "kicker": tr("proposal.kicker"),
        "title": _title(sheet, name),
        "lead": sheet.ledger.quote(plan.scenario.note, "note of the scenario", most=400),
        "maps": [
            {"title": tr("window.scenario.existing") if id == "before" else name, "map": sheet.picture(f"proposal-{id}")} for id in ("before", "after")
        ],
        "legend": _legend(sheet),
        "caption": tr("proposal.map.caption", measure=tr(f"measure.{which}")),
        "source": source_line(sheet, ("streets", "walls", "seen", "light", "refuge", "mailbox")),
        "figures": [_figure(sheet, row) for row in headline_rows(plan)[:FIGURES]],
        "list_title": tr("proposal.changes"),
        "changes": [_change(sheet, one, number) for number, one in enumerate(plan.told[:MOST_CHANGES], 1)],
        "more": tr("report.more", count=sheet.ledger.count(len(plan.told) - MOST_CHANGES, "left out")) if len(plan.told) > MOST_CHANGES else "",
    }


def scenario_name(sheet: Manuscript) -> str:
    """What the scenario is called."""
    return sheet.ledger.quote(sheet.proposal.scenario.title, "name of the scenario", most=40) or sheet.tr("report.unnamed")


def _title(sheet: Manuscript, name: str) -> str:
    """The change that tells most; where no measure changes, how much is done."""
    rows = [row for row in headline_rows(sheet.proposal) if row.better]
    if not rows:
        return sheet.tr("proposal.title.none", name=name, count=sheet.ledger.count(len(sheet.proposal.told), "changes"))
    row = rows[0]
    texts = {side: share_text(sheet, quantity, band=False) for side, quantity in zip(("before", "after"), row.shares, strict=True)}
    key = "proposal.title" if row.better > 0 else "proposal.title.worse"
    return sheet.tr(key, name=name, measure=sheet.tr(f"measure.{row.measure}"), **texts)


def _figure(sheet: Manuscript, row: Row) -> dict[str, object]:
    metres = ""
    if row.metres is not None and row.better:
        metres = sheet.tr("proposal.metres", metres=sheet.ledger.signed(row.metres))
    before, after = (share_text(sheet, one, band=False) for one in row.shares)
    return {
        "value": f"{before.rstrip(' %').rstrip(chr(0xA0))} → {after}",
        "label": sheet.tr(f"measure.{row.measure}"),
        "note": " · ".join(part for part in (points(sheet, row.change), metres) if part) if row.better else sheet.tr("compare.same"),
        "bars": [_mark(one) for one in row.shares],
    }


def _mark(quantity: object) -> dict[str, float]:
    from app.output.report_summary import bar

    return bar(quantity) or {"value": 0.0, "low": 0.0, "high": 0.0}


def _change(sheet: Manuscript, one: Told, number: int) -> dict[str, object]:
    plan, ledger = sheet.proposal, sheet.ledger
    items = {item.id: item for item in plan.scenario.items}
    here = [items[id] for id in one.items]
    notes = dict.fromkeys(ledger.quote(item.note, "note of a sketched thing", most=NOTE_SIGNS) for item in here if item.note.strip())
    names = dict.fromkeys(item.photos[0] for item in here if item.photos and photo_id(item.photos[0]) in sheet.files)
    what = sheet.tr(f"catalogue.{here[0].entry or here[0].kind}") if sheet.tr.known(f"catalogue.{here[0].entry or here[0].kind}") else sheet.tr("report.unnamed")
    alt = sheet.tr("proposal.photo.alt", what=what)
    return {
        "number": "×" if one.deed == REMOVE else ledger.count(number, "number of a change"),
        "text": ledger.quote(one.text, "what the scenario changes", most=240),
        "notes": list(notes),
        "photos": [{"file": sheet.files[photo_id(name)], "alt": alt} for name in names],
    }


def photo_id(name: str) -> str:
    """The id of a kept picture among the pictures of a report."""
    return "photo-" + "".join(sign for sign in name if sign.isalnum())[:40]


def _legend(sheet: Manuscript) -> list[dict[str, str]]:
    """What both maps show: the measure's lines, the signs of what is done, the kinds of facility."""
    lines: dict[str, str] = {}
    for id in ("proposal-before", "proposal-after"):
        if id in sheet.wanted:
            lines |= {overlay.role: overlay.key for overlay in sheet.wanted[id].scene.overlays if sheet.tr.known(_word(sheet, overlay))}
    found = [(role, sheet.tr(_word_of(sheet, key, role))) for role, key in lines.items()]
    # A sketched thing stands as a disc here, not as a street that is newly covered.
    signs = {role: sign_id("sketched" if role == "proposed" else role) for role, _ in found}
    return [{"sign": sheet.files[signs[role]], "text": text} for role, text in found if signs[role] in sheet.files]


def _word(sheet: Manuscript, overlay: Overlay) -> str:
    return _word_of(sheet, overlay.key, overlay.role)


def _word_of(sheet: Manuscript, key: str, role: str) -> str:
    """A sketched thing is told by what was done, a measure's line by the legend of its map."""
    for name in (f"proposal.legend.{role}", f"legend.{key}", f"legend.{role}", f"map.role.{role}"):
        if sheet.tr.known(name):
            return name
    return f"legend.{role}"


def _measured(answers: Answers, deeper: Deeper | None, which: str) -> tuple[Overlay, ...]:
    kind = BY_ID[which]
    views = tuple(one for one in answers.overlays if one.role in ("assumed_view", "view")) if kind.group == "cameras" else ()
    return (*views, *(one for one in look(answers, deeper, kind.look) if one.role not in LEFT_OUT))


def _layers(plan: Proposal, answers: Answers, which: str) -> tuple[Layer, ...]:
    """The ground with its houses, and small signs of the facilities the measure is about."""
    serves = set(FACILITIES.get(BY_ID[which].group, ("seen",)))
    found = []
    for layer in drawn_layers(plan.project, answers):
        if layer.kind.group == "base":
            found.append(layer)
        elif serves & set(layer.kind.serves) and len(layer.frame) <= MOST_FACILITIES:
            found.append(replace(layer, style=(*layer.style, ("size_px", 7.0), ("label", ""))))
    return tuple(found)


def marks_of(plan: Proposal, language: str) -> tuple[Overlay, ...]:
    """What the scenario draws, a number on every change that stands somewhere, and what becomes of existing things."""
    import numpy
    import shapely

    items, layers = {item.id: item for item in plan.scenario.items}, {layer.id: layer for layer in plan.project.layers}
    moved, removed, places, numbers = [], [], [], []
    for number, one in enumerate(plan.told[:MOST_CHANGES], 1):
        for item in (items[id] for id in one.items):
            layer = layers.get(item.of[0]) if item.of is not None else None
            if layer is not None and layer.frame is not None and item.of[1] < len(layer.frame):
                was = layer.frame.geometry.iloc[item.of[1]].centroid
                if item.gone:
                    removed.append(shapely.Point(was.x, was.y))
                    continue
                if was.distance(shapely.Point(item.at_m)) > MOVED_M and not item.entry:
                    moved.append(shapely.LineString([(was.x, was.y), item.at_m]))
            places.append(shapely.Point(item.at_m))
            numbers.append(str(number))
    made = [Overlay(role, role, numpy.array(shapes, dtype=object), (), "report") for role, shapes in (("moved", moved), ("removed", removed)) if shapes]
    if places:
        # The first stands on top.
        made.append(Overlay("proposed", "proposed", numpy.array(places[::-1], dtype=object), tuple(numbers[::-1]), "report"))
    return (*drawn(plan.items, language), *made)


def ground_box(plan: Proposal) -> Box:
    """The ground around everything that is told, at least so wide that one sees where it is."""
    import shapely

    corners = [corner for item in plan.items for corner in (item.at_m, *item.path_m)]
    west, south, east, north = shapely.MultiPoint(corners).bounds
    x, y = (west + east) / 2, (south + north) / 2
    half = max(LEAST_M / 2, (east - west) / 2 + MARGIN_M, (north - south) / 2 + MARGIN_M)
    return (x - half, y - half, x + half, y + half)


__all__ = ("MAIN", "maps_of_proposal", "photo_id", "proposed", "scenario_name")
