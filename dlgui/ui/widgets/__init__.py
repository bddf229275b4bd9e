"""Widgets that any topic may use."""
