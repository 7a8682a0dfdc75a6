"""What a hand does on the map, each gesture one generator: it is sent what happens and yields what is wished for.

A gesture knows neither Qt nor the canvas, so a test can play it: ``tool = select(); next(tool); tool.send(Pointer("press", ...))``.
"""
