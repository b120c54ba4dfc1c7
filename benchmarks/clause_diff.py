"""Our comparison of two texts beside its peers, in one run and on the same input: one table.

    python benchmarks/clause_diff.py                     everything; peers that are not installed are named
    python benchmarks/clause_diff.py --quick             smaller inputs, one run each
    python benchmarks/clause_diff.py --quality-only      only how right; --speed-only: only how fast; --versions-only: only the real laws
    python benchmarks/clause_diff.py --versions-only --show     which sections were missed or wrongly told
    python benchmarks/clause_diff.py --quality-only --show      which clauses our comparison got wrong

Peers: pip install redlines xmldiff. Every figure is measured in a process of its own, which is stopped after --limit seconds.
What the columns mean stands in docs/explanation/diff-measured.md.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.diff_tools import TOOLS, Tool, floor, score_outcome
from benchmarks.edit_scores import Scores, Wrong
from benchmarks.edit_texts import STYLES
from benchmarks.edits import make_pair
from benchmarks.real_versions import VERSIONS, real_pairs, score_real

OURS = TOOLS[0].name
_PART = 10_000
PATIENCE = 8  # seconds of one tool after which it is not run again for the median
NOT_RUN = {"prosediff": "no adapter here", "python-redlines": "reads Word files only"}


# -- measured in a process of its own --------------------------------------------------------------------------------


def measure(task: str, tool: Tool, arguments: Sequence[str]) -> dict[str, Any]:
    """What a worker process does: one task for one tool."""
    return _TASKS[task](tool, arguments)


def _speed(tool: Tool, arguments: Sequence[str]) -> dict[str, Any]:
    """Seconds of the tool and of the floor, turn by turn; the medians, and the changed segments."""
    old, new, runs = *_texts(arguments), int(arguments[2])
    first, second = tool.prepare(old), tool.prepare(new)
    times, floors = [], []
    result: Any = None
    for _ in range(runs):
        floors.append(_seconds(lambda: floor(old, new)))
        started = time.perf_counter()
        result = tool.run(first, second)
        times.append(time.perf_counter() - started)
        if sum(times) > PATIENCE:
            break
    return {"seconds": statistics.median(times), "floor": statistics.median(floors), "segments": tool.read(old, new, result).segments}


def _memory(tool: Tool, arguments: Sequence[str]) -> dict[str, Any]:
    old, new = _texts(arguments)
    tool.run(tool.prepare(old), tool.prepare(new))
    return {"peak": _peak()}


def _peak() -> float:
    """The most memory that this process has had, in MB; not that of the one that started it, as ru_maxrss would give after a fork."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def _quality(tool: Tool, arguments: Sequence[str]) -> dict[str, Any]:
    style, clauses, seed = arguments
    pair = make_pair(int(seed), int(clauses), style=next(each for each in STYLES if each == style))
    return asdict(score_outcome(tool.compare(pair.old, pair.new), pair))


def _versions(tool: Tool, arguments: Sequence[str]) -> dict[str, Any]:
    name, bare = arguments
    pair = next(pair for pair in real_pairs(bare=bare == "bare") if pair.name == name)
    scores = score_real(tool.compare(pair.old, pair.new).touched, pair)
    return {**asdict(scores), "precision": scores.precision, "recall": scores.recall, "f1": scores.f1}


_TASKS: dict[str, Callable[[Tool, Sequence[str]], dict[str, Any]]] = {"speed": _speed, "memory": _memory, "quality": _quality, "versions": _versions}


def _texts(arguments: Sequence[str]) -> tuple[str, str]:
    return Path(arguments[0]).read_text("utf-8"), Path(arguments[1]).read_text("utf-8")


def _seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


# -- the run that starts them ----------------------------------------------------------------------------------------


class Run:
    """Starts workers, and stops those that take too long."""

    def __init__(self, limit: float) -> None:
        self.limit = limit

    def ask(self, task: str, tool: Tool, *arguments: object) -> dict[str, Any] | None:
        """What a worker found; nothing when it took too long. Each is told on stderr as it comes: the table stands at the end of a long run."""
        command = [sys.executable, __file__, "--worker", task, tool.name, *map(str, arguments)]
        about = " ".join([task, tool.name, *(Path(str(each)).stem for each in arguments)])
        started = time.perf_counter()
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=self.limit, check=False)
        except subprocess.TimeoutExpired:
            print(f"{about}: more than {self.limit:.0f} s", file=sys.stderr, flush=True)
            return None
        print(f"{about}: {time.perf_counter() - started:.1f} s, {_short(done.stdout)}", file=sys.stderr, flush=True)
        if done.returncode:
            raise SystemExit(f"{tool.name}, {task} {arguments}: {done.stderr}")
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def process(self, tool: Tool, files: Sequence[Path], runs: int) -> float | None:
        """Median seconds of a whole process that prints its report of two files."""
        if not tool.process:
            return None
        command = [sys.executable, *tool_command(tool), *map(str, files)]
        fresh = {**os.environ, "COMPLIANCE_NO_CACHE": "1"}  # a run that is answered from its record is none
        times = []
        for _ in range(runs):
            try:
                times.append(_seconds(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, timeout=self.limit, check=True, env=fresh, cwd=Path(__file__).resolve().parents[1])))
            except subprocess.TimeoutExpired:
                return None
        return statistics.median(times)


def _short(found: str) -> str:
    """The figures of a worker on one line, without what it got wrong."""
    try:
        return " ".join(f"{name}={value:.4g}" for name, value in json.loads(found).items() if isinstance(value, int | float))
    except ValueError:
        return "nothing"


def tool_command(tool: Tool) -> list[str]:
    """Our own command where this version has it; a line of Python for the others."""
    if tool.name == OURS and not subprocess.run([sys.executable, "-m", "compliance", "diff", "--help"], capture_output=True, check=False).returncode:
        return ["-m", "compliance", "diff", "-f", "json"]
    return ["-c", tool.process]


def speed(run: Run, tools: Sequence[Tool], folder: Path, sizes: Sequence[int], runs: int) -> dict[str, dict[str, str]]:
    """Rows of the table by tool: in-process time, ratio to the floor, whole process, memory, growth, segments."""
    files = {clauses: _write(folder, clauses) for clauses in sizes}
    small, large = sizes[0], sizes[1]
    rows: dict[str, dict[str, str]] = {}
    wholes = {tool.name: run.process(tool, files[small], min(3, runs)) for tool in tools}
    for tool in tools:
        row = rows[tool.name] = {}
        per_clause: dict[int, float] = {}
        for clauses in sizes[: 3 if tool.name == OURS else 2]:
            found = run.ask("speed", tool, *files[clauses], runs if tool.name == OURS else min(3, runs) if clauses == small else 1)
            if clauses in (small, large):
                row[f"{clauses:,} clauses"] = _time(found["seconds"]) if found else f"> {run.limit:.0f} s"
                row[f"x floor {clauses:,}"] = f"{found['seconds'] / found['floor']:.1f}" if found else "-"
                row[f"segments {clauses:,}"] = f"{found['segments']:,}" if found else "-"
            if found is None:
                break
            per_clause[clauses] = found["seconds"] / clauses
        row["growth"] = " ".join(f"{per_clause[clauses] / per_clause[small]:.1f}" for clauses in sizes if clauses in per_clause and clauses != small) or "-"
        whole, redlines = wholes[tool.name], wholes.get("redlines")
        row["process"] = _time(whole) if whole else "-"
        row["x redlines"] = f"{whole / redlines:.2f}" if whole and redlines else "-"
        peak = run.ask("memory", tool, *files[large]) if large in per_clause else None
        row["MB"] = f"{peak['peak']:.0f}" if peak else "-"
    return rows


def _write(folder: Path, clauses: int) -> tuple[Path, Path]:
    """A pair in files; a worker reads them, so that the generator's memory is not counted.

    Beyond 10,000 clauses several such pairs stand behind one another, as the parts of a code do: the generator takes the square of the time.
    """
    pairs = [make_pair(seed, min(clauses, _PART)) for seed in range(1, 1 + max(1, clauses // _PART))]
    paths = folder / f"old-{clauses}.txt", folder / f"new-{clauses}.txt"
    for path, text in zip(paths, ("".join(pair.old for pair in pairs), "".join(pair.new for pair in pairs)), strict=True):
        path.write_text(text, "utf-8", newline="\n")
    return paths


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


def quality(run: Run, tools: Sequence[Tool], clauses: int, seeds: Sequence[int]) -> tuple[dict[str, dict[str, str]], list[tuple[str, Wrong]]]:
    """Rows of the table by tool, added up over styles and seeds; and what our comparison got wrong."""
    rows: dict[str, dict[str, str]] = {}
    wrong: list[tuple[str, Wrong]] = []
    for tool in tools:
        total, late = Scores(), 0
        for style in STYLES:
            for seed in seeds:
                found = run.ask("quality", tool, style, clauses, seed)
                if found is None:
                    late += 1
                    break
                found["wrong"] = tuple(Wrong(*each) for each in found["wrong"])
                scores = Scores(**found)
                total += scores
                if tool.name == OURS:
                    wrong += [(f"{style} {clauses} seed {seed}", each) for each in scores.wrong]
        rows[tool.name] = _quality_row(tool, total, f" ({late} of {len(STYLES)} styles took too long)" if late else "")
    return rows, wrong


def _quality_row(tool: Tool, total: Scores, remark: str) -> dict[str, str]:
    if not total.pairs_true:
        return {"F1": f"-{remark}"}
    ours = tool.name == OURS
    return {
        "precision": f"{total.precision:.3f}", "recall": f"{total.recall:.3f}", "F1": f"{total.f1:.4f}{remark}",
        "moves": f"{total.moves_found} of {total.moves_true}" if tool.moves else "none", "false moves": str(total.moves_false) if tool.moves else "none",
        "splits": f"{total.splits_found} of {total.splits_true}" if ours else "none", "false splits": str(total.splits_said - total.splits_right) if ours else "none",
        "merges": f"{total.merges_found} of {total.merges_true}" if ours else "none", "false merges": str(total.merges_said - total.merges_right) if ours else "none",
        "kinds": f"{total.kinds_accuracy:.3f}" if ours else "none",
    }


def versions(run: Run, tools: Sequence[Tool], *, quick: bool) -> list[tuple[str, str, str, dict[str, Any] | None]]:
    """For each document, with and without its numbers, and each tool: the scores."""
    names = [pair.name for pair in real_pairs()]
    return [(name, form, tool.name, run.ask("versions", tool, name, form))
            for form in ("numbered", "bare") for name in (names[-2:] if quick else names) for tool in tools]


# -- printing --------------------------------------------------------------------------------------------------------


def print_table(rows: dict[str, dict[str, str]], tools: Sequence[Tool]) -> None:
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    print("| tool | " + " | ".join(columns) + " |")
    print("| --- |" + " ---: |" * len(columns))
    for tool in tools:
        print(f"| {tool.name} ({tool.version()}) | " + " | ".join(rows[tool.name].get(column, "-") for column in columns) + " |")
    print()


def print_versions(found: Iterable[tuple[str, str, str, dict[str, Any] | None]], tools: Sequence[Tool], *, show: bool) -> None:
    table: dict[tuple[str, str], dict[str, dict[str, Any] | None]] = {}
    for name, form, tool, scores in found:
        table.setdefault((name, form), {})[tool] = scores
    print("| document | numbers | sections amended, inserted | " + " | ".join(f"{tool.name}: P R F1" for tool in tools) + " |")
    print("| --- | --- | --- |" + " --- |" * len(tools))
    for (name, form), by_tool in table.items():
        known = next((scores for scores in by_tool.values() if scores), None)
        counts = f"{known['amended']}, {known['inserted']}" if known else "-"
        cells = [f"{scores['precision']:.3f} {scores['recall']:.3f} {scores['f1']:.3f}" if (scores := by_tool[tool.name]) else "too long" for tool in tools]
        print(f"| {name} | {'kept' if form == 'numbered' else 'taken out'} | {counts} | " + " | ".join(cells) + " |")
    print()
    if show:
        for (name, form), by_tool in table.items():
            for tool, scores in by_tool.items():
                for label in ("missed", "wrong"):
                    if scores and scores[label]:
                        print(f"{name}, {form}, {tool}: {label}: {'; '.join(scores[label])}")
        print()


def print_wrong(wrong: Iterable[tuple[str, Wrong]]) -> None:
    for where, each in wrong:
        print(f"{where}: {each.what} ({each.truth})\n    old: {each.old[:400]}\n    new: {each.new[:400]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    for only in ("quality", "speed", "versions"):
        parser.add_argument(f"--{only}-only", action="store_true")
    parser.add_argument("--show", action="store_true", help="also print what is wrong")
    parser.add_argument("--tool", action="append", help="only this tool (may be given again)")
    parser.add_argument("--limit", type=float, default=300, metavar="SECONDS", help="stop a worker after so long (300)")
    parser.add_argument("--seeds", type=int, default=3, help="made-up pairs of each style (3)")
    parser.add_argument("--worker", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        task, name, *arguments = options.worker
        print(json.dumps(measure(task, next(tool for tool in TOOLS if tool.name == name), arguments)))
        return
    tools = [tool for tool in TOOLS if not tool.missing() and (not options.tool or tool.name in options.tool)]
    every = not (options.quality_only or options.speed_only or options.versions_only)
    run = Run(options.limit)
    for tool in TOOLS:
        if tool.missing():
            print(f"left out: {tool.name}, {tool.missing()}")
    print("not in this run: " + "; ".join(f"{name} ({why})" for name, why in NOT_RUN.items()) + "\n")
    rows: dict[str, dict[str, str]] = {tool.name: {} for tool in tools}
    wrong: list[tuple[str, Wrong]] = []
    if every or options.speed_only:
        with tempfile.TemporaryDirectory() as folder:
            sizes, runs = ((300, 1_000, 10_000), 3) if options.quick else ((1_000, 10_000, 100_000), 7)
            for name, row in speed(run, tools, Path(folder), sizes, runs).items():
                rows[name].update(row)
    if every or options.quality_only:
        clauses, seeds = (300, [1]) if options.quick else (1_000, range(1, options.seeds + 1))
        found, wrong = quality(run, tools, clauses, seeds)
        for name, row in found.items():
            rows[name].update(row)
    if any(rows.values()):
        print_table(rows, tools)
    if options.show:
        print_wrong(wrong)
    if every or options.versions_only:
        if VERSIONS.exists():
            print_versions(versions(run, tools, quick=options.quick), tools, show=options.show)
        else:
            print(f"no real versions: {VERSIONS} is not here")


if __name__ == "__main__":
    main()
