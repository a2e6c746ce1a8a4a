"""Solve Sudoku by constraint propagation and search (after Peter Norvig's essay).

A grid in work maps each square to the digits it may still hold.  Two rules do
most of it: a square with one digit left takes that digit from its peers, and a
digit with one place left in a unit goes there.  What remains is tried.
"""

ROWS, COLUMNS, DIGITS = "ABCDEFGHI", "123456789", "123456789"


def cross(a, b):
    return [x + y for x in a for y in b]


SQUARES = cross(ROWS, COLUMNS)
UNIT_LIST = (
    [cross(ROWS, c) for c in COLUMNS]
    + [cross(r, COLUMNS) for r in ROWS]
    + [cross(rs, cs) for rs in ("ABC", "DEF", "GHI") for cs in ("123", "456", "789")]
)
UNITS = {s: [unit for unit in UNIT_LIST if s in unit] for s in SQUARES}
# lists, not sets: the order of search shouldn't hang on the hash seed
PEERS = {s: sorted(set(sum(UNITS[s], [])) - {s}) for s in SQUARES}

assignments = 0


class Contradiction(Exception):
    """The grid can't be completed; *square* is where it showed."""

    def __init__(self, square, digit):
        super().__init__(square, digit)
        self.square, self.digit = square, digit


def parse(text):
    """The grid after every given digit has been propagated."""
    chars = [c for c in text if c in DIGITS or c in "0."]
    if len(chars) != 81:
        raise ValueError(f"a grid has 81 squares, not {len(chars)}")
    values = dict.fromkeys(SQUARES, DIGITS)
    for square, char in zip(SQUARES, chars):
        if char in DIGITS:
            assign(values, square, char)
    return values


def assign(values, square, digit):
    """Leave only *digit* in *square*, and follow what that means."""
    global assignments
    assignments += 1
    for other in values[square].replace(digit, ""):
        eliminate(values, square, other)


def eliminate(values, square, digit):
    if digit not in values[square]:
        return
    values[square] = values[square].replace(digit, "")
    left = values[square]
    if not left:
        raise Contradiction(square, digit)
    elif len(left) == 1:
        for peer in PEERS[square]:
            eliminate(values, peer, left)
    for unit in UNITS[square]:
        places = [s for s in unit if digit in values[s]]
        if not places:
            raise Contradiction(square, digit)
        if len(places) == 1 and len(values[places[0]]) > 1:
            assign(values, places[0], digit)


def search(values, depth=0):
    """Yield every solution; the square with the fewest choices is tried first."""
    unsolved = [(len(values[s]), s) for s in SQUARES if len(values[s]) > 1]
    if not unsolved:
        yield values, depth
        return
    _, square = min(unsolved)
    for digit in values[square]:
        attempt = values.copy()
        try:
            assign(attempt, square, digit)
        except Contradiction:
            continue
        yield from search(attempt, depth + 1)


def show(values):
    width = 1 + max(len(values[s]) for s in SQUARES)
    rule = "+".join(["-" * (width * 3)] * 3)
    for row in ROWS:
        line = ""
        for column in COLUMNS:
            line += values[row + column].center(width)
            if column in "36":
                line += "|"
        print(line.rstrip())
        if row in "CF":
            print(rule)


PUZZLES = {
    "easy": """
        003020600 900305001 001806400
        008102900 700000008 006708200
        002609500 800203009 005010300""",
    "harder": "4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......",
    "two ways": """
        2 9 5 7 4 3 8 6 1
        4 3 1 8 6 5 9 0 0
        8 7 6 1 9 2 5 4 3
        3 8 7 4 5 9 2 1 6
        6 1 2 3 8 7 4 9 5
        5 4 9 2 1 6 7 3 8
        7 6 3 5 2 4 1 8 9
        9 2 8 6 7 1 3 5 4
        1 5 4 9 3 8 6 0 0""",
    "impossible": "55" + "." * 79,
    "short": "123",
}


def main():
    global assignments
    for name, text in PUZZLES.items():
        assignments = 0
        print(f"== {name}")
        try:
            grid = parse(text)
        except Contradiction as error:
            print(f"no solution: {error.digit} has no place near {error.square}")
            continue
        except ValueError as error:
            print(f"not a grid: {error}")
            continue
        else:
            open_squares = sum(len(v) > 1 for v in grid.values())
        for number, (solution, depth) in enumerate(search(grid), 1):
            if number == 1:
                show(solution)
                print(f"{open_squares} squares open after propagation, found at depth {depth}")
            if number == 2:
                print("and it isn't the only solution")
                break
        else:
            print("the only solution")
        print(f"{assignments} assignments")


if __name__ == "__main__":
    main()
