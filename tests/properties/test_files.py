"""Checklists and self-checks go out as files and come in again as what they were."""

import io
from random import Random

import pytest
from openpyxl import load_workbook

from inspector_app.authoring import shelf, toml
from inspector_app.authoring.toml_writing import write_toml
from inspector_app.authoring.xlsform import read_xlsform
from inspector_app.authoring.xlsform_writing import write_xlsform
from inspector_app.checklist.logic import Logic
from inspector_app.checklist.self_check import WORDS, Line, in_scope, read
from inspector_app.checklist.template import ItemId, Template
from inspector_app.checklist.visit import ItemVerdict, Reported
from inspector_app.intake import tables
from inspector_app.papers.self_check import self_check
from tests.properties.checklists import checklist
from tests.properties.visits import NAUGHTY, SENTENCES, Made, made
