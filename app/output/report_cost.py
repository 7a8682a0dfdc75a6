"""The page of cost and phasing: bill of quantities, what each million won newly covers, what fits into the budget of each year.

What nobody gave a price for is told as such ("ask") and never counted as nought: a sum that leaves something out says "at least".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import catalogue
from app.bill import METRE, NEW
from app.output.manuscript import Manuscript
from app.quantity import Quantity, Tag

if TYPE_CHECKING:
    from app.bill import BillLine, Phase, Price, Sum
    from app.compare import Worth

EOK, MAN = 100_000_000, 10_000
SOURCE_SIGNS = 200


def cost_page(sheet: Manuscript) -> dict[str, object] | None:
    """Everything on the page; None where nothing is to be paid for."""
    plan, tr = sheet.proposal, sheet.tr
    if plan is None or not plan.side.bill.lines:
        return None
    bill = plan.side.bill
    hidden = _hidden(sheet)
    return {
        "kicker": tr("proposal.cost.kicker"),
        "title": _title(sheet, bill.build),
        "lead": tr("proposal.cost.lead"),
        "table": {
            "head": [tr(f"proposal.cost.{column}") for column in ("what", "amount", "unit", "sum", "yearly", "life", "source")],
            "rows": [_line(sheet, line) for line in bill.lines if not hidden.issuperset(line.items)]
            + [[tr("proposal.cost.total"), "", "", total(sheet, bill.build), total(sheet, bill.yearly), "", ""]],
        },
        "notes": _notes(sheet),
        "worth_title": tr("proposal.cost.worth"),
        "worth": [_worth(sheet, one) for one in plan.side.worth if one.metres.value],
        "worth_head": [tr("compare.measure"), tr("proposal.cost.covered"), tr("proposal.cost.each")],
        "phases_title": tr("proposal.cost.phases"),
        "phases": _phases(sheet),
        "sources_title": tr("proposal.cost.sources"),
        "sources": _sources(sheet),
    }  # fmt: skip


def _hidden(sheet: Manuscript) -> set[str]:
    from app.output.proposal import kept_inside

    return kept_inside(sheet.project, sheet.proposal.scenario)


def _title(sheet: Manuscript, build: Sum) -> str:
    if not build.known:
        return sheet.tr("proposal.cost.title.unknown")
    key = "proposal.cost.title.at_least" if build.at_least else "proposal.cost.title"
    return sheet.tr(key, cost=won(sheet, build.krw), count=sheet.ledger.count(build.asked, "lines without a price"))


def _line(sheet: Manuscript, line: BillLine) -> list[str]:
    tr = sheet.tr
    known = catalogue.entry_of(line.kind, line.entry)
    name = _word(sheet, line.kind, line.entry, line.deed)
    amount = Quantity(line.amount, "m" if line.unit == METRE else "count", Tag.COMPUTED, "counted in the scenario")
    counted = sheet.say(amount) if line.unit == METRE else tr("compare.pieces", count=sheet.say(amount))
    life = sheet.say(Quantity(line.life_years, "year", known.life_tag, "catalogue")) if line.life_years and known is not None else ""
    return [
        name, counted, _unit(sheet, line.unit_build), _or_ask(sheet, line.build, line.unit_build), _or_ask(sheet, line.yearly, line.unit_yearly),
        tr("proposal.cost.years", years=life) if life else tr("compare.unknown") if line.deed == NEW else "", _from(sheet, line.unit_build),
    ]  # fmt: skip


def _word(sheet: Manuscript, kind: str, entry: str, deed: str) -> str:
    """What a line is called: the thing, and what is done to it where it stands already."""
    known, tr = catalogue.entry_of(kind, entry), sheet.tr
    word = tr(f"catalogue.{known.key}") if known is not None else tr(f"kind.{kind}") if tr.known(f"kind.{kind}") else kind
    return sheet.ledger.quote(word if deed == NEW else tr(f"compare.bill.{deed}", what=word), "kind of a line", most=60)


def _unit(sheet: Manuscript, price: Price | None) -> str:
    return sheet.tr("compare.ask") if price is None else won(sheet, price.krw)


def _or_ask(sheet: Manuscript, cost: Quantity | None, price: Price | None) -> str:
    if cost is None or cost.value is None:
        return sheet.tr("compare.ask")
    if price is not None and price.at_most:
        return sheet.tr("compare.at_most", cost=won(sheet, cost))
    return won(sheet, cost, band=True)


def _from(sheet: Manuscript, price: Price | None) -> str:
    """Year and source of a price; whether it is the office's own."""
    if price is None:
        return ""
    source = sheet.tr("compare.book.own") if price.own else sheet.ledger.quote(price.source, "source of a price", most=30)
    return " · ".join(part for part in (sheet.tr("compare.year", year=_year(sheet, price.year)) if price.year else "", source) if part)


def _year(sheet: Manuscript, year: int) -> str:
    return sheet.say(Quantity(float(year), "year", Tag.VERIFIED, "year"))


def total(sheet: Manuscript, found: Sum) -> str:
    """A sum that says what it leaves out; the word for asking where nothing in it has a price."""
    if not found.known:
        return sheet.tr("compare.ask")
    text = won(sheet, found.krw, band=True)
    if not found.at_least:
        return text
    return sheet.tr("compare.at_least", cost=text, count=sheet.ledger.count(found.asked, "lines without a price"))


def won(sheet: Manuscript, quantity: Quantity, *, band: bool = False) -> str:
    """Won as they are read in an office: ``2억 5,000만 원``, ``₩44.0 million``; with its band."""
    text = won_words(quantity.value or 0.0, sheet.tr.language)
    if band and quantity.has_band:
        low, high = (won_words(edge or 0.0, sheet.tr.language) for edge in (quantity.low, quantity.high))
        for tail in (" 원", " million"):
            low = low.removesuffix(tail) if high.endswith(tail) else low
        text += f" ({low}–{high})"
    for unit in ("원", "million"):  # a sum stays on one line with its unit
        text = text.replace(f" {unit}", f"\u00a0{unit}")
    return sheet.ledger.quote(text, f"{quantity.tag} krw {quantity.source}".strip(), most=160)


def won_words(krw: float, language: str) -> str:
    """A sum of won in one piece."""
    if language == "en":
        return f"₩{krw / 1e6:,.1f} million" if abs(krw) >= 1e6 else f"₩{krw:,.0f}"
    whole = round(krw)
    if abs(whole) < MAN:
        return f"{whole:,} 원"
    man = round(whole / MAN)
    eok, rest = divmod(abs(man), EOK // MAN)
    parts = ([f"{eok:,}억"] if eok else []) + ([f"{rest:,}만"] if rest else [])
    return f"{'−' if krw < 0 else ''}{' '.join(parts)} 원"


def _notes(sheet: Manuscript) -> list[str]:
    """What was paid for where a price was found, sets a thing is part of, and what stands already."""
    tr, ledger, bill = sheet.tr, sheet.ledger, sheet.proposal.side.bill
    found = []
    for line in bill.lines:
        known = catalogue.entry(line.entry) if line.entry else None
        word = tr(f"catalogue.{known.key}") if known is not None else ""
        price = line.unit_build
        if price is not None and price.note and not price.own:
            found.append(f"{word}: " + ledger.quote(tr(f"catalogue.cost.{price.note}"), f"what {price.source} paid for", most=SOURCE_SIGNS))
        for one in known.sets if known is not None else ():
            what, source = ledger.quote(tr(f"catalogue.cost.{one.note}"), one.source, most=SOURCE_SIGNS), ledger.quote(one.source, "source", most=30)
            told = tr("catalogue.set", what=what, amount=won(sheet, one.quantity), year=_year(sheet, one.year), source=source)
            found.append(f"{word}: {told}")
    if bill.built:
        found.append(tr("compare.bill.built", count=ledger.count(bill.built, "things that stand already")))
    return [*found, tr("proposal.cost.ask"), tr("proposal.cost.prices")]


def _worth(sheet: Manuscript, one: Worth) -> list[str]:
    tr = sheet.tr
    each = tr("compare.ask")
    if one.per_million is not None:
        key = "compare.per_million.at_most" if one.at_most else "compare.per_million"
        each = sheet.ledger.words(tr, key, {"metres": sheet.ledger.signed(one.per_million, plus=False)})
    return [tr(f"measure.{one.measure}"), sheet.ledger.signed(one.metres), each]


def _phases(sheet: Manuscript) -> dict[str, object]:
    """Year by year; no rows where neither a year nor a budget was set."""
    tr, phases = sheet.tr, sheet.proposal.side.phases
    head = [tr(f"proposal.phase.{column}") for column in ("year", "things", "build", "running", "budget", "left")]
    if not any(phase.year or phase.budget is not None for phase in phases):
        return {"head": head, "rows": []}
    return {"head": head, "rows": [_phase(sheet, phase) for phase in phases]}


def _phase(sheet: Manuscript, phase: Phase) -> list[str]:
    tr, plan = sheet.tr, sheet.proposal
    here = set(phase.items)
    words: dict[str, int] = {}
    for one in plan.told:
        number = len(here.intersection(one.items))
        if number:
            word = _word(sheet, one.kind, next(item.entry for item in plan.items if item.id in one.items), one.deed)
            words[word] = words.get(word, 0) + number
    things = ", ".join(tr("proposal.phase.thing", what=word, count=sheet.ledger.count(number, "things of a year")) for word, number in words.items())
    return [
        tr("compare.year", year=_year(sheet, phase.year)) if phase.year else tr("compare.phase.open"),
        things or tr("compare.phase.nothing"),
        total(sheet, phase.build) if phase.items else "–",
        total(sheet, phase.running) if phase.running.krw.value or phase.running.asked else "–",
        won(sheet, Quantity(phase.budget, "krw", Tag.VERIFIED, "budget of the year")) if phase.budget is not None else tr("compare.phase.no_budget"),
        _verdict(sheet, phase),
    ]


def _verdict(sheet: Manuscript, phase: Phase) -> str:
    if phase.budget is None:
        return ""
    if phase.over:
        cost = won(sheet, Quantity(phase.over, "krw", Tag.COMPUTED, "beyond the budget of the year"))
        return sheet.tr("compare.phase.exceeds", cost=cost, count=sheet.ledger.count(len(phase.beyond), "things beyond the budget"))
    return sheet.tr("compare.phase.fits_known" if phase.build.at_least or phase.running.at_least else "compare.phase.fits")


def _sources(sheet: Manuscript) -> list[str]:
    """Where the prices come from, each once."""
    ids: dict[str, str] = {}
    for line in sheet.proposal.side.bill.lines:
        for price in (line.unit_build, line.unit_yearly):
            if price is not None:
                ids[price.source] = "" if price.own else price.source
        for one in catalogue.entry(line.entry).sets if line.entry else ():
            ids[one.source] = one.source
    own = sheet.tr("compare.book.own")
    return [sheet.ledger.quote(f"{id or own}: {catalogue.source_text(text)}", "source of a price", most=SOURCE_SIGNS) for text, id in ids.items() if text]
