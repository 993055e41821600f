"""Names of the cells of a spreadsheet, as people say them: C5 is row 5, column 3."""


def place_of(row: int, column: int) -> str:
    """The name of a cell, from row and column counted from 1: "C5"."""
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def position_of(place: str) -> tuple[int, int]:
    """Row and column of a cell by its name: "C5" is (5, 3)."""
    letters = place.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(place[len(letters) :]), column
