"""``compliance rules``: rule packs listed, checked, and their cases run."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from compliance.cli.options import emit, one_of

app = typer.Typer(help="Rule packs: list, check, test, schema, docs.", no_args_is_help=True, rich_markup_mode=None)
PackArgument = Annotated[str, typer.Argument(metavar="[PACK]", help="A built-in name or a folder.")]


@app.command("list")
def list_() -> None:
    """List the built-in rule packs with their commitments and elements. Example: compliance rules list"""
    from compliance import disk

    out: list[str] = []
    for name in disk.list_packs():
        pack = disk.load_pack_folder(name)
        out.append(f"{name} {pack.head.version}  {pack.head.title}")
        for id_, commitment in pack.commitments.items():
            out.append(f"  {id_}  {commitment.title}")
            out += [f"      {element_id:<18} {element.force:<8} {element.title}" for element_id, element in commitment.elements.items()]
            out += [f"      {claim_id:<18} {claim.kind:<11} {claim.title}" for claim_id, claim in commitment.claims.items()]
        out.append(f"  {len(pack.taxonomy.acts)} acts, {len(pack.taxonomy.edges)} edges, {len(pack.lexicon.acts)} rows for acts, {len(pack.rules)} rules, {len(pack.signals.signals)} signals, {len(pack.cases)} cases")
    emit("\n".join(out) + "\n", None)


@app.command("check")
def check(pack: PackArgument = "doha") -> None:
    """Check a pack: form, names, quotes. Every mistake is reported, with its place. Example: compliance rules check my-pack/"""
    from compliance.errors import PackError
    from compliance.pipeline import check_pack

    checked, problems = check_pack(pack)
    if problems:
        raise PackError(*problems)
    emit(f"{checked.head.id} {checked.head.version}: {len(checked.asked)} elements, {len(checked.lexicon.acts)} rows for acts, {len(checked.signals.signals)} signals, no mistakes\n", None)


@app.command("schema")
def schema(
    kind: Annotated[Optional[str], typer.Argument(metavar="[KIND]", help="pack, commitments, taxonomy, lexicon, rules, signals, cases or survivors.")] = None,  # noqa: UP045
    folder: Annotated[Optional[str], typer.Option("--folder", metavar="FOLDER", help="Write all schemas into this folder.")] = None,  # noqa: UP045
) -> None:
    """Print the JSON Schema of a file of a pack, or write all of them. Example: compliance rules schema signals"""
    from compliance.errors import Problem, UsageError
    from compliance.packs.files import KINDS
    from compliance.packs.schema import schema_text

    if folder is not None:
        from compliance.disk import write_atomically

        for name in KINDS:
            write_atomically(f"{folder}/{name}.schema.json", schema_text(name))
        return
    if kind is None:
        raise UsageError(Problem("", 0, 0, "unknown-name", "no kind of file is named", f"use one of {', '.join(KINDS)}, or --folder"))
    emit(schema_text(one_of(kind, KINDS, "kind of file")), None)


@app.command("docs")
def docs(
    pack: PackArgument = "doha",
    folder: Annotated[Optional[str], typer.Option("-o", "--output", metavar="FOLDER", help="Write the pages here; it is made where it is not there.")] = None,  # noqa: UP045
) -> None:
    """Write a page for each commitment, rule and signal of a pack. Example: compliance rules docs doha -o pages"""
    from compliance.disk import load_pack_folder, write_folder
    from compliance.report.pack_pages import pack_pages

    pages = pack_pages(load_pack_folder(pack))
    if folder is None:
        emit("\n".join(pages.values()), None)
    else:
        write_folder(folder, pages)


@app.command("test", short_help="Run the cases of a pack and its three gates.")
def run_tests(
    pack: PackArgument = "doha",
    cases_only: Annotated[bool, typer.Option("--cases-only", help="Run the cases and leave the gates out.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Show long lists whole.")] = False,
    format_: Annotated[str, typer.Option("-f", "--format", metavar="FORMAT", help="text or json.")] = "text",
) -> None:
    """Run the cases of a pack and the three gates: exercise, mutants, idle rows; exit code 1 when one misses something. Example: compliance rules test nda"""
    import gc

    from compliance.disk import load_pack_folder
    from compliance.report.gates import GatesView, outcome_json, outcome_text
    from compliance.tasks.cases import CaseReader, run_gates

    form = one_of(format_, ("text", "json"), "format")
    gc.disable()  # a short run that keeps what it reads: looking for rubbish costs a tenth of it and finds none
    rules = load_pack_folder(pack)
    reader = CaseReader(rules)
    found = None if cases_only else run_gates(rules, reader)
    view = None if found is None else GatesView(found.unmet, found.never_held_back, found.proof, found.dead, found.shadowed, found.off_corpus, found.passed)
    emit(outcome_json(reader.results, view) if form == "json" else outcome_text(reader.results, view, every=every), None)
    if any(not result.passed for result in reader.results) or (found is not None and not found.passed):
        raise typer.Exit(1)
