"""A conditional logit: the weights of signs by which right proposals are told from others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Choice = tuple[str, Sequence[Mapping[str, float]], Sequence[bool]]
    """A page, the signs of each proposal for one of its numbers, and which proposals are right."""

_PULL, _STEPS, _STRIDE = 3.0, 600, 0.05
"""How strongly weights are drawn to nothing, and how often and how far they are moved."""
_FOLDS = 5


def fit_weights(choices: Sequence[Choice]) -> dict[str, float]:
    """The weights under which the right proposals are likeliest, the largest first."""
    names = sorted({name for _, rows, _ in choices for row in rows for name in row})
    told = [one for one in choices if any(one[2]) and not all(one[2])]
    rows = [row for _, own, _ in told for row in own]
    signs = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    group = np.repeat(np.arange(len(told)), [len(own) for _, own, _ in told])
    right = np.array([one for _, _, own in told for one in own], dtype=bool)
    weights, mean, square = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, _STEPS + 1):
        sums = signs @ weights
        largest = np.full(len(told), -np.inf)
        np.maximum.at(largest, group, sums)
        odds = np.exp(sums - largest[group])
        share = odds / np.bincount(group, odds)[group]
        wanted = odds * right / np.bincount(group, odds * right)[group]
        slope = signs.T @ (share - wanted) + _PULL * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights -= _STRIDE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    pairs = zip(names, map(float, weights), strict=True)
    return dict(sorted(pairs, key=lambda pair: -abs(pair[1])))


def validate(choices: Sequence[Choice]) -> dict[str, object]:
    """How many come first on pages that were left out of the fit, a fifth of them at a time, and by how much wrong ones lead."""
    slugs = sorted({page.partition(".")[0] for page, _, _ in choices})
    first, leads = 0, []
    for fold in range(_FOLDS):
        out = {*slugs[fold::_FOLDS]}
        weights = fit_weights([one for one in choices if one[0].partition(".")[0] not in out])
        for page, rows, right in choices:
            if page.partition(".")[0] not in out or not rows:
                continue
            sums = [
                sum(weights.get(name, 0.0) * value for name, value in row.items()) for row in rows
            ]
            best = max(range(len(sums)), key=sums.__getitem__)
            first += right[best]
            if not right[best] and len(sums) > 1:
                leads.append(round(sums[best] - sorted(sums)[-2], 1))
    return {"all": len(choices), "first": first, "leads": sorted(leads, reverse=True)[:20]}
