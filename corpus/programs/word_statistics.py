"""What a text is made of: words, sentences, n-grams, syllables, and a few charts in characters."""

import string
from collections import Counter, defaultdict
from math import log2
from statistics import mean, median
from typing import Dict, Iterable, List, Sequence, Tuple

TEXT = """
It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of
foolishness, it was the epoch of belief, it was the epoch of incredulity, it was the season of Light,
it was the season of Darkness, it was the spring of hope, it was the winter of despair.

"What is the use of a book," thought Alice, "without pictures or conversations?" So she was
considering in her own mind whether the pleasure of making a daisy-chain would be worth the trouble.

Call me Ishmael. Some years ago - never mind how long precisely - having little or no money in my purse,
and nothing particular to interest me on shore, I thought I would sail about a little and see the
watery part of the world. Why? It's a way I have of driving off the spleen!
"""

STOP_WORDS = frozenset("a an and the of in on to it i is was me my or no so be have".split())
VOWELS = set("aeiouy")


def sentences(text: str) -> List[str]:
    found, start = [], 0
    for index, char in enumerate(text):
        if char in ".?!" and (index + 1 == len(text) or text[index + 1] in ' "\n'):
            found.append(" ".join(text[start:index + 1].split()).strip('" '))
            start = index + 1
    rest = text[start:].strip(' "\n')
    return found + [rest] * bool(rest)


def words(text: str) -> Iterable[str]:
    for word in text.replace("-", " ").split():
        word = word.strip(string.punctuation).lower()
        if word:
            yield word


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end."""
    groups, previous = 0, False
    for char in word:
        groups += (current := char in VOWELS) and not previous
        previous = current
    if word.endswith("e") and not word.endswith("le") and groups > 1:
        groups -= 1
    return max(groups, 1)


def ngrams(items: Sequence, n: int):
    return zip(*(items[start:] for start in range(n)))


def entropy(counts: Counter) -> float:
    """Bits an item."""
    total = sum(counts.values())
    return -sum(count / total * log2(count / total) for count in counts.values())


def ranking(counts: Counter, limit: int) -> List[Tuple[str, int]]:
    # most_common keeps ties in the order of the text; the alphabet is easier to read
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:limit]


def bar_chart(rows: Iterable[Tuple[object, int]], *, width: int = 40, mark: str = "=") -> None:
    rows = list(rows)
    longest = max(count for _, count in rows)
    margin = max(len(str(label)) for label, _ in rows)
    for label, count in rows:
        bar = mark * round(width * count / longest)
        print(f"{label!s:>{margin}} |{bar:<{width}}| {count:{len(str(longest))}d}")


def columns(labels: Sequence[str], heights: Sequence[int], levels: int = 4) -> None:
    """Columns that stand upright."""
    top = max(heights)
    for level in range(levels, 0, -1):
        print("".join("#" if height / top > (level - 1) / levels else " " for height in heights).rstrip())
    print("".join(labels))


def wrap(text: str, width: int, justify: bool = False) -> Iterable[str]:
    line: List[str] = []
    length = 0
    for word in text.split():
        if length + len(word) + len(line) > width:
            yield spread(line, width - length) if justify else " ".join(line)
            line, length = [], 0
        line.append(word)
        length += len(word)
    if line:
        yield " ".join(line)


def spread(line: List[str], spaces: int) -> str:
    gaps = len(line) - 1
    if not gaps:
        return line[0]
    each, more = divmod(spaces, gaps)
    result = ""
    for index, word in enumerate(line):
        result += word
        if index < gaps:
            result += " " * (each + (1 if index < more else 0))
    return result


def concordance(text: str, wanted: str, around: int = 18) -> Iterable[str]:
    flat, at = " ".join(text.split()), -1
    while (at := flat.lower().find(wanted, at + 1)) != -1:
        end = at + len(wanted)
        yield f"{flat[max(at - around, 0):at]:>{around}}[{flat[at:end]}]{flat[end:end + around]}"


class Markov:
    """Which word follows which; the choice among them is a fixed pseudo-random one."""

    def __init__(self, items: Iterable[str]) -> None:
        self.after: Dict[str, List[str]] = defaultdict(list)
        for a, b in ngrams([*items], 2):
            self.after[a].append(b)

    def babble(self, start: str, count: int, seed: int = 7) -> Iterable[str]:
        word = start
        for _ in range(count):
            yield word
            if word not in self.after:
                break
            seed = seed * 1103515245 + 12345 & 0x7FFFFFFF
            choices = self.after[word]
            word = choices[(seed >> 16) % len(choices)]


def caesar(text: str, key: int) -> str:
    lower, upper = string.ascii_lowercase, string.ascii_uppercase
    table = str.maketrans(lower + upper, lower[key:] + lower[:key] + upper[key:] + upper[:key])
    return text.translate(table)


def crack(secret: str, frequencies: Counter) -> int:
    """The key under which *secret* looks most like the language of *frequencies*."""
    def likeness(key: int) -> int:
        return sum(frequencies[char] for char in caesar(secret, -key % 26).lower() if char.isalpha())
    return max(range(26), key=likeness)


def main() -> None:
    all_words = list(words(TEXT))
    all_sentences = sentences(TEXT)
    counts = Counter(all_words)
    letters = Counter(filter(str.isalpha, TEXT.lower()))
    print(f"{len(TEXT) = }, {len(all_words) = }, {len(counts) = }, {len(all_sentences) = }")

    lengths = [len(list(words(sentence))) for sentence in all_sentences]
    per_word = [syllables(word) for word in all_words]
    ease = 206.835 - 1.015 * mean(lengths) - 84.6 * mean(per_word)
    print(f"sentences: {min(lengths)} to {max(lengths)} words, median {median(lengths)}, reading ease {ease:.1f}")
    print("shortest sentence:", min(all_sentences, key=len))
    print("longest word:", max(all_words, key=lambda word: (len(word), word)))

    print("\nmost frequent, without the small ones:")
    bar_chart(ranking(Counter({w: c for w, c in counts.items() if w not in STOP_WORDS}), 6), width=20)
    pairs = ranking(Counter(ngrams(all_words, 2)), 4)
    print("\npairs:", *(f"{' '.join(pair)} ({n})" for pair, n in pairs), sep="\n  ")
    print("\nlengths of words:")
    by_length = Counter(map(len, all_words))
    bar_chart(((n, by_length[n]) for n in range(1, max(by_length) + 1)), width=30, mark="*")
    print("\nletters:")
    columns(string.ascii_lowercase, [letters[char] for char in string.ascii_lowercase])
    print(f"entropy: {entropy(letters):.4f} bits a letter, {entropy(counts):.4f} a word")
    syllable_words = defaultdict(set)
    for word, number in zip(all_words, per_word):
        syllable_words[number].add(word)
    print({number: sorted(syllable_words[number])[:3] for number in sorted(syllable_words, reverse=True)})

    print("\nconcordance of 'was the s':", *concordance(TEXT, "was the s"), sep="\n")
    print()
    for left, right in zip(wrap(all_sentences[1], 34, justify=True), wrap(all_sentences[1], 34)):
        print(f"|{left:34}|{right:34}|")
    print("\nbabble:", *Markov(all_words).babble("it", 20))

    secret = caesar("The quick reader has found the key of this message.", 10)
    key = crack(secret, letters)
    print(secret, "->", key, caesar(secret, -key % 26), sep="\n")
    first_seen = {}
    for index, word in enumerate(all_words):
        first_seen.setdefault(word[0], (index, word))
    print(" ".join(first_seen[char][1] if char in first_seen else "-" for char in string.ascii_lowercase))


if __name__ == "__main__":
    main()
