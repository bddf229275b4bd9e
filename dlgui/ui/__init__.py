"""The window: pages, themes, translation, widgets."""
