"""Decrees, laws and policies held against the commitments of an agreement, with the words on both sides as evidence."""

__version__ = "0.1.0"
