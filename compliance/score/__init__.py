"""The engine held against what careful readers coded."""
