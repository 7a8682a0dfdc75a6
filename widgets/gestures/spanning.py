"""Two clicks on streets: from where to where things are to stand in a row."""

from __future__ import annotations

from app.words import tr
from widgets.gestures.hold import Hold
from widgets.gestures.keeping import Kept, kept_or_caught
from widgets.gestures.rest import held_down
from widgets.gestures.wishes import Done, Fling, Sketch, Spanned, Tool


def span(hold: Hold | None = None) -> Tool:
    """Click the beginning, click the end; in between the row follows the pointer. Backspace begins anew, Escape gives up."""
    hold, kept, start = hold or Hold(), Kept(), None  # type: Hold, Kept, Point | None
    event = yield ()
    while True:
        at, ring, note = kept_or_caught(hold, kept, event, None)
        if event.key == "escape":
            event = yield (Sketch(), Done())
        elif event.key == "backspace":
            start = None
            event = yield (Sketch(),)
        elif event.what == "press":
            let_go = yield from held_down(event)
            if let_go is None:
                event = yield (Fling(),)
                continue
            at, ring, note = kept_or_caught(hold, kept, let_go, None)
            if start is None:
                start = at
                event = yield (Sketch(dots=(at,), snapped=ring),)
            else:
                begun, start = start, None
                event = yield (Sketch(), Spanned(begun, at, done=True))
        elif event.what == "move":
            words = "\n".join(line for line in (note, tr("gestures.help.span_end" if start else "gestures.help.span")) if line)
            shown = Sketch(dots=(start,) if start else (), snapped=ring, note=words)
            event = yield (shown, Spanned(start, at)) if start else (shown,)
        else:
            event = yield ()
