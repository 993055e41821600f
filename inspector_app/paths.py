"""Where things lie: the user's data folder and the resources shipped with the program."""

import os
from functools import cache
from pathlib import Path

DATA_VARIABLE = "INSPECTOR_DATA"


@cache
def resources() -> Path:
    """The shipped `resources/` folder: inside the wheel, a frozen bundle, or beside an editable install."""
    here = Path(__file__).resolve().parent
    shipped = here / "_resources"
    return shipped if shipped.is_dir() else here.parent / "resources"


def login_name() -> str:
    """The name under which the person is signed in to this computer; empty where the system has none."""
    import getpass

    try:
        return getpass.getuser()
    except (
        OSError,
        KeyError,
        ImportError,
    ):  # no environment, no password database: Windows or a bare container
        return ""


def data_dir(override: Path | None = None) -> Path:
    """The folder of the user's database and files: `override`, else $INSPECTOR_DATA, else the system's place."""
    if override is not None:
        return override.expanduser().absolute()
    if variable := os.environ.get(DATA_VARIABLE):
        return Path(variable).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("inspector-app", appauthor=False, roaming=False)
