"""An area beside its like and beside the best."""

from qala.insight.benchmark.abroad import Abroad, World, WorldMeasure, WorldPlace
from qala.insight.benchmark.benchmark import Among, Benchmark, benchmark
from qala.insight.benchmark.frontier import Frontier
from qala.insight.benchmark.peers import Peer, PeerGroup
from qala.insight.benchmark.practice import Compared, Figure, Solutions

__all__ = [
    "Abroad", "Among", "Benchmark", "Compared", "Figure", "Frontier", "Peer", "PeerGroup", "Solutions", "World",
    "WorldMeasure", "WorldPlace", "benchmark",
]  # fmt: skip
