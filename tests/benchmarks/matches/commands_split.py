"""Commands of an adventure, as lists of words."""


def by_match(line):
    match line.split():
        case ["quit"]:
            return "bye"
        case ["go", ("north" | "south" | "east" | "west") as direction]:
            return "walking " + direction
        case ["go", place]:
            return "no way to " + place
        case ["get", item] | ["pick", "up", item]:
            return "taken: " + item
        case ["drop", *items]:
            return "dropped " + ", ".join(items)
        case [word]:
            return word + "?"
        case _:
            return "pardon?"


def by_hand(line):
    words = line.split()
    count = len(words)
    if count == 1 and words[0] == "quit":
        return "bye"
    if count == 2 and words[0] == "go" and words[1] in ("north", "south", "east", "west"):
        return "walking " + words[1]
    if count == 2 and words[0] == "go":
        return "no way to " + words[1]
    if count == 2 and words[0] == "get":
        return "taken: " + words[1]
    if count == 3 and words[0] == "pick" and words[1] == "up":
        return "taken: " + words[2]
    if count >= 1 and words[0] == "drop":
        return "dropped " + ", ".join(words[1:])
    if count == 1:
        return words[0] + "?"
    return "pardon?"


SUBJECTS = [
    "quit",
    "go north",
    "go home",
    "get lamp",
    "pick up lamp",
    "drop lamp sword",
    "hm",
    "what do you want",
]
