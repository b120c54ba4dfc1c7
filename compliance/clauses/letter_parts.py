"""The parts of a letter, a memorandum or a decree around its operative words: number, date, addressee, greeting, close.

Takes the words of one line and says which part it is by a table of cues, in English and in the transliterations
that are common. Where in the text such a line may stand is decided by the outline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from compliance.clauses import shape
from compliance.model.clause import ClauseKind

Region = Literal["front", "end"]

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|muharram|safar|rabi|jumada|rajab|sha'?ban|ramadan|shawwal|dhu)"
)
_DATE = rf"(?:\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}\.?,?\s\d{{4}}|{_MONTH}\.?\s\d{{1,2}},?\s\d{{4}})"


@dataclass(frozen=True, slots=True)
class Part:
    """A cue: lines of ``region`` that match ``pattern`` from their first letter are of ``kind``."""

    kind: ClauseKind
    region: Region
    pattern: str
    example: str
    counterexample: str


PARTS: tuple[Part, ...] = (
    Part("docNumber", "front", r"(?:decree |order |letter |circular |document |file |our |your )?"
         r"(?:no\.|nr\.|number|ref(?:erence)?)(?:\s?no\.?)?\s?[:.#]?\s?[\w/.() -]{0,40}\d[^.!?]{0,30}$",
         "No. 44/Volume 2", "No one may leave"),
    Part("docNumber", "front", r"[A-Z]{1,6}(?:/[A-Z0-9.()]{1,12}){1,6}$", "S/RES/1373(2001)", "AND/OR other"),
    Part("docDate", "front", rf"(?:date|dated|issued(?: on)?)\s?:?\s?{_DATE}", "Date: 12/02/2021", "Date palms grow"),
    Part("docDate", "front", r"date\s?:[^.!?]{0,60}$", "Date: spring 1399", "Date palms"),
    Part("docDate", "front", rf"(?:[\w ]{{2,30}}, )?{_DATE}\.?$", "Geneva, 3 May 2001", "3 May is a day of rest"),
    Part("invocation", "front", r"[\"'“‘«(]{0,2}(?:in the name of (?:god|allah|the (?:almighty|lord|most))|bismi?ll?ah"
         r"|praise be to (?:god|allah)|all praise)", "‘In the name of God, the merciful’", "In the name of the Company"),
    Part("addressee", "front", r"(?:to|attention|attn\.?|cc|for the attention of)\s?:", "To: All staff", "To leave, ask"),
    Part("addressee", "front", r"to (?:all|the|every|each|our|whom|his|her|mr|mrs|ms|dr|those|members|officials|commanders"
         r"|governors|heads|employees|staff|dear)\b[^.!?]{0,120}$", "To all Provincial officials,", "To organise these matters,"),
    Part("letterhead", "front", r"from\s?:", "From: Human Resources", "From now on"),
    Part("title", "front", r"(?:subject|re|regarding|object)\s?:", "Subject: Use of phones", "Subject to Article 5"),
    Part("salutation", "front", r"(?:dear|esteemed|honou?rable|respected)\s[^.!?]{1,80}[,:!]?$", "Dear Sir or Madam,", "Dear goods are taxed."),
    Part("salutation", "front", r"(?:your )?(?:excellenc(?:y|ies)|sirs?|madam|gentlemen|ladies and gentlemen|brothers"
         r"|colleagues|greetings)(?: and [a-z]{2,12})?[,:!.]?$", "Excellencies,", "Sir Thomas spoke"),
    Part("salutation", "front", r"(?:peace be (?:up)?on|peace be unto|(?:wa )?a?s-?\s?sala{1,2}m[u]?\s?,?\s?'?ala[iy]k[uo]m)"
         r"[^.?]{0,120}[.!,:]?$", "Peace be unto you!", "Peace between the Parties"),
    Part("opening", "front", r"(?:and after|after (?:greetings?|salutations?|compliments)|thereafter|(?:amm?a|wa) ba'?d"
         r"|to proceed)\s?[:,;.]", "And after: We wish you well.", "After greetings no talk"),
    Part("opening", "front", r"(?:i|we) (?:hope|wish|pray|trust|send|have the honou?r|am pleased|are pleased|refer to|write to)\b",
         "We wish your health.", "We will hold you to it"),
    Part("close", "end", r"(?:yours\s)?(?:very\s|most\s)?(?:sincerely|faithfully|truly|respectfully|cordially)"
         r"(?:\s(?:yours|submitted))?\s?[,.!]?$", "Yours faithfully,", "Truly foreign fighters"),
    Part("close", "end", r"(?:with\s)?(?:kind|best|warm|kindest|many)?\s?(?:regards|wishes|thanks|respects?|greetings)"
         r"\s?[,.!]?$", "Best regards,", "Regards must be paid"),
    Part("close", "end", r"(?:thank you|(?:wa)?(?:s-?)?sala{1,2}m(?:u '?alaykum)?|peace be (?:up)?on you|and peace|amen)[^.!?]{0,40}[,.!]?$",
         "Wassalam", "Peace in the region"),
    Part("close", "end", r"(?:in witness (?:where)?of|in faith whereof|done (?:at|in)\s|signed (?:at|in|on)\s|executed (?:as of|at|on|this)"
         r"|accepted and agreed|agreed and accepted|the parties have executed|for and on behalf of|for the government of)",
         "IN WITNESS WHEREOF, the undersigned", "Done properly it helps"),
    Part("signature", "end", r"(?:by|name|title|signature|signed|date|its|print name|printed name|witness|position|company|address"
         r"|email|e-mail|tel|phone|telephone|fax)\s?:", "Name: Jane Roe", "Name your price"),
    Part("signature", "end", r"\(?signed\)?(?=\W)[^!?]{0,80}$|/s/|_{5,}", "(Signed) A. Smith", "Signing is due"),
)  # fmt: skip
"""All cues, in the order in which they are tried."""

_FRONT = [(re.compile(part.pattern, re.IGNORECASE).match, part) for part in PARTS if part.region == "front"]
_END = [(re.compile(part.pattern, re.IGNORECASE).match, part) for part in PARTS if part.region == "end"]

_RECITAL = re.compile(
    r"(?:\W{0,3}preamble\W{0,3})?(?:and\s)?(?:the\s[\w\s,-]{1,80}signatory\b|whereas|recalling|recognis|recogniz|considering|noting|having\s(?:regard|considered|seen|heard|noted)"
    r"|bearing\sin\smind|aware\sof|reaffirming|affirming|desir|wishing|convinced|determined\sto|mindful|conscious"
    r"|taking\s(?:note|into)|acknowledging|emphasi[sz]ing|stressing|welcoming|concerned|deeply\s|believing"
    r"|realizing|realising|expressing|guided\sby)",
    re.IGNORECASE,
).match
# Words that open a recital or a formula, unless the paragraph itself orders something.
_FORMULA = re.compile(
    r"(?:acting\sunder|in\sview\sof\sthe|pursuant\sto|hereinafter|witnesseth|now,?\stherefore|(?:by\sand\s)?between\b"
    r"|th(?:is|e)\s(?:[\w-]+\s){0,8}(?:agreement|contract|covenant|undertaking|nda|deed|letter)\b[^.]{0,80}?\b"
    r"(?:made|entered|executed|dated|effective|concluded)\b|have\sagreed)",
    re.IGNORECASE,
).match
_COURTESY_ORGAN = re.compile(
    r"\b(?:ministry|commission|directorate|department|office|republic|emirates?|united nations|council|company|inc\.|ltd"
    r"|gmbh|corporation|embassy|secretariat|bureau|agency|authority|government|kingdom|committee|court|university)\b",
    re.IGNORECASE,
)
_INSTRUMENT = re.compile(
    r"\b(?:decree|order|agreement|resolution|policy|rules?|act|law|convention|directive|memorandum|letter|appendix|annex"
    r"|protocol|treaty|regulations?|circular|code|charter|contract|instructions?|statement|declaration|guidelines?"
    r"|part|exhibit|schedule|attachment)\b",
    re.IGNORECASE,
)


def front_part(text: str) -> ClauseKind | None:
    """Which part before the operative words a line is, if a cue says so."""
    for match, part in _FRONT:
        if match(text):
            return part.kind
    return None


def end_part(text: str) -> ClauseKind | None:
    """Which part after the operative words a line is, if a cue says so."""
    for match, part in _END:
        if match(text):
            return part.kind
    return None


def is_recital(text: str) -> bool:
    """Whether a paragraph begins as recitals and enacting formulas do."""
    return _RECITAL(text) is not None or (_FORMULA(text) is not None and not shape.rules(text))


def names_instrument(text: str) -> bool:
    """Whether a title line names a kind of text: a decree, an agreement, an annex."""
    return _INSTRUMENT.search(text) is not None


def names_organ(text: str) -> bool:
    """Whether a line names a kind of body that issues texts."""
    return _COURTESY_ORGAN.search(text) is not None
