"""`python peer_jobs.py TOOL JOB GRAPH.npz REPEATS`: one tool does one job; prints what it cost.

Runs under two Pythons, ours and the peers', so it imports a tool only where that tool is used.
Reading the graph, building the tool's own form of it and a first small run are not timed; every
timed run has a seed of its own. Prints one line of JSON: `seconds` and `outcome` of every run.
`outcome` is a share of all nodes (IC: ever active; SIR: still susceptible) or, for networks, arcs.
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

PROBABILITY = 0.1
INFECTION, RECOVERY, STEPS = 0.05, 0.1, 60
SMALL = 1000

Arrays = dict[str, Any]
Run = Callable[[int], float]


def small() -> Arrays:
    """A ring, to compile and load with before anything is timed."""
    here = np.arange(SMALL, dtype=np.int32)
    there = (here + 1) % SMALL
    target = np.sort(np.stack(((here - 1) % SMALL, there), axis=1), axis=1).ravel()
    return {
        "start": np.arange(SMALL + 1, dtype=np.int64) * 2,
        "target": target.astype(np.int32),
        "source": here,
        "other": there.astype(np.int32),
        "initial": here[:50],
        "following": np.full(SMALL, 2.0),
        "followers": np.full(SMALL, 2.0),
    }


def _nodes(arrays: Arrays) -> int:
    return int(arrays["start"].size) - 1


def ours_ic(arrays: Arrays) -> Run:
    from infodrill.audience.textbook import Graph, independent_cascade

    graph = Graph.from_csr(arrays["start"], arrays["target"])
    initial = arrays["initial"]

    def run(seed: int) -> float:
        cascade = independent_cascade(graph, probability=PROBABILITY, initial=initial, seed=seed)
        return cascade.size / graph.nodes

    return run


def ours_sir(arrays: Arrays) -> Run:
    from infodrill.audience.textbook import Graph, sir

    nodes = _nodes(arrays)
    graph = Graph.from_edges(nodes, arrays["source"], arrays["other"], both_ways=True)
    chances = {"infection": INFECTION, "recovery": RECOVERY}

    def run(seed: int) -> float:
        epidemic = sir(graph, **chances, initial=arrays["initial"], steps=STEPS, seed=seed)
        return float(epidemic.susceptible[-1]) / nodes

    return run


def ours_network(arrays: Arrays) -> Run:
    from benchmarks.peer_graphs import follower_networks

    draw = follower_networks(_nodes(arrays))
    return lambda seed: float(draw(seed).follower.size)


def cynetdiff_ic(arrays: Arrays) -> Run:
    import array

    from cynetdiff.models import IndependentCascadeModel

    starts = array.array("I", arrays["start"][:-1].astype(np.uint32).tobytes())
    edges = array.array("I", arrays["target"].astype(np.uint32).tobytes())
    model = IndependentCascadeModel(starts, edges, activation_prob=PROBABILITY)
    model.set_seeds(arrays["initial"].tolist())

    def run(seed: int) -> float:
        model.set_rng(seed)
        model.reset_model()
        model.advance_until_completion()
        return float(model.get_num_activated_nodes()) / _nodes(arrays)

    return run


def _networkx(arrays: Arrays) -> Any:
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(range(_nodes(arrays)))
    graph.add_edges_from(zip(arrays["source"].tolist(), arrays["other"].tolist(), strict=True))
    return graph


def _ndlib(model: Any, arrays: Arrays, chances: dict[str, float]) -> Any:
    from ndlib.models.ModelConfig import Configuration

    settings = Configuration()
    settings.add_model_initial_configuration("Infected", arrays["initial"].tolist())
    for name, value in chances.items():
        settings.add_model_parameter(name, value)
    return model, settings


def ndlib_ic(arrays: Arrays) -> Run:
    from ndlib.models.epidemics import IndependentCascadesModel

    graph = _networkx(arrays)
    model, settings = _ndlib(IndependentCascadesModel(graph), arrays, {})
    for edge in graph.edges():
        settings.add_edge_configuration("threshold", edge, PROBABILITY)
    model.set_initial_status(settings)

    def run(seed: int) -> float:
        np.random.seed(seed)
        model.reset(arrays["initial"].tolist())
        while True:
            count = model.iteration(node_status=False)["node_count"]
            if not count[1]:
                return float(count[2]) / _nodes(arrays)

    return run


def ndlib_sir(arrays: Arrays) -> Run:
    from ndlib.models.epidemics import SIRModel

    chances = {"beta": INFECTION, "gamma": RECOVERY}
    model, settings = _ndlib(SIRModel(_networkx(arrays)), arrays, chances)
    model.set_initial_status(settings)

    def run(seed: int) -> float:
        np.random.seed(seed)
        model.reset(arrays["initial"].tolist())
        # The first iteration of NDlib only tells the start.
        for _ in range(STEPS + 1):
            count = model.iteration(node_status=False)["node_count"]
        return float(count[0]) / _nodes(arrays)

    return run


def eon_rates() -> tuple[float, float]:
    """Rates that give an infected node the same chance of ever infecting a neighbour as our steps.

    Infectious for a geometric number of steps, it fails with chance r(1-p) / (1 - (1-r)(1-p)).
    """
    fails = RECOVERY * (1 - INFECTION) / (1 - (1 - RECOVERY) * (1 - INFECTION))
    recovers = -math.log(1 - RECOVERY)
    return recovers * (1 - fails) / fails, recovers


def eon_sir(arrays: Arrays) -> Run:
    import EoN

    graph = _networkx(arrays)
    infects, recovers = eon_rates()
    initial = arrays["initial"].tolist()

    def run(seed: int) -> float:
        susceptible = EoN.fast_SIR(
            graph,
            infects,
            recovers,
            initial_infecteds=initial,
            tmax=STEPS,
            rng=np.random.default_rng(seed),
        )[1]
        return float(susceptible[-1]) / _nodes(arrays)

    return run


def starsim_sir(arrays: Arrays) -> Run:
    import scipy.stats
    import starsim

    nodes = _nodes(arrays)

    class Given(starsim.Network):  # type: ignore[misc,name-defined,unused-ignore]
        """The arrays as they are; Starsim goes through each edge in both directions."""

        def init_post(self) -> None:
            super().init_post()
            weight = np.ones(arrays["source"].size, starsim.dtypes.float)
            ends = (starsim.uids(arrays[name]) for name in ("source", "other"))
            self.append(p1=next(ends), p2=next(ends), beta=weight)

        def step(self) -> None:
            """Nobody comes or goes."""

    # Starsim recovers before it infects: one step more makes the infectious steps geometric from 1.
    lasting = scipy.stats.geom(p=RECOVERY, loc=1)
    made: list[Any] = []

    def prepared(seed: int) -> Any:
        disease = starsim.SIR(
            beta=INFECTION,
            init_prev=starsim.bernoulli(p=arrays["initial"].size / nodes),
            dur_inf=starsim.Dist(lasting),
            p_death=starsim.bernoulli(p=0.0),
        )
        simulation = starsim.Sim(
            n_agents=nodes,
            diseases=disease,
            networks=Given(),
            dt=1,
            start=0,
            stop=STEPS - 1,
            verbose=0,
            rand_seed=seed,
        )
        simulation.init()
        return simulation

    def run(seed: int) -> float:
        simulation = made.pop()
        simulation.run()
        return float(simulation.results.sir.n_susceptible[-1]) / nodes

    run.before = lambda seed: made.append(prepared(seed))  # type: ignore[attr-defined]
    return run


def networkit_network(arrays: Arrays) -> Run:
    import networkit

    networkit.setNumberOfThreads(1)
    # Undirected: it draws half as many edges as there are ends, as many as we draw arcs.
    weights = (arrays["following"] + arrays["followers"]).tolist()

    def run(seed: int) -> float:
        networkit.setSeed(seed, False)
        return float(networkit.generators.ChungLuGenerator(weights).generate().numberOfEdges())

    return run


def igraph_network(arrays: Arrays) -> Run:
    import random

    import igraph

    out, into = arrays["following"].tolist(), arrays["followers"].tolist()

    def run(seed: int) -> float:
        random.seed(seed)
        return float(igraph.Graph.Chung_Lu(out, into, loops=False, variant="maxent").ecount())

    return run


def main() -> None:
    tool, job, graph, repeats = sys.argv[1:]
    make: Callable[[Arrays], Run] = globals()[f"{tool}_{job}"]
    with np.load(Path(graph)) as kept:
        arrays = dict(kept)
    seconds, outcome = [], []
    for given, rounds in ((small(), 1), (arrays, int(repeats))):
        run = make(given)
        before = getattr(run, "before", lambda seed: None)
        for seed in range(1, rounds + 1):
            before(seed)
            begin = time.perf_counter()
            result = run(seed)
            if given is arrays:
                seconds.append(time.perf_counter() - begin)
                outcome.append(result)
    print(json.dumps({"seconds": seconds, "outcome": outcome}))


if __name__ == "__main__":
    main()
