"""A project as it was in a revision, judged as well -> what the change since then brought in, and through which words.

The files of the revision are written into a folder of their own, which is gone afterwards, and judged there by the configuration, packs,
baseline and waivers of then: who changes those changes what is found, too. Where nothing could be judged then, every finding counts as
brought in.
"""

from __future__ import annotations

import glob
import os
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from compliance import disk
from compliance.changes.pairing import pair_texts
from compliance.checks.since import brought_in
from compliance.clauses.opening import open_text
from compliance.errors import ComplianceError, Gathering, InputError, Problem
from compliance.model.check import CheckConfig, CheckFinding, Judgement
from compliance.model.since import Since, TextChange
from compliance.model.text import Text
from compliance.tasks.check import Loaded, load_all, run_check
from compliance.tasks.configure import Options, configure, joined
from compliance.tasks.diffs import compare
from compliance.tasks.flips import flips
from compliance.tasks.watched import watched_files


def since_revision(revision: str, options: Options, config: CheckConfig, now: Judgement, today: date) -> Judgement:
    """The judgement ``now`` of a configuration, held against the project as it was in a revision.

    Raises InputError where git is not installed, the working folder is in no repository, or the revision is not there.
    """
    with tempfile.TemporaryDirectory(prefix="compliance-") as folder:
        then = _Then(os.path.realpath(folder), revision, options, config)
        try:
            with disk.unkept():
                was, findings = then.judged(today)
        except ComplianceError as error:
            return brought_in(now, (), Since(revision, unjudged=tuple(then.told(problem) for problem in error.problems)))
        return brought_in(now, findings, then.compared(was))


class _Then:
    """The project as it was: its files in a folder, and how paths there and here belong together."""

    def __init__(self, top: str, revision: str, options: Options, config: CheckConfig) -> None:
        self.top, self.revision, self.options, self.config = top, revision, options, config
        self.folder = os.path.dirname(config.path) or "."
        named = [options.agreement, *options.instruments, config.agreement, *config.instruments, config.path, config.baseline, config.waivers, config.reviews]
        self.base = disk.write_revision(self.folder, revision, top, [os.path.relpath(name, self.folder) for name in named if name])

    def judged(self, today: date) -> tuple[CheckConfig, Sequence[CheckFinding]]:
        """The configuration of then, and what was found by it. Raises ComplianceError where nothing could be judged."""
        asked = self.options
        config, agreement = self._path(self.config.path), self._path(asked.agreement)
        instruments, rules = (tuple(path for name in names if (path := self._path(name))) for names in (asked.instruments, asked.rules))
        for name, there in ((self.config.path, config), (asked.agreement, agreement), (", ".join(asked.instruments), instruments), (", ".join(asked.rules), rules)):
            if name and not there:
                raise InputError(Problem(name, 0, 0, "git-file", "this was not there"))
        gathering = Gathering()
        was = configure(
            replace(asked, config=config, agreement=agreement, instruments=instruments, rules=rules, baseline=self._path(asked.baseline), waivers=self._path(asked.waivers)),
            gathering,
        )
        _, judgement = run_check(was, today, gathering)
        return was, judgement.findings

    def _path(self, name: str) -> str:
        """A name of now as one of then; empty where it was not there. A built-in name, and a path out of the repository, stays what it is."""
        path = os.path.normpath(os.path.join(self.base, os.path.relpath(name, self.folder))) if name else ""
        if not self._inside(path):
            return name
        if os.path.exists(path):
            return path
        if glob.has_magic(name):
            return os.path.join(glob.escape(self.base), os.path.relpath(name, self.folder))
        return "" if os.path.exists(name) else name

    def _inside(self, path: str) -> bool:
        return path == self.top or path.startswith(self.top + os.sep)

    def seen(self, path: str) -> str:
        """A path of then as seen from the working folder."""
        if not self._inside(path):
            return os.path.normpath(path).replace(os.sep, "/")
        return joined(self.folder, os.path.relpath(path, self.base))

    def told(self, problem: Problem) -> str:
        """A problem of then on one line, in words that name no folder of this machine."""
        place = f"{self.seen(problem.path)}@{self.revision}" if problem.path else ""
        words = str(replace(problem, path=place, next_step="", excerpt=""))
        return " ".join(words.replace(self.base.rstrip(os.sep) + os.sep, "").replace(self.top + os.sep, "").split())

    def compared(self, was: CheckConfig) -> Since:
        """What happened to texts, and to what they are judged by."""
        now_loaded = load_all(self.config, Gathering())
        with disk.unkept():
            old_loaded = load_all(was, Gathering())
        new = {self.seen(text.path): text for text in _instruments(now_loaded)}
        old = {self.seen(text.path): text for text in _instruments(old_loaded)}
        pairs, added, removed = pair_texts({name: _words(text) for name, text in old.items()}, {name: _words(text) for name, text in new.items()})
        texts = []
        for pair in pairs:
            if pair.old == pair.new and old[pair.old].sha256 == new[pair.new].sha256:
                continue
            comparison = compare(old[pair.old], new[pair.new])
            verdicts = tuple(flips(comparison, old[pair.old], new[pair.new], one.ref, self.config.agreement or None) for one in now_loaded)
            texts.append(TextChange(pair.old, pair.new, comparison, verdicts))
        return Since(self.revision, tuple(texts), added, removed, self._others(was, {*old, *new}))

    def _others(self, was: CheckConfig, instruments: set[str]) -> tuple[str, ...]:
        """Files that are not instruments, and differ: configuration, agreement, packs, baseline, waivers, reviews."""
        new = {self.seen(path): digest for path, digest in disk.digests(watched_files(self.config)).items()}
        old = {self.seen(path): digest for path, digest in disk.digests(watched_files(was)).items()}
        return tuple(sorted(name for name in {*old, *new} if old.get(name) != new.get(name) and name not in instruments))


def _instruments(loaded: Sequence[Loaded]) -> list[Text]:
    return list({text.path: text for one in loaded for text in one.texts}.values())


def _words(text: Text) -> str:
    return open_text(text)[0].content
