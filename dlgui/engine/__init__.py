"""Runs experiments in a worker process."""
