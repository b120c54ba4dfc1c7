"""The page on checking in CI: its commands run in order, its outputs compared, its files parsed and tried."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import yaml

from tests.projects import committed, project, run

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "how-to" / "check-in-ci.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FILES = {name: body for kind, name, body in BLOCK.findall(PAGE) if kind in ("yaml", "ini")}


def test_the_page_holds(tmp_path: Path) -> None:
    folder, printed = tmp_path, ""
    commands = outputs = 0
    for kind, about, body in BLOCK.findall(PAGE):
        if kind == "text":
            (folder / about).write_text(body, "utf-8")
        elif kind == "output":
            assert body.strip("\n") in printed
            outputs += 1
        elif kind == "sh":
            for line in body.strip().splitlines():
                words = shlex.split(line)
                if words[0] == "cd":
                    folder = folder / words[1]
                    continue
                assert words[0] == "compliance"
                if "HEAD" in words:
                    committed(folder)
                done = run(folder, *words[1:], GIT_CEILING_DIRECTORIES=str(tmp_path))
                assert (done.returncode, done.stderr) == (int(about or 0), ""), line
                printed = done.stdout
                commands += 1
    assert (commands, outputs) == (8, 3)


def test_what_the_page_says_of_the_action_is_so() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    table = PAGE.partition("Inputs of the action:")[2].partition("Outputs:")[0]
    assert set(re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE)) == set(action["inputs"])
    steps = yaml.safe_load(FILES[".github/workflows/compliance.yml"])["jobs"]["check"]["steps"]
    assert set(steps[1]["with"]) <= set(action["inputs"])
    assert set(re.findall(r"steps\.compliance\.outputs\.([\w-]+)", FILES[".github/workflows/compliance.yml"])) <= set(action["outputs"])


def test_the_hooks_of_the_page_are_there() -> None:
    there = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    (repo,) = yaml.safe_load(FILES[".pre-commit-config.yaml"])["repos"]
    assert {hook["id"] for hook in repo["hooks"]} == there


def test_the_job_for_gitlab_writes_what_it_keeps(tmp_path: Path) -> None:
    project(tmp_path)
    job = yaml.safe_load(FILES[".gitlab-ci.yml"])["compliance"]
    words = shlex.split(job["script"][-1])
    assert run(tmp_path, *words[1:]).returncode == 0
    for name in job["artifacts"]["reports"].values():
        assert (tmp_path / name).stat().st_size > 10


def test_the_ini_file_of_the_page_collects(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "pytest.ini").write_text(FILES["pytest.ini"], "utf-8")
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", "--collect-only", "-p", "no:cacheprovider"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "compliance.toml::1.waste is addressed" in done.stdout, done.stdout + done.stderr
    assert "rules/river/pack.yaml::" in done.stdout


def test_the_shell_script_keeps_the_exit_code(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "texts/decree.txt").write_text("Decree\n\n1. The mill may dump sewage into the river.\n", "utf-8")
    (script,) = [body for kind, _, body in BLOCK.findall(PAGE) if kind == "bash"]
    around = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, capture_output=True, text=True, env=around, check=False)
    assert done.returncode == 1, done.stderr
    assert (tmp_path / "compliance.sarif").is_file()
