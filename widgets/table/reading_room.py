"""The table of a layer in the window: follows the project and the choice, sorts and searches in the background, sets cells right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import edits
from app.errors import BadInput
from app.words import tr
from widgets.figures import count, number
from widgets.table.reading_deeds import COPY, ReadingDeeds

if TYPE_CHECKING:
    import numpy

    from app.model import Layer
    from app.tables import Reader, TableColumn
    from widgets.main_window import MainWindow
    from widgets.table.pick_room import PickRoom
    from widgets.table.table_panel import TablePanel

ROWS, SUMS = "table.rows", "table.sums"


class ReadingRoom(QObject):
    """Owns the panel, which is made when it is first wanted. ``shown_changed``: it came or went."""

    shown_changed = Signal()

    def __init__(self, w: MainWindow, picks: PickRoom):
        super().__init__(w)
        self._w, self.picks = w, picks
        self.panel: TablePanel | None = None
        self.layer_id, self.text, self.only, self.column, self.descending = "", "", False, "", False
        self.columns: tuple[TableColumn, ...] = ()
        self._reader: Reader | None = None
        self._own = False
        self.deeds = ReadingDeeds(w, self)
        picks.changed.connect(self._chosen)
        w.desk.changed.connect(lambda changes: self.refresh() if changes.layers else None)
        w.desk.opened.connect(self._begin_anew)
        w.desk.closed.connect(self._begin_anew)

    @property
    def shown(self) -> bool:
        """True while the table is under the map."""
        return self.panel is not None and not self.panel.isHidden()

    @property
    def layer(self) -> Layer | None:
        """The layer that is read."""
        project = self._w.desk.project
        return next((one for one in project.layers if one.id == self.layer_id), None) if project is not None else None

    def show(self, layer: str = "") -> None:
        """Show the table of a layer; by default of the one that is chosen from, else the topmost that is shown."""
        if self.panel is None:
            self._build()
        wanted = layer or self._wanted()
        if wanted != self.layer_id:
            self._turn_to(wanted)
        self._w.show_beneath(self.panel)
        self.refresh()
        self.panel.view.setFocus()  # type: ignore[union-attr]
        self.shown_changed.emit()

    def hide(self) -> None:
        """The map has the room again."""
        if self.shown:
            self._w.show_beneath(None)
            self._w.map.canvas.setFocus()
            self.shown_changed.emit()

    def refresh(self) -> None:
        """Show the rows as the project, the search and the choice are now."""
        if not self.shown:
            return
        from app.tables import Reader, Wanted, columns_of
        from widgets.table.table_room import layer_names

        panel, project = self._panel, self._w.desk.project
        if self.layer is None:
            self.layer_id = self._wanted()
        layer = self.layer
        panel.show_layers(layer_names(project) if project is not None else (), self.layer_id)
        if layer is None or layer.frame is None or layer.kind.sensitive:
            self._w.jobs.cancel(ROWS)
            panel.model.show_rows(None, (), None, editable=False)
            panel.show_rows(None, self._why_not(layer))
            panel.show_sums(self._withheld(layer))
            return
        self.columns = columns_of(layer)
        self._reader = self._reader or Reader()
        reader, only = self._reader, self.picks.selection.of(layer.id) if self.only else None
        wanted = Wanted(self.text, only, self.column, self.descending)
        self._w.jobs.ask(
            ROWS, lambda feedback: reader.rows(layer, wanted, feedback), lambda rows: self._arrived(layer, rows), self._misread,
            title=tr("table.work.rows"), lane="read",
        )  # fmt: skip

    @property
    def _panel(self) -> TablePanel:
        assert self.panel is not None
        return self.panel

    def _build(self) -> None:
        from widgets.table.table_panel import TablePanel

        self.panel = panel = TablePanel()
        panel.layer_chosen.connect(lambda id: (self._turn_to(id), self.refresh()))
        panel.text_changed.connect(self._searched)
        panel.only_changed.connect(self._only_chosen)
        panel.left.connect(self.hide)
        panel.wished.connect(lambda deed: {"choose": self._choose_shown, "zoom": self.picks.zoom, "copy": self.deeds.copy}[deed]())
        view = panel.view
        view.chosen.connect(self._choose)
        view.sort_wanted.connect(self._sort)
        view.copy_wanted.connect(self.deeds.copy)
        view.zoom_wanted.connect(self.zoom_to)
        view.menu_wanted.connect(self.deeds.open_menu)
        view.column_changed.connect(lambda _: self._show_sums())
        panel.model.typed.connect(self._typed)

    def _turn_to(self, layer: str) -> None:
        self.layer_id, self.column, self.descending, self.text = layer, "", False, ""
        if self.panel is not None:
            self.panel.search.blockSignals(True)
            self.panel.search.clear()
            self.panel.search.blockSignals(False)
            self.panel.show_trouble("")
            self.panel.view.show_sorted(-1, False)

    def _wanted(self) -> str:
        project = self._w.desk.project
        if project is None:
            return ""
        known = {layer.id: layer for layer in project.layers}
        chosen = [id for id in self.picks.selection.rows if id in known]
        if chosen:
            return chosen[-1]
        if self.layer_id in known:
            return self.layer_id
        open_ones = [layer.id for layer in project.layers if not layer.kind.sensitive]
        shown = [id for id in open_ones if known[id].visible]
        return (shown or open_ones or [""])[-1]

    # ---- what comes back

    def _arrived(self, layer: Layer, rows: numpy.ndarray) -> None:
        panel, model, view = self._panel, self._panel.model, self._panel.view
        panel.show_trouble("")
        same = model.layer is not None and model.layer.id == layer.id and model.columns == self.columns
        column, at = view.currentIndex().column(), view.verticalScrollBar().value()
        model.show_rows(layer, self.columns, rows, editable=self._w.desk.editable)
        panel.show_rows(len(layer.frame), "" if len(layer.frame) else tr("table.layer_empty"))
        if not same:
            view.fit()
        else:
            view.verticalScrollBar().setValue(at)
        if model.rowCount():
            view.setCurrentIndex(model.index(min(max(view.rowAt(0), 0), model.rowCount() - 1), max(column, 0)))
        names = [one.name for one in self.columns]
        view.show_sorted(names.index(self.column) if self.column in names else -1, self.descending)
        self._mark(seek=not self._own)
        self._own = False
        self._show_sums()

    def _misread(self, sentence: str) -> None:
        self._panel.show_trouble(sentence)

    def _mark(self, *, seek: bool) -> None:
        """Mark the chosen rows; bring the first of them into sight where none is."""
        import numpy

        model, layer = self._panel.model, self.layer
        if layer is None or model.rows is None:
            return
        chosen = self.picks.selection.of(layer.id)
        mask = numpy.zeros(len(layer.frame), bool)
        mask[chosen[chosen < len(mask)]] = True
        model.show_chosen(mask)
        if seek and len(chosen):
            where = numpy.flatnonzero(mask[model.rows])
            if len(where):
                self._panel.view.go_to(int(where[0]))

    def _show_sums(self) -> None:
        from app.tables import sums

        layer, panel = self.layer, self._panel
        if layer is None or not self.columns or panel.model.layer is None:
            return
        rows = self.picks.selection.of(layer.id)
        at = panel.view.currentIndex().column()
        column = self.columns[at] if 0 <= at < len(self.columns) else self.columns[0]
        if not column.is_number:
            column = next((one for one in self.columns if one.is_number and one.ours), column)
        if not len(rows):
            panel.show_sums(tr("table.sums.none"))
            return
        self._w.jobs.ask(SUMS, lambda _: sums(layer.frame, column, rows), lambda found: self._say_sums(column, found), lane="read")

    def _say_sums(self, column: TableColumn, found: object) -> None:
        if found.sum is None:  # type: ignore[attr-defined]
            self._panel.show_sums(tr("table.sums.count", count=count(found.rows), name=column.title, known=count(found.count)))  # type: ignore[attr-defined]
            return
        total, mean = (number(value, 0 if value == int(value) else 2) for value in (found.sum, found.mean))  # type: ignore[attr-defined]
        self._panel.show_sums(
            tr("table.sums", count=count(found.rows), name=column.title, sum=total, mean=mean, known=count(found.count))  # type: ignore[attr-defined]
        )

    def _why_not(self, layer: Layer | None) -> str:
        if layer is None or layer.frame is None:
            return tr("table.empty")
        return tr("table.sensitive", name=tr(f"kind.{layer.kind.key}"), least=self.picks.least)

    def _withheld(self, layer: Layer | None) -> str:
        chosen = len(self.picks.selection.of(layer.id)) if layer is not None else 0
        return tr("table.sums.rows", count=count(chosen)) if chosen else ""

    # ---- what the planner does

    def _choose(self, rows: object, how: str) -> None:
        if self.layer is not None:
            self._own = True
            if how == "new":  # what is chosen elsewhere is let go
                self.picks.choose_rows(self.layer_id, rows)
            else:
                self.picks.choose_rows(self.layer_id, rows, how)
            self._own = False

    def _choose_shown(self) -> None:
        if self._panel.model.rows is not None:
            self._choose(self._panel.model.rows, "new")

    def _chosen(self) -> None:
        if not self.shown:
            return
        project = self._w.desk.project
        others = [id for id in self.picks.selection.rows if id != self.layer_id]
        if not self._own and others and self.layer_id not in self.picks.selection.rows and project is not None:
            self._turn_to(others[-1])  # what was chosen on the map is what one wants to read
            self.refresh()
        elif self.only or self._panel.model.rows is None:
            self.refresh()
        else:
            self._mark(seek=not self._own)
            self._show_sums()

    def _searched(self, text: str) -> None:
        if text != self.text:
            self.text = text
            self.refresh()

    def _only_chosen(self, on: bool) -> None:
        self.only = on
        self.refresh()

    def _sort(self, at: int) -> None:
        """Up, then down, then as in the file."""
        name = self.columns[at].name
        if self.column != name:
            self.column, self.descending = name, False
        elif not self.descending:
            self.descending = True
        else:
            self.column, self.descending = "", False
        self.refresh()

    def _typed(self, row: int, column: str, text: str) -> None:
        from app.tables import typed

        layer = self.layer
        known = next((one for one in self.columns if one.name == column), None)
        if layer is None or known is None:
            return
        try:
            value = typed(layer, known, text)
        except BadInput as trouble:
            self._w.notice.say(str(trouble), trouble=True)
            return
        self._own = True
        self._w.desk.edit(tr("table.edit.correct", name=known.title), edits.correct, layer.id, ((row, column, value),))

    def zoom_to(self, row: int) -> None:
        """Choose a row and show it on the map."""
        self._choose([row], "new")
        self.picks.zoom()

    def _begin_anew(self) -> None:
        for job in (ROWS, SUMS, COPY):
            self._w.jobs.cancel(job)
        if self._reader is not None:
            self._reader = None
        self._turn_to("")
        if self.panel is not None:
            self.panel.model.show_rows(None, (), None, editable=False)
            self.panel.show_rows(None, tr("table.empty"))
            self.hide()
