"""How many threads NumPy's linear algebra may use."""

import os

OPTION = "DLGUI_BLAS_THREADS"
_VARIABLES = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "BLIS_NUM_THREADS",
)


def limit_threads() -> None:
    """Set one thread for this process and the ones it starts; call before NumPy is imported.

    The models here are small: threads cost more than they bring and take the cores that the
    window paints with. ``DLGUI_BLAS_THREADS`` asks for another number; what the user set for a
    library by its own variable stays.
    """
    wanted = os.environ.get(OPTION)
    for name in _VARIABLES:
        if wanted:
            os.environ[name] = wanted
        else:
            os.environ.setdefault(name, "1")
