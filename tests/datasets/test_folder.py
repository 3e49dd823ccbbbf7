"""One's own pictures: every kind of file is read as it looks, or left out with a reason."""

import errno
import io
import os
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageFile

from helpers import datasets
from helpers.datasets.folder import FORMATS, folder

MODULE = sys.modules["helpers.datasets.folder.reading"]
RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def plain(colour=RED, width=40, height=40):
    return Image.new("RGB", (width, height), colour)


def halves(left, right, mode="RGB"):
    """A picture whose left half has one colour and whose right half another."""
    image = Image.new(mode, (40, 40), left)
    image.paste(right, (20, 0, 40, 40))
    return image


def content(image, format="PNG", **how):
    file = io.BytesIO()
    image.save(file, format, **how)
    return file.getvalue()


def png(width, height):
    """A one-bit PNG of any size, written row by row because Pillow would take a byte a pixel."""

    def chunk(kind, data):
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    header = width.to_bytes(4) + height.to_bytes(4) + bytes([1, 0, 0, 0, 0])
    packer, row = zlib.compressobj(1), bytes(1 + (width + 7) // 8)
    rows = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def the_image(tmp_path, image, format="PNG", size=32, **how):
    """The only image of a folder with one picture."""
    (tmp_path / "one").write_bytes(content(image, format, **how))
    images, names, skipped = folder(tmp_path, size)
    assert names == ["one"] and skipped == []
    return images[0]


def the_reason(tmp_path, name="odd"):
    """Why a file is left out; what lies beside it must still be read."""
    plain().save(tmp_path / "fine.png")
    own = folder(tmp_path)
    assert own.names == ["fine.png"] and [left_out for left_out, _ in own.skipped] == [name]
    return own.skipped[0][1]


def everything(at):
    """Name, modification time and content of all that a folder holds, itself included."""
    paths = [at, *sorted(at.rglob("*"))]
    return [(p, p.stat().st_mtime_ns, p.read_bytes() if p.is_file() else None) for p in paths]


# What comes back


def test_images_have_the_shape_and_type_that_is_promised(tmp_path):
    for i in range(3):
        plain(width=50 + i).save(tmp_path / f"{i}.png")
    (tmp_path / "notes.txt").write_text("Not a picture.")
    own = folder(str(tmp_path), size=np.int64(24))
    assert own.images.shape == (3, 24, 24, 3) and own.images.dtype == np.uint8
    assert own.images.flags.writeable
    assert repr(own) == str(own) == "OwnPictures(3 pictures of 24×24, 1 skipped)"


def test_without_a_size_images_have_32_pixels_a_side(tmp_path):
    plain().save(tmp_path / "a.png")
    assert repr(folder(tmp_path)) == "OwnPictures(1 picture of 32×32, 0 skipped)"


def test_names_are_sorted_and_each_belongs_to_its_image(tmp_path):
    colours = {"b.png": 30, "a/z.png": 60, "c/deep/x.png": 90, "B.png": 120, "a.png": 150}
    for name, level in colours.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        plain((level, level, level)).save(tmp_path / name)
    own = folder(tmp_path)
    assert own.names == ["B.png", "a.png", "a/z.png", "b.png", "c/deep/x.png"]
    assert own.images[:, 0, 0, 0].tolist() == [colours[name] for name in own.names]


def test_what_is_skipped_is_sorted_too(tmp_path):
    for name in ["b.txt", "c/a.txt", "a.txt"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text")
    plain().save(tmp_path / "fine.png")
    assert [name for name, _ in folder(tmp_path).skipped] == ["a.txt", "b.txt", "c/a.txt"]


def test_the_folder_stays_as_it_was(tmp_path):
    (tmp_path / "within").mkdir()
    plain().save(tmp_path / "within" / "a.jpg")
    (tmp_path / "cut.png").write_bytes(content(plain())[:60])
    (tmp_path / ".hidden").write_text("hidden")
    before = everything(tmp_path)
    folder(tmp_path)
    assert everything(tmp_path) == before


def test_a_tilde_stands_for_the_home_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    plain().save(tmp_path / "a.png")
    assert folder("~").names == ["a.png"]


def test_the_folder_may_be_a_relative_path_or_a_link(tmp_path, monkeypatch):
    (tmp_path / "within").mkdir()
    plain().save(tmp_path / "within" / "a.png")
    (tmp_path / "link").symlink_to("within")
    monkeypatch.chdir(tmp_path)
    for path in ["within", "./within/", "link", "within/../link"]:
        assert folder(path).names == ["a.png"]
    monkeypatch.chdir(tmp_path / "within")
    assert folder(".").names == ["a.png"]


# Pictures that are used, and how they look


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_read_by_its_content_whatever_its_name(tmp_path, format):
    (tmp_path / "mislabelled.png").write_bytes(content(plain((200, 100, 50)), format))
    image = folder(tmp_path).images[0].astype(int)
    assert abs(image - (200, 100, 50)).max() <= 4  # some formats lose a little


def test_a_wide_or_a_tall_picture_keeps_its_central_square(tmp_path):
    wide = np.random.default_rng(0).integers(0, 256, (40, 60, 3), dtype="uint8")
    image = the_image(tmp_path, Image.fromarray(wide), size=40)
    np.testing.assert_array_equal(image, wide[:, 10:50])
    image = the_image(tmp_path, Image.fromarray(wide.swapaxes(0, 1)), size=40)
    np.testing.assert_array_equal(image, wide.swapaxes(0, 1)[10:50])


def test_shrinking_averages_pixels_where_picking_some_would_lose_the_rest(tmp_path):
    board = (np.indices((160, 160)).sum(axis=0) % 2 * 255).astype("uint8")
    image = the_image(tmp_path, Image.fromarray(board))
    np.testing.assert_allclose(image, 127.5, atol=3)


@pytest.mark.parametrize("size", [16, 17, 64])
def test_the_smallest_picture_is_used_and_enlarged(tmp_path, size):
    image = the_image(tmp_path, plain((9, 99, 199), 16, 16), size=size)
    assert image.shape == (size, size, 3) and (image == (9, 99, 199)).all()


def keyed(mode, left, right, transparency):
    """Two halves, with the colour that a PNG declares transparent."""
    return halves(left, right, mode), {"transparency": transparency}


def palette():
    image = Image.new("P", (40, 40), 0)
    image.putpalette([*RED, *BLUE])
    image.paste(1, (20, 0, 40, 40))
    return image


TRANSPARENT = {
    "RGBA": (halves((0, 0, 0, 0), (*BLUE, 255), "RGBA"), {}),
    "grey with alpha": (halves((0, 0), (29, 255), "LA"), {}),
    "a palette with one clear colour": (palette(), {"transparency": 0}),
    "a palette with alphas": (palette(), {"transparency": b"\x00\xff"}),
    "a clear colour": keyed("RGB", RED, BLUE, RED),
    "a clear grey": keyed("L", 0, 29, 0),
}


@pytest.mark.parametrize("case", TRANSPARENT)
def test_transparent_pixels_are_white(tmp_path, case):
    image, how = TRANSPARENT[case]
    image = the_image(tmp_path, image, **how)
    right = (29, 29, 29) if image[0, -1, 0] else BLUE
    np.testing.assert_array_equal(image[:, :13], np.full((32, 13, 3), 255))
    np.testing.assert_array_equal(image[:, 19:], np.broadcast_to(right, (32, 13, 3)))


def test_a_half_transparent_colour_is_mixed_with_white(tmp_path):
    image = the_image(tmp_path, Image.new("RGBA", (40, 40), (*RED, 128)))
    np.testing.assert_allclose(image[5, 5], [255, 127, 127], atol=1)


def test_what_is_invisible_does_not_colour_the_edges_of_what_is_seen(tmp_path):
    image = the_image(tmp_path, halves((*RED, 0), (*BLUE, 255), "RGBA"))
    assert (image[..., 0] >= image[..., 1].astype(int) - 1).all()  # from white to blue alone
    assert (abs(image[..., 0].astype(int) - image[..., 1]) <= 1).all()


@pytest.mark.parametrize("format", ["GIF", "PNG", "WEBP", "TIFF"])
def test_an_animation_gives_its_first_frame(tmp_path, format):
    more = {"save_all": True, "append_images": [plain(RED), plain(BLUE)]}
    lossless = {"lossless": True} if format == "WEBP" else {}
    image = the_image(tmp_path, plain(GREEN), format, **more, **lossless)
    assert (image == GREEN).all()


@pytest.mark.parametrize("format", ["JPEG", "TIFF"])
def test_the_red_of_a_print_is_red(tmp_path, format):
    image = the_image(tmp_path, Image.new("CMYK", (40, 40), (0, 255, 255, 0)), format)
    np.testing.assert_allclose(image, np.broadcast_to(RED, image.shape), atol=3)


@pytest.mark.parametrize("format", ["PNG", "TIFF", "PPM"])
def test_sixteen_bits_of_grey_are_scaled_and_not_cut_off(tmp_path, format):
    grey = np.repeat(np.uint16([0, 40_100, 65_535, 128]), 10) * np.ones((40, 1), "uint16")
    image = the_image(tmp_path, Image.fromarray(grey), format, size=40)
    assert image[7, [4, 14, 24, 34]].tolist() == [[v] * 3 for v in (0, 156, 255, 0)]


def test_sixteen_bits_of_grey_look_like_the_eight_bits_they_refine(tmp_path):
    stripes = np.random.default_rng(0).choice(np.uint16([0, 3, 90, 255]), 60)
    grey = np.tile(stripes, (40, 1))  # alike down a column: Pillow rounds bytes between the axes
    deep = the_image(tmp_path, Image.fromarray(grey * np.uint16(257)))
    flat = the_image(tmp_path, Image.fromarray(grey.astype("uint8")))
    np.testing.assert_allclose(deep.astype(int), flat, atol=1)


@pytest.mark.parametrize("mode", ["I;16", "I;16B", "I"])
def test_sixteen_bits_may_be_stored_in_either_order_or_with_room_to_spare(tmp_path, mode):
    assert (the_image(tmp_path, Image.new(mode, (40, 40), 40_000), "TIFF") == 156).all()


@pytest.mark.parametrize("mode, colour", [("L", 90), ("1", 255), ("LA", (90, 255))])
def test_grey_has_three_equal_channels(tmp_path, mode, colour):
    image = the_image(tmp_path, Image.new(mode, (40, 40), colour))
    assert (image == (255 if mode == "1" else 90)).all()


def test_a_palette_is_looked_up(tmp_path):
    image = the_image(tmp_path, palette(), size=40)
    assert (image[:, :20] == RED).all() and (image[:, 20:] == BLUE).all()


UPRIGHT = {  # the EXIF standard: on which side the stored first row and column belong
    1: lambda stored: stored,
    2: lambda stored: stored[:, ::-1],
    3: lambda stored: stored[::-1, ::-1],
    4: lambda stored: stored[::-1],
    5: lambda stored: stored.swapaxes(0, 1),
    6: lambda stored: np.rot90(stored, -1),
    7: lambda stored: stored[::-1, ::-1].swapaxes(0, 1),
    8: lambda stored: np.rot90(stored),
}


@pytest.mark.parametrize("format", ["PNG", "TIFF", "JPEG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", UPRIGHT)
def test_a_picture_is_turned_as_the_camera_was_held(tmp_path, orientation, format):
    stored = np.zeros((40, 60, 3), "uint8")
    stored[:20, :30], stored[:20, 30:], stored[20:, :30] = RED, BLUE, WHITE  # and one black
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    image = the_image(tmp_path, Image.fromarray(stored), format, size=40, exif=exif)
    expected = UPRIGHT[orientation](stored[:, 10:50]).astype(int)
    inside = np.ix_([4, 10, 30, 36], [4, 10, 30, 36])  # lossy formats blur the borders
    assert abs(image[inside] - expected[inside]).max() <= 30


@pytest.mark.parametrize("exif", [b"rubbish", b"Exif\0\0rubbish", b"Exif\0\0II*\0\xff\xff\xff\xff"])
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_damaged_notes_of_the_camera_keep_no_picture_out(tmp_path, exif, format):
    image = the_image(tmp_path, plain(), format, exif=exif)
    np.testing.assert_allclose(image, np.broadcast_to(RED, image.shape), atol=3)


def test_what_pillow_warns_about_is_used_in_silence(tmp_path, monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)  # of 1600: a warning, not an error
    assert (the_image(tmp_path, plain()) == RED).all()


@pytest.mark.parametrize(
    "size, decoded", [(32, (160, 120)), (64, (320, 240)), (np.uint8(160), (640, 480))]
)
def test_a_jpeg_is_decoded_smaller_but_no_less_than_twice_the_size(
    tmp_path, monkeypatch, size, decoded
):
    sizes, shrink = [], MODULE.shrink
    monkeypatch.setattr(MODULE, "shrink", lambda im, n: sizes.append(im.size) or shrink(im, n))
    image = the_image(tmp_path, plain(BLUE, 640, 480), "JPEG", size)
    assert sizes == [decoded]
    np.testing.assert_allclose(image, np.broadcast_to(BLUE, image.shape), atol=3)


def test_the_most_pixels_allowed_are_allowed(tmp_path, monkeypatch):
    assert MODULE.MOST_PIXELS == 100_000_000
    monkeypatch.setattr(MODULE, "MOST_PIXELS", 1600)
    plain(height=41).save(tmp_path / "odd", "PNG")
    assert the_reason(tmp_path).startswith("too large: 40 by 41 pixels, expected at most")


# Files that are left out


LEFT_OUT = {
    "text": (b"To do: take pictures.", "not a picture: expected an intact AVIF, BMP, GIF, "),
    "binary": (bytes(range(256)), "not a picture: "),
    "nothing": (b"", "not a picture: "),
    "a program for a printer": (content(plain(), "EPS"), "not a picture: "),
    "too narrow": (content(plain(width=15)), "too small: 15 by 40 pixels, expected at least 16 by"),
    "too low": (content(plain(height=7)), "too small: 40 by 7 pixels, expected at least 16 by 16"),
    "a pixel too large": (
        png(10_000, 10_001),
        "too large: 10000 by 10001 pixels, expected at most",
    ),
    "a bomb": (png(20_000, 20_000), "too large: expected at most 100 megapixels"),
    "cut off": (content(plain(), "BMP")[:-100], "damaged: image file is truncated"),
    "fractions": (content(Image.new("F", (40, 40), 0.5), "TIFF"), "unknown grey levels: expected"),
    "32 bits": (content(Image.new("I", (40, 40), 65_536), "TIFF"), "unknown grey levels: expected"),
    "below zero": (content(Image.new("I", (40, 40), -1), "TIFF"), "unknown grey levels: expected"),
}


@pytest.mark.parametrize("case", LEFT_OUT)
@pytest.mark.parametrize("name", ["odd.jpg", "odd"])
def test_a_file_that_cannot_be_used_has_a_reason(tmp_path, case, name):
    damaged, reason = LEFT_OUT[case]
    (tmp_path / name).write_bytes(damaged)
    assert the_reason(tmp_path, name).startswith(reason)


@pytest.mark.parametrize("pillows_own_limit", [True, False])
def test_a_bomb_is_known_by_its_header_and_never_decoded(tmp_path, monkeypatch, pillows_own_limit):
    def load(self):
        raise AssertionError("This would take 0.4 GB.")

    if not pillows_own_limit:  # many a notebook lifts it
        monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)
    (tmp_path / "bomb.png").write_bytes(png(20_000, 20_000))
    monkeypatch.setattr(ImageFile.ImageFile, "load", load)
    with pytest.raises(ValueError, match=r"'bomb.png': too large: .*at most 100 megapixels"):
        folder(tmp_path)


@pytest.mark.parametrize("format", FORMATS)
def test_a_picture_cut_off_anywhere_stops_no_other(tmp_path, format):
    noise = np.random.default_rng(0).integers(0, 256, (40, 40, 3), dtype="uint8")
    whole = content(Image.fromarray(noise), format)
    cuts = np.linspace(0, len(whole) * 0.9, 25).astype(int)
    for cut in cuts:
        (tmp_path / f"{cut:06}").write_bytes(whole[:cut])
    (tmp_path / "whole").write_bytes(whole)
    own = folder(tmp_path)
    assert own.names == ["whole"] and len(own.skipped) == len(cuts)


@pytest.mark.parametrize("error", [RuntimeError("odd"), MemoryError(), KeyError("odd")])
def test_whatever_a_file_raises_the_others_are_read(tmp_path, monkeypatch, error):
    def shrink(image, size):
        if image.width == 41:
            raise error
        return plain(width=32, height=32)

    monkeypatch.setattr(MODULE, "shrink", shrink)
    plain(width=41).save(tmp_path / "odd", "PNG")
    assert the_reason(tmp_path) == f"damaged: {str(error) or 'MemoryError'}"


def test_a_file_that_may_not_be_read_is_left_out(tmp_path, monkeypatch):
    def closed(path, *how):
        if path.name == "odd":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return really_open(path, *how)

    really_open = Path.open
    plain().save(tmp_path / "odd", "PNG")
    monkeypatch.setattr(Path, "open", closed)
    assert the_reason(tmp_path) == "unreadable: Permission denied"


def test_a_folder_that_may_not_be_entered_is_left_out(tmp_path, monkeypatch):
    def scandir(path):
        if str(path).endswith("odd"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return really_scandir(path)

    really_scandir = os.scandir
    (tmp_path / "odd").mkdir()
    monkeypatch.setattr(os, "scandir", scandir)
    assert "a closed folder" in the_reason(tmp_path)


def test_a_loop_of_links_ends(tmp_path):
    (tmp_path / "odd").symlink_to(tmp_path, target_is_directory=True)
    assert "a link to a folder" in the_reason(tmp_path)


def test_a_link_to_nothing_or_to_itself_is_left_out(tmp_path):
    (tmp_path / "odd").symlink_to("odd")
    assert "a broken link" in the_reason(tmp_path)
    (tmp_path / "odd").unlink()
    (tmp_path / "odd").symlink_to("missing")
    assert "a broken link" in the_reason(tmp_path)


def test_a_link_to_a_picture_is_read(tmp_path):
    (tmp_path / "within").mkdir()
    plain().save(tmp_path / "a.png")
    (tmp_path / "within" / "link.png").symlink_to(tmp_path / "a.png")
    assert folder(tmp_path / "within").names == ["link.png"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes.")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "odd")
    assert "not a file" in the_reason(tmp_path)


def test_what_is_hidden_is_ignored(tmp_path):
    plain().save(tmp_path / ".hidden.png")
    (tmp_path / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    (tmp_path / ".thumbnails").mkdir()
    plain().save(tmp_path / ".thumbnails" / "a.png")
    plain().save(tmp_path / "a.png")
    own = folder(tmp_path)
    assert own.names == ["a.png"] and own.skipped == []


def test_a_folder_within_a_hidden_one_can_be_given_itself(tmp_path):
    (tmp_path / ".cache" / "mine").mkdir(parents=True)
    plain().save(tmp_path / ".cache" / "mine" / "a.png")
    assert folder(tmp_path / ".cache" / "mine").names == ["a.png"]


# Errors that teach


@pytest.mark.parametrize("path", ["missing", "", None, 3, "nul\0byte", b"bytes", ["a.png"]])
def test_what_is_not_a_folder_is_refused(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match="expected the path of a folder; received") as error:
        folder(path)
    assert repr(path) in str(error.value) and repr(str(tmp_path)) in str(error.value)


def test_a_file_is_refused(tmp_path):
    plain().save(tmp_path / "a.png")
    with pytest.raises(ValueError, match="folder that the pictures are in, not one of them"):
        folder(tmp_path / "a.png")


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"received 0 other files\nPut PNG or JPEG pictures there"):
        folder(tmp_path)


def test_without_a_usable_picture_five_reasons_are_given(tmp_path):
    for i in range(7):
        (tmp_path / f"{i}.txt").write_text("text")
    with pytest.raises(ValueError, match="received 7 other files, such as\n") as error:
        folder(tmp_path)
    lines = str(error.value).splitlines()
    assert [line.split(":")[0] for line in lines[1:-1]] == [f"  '{i}.txt'" for i in range(5)]
    assert all("not a picture" in line for line in lines[1:-1])


@pytest.mark.parametrize("size", [15, 0, -32, 32.0, "32", None, True, (32, 15), (32, 32, 3), ()])
def test_an_unfit_size_is_refused(tmp_path, size):
    plain().save(tmp_path / "a.png")
    with pytest.raises(ValueError, match="whole number of pixels, 16 or more; received") as error:
        folder(Path(tmp_path), size)
    assert repr(size) in str(error.value)


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1"])
def test_a_photograph_of_a_telephone_is_left_out_with_advice(tmp_path, brand):
    content = b"\x00\x00\x00\x18ftyp" + brand + b"\x00" * 40
    (tmp_path / "IMG_1.HEIC").write_bytes(content)
    plain().save(tmp_path / "plain.png")
    assert "export it as JPEG" in datasets.folder(tmp_path).skipped[0][1]
    with pytest.raises(ValueError, match="export it as JPEG"):
        datasets.one_picture(tmp_path / "IMG_1.HEIC")


SHALLOW = np.linspace(0, 4095, 1600).reshape(40, 40).astype("uint16")


@pytest.mark.parametrize("ending", ["png", "tif"])
@pytest.mark.parametrize("bits", [10, 12, 14])
def test_a_picture_that_may_have_fewer_bits_is_left_out_not_shown_black(tmp_path, ending, bits):
    shallow = np.uint16(SHALLOW * (2.0**bits - 1) / 4095)
    Image.fromarray(shallow).save(tmp_path / f"scan.{ending}")
    plain().save(tmp_path / "plain.png")
    found = datasets.folder(tmp_path)
    assert found.names == ["plain.png"]
    assert "perhaps fewer bits" in found.skipped[0][1]


def test_a_file_that_says_which_level_is_white_is_believed(tmp_path):
    Image.fromarray(SHALLOW).save(tmp_path / "scan.tif", tiffinfo={281: 4095})
    image = datasets.folder(tmp_path).images[0]
    assert image.min() < 10
    assert image.max() > 245


def test_a_black_picture_is_black(tmp_path):
    Image.fromarray(0 * SHALLOW).save(tmp_path / "night.png")
    assert not datasets.folder(tmp_path).images.any()
