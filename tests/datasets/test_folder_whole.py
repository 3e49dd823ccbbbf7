"""A folder as a whole: sizes and proportions, the report, twins, what is kept, memory."""

import io
import json
import os
import subprocess
import sys
import threading

import numpy as np
import pytest
from PIL import ExifTags, Image

from helpers import datasets
from helpers.datasets.folder import OwnPictures, decoding, keeping, loading, reading
from helpers.datasets.folder.own import Skipped
from helpers.datasets.folder.splitting import alike

HERD = datasets.horses(40, seed=0).images
WHITE, RED = (255, 255, 255), (255, 0, 0)


@pytest.fixture(autouse=True)
def cache(tmp_path_factory, monkeypatch):
    at = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("COURSE_CACHE", str(at))
    return at / "pictures"


@pytest.fixture
def mine(tmp_path):
    """A folder of five horses and a text."""
    at = tmp_path / "mine"
    at.mkdir()
    for i in range(5):
        Image.fromarray(HERD[i]).save(at / f"{i}.png")
    (at / "notes.txt").write_text("text")
    return at


# Sizes and proportions


@pytest.mark.parametrize("aspect", ["crop", "pad"])
@pytest.mark.parametrize("size", [32, 48, 64, (32, 48), (64, 16), [20, 24]])
def test_every_size_and_rectangle_is_filled(mine, size, aspect):
    own = datasets.folder(mine, size, aspect)
    sides = tuple(size) if isinstance(size, (tuple, list)) else (size, size)
    assert own.images.shape == (5, *sides, 3) and own.images.flags.writeable
    assert repr(own) == f"OwnPictures(5 pictures of {sides[0]}×{sides[1]}, 1 skipped)"


def test_cropped_to_a_rectangle_the_middle_is_kept(tmp_path):
    x = np.random.default_rng(0).integers(0, 256, (60, 60, 3), dtype="uint8")
    Image.fromarray(x).save(tmp_path / "a.png")
    np.testing.assert_array_equal(datasets.folder(tmp_path, (40, 60)).images[0], x[10:50])
    np.testing.assert_array_equal(datasets.folder(tmp_path, (60, 40)).images[0], x[:, 10:50])


@pytest.mark.parametrize("mode", ["RGB", "L", "RGBA", "P", "CMYK", "I;16"])
def test_padded_all_of_it_is_kept_on_white(tmp_path, mode):
    dark = 0 if mode in ("L", "P", "I;16") else (0, 0, 0, 255)[: len(mode)]
    if mode == "CMYK":
        dark = (0, 0, 0, 255)
    image = Image.new(mode, (60, 30), dark)
    image.save(tmp_path / "wide", "TIFF" if mode == "CMYK" else "PNG")
    image.transpose(Image.Transpose.ROTATE_90).save(
        tmp_path / "tall", "TIFF" if mode == "CMYK" else "PNG"
    )
    tall, wide = datasets.folder(tmp_path, 32, "pad").images
    np.testing.assert_array_equal(wide[[0, 7, 24, 31]], 255)
    np.testing.assert_array_equal(wide[8:24], 0)
    np.testing.assert_array_equal(tall, wide.swapaxes(0, 1))


@pytest.mark.parametrize("aspect", ["crop", "pad"])
@pytest.mark.parametrize("format", ["JPEG", "PNG"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_picture_fills_the_rectangle_like_an_upright_one(
    tmp_path, orientation, format, aspect
):
    upright = np.zeros((80, 160, 3), "uint8")
    upright[:40, :80], upright[40:, 80:] = RED, WHITE
    turn = reading.TURNS[orientation]
    undone = {"ROTATE_90": "ROTATE_270", "ROTATE_270": "ROTATE_90"}.get(turn, turn)
    stored = Image.fromarray(upright)
    stored = stored.transpose(Image.Transpose[undone]) if turn else stored
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    stored.save(tmp_path / "stored", format, exif=exif)
    found = datasets.folder(tmp_path, (24, 48), aspect).images[0].astype(int)
    for row, column, colour in [(5, 10, RED), (5, 40, (0, 0, 0)), (19, 40, WHITE)]:
        assert abs(found[row, column] - colour).max() <= 20


def test_what_padding_would_make_a_line_of_is_left_out(tmp_path):
    Image.new("RGB", (2000, 16)).save(tmp_path / "thin.png")
    Image.fromarray(HERD[0]).save(tmp_path / "a.png")
    assert datasets.folder(tmp_path, 32, "pad").skipped[0][1].startswith("too thin: 2000 by 16")
    assert len(datasets.folder(tmp_path, 32).names) == 2


@pytest.mark.parametrize("aspect", ["stretch", None, 3, ["crop"]])
def test_another_way_to_the_proportions_is_refused(mine, aspect):
    with pytest.raises(ValueError, match="expected one of crop, pad; received"):
        datasets.folder(mine, 32, aspect)


def test_more_than_the_memory_holds_is_refused_before_anything_is_read(mine, monkeypatch):
    monkeypatch.setattr(loading, "MOST_BYTES", 10_000)
    monkeypatch.setattr(loading, "decode", lambda *_: pytest.fail("It was read."))
    with pytest.raises(ValueError, match="give a smaller size, or fewer files"):
        datasets.folder(mine)


# The report


def test_the_report_has_each_kind_once_with_how_many_and_the_first_names(tmp_path):
    for i in range(5):
        (tmp_path / f"{i}.txt").write_text("text")
    (tmp_path / "empty.jpg").write_bytes(b"")
    for i in range(2):
        Image.new("RGB", (5 + i, 40)).save(tmp_path / f"icon{i}.png")
    Image.fromarray(HERD[0]).save(tmp_path / "a.png")
    (tmp_path / "copy of a.png").write_bytes((tmp_path / "a.png").read_bytes())
    own = datasets.folder(tmp_path)
    report = str(own.skipped)
    assert report == repr(own.skipped) and report.startswith("9 files skipped\n6 × not a picture")
    assert "and 3 more" in report and "'0.txt'" in report
    assert "'icon0.png': 5 by 40 pixels" in report and "'icon1.png': 6 by 40 pixels" in report
    assert "1 × a copy: the same file as 'a.png'\n    'copy of a.png'" in report
    assert dict(own.skipped)["empty.jpg"] == "not a picture: an empty file, 0 bytes"


def test_without_anything_skipped_the_report_says_so(tmp_path):
    Image.fromarray(HERD[0]).save(tmp_path / "a.png")
    assert str(datasets.folder(tmp_path).skipped) == "No files skipped"


@pytest.mark.skipif(sys.platform != "linux", reason="Elsewhere names are texts.")
def test_a_name_that_is_no_text_can_be_printed_and_kept(mine):
    os.rename(mine / "notes.txt", os.fsencode(mine) + b"/\xff\n.txt")
    for own in (datasets.folder(mine), datasets.folder(mine)):
        str(own.skipped).encode("utf-8")
        assert own.skipped[0][0].endswith("\n.txt")


# Twins and the split


def test_two_sides_have_every_picture_once_and_the_seed_decides(mine):
    own = OwnPictures(HERD, [f"{i}" for i in range(40)], Skipped())
    train, held_out = own.split(0.25, seed=1)
    assert len(train.names) == 30 and sorted(train.names + held_out.names) == sorted(own.names)
    for side in (train, held_out):
        np.testing.assert_array_equal(side.images, HERD[[int(name) for name in side.names]])
    assert own.split(0.25, seed=1)[1].names == held_out.names
    assert own.split(0.25, seed=2)[1].names != held_out.names


def again(image, format="PNG", size=None, **how):
    """A picture saved anew, perhaps in another size."""
    file = io.BytesIO()
    image = Image.fromarray(image)
    if size is not None:
        image = image.resize((size, size), Image.Resampling.LANCZOS)
    image.save(file, format, **how)
    return file.getvalue()


TWINS = {
    "a copy": lambda x: again(x),
    "another format": lambda x: again(x, "BMP"),
    "smaller": lambda x: again(x, size=128),
    "larger": lambda x: again(x, size=300),
    "a JPEG": lambda x: again(x, "JPEG", quality=75),
    "a smaller JPEG": lambda x: again(x, "JPEG", size=150, quality=80),
}


@pytest.mark.parametrize("twin", TWINS)
@pytest.mark.parametrize("seed", range(3))
def test_no_twin_is_on_both_sides(tmp_path, twin, seed):
    herd = datasets.horses(12, seed=0, size=256).images
    for i, image in enumerate(herd):
        (tmp_path / f"{i}_a").write_bytes(again(image))
        (tmp_path / f"{i}_b").write_bytes(TWINS[twin](image))
    own = datasets.folder(tmp_path, 32)
    train, held_out = ({name[:-2] for name in side.names} for side in own.split(0.3, seed))
    assert train and held_out and not train & held_out and len(train | held_out) == 12


def test_pictures_that_differ_are_groups_of_their_own():
    for images in (datasets.horses(600, seed=0).images, datasets.faces(600, seed=0).images):
        assert len(np.unique(alike(images))) == len(images)


def test_twins_find_each_other_however_many_and_far_apart_they_are():
    rows = np.random.default_rng(0).permutation(np.arange(1200) % 30)
    assert len(np.unique(alike(HERD[:30][rows]))) == 30
    np.testing.assert_array_equal(
        np.unique(alike(HERD[:30][rows])[np.argsort(rows)][::40]).size, 30
    )


@pytest.mark.parametrize("held_out", [0, 1, 0.0, 1.0, -0.1, 10, "0.1", None, float("nan")])
def test_another_share_is_refused(held_out):
    with pytest.raises(ValueError, match="a share between 0 and 1"):
        OwnPictures(HERD, ["a"] * 40, Skipped()).split(held_out)


def test_both_sides_have_a_picture_however_small_the_share():
    own = OwnPictures(HERD[:2], ["a", "b"], Skipped())
    for share in (0.001, 0.999):
        assert [len(side.names) for side in own.split(share)] == [1, 1]


def test_pictures_all_alike_cannot_be_split():
    with pytest.raises(ValueError, match="that look alike"):
        OwnPictures(HERD[[0, 0, 0]], ["a"] * 3, Skipped()).split()


# What is kept


def never(*_):
    raise AssertionError("It was decoded again.")


def same(a, b):
    np.testing.assert_array_equal(a.images, b.images)
    assert (a.names, a.skipped, repr(a)) == (b.names, b.skipped, repr(b))


def test_an_unchanged_folder_is_not_decoded_twice(mine, monkeypatch):
    first = datasets.folder(mine)
    monkeypatch.setattr(decoding, "read", never)
    second = datasets.folder(str(mine))
    same(first, second)
    assert second.images.flags.writeable and isinstance(second.skipped, Skipped)


CHANGES = {
    "one more": lambda at: Image.fromarray(HERD[9]).save(at / "9.png"),
    "one less": lambda at: (at / "2.png").unlink(),
    "another name": lambda at: (at / "2.png").rename(at / "b.png"),
    "another content": lambda at: Image.fromarray(HERD[9]).save(at / "2.png"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_folder_is_read_anew(mine, change, monkeypatch):
    datasets.folder(mine)
    CHANGES[change](mine)
    own = datasets.folder(mine)
    monkeypatch.setattr(loading.keeping, "kept", lambda *_: None)
    same(own, datasets.folder(mine))


@pytest.mark.skipif(sys.platform == "win32", reason="There only the size and the time are known.")
def test_another_content_of_the_same_size_and_time_is_noticed(mine):
    file = mine / "2.png"
    before, stat = datasets.folder(mine).images[2], file.stat()
    content = again(HERD[9])
    file.write_bytes(content[: stat.st_size].ljust(stat.st_size, b"\0"))
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    own = datasets.folder(mine)
    assert "2.png" not in own.names or (own.images[2] != before).any()


@pytest.mark.parametrize("other", [dict(size=48), dict(size=(32, 48)), dict(aspect="pad")])
def test_other_options_are_kept_beside(mine, other, cache):
    datasets.folder(mine)
    datasets.folder(mine, **other)
    assert len(list(cache.iterdir())) == 2  # and no passing file


def broken(file, content):
    file.write_bytes(content)


def other_numbers(file, images):
    words = json.dumps({"names": ["a"], "skipped": []}).encode()
    np.savez(file, images=images, words=np.frombuffer(words, "uint8"))


DAMAGES = {
    "empty": lambda file: broken(file, b""),
    "text": lambda file: broken(file, b"text"),
    "cut": lambda file: broken(file, file.read_bytes()[:-100]),
    "a byte": lambda file: broken(file, file.read_bytes()[:400] + b"?" + file.read_bytes()[401:]),
    "a pickle": lambda file: np.savez(file, images=np.array([{}], object), words=np.zeros(1)),
    "no words": lambda file: np.savez(file, images=HERD[:5]),
    "another size": lambda file: other_numbers(file, HERD[:1, :16]),
    "another type": lambda file: other_numbers(file, HERD[:1] / 255),
    "another number": lambda file: other_numbers(file, HERD[:3]),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_is_made_anew(mine, cache, damage, monkeypatch):
    first = datasets.folder(mine)
    (file,) = cache.glob("*.npz")
    DAMAGES[damage](file)
    same(first, datasets.folder(mine))
    if file.is_file():
        monkeypatch.setattr(decoding, "read", never)
        same(first, datasets.folder(mine))


def test_without_a_place_to_write_it_only_takes_longer(mine, cache, monkeypatch):
    cache.parent.rmdir()
    cache.parent.write_text("a file where the folder should be")
    first = datasets.folder(mine)
    same(first, datasets.folder(mine))


def test_what_may_be_gone_the_next_time_is_not_kept(mine, monkeypatch):
    def tired(path, frame):
        if path.name == "2.png":
            raise OSError(5, "Input/output error")
        return really(path, frame)

    really = decoding.read
    monkeypatch.setattr(decoding, "read", tired)
    assert len(datasets.folder(mine).names) == 4
    monkeypatch.setattr(decoding, "read", really)
    assert len(datasets.folder(mine).names) == 5


def test_what_was_unused_longest_makes_room(mine, cache, monkeypatch):
    for size in [16, 20, 24]:
        datasets.folder(mine, size)
    files = sorted(cache.iterdir(), key=lambda file: file.stat().st_size)
    for age, file in zip([1, 3, 2], files, strict=True):
        os.utime(file, (1e9 - age, 1e9 - age))
    total = sum(file.stat().st_size for file in files)
    monkeypatch.setattr(keeping, "MOST_BYTES", total + 5 * 28 * 28 * 3 - 1)
    datasets.folder(mine, 28)
    assert files[0].exists() and not files[1].exists() and files[2].exists()
    assert len(list(cache.iterdir())) == 3


def test_too_much_is_not_kept(mine, cache, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_BYTES", 1000)
    datasets.folder(mine)
    assert not cache.exists()


def test_an_interrupted_reading_ends_soon_and_keeps_nothing(mine, cache, monkeypatch):
    def interrupted(path, frame):
        asked.append(path)
        raise KeyboardInterrupt

    asked = []
    for i in range(200):
        (mine / f"more{i}.png").write_bytes(b"")
    monkeypatch.setattr(decoding, "read", interrupted)
    with pytest.raises(KeyboardInterrupt):
        datasets.folder(mine)
    assert not cache.exists()


# Memory and workers


def test_never_more_than_one_large_picture_is_decoded_at_a_time(mine, monkeypatch):
    def decoded(image, frame):
        now.append(1)
        most.append(len(now))
        threading.Event().wait(0.01)
        now.pop()
        return really(image, frame)

    now, most, really = [], [], reading.decoded
    monkeypatch.setattr(reading, "LARGE", 1000)
    monkeypatch.setattr(reading, "decoded", decoded)
    datasets.folder(mine)
    assert most == [1] * 5


PEAK = """
import sys
from pathlib import Path
from helpers import datasets

def peak():
    return int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1000

before = peak()
assert len(datasets.folder(sys.argv[1], 64).names) == int(sys.argv[2])
print(before, peak())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Others do not tell the peak.")
@pytest.mark.parametrize("format, most", [("JPEG", 300), ("BMP", 500)])
def test_memory_does_not_grow_with_the_number_of_large_pictures(tmp_path, format, most):
    rng = np.random.default_rng(0)
    small = Image.fromarray(rng.integers(0, 256, (26, 39, 3), dtype="uint8"))
    content = again(np.asarray(small.resize((3872, 2592))), format)
    for i in range(24):  # of ten megapixels; all decoded they would take a gigabyte
        (tmp_path / f"{i}").write_bytes(content + bytes([i]))
    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(tmp_path), "24"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    before, after = map(float, done.stdout.split())
    assert after - before < most and after < 2000


def test_progress_is_shown_for_every_file(mine, monkeypatch):
    shown = []
    monkeypatch.setattr(
        decoding, "tqdm", lambda it, words, n, **how: shown.append((words, n)) or it
    )
    datasets.folder(mine)
    assert shown == [("pictures", 6)]


def test_no_progress_of_a_moment_is_shown(mine, capsys):
    datasets.folder(mine)
    assert capsys.readouterr() == ("", "")
