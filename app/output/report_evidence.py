"""The page of evidence: a card for each thing of the catalogue that the scenario uses, and what nobody knows said as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import catalogue
from app.output.manuscript import Manuscript

if TYPE_CHECKING:
    from app.catalogue import Claim, Entry, Evidence

# A card says what was found and what to mind; how it works is in the program.
ROLES = ("effect", "moderator", "use", "caution")
# How much room head and facts of a card take, and the line beneath a claim, as if they were so many signs of text.
CARD_SIGNS, LINE_SIGNS = 330, 50
MOST_CLAIMS, CLAIM_SIGNS, SOURCE_SIGNS = 3, 420, 220


def evidence_page(sheet: Manuscript) -> dict[str, object] | None:
    """The cards, those of which an effect is known first; None where nothing of the catalogue is used."""
    plan, tr = sheet.proposal, sheet.tr
    used = _used(sheet) if plan is not None else []
    if not used:
        return None
    known = sum(found is not None and found.effect is not None for _, found in used)
    key = "proposal.evidence.title" if known else "proposal.evidence.title.none"
    counts = {"known": sheet.ledger.count(known, "cards with an effect"), "count": sheet.ledger.count(len(used), "cards")}
    ids = dict.fromkeys(id for _, found in used for claim in _claims(found) for id in claim.sources)
    ids |= dict.fromkeys(found.effect.source for _, found in used if found is not None and found.effect is not None)
    return {
        "kicker": tr("proposal.evidence.kicker"),
        "title": tr(key, **counts),
        "lead": tr("proposal.evidence.lead"),
        "columns": columns([_card(sheet, entries, found) for entries, found in used]),
        "multiplied": tr("catalogue.never_multiplied"),
        "sources_title": tr("proposal.evidence.sources"),
        "sources": [sheet.ledger.quote(f"{id}  {catalogue.source_text(id)}", "source of evidence", most=SOURCE_SIGNS) for id in sorted(ids, key=_order)],
    }


def columns(cards: list[dict[str, object]]) -> list[list[dict[str, object]]]:
    """The cards in two columns of like height, each in its order; a card is about as high as its text is long."""
    heights = [CARD_SIGNS + sum(len(one["text"]) + LINE_SIGNS for one in card["claims"]) for card in cards]
    found: list[list[dict[str, object]]] = [[], []]
    filled = [0, 0]
    for card, height in zip(cards, heights, strict=True):
        at = 0 if filled[0] <= filled[1] else 1
        found[at].append(card)
        filled[at] += height
    return found


def _used(sheet: Manuscript) -> list[tuple[list[Entry], Evidence | None]]:
    """The entries of the scenario with what is known of them; those that share their evidence share a card."""
    found: list[tuple[list[Entry], Evidence | None]] = []
    for item in sheet.proposal.items:
        entry = catalogue.entry_of(item.kind, item.entry)
        if entry is None or any(entry in entries for entries, _ in found):
            continue
        alike = next((entries for entries, known in found if known == entry.evidence and (known is None or known.claims or known.none_found)), None)
        if alike is not None:
            alike.append(entry)
        else:
            found.append(([entry], entry.evidence))
    return sorted(found, key=lambda one: (one[1] is None or one[1].effect is None, one[1] is None or not one[1].claims))


def _card(sheet: Manuscript, entries: list[Entry], known: Evidence | None) -> dict[str, object]:
    tr = sheet.tr
    served = dict.fromkeys(id for entry in entries for id in entry.serves)
    principles = dict.fromkeys(tr(f"catalogue.principle.{entry.principle}") for entry in entries if entry.principle)
    facts = [
        (tr("catalogue.fact.design"), _best(sheet, known)),
        (tr("catalogue.fact.principle"), ", ".join(principles)),
        (tr("catalogue.fact.serves"), ", ".join(_served(sheet, id) for id in served) or tr("catalogue.serves.none")),
    ]
    return {
        "name": ", ".join(tr(f"catalogue.{entry.key}") for entry in entries),
        "effect": _effect(sheet, known),
        "known": known is not None and known.effect is not None,
        "backing": _backing(sheet, known),
        "facts": [fact for fact in facts if fact[1]],
        "claims": [_claim(sheet, claim) for claim in _claims(known)],
    }


def _effect(sheet: Manuscript, known: Evidence | None) -> str:
    """The effect with its interval, or that it is unknown."""
    effect = known.effect if known is not None else None
    if effect is None or effect.value is None:
        return sheet.tr("catalogue.effect.unknown")
    band = sheet.ledger.band(effect) or sheet.say(effect)
    return sheet.tr("catalogue.effect", what=sheet.tr(f"catalogue.outcome.{known.outcome}"), value=sheet.say(effect), band=band)


def _backing(sheet: Manuscript, known: Evidence | None) -> str:
    """How well the effect is known, and where it stands; why it is unknown."""
    tr = sheet.tr
    if known is None:
        return tr("catalogue.unknown.not_looked")
    if known.none_found:
        return tr("catalogue.unknown.none_found")
    if known.effect is None:
        return tr("catalogue.unknown.no_number")
    scope = f" · {tr(f'catalogue.scope.{known.scope}')}" if known.scope else ""
    source = sheet.ledger.quote(known.effect.source, "source of an effect", most=40)
    return f"{tr(f'catalogue.tag.{known.effect.tag.name.lower()}')} · {source}{scope}. {tr('catalogue.effect.range')}"


def _best(sheet: Manuscript, known: Evidence | None) -> str:
    effects = [claim for claim in (known.claims if known is not None else ()) if claim.role == "effect"]
    return _design(sheet, min(effects, key=lambda claim: catalogue.DESIGNS.index(claim.design))) if effects else ""


def _design(sheet: Manuscript, claim: Claim) -> str:
    words = sheet.tr(f"catalogue.design.{claim.design}")
    return sheet.tr("catalogue.level", design=words, level=sheet.ledger.count(claim.level, "Maryland scale")) if claim.level else words


def _claims(known: Evidence | None) -> list[Claim]:
    """What is printed of the claims: the first of each role."""
    return [claim for role in ROLES for claim in [one for one in (known.claims if known is not None else ()) if one.role == role][:MOST_CLAIMS]]


def _claim(sheet: Manuscript, claim: Claim) -> dict[str, str]:
    parts = [_design(sheet, claim)] if claim.design != "none" else []
    backed = (*parts, sheet.tr(f"catalogue.tag.{claim.tag.name.lower()}"), *(sheet.ledger.quote(id, "source", most=20) for id in claim.sources))
    return {
        "role": sheet.tr(f"catalogue.role.{claim.role}"),
        "text": sheet.ledger.quote(claim.said(sheet.tr.language), f"{claim.tag} evidence {claim.key}", most=CLAIM_SIGNS),
        "backed": " · ".join(backed),
    }


def _served(sheet: Manuscript, id: str) -> str:
    return sheet.tr(f"catalogue.serves.{id}" if id in ("school", "route") else f"measure.{id}")


def _order(id: str) -> tuple[int, str]:
    digits = "".join(sign for sign in id.split("-")[0] if sign.isdigit())
    return (int(digits) if digits else 0, id)
