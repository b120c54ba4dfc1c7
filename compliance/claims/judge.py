"""A claim held against texts: verdict, reason, parts, quotes.

Takes a claim, its own statements, and the texts that it is about, read; gives a result. Chooses by the shape of the claim how it is
checked, and puts into words what came of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.claims.absences import Reach, Unit, in_statements, in_units, occurrences
from compliance.claims.concepts import World
from compliance.claims.match import Match, match
from compliance.claims.quotations import find_quotation
from compliance.claims.shapes import Shape, shape_of, unquoted, wanted
from compliance.claims.statements import Stated, leaves
from compliance.claims.words import ClaimWords
from compliance.model.claim import Claim, ClaimQuote, ClaimResult, ClaimVerdict
from compliance.model.span import Evidence

#: How many quotes a result shows at most.
MOST = 5


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text as claims are held against it: its source, its provisions and other lines, and its statements."""

    id: str
    source: str
    units: tuple[Unit, ...]
    stated: tuple[Stated, ...]


class Judge:
    """Holds claims against texts."""

    def __init__(self, words: ClaimWords, world: World) -> None:
        self.words = words
        self.world = world

    def judge(self, claim: Claim, own: Sequence[Stated], texts: Sequence[ReadText]) -> ClaimResult:
        """What the words of ``texts`` say to a claim, whose own statements are ``own``."""
        shape = shape_of(claim, self.words)
        if shape.form == "quotation":
            return self._quotation(claim, texts)
        if shape.form in ("words-absent", "words-present"):
            return self._words(claim, shape, texts)
        if shape.form == "mention":
            return self._mention(claim, shape, texts)
        if shape.form == "unmentioned":
            return self._unmentioned(claim, shape, texts)
        if shape.form in ("unordered", "unforbidden", "unallowed"):
            return self._denied(claim, shape, texts)
        if shape.form == "breach":
            return self._breach(claim, shape, texts)
        return self._norms(claim, leaves(own), texts)

    # -- words ----------------------------------------------------------------------------------------------------------

    def _quotation(self, claim: Claim, texts: Sequence[ReadText]) -> ClaimResult:
        found = [(text, one) for text in texts if (one := find_quotation(unquoted(claim.text), text.source)) is not None]
        exact = [(text, one) for text, one in found if one.exact]
        if exact:
            quotes = tuple(self._quote(text, a, b) for text, one in exact for a, b in one.spans)[:MOST]
            return ClaimResult(claim, "confirmed", "The words stand in the text.", quotes=quotes)
        if not found:
            return ClaimResult(claim, "not-found", "Neither the words nor any like them stand in the text.")
        text, best = max(found, key=lambda pair: pair[1].likeness)
        quotes = tuple(self._quote(text, a, b) for a, b in best.spans)
        near = best.likeness >= 0.8 and not best.negates
        reason = "The words stand in the text, but not word for word." if near else (
            "The words do not stand in the text; the nearest wording differs in a negation." if best.negates else "The words do not stand in the text; this is the nearest wording.")  # fmt: skip
        return ClaimResult(claim, "partly" if near else "not-found", reason, quotes=quotes, differences=best.differences)

    def _words(self, claim: Claim, shape: Shape, texts: Sequence[ReadText]) -> ClaimResult:
        exact: list[ClaimQuote] = []
        family: list[ClaimQuote] = []
        for text in texts:
            here, kin = occurrences(shape.what, text.source, self.words)
            exact += [self._around(text, a, b) for a, b in here]
            family += [self._around(text, a, b) for a, b in kin]
        shown = f"“{unquoted(shape.what)}”"
        if shape.form == "words-present":
            return ClaimResult(claim, "confirmed" if exact else "refuted", f"{shown} occurs." if exact else f"{shown} occurs nowhere.", quotes=tuple(exact[:MOST]))
        if exact:
            return ClaimResult(claim, "refuted", f"{shown} occurs {len(exact)} {'time' if len(exact) == 1 else 'times'}.", quotes=tuple(exact[:MOST]))
        beside = " A word of the same family does." if family else ""
        return ClaimResult(claim, "confirmed", f"{shown} occurs nowhere.{beside}", quotes=tuple(family[:MOST]))

    # -- mentions -------------------------------------------------------------------------------------------------------

    def _mention(self, claim: Claim, shape: Shape, texts: Sequence[ReadText]) -> ClaimResult:
        groups = wanted(shape.what, self.words)
        if not groups:
            return self._nothing_to_look_for(claim)
        each = [in_units(groups, text.units, self.words) for text in texts]
        best = [found[0] for found in each if found]
        if best and len(best) == len(texts) and all(one.all for one in best):
            verdict, reason = "confirmed", "The text mentions it."
        elif any(one.all for one in best):
            verdict, reason = "partly", "Not every text mentions it."
        elif any(one.weight * 2 >= len(groups) for one in best):
            verdict, reason = "partly", "The text mentions a part of it."
        else:
            return ClaimResult(claim, "not-found", "No text mentions it.", best[0].parts if best else (), tuple(self._reach(one, texts) for one in best[:1]))
        return ClaimResult(claim, verdict, reason, best[0].parts, tuple(self._reach(one, texts) for one in best[:MOST]))  # type: ignore[arg-type]  # one of three literals above

    def _unmentioned(self, claim: Claim, shape: Shape, texts: Sequence[ReadText]) -> ClaimResult:
        groups = wanted(shape.what, self.words)
        if not groups:
            return self._nothing_to_look_for(claim)
        found = in_units(groups, [unit for text in texts for unit in text.units], self.words)
        every = ("obligation", "power", "charge", "prohibition", "permission", "right", "declaratory", "constitutive")
        senses = {idea.sense for group in groups for alternative in group for idea in alternative}
        named = [s for text in texts for s in text.stated if self.words.sense(s.norm.action) in senses]  # the act is named, though not all of it
        acts = [one for one in in_statements(groups, named, every, self.words) if one.weight * 2 >= len(groups) > 1]
        return self._absent(claim, found, acts, texts, "The text says so.", "Nothing in the text says so.")

    def _denied(self, claim: Claim, shape: Shape, texts: Sequence[ReadText]) -> ClaimResult:
        groups = wanted(shape.what, self.words)
        if not groups:
            return self._nothing_to_look_for(claim)
        modalities = self.words.data["denied"][shape.form]
        if shape.form == "unordered" and shape.what.lower().split()[0] == "not":
            modalities = self.words.data["denied"]["unforbidden"]
        found = [one for one in in_statements(groups, [s for text in texts for s in text.stated], modalities, self.words) if one.acts]
        says = {"unordered": "orders", "unforbidden": "forbids", "unallowed": "allows"}[shape.form]
        return self._absent(claim, found, [], texts, f"The text {says} it.", f"Nothing in the text {says} it.")

    def _absent(self, claim: Claim, found: Sequence[Reach], also: Sequence[Reach], texts: Sequence[ReadText], there: str, gone: str) -> ClaimResult:
        full = [one for one in found if one.all and not one.conditions]
        if full:
            return ClaimResult(claim, "refuted", there, full[0].parts, self._reaches(full, texts))
        near = [one for one in found if one.near] or list(also)
        if near:
            reason = f"{there[:-1]} only under a condition." if near[0].all and near[0].conditions else f"{gone[:-1]} in these words, but something near is said."
            return ClaimResult(claim, "partly", reason, near[0].parts, self._reaches(near, texts))
        return ClaimResult(claim, "confirmed", gone, found[0].parts if found else (), self._reaches(found[:1], texts))

    # -- norms ----------------------------------------------------------------------------------------------------------

    def _breach(self, claim: Claim, shape: Shape, texts: Sequence[ReadText]) -> ClaimResult:
        groups = wanted(shape.what, self.words)
        if not groups:
            return self._nothing_to_look_for(claim)
        stated = [s for text in texts for s in text.stated if s.sanction]
        found = in_statements(groups, stated, ("obligation", "power", "charge", "permission", "declaratory", "prohibition"), self.words)
        full = [one for one in found if one.all]
        if full:
            return ClaimResult(claim, "confirmed", "The text sets this sanction for a breach.", full[0].parts, self._reaches(full, texts))
        near = [one for one in found if one.weight]
        if near:
            return ClaimResult(claim, "partly", "The text sets a sanction, but not this one in all its parts.", near[0].parts, self._reaches(near, texts))
        return ClaimResult(claim, "not-found", "The text sets no such sanction." if stated else "The text sets no sanction that was read.", quotes=self._quotes(stated[:1], texts))

    def _norms(self, claim: Claim, own: Sequence[Stated], texts: Sequence[ReadText]) -> ClaimResult:
        if not own:
            return ClaimResult(claim, "not-found", "No norm was read in the claim, so it cannot be held against the text; say who must, may or must not do what.")
        results = [self._norm(one, texts) for one in own]
        verdicts = [verdict for verdict, _ in results]
        matches = [m for _, found in results for m in found]
        parts = tuple(dict.fromkeys(part for _, found in results for m in found[:1] for part in m.parts))
        quotes = self._quotes([m.stated for m in matches], texts)
        verdict = _together(verdicts)
        short = list(dict.fromkeys(reason for (v, found) in results for m in found[:1] for reason in m.short))
        if len(set(verdicts)) > 1:
            short += [f"nothing is said of “{one.act_words}”" for one, v in zip(own, verdicts, strict=True) if v == "not-found"]
        reason = {
            "confirmed": "The text says so.",
            "refuted": "The text says the opposite.",
            "partly": f"The text says a part of it: {'; '.join(short)}.",
            "not-found": "No norm of the text says so." + (f" The nearest falls short: {'; '.join(short)}." if short else ""),
        }[verdict]
        return ClaimResult(claim, verdict, reason, parts, quotes)

    def _norm(self, one: Stated, texts: Sequence[ReadText]) -> tuple[ClaimVerdict, list[Match]]:
        """The verdict on one statement of a claim, and the matches that carry it."""
        found = [m for text in texts for s in text.stated if (m := match(one, s, self.words, self.world)) is not None]
        found.sort(key=lambda m: (-m.rank[0], -m.rank[1], m.stated.document, m.stated.start))
        if not found:
            return "not-found", []
        best = found[0].verdict
        if best == "confirmed" and any(m.verdict == "refuted" for m in found):
            return "partly", [m for m in found if m.verdict in ("confirmed", "refuted")][:MOST]  # the text says both
        return best, [m for m in found if m.verdict == best][: MOST if best != "not-found" else 1]

    # -- quotes ---------------------------------------------------------------------------------------------------------

    def _nothing_to_look_for(self, claim: Claim) -> ClaimResult:
        return ClaimResult(claim, "not-found", "The claim names nothing that could be looked for.")

    def _reaches(self, found: Sequence[Reach], texts: Sequence[ReadText]) -> tuple[ClaimQuote, ...]:
        return tuple(dict.fromkeys(self._reach(one, texts) for one in found[:MOST]))

    def _reach(self, one: Reach, texts: Sequence[ReadText]) -> ClaimQuote:
        text = next(text for text in texts if text.id == one.document)
        return ClaimQuote(one.provision, Evidence(text.id, one.start, one.end, text.source[one.start : one.end]))

    def _quotes(self, stated: Sequence[Stated], texts: Sequence[ReadText]) -> tuple[ClaimQuote, ...]:
        by_id = {text.id: text.source for text in texts}
        return tuple(dict.fromkeys(ClaimQuote(s.provision, Evidence(s.document, s.start, s.end, by_id[s.document][s.start : s.end])) for s in stated))[:MOST]

    def _quote(self, text: ReadText, start: int, end: int) -> ClaimQuote:
        label = next((unit.provision for unit in text.units if unit.start <= start < unit.end), "")
        return ClaimQuote(label, Evidence(text.id, start, end, text.source[start:end]))

    def _around(self, text: ReadText, start: int, end: int) -> ClaimQuote:
        """A word with the words around it."""
        line = max(text.source.rfind("\n", 0, start) + 1, start - 60)
        low = line if line == start or text.source[line - 1 : line] in ("", "\n") else text.source.find(" ", line, start) + 1 or line
        stop = text.source.find("\n", end)
        high = min(len(text.source) if stop < 0 else stop, end + 60)
        if high == end + 60:
            high = max(text.source.rfind(" ", end, high), end)
        return ClaimQuote(self._quote(text, start, end).provision, Evidence(text.id, low, high, text.source[low:high]))


def _together(verdicts: Sequence[ClaimVerdict]) -> ClaimVerdict:
    """The verdict on a claim of several statements: what all say, else a part."""
    first = verdicts[0]
    if all(verdict == first for verdict in verdicts):
        return first
    if "refuted" in verdicts and not {"confirmed", "partly"} & set(verdicts):
        return "not-found"
    return "partly"
