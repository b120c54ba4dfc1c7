"""Suggestions: pairs that no verdict covers and that share words, for a reader to look at. Never verdicts."""
