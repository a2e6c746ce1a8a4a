"""Conway's Game of Life on an endless board, for patterns that are drawn or run-length encoded."""

from collections import Counter
from itertools import islice, product

ALIVE, DEAD = "#", "."

PATTERNS = {
    "block": "##/##",
    "blinker": "###",
    "toad": ".###/###.",
    "glider": ".#./..#/###",
    "diehard": "......#./##....../.#...###",
    "lightweight spaceship": "bo2bo$o4b$o3bo$4o!",
    "r-pentomino": "b2o$2ob$bo!",
    "gun": ("24bo11b$22bobo11b$12b2o6b2o12b2o$11bo3bo4b2o12b2o$2o8bo5bo3b2o14b$"
            "2o8bo3bob2o4bobo11b$10bo5bo7bo11b$11bo3bo20b$12b2o!"),
}


def drawn(text):
    return {(x, y) for y, row in enumerate(text.split("/")) for x, char in enumerate(row) if char == ALIVE}


def encoded(text):
    """The run-length encoding of Life's collections: b dead, o alive, $ end of row."""
    cells, x, y, digits = set(), 0, 0, ""
    for char in text:
        if char.isdigit():
            digits += char
            continue
        count, digits = int(digits or 1), ""
        if char == "b":
            x += count
        elif char == "o":
            cells |= {(x + i, y) for i in range(count)}
            x += count
        elif char == "$":
            x, y = 0, y + count
        elif char == "!":
            break
        else:
            raise ValueError(f"{char!r} in {text!r}")
    else:
        raise ValueError("no ! at the end")
    return cells


class Life:
    NEIGHBOURS = [(dx, dy) for dx, dy in product((-1, 0, 1), repeat=2) if dx or dy]

    def __init__(self, cells, rule="B3/S23"):
        self.cells = frozenset(cells)
        self.rule = rule
        born, survives = rule[1:].split("/S")
        self.born = frozenset(map(int, born))
        self.survives = frozenset(map(int, survives))

    @classmethod
    def named(cls, name, **options):
        text = PATTERNS[name]
        return cls((encoded if text.endswith("!") else drawn)(text), **options)

    def step(self):
        counts = Counter((x + dx, y + dy) for x, y in self.cells for dx, dy in self.NEIGHBOURS)
        return Life(
            (cell for cell, n in counts.items() if n in (self.survives if cell in self.cells else self.born)),
            self.rule,
        )

    def generations(self):
        """Yield this board and all after it; there is no last one."""
        board = self
        while True:
            yield board
            board = board.step()

    def after(self, generations):
        return next(islice(self.generations(), generations, None))

    # a board is like a set of cells

    def __len__(self):
        return len(self.cells)

    def __eq__(self, other):
        return self.cells == other.cells if isinstance(other, Life) else NotImplemented

    def __hash__(self):
        return hash(self.cells)

    def __or__(self, other):
        return Life(self.cells | other.cells, self.rule)

    def __rshift__(self, offset):
        dx, dy = offset
        return Life({(x + dx, y + dy) for x, y in self.cells}, self.rule)

    @property
    def box(self):
        """(left, top, right, bottom), or None where nothing lives."""
        if not self.cells:
            return None
        xs, ys = zip(*self.cells)
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def at_origin(self):
        if self.box is None:
            return self
        left, top, *_ = self.box
        return self >> (-left, -top)

    def __str__(self):
        if not self:
            return "(empty)"
        left, top, right, bottom = self.box
        return "\n".join(
            "".join(ALIVE if (x, y) in self.cells else DEAD for x in range(left, right + 1))
            for y in range(top, bottom + 1)
        )


def fate(board, limit=140):
    """What becomes of *board*, in words."""
    seen = {}
    for generation, now in enumerate(islice(board.generations(), limit)):
        if not now:
            return f"dies in generation {generation}"
        shape = now.at_origin
        if shape in seen:
            before, box = seen[shape]
            period = generation - before
            dx, dy = (a - b for a, b in zip(now.box[:2], box[:2]))
            if (dx, dy) != (0, 0):
                return f"moves by ({dx}, {dy}) every {period}"
            return "is still" if period == 1 else f"repeats every {period}"
        seen[shape] = generation, now.box
    else:
        return f"undecided after {limit}, {len(now)} alive"


def side_by_side(boards, gap=3):
    drawings = [str(board).splitlines() for board in boards]
    height = max(map(len, drawings))
    for row in range(height):
        cells = []
        for drawing in drawings:
            width = len(drawing[0])
            cells.append(drawing[row] if row < len(drawing) else " " * width)
        print((" " * gap).join(cells).rstrip())


def main():
    for name in PATTERNS:
        if name == "gun":
            continue
        board = Life.named(name)
        print(f"{name:22}{len(board):3} cells, {fate(board, 40 if name == 'r-pentomino' else 140)}")
    print("\nglider:")
    side_by_side(islice(Life.named("glider").generations(), 5))

    gun = Life.named("gun")
    print("\nthe gun after 30 generations has sent one glider:")
    print(gun.after(30))
    new = Life(gun.after(30).cells - gun.cells).at_origin
    print("that one", fate(new))

    print("\ntwo gliders meet:")
    left = Life.named("glider")
    right = Life({(-x, y) for x, y in left.cells}) >> (12, 0)
    crash = left | right
    for generation, board in enumerate(crash.generations()):
        if generation % 6 == 0:
            print(f"{generation:3}: {len(board)} cells in {board.box}")
        if generation >= 30 or not board:
            break
    highlife = Life(drawn(".###/#..#/#.#./###."), rule="B36/S23")
    print("other rules:", [len(b) for b in islice(highlife.generations(), 12)])
    for text in ("3o", "2x!"):
        try:
            print(encoded(text))
        except ValueError as error:
            print("refused:", error)
    block = Life.named("block")
    print(len({block, block >> (0, 0), Life.named("toad")}), Life(()) == block, block != "block")


if __name__ == "__main__":
    main()
