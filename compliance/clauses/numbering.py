"""What a line's marker says: "7.", "(a)", "Article 10.", "Third Chapter:".

Takes the words of one line and gives every reading of its marker: the form, the number, its value, and where the words behind
it begin. Marks of emphasis and of amendment around a number ("(*a*)", "F12[(1)") are looked through. The forms are a table, each with an
example that matches and one that must not; both run as tests. No pattern repeats a repetition, so none can blow up.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from compliance.clauses import numerals

RANK_ANNEX, RANK_PART, RANK_CHAPTER, RANK_HEADING, RANK_SECTION, RANK_ARTICLE, RANK_CLAUSE = range(7)
NAMED_FORM = "named"
DEFINITION = "“x”"
BULLETS = "-•*–▪◦·"
_QUOTES = "\"“«‘"

FormKind = Literal["chapter", "article", "paragraph"]


@dataclass(frozen=True, slots=True)
class Form:
    """One way of marking a clause. ``value`` gives what a numeral counts in it, 0 for none; ``weak`` forms ("I.", "a.") are
    believed only where a second number of the list occurs. ``key`` tells lists apart; numbers of one key go on."""

    id: str
    kind: FormKind
    rank: int
    pattern: str
    value: Callable[[str], int]
    example: str
    counterexample: str
    weak: bool = False


class Marker(NamedTuple):
    """A reading of a line's marker. ``end`` is where the words behind it begin (white space included), ``path`` the numbers
    of a dotted one, ``hashes`` how many # of Markdown stand before it."""

    form: Form
    key: str
    number: str
    value: int
    end: int
    path: tuple[int, ...] = ()
    hashes: int = 0


_ORDINAL = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|final|last"
_CARDINAL = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty"
#: Behind the digits of a number: what was inserted behind it later, and the parts of a compound ("17-1", "44DA", "5 ter").
_INSERTED = rf"(?:[ \t]?(?:{'|'.join(numerals.LATIN[2:])})\b|[a-z]{{0,2}})(?:-\d{{1,4}}[a-z]?){{0,4}}"
_CODE = r"(?:[lrda][.*]{0,3}[ \t]?)?"  # the part of a code: "L. 111-1", "R*123-4"
_NUMBER = rf"{_CODE}\d{{1,4}}(?:\.\d{{1,3}}){{0,3}}{_INSERTED}"
_NUMERAL = rf"\d{{1,4}}{_INSERTED}|[ivxlc]{{1,7}}|[a-z]|{_CARDINAL}|{_ORDINAL}"
_STOP = r"(?=[ \t]{0,9}(?:$|[.:)\-–—]|[ \t]))"
_GAP = r"(?=[ \t\u00a0*]|$)"
#: Behind a number in brackets no space is needed; where none stands, the sequence has to bear it out.
_CLOSED = r"(?=[ \t\u00a0*(\[\]]|[^\W\d_]|$)"
_DASH = r"(?:[-–—]{1,2}(?=[ \t\u00a0(\[\"“A-Z]|$)|(?=[ \t\u00a0(]|$))"  # "1.—(1) This Act"


def _form(id_: str, kind: FormKind, rank: int, pattern: str, value: Callable[[str], int], example: str, counter: str,
          weak: bool = False) -> Form:  # fmt: skip
    return Form(id_, kind, rank, pattern, value, example, counter, weak)


#: The patterns that some line has asked for: compiling all of them takes longer than reading a decree.
_MATCHES: dict[str, Callable[[str, int], re.Match[str] | None]] = {}


def _match(form: Form, text: str, start: int) -> re.Match[str] | None:
    """The marker of this form at ``start``, or nothing."""
    found = _MATCHES.get(form.pattern)
    if found is None:
        found = _MATCHES[form.pattern] = re.compile(form.pattern, re.IGNORECASE if form.rank < RANK_CLAUSE else 0).match
    return found(text, start)


def _lower_roman(numeral: str) -> int:
    return numerals.roman(numeral) if numeral.islower() else 0


def _upper_roman(numeral: str) -> int:
    return numerals.roman(numeral) if numeral.isupper() else 0


def _lower_letter(numeral: str) -> int:
    """The place of a letter; of one inserted behind another ("ba") less than 0, as nothing but that other tells it from a word."""
    if not numeral.islower():
        return 0
    return numerals.letter(numeral) or -numerals.letter(numeral[0])


def _upper_letter(numeral: str) -> int:
    return numerals.letter(numeral) if numeral.isupper() else 0


def _one(numeral: str) -> int:
    return 1


HEADING = _form("heading", "chapter", RANK_HEADING, r"(?P<n>)(?!)", _one, "", "")

DIVISIONS: tuple[Form, ...] = (
    _form("annex", "chapter", RANK_ANNEX, rf"(?:annex|appendix|schedule|exhibit)[ \t]+(?P<n>{_NUMERAL}){_STOP}", numerals.any_numeral,
          "ANNEX A", "Annexed papers follow"),
    _form("part", "chapter", RANK_PART, rf"(?:part|title|titre|titel|t[íi]tulo|titolo|book|livre|division)[ \t]+(?P<n>{_NUMERAL}){_STOP}", numerals.any_numeral,
          "PART II", "Parties agree"),
    _form("ordinal-chapter", "chapter", RANK_CHAPTER, rf"(?P<n>{_ORDINAL})[ \t]+(?:chapter|part|title|book){_STOP}", numerals.any_numeral,
          "Third Chapter: Conditions", "Third parties follow"),
    _form("chapter", "chapter", RANK_CHAPTER, rf"(?:chapter|chapitre|hoofdstuk|kapitel|cap[íi]tulo|capitolo|فصل|الفصل|باب|الباب)[ \t]+(?P<n>{_NUMERAL}){_STOP}", numerals.any_numeral, "CHAPTER III", "Chapters follow"),
    _form(NAMED_FORM, "chapter", RANK_CHAPTER,
          r"(?P<n>)(?:introduction|preamble|general provisions|final provisions|final clauses|definitions|conclusion|background)[ \t]{0,9}:?$",
          _one, "Introduction", "Introduction of goods is free."),
    _form("section", "article", RANK_SECTION, rf"(?:section|sec\.|afdeling|abschnitt|secci[óo]n|sezione)[ \t]+(?P<n>{_NUMBER}|[ivxlc]{{1,7}}|[a-z]){_STOP}",
          numerals.any_numeral, "Section 4", "SECTION chiefs shall report."),
    _form("article", "article", RANK_ARTICLE,
          rf"(?:article|art\.|artikel|art[íi]culo|articolo|artigo|clause|rule|regulation|ماده|مادة|المادة|مادہ)[ \t]+(?P<n>{_NUMBER}|[ivxlc]{{1,7}}|[a-z]|{_CARDINAL}){_STOP}",
          numerals.any_numeral, "Article 10. Entry", "Articles of war"),
    _form("paragraph-sign", "article", RANK_ARTICLE, rf"§[ \t]{{0,3}}(?P<n>\d{{1,4}}{_INSERTED})\.?" + _GAP, numerals.any_numeral, "§ 10 Entry", "See § 10"),
)  # fmt: skip

CLAUSES: tuple[Form, ...] = (
    _form("1.1", "paragraph", RANK_CLAUSE, r"(?P<n>\d{1,3}(?:\.\d{1,3}){1,5})[.)]?" + _GAP, numerals.any_numeral, "3.1 Members shall", "3.1% of all"),
    _form("1.", "paragraph", RANK_CLAUSE, r"(?P<n>\d{1,6}[A-Z]{0,2})\." + _DASH, numerals.arabic, "10. All refugees", "10 refugees came"),
    _form("1)", "paragraph", RANK_CLAUSE, r"(?P<n>\d{1,4})\)" + _GAP, numerals.arabic, "10) All refugees", "10 refugees) came"),
    _form("1-", "paragraph", RANK_CLAUSE, r"(?P<n>\d{1,4})[ \t]?[-ـ]" + _GAP, numerals.arabic, "10- All refugees", "10-year plans", True),
    _form("1°", "paragraph", RANK_CLAUSE, r"(?P<n>\d{1,3})[°º]" + _GAP, numerals.arabic, "2° Les parents", "2°C is cold"),
    _form("(1)", "paragraph", RANK_CLAUSE, r"\((?P<n>\d{1,4}[A-Z]{0,2})\)" + _CLOSED, numerals.arabic, "(10) All refugees", "(10 refugees)"),
    _form("(i)", "paragraph", RANK_CLAUSE, r"\((?P<n>[ivxl]{1,7})\)" + _CLOSED, _lower_roman, "(iv) move away", "(five) things"),
    _form("(a)", "paragraph", RANK_CLAUSE, r"\((?P<n>[a-z]{1,2})\)" + _CLOSED, _lower_letter, "(a) host them", "(all) of them"),
    _form("i)", "paragraph", RANK_CLAUSE, r"(?P<n>[ivxl]{1,7})\)" + _GAP, _lower_roman, "iv) move away", "ivy) grows"),
    _form("a)", "paragraph", RANK_CLAUSE, r"(?P<n>[a-z]{1,2})\)" + _GAP, _lower_letter, "a) host them", "all) of them"),
    _form("i.", "paragraph", RANK_CLAUSE, r"(?P<n>[ivxl]{1,7})\." + _GAP, _lower_roman, "iv. move away", "is. it so", True),
    _form("a.", "paragraph", RANK_CLAUSE, r"(?P<n>[a-z])\." + _GAP, _lower_letter, "a. host them", "a member", True),
    _form("(I)", "paragraph", RANK_CLAUSE, r"\((?P<n>[IVXL]{1,7})\)" + _CLOSED, _upper_roman, "(IV) Entry", "(INTRO) Entry"),
    _form("(A)", "paragraph", RANK_CLAUSE, r"\((?P<n>[A-Z])\)" + _CLOSED, _upper_letter, "(A) Members", "(All) members"),
    _form("I.", "paragraph", RANK_CLAUSE, r"(?P<n>[IVXLC]{1,7})\." + _GAP, _upper_roman, "IV. Entry", "I am", True),
    _form("A.", "paragraph", RANK_CLAUSE, r"(?P<n>[A-Z])\." + _GAP, _upper_letter, "B. Entry", "A member", True),
    _form(DEFINITION, "paragraph", RANK_CLAUSE, r"(?P<n>)(?=[\"“«‘][^\"”»’]{1,80}[\"”»’][,\s—–-])", _one, "“oil” means crude oil", "“oil”"),
    *(_form(sign, "paragraph", RANK_CLAUSE, rf"(?P<n>){re.escape(sign)}" + _GAP, _one, f"{sign} host them", f"{sign}5 degrees")
      for sign in BULLETS),
)  # fmt: skip

FORMS = (*DIVISIONS, *CLAUSES)
#: A number that begins a heading of Markdown marks an article, whatever its form.
_HEADED = {form.id: replace(form, kind="article", rank=RANK_ARTICLE) for form in CLAUSES if form.id not in (*BULLETS, DEFINITION)}
_BARE_NUMBER = re.compile(r"(?P<n>\d{1,3}[A-Z]{0,2})(?=[ \t]{1,9}[A-Z\"“‘]|[ \t]*$)")  # "### 4 Scope"
_HASHES = re.compile(r"(#{1,6})[ \t]+|(#{2,6})(?=[^\s#])")
_PLAIN = re.compile(r"([1-9][0-9]{0,5})\.(?=[ \t])")
_PLAIN_FORM = next(form for form in CLAUSES if form.id == "1.")
_EMPHASIS = "*_"
_AMENDED = re.compile(r"[*_]{0,3}(?:F\d{1,4}\[|\[F\d{1,4}[ \t]?){1,9}")  # "F12[", "[F12 ": what follows was put in by an amendment
_CODED = re.compile(r"[LRDA]\*\d")  # the star of "R*123-4" is part of the number
_FAR = 64  # no marker reaches further
_DIVISION_WORDS = frozenset("aAcCpPtTbBdDsSeErRfFlLnNoO§iIgGhHkK")


def _starting(first: str) -> tuple[Form, ...]:
    """The forms that may begin with a character, so that most lines meet no pattern at all."""
    if first.isdigit():
        return tuple(form for form in CLAUSES if form.id in ("1.1", "1.", "1)", "1-", "1°"))
    if first in _QUOTES:
        return tuple(form for form in CLAUSES if form.id == DEFINITION)
    if first == "(":
        return tuple(form for form in CLAUSES if form.id.startswith("("))
    clauses = tuple(form for form in CLAUSES if form.id[0].isalpha()) if first.isalpha() else tuple(form for form in CLAUSES if form.id == first)
    return (*DIVISIONS, *clauses) if first in _DIVISION_WORDS else clauses


_BY_FIRST: dict[str, tuple[Form, ...]] = {chr(code): _starting(chr(code)) for code in range(33, 127)}
_BY_FIRST.update({sign: _starting(sign) for sign in f"§{BULLETS}{_QUOTES}"})
_BY_FIRST.update(dict.fromkeys("مافب", DIVISIONS))
_ASCII_DIGITS = {ord(zero) + step: str(step) for zero in "٠۰०০๐" for step in range(10)}


def read_markers(text: str) -> tuple[Marker, ...]:
    """Every reading of the marker with which a line begins, the likeliest first; empty where it has none.

    Digits of other scripts ("۱۰.", "(٣)", "ماده ۵") count as the digits they are; the number is given as printed.
    """
    if not (text.isascii() or text[:_FAR].isascii()):
        western = text[:_FAR].translate(_ASCII_DIGITS)
        if western != text[:_FAR]:
            return tuple(_as_printed(marker, text, western) for marker in _readings(western + text[_FAR:]))
    return _readings(text)


def _as_printed(marker: Marker, text: str, western: str) -> Marker:
    at = western.rfind(marker.number, 0, marker.end)
    return marker._replace(number=text[at : at + len(marker.number)]) if marker.number and at >= 0 else marker


def _readings(text: str) -> tuple[Marker, ...]:
    plain = _PLAIN.match(text)
    if plain is not None:  # the commonest by far; no other form reads it
        number = plain[1]
        return (Marker(_PLAIN_FORM, "1.", number, int(number), plain.end()),)
    if text[0] == "#":
        return _hashed(text)
    return _dressed(text, 0) if text[0] in "*_F[" or text[:2] in ("(*", "(_") else _read(text, 0)


def headed(marker: Marker, key: str, hashes: int) -> Marker:
    """The marker of an article that has no heading ("58A.—" among "##### 58. Regulations"), as one of a heading."""
    return marker._replace(form=_HEADED[marker.form.id], key=key, hashes=hashes)


def _hashed(text: str) -> tuple[Marker, ...]:
    """A Markdown heading: its # and the marker behind them are one."""
    found = _HASHES.match(text)
    if found is None or found.end() >= len(text):
        return ()
    signs, start = found[1] or found[2], found.end()
    for marker in _dressed(text, start)[:1]:
        if marker.form.rank < RANK_CLAUSE:
            return (marker._replace(hashes=len(signs)),)
        if marker.form.id in _HEADED:
            return (headed(marker, signs + marker.key, len(signs)),)
    number = _BARE_NUMBER.match(text, start)
    if number is not None:
        return (Marker(_HEADED["1."], f"{signs}1.", number["n"], numerals.arabic(number["n"]), number.end(), (), len(signs)),)
    return (Marker(HEADING, signs, "", 1, start, (), len(signs)),)


def _dressed(text: str, start: int) -> tuple[Marker, ...]:
    """The readings of a marker at ``start`` that may stand in emphasis or in a note of amendment."""
    amended = _AMENDED.match(text, start)
    at = amended.end() if amended is not None else start
    window = text[at : at + _FAR]
    if window[:1] in _EMPHASIS and not window[1:2].strip():
        return _read(text, at) if window else ()  # "* item"
    places = [place for place, char in enumerate(window) if char not in _EMPHASIS or _CODED.fullmatch(window, max(place - 1, 0), place + 2)]
    if not places:
        return ()
    if len(places) == len(window):
        return _read(text, at)
    bare = "".join([window[place] for place in places])
    out: list[Marker] = []
    for marker in _read(bare + text[at + _FAR :], 0):
        end = marker.end
        if end:
            end = at + (places[end - 1] + 1 if end <= len(places) else end - len(places) + _FAR)
            end = _behind_emphasis(text, start, end)
        else:
            end = start
        out.append(marker._replace(end=end))
    return tuple(out)


def _behind_emphasis(text: str, start: int, end: int) -> int:
    """``end``, or the place behind the marks there that end an emphasis begun since ``start``."""
    run = 0
    while end + run < len(text) and text[end + run] in _EMPHASIS:
        run += 1
    opened = sum(char in _EMPHASIS for char in text[start:end])
    return end + run if run and opened % (2 * run) == run else end


def _read(text: str, start: int) -> tuple[Marker, ...]:
    forms = _BY_FIRST.get(text[start], ())
    out: list[Marker] = []
    for form in forms:
        match = _match(form, text, start)
        if match is None:
            continue
        number = match["n"]
        value = form.value(number)
        if not value and number.lower() not in ("0", "final", "last"):
            continue
        end = match.end()
        if form.id in (NAMED_FORM, DEFINITION):  # its name is its heading, its words are its own
            end = start
        elif form.rank < RANK_CLAUSE:
            while end < len(text) and text[end] in " \t.:)-–—":
                end += 1
        path = tuple(int(part) for part in number.split(".")) if form.id == "1.1" else ()
        key = f"1{'.1' * (len(path) - 1)}" if path else form.id
        out.append(Marker(form, key, number, value, end, path))
        if form.rank < RANK_CLAUSE or path:
            break
    return tuple(out)
