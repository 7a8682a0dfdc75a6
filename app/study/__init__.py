"""From a project to the answers of the analysis: freeze a question, answer it on a worker.

    question(project)            what is asked, frozen and cheap                asked.py
    answer(question, feedback)   Answers: measures, gaps, notes, overlays       answering.py

Nothing heavy is imported until a question is answered.
"""

from __future__ import annotations

from app.feedback import SILENT, Feedback
from app.study.answers import Answers, Area, Camera, Device, Gap, Measure
from app.study.asked import Question, question

__all__ = ("Answers", "Area", "Camera", "Device", "Gap", "Measure", "Question", "answer", "question")


def answer(question: Question, feedback: Feedback = SILENT) -> Answers:
    """Measure what is asked; raises CannotAnswer with a sentence, Cancelled when stopped. For a worker, not the GUI thread."""
    from app.study import answering

    return answering.answer(question, feedback)
