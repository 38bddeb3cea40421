"""The rules: one JSONL file per family and per table that families share. Data only, no code."""
