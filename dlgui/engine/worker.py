"""The loop that runs one experiment in a process of its own."""
