"""Passages: a provision cut into stretches of words that share one scope, for texts whose sentences carry much at once."""
