"""Joins the looks of layers to the window: the page at the right, classes worked out in the background, other people's eyes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFileDialog, QInputDialog

from app import edits
from app.eyes import EYES
from app.styles import CATEGORIES, GIVEN, MEASURE, is_classed, style_of, way_of
from app.words import tr
from widgets.figures import count
from widgets.layer_rows import Row
from widgets.styling.row_values import RowValues

if TYPE_CHECKING:
    from app.model import Layer, Project
    from widgets.main_window import MainWindow
    from widgets.styling.style_page import Shown, StylePage

PAGE = "style"
# The steps of a measure are the same for every scenario, so that their maps can be compared.
SHARES = tuple((share, "", "", "") for share in (0.2, 0.4, 0.6, 0.8, 1.0))


class StylingRoom(QObject):
    """Owns the page of a layer's look, made when it is first asked for."""

    def __init__(self, w: MainWindow):
        super().__init__(w)
        self._w = w
        self._page: StylePage | None = None
        self._id = ""
        self.eye = ""
        self.values = RowValues(w.study, w.jobs, self)
        self.values.arrived.connect(self._show_again)
        self.dressed = w.map.dress = self.values.dressed
        w.layer_panel.style_wanted.connect(self.open)
        w.layer_panel.installEventFilter(self)
        w.desk.changed.connect(lambda _: self.refresh())
        w.desk.opened.connect(self._opened)
        w.desk.closed.connect(self._closed)
        w.study.answered.connect(self._measured)
        w.study.deepened.connect(self._measured)

    # ---- the page

    @property
    def page(self) -> StylePage:
        """The page, made when it is first asked for."""
        if self._page is None:
            from widgets.styling.style_page import StylePage

            page = self._page = StylePage()
            page.changed.connect(self.change)
            page.classes_wanted.connect(self.sort)
            page.reset_wanted.connect(self.reset)
            page.left.connect(self._w.inspector.left)
            page.kept.applied.connect(self._apply)
            page.kept.forgotten.connect(self._forget)
            page.kept.renamed.connect(self._rename)
            page.kept.keep_wanted.connect(self.keep)
            page.kept.export_wanted.connect(self.export_styles)
            page.kept.import_wanted.connect(self.import_styles)
            self._w.inspector.add_page(PAGE, page)
        return self._page

    def open(self, id: str = "") -> None:
        """Show the page of a layer: the one given, else the one chosen in the list, else the topmost."""
        project = self._w.desk.project
        if project is None:
            return
        self._seal()
        known = [layer.id for layer in reversed(project.layers)]
        self._id = next((one for one in (id, self._w.layer_panel.chosen, self._id, *known) if one in known), "")
        self.page.show_style(self._shown())
        self._w.inspector.show()
        self._w.inspector.show_page(PAGE)
        self.refresh()
        self._w.refresh()

    def refresh(self) -> None:
        """Bring the page and what is worked out in the background up to the project."""
        project = self._w.desk.project
        for layer in project.layers if project is not None else ():
            self._warm(layer)
        if self._page is not None and self._w.inspector.page == PAGE:
            self._page.show_style(self._shown())

    def _layer(self) -> Layer | None:
        project = self._w.desk.project
        found = next((layer for layer in project.layers if layer.id == self._id), None) if project is not None else None
        return self.dressed((found,))[0] if found is not None else None

    def _shown(self) -> Shown | None:
        from app.classing import classed, columns_for, known
        from app.study.by_row import measures_for
        from widgets.styling.style_page import Shown

        layer, project = self._layer(), self._w.desk.project
        if layer is None or project is None:
            return None
        style = style_of(layer)
        coloured = is_classed(layer.kind, style)
        found = known(layer, style) if coloured else None
        if coloured and found is None and len(layer.frame) <= 20_000:
            found = classed(layer, style)
        named = [(name, tr(f"column.{name}") if any(one.name == name for one in layer.kind.columns) else name) for name in columns_for(layer, CATEGORIES)]
        numbers = set(columns_for(layer, "graduated"))
        kept = tuple(one.title for one in project.styles if one.kind == layer.kind.key)
        return Shown(
            _name(project, layer), layer.kind, style, found, tuple(named), tuple(pair for pair in named if pair[0] in numbers),
            tuple((id, tr(f"measure.{id}")) for id in measures_for(layer, self._w.study.answers)), kept, bool(project.styles),
            different=found.different if found is not None else 0, own=bool(layer.style),
            waiting=self._w.jobs.runs(f"classes {layer.id}") or (coloured and found is None), editable=self._w.desk.editable,
        )  # fmt: skip

    # ---- changes

    def change(self, values: Mapping[str, object]) -> None:
        """Change parts of the look; the same parts again within one sitting are one step."""
        project = self._w.desk.project
        if project is None or not self._id:
            return
        title = tr("styling.edit.change", name=_name(project, project.layer(self._id)))
        if not self._w.desk.edit(title, edits.style_layer, self._id, merge=f"style {self._id} {' '.join(sorted(values))}", **values):
            self.refresh()  # what was refused is put back in its field

    def sort(self, by: str, column: str, method: str, steps: int) -> None:
        """Colour the layer by a column or a measure: the classes are found in the background, then it is one step."""
        layer = self._layer()
        if layer is None:
            return
        self._seal()
        values = {"by": by, "column": column or None, "method": method if by == "graduated" else None}
        before = dict(layer.style)
        fits = (before.get("by") == CATEGORIES) == (by == CATEGORIES)
        values["ramp"] = before.get("ramp") if fits else None
        if by == "graduated" and layer.kind.group == "base":  # in its own quiet colour nothing would be told apart
            values["ramp"] = values["ramp"] or "blues"
        if by == MEASURE:
            self.change({**values, "classes": SHARES, "ramp": values["ramp"] or "yellow_blue"})
            return
        if method == GIVEN or not column:
            self.change({**values, "classes": ()})
            return
        from app.classing import propose

        style = replace(style_of(layer), by=by, column=column, method=method, classes=())
        self._w.jobs.ask(
            f"classes {layer.id}", lambda _: propose(layer, style, steps), lambda found: self.change({**values, "classes": found}), lane="hand"
        )
        self.refresh()

    def reset(self) -> None:
        """Back to the look of the kind."""
        project = self._w.desk.project
        if project is not None and self._id:
            self._w.desk.edit(tr("styling.edit.reset", name=_name(project, project.layer(self._id))), edits.reset_style, self._id)

    def keep(self) -> None:
        """Keep the look under a name that is asked for."""
        title, given = QInputDialog.getText(self._w, tr("styling.keep"), tr("styling.keep.name"))
        if given:
            self._w.desk.edit(tr("styling.edit.keep", title=title.strip()), edits.keep_style, self._id, title)
            self.refresh()

    def _apply(self, title: str) -> None:
        self._w.desk.edit(tr("styling.edit.apply", title=title), edits.apply_style, self._id, title)

    def _forget(self, title: str) -> None:
        layer = self._layer()
        if layer is not None:
            self._w.desk.edit(tr("styling.edit.forget", title=title), edits.forget_style, layer.kind.key, title)

    def _rename(self, title: str) -> None:
        layer = self._layer()
        new, given = QInputDialog.getText(self._w, tr("styling.rename"), tr("styling.keep.name"), text=title)
        if given and layer is not None:
            self._w.desk.edit(tr("styling.edit.rename", title=title), edits.rename_style, layer.kind.key, title, new)

    def export_styles(self, path: Path | None = None) -> None:
        """Write all kept looks to a file that is asked for."""
        from app.files.style_files import write_styles

        project = self._w.desk.project
        if project is None:
            return
        if not project.styles:
            self._w.notice.say(tr("styling.none_kept"))
            return
        if path is None:
            offered = str(self._w.home / f"{tr('styling.section.kept')}.json")
            file, _ = QFileDialog.getSaveFileName(self._w, tr("window.command.style_export"), offered, tr("styling.file"))
            if not file:
                return
            path = Path(file) if file.endswith(".json") else Path(f"{file}.json")
        styles, to = project.styles, path
        self._w.jobs.ask("styles", lambda _: write_styles(to, styles), lambda many: self._w.notice.say(tr("styling.exported", count=count(many), file=to.name)))

    def import_styles(self, path: Path | None = None) -> None:
        """Take kept looks from a file that is asked for."""
        from app.files.style_files import read_styles

        if path is None:
            file, _ = QFileDialog.getOpenFileName(self._w, tr("window.command.style_import"), str(self._w.home), tr("styling.file"))
            if not file:
                return
            path = Path(file)
        of = path

        def take(found: tuple) -> None:
            if self._w.desk.edit(tr("styling.edit.import", file=of.name), edits.take_styles, found):
                self._w.notice.say(tr("styling.imported", count=count(len(found))))

        self._w.jobs.ask("styles", lambda _: read_styles(of), take)

    def _seal(self) -> None:
        if self._w.desk.session is not None:
            self._w.desk.session.seal()

    # ---- what is worked out in the background

    def _warm(self, layer: Layer) -> None:
        """Have the classes of a large coloured layer worked out, for the legend and the list."""
        from app.classing import classed, known

        style = style_of(layer)
        if layer.frame is None or not is_classed(layer.kind, style) or way_of(layer.kind, style) == MEASURE or known(layer, style) is not None:
            return
        self._w.jobs.ask(f"sorted {layer.id}", lambda _: classed(layer, style), lambda _: self._show_again(), lane="hand")

    def _show_again(self) -> None:
        project = self._w.desk.project
        if project is not None:
            self._w.map.show_project(project)
            self._w.layer_panel.show_layers(self.dressed(project.layers), editable=self._w.desk.editable, luminaires=project.luminaires)
            self.refresh()

    def _measured(self) -> None:
        project = self._w.desk.project
        if project is not None and any(("by", MEASURE) in layer.style for layer in project.layers):
            self.dressed(project.layers)
        if self._page is not None and self._w.inspector.page == PAGE:
            self.refresh()

    def _opened(self) -> None:
        self.refresh()

    def _closed(self) -> None:
        self._id = ""
        self.values.forget()
        if self._page is not None:
            self._page.show_style(None)

    # ---- other people's eyes

    def next_eye(self) -> None:
        """The next eye: the three kinds of colour blindness, a grey print, then normal colours again."""
        order = ("", *EYES)
        self.look_through(order[(order.index(self.eye) + 1) % len(order)])

    def look_through(self, eye: str) -> None:
        """Show map, legend and list of layers as an eye sees them; "" is the normal one."""
        self.eye = eye
        if not eye:
            self._show_eye("")
            return
        from app.eyes import prepare

        self._w.jobs.ask("eyes", lambda _: prepare(eye), lambda _: self._show_eye(eye) if self.eye == eye else None, lane="hand")

    def _show_eye(self, eye: str) -> None:
        for part in (self._w.map.canvas, self._w.layer_panel):
            if eye:
                from widgets.styling.eyes_effect import EyesEffect

                part.setGraphicsEffect(EyesEffect(eye, part))
            else:
                part.setGraphicsEffect(None)
        if eye:
            said = tr("styling.eyes.on", eye=tr(f"styling.eyes.{eye}"))
            self._w.notice.say(said, action=tr("styling.eyes.off"), run=lambda: self.look_through(""))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Where the list of layers is hidden, the legend on the map says what it said."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._w.map.list_hidden = event.type() == QEvent.Type.HideToParent
            self._w.map.explain()
        return False


def _name(project: Project, layer: Layer) -> str:
    return Row(layer.kind.group, layer, sum(one.kind.key == layer.kind.key for one in project.layers) == 1).name

