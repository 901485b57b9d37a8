"""Which agents follow an account."""

from __future__ import annotations

import numpy as np

from infodrill.audience.cell import signed
from infodrill.audience.jit import kernel
from infodrill.audience.philox import philox
from infodrill.audience.state import Bytes, Ints, Small

_ZERO = np.uint64(0)


@kernel
def account_followers(segment: Bytes, thresholds: Ints, source_hash: int, key: np.uint64) -> Small:
    """Return the agents that follow an account, ascending.

    Whether one does depends on (network seed, account, agent) only.

    Args:
        segment: of each agent [N].
        thresholds: of 2**32, for each segment [S].
        source_hash: stable hash of the account's id.
        key: of account follows under the network seed.
    """
    agents = segment.size
    found = np.empty(agents, np.int32)
    count = 0
    for agent in range(agents):
        drawn, _, _, _ = philox(np.uint64(agent), np.uint64(source_hash), _ZERO, _ZERO, key)
        if signed(drawn) < thresholds[segment[agent]]:
            found[count] = agent
            count += 1
    return found[:count].copy()
