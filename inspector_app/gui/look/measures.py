"""The measures of the window's frame, apart from the theme because the frame is drawn before the theme is loaded."""

RAIL_WIDTH = 84
VISITS_WIDTH = 288
STATUS_HEIGHT = 36
LIST_FOLDS_BELOW = 1400
"""Width of the window under which the list of visits folds away when a visit is opened."""
MINIMUM_SIZE = (640, 400)
"""Below this even scroll bars are of no use."""
STANDARD_SIZE = (1280, 760)
FRAME = (16, 40)
"""What a window's frame may take of the screen, in width and height."""
BODY_POINTS = 10.0
"""For this size of text all measures are written down; they grow with it."""
