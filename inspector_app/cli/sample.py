"""`inspector-app sample`: files that answer an item."""

import click

from inspector_app.cli import dossiers, drawing, e_documents


@click.group()
def sample() -> None:
    """Let files answer an item: draw what to look at, and look at it.

    \b
    Example:
      inspector-app sample draw SoVanBanDi.xlsx --size 30
      inspector-app sample e-documents VanBanDi
    """


for own in (e_documents.e_documents, dossiers.register, drawing.draw, drawing.size, drawing.interval):
    sample.add_command(own)
