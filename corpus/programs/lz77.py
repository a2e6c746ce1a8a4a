#!/usr/bin/env python3
"""LZ77: replace what came before by (distance, length), and pack the result into bytes.

Format: groups of up to eight tokens.  A flag byte tells, from the lowest bit,
whether a token is a literal (0: one byte) or a match (1: two bytes, twelve bits
of distance and four of length).
"""

from collections import defaultdict, namedtuple

WINDOW = 1 << 12
MIN_MATCH, MAX_MATCH = 3, 3 + 0xF
CHAIN = 32  # how many earlier places are tried for each position

Match = namedtuple("Match", "distance length")


class CorruptData(ValueError):
    pass


def find_match(data, position, places):
    """The longest earlier copy of what starts at *position*, or None."""
    best = None
    limit = min(MAX_MATCH, len(data) - position)
    if limit < MIN_MATCH:
        return None
    for start in reversed(places[data[position:position + MIN_MATCH]][-CHAIN:]):
        distance = position - start
        if distance >= WINDOW:
            break
        length = MIN_MATCH
        # a match may run into the text it describes: "aaaa" is one a and a copy of itself
        while length < limit and data[start + length] == data[position + length]:
            length += 1
        if best is None or length > best.length:
            best = Match(distance, length)
            if length == limit:
                break
    return best


def tokens(data):
    """Yield ints (literal bytes) and Matches that together spell *data*."""
    places = defaultdict(list)
    position = 0
    while position < len(data):
        match = find_match(data, position, places)
        step = match.length if match else 1
        yield match or data[position]
        for index in range(position, position + step):
            places[data[index:index + MIN_MATCH]].append(index)
        position += step


def compress(data: bytes) -> bytes:
    out = bytearray(len(data).to_bytes(4, "little"))
    flags_at, used = 0, 8
    for token in tokens(data):
        if used == 8:
            flags_at, used = len(out), 0
            out.append(0)
        if isinstance(token, Match):
            out[flags_at] |= 1 << used
            packed = token.distance << 4 | token.length - MIN_MATCH
            out += packed.to_bytes(2, "big")
        else:
            out.append(token)
        used += 1
    return bytes(out)


def decompress(packed: bytes) -> bytes:
    if len(packed) < 4:
        raise CorruptData("no header")
    size = int.from_bytes(packed[:4], "little")
    out = bytearray()
    source = iter(packed[4:])
    try:
        while len(out) < size:
            flags = next(source)
            for bit in range(8):
                if len(out) == size:
                    break
                if not flags >> bit & 1:
                    out.append(next(source))
                    continue
                high, low = next(source), next(source)
                distance, length = (high << 8 | low) >> 4, (low & 0xF) + MIN_MATCH
                if not 0 < distance <= len(out):
                    raise CorruptData(f"distance {distance} after {len(out)} bytes")
                for _ in range(length):
                    out.append(out[-distance])
    except StopIteration:
        raise CorruptData(f"ends after {len(out)} of {size} bytes") from None
    rest = sum(1 for _ in source)
    if rest:
        raise CorruptData(f"{rest} bytes too many")
    return bytes(out)


def noise(count, state=1):
    """*count* bytes that don't compress."""
    result = bytearray()
    for _ in range(count):
        state = (1103515245 * state + 12345) & 0x7FFFFFFF
        result.append(state >> 16 & 0xFF)
    return bytes(result)


def show(data):
    """Tokens of *data*, literals joined: 'abc'<3,3>."""
    text = literal = ""
    for token in tokens(data):
        if isinstance(token, int):
            literal += chr(token)
            continue
        if literal:
            text, literal = text + repr(literal), ""
        text += "<%d,%d>" % token
    return text + (repr(literal) if literal else "")


RHYME = b"""\
This is the house that Jack built.
This is the malt that lay in the house that Jack built.
This is the rat that ate the malt that lay in the house that Jack built.
This is the cat that killed the rat that ate the malt that lay in the house that Jack built.
"""

SAMPLES = {
    "empty": b"",
    "one": b"x",
    "run": b"a" * 300,
    "pattern": b"abcabcabcabcx" * 4,
    "rhyme": RHYME,
    "source": RHYME[::-1] + bytes(range(256)) * 3,
    "noise": noise(500),
}


def main():
    for word in (b"banana", b"aaaaaaaaaaaaaaaaaaaaaaaaa", b"she sells sea shells"):
        print(word.decode(), "=", show(word))

    print(f"\n{'sample':8} {'bytes':>6} {'packed':>6}  ratio")
    for name, data in SAMPLES.items():
        packed = compress(data)
        if decompress(packed) != data:
            print(f"{name}: BROKEN")
            break
        ratio = f"{len(packed) / len(data):.2f}" if data else "-"
        print(f"{name:8} {len(data):6} {len(packed):6}  {ratio:>5}")
    else:
        print("all round trips hold")

    literals, matches = 0, defaultdict(int)
    for token in tokens(RHYME):
        if type(token) is int:
            literals += 1
        else:
            matches[token.length] += 1
    print(f"\nrhyme: {literals} literals, matches by length:")
    print(", ".join(f"{length}x{count}" for length, count in sorted(matches.items())))

    good = compress(b"abcabcabc")
    for damage in good[:2], good[:-1], good + b"!!", good[:5] + b"\xff" + good[6:], b"\1\0\0\0\1\xff\xff":
        try:
            print(decompress(damage))
        except CorruptData as error:
            print(f"{damage.hex()}: {error}")


if __name__ == "__main__":
    main()
