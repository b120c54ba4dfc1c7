"""One statement of a claim held against one statement of a text.

Takes both; gives the parts of the claim with how far the text says each, and what comes of it, or nothing where the text speaks of another act. The rule is strict where it
says yes or no: confirmed needs every part said in the same words or in words that say the same, refuted needs the same and the opposite modality.
"""

from __future__ import annotations

from dataclasses import dataclass

from compliance.claims.concepts import World
from compliance.claims.statements import Stated, before_relative, names_of
from compliance.claims.words import ClaimWords, Idea
from compliance.model.claim import ClaimPart, ClaimVerdict, PartStatus

_RANK: dict[ClaimVerdict, int] = {"confirmed": 3, "refuted": 2, "partly": 1, "not-found": 0}


@dataclass(frozen=True, slots=True)
class Match:
    """What one statement of a text says to one statement of a claim; ``short`` are the reasons why it is not all."""

    verdict: ClaimVerdict
    parts: tuple[ClaimPart, ...]
    short: tuple[str, ...]
    stated: Stated

    @property
    def rank(self) -> tuple[int, float]:
        """The better, the larger."""
        weight = {"said": 1.0, "near": 0.5, "not-said": 0.0}
        return _RANK[self.verdict], sum(weight[part.status] for part in self.parts) / max(1, len(self.parts)) - 0.01 * len(self.short)


def match(claim: Stated, text: Stated, words: ClaimWords, world: World) -> Match | None:
    """Hold one statement against another. Nothing where their acts have nothing to do with each other."""
    act = _act(claim, text, words, world)
    if act is None:
        return None
    parts = [act]
    short: list[str] = [] if act.status == "said" else [f"the act “{claim.act_words}” itself is not named; {act.by}"]
    parts += [part for part in (_bearer(claim, text, words, world), _above(claim, text, words)) if part is not None]
    meet = world.interests_meet(claim.concepts.interests, text.concepts.interests) or world.persons_meet(claim.concepts.patients, text.concepts.patients)
    by = [role.words for role in claim.norm.roles if role.kind == "authority"]  # who acts, where the claim says it passively
    parts += [_content(idea, text, words, meet, any(w.start <= idea.start < w.end for w in by)) for idea in claim.rest if not _is_act(idea, claim, act)]
    short += [f"{'only near' if part.status == 'near' else 'not said'}: “{part.words}”{f' ({part.by})' if part.by else ''}" for part in parts[1:] if part.status != "said"]
    own = {idea.sense for idea in (*claim.rest, *claim.bearer)} | claim.acts
    hangs = [w.text for w in text.conditions if not words.senses(w.text) <= own]
    short += [f"holds only under a condition: “{w}”" for w in dict.fromkeys(hangs)]
    if claim.inner_negation != text.inner_negation:
        short.append("a part is negated in one of the two and not in the other")
        hangs.append("negation")
    more = _narrower(claim, text, words, own)
    if more:
        short.append(f"the text speaks only of “{' '.join(more)}”")
    return Match(_verdict(claim, text, parts, bool(hangs), bool(more), words), tuple(parts), tuple(dict.fromkeys(short)), text)


def _verdict(claim: Stated, text: Stated, parts: list[ClaimPart], hangs: bool, narrower: bool, words: ClaimWords) -> ClaimVerdict:
    whole = all(part.status == "said" for part in parts)
    aligned = text.modality in words.data["aligned"].get(claim.modality, ())
    weaker = text.modality in words.data["weaker"].get(claim.modality, ())
    opposed = text.modality in words.data["opposed"].get(claim.modality, ())
    if aligned and whole and not hangs and not narrower and not text.norm.derived:
        return "confirmed"
    if opposed and whole and not hangs and not text.excepted and not text.norm.derived and not (narrower and claim.modality != "prohibition"):
        return "refuted"
    if any(part.status == "not-said" and (part.role == "bearer" or (part.role == "sees to it" and text.above)) for part in parts):
        return "not-found"  # what others have to do is no part of the claim
    reached = sum(part.status != "not-said" for part in parts)
    enough = reached * 2 >= len(parts) and (len(parts) == 1 or reached > 1)
    return "partly" if (aligned or weaker) and enough else "not-found"


def _act(claim: Stated, text: Stated, words: ClaimWords, world: World) -> ClaimPart | None:
    same = claim.acts & text.acts
    if same:
        return ClaimPart("act", claim.act_words, "said", text.act_words)
    if claim.whole_act:
        return ClaimPart("act", claim.act_words, "near", f"the text names only “{text.act_words}”")
    if world.same_act(claim.concepts, text.concepts):  # a concept is read from words that need not say the same
        return ClaimPart("act", claim.act_words, "near", f"the text says “{text.act_words}”, which the rule pack reads as the same act")
    why = world.near_act(claim.concepts, text.concepts)
    if why:
        return ClaimPart("act", claim.act_words, "near", f"the text says “{text.act_words}”: {why[0].lower()}{why[1:].rstrip('.')}")
    near = next((other for sense in sorted(claim.acts) if (other := words.near(sense, text.acts))), "")
    return ClaimPart("act", claim.act_words, "near", f"the text says “{text.act_words}”") if near else None


def _is_act(idea: Idea, claim: Stated, act: ClaimPart) -> bool:
    """Whether an idea of a claim names its act and was held against the text's act already ("give cards")."""
    return act.status == "said" and claim.modality != "charge" and idea.sense in claim.acts and len(claim.acts) == 1


def _bearer(claim: Stated, text: Stated, words: ClaimWords, world: World) -> ClaimPart | None:
    """How far the text binds those whom the claim says are bound; nothing where the claim names nobody."""
    if not claim.bearer_words or (words.names_text(claim.bearer_words) and not claim.universal):
        return None

    def part(status: PartStatus, by: str) -> ClaimPart:
        return ClaimPart("bearer", claim.bearer_words, status, by)

    shown = text.bearer_words or "nobody in particular"
    bound = names_of(claim.bearer, claim.bearer_words) if " which " in claim.bearer_words else claim.bearer  # "which" adds what is known, "who" and "that" say who is meant
    named = [idea for idea in bound if idea.sense not in words.generic] or ([] if claim.universal else list(bound))
    wide = {idea.sense for idea in text.bearer} - words.generic
    everyone = (text.universal and not wide) or (text.unbound and text.modality == "prohibition")
    if not named:
        return part("said", shown) if everyone or not claim.universal else part("near", f"the text binds {_binds(text)}")
    if everyone or (text.universal and wide <= {idea.sense for idea in named}):
        return part("said", shown)
    own = {idea.sense for idea in (text.bearer if text.universal else names_of(text.bearer, text.bearer_words))}
    reach = own | text.borrowed if not text.universal and (not text.bearer or (text.pronouns and not own - words.generic)) else own
    if text.unbound:
        reach = reach | {idea.sense for idea in text.rest if any(role.kind == "authority" and role.words.start <= idea.start < role.words.end for role in text.norm.roles)}
    hit = [idea for idea in named if idea.sense in reach]
    if len(hit) == len(named):
        extra = {idea.sense for idea in before_relative(text.bearer, text.bearer_words)} - {idea.sense for idea in named} - words.generic
        definite = text.bearer_words.lower().startswith(("the ", "their ", "its ", "each ", "every ", "all ")) or not own
        inside = {idea.sense for idea in named} <= {idea.sense for idea in before_relative(text.bearer, text.bearer_words)}
        return part("near", f"the text binds only “{text.bearer_words}”") if extra and inside and not definite else part("said", shown)
    if hit or world.persons_meet(claim.concepts.agents, text.concepts.agents) or any(words.near(idea.sense, reach) for idea in named):
        return part("near", f"the text binds {_binds(text)}")
    return part("not-said", f"the text binds {_binds(text)}")


def _binds(text: Stated) -> str:
    if text.bearer_words:
        return f"“{text.bearer_words}”"
    return "those whom its heading is about" if text.borrowed and not text.unbound else "nobody in particular"


def _above(claim: Stated, text: Stated, words: ClaimWords) -> ClaimPart | None:
    """Those who have to see to it, where the claim names any."""
    named = [idea for idea in claim.above if idea.sense not in words.texts]
    if not named:
        return None
    said = {idea.sense for idea in (*text.above, *names_of(text.bearer, text.bearer_words))}
    shown = " ".join(idea.surface for idea in named)
    return ClaimPart("sees to it", shown, "said" if all(idea.sense in said for idea in named) else "not-said")


def _content(idea: Idea, text: Stated, words: ClaimWords, meet: bool, acting: bool) -> ClaimPart:
    said = text.said | text.bound if acting else text.said
    implied = words.data["implied"].get(idea.sense, ())
    if idea.sense in said or any(words.sense(one) in said for one in implied) or (idea.sense in words.generic and (text.universal or text.anyone)):
        return ClaimPart("content", idea.surface, "said")
    near = words.near(idea.sense, said)
    if near:
        return ClaimPart("content", idea.surface, "near", f"the text has a related word: {near}")
    return ClaimPart("content", idea.surface, "near", "other words of the same concept") if meet else ClaimPart("content", idea.surface, "not-said")


def _narrower(claim: Stated, text: Stated, words: ClaimWords, own: set[str] | frozenset[str]) -> list[str]:
    """What makes the act narrower that a text forbids or allows; an order of a narrower act is one of the wider."""
    if text.modality not in ("prohibition", "permission", "right"):
        return []
    known = set(own) | {idea.sense for idea in claim.above} | text.acts | text.topic | words.generic | words.texts
    more: list[str] = []
    for alternatives in text.narrow:  # what is said of one alternative and another is said of each
        open_ = [[idea.surface for idea in one if idea.sense not in known] for one in alternatives]
        if open_ and all(open_):
            more += open_[0]
    return more
