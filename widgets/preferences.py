"""What the program remembers between starts: the one place that reads and writes an ini file."""

from __future__ import annotations

import json
import os
from pathlib import Path

from PySide6.QtCore import QLocale, QSettings, QStandardPaths

from app.settings import SETTINGS, Setting

BY_ID = {setting.id: setting for setting in SETTINGS}


class Preferences:
    """The preferences of `app.settings`, kept in ``golmok.ini`` in the user's folder for configuration (or in ``folder``)."""

    def __init__(self, folder: Path | None = None):
        home = folder or Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)) / "golmok"
        self._ini = QSettings(str(home / "golmok.ini"), QSettings.Format.IniFormat)

    def __getitem__(self, id: str) -> object:
        """The value in use; a spoilt entry counts as not there."""
        setting = BY_ID[id]
        return _checked(setting, self._ini.value(id, setting.default))

    def __setitem__(self, id: str, value: object) -> None:
        self._ini.setValue(id, _checked(BY_ID[id], value))
        self._ini.sync()

    @property
    def language(self) -> str:
        """``ko`` or ``en``: the chosen language, else that of the machine (Korean where it says nothing we know)."""
        chosen = str(self["language"])
        if chosen != "system":
            return chosen
        said = os.environ.get("GOLMOK_LANG", "")
        if said:
            return "en" if said.lower().startswith("en") else "ko"
        return "en" if QLocale.system().language() == QLocale.Language.English else "ko"

    def recent(self) -> list[Path]:
        """Projects opened lately and still there, newest first."""
        return [path for path in self._listed() if path.exists()][: int(self["recent_count"])]  # type: ignore[call-overload]

    def remember(self, path: Path) -> None:
        """Put a project at the top of the recent ones."""
        path = Path(path).resolve()
        listed = [path, *(known for known in self._listed() if known != path)][: int(self["recent_count"])]  # type: ignore[call-overload]
        self["recent"] = json.dumps([str(known) for known in listed], ensure_ascii=False)

    def forget_recent(self) -> None:
        """Empty the list of recent projects."""
        self["recent"] = ""

    def _listed(self) -> list[Path]:
        try:
            return [Path(text) for text in json.loads(str(self["recent"]) or "[]") if isinstance(text, str)]
        except (ValueError, TypeError):
            return []


def _checked(setting: Setting, value: object) -> object:
    """The value in the type of the setting and within its bounds, else the default."""
    try:
        if isinstance(setting.default, bool):
            return value if isinstance(value, bool) else str(value).lower() in ("true", "1")
        if isinstance(setting.default, int):
            number = int(value)  # type: ignore[call-overload]
            return int(min(max(number, setting.low or 0), setting.high or number))
        text = str(value)
        return text if not setting.choices or text in setting.choices else setting.default
    except (TypeError, ValueError):
        return setting.default
