"""spaCy components, one per family, and the pass over the document that joins what they found."""
