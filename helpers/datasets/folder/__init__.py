"""Your own pictures, from any folder, and what became of each file.

Every file is read as it looks or left out with a reason; none is written to.

loading     the folder, from the path to the pictures
finding     which files there are
reading     one picture, from any file to a few pixels
decoding    many of them, some at a time
keeping     an unchanged folder is not decoded twice
own         the pictures, and the report of what was left out
splitting   some are held out, and none of them twice
"""

from helpers.datasets.folder.loading import folder
from helpers.datasets.folder.own import OwnPictures
from helpers.datasets.folder.reading import FORMATS, Frame, read

__all__ = ["FORMATS", "Frame", "OwnPictures", "folder", "read"]
