"""Decrees, laws and policies held against the commitments of an agreement, with the words on both sides as evidence.

The verbs stand here by name and are loaded when one is asked for: ``make_report``, ``diff``, ``check``, ``parse``, ``explain``, ``check_claims``, and
``text`` for words that are at hand. ``help(compliance.make_report)`` tells what each takes.
What checks types reads ``__init__.pyi`` beside this file, in which a name that is not there is a mistake.
"""

__version__ = "0.1.0"

__all__ = [
    "Claims", "Clauses", "Comparison", "Explanation", "Judgement", "Report", "Verdict", "__version__", "check", "check_claims", "diff", "errors", "explain",
    "make_report", "parse", "text",
]  # fmt: skip

_VERBS = ("check", "check_claims", "diff", "explain", "make_report", "parse", "text")
_RESULTS = ("Claims", "Clauses", "Comparison", "Explanation", "Judgement", "Report", "Verdict")


def __getattr__(name):
    """The verb or result of this name, from the file that holds it."""
    from importlib import import_module

    if name in _VERBS or name in _RESULTS:
        found = getattr(import_module("compliance.api" if name in _VERBS else "compliance.results"), name)
    elif name == "errors":
        found = import_module("compliance.errors")
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}; its verbs are {', '.join(_VERBS)}")
    globals()[name] = found
    return found


def __dir__():
    return sorted({*globals(), *__all__})
