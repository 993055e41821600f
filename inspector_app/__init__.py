"""Inspector: on-site inspection checklists and the minutes both sides sign."""

__version__ = "0.1.0"
