"""Fashion-MNIST: what it holds, where it is looked for, and what is refused."""

import gzip
import hashlib

import numpy as np
import pooch
import pytest

from helpers import datasets
from helpers.datasets import fashion

IMAGES, LABELS = "train-images-idx3", "train-labels-idx1"
INSTALLED = fashion.SYSTEM_FOLDER.exists()


def small_files():
    """Three images and their labels in the published format, by name."""
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, 3 * 784, dtype="uint8").tobytes()
    return {IMAGES: bytes(16) + images, LABELS: bytes(8) + bytes([7, 0, 9])}


def put(folder, contents):
    """Write contents the way they are published."""
    folder.mkdir(exist_ok=True)
    for name, content in contents.items():
        (folder / f"{name}-ubyte.gz").write_bytes(gzip.compress(content))


@pytest.fixture
def places(tmp_path, monkeypatch):
    """A cache and a system folder, both empty, and a network that is down."""
    cache, system = tmp_path / "cache", tmp_path / "system"
    monkeypatch.setattr(pooch, "os_cache", lambda project: cache)
    monkeypatch.setattr(fashion, "SYSTEM_FOLDER", system)
    monkeypatch.setattr(pooch, "retrieve", no_network)
    return cache, system


@pytest.fixture
def three_images(places, monkeypatch):
    """The places, with the hashes of the three images and labels in force."""
    for name, content in small_files().items():
        sha256 = hashlib.sha256(content).hexdigest()
        monkeypatch.setitem(fashion.SHA256_OF_CONTENT, name, sha256)
    return places


def no_network(*args):
    raise OSError("Network is unreachable")


def test_small_has_the_shapes_and_types_that_it_promises():
    garments = datasets.fashion_mnist()
    assert garments.train_images.shape == garments.test_images.shape == (10_000, 28, 28, 1)
    assert garments.train_labels.shape == garments.test_labels.shape == (10_000,)
    arrays = garments[:4]
    assert all(array.dtype == np.uint8 and array.flags.writeable for array in arrays)
    assert garments.train_images.min() == 0 and garments.train_images.max() == 255
    assert not (garments.train_images.reshape(10_000, -1).max(axis=1) == 0).any()


def test_every_class_has_a_name_and_about_a_tenth_of_the_images():
    garments = datasets.fashion_mnist()
    assert len(set(garments.class_names)) == 10
    np.testing.assert_array_equal(np.bincount(garments.test_labels), [1000] * 10)
    counts = np.bincount(garments.train_labels)
    assert len(counts) == 10 and counts.min() > 900 and counts.max() < 1100


def test_names_fit_their_images():
    garments = datasets.fashion_mnist()
    ink = {
        name: garments.train_images[garments.train_labels == k].mean(axis=0)[..., 0]
        for k, name in enumerate(garments.class_names)
    }
    # Trousers have a gap between the legs; sneakers leave the upper half of the picture black.
    assert ink["Trousers"][22:26, 13:15].mean() < 0.7 * ink["Dress"][22:26, 13:15].mean()
    assert ink["Sneaker"][:8].mean() < 5 < ink["Ankle boot"][:8].mean()


def test_no_test_image_is_a_training_image():
    garments = datasets.fashion_mnist()
    train = {image.tobytes() for image in garments.train_images}
    assert sum(image.tobytes() in train for image in garments.test_images) < 5


@pytest.mark.parametrize("size", ["large", "", None, 10_000])
def test_an_unknown_size_is_refused_with_both_choices(size):
    with pytest.raises(ValueError, match=r"'small' \(10,000 .* 'full' \(all 60,000\)"):
        datasets.fashion_mnist(size)


def test_the_cache_comes_before_the_system_folder(places):
    cache, system = places
    put(cache, small_files())
    put(system, small_files())
    assert fashion.locate(IMAGES) == cache / f"{IMAGES}-ubyte.gz"


def test_the_system_folder_comes_before_the_network(places):
    put(places[1], small_files())
    assert fashion.locate(LABELS) == places[1] / f"{LABELS}-ubyte.gz"


def test_what_is_on_no_disk_is_downloaded_with_its_hash(places, monkeypatch):
    asked = []

    def retrieve(url, known_hash, fname, path):
        asked.append((url, known_hash, fname, path))
        return str(path / fname)

    monkeypatch.setattr(pooch, "retrieve", retrieve)
    assert fashion.locate(IMAGES) == places[0] / f"{IMAGES}-ubyte.gz"
    [(url, known_hash, fname, path)] = asked
    assert url == fashion.SOURCE + fname and path == places[0]
    assert known_hash == "md5:8d4fb7e6c68d591d4c3dfef9ec88bf0d"


def test_every_published_file_has_both_hashes():
    assert fashion.SHA256_OF_CONTENT.keys() == fashion.MD5_OF_DOWNLOAD.keys()
    assert all(len(sha256) == 64 for sha256 in fashion.SHA256_OF_CONTENT.values())
    assert all(len(md5) == 32 for md5 in fashion.MD5_OF_DOWNLOAD.values())


def test_without_files_or_network_the_message_names_three_ways(places):
    with pytest.raises(FileNotFoundError, match="Network is unreachable") as refusal:
        datasets.fashion_mnist("full")
    message = str(refusal.value)
    for way in (str(places[0]), "sudo apt install", "try again with a network", "size='small'"):
        assert way in message


def test_full_puts_other_training_images_beside_the_same_test_images(three_images):
    put(three_images[0], small_files())
    garments, small = datasets.fashion_mnist("full"), datasets.fashion_mnist()
    assert garments.train_images.shape == (3, 28, 28, 1)
    assert garments.train_images.tobytes() == small_files()[IMAGES][16:]
    assert garments.train_labels.tolist() == [7, 0, 9]
    assert garments.train_images.flags.writeable and garments.train_labels.flags.writeable
    np.testing.assert_array_equal(garments.test_images, small.test_images)


def flipped(data):
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 0xFF] * 8) + data[middle + 8 :]


DAMAGE = {
    "cut short": lambda data: data[: len(data) // 2],
    "empty": lambda data: b"",
    "bytes flipped": flipped,
    "compressed stream broken": lambda data: data[:10] + b"\xff" * 8 + data[18:],
    "no gzip at all": lambda data: b"<html>404</html>",
    "another file": lambda data: gzip.compress(b"something else"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_refused_by_name(three_images, damage):
    put(three_images[0], small_files())
    file = three_images[0] / f"{IMAGES}-ubyte.gz"
    file.write_bytes(DAMAGE[damage](file.read_bytes()))
    with pytest.raises(ValueError, match=r"received other bytes.*Delete it") as refusal:
        datasets.fashion_mnist("full")
    assert str(file) in str(refusal.value)


@pytest.mark.skipif(not INSTALLED, reason="needs the Debian package dataset-fashion-mnist")
def test_the_first_ten_thousand_of_full_are_small(tmp_path, monkeypatch):
    monkeypatch.setattr(pooch, "os_cache", lambda project: tmp_path)
    full, small = datasets.fashion_mnist("full"), datasets.fashion_mnist()
    assert full.train_images.shape == (60_000, 28, 28, 1)
    np.testing.assert_array_equal(full.train_images[:10_000], small.train_images)
    np.testing.assert_array_equal(full.train_labels[:10_000], small.train_labels)
    np.testing.assert_array_equal(np.bincount(full.train_labels), [6000] * 10)
    np.testing.assert_array_equal(fashion.read("t10k-images-idx3"), small.test_images)
    np.testing.assert_array_equal(fashion.read("t10k-labels-idx1"), small.test_labels)
