"""Compile the kernels ahead of time, and tell whether that has been done."""

from __future__ import annotations

import shutil

from infodrill.audience.engine import Audience
from infodrill.audience.jit import cache_folder
from infodrill.audience.spec import AudienceSpec, ItemSpec, SegmentSpec, SourceSpec
from infodrill.audience.stimulus import Stimulus
from infodrill.scenario.words import Stance


def kernels_are_warm() -> bool:
    """Return whether compiled kernels of these very sources are kept; False when unsure."""
    return any(cache_folder().glob("**/tick.run_tick*.nbi"))


def compile_kernels() -> None:
    """Compile every kernel and keep the result; drop those of older sources beside it."""
    spec = AudienceSpec(
        agents=200,
        network_seed=1,
        communities=4,
        mean_follows=5,
        tick_seconds=10,
        start_second_of_day=36_000,
        segments=(SegmentSpec(id="all", share=1000),),
        items=(ItemSpec(id="warm-up", claim=True, infectiousness=500),),
        sources=(SourceSpec(id="someone", source_class="resident", followers={"*": 500}),),
    )
    audience = Audience(spec, 1)
    audience.step(0, [Stimulus(source="someone", item="warm-up", stance=Stance.repeats)])
    audience.full_digest(0)
    compile_textbook()
    kept = cache_folder()
    for older in kept.parent.glob("kernels-*"):
        if older != kept:
            shutil.rmtree(older, ignore_errors=True)


def compile_textbook() -> None:
    """Compile the kernels of the textbook modes; no exercise needs them, so it is done last."""
    from infodrill.audience.textbook import (
        Graph,
        independent_cascade,
        linear_threshold,
        sbfc,
        sir,
    )

    graph = Graph.from_edges(3, [0, 1], [1, 2])
    graph.some_nodes(1, 1)
    independent_cascade(graph, probability=1, initial=[0], seed=1)
    linear_threshold(graph, initial=[0], seed=1)
    for method in ("push", "pull"):
        sir(graph, infection=1, recovery=0, initial=[0], steps=1, seed=1, method=method)
        sbfc(
            graph,
            spreading=1,
            credibility=0,
            forgetting=0,
            verifying=0,
            believers=[0],
            fact_checkers=[1],
            steps=1,
            seed=1,
            method=method,
        )
