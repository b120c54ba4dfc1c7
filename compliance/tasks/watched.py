"""A configuration -> the files that its judgement rests on.

Takes what ``configure`` gives; names files and does not read them. Built-in texts and packs are none of them: they do not change.
"""

from __future__ import annotations

from compliance import disk
from compliance.model.check import CheckConfig


def watched_files(config: CheckConfig) -> tuple[str, ...]:
    """The configuration, the texts with their provenance, the files of the packs and of those they build on, baseline, waivers, reviews.

    One that is named and not there is among them: it may come.
    """
    named = [config.path, config.baseline, config.waivers, config.reviews]
    texts = [path for ref in (config.agreement, *config.instruments) if ref for path in disk.text_paths(ref)]
    packs = [path for ref in config.rules for path in disk.pack_paths(ref)]
    return tuple(dict.fromkeys(path for path in (*named, *texts, *packs) if path))
