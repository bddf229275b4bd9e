"""Data sets: generators, and the bundled real ones."""
