"""Each peer as a function from texts to one number a text: equal numbers are one cluster, DROPPED is left out.

Run by its path, so that a process loads the peer and nothing of tgclean:

python benchmarks/peers/adapters.py rensa posts.jsonl > clusters.txt
"""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

DROPPED = -1  # of tools that say what they leave out, and not whose copy it is
PERMUTATIONS = 128
SEED = 42

Shingles = Callable[[str], list[str]]
Links = Iterable[tuple[int, int]]


def words(text: str, length: int = 5) -> list[str]:
    """Runs of `length` words, each once; a text of fewer words is one run."""
    parts = text.split()
    return list({" ".join(parts[at : at + length]) for at in range(max(1, len(parts) - length + 1))})


def characters(text: str, length: int = 5) -> list[str]:
    """Runs of `length` characters, each once."""
    return list({text[at : at + length] for at in range(max(1, len(text) - length + 1))})


def joined(count: int, links: Links) -> list[int]:
    """The lowest number that each of `count` texts is linked with, over any number of links."""
    lowest = list(range(count))

    def root(at: int) -> int:
        while lowest[at] != at:
            lowest[at] = lowest[lowest[at]]
            at = lowest[at]
        return at

    for one, other in links:
        low, high = sorted((root(one), root(other)))
        lowest[high] = low
    return [root(at) for at in range(count)]


def rensa(texts: Sequence[str], shingles: Shingles, threshold: float, bands: int) -> list[int]:
    """The index proposes, the estimate from the signatures decides."""
    from rensa import RMinHash, RMinHashLSH

    signatures = RMinHash.from_token_sets(map(shingles, texts), PERMUTATIONS, SEED)
    index = RMinHashLSH(threshold, PERMUTATIONS, bands)
    index.insert_many(signatures)
    candidates = ((at, other) for at, row in enumerate(index.query_all(signatures)) for other in row if other < at)
    links = ((at, other) for at, other in candidates if signatures[at].jaccard(signatures[other]) >= threshold)
    return joined(len(texts), links)


def rensa_stream(texts: Sequence[str]) -> list[int]:
    """One text after the other, on its words: new, or not."""
    from rensa import RMinHashDeduplicator

    seen = RMinHashDeduplicator(0.7, PERMUTATIONS, True, seed=SEED)
    new = seen.add_pairs((str(at), text.split()) for at, text in enumerate(texts))
    return [at if added else DROPPED for at, added in enumerate(new)]


def gaoya(texts: Sequence[str]) -> list[int]:
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(
        32, 0.7, None, None, PERMUTATIONS, analyzer="word", ngram_range=(5, 5), id_container="vec"
    )
    index.par_bulk_insert_docs(list(range(len(texts))), texts)
    return joined(len(texts), ((at, other) for at, row in enumerate(index.par_bulk_query(texts)) for other in row))


def datasketch(texts: Sequence[str]) -> list[int]:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.7, num_perm=PERMUTATIONS)

    def links() -> Iterator[tuple[int, int]]:
        for at, text in enumerate(texts):
            signature = MinHash(num_perm=PERMUTATIONS, seed=SEED)
            signature.update_batch([run.encode() for run in words(text)])
            for other in index.query(signature):
                yield at, other
            index.insert(at, signature, check_duplication=False)

    return joined(len(texts), links())


def dupekit(texts: Sequence[str]) -> list[int]:
    """Texts with a bucket in common are one, as in its own pipeline, whose settings these are."""
    import pyarrow
    from dupekit import Transformation, transform

    steps = [
        Transformation.CleanText(input_col="text", output_col="clean"),
        Transformation.MinHash(input_col="clean", output_col="signature", num_perms=286, ngram_size=5, seed=SEED),
        Transformation.MinHashLSH(input_col="signature", output_col="buckets", num_bands=26),
    ]
    batch = transform(pyarrow.RecordBatch.from_pydict({"text": texts}), steps)
    first: dict[int, int] = {}
    buckets = ((at, bucket) for at, row in enumerate(batch.column("buckets").to_pylist()) for bucket in row or ())
    return joined(len(texts), ((at, first.setdefault(bucket, at)) for at, bucket in buckets))


def near_dupes(texts: Sequence[str]) -> list[int]:
    import near_dupes

    groups = near_dupes.find_duplicates(texts, kind="text").groups
    return joined(len(texts), ((group[0], other) for group in groups for other in group))


def simhash(texts: Sequence[str]) -> list[int]:
    from simhash import Simhash, SimhashIndex

    prints = [Simhash(text) for text in texts]
    index = SimhashIndex([(str(at), one) for at, one in enumerate(prints)], k=3)
    return joined(len(texts), ((at, int(other)) for at, one in enumerate(prints) for other in index.get_near_dups(one)))


def text_dedup(texts: Sequence[str]) -> list[int]:
    """Its command, which writes its clusters beside its output; with its own `min_length` it drops short posts."""
    from text_dedup.utils.union_find import UnionFind

    with tempfile.TemporaryDirectory() as directory:
        rows, output = Path(directory, "rows.jsonl"), Path(directory, "output")
        rows.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "utf-8")
        command = [sys.executable, "-m", "text_dedup.minhash", "--path", "json", "--split", "train", "--column", "text"]
        command += ["--data_files", str(rows), "--cache_dir", f"{directory}/cache", "--output", str(output), "--debug"]
        command += f"--ngram 5 --threshold 0.7 --num_perm {PERMUTATIONS} --min_length 1 --num_proc 1".split()
        subprocess.run(command, check=True, capture_output=True)
        clusters: UnionFind = pickle.loads(Path(output, "uf.pkl").read_bytes())
    return joined(len(texts), clusters.parent.items())


def rapidfuzz(texts: Sequence[str]) -> list[int]:
    """Every text against all after it: no index, and the time grows with the square."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import cdist

    def links() -> Iterator[tuple[int, int]]:
        for at, text in enumerate(texts):
            for off in cdist([text], texts[at + 1 :], scorer=ratio, score_cutoff=80)[0].nonzero()[0]:
                yield at, at + 1 + int(off)

    return joined(len(texts), links())


ADAPTERS: dict[str, Callable[[Sequence[str]], list[int]]] = {
    "rensa": partial(rensa, shingles=words, threshold=0.7, bands=16),
    "rensa-char": partial(rensa, shingles=characters, threshold=0.55, bands=32),
    "rensa-stream": rensa_stream,
    "gaoya": gaoya,
    "datasketch": datasketch,
    "dupekit": dupekit,
    "near-dupes": near_dupes,
    "simhash": simhash,
    "text-dedup": text_dedup,
    "rapidfuzz": rapidfuzz,
}


def main() -> None:
    """Reads JSON Lines and prints a number for each row."""
    name, path = sys.argv[1:]
    with Path(path).open(encoding="utf-8") as rows:
        texts = [json.loads(row)["text"] for row in rows]
    print("\n".join(map(str, ADAPTERS[name](texts))))


if __name__ == "__main__":
    main()
