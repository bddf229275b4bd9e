"""Messages between the client and the worker."""
