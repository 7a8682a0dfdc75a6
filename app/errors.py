"""What can go wrong, in words a planner can act on.

    AppError
    ├── BadInput        a file, a row or a value that cannot be used as it is
    ├── ProjectTrouble  the project file cannot be opened or written
    │   └── NewerProject   it was written by a later Golmok
    └── CannotAnswer    the question cannot be answered with the layers at hand

Each message is a full sentence for the screen, already in the planner's language; ``hint`` says what to do next.
"""


class AppError(Exception):
    """Trouble with a sentence for the planner; raise one of the children."""

    def __init__(self, message: str, *, hint: str = "", file: str = "", row: int | None = None):
        super().__init__(message)
        self.message, self.hint, self.file, self.row = message, hint, file, row

    def __str__(self) -> str:
        where = f"{self.file}: " if self.file else ""
        return f"{where}{self.message}" + (f" {self.hint}" if self.hint else "")


class BadInput(AppError):
    """A file, a row or a value cannot be used as it is."""


class ProjectTrouble(AppError):
    """The project file cannot be opened or written."""


class NewerProject(ProjectTrouble):
    """The project was written by a later version of Golmok."""


class CannotAnswer(AppError):
    """The layers at hand do not allow an answer."""
