"""``python -m dlgui``."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()

    from dlgui.cli import main

    sys.exit(main())
