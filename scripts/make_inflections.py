"""Make compliance/norms/english/inflections.txt from the inflection list of the package lemminflect.

Usage: python scripts/make_inflections.py <folder of an installed lemminflect> > compliance/norms/english/inflections.txt

The list (MIT licence, Copyright (C) 2019 Brad Jascob) is built from the SPECIALIST Lexicon of the US National Library
of Medicine. Only one-word verbs are kept. One line a form: the form, then base:tag for each verb that it is a form of (B base,
P past, E past participle, G gerund, Z third person), then `n` where it is a noun as well. Verbs of this domain that the list
lacks are added here.
"""

import gzip
import re
import sys
from collections import defaultdict
from pathlib import Path

DOMAIN = [
    "run,ran,run,running,runs,n",  # the list leaves its participle out
    "fundraise,fundraised,fundraised,fundraising,fundraises,",
    "offboard,offboarded,offboarded,offboarding,offboards,",
    "sublicense,sublicensed,sublicensed,sublicensing,sublicenses,n",
    "radicalise,radicalised,radicalised,radicalising,radicalises,",
    "decompile,decompiled,decompiled,decompiling,decompiles,",
    "bankroll,bankrolled,bankrolled,bankrolling,bankrolls,n",
    "crowdfund,crowdfunded,crowdfunded,crowdfunding,crowdfunds,",
]
# Words that the lexicon lists as rare verbs but that legal English uses as something else.
NOT_VERBS = frozenset(
    ["will", "can", "must", "may", "might", "dare", "people", "other", "second", "last", "further", "well", "down", "up", "out", "even", "but", "if", "not", "till", "and", "or", "the", "an", "as", "at", "by", "in", "no", "on", "to", "under", "while", "near", "mind", "man", "minute", "person", "said", "like"]
)


def main(folder: str) -> None:
    verbs: dict[str, list[str]] = {}
    other: dict[str, set[str]] = defaultdict(set)
    with gzip.open(Path(folder) / "resources" / "infl_lu.csv.gz", "rt", encoding="utf-8") as rows:
        for row in rows:
            cells = row.strip().split(",")
            if len(cells) < 3 or not re.fullmatch(r"[a-z]+(?:-[a-z]+)?", cells[0]):
                continue
            if cells[1] == "verb" and cells[0] not in NOT_VERBS:
                verbs[cells[0]] = cells[2:6]
            elif cells[1] in ("noun", "adj"):
                other[cells[0]].add(cells[1][0])
    for row in DOMAIN:
        base, *forms, flags = row.split(",")
        verbs[base] = forms
        other[base] |= set(flags)
    forms: dict[str, list[str]] = defaultdict(list)
    for base in sorted(verbs):
        past, part, gerund, third = [*verbs[base], "", "", "", ""][:4]
        for tag, cell in (("B", base), ("P", past), ("E", part or past), ("G", gerund), ("Z", third)):
            for form in filter(None, cell.split("/")):
                forms[form].append(f"{base}:{tag}")
        if "n" in other[base]:
            forms[base].append("n")
    for form in sorted(forms):
        print(form, *forms[form])


if __name__ == "__main__":
    main(sys.argv[1])
