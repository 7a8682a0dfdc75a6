"""Which letters the bytes of a text file stand for: UTF-8, CP949, UTF-16, found without asking."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from app.files.raw import refusal

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH = re.compile(rb"[\x80-\xff]")
_LONE = re.compile(rb"(?<![\x80-\xff])[\xa1-\xff](?=[ a-z,.;\r\n\t])")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1b\x7f]")
BROKEN = "�"


@dataclass(frozen=True)
class Text:
    """A decoded text: ``broken`` letters could not be read and stand as U+FFFD; ``nuls`` empty bytes were left out."""

    text: str
    encoding: str
    broken: int = 0
    nuls: int = 0


def decode(data: bytes, file: str, encoding: str | None = None) -> Text:
    """The text of ``data``; in ``encoding`` where the planner chose one. BadInput where it is no text at all. Empty gives ""."""
    if encoding:
        return _chosen(data, file, encoding)
    found = guess(data)
    if not found:
        raise refusal("not_text", file)
    text = data.decode(found, errors="replace")
    nuls = text.count("\0")
    text = text.replace("\0", "") if nuls else text
    if len(_CONTROL.findall(text[:200_000])) > max(5, min(len(text), 200_000) // 200):
        raise refusal("not_text", file)
    return Text(text.removeprefix("\ufeff"), found, text.count(BROKEN), nuls)


def _chosen(data: bytes, file: str, encoding: str) -> Text:
    try:
        text = data.decode(encoding, errors="replace")
    except (LookupError, UnicodeError) as error:
        raise refusal("unknown_encoding", file, encoding=encoding) from error
    return Text(text.replace("\0", "").removeprefix("\ufeff"), codecs.lookup(encoding).name, text.count(BROKEN), text.count("\0"))


def guess(data: bytes) -> str:
    """The name of the encoding of ``data`` ("" where it is no text): a mark, UTF-16 by its zeros, UTF-8, CP949, else CP1252."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    wide = _wide(data)
    if wide:
        return wide
    for name in ("utf-8", "cp949"):
        if _reads(data, name) and (name == "utf-8" or not (_nearly_utf8(data) or _is_latin(data))):
            return name
    if _nearly_utf8(data):
        return "utf-8"
    sample = data[:1_000_000]
    if _broken_share(sample, "cp949") < 0.01:
        return "cp949"
    high = len(_HIGH.findall(sample))
    return "cp1252" if high <= 0.1 * len(sample) and sample.count(0) <= 0.01 * len(sample) else ""


def _reads(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_latin(data: bytes) -> bool:
    """Single foreign letters between plain ones are accents of a western text, not Korean, whose bytes come in pairs."""
    first = _HIGH.search(data)
    sample = data[max(first.start() - 1, 0) if first else 0 :][:300_000]
    return len(_LONE.findall(sample)) > 0.5 * len(_HIGH.findall(sample))


def _wide(data: bytes) -> str:
    """UTF-16 without a mark shows by zeros on one side of the byte pairs only (digits, commas and line ends have them)."""
    sample = data[: min(len(data), 65_536) // 2 * 2]
    if len(sample) < 4:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 0.02 * len(sample) / 2 or max(even, odd) < 20 * min(even, odd):
        return ""
    name = "utf-16-le" if odd > even else "utf-16-be"
    return name if _reads(data[: len(data) // 2 * 2], name) else ""


def _nearly_utf8(data: bytes) -> bool:
    """Mostly good UTF-8 with a few spoilt bytes (a file cut off in the middle of a letter); never plain CP949."""
    first = _HIGH.search(data)
    text = data[first.start() if first else 0 :][:300_000].decode("utf-8", errors="replace")
    foreign = len(_FOREIGN.findall(text))
    broken = text.count(BROKEN)
    return broken == 0 or (foreign > broken and broken * 8 <= foreign)


def _broken_share(data: bytes, encoding: str) -> float:
    text = data.decode(encoding, errors="replace")
    return text.count(BROKEN) / max(1, len(_FOREIGN.findall(text)))
