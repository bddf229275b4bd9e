"""The window's end of the engine."""
