"""``--help`` says what there is to say, so that no manual page is needed; completion scripts are printed for three shells."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from compliance.cli.main import app


def commands(command: object, name: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    """The command and all below it, with their names."""
    yield name, command
    for word, inner in sorted(getattr(command, "commands", {}).items()):
        yield from commands(inner, (*name, word))


ALL = dict(commands(typer.main.get_command(app)))


def run(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "compliance", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env={**os.environ, **env}, check=False)


@pytest.mark.parametrize("name", ALL, ids=" ".join)
def test_every_command_option_and_argument_is_explained(name: tuple[str, ...]) -> None:
    command = ALL[name]
    assert getattr(command, "help", ""), name
    unexplained = [param.name for param in command.params if param.name != "help" and not param.help]  # type: ignore[attr-defined]
    assert not unexplained, unexplained


@pytest.mark.parametrize("name", ALL, ids=" ".join)
def test_help_shows_every_option(name: tuple[str, ...]) -> None:
    done = run(*name, "--help", COLUMNS="200")
    assert (done.returncode, done.stderr) == (0, "")
    for param in ALL[name].params:  # type: ignore[attr-defined]
        if not param.hidden:
            assert all(word in done.stdout for word in param.opts if word.startswith("-")), param.opts
    for word in getattr(ALL[name], "commands", {}):
        assert f"\n  {word}" in done.stdout


@pytest.mark.parametrize("name", ALL, ids=" ".join)
def test_help_is_whole_at_80_columns(name: tuple[str, ...]) -> None:
    shown = run(*name, "--help", COLUMNS="80").stdout.splitlines()
    assert max(map(len, shown)) <= 80
    assert not [line for line in shown if line.endswith("...") and not line.endswith(("]...", "}..."))]  # what may be repeated is no cut


SCRIPT = Path(sys.executable).with_name("compliance")


def complete(action: str, **env: str) -> str:
    """What the installed command prints where a shell asks it. (``python -m`` goes by another name, which no shell completes.)"""
    done = subprocess.run([str(SCRIPT)], capture_output=True, text=True, encoding="utf-8", env={**os.environ, "_COMPLIANCE_COMPLETE": action, **env}, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_is_printed_and_the_shell_reads_it(shell: str) -> None:
    script = complete(f"source_{shell}")
    assert f"_COMPLIANCE_COMPLETE=complete_{shell}" in script
    if shutil.which(shell):
        read = subprocess.run([shell, "-n"], input=script, capture_output=True, text=True, check=False)
        assert (read.returncode, read.stderr) == (0, "")


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
@pytest.mark.parametrize(("words", "offered"), [("ch", "check"), ("check --fail", "--fail-on"), ("check --out", "--output"), ("baseline cr", "create")])
def test_bash_completes_what_is_typed(words: str, offered: str) -> None:
    typed = ["compliance", *words.split()]
    script = f'eval "$(_COMPLIANCE_COMPLETE=source_bash compliance)"\nCOMP_WORDS=({" ".join(typed)}) COMP_CWORD={len(typed) - 1}\n_compliance_completion compliance\nprintf "%s\\n" "${{COMPREPLY[@]}}"\n'
    env = {**os.environ, "PATH": f"{SCRIPT.parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["bash", "--norc", "-c", script], capture_output=True, text=True, encoding="utf-8", env=env, check=False)
    assert done.stderr == ""
    assert offered in done.stdout.split()


@pytest.mark.parametrize(
    ("action", "env"),
    [
        ("complete_bash", {"COMP_WORDS": "compliance rules te", "COMP_CWORD": "2"}),
        ("complete_zsh", {"_TYPER_COMPLETE_ARGS": "compliance rules te"}),
        ("complete_fish", {"_TYPER_COMPLETE_ARGS": "compliance rules te", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}),
    ],
)
def test_commands_are_completed(action: str, env: dict[str, str]) -> None:
    found = complete(action, **env)
    assert "test" in found
    assert "schema" not in found


def test_what_the_page_says_about_completion_is_so() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "cli.md").read_text("utf-8")
    for shell in ("bash", "zsh", "fish"):
        assert f"_COMPLIANCE_COMPLETE=source_{shell} compliance" in page
