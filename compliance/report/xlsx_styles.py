"""The styles of a workbook, by name: fonts, grounds, borders, and how a value is written.

Gives the part ``styles.xml`` and the number of each style. The colours are those of the page; every one of them stands beside a word.
"""

from __future__ import annotations

from typing import NamedTuple

from compliance.model.mapping import Relation


class _Look(NamedTuple):
    """How a cell looks. ``wrap`` breaks lines, ``open`` lets a person write into a locked sheet."""

    font: str = "plain"
    ground: str = ""
    ruled: bool = True
    wrap: bool = True
    middle: bool = False
    number: int = 0
    open: bool = False


_DATE, _TEXT = 164, 49
QUOTED, CENTRED = ' quotePrefix="1"', ' horizontal="center"'
_FONTS = {
    "plain": '<sz val="10"/><color rgb="FF1B1B1B"/>', "strong": '<b/><sz val="10"/><color rgb="FF1B1B1B"/>', "dim": '<sz val="10"/><color rgb="FF595954"/>',
    "title": '<b/><sz val="18"/><color rgb="FF1B1B1B"/>', "part": '<b/><sz val="12"/><color rgb="FF1B1B1B"/>', "answer": '<sz val="11"/><color rgb="FF1B1B1B"/>',
    "yes": '<b/><sz val="10"/><color rgb="FF0A5A30"/>', "partly": '<b/><sz val="10"/><color rgb="FF6E4800"/>', "no": '<b/><sz val="10"/><color rgb="FF961515"/>',
    "both": '<b/><sz val="10"/><color rgb="FF6A2A86"/>',
}  # fmt: skip
_GROUNDS = {"": "", "head": "FFECECE6", "soft": "FFF5F5F1", "yes": "FFE0F5E8", "partly": "FFFFF3D1", "no": "FFFDE7E7", "both": "FFF3E6F9", "entry": "FFFFFBE5"}
_LOOKS = {
    "text": _Look(), "bare": _Look(ruled=False, wrap=False), "title": _Look("title", ruled=False, wrap=False), "part": _Look("part", ruled=False, wrap=False),
    "answer": _Look("answer", ruled=False), "note": _Look("dim", ruled=False), "dim": _Look("dim"), "strong": _Look("strong"), "head": _Look("strong", "head"),
    "asks": _Look("dim", "soft", middle=True), "code": _Look(wrap=False), "number": _Look(wrap=False),
    "yes": _Look("yes", "yes"), "partly": _Look("partly", "partly"), "no": _Look("no", "no"), "both": _Look("both", "both"), "none": _Look("dim"),
    "mark-yes": _Look("yes", "yes", middle=True), "mark-partly": _Look("partly", "partly", middle=True), "mark-no": _Look("no", "no", middle=True),
    "mark-both": _Look("both", "both", middle=True), "mark-none": _Look("dim", middle=True), "mark-head": _Look("strong", "head", middle=True), "date": _Look(number=_DATE),
    "free": _Look(ruled=False, open=True),
    "entry": _Look(ground="entry", number=_TEXT, open=True), "entry-date": _Look(ground="entry", number=_DATE, open=True),
}  # fmt: skip
#: The style of each relation.
LOOK: dict[Relation, str] = {"addresses": "yes", "partially-addresses": "partly", "contradicts": "no", "does-not-address": "none"}
#: The number of each style; the same number with the count of all added is the same style for words that begin like a formula.
STYLES: dict[str, int] = {name: at for at, name in enumerate(_LOOKS)}
#: Those that break lines.
WRAPPED = frozenset(name for name, look in _LOOKS.items() if look.wrap)


def styles() -> str:
    """The part, without its first line."""
    fonts = "".join(f'<font>{inner}<name val="Calibri"/><family val="2"/></font>' for inner in _FONTS.values())
    # The first two grounds are always these, whatever a file says.
    grounds = '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' + "".join(
        f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/><bgColor indexed="64"/></patternFill></fill>' for colour in _GROUNDS.values() if colour
    )
    line = '<{0} style="thin"><color rgb="FFC9C9C4"/></{0}>'
    borders = "<border><left/><right/><top/><bottom/><diagonal/></border><border>" + "".join(line.format(side) for side in ("left", "right", "top", "bottom")) + "<diagonal/></border>"
    looks = "".join(_format(look, quoted) for quoted in (False, True) for look in _LOOKS.values())
    return (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<numFmts count="1"><numFmt numFmtId="{_DATE}" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="{len(_FONTS)}">{fonts}</fonts>'
        f'<fills count="{len(_GROUNDS) + 1}">{grounds}</fills><borders count="2">{borders}</borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{2 * len(_LOOKS)}">{looks}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>\n'
    )


def _format(look: _Look, quoted: bool) -> str:
    fonts, grounds = list(_FONTS), list(_GROUNDS)
    upright = "center" if look.middle else "top"
    ground = grounds.index(look.ground) + 1 if look.ground else 0
    return (
        f'<xf numFmtId="{look.number}" fontId="{fonts.index(look.font)}" fillId="{ground}" borderId="{int(look.ruled)}" xfId="0" applyNumberFormat="1" applyFont="1" '
        f'applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1"{QUOTED * quoted}>'
        f'<alignment vertical="{upright}"{CENTRED * look.middle} wrapText="{int(look.wrap)}"/>'
        f'<protection locked="{int(not look.open)}"/></xf>'
    )
