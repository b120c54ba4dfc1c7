"""The action: its steps run by hand in a shell, with the variables that a runner sets; and nothing of an input is part of a script."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.projects import BOUND, DECREE, FREED, project, turn

ROOT = Path(__file__).resolve().parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


class Ran(NamedTuple):
    code: int
    log: str
    outputs: dict[str, str]
    summary: str


class Runner:
    """A workspace with a project, and what a runner keeps beside it."""

    def __init__(self, folder: Path) -> None:
        self.workspace = folder / "work space"
        self.temp = folder / "temp"
        self.temp.mkdir(parents=True)
        self.workspace.mkdir()
        # The tool as it is installed here, where the step before would have put it.
        self.bin = self.temp / "compliance-venv" / "bin"
        self.bin.mkdir(parents=True)
        (self.bin / "compliance").write_text(f'#!/bin/sh\nexec "{Path(sys.executable).with_name("compliance")}" "$@"\n', "utf-8")
        (self.bin / "compliance").chmod(0o755)

    def run(self, name: str, **inputs: str) -> Ran:
        """A step as a runner runs it, with inputs by their names (``_`` for ``-``)."""
        if shutil.which("bash") is None:
            pytest.skip("bash is not installed")
        step = STEPS[name]
        given = {key: str(value.get("default", "")) for key, value in ACTION["inputs"].items()} | {key.replace("_", "-"): value for key, value in inputs.items()}
        known = {f"inputs.{key}": value for key, value in given.items()}
        known |= {"inputs.source || github.action_path": given["source"] or str(ROOT), "steps.install.outputs.bin": str(self.bin)}
        env = {key: EXPRESSION.sub(lambda match: known[match[1]], value) for key, value in step["env"].items()}
        files = {key: self.temp / key.lower() for key in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for file in files.values():
            file.write_text("", "utf-8")
        script = self.temp / "step.sh"
        script.write_text(step["run"], "utf-8")
        around = {"PATH": os.environ["PATH"], "HOME": str(self.temp), "RUNNER_TEMP": str(self.temp), "GITHUB_WORKSPACE": str(self.workspace), **{key: str(path) for key, path in files.items()}}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.workspace, env={**around, **env}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        outputs = dict(line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text("utf-8").splitlines())
        return Ran(done.returncode, done.stdout, outputs, files["GITHUB_STEP_SUMMARY"].read_text("utf-8"))


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    found = Runner(tmp_path)
    project(found.workspace)
    return found


def heard(log: str) -> list[str]:
    """The commands that a runner would follow: those that are not between a stop and its token."""
    out: list[str] = []
    token = ""
    for line in log.splitlines():
        if token:
            token = "" if line == f"::{token}::" else token
        elif line.startswith("::stop-commands::"):
            token = line.removeprefix("::stop-commands::")
        elif line.lstrip().startswith("::") or "##[" in line:
            out.append(line)
    return out


def test_green(runner: Runner) -> None:
    ran = runner.run("Check")
    assert ran.code == 0, ran.log
    assert ran.outputs == {"exit-code": "0"}
    assert ran.summary.startswith("## ● The check passes")
    assert [line.split(" ")[0] for line in heard(ran.log)] == ["::warning", "::notice"]


def test_red_with_annotations_summary_and_sarif(runner: Runner) -> None:
    turn(runner.workspace / DECREE, BOUND, FREED)
    ran = runner.run("Check", sarif="out.sarif")
    assert ran.code == 1
    assert ran.outputs == {"exit-code": "1", "sarif": "out.sarif"}
    assert ran.summary.startswith("## ✕ The check fails")
    assert any(line.startswith(f"::error file={DECREE},line=3,") for line in heard(ran.log))
    sarif = json.loads((runner.workspace / "out.sarif").read_text("utf-8"))
    assert {result["ruleId"] for result in sarif["runs"][0]["results"]} == {"gap", "contradiction", "partial"}
    assert "error contradiction decree/1" in ran.log  # the report itself is in the log as well


def test_report_only(runner: Runner) -> None:
    turn(runner.workspace / DECREE, BOUND, FREED)
    ran = runner.run("Check", report_only="true")
    assert (ran.code, ran.outputs["exit-code"]) == (0, "0")
    assert "contradiction" in ran.summary
    assert runner.run("Check", report_only="yes").code == 2


def test_what_could_not_be_judged(runner: Runner) -> None:
    (runner.workspace / DECREE).unlink()
    (runner.workspace / "out.sarif").write_text("yesterday's", "utf-8")
    ran = runner.run("Check", sarif="out.sarif")
    assert (ran.code, ran.outputs) == (2, {"exit-code": "2", "sarif": "out.sarif"})
    assert json.loads((runner.workspace / "out.sarif").read_text("utf-8"))["runs"][0]["invocations"][0]["executionSuccessful"] is False
    assert "could not be judged" in ran.summary
    assert f"{DECREE}: input-missing" in ran.log
    assert heard(ran.log) == ["::error title=compliance check::This could not be judged (exit code 2). The log of this step says why."]


def test_words_and_a_folder_below(runner: Runner) -> None:
    assert runner.run("Check", args="--profile final\n").code == 1
    folder = runner.workspace / "law"
    project(folder)
    turn(folder / DECREE, BOUND, FREED)
    ran = runner.run("Check", working_directory="law/", args="--fail-on  note")
    assert ran.code == 1
    assert any(line.startswith(f"::error file=law/{DECREE},line=3,") for line in heard(ran.log))
    assert runner.run("Check").code == 0
    assert runner.run("Check", working_directory="nowhere").code == 2


@pytest.mark.parametrize("evil", ['"; touch hurt; "', "$(touch hurt)", "`touch hurt`", "; touch hurt", "x && touch hurt", "--profile $(touch hurt)", "*"])
def test_inputs_run_nothing(evil: str, runner: Runner) -> None:
    for name in ("args", "sarif", "working_directory", "report_only"):
        ran = runner.run("Check", **{name: evil})
        assert ran.code in (0, 2), (name, ran.log)
        assert not list(runner.workspace.rglob("hurt*"))
    assert runner.run("Check", sarif="a\nexit-code=0").outputs == {}


def test_words_of_a_text_are_no_commands(runner: Runner) -> None:
    with (runner.workspace / DECREE).open("a", encoding="utf-8") as file:
        file.write("4. ::set-output name=x::y ##[error]z ::add-mask::river The mill may dump sewage into the river.\n")
    ran = runner.run("Check")
    assert ran.code == 1
    assert all(line.startswith(("::error file=", "::warning file=", "::notice title=compliance check::")) for line in heard(ran.log))


def test_the_set_up_installs_what_is_named(runner: Runner, tmp_path: Path) -> None:
    """Only the shape: what pip fetches is tried in a workflow, and by hand."""
    shutil.rmtree(runner.temp / "compliance-venv")
    broken = runner.run("Install", source=str(tmp_path / "nothing"))
    assert broken.code != 0
    assert (runner.temp / "compliance-venv").is_dir()
    assert "bin" not in broken.outputs


def test_no_input_is_part_of_a_script() -> None:
    for step in STEPS.values():
        assert "${{" not in step.get("run", "")
        assert step.get("shell", "bash") == "bash"
    named = {key for step in STEPS.values() for value in (*step.get("env", {}).values(), *step.get("with", {}).values()) for key in re.findall(r"inputs\.([\w-]+)", value)}
    assert named == set(ACTION["inputs"])
    assert all(value.get("description") for value in (*ACTION["inputs"].values(), *ACTION["outputs"].values()))
    assert {found for value in ACTION["outputs"].values() for found in re.findall(r"steps\.check\.outputs\.([\w-]+)", value["value"])} == {"exit-code", "sarif"}


def test_the_workflow_of_a_project_uses_inputs_that_are_there() -> None:
    workflow = (ROOT / "compliance/templates/project/.github/workflows/compliance.yml").read_text("utf-8")
    assert yaml.safe_load(workflow)["jobs"]["check"]["steps"][1]["uses"] == "OWNER/compliance@v0.0.0"
    shown = yaml.safe_load(workflow.replace("        # with:", "        with:").replace("        #   ", "          "))
    assert set(shown["jobs"]["check"]["steps"][1]["with"]) <= set(ACTION["inputs"])
