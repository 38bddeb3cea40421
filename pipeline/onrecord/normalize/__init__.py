"""Normalisers, one file per family: a Mention in, a value out. No spaCy here."""
