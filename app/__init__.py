"""What the program knows and does, without any Qt.

Six floors, each standing on those below (enforced by the contracts in ``setup.cfg``):

    6  commands
    5  session
    4  study  why  edits  history  files  output  search
    3  model  scene  analysis
    2  geo  kinds  parameters  settings  catalog
    1  errors  feedback  quantity  index  words
"""

__version__ = "0.1.0"
