"""Graph algorithms on a small railway map."""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from math import inf
from typing import Callable, Dict, Generic, Hashable, Iterable, Iterator, List, Tuple, TypeVar

Node = TypeVar("Node", bound=Hashable)


class Graph(Generic[Node]):
    """A directed graph with weights; nodes keep the order in which they came."""

    def __init__(self, edges: Iterable[Tuple] = (), *, both_ways: bool = False) -> None:
        self.edges: Dict[Node, Dict[Node, int]] = defaultdict(dict)
        for a, b, *rest in edges:
            weight, = rest or [1]
            self.edges[a][b] = weight
            self.edges[b].update({a: weight} if both_ways else {})

    def __iter__(self) -> Iterator[Node]:
        return iter(self.edges)

    def __getitem__(self, node: Node) -> Dict[Node, int]:
        return self.edges.get(node, {})

    def __len__(self) -> int:
        return len(self.edges)

    def reversed(self) -> Graph[Node]:
        backwards = Graph()
        for a in self:
            backwards.edges[a]  # the look-up alone makes the node
            for b, weight in self[a].items():
                backwards.edges[b][a] = weight
        return backwards

    # ------------------------------------------------------------ walking

    def breadth_first(self, start: Node) -> Iterator[Tuple[Node, int]]:
        """Yield every node that can be reached, with its distance in edges."""
        seen, queue = {start}, deque([(start, 0)])
        while queue:
            node, distance = queue.popleft()
            yield node, distance
            for other in self[node]:
                if other not in seen:
                    seen.add(other)
                    queue.append((other, distance + 1))

    def depth_first(self, start: Node, seen: set = None) -> Iterator[Node]:
        """Yield nodes as they are left."""
        seen = set() if seen is None else seen
        seen.add(start)
        for other in self[start]:
            if other not in seen:
                yield from self.depth_first(other, seen)
        yield start

    def path(self, start: Node, goal: Node, estimate: Callable[[Node], float] = lambda node: 0):
        """The cheapest way as (cost, nodes, nodes looked at), by A*."""
        best: Dict[Node, float] = defaultdict(lambda: inf, {start: 0})
        came_from: Dict[Node, Node] = {}
        heap: List[Tuple[float, Node]] = [(estimate(start), start)]
        done = set()
        while heap:
            _, node = heapq.heappop(heap)
            if node in done:
                continue
            if node == goal:
                break
            done.add(node)
            for other, weight in self[node].items():
                if (cost := best[node] + weight) < best[other]:
                    best[other], came_from[other] = cost, node
                    heapq.heappush(heap, (cost + estimate(other), other))
        else:
            return inf, [], len(done)
        way = [goal]
        while way[-1] != start:
            way.append(came_from[way[-1]])
        return best[goal], way[::-1], len(done)

    # -------------------------------------------------------- the whole

    def topological(self) -> List[Node]:
        """Every node after those that point to it; ValueError on a cycle."""
        order: List[Node] = []
        state: Dict[Node, str] = {}

        def visit(node: Node, trail: Tuple[Node, ...]) -> None:
            if state.get(node) == "done":
                return
            if state.get(node) == "open":
                cycle = trail[trail.index(node):]
                raise ValueError(" -> ".join(map(str, [*cycle, node])))
            state[node] = "open"
            for other in self[node]:
                visit(other, trail + (node,))
            state[node] = "done"
            order.append(node)

        for node in self:
            visit(node, ())
        order.reverse()
        return order

    def components(self) -> List[List[Node]]:
        """Strongly connected components (Kosaraju)."""
        seen: set = set()
        finished = [n for start in self if start not in seen for n in self.depth_first(start, seen)]
        backwards, seen, result = self.reversed(), set(), []
        for node in reversed(finished):
            if node not in seen:
                result.append(sorted(backwards.depth_first(node, seen)))
        return sorted(result, key=lambda nodes: (-len(nodes), nodes))

    def bellman_ford(self, start: Node) -> Dict[Node, float]:
        """Distances, where weights may be negative."""
        distance = {node: inf for node in self}
        distance[start] = 0
        for turn in range(len(self)):
            changed = False
            for a in self:
                for b, weight in self[a].items():
                    if distance[a] + weight < distance[b]:
                        distance[b] = distance[a] + weight
                        changed = True
            if not changed:
                break
        else:
            raise ValueError("a cycle of negative weight")
        return distance


class Forest(dict):
    """Union-find, as a dict from node to parent."""

    def __missing__(self, node):
        self[node] = node
        return node

    def root(self, node):
        while (parent := self[node]) != node:
            self[node] = node = self[parent]  # halve the path on the way
        return node

    def union(self, a, b) -> bool:
        a, b = self.root(a), self.root(b)
        self[a] = b
        return a != b


def spanning_tree(edges):
    """Kruskal: the cheapest edges that connect everything."""
    forest = Forest()
    return [(a, b, w) for a, b, w in sorted(edges, key=lambda e: (e[2], e)) if forest.union(a, b)]


RAILWAY = [
    ("Basel", "Zurich", 88), ("Basel", "Bern", 106), ("Bern", "Geneva", 158), ("Bern", "Zurich", 122),
    ("Zurich", "Chur", 116), ("Zurich", "Lugano", 206), ("Bern", "Brig", 92), ("Brig", "Geneva", 208),
    ("Brig", "Lugano", 131), ("Chur", "Davos", 60), ("Rome", "Naples", 225),
]

MAKE = {
    "program": ["main.o", "util.o"], "main.o": ["main.c", "util.h"], "util.o": ["util.c", "util.h"],
    "tests": ["program", "data"], "util.c": [], "data": [],
}

MAZE = """
#########
#S..#...#
#.#.#.#.#
#.#...#.#
#.#####.#
#......G#
#########
"""


def maze(text: str):
    cells = {(x, y): c for y, line in enumerate(text.split()) for x, c in enumerate(line) if c != "#"}
    (start, goal) = (next(p for p, c in cells.items() if c == wanted) for wanted in "SG")
    steps = [(0, 1), (1, 0), (0, -1), (-1, 0)]
    edges = [((x, y), (x + dx, y + dy)) for x, y in cells for dx, dy in steps if (x + dx, y + dy) in cells]
    return Graph(edges), start, goal


def main() -> None:
    rail = Graph(RAILWAY, both_ways=True)
    print(len(rail), "stations from Basel:", *(f"{n}+{d}" for n, d in rail.breadth_first("Basel")))
    for goal in ("Geneva", "Lugano", "Davos", "Naples"):
        cost, way, looked_at = rail.path("Basel", goal)
        print(f"{goal}: {cost} km, {' - '.join(way) or 'no way'} ({looked_at} looked at)")
    tree = spanning_tree(RAILWAY)
    print("spanning tree:", sum(weight for *_, weight in tree), "km in", len(tree), "lines; left out:",
          [f"{a}-{b}" for a, b, w in RAILWAY if (a, b, w) not in tree])

    graph, start, goal = maze(MAZE)
    gx, gy = goal
    plain = graph.path(start, goal)
    clever = graph.path(start, goal, lambda p: abs(p[0] - gx) + abs(p[1] - gy))
    print("maze:", plain[0], "steps;", plain[2], "cells looked at, with A*", clever[2])
    drawing = [list(line) for line in MAZE.split()]
    for x, y in clever[1][1:-1]:
        drawing[y][x] = "*"
    print(*("".join(line) for line in drawing), sep="\n")

    order = Graph((a, b) for a in MAKE for b in MAKE[a]).topological()
    print("build:", *reversed(order))
    assert all(order.index(a) < order.index(b) for a in MAKE for b in MAKE[a])
    circle = Graph([(1, 2), (2, 3), (3, 4), (4, 2), (4, 5), (5, 6), (6, 5), (7, 7)])
    print("components:", circle.components())
    try:
        circle.topological()
    except ValueError as error:
        print("cycle:", error)

    money = Graph([("a", "b", 4), ("a", "c", 3), ("b", "c", -2), ("c", "d", 1), ("x", "a", 0)])
    print("distances:", money.bellman_ford("a"))
    money.edges["d"]["b"] = 0
    try:
        print(money.bellman_ford("a"))
    except ValueError as error:
        print("refused:", error)


if __name__ == "__main__":
    main()
