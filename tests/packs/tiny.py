"""Two small packs whose cases tell every mutant: one that compares facets, one of signals."""

from __future__ import annotations

from compliance.model.pack import RulePack
from compliance.packs.load import load_pack

HEAD = "id: tiny\nversion: 0.0.1\ntitle: t\ndescription: d\n"
FACETS = {
    "pack.yaml": HEAD,
    "commitments.yaml": """commitments:
  "1":
    title: lending
    quote: Nobody lends books.
    elements:
      "1.lend": {title: no lending, quote: Nobody lends books., force: exclude, act: lend, persons: {role: kept-from, class: anyone}, interest: books}
""",
    "taxonomy.yaml": """acts:
  lend: {label: lend, why: w}
  show: {label: show, why: w}
edges:
  - {from: show, to: lend, relation: narrower, why: w}
persons:
  anyone: {label: anyone, everyone: true}
  staff: {label: staff}
interests:
  books: {label: books, includes: [maps]}
  maps: {label: maps}
""",
    "lexicon.yaml": """nouns:
  goods: [book, map]
  gifts: [copy]
acts:
  - {act: lend, verbs: [lend, hand out], object: [goods], unless: [gifts], why: w}
  - {act: show, verbs: [show], why: w}
persons:
  - {class: anyone, heads: [nobody, anyone]}
  - {class: staff, heads: [clerk], modifiers: [paid]}
interests:
  - {class: books, heads: [book], unless: [school book]}
  - {class: maps, phrases: [map of town]}
""",
    "rules.yaml": """rules:
  staff-show:
    element: "1.lend"
    acts: [show]
    modality: [prohibition]
    persons: [staff]
    relation: addresses
    why: w
""",
    "cases/a.yaml": """cases:
  - {text: Nobody may lend books., expect: {"1.lend": [addresses]}}
  - {text: Anyone may lend books., expect: {"1.lend": [contradicts]}}
  - {text: Nobody may show books., expect: {"1.lend": [partially-addresses]}}
  - {text: Nobody may hand out books., expect: {"1.lend": [addresses]}}
  - {text: Nobody may hand books to the porter.}
  - {text: Nobody may lend maps of town., expect: {"1.lend": [partially-addresses]}}
  - {text: Nobody may lend maps.}
  - {text: Nobody may lend maps to the town.}
  - {text: Nobody may lend shelves of books.}
  - {text: Nobody may lend school books.}
  - {text: Nobody may lend copy books.}
  - {text: Paid clerks may not show books., expect: {"1.lend": [addresses]}}
  - {text: Clerks may not show books., expect: {"1.lend": [partially-addresses]}}
  - {text: Paid clerks may show books., expect: {"1.lend": [contradicts]}}
""",
}
SIGNALS = {
    "pack.yaml": HEAD,
    "commitments.yaml": """commitments:
  "1":
    title: quiet
    quote: Guests are quiet at night.
    claims:
      "1.quiet": {title: quiet, quote: Guests are quiet at night., kind: prohibition, quantifier: all, settles: contradiction}
""",
    "signals.yaml": """lists:
  noise: [sing, drum roll]
signals:
  quiet:
    element: "1.quiet"
    relation: addresses
    modality: [prohibition]
    outside: [exception]
    words: ["<noise> ... night|dark", "not shout"]
    also: ["guest"]
    unless: ["indoors"]
    why: Noise is forbidden.
  loud:
    {element: "1.quiet", relation: contradicts, modality: [permission], words: ["<noise>"], reserved: [persons, law], why: Noise is allowed.}
""",
    "cases/a.yaml": """cases:
  - {text: "Guests must not {sing|play drum rolls} at {night|dark}.", expect: {"1.quiet": [addresses]}}
  - {text: Guests must not shout., expect: {"1.quiet": [addresses]}}
  - {text: Guests are forbidden to shout.}
  - {text: Guests shall not have dogs.}
  - {text: "Guests must not {sing at noon|dance at night}."}
  - {text: Guests must not sing indoors at night.}
  - {text: Staff must not sing at night.}
  - {text: Guests sing at night.}
  - {text: Guests may sing., expect: {"1.quiet": [contradicts]}}
  - {text: Guests may sing with the consent of the host.}
  - {text: Guests shall not leave unless the host consents that they sing at night.}
  - {text: Guests must not sing at night. Guests may sing at noon., expect: {"1.quiet": [addresses, contradicts]}, settles: {"1.quiet": contradiction}}
""",
}


def load(files: dict[str, str], without: tuple[str, ...] = (), **changed: tuple[str, str]) -> RulePack:
    """A pack of files, ``without`` the cases that hold one of some words, and with one text replaced by another in the files named."""
    out = dict(files)
    out["cases/a.yaml"] = "".join(line for line in files["cases/a.yaml"].splitlines(keepends=True) if not any(word in line for word in without))
    for name, (old, new) in changed.items():
        file = f"{name}.yaml"
        assert old in out[file], old
        out[file] = out[file].replace(old, new)
    return load_pack(out, "tiny")
