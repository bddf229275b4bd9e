"""The race: six optimizers on one surface, with the same noise for all."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dlgui.core import Experiment, Frame, Seeds
from dlgui.topics.gradient_descent import ADAPTIVE, RACERS, Params
from dlgui.topics.gradient_descent.contours import contours
from dlgui.topics.gradient_descent.racers import Racers, scheduled
from dlgui.topics.gradient_descent.surfaces import create_surface

Floats = NDArray[np.float64]

FAR = 1000.0
"""A racer farther than this from 0 on either axis has diverged; no surface is wider than 10."""

ARRIVED = 1e-12
"""What is less than this is left out of the scalars: 0 has no place on a logarithmic axis."""

RACING = -1
_TRAIL = 512
_ARROW = 0.2
_OUTSIDE = 50.0
_SURFACE = ("kappa", "angle")


@dataclass(frozen=True)
class RaceFrame(Frame):
    """The race now. Six rows are the racers in the order of `RACERS`.

    Attributes
    ----------
    window : (left, right, bottom, top)
        The part of the plane to draw, in units of θ.
    contours : (m, 2, 2) float32 array
        Line segments of the surface's contours: both ends, θ₁ and θ₂ of each.
    minima : (k, 2) array
        All global minima.
    start : (2,) array
    on : (6,) bool array
        Which racers are switched on.
    trails : (K, 6, 2) array
        Where the racers were, oldest first, up to now; old points are thinned. NaN after a racer
        has diverged.
    arrows : (6, 2) array
        Direction of −∇f at the racers, drawn long where it is steep, in units of θ.
    excess : (6,) array
        f − min f.
    distance : (6,) array
        To the nearest global minimum, in units of θ.
    diverged_at : (6,) int array
        The step at which a racer went too far, or −1.
    rates : (6, 2) array
        What multiplies the gradient on each axis; NaN before the first step.
    curvatures : (2,) array
        λ_min and λ_max of the Hessian at the first minimum.
    limit : float
        2/λ_max, where plain descent near that minimum starts to diverge.
    """

    window: tuple[float, float, float, float]
    contours: NDArray[np.float32]
    minima: Floats
    start: Floats
    on: NDArray[np.bool_]
    trails: Floats
    arrows: Floats
    excess: Floats
    distance: Floats
    diverged_at: NDArray[np.int64]
    rates: Floats
    curvatures: Floats
    limit: float


class Race(Experiment[Params]):
    """Six optimizers step together; which are switched on changes only what is shown.

    So a racer that is switched on late is where it would have been, and its curve is complete.
    Each scalar ends with a racer's id: ``excess_adam`` is f − min f, ``distance_adam`` the distance
    to the nearest global minimum, ``rate1_adam`` and ``rate2_adam`` what multiplies the gradient on
    each axis; ``rate`` is the rate of SGD, momentum and Nesterov. A racer that has diverged has no
    scalars any more. The run diverges when every racer that is switched on has.
    """

    def __init__(self, params: Params, seeds: Seeds) -> None:
        super().__init__(params, seeds)
        self.batches = seeds.rng("batches")
        self.noise = seeds.rng("noise")
        self.steps = 0
        self.diverged_at = np.full(len(RACERS), RACING)
        self._lay_surface()
        self.start = self.surface.window.clipped(np.array(params.start))
        self.racers = Racers(self.start)
        self.trail = np.empty((_TRAIL, *self.racers.theta.shape))
        self.trail_length = 0
        self._leave_trail()
        self.gradients = np.zeros_like(self.racers.theta)

    def step(self) -> Mapping[str, float]:
        params, theta = self.params, self.racers.theta
        gradients = self.surface.sampled_gradient(theta, params.batch, self.batches)
        # Drawn even when it is not used: switching the noise on shifts nothing else.
        self.gradients = gradients + params.noise * self.noise.standard_normal(2)
        lr = scheduled(params, params.lr)(self.steps)
        lr_adaptive = scheduled(params, params.lr_adaptive)(self.steps)
        self.racers.step(self.gradients, lr, lr_adaptive, params.momentum)
        self.steps += 1
        self._retire()
        self._leave_trail()
        return self._scalars(lr)

    def set(self, name: str, value: object) -> None:
        super().set(name, value)
        if name in _SURFACE:
            self._lay_surface()

    def snapshot(self) -> RaceFrame:
        window, theta = self.surface.window, self.racers.theta
        return RaceFrame(
            window=(window.left, window.right, window.bottom, window.top),
            contours=self.contours.copy(),
            minima=self.surface.minima.copy(),
            start=self.start.copy(),
            on=self._on(),
            trails=window.clipped(self.trail[: self.trail_length], _OUTSIDE * window.size),
            arrows=self._arrows(),
            excess=self.surface.excess(theta),
            distance=self.surface.distance(theta),
            diverged_at=self.diverged_at.copy(),
            rates=self.racers.rates(),
            curvatures=self.curvatures.copy(),
            limit=2 / float(self.curvatures[1]),
        )

    def arrays(self) -> Iterable[tuple[str, NDArray[Any]]]:
        on = self._on()
        for index, racer in enumerate(RACERS):
            if on[index]:
                yield f"∇f ({racer})", self.gradients[index]
                yield f"θ ({racer})", self.racers.theta[index]

    def _lay_surface(self) -> None:
        self.surface = create_surface(self.params, self.seeds)
        self.contours = contours(self.surface)
        self.curvatures = self.surface.curvatures()
        self.steepness = float(np.median(self._grid_slopes()))

    def _grid_slopes(self) -> Floats:
        """‖∇f‖ at points spread over the window: what counts as steep on this surface."""
        window = self.surface.window
        x = np.linspace(window.left, window.right, 15)
        y = np.linspace(window.bottom, window.top, 11)
        gradients = self.surface.gradient(np.stack(np.meshgrid(x, y), axis=-1))
        return np.asarray(np.linalg.norm(gradients, axis=-1))

    def _on(self) -> NDArray[np.bool_]:
        return np.array([self.params.races(racer) for racer in RACERS])

    def _retire(self) -> None:
        """Take out who went too far; NaN keeps them out of every later number."""
        theta = self.racers.theta
        if np.abs(theta).max() <= FAR:
            return
        lost = ~(np.abs(theta) <= FAR).all(axis=1)
        self.diverged_at[lost & (self.diverged_at == RACING)] = self.steps
        theta[lost] = np.nan

    def _leave_trail(self) -> None:
        if self.trail_length == _TRAIL:
            # The newer half stays as it is; of the older one every second point is kept.
            half, quarter = _TRAIL // 2, _TRAIL // 4
            self.trail[:quarter] = self.trail[:half:2].copy()
            self.trail[quarter : quarter + half] = self.trail[half:].copy()
            self.trail_length = quarter + half
        self.trail[self.trail_length] = self.racers.theta
        self.trail_length += 1

    def _scalars(self, lr: float) -> dict[str, float]:
        theta = self.racers.theta
        excess = self.surface.excess(theta).tolist()
        distance = self.surface.distance(theta).tolist()
        rates = self.racers.rates().tolist()
        racing = (self.diverged_at == RACING).tolist()
        scalars = {"rate": lr}
        for index, racer in enumerate(RACERS):
            if not racing[index]:
                continue
            if excess[index] >= ARRIVED:
                scalars[f"excess_{racer}"] = excess[index]
            if distance[index] >= ARRIVED:
                scalars[f"distance_{racer}"] = distance[index]
            if racer in ADAPTIVE:
                scalars |= _finite(racer, rates[index])
        if not all(racing) and self._all_lost():
            scalars["distance"] = np.inf
        return scalars

    def _all_lost(self) -> bool:
        """Whether some racer is switched on and all of those have diverged."""
        on = self._on()
        return bool(on.any()) and not bool((self.diverged_at[on] == RACING).any())

    def _arrows(self) -> Floats:
        """−∇f, its length squeezed below a share of the window: g/(g + typical g)."""
        gradients = self.surface.gradient(self.racers.theta)
        norms = np.linalg.norm(gradients, axis=1, keepdims=True)
        arrows: Floats = -_ARROW * self.surface.window.size * gradients / (norms + self.steepness)
        return arrows


def _finite(racer: str, rates: list[float]) -> dict[str, float]:
    return {
        f"rate{axis}_{racer}": rate
        for axis, rate in enumerate(rates, start=1)
        if math.isfinite(rate)
    }
