"""Starts the application from a checkout; the entry point of the packaged executable too."""

import multiprocessing
import sys

if __name__ == "__main__":
    # In the executable a worker process starts here again and must go no further.
    multiprocessing.freeze_support()

    from dlgui.cli import main

    sys.exit(main())
