"""The door: read the command line, then open the window or do one job without it.

    main.py [PROJECT.gpkg]                      the window (without a display: the sample, scored, as files)
    main.py sample OUT.gpkg                     the made-up sample district as a project
    main.py import PROJECT.gpkg PATH...         bring in files and folders   [--json FILE]
    main.py layers PROJECT.gpkg                 what the project holds       [--json FILE]
    main.py score PROJECT.gpkg                  the measures                 [--json FILE]
    main.py why PROJECT.gpkg X,Y                why a spot is so; metres or degrees  [--device KIND] [--json FILE]
    main.py report PROJECT.gpkg OUT.pdf         the report                   [--lang ko|en]
    main.py webmap PROJECT.gpkg OUT.html        the web map                  [--lang ko|en]
    main.py export PROJECT.gpkg OUT             data for other programs, as OUT ends: .gpkg .xlsx .csv .kml .dxf
                                                [--what things layers measures counts] [--layers ID...] [--crs EPSG] [--replace]

Results go to stdout, progress to stderr. Exit status: 0 done, 1 could not be done (a sentence says why), 2 wrong call.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

COMMANDS = ("sample", "import", "layers", "score", "why", "report", "webmap", "export")


def main(argv: list[str] | None = None) -> int:
    """Run one call of the program and return its exit status."""
    # Starting makes hundreds of thousands of objects that all stay: looking for garbage among them costs a sixth of the start.
    gc.set_threshold(100_000, 20, 100)
    words = list(sys.argv[1:] if argv is None else argv)
    if words and words[0] in COMMANDS:
        return _politely(lambda: _run(_parser().parse_args(words)))
    if any(word in ("-h", "--help", "--version") for word in words):
        _parser().parse_args(words)
    if len(words) > 1 or (words and words[0].startswith("-")):
        _parser().error(f"unknown call: {' '.join(words)}")
    project = Path(words[0]) if words else None
    if _has_display():
        return _politely(lambda: _window(project))
    return _politely(lambda: _without_display(project))


def _parser() -> argparse.ArgumentParser:
    from app import __version__

    parser = argparse.ArgumentParser(prog="main.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--version", action="version", version=f"Golmok {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name in COMMANDS:
        one = commands.add_parser(name)
        one.add_argument("project", type=Path, metavar="OUT.gpkg" if name == "sample" else "PROJECT.gpkg")
        if name == "import":
            one.add_argument("paths", type=Path, nargs="+", metavar="PATH")
        if name == "why":
            one.add_argument("spot", metavar="X,Y", help="metres in EPSG:5186 (199850,551300) or degrees (126.98,37.55)")
            one.add_argument("--device", metavar="KIND", default="", help="what one more of this kind would add there, as cctv")
        if name in ("import", "layers", "score", "why"):
            one.add_argument("--json", type=Path, metavar="FILE", help="write the result there ('-' for stdout)")
        if name in ("report", "webmap", "export"):
            one.add_argument("out", type=Path, metavar="OUT")
        if name == "export":
            one.add_argument("--what", nargs="+", default=(), choices=("things", "layers", "measures", "counts"), help="default: all there is")
            one.add_argument("--layers", nargs="+", default=(), metavar="ID", help="only these layers, by id or kind")
            one.add_argument("--crs", type=int, default=0, metavar="EPSG", help="coordinate system, default 5186; KML is always in degrees")
            one.add_argument("--replace", action="store_true", help="replace files that are there already")
        one.add_argument("--lang", choices=("ko", "en"), help="language of texts and outputs")
    return parser


def _run(call: argparse.Namespace) -> int:
    from app import commands
    from app.words import speak
    from layers import KINDS

    speak(call.lang or _language())
    feedback = _progress()
    match call.command:
        case "sample":
            print(commands.sample(call.project, KINDS))
        case "import":
            outcomes = commands.import_files(call.project, call.paths, KINDS, feedback)
            _show([vars(outcome) for outcome in outcomes], call.json, _import_lines)
            return 0 if any(outcome.kind for outcome in outcomes) else 1
        case "layers":
            _show(commands.layers(call.project, KINDS), call.json, _layer_lines)
        case "score":
            _show(commands.score(call.project, KINDS, feedback), call.json, _score_lines)
        case "why":
            from app.why_text import as_lines

            _show(commands.why(call.project, call.spot, KINDS, call.device, feedback), call.json, as_lines)
        case "report":
            print(commands.report(call.project, call.out, call.lang or "ko", KINDS, _painter(), feedback))
        case "webmap":
            print(commands.webmap(call.project, call.out, call.lang or "ko", KINDS, feedback))
        case "export":
            wanted = {"what": call.what, "layers": call.layers, "epsg": call.crs, "replace": call.replace, "language": call.lang or _language()}
            print("\n".join(map(str, commands.export(call.project, call.out, KINDS, feedback=feedback, **wanted))))
    return 0


def _window(project: Path | None) -> int:
    from layers import KINDS
    from widgets.main_window import run

    def sample() -> Path:
        # Late and on a worker: the tables behind it take a quarter of a second that the window need not wait for.
        from app.files.sample import open_sample

        return open_sample(Path.home() / "Golmok" / "sample.gpkg")

    if project is not None and not project.exists():
        from app.errors import ProjectTrouble
        from app.words import speak, tr

        speak(_language())
        raise ProjectTrouble(tr("command.no_project"), file=str(project), hint=tr("command.no_project.hint"))
    return run(project, KINDS, sample)


def _without_display(project: Path | None) -> int:
    """The window's first job without a window: score the sample (or the project), write its report and web map."""
    from app import commands
    from app.words import speak, tr
    from layers import KINDS

    speak(_language())
    print(tr("command.no_display"))
    folder = Path("golmok-sample") if project is None else project.parent
    folder.mkdir(parents=True, exist_ok=True)
    if project is None:
        project = folder / "sample.gpkg"
        if not project.exists():
            commands.sample(project, KINDS)
    feedback = _progress()
    session = commands.open_project(project, KINDS)
    try:
        answers = commands.answers_of(session, feedback.part(0, 0.5))
        _show(commands.score_of(session.project.name, answers), None, _score_lines)
        print(commands.report_of(session, answers, folder / "report.pdf", _language(), _painter(), feedback.part(0.5, 0.9)))
        print(commands.webmap_of(session, answers, folder / "map.html", _language()))
    finally:
        session.close()
    return 0


def _painter() -> Callable:
    """The painter of the screen, drawing for paper; needs no display."""
    from widgets.headless import painter

    return painter()


def _has_display() -> bool:
    """True where a window can be seen: Windows and macOS always, elsewhere with a display server."""
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal", "vnc"):
        return False
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _language() -> str:
    """Korean where the machine speaks it or says nothing; English elsewhere."""
    chosen = next((os.environ[name] for name in ("GOLMOK_LANG", "LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    if not chosen and sys.platform == "win32":
        import locale

        chosen = locale.getlocale()[0] or ""
    return "en" if chosen.lower().startswith("en") else "ko"


def _politely(job: Callable[[], int]) -> int:
    """Run a job; the planner's mistake becomes a sentence on stderr and status 1, never a traceback."""
    from app.errors import AppError
    from app.feedback import Cancelled

    try:
        return job()
    except AppError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except (Cancelled, KeyboardInterrupt):
        print(file=sys.stderr)
        return 1
    except OSError as trouble:
        print(f"{trouble.filename or ''}: {trouble.strerror or trouble}", file=sys.stderr)
        return 1


def _progress() -> object:
    """A feedback that writes to stderr: one moving line on a terminal, nothing repeated elsewhere."""
    from app.feedback import Feedback

    moving, last = sys.stderr.isatty(), [""]

    def report(share: float, words: str) -> None:
        line = f"{share:4.0%}  {words}"
        if moving:
            print(f"\r\033[K{line}", end="" if share < 1 else "\n", file=sys.stderr, flush=True)
        elif words and words != last[0]:
            last[0] = words
            print(line, file=sys.stderr, flush=True)

    return Feedback(report)


def _show(result: object, file: Path | None, lines: Callable[[object], list[str]]) -> None:
    """Print a result as lines, or as JSON into a file."""
    text = json.dumps(result, ensure_ascii=False, indent=1)
    if file is None:
        print("\n".join(lines(result)))
    elif str(file) == "-":
        print(text)
    else:
        file.write_text(text + "\n", encoding="utf-8")


def _import_lines(outcomes: list[dict]) -> list[str]:
    return [f"{o['file']}: {o['kind'] or '-'}, {o['rows_kept']}/{o['rows_in']} ({o['rows_set_aside']}). {o['message']}" for o in outcomes]


def _layer_lines(layers: list[dict]) -> list[str]:
    return [f"{row['id']:24} {row['kind']:20} {row['rows']:>8}  {row['title']}" for row in layers]


def _score_lines(score: dict) -> list[str]:
    """The measures area by area in the planner's words, a band only where there is one; then the score and the ranks."""
    from app.study.measure_kinds import base
    from app.words import tr

    lines = [score["project"]]
    for row in score["measures"]:
        plain, weight = base(row["id"])
        name = tr(f"measure.{plain}") + (f" ({tr('measures.by', weight=tr(f'weight.{weight}'))})" if weight else "")
        lines.append(f"  {row['area']}  {name}: {_percent(row)}")
    for row in score["score"]:
        ranked = row["rank"] is not None
        rank = f"  {tr('measures.score.rank_between', rank=row['rank'], best=row['rank_best'], worst=row['rank_worst'])}" if ranked else ""
        means = tr("measures.score.means", **{mean: _percent(row[mean], unit="") for mean in ("arithmetic", "geometric")})
        lines.append(f"  {tr('measures.score.of', area=row['area'])}: {means}{rank}")
    return lines


def _percent(row: dict, unit: str = " %") -> str:
    if row["value"] is None:
        return "-"
    low, high = (100 * row[side] for side in ("low", "high"))
    return f"{100 * row['value']:.1f}{unit}" + (f" ({low:.1f}-{high:.1f})" if high - low >= 0.05 else "")


if __name__ == "__main__":
    sys.exit(main())
