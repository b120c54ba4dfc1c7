"""Where a check is started changes no report for machines; a terminal gets paths that can be opened from where it stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.checks.project import CONFIG, SOUND, make, run
from tests.projects import BOUND, DECREE, FREED, committed, project, turn

LOUD = SOUND + "3. Anyone may lend books.\n"
MACHINES = ["json", "sarif", "junit", "github", "gitlab", "summary"]


def paths(text: str) -> set[str]:
    """The paths in a report for GitLab."""
    return {row["location"]["path"] for row in json.loads(text)}


@pytest.mark.parametrize("form", MACHINES)
def test_a_report_for_machines_is_the_same_from_every_folder_of_the_project(form: str, tmp_path: Path) -> None:
    make(tmp_path, LOUD)
    (tmp_path / "a" / "b").mkdir(parents=True)
    above = run(tmp_path, "-f", form).stdout
    for below in ("rules", "a/b"):
        assert run(tmp_path / below, "-f", form).stdout == above
        assert run(tmp_path / below, "--output", f"{form}:out").returncode == 1
        assert (tmp_path / below / "out").read_text("utf-8") == above
    assert run(tmp_path, "-f", form, "--config", str(tmp_path / "compliance.toml")).stdout == above


def test_from_above_paths_are_those_of_the_folder_where_it_runs(tmp_path: Path) -> None:
    make(tmp_path / "law", LOUD)
    for config in ("law/compliance.toml", str(tmp_path / "law" / "compliance.toml")):
        assert paths(run(tmp_path, "-f", "gitlab", "--config", config).stdout) == {"law/rules/house.txt"}


def test_from_beside_paths_are_those_of_the_configuration(tmp_path: Path) -> None:
    make(tmp_path / "law", LOUD)
    (tmp_path / "beside").mkdir()
    assert paths(run(tmp_path / "beside", "-f", "gitlab", "--config", "../law/compliance.toml").stdout) == {"rules/house.txt"}
    assert "../law/rules/house.txt:5:4: error" in run(tmp_path / "beside", "--config", "../law/compliance.toml").stdout


def test_on_the_terminal_paths_are_those_of_the_working_folder_by_the_shortest_way(tmp_path: Path) -> None:
    make(tmp_path, LOUD)
    assert "\nhouse.txt:5:4: error contradiction" in run(tmp_path / "rules").stdout
    assert "\n../rules/house.txt:5:4: error contradiction" in run(tmp_path / "pack").stdout


def test_a_text_of_the_command_line_is_named_from_the_project_too(tmp_path: Path) -> None:
    make(tmp_path, LOUD)
    assert paths(run(tmp_path / "rules", "-f", "gitlab", "-i", "house.txt").stdout) == {"rules/house.txt"}


def test_built_in_texts_go_by_one_name_everywhere(tmp_path: Path) -> None:
    (tmp_path / "compliance.toml").write_text('agreement = "doha-part-ii"\ninstruments = ["iea-2021-02"]\n', "utf-8")
    (tmp_path / "below").mkdir()
    above = run(tmp_path, "-f", "gitlab").stdout
    assert run(tmp_path / "below", "-f", "gitlab").stdout == above
    assert paths(above) == {"texts/doha-part-ii/text.txt"}


def test_a_pattern_of_the_command_line_leaves_the_agreement_of_the_configuration_out(tmp_path: Path) -> None:
    make(tmp_path, LOUD, CONFIG.replace("charter.txt", "rules/charter.txt"))
    (tmp_path / "charter.txt").rename(tmp_path / "rules" / "charter.txt")
    assert paths(run(tmp_path / "rules", "-i", "*.txt", "-f", "gitlab").stdout) == {"rules/house.txt"}


def test_what_a_change_touched_is_named_the_same_from_below(tmp_path: Path) -> None:
    committed(project(tmp_path))
    turn(tmp_path / DECREE, BOUND, FREED)
    above = run(tmp_path, "-f", "json", "--changed-since", "HEAD").stdout
    assert [text["new"] for text in json.loads(above)["since"]["texts"]] == [DECREE]
    assert run(tmp_path / "texts", "-f", "json", "--changed-since", "HEAD").stdout == above


@pytest.mark.parametrize("config", [CONFIG + "fail-onn = 'error'\n", CONFIG + "fail-on =\n"])
def test_a_log_of_failure_names_files_from_the_project(config: str, tmp_path: Path) -> None:
    make(tmp_path, config=config)
    done = run(tmp_path / "rules", "-f", "sarif")
    assert done.returncode == 2
    assert "../compliance.toml:4:" in done.stderr
    (note,) = json.loads(done.stdout)["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "compliance.toml"
