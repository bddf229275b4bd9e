"""1 × 1 convolution on real feature maps: a matrix product over the channels at each place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dlgui.core import Seeds
from dlgui.nn import Conv2D, relu
from dlgui.topics.convolution import MIX_IN, Params
from dlgui.topics.convolution.pictures import resized
from dlgui.topics.convolution.sizes import Cost, layer_cost

Floats = NDArray[np.float64]

SIDE = 6
_SEEN = 8


@dataclass(frozen=True)
class Mixing:
    """Maps before and after a 1 × 1 convolution.

    Attributes
    ----------
    before : (M, 6, 6) array
        ReLU of M random 3 × 3 kernels over the picture, reduced to 8 × 8.
    weights : (N, M) array
        One row a kernel of 1 × 1 × M.
    after : (N, 6, 6) array
    cost, cost3 : Cost
        Of the 1 × 1 layer, and of one with 3 × 3 kernels and padding 1 in its place.
    """

    before: Floats
    weights: Floats
    after: Floats
    cost: Cost
    cost3: Cost


def mix(image: Floats, params: Params, seeds: Seeds) -> Mixing:
    """Make feature maps of a picture (C, H, W), and mix them."""
    # All of them are drawn, so that a slider takes maps away and changes none.
    extract = Conv2D(len(image), MIX_IN, 3, rng=seeds.rng("init"), dtype=np.float64)
    small = resized(image, _SEEN, _SEEN)
    before = relu(extract.forward(small[None]))[:, : params.mix_in]
    mixer = Conv2D(params.mix_in, params.mix_out, 1, rng=seeds.rng("mix"), dtype=np.float64)
    size = (SIDE, SIDE)
    return Mixing(
        before=np.ascontiguousarray(before[0]),
        weights=mixer.params["W"][:, :, 0, 0].copy(),
        after=np.ascontiguousarray(mixer.forward(before)[0]),
        cost=layer_cost(params.mix_in, size, params.mix_out, 1, size),
        cost3=layer_cost(params.mix_in, size, params.mix_out, 3, size),
    )
