"""Imported before NumPy: one computing thread, with the kernels of this very processor."""

import os

from dlgui.blas import OPTION, limit_threads

os.environ[OPTION] = "1"
limit_threads()
os.environ["JAX_PLATFORMS"] = "cpu"
# The size of JAX's pool; its flags for that do nothing any more.
os.environ["NPROC"] = "1"
# They may name an older processor for OpenBLAS, while the peers' kernels ask the real one.
for variable in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
    os.environ.pop(variable, None)
