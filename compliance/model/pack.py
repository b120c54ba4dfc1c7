"""A rule pack: what an agreement commits to, and the words and concepts by which provisions are held against it.

These models are both the file format and the thing the engine reads: one definition, from which the JSON Schema is made.
Closed everywhere (an unknown key is a mistake), frozen, and a list is always a list.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Name = Annotated[str, Field(min_length=1, pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")]
Sentence = Annotated[str, Field(min_length=1)]


class Entry(BaseModel):
    """What all parts of a pack share: closed, frozen, and fields may be given by their alias."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


# -- what is asked ---------------------------------------------------------------------------------------------------


class Persons(Entry):
    """Whose act, or whose benefit, an element is about.

    ``role``: ``promisor`` the promisor's own conduct; ``kept-from`` persons whom the promisor has to keep from the act;
    ``addressed`` persons to whom it has to speak. ``class`` is a person class of the taxonomy.
    """

    role: Literal["promisor", "kept-from", "addressed"]
    person: Name = Field(alias="class")


class Element(Entry):
    """One atomic norm of a commitment.

    ``title`` says it in a few words. ``act`` is the act of the taxonomy that it is about. ``persons`` says whose act or benefit it is about.
    ``force``: ``exclude`` (the act is to be kept from happening), ``require`` (the act is to be done), ``declare`` (it
    is to be said). ``quote`` are the agreement's words, found in it word for word. ``patient`` is the class of persons
    whom the act is done to or for; ``interest`` what is protected from it; ``means`` what it is done with; ``standard``
    what it has to follow.
    """

    title: Sentence
    quote: Sentence
    force: Literal["exclude", "require", "declare"]
    act: Name
    persons: Persons
    patient: Name | None = None
    interest: Name | None = None
    means: Name | None = None
    standard: Name | None = None


class Claim(Entry):
    """An element that a whole text is held against by signals: what it says of itself, not what one act is compared with.

    ``title`` says it in a few words, ``quote`` in full. ``kind`` says what sort of statement is asked for; ``some`` or ``all`` in ``quantifier`` whether one case is enough
    ("may share some information with some employees") or every case counts ("all information is marked"). ``settles``
    says which side holds where one text both supports and contradicts it.
    """

    title: Sentence
    quote: Sentence
    kind: Literal["definition", "permission", "prohibition", "duty", "survival"]
    quantifier: Literal["some", "all"]
    settles: Literal["support", "contradiction"]


class Commitment(Entry):
    """A numbered undertaking, with a short ``title``: ``quote`` is its whole text in the agreement, or its own words where there is none.

    It holds ``elements``, which are compared facet by facet, or ``claims``, which signals decide, or both.
    """

    title: Sentence
    quote: Sentence
    elements: dict[Name, Element] = {}
    claims: dict[Name, Claim] = {}

    @model_validator(mode="after")
    def _asks_something(self) -> Commitment:
        if not self.elements and not self.claims:
            raise ValueError("a commitment needs elements or claims")
        return self

    @property
    def asked(self) -> dict[str, Element | Claim]:
        """Elements and claims by id, elements first."""
        return {**self.elements, **self.claims}


# -- concepts --------------------------------------------------------------------------------------------------------


class Act(Entry):
    """A concept of action.

    ``label`` is how a report says it ("raise funds"). ``interest`` is what the act is directed against where the words say nothing.
    ``opposite`` names the act whose omission this act is: who expels does not host. ``harm``: the act is harmful in
    itself, so that an unreadable target does not clear it. ``why`` says what belongs to the concept.
    """

    label: Sentence
    why: Sentence
    opposite: Name | None = None
    harm: bool = False
    interest: Name | None = None


class Edge(Entry):
    """How an act stands to another: doing ``from`` is a ``relation`` (narrower, wider, overlapping) case of ``to``.

    ``why`` is the reason, shown in verdicts. No edge means disjoint; nothing is inferred from common neighbours.
    """

    from_: Name = Field(alias="from")
    to: Name
    relation: Literal["narrower", "wider", "overlapping"]
    why: Sentence


class PersonClass(Entry):
    """A class of persons.

    ``label`` is how a report says it. ``includes`` names classes that lie inside it, ``overlaps`` classes that share members with it,
    ``apart-from`` classes that share none. ``everyone`` includes all classes; a ``quality`` is never known to equal a class.
    """

    label: Sentence
    includes: tuple[Name, ...] = ()
    overlaps: tuple[Name, ...] = ()
    apart_from: tuple[Name, ...] = Field(default=(), alias="apart-from")
    everyone: bool = False
    quality: bool = False


class Concept(Entry):
    """A protected interest, a means, or a standard.

    ``label`` is how a report says it. ``includes`` names what lies inside it, ``overlaps`` what it shares a part with.
    """

    label: Sentence
    includes: tuple[Name, ...] = ()
    overlaps: tuple[Name, ...] = ()


class Taxonomy(Entry):
    """The concepts of a pack.

    ``acts`` are concepts of action by name, ``edges`` say how acts stand to each other. ``persons`` are classes of persons, ``interests`` what
    is protected, ``means`` what is used, ``standards`` what is followed, all by name.
    """

    acts: dict[Name, Act] = {}
    edges: tuple[Edge, ...] = ()
    persons: dict[Name, PersonClass] = {}
    interests: dict[Name, Concept] = {}
    means: dict[Name, Concept] = {}
    standards: dict[Name, Concept] = {}


# -- words -----------------------------------------------------------------------------------------------------------


class ActRow(Entry):
    """Words that name an act.

    ``act`` is the act of the taxonomy, ``why`` says what the words are. An act is named by one of ``verbs`` (a base form, with its particle: "take in", or ``<class>`` for a verb class), or
    by one of ``nouns`` (the act as a thing: "recruitment", also as object of a light verb). ``object`` are the noun
    classes of which the object's head must be one; ``purpose``, ``place``, ``with`` and ``to`` ask the same of those
    roles. ``unless`` are noun classes that rule the row out. ``light`` says in which direction a light verb has to
    point for ``nouns``: give, take, do. ``opposite`` marks words for keeping the act from being done. ``patient`` says
    where the persons stand whom the act is done to.
    """

    act: Name
    verbs: tuple[Sentence, ...] = ()
    nouns: tuple[Sentence, ...] = ()
    object: tuple[Name, ...] = ()
    purpose: tuple[Name, ...] = ()
    place: tuple[Name, ...] = ()
    companion: tuple[Name, ...] = Field(default=(), alias="with")
    recipient: tuple[Name, ...] = Field(default=(), alias="to")
    unless: tuple[Name, ...] = ()
    light: Literal["give", "take", "do"] | None = None
    opposite: bool = False
    patient: Literal["object", "bearer"] = "object"
    why: str = ""


class ClassRow(Entry):
    """Words that name a class of persons, an interest, a means or a standard.

    ``class`` is the class, interest, means or standard that is named. A noun phrase is of the class when its head is one of ``heads`` (words, or ``<class>`` for a noun class) and, where
    ``modifiers`` are given, one of them stands before the head; ``phrases`` are runs of words anywhere in the phrase.
    ``unless`` are words that rule it out.
    """

    of: Name = Field(alias="class")
    heads: tuple[Sentence, ...] = ()
    modifiers: tuple[Sentence, ...] = ()
    phrases: tuple[Sentence, ...] = ()
    unless: tuple[Sentence, ...] = ()


#: Classes of nouns that the engine itself asks for: places that narrow nobody ("in the country"), and words that point at persons ("relatives").
ENGINE_NOUNS = ("whole-country", "related")
#: Classes of verbs that the engine itself asks for: light verbs by direction.
ENGINE_VERBS = ("give", "take", "do", "deny", "end")


class Lexicon(Entry):
    """All words of a pack.

    ``nouns`` and ``verbs`` are named classes of words that rows use. ``acts`` are rows that name acts, ``persons``, ``interests``, ``means`` and
    ``standards`` rows that name those.
    """

    nouns: dict[Name, tuple[Sentence, ...]] = {}
    verbs: dict[Name, tuple[Sentence, ...]] = {}
    acts: tuple[ActRow, ...] = ()
    persons: tuple[ClassRow, ...] = ()
    interests: tuple[ClassRow, ...] = ()
    means: tuple[ClassRow, ...] = ()
    standards: tuple[ClassRow, ...] = ()


# -- what facets alone cannot say -------------------------------------------------------------------------------------


class Rule(Entry):
    """A relation that follows from concepts but not from comparing facets one by one.

    ``element`` is the element and ``relation`` the relation that follows, ``limits`` what is missing, ``why`` the reason. The rule holds for a norm with one of ``acts`` (any where empty), one of ``modality``, whose persons (bearer, agent
    or patient) are of one of ``persons``, and whose interest is one of ``interests``.
    """

    element: Name
    acts: tuple[Name, ...] = Field(min_length=1)
    modality: tuple[Literal["obligation", "prohibition", "permission", "power", "declaratory"], ...] = Field(min_length=1)
    persons: tuple[Name, ...] = ()
    interests: tuple[Name, ...] = ()
    relation: Literal["addresses", "partially-addresses", "contradicts"]
    limits: tuple[Sentence, ...] = ()
    why: Sentence


Scope = Literal["definition", "exclusion", "exception", "recital"]


class Signal(Entry):
    """A row that reads a passage: a stretch of a sentence with one modality and scope (docs/reference/signals.md).

    ``element`` is the claim that it speaks to and ``relation`` how; ``limits`` say what is missing, ``why`` is shown in the verdict. ``words`` are patterns of which one must be met in the passage's own words. Each of ``also`` must be met in the passage, in
    its lead-in or before it in the sentence; each of ``clause`` in its own clause, head included; none of ``unless`` may be met in its clause; each of ``beside`` must be met
    somewhere in the same provision. ``modality`` and ``within`` are what the passage must be (any modality, and no scope,
    where empty), ``outside`` the scopes that rule it out. ``reserved`` are the reservations that it may have.
    """

    element: Name
    relation: Literal["addresses", "partially-addresses", "contradicts"]
    words: tuple[Sentence, ...] = Field(min_length=1)
    also: tuple[Sentence, ...] = ()
    clause: tuple[Sentence, ...] = ()
    unless: tuple[Sentence, ...] = ()
    beside: tuple[Sentence, ...] = ()
    modality: tuple[Literal["obligation", "prohibition", "permission"], ...] = ()
    within: tuple[Scope, ...] = ()
    outside: tuple[Scope, ...] = ()
    reserved: tuple[Literal["persons", "consent", "law"], ...] = ("persons", "consent", "law")
    limits: tuple[Sentence, ...] = ()
    why: Sentence


class Signals(Entry):
    """The signals of a pack.

    ``signals`` are the rows by name, ``lists`` the words that their patterns name as ``<list>``.
    """

    lists: dict[Name, tuple[Sentence, ...]] = {}
    signals: dict[Name, Signal] = {}


class Case(Entry):
    """A made-up provision with what must come out.

    ``text`` is the provision, in which ``{hide|conceal}`` stands for one case with each word; ``heading`` stands above it. ``expect`` lists every pair that is not ``does-not-address``; what ``tolerate`` lists
    may come out and need not. ``settles`` says on which side of a claim a whole text with these words comes down. ``why`` says what the
    case is for.
    """

    text: Sentence
    heading: str = ""
    expect: dict[Name, tuple[Literal["addresses", "partially-addresses", "contradicts"], ...]] = {}
    tolerate: dict[Name, tuple[Literal["addresses", "partially-addresses", "contradicts"], ...]] = {}
    settles: dict[Name, Literal["support", "contradiction"]] = {}
    why: str = ""


class Survivor(Entry):
    """A mutant of the pack that no case tells from the pack itself, and why it may live.

    ``row`` is the row's name as the gate prints it, with ``*`` at its end for all that begin so; ``mutation`` what was done to it, or
    ``any``; ``why`` the reason.
    """

    row: Sentence
    mutation: Sentence
    why: Sentence


class PackHead(Entry):
    """Who a pack is.

    ``id`` names it on the command line, ``version`` is three numbers with dots, ``title`` and ``description`` say in words what it is for.
    ``agreement`` and ``instruments`` are the texts it is made for, used when none are named. ``extends`` is the pack that it builds on: a
    built-in name, or a folder relative to this one. ``replaces`` lists the names of that pack that it gives anew.
    """

    id: Name
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    title: Sentence
    description: Sentence
    agreement: Name | None = None
    instruments: tuple[Name, ...] = ()
    extends: Sentence | None = None
    replaces: tuple[Name, ...] = ()


class RulePack(Entry):
    """A whole pack, put together from its files."""

    head: PackHead
    commitments: dict[Name, Commitment]
    taxonomy: Taxonomy
    lexicon: Lexicon
    rules: dict[Name, Rule] = {}
    signals: Signals = Signals()
    cases: tuple[Case, ...] = ()
    survivors: tuple[Survivor, ...] = ()

    @property
    def elements(self) -> dict[str, Element]:
        """The elements that are compared facet by facet, by id, in the order of the commitments."""
        return {id_: element for commitment in self.commitments.values() for id_, element in commitment.elements.items()}

    @property
    def claims(self) -> dict[str, Claim]:
        """The elements that signals decide, by id, in the order of the commitments."""
        return {id_: claim for commitment in self.commitments.values() for id_, claim in commitment.claims.items()}

    @property
    def asked(self) -> dict[str, Element | Claim]:
        """All elements of both kinds by id, in the order of the commitments."""
        return {id_: one for commitment in self.commitments.values() for id_, one in commitment.asked.items()}
