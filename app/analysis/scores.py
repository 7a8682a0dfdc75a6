"""One figure from several measures, and how firm the order is that it gives: fixed goalposts, two means, weights shaken.

References 11 (OECD/JRC handbook: normalise on fixed goalposts, aggregate twice, test the weights; Saaty's pairwise comparison).
Arrays are (areas, measures); nan is a measure an area does not have.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy
from numpy import ndarray

# The mean consistency index of random matrices, by size (references 11 up to 7; larger ones from memory of Saaty).
RANDOM_INDEX = (0.0, 0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
ACCEPTED = 0.10
# A rank interval holds this share of the draws.
HELD = 0.90
# Comparisons of two areas made at a time, so that thousands of draws over a whole city fit into memory.
AT_A_TIME = 20_000_000
Mean = Callable[[ndarray, ndarray], ndarray]


def on_goalposts(values: ndarray, worst: ndarray, best: ndarray) -> ndarray:
    """Values (areas, measures) on a scale from 0 (at ``worst`` or beyond) to 1 (at ``best`` or beyond), both (measures,) and fixed.

    A measure of which less is better has its best below its worst. Goalposts that coincide give nan, as does nan.
    """
    worst, best = numpy.asarray(worst, dtype=float), numpy.asarray(best, dtype=float)
    with numpy.errstate(divide="ignore", invalid="ignore"):
        scale = (numpy.asarray(values, dtype=float) - worst) / (best - worst)
    return numpy.clip(numpy.where(best == worst, numpy.nan, scale), 0.0, 1.0)


def arithmetic(scaled: ndarray, weights: ndarray) -> ndarray:
    """The weighted arithmetic mean of each area (..., areas) of what it has; nan where it has nothing of any weight.

    ``scaled`` (..., areas, measures), ``weights`` (..., measures) or for each area, not negative. Laws: weights times a constant
    change nothing; a better measure never lowers it.
    """
    weight, there = _given(scaled, weights)
    with numpy.errstate(divide="ignore", invalid="ignore"):
        return (numpy.where(there, scaled, 0.0) * weight).sum(axis=-1) / weight.sum(axis=-1)


def geometric(scaled: ndarray, weights: ndarray) -> ndarray:
    """The weighted geometric mean, else as `arithmetic`: one measure at 0 makes it 0. Law: never above the arithmetic mean."""
    weight, there = _given(scaled, weights)
    with numpy.errstate(divide="ignore", invalid="ignore"):
        logs = numpy.where(there & (weight > 0), weight * numpy.log(numpy.where(there, scaled, 1.0)), 0.0)
        return numpy.exp(logs.sum(axis=-1) / weight.sum(axis=-1))


def _given(scaled: ndarray, weights: ndarray) -> tuple[ndarray, ndarray]:
    there = ~numpy.isnan(scaled)
    weights = numpy.asarray(weights, dtype=float)
    whole = weights.sum(axis=-1, keepdims=True)
    # On a scale of 1, so that the smallest weights do not vanish in the logarithms.
    share = weights / numpy.where(whole > 0, whole, 1.0)
    return numpy.where(there, share, 0.0), there


def ranks(score: ndarray) -> ndarray:
    """The rank of each area (..., areas), 1 for the highest score; equal scores share the better rank; nan has rank 0."""
    score = numpy.asarray(score, dtype=float)
    higher = score[..., None, :] > score[..., :, None]
    return numpy.where(numpy.isnan(score), 0, higher.sum(axis=-1) + 1)


@dataclass(frozen=True, eq=False)
class Firmness:
    """How firm scores and ranks are when weights and measures are shaken; all (areas,), ``best`` <= ``rank`` <= ``worst``.

    ``low`` and ``high``: the score in 90 % of the draws, ``best`` and ``worst`` the rank. Areas without a score have rank 0 and nan.
    """

    rank: ndarray
    best: ndarray
    worst: ndarray
    low: ndarray
    high: ndarray


def firmness(
    value: ndarray, low: ndarray, high: ndarray, weights: ndarray, *, draws: int, spread: float, seed: int = 11, mean: Mean = arithmetic
) -> Firmness:
    """Monte Carlo: every weight anywhere within ± ``spread`` of itself, every measure anywhere in its band, most likely at its value.

    ``value``, ``low``, ``high`` (areas, measures) scaled 0 to 1, low <= value <= high where known; ``weights`` (measures,). The same
    seed gives the same draws. No draws give the figures as they are.
    """
    areas, measures = value.shape
    rng = numpy.random.default_rng(seed)
    score = mean(value, weights)
    rank = ranks(score)
    if not draws or not areas:
        return Firmness(rank, rank, rank, score, score)
    shaken = weights * rng.uniform(1.0 - spread, 1.0 + spread, (draws, measures))
    scaled = _triangular(rng.uniform(size=(draws, areas, measures)), low, value, high)
    scores = mean(scaled, shaken[:, None, :])
    tail = (1.0 - HELD) / 2.0
    order = numpy.concatenate([ranks(part) for part in numpy.array_split(scores, 1 + draws * areas**2 // AT_A_TIME)])
    with numpy.errstate(invalid="ignore"):
        ends = numpy.quantile(scores, [tail, 1.0 - tail], axis=0)
    best, worst = numpy.quantile(order, [tail, 1.0 - tail], axis=0, method="nearest").astype(numpy.int64)
    return Firmness(
        rank, numpy.minimum(best, rank), numpy.maximum(worst, rank), numpy.fmin(ends[0], score), numpy.fmax(ends[1], score)
    )  # fmt: skip


def _triangular(chance: ndarray, low: ndarray, mode: ndarray, high: ndarray) -> ndarray:
    """Triangular draws from uniform ones; where low = high the value itself."""
    width = high - low
    with numpy.errstate(divide="ignore", invalid="ignore"):
        turn = numpy.where(width > 0, (mode - low) / width, 0.0)
        rising = low + numpy.sqrt(numpy.maximum(chance * width * (mode - low), 0.0))
        falling = high - numpy.sqrt(numpy.maximum((1.0 - chance) * width * (high - mode), 0.0))
    return numpy.where(width > 0, numpy.where(chance < turn, rising, falling), mode)


@dataclass(frozen=True, eq=False)
class Pairwise:
    """Weights from pairwise comparison: ``weights`` (n,) of sum 1, the principal eigenvalue, consistency index and ratio."""

    weights: ndarray
    eigenvalue: float
    index: float
    ratio: float

    @property
    def consistent(self) -> bool:
        """True where the judgements contradict each other no more than Saaty accepts (ratio at most 0.10)."""
        return self.ratio <= ACCEPTED


def pairwise(matrix: ndarray) -> Pairwise:
    """Saaty's analytic hierarchy: ``matrix`` (n, n) of judgements, entry (i, j) says how many times as important i is as j.

    Only the upper half is read, the lower one is its reciprocal. ValueError where a judgement is not positive or the matrix is not
    square, empty or larger than 10. Sizes 1 and 2 cannot contradict themselves: ratio 0.
    """
    given = numpy.array(matrix, dtype=float)
    size = len(given)
    if given.shape != (size, size) or not 0 < size < len(RANDOM_INDEX):
        raise ValueError("a square matrix of 1 to 10 judgements is wanted")
    upper = numpy.triu(given, 1)
    if not (upper[numpy.triu_indices(size, 1)] > 0).all() or not numpy.isfinite(upper).all():
        raise ValueError("every judgement must be a positive number")
    whole = upper + numpy.eye(size)
    row, column = numpy.triu_indices(size, 1)
    whole[column, row] = 1.0 / whole[row, column]
    values, vectors = numpy.linalg.eig(whole)
    first = int(values.real.argmax())
    weights = numpy.abs(vectors[:, first].real)
    eigenvalue = float(values[first].real)
    index = (eigenvalue - size) / (size - 1) if size > 1 else 0.0
    chance = RANDOM_INDEX[size]
    return Pairwise(weights / weights.sum(), eigenvalue, index, index / chance if chance else 0.0)
