"""The organisation's logo: whether what was sent is a picture, and how it is kept."""

import io
import warnings

from PIL import Image, ImageOps

from planner.actions.errors import Refused

LARGEST_LOGO = 1024 * 1024
"""So many bytes a picture may have."""
_MOST_PIXELS = 20_000_000
_LONGEST_SIDE = 1200
_KINDS = ("PNG", "JPEG")


def drawn_anew(data: bytes) -> bytes:
    """The picture as a PNG of our own; Refused with the reason where it is none that we take.

    Drawn anew, nothing is left of what else the file had: places and names that cameras and
    programs write into it, or another file hidden behind the picture.
    """
    if len(data) > LARGEST_LOGO:
        raise Refused(
            "This picture is larger than 1 MB. Make it smaller, and choose it again.", field="file"
        )
    try:
        return _drawn(data)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_points() from error
    except (OSError, SyntaxError, ValueError) as error:
        raise Refused(
            "This is no PNG or JPEG picture that can be read. Save it as PNG, and choose it again.",
            field="file",
        ) from error


def _drawn(data: bytes) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # what would unpack into more than fits is refused
        with Image.open(io.BytesIO(data), formats=_KINDS) as sent:
            if sent.width * sent.height > _MOST_PIXELS:
                raise _too_many_points()
            picture = ImageOps.exif_transpose(sent).convert("RGBA")
    picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    file = io.BytesIO()
    Image.frombytes("RGBA", picture.size, picture.tobytes()).save(file, "PNG", optimize=True)
    return file.getvalue()


def _too_many_points() -> Refused:
    return Refused(
        "This picture has too many points. Make it smaller, and choose it again.", field="file"
    )


def size_of(content: bytes) -> tuple[int, int]:
    """Width and height of a logo that is kept, in points."""
    with Image.open(io.BytesIO(content), formats=_KINDS) as kept:
        return kept.size
