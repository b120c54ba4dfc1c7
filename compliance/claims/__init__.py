"""Statements about texts, held against their words: quotations, absences, mentions, norms."""
