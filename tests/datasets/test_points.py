"""Points from a file: what means one thing is read, what is wrong is said with its row."""

import os
import sys

import numpy as np
import pytest

from helpers.datasets.points import MOST_ROWS, points

MODULE = sys.modules["helpers.datasets.points"]
THREE = np.array([[1.5, 2], [-3, 4.25], [0.5, 1000]])


def read(tmp_path, content, encoding="utf-8"):
    file = tmp_path / "mine.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return points(file)


MEANS_THREE = {
    "commas": "1.5,2\n-3,4.25\n.5,1e3\n",
    "a header": "x,y\n1.5,2\n-3,4.25\n.5,1e3\n",
    "no end of line": "x,y\n1.5,2\n-3,4.25\n.5,1e3",
    "spaces after commas": "x, y\n1.5, 2\n-3, 4.25\n.5, 1e3\n",
    "semicolons": "1.5;2\n-3;4.25\n.5;1e3\n",
    "decimal commas": "1,5;2\n-3;4,25\n0,5;1000\n",
    "decimal commas with a header": "Länge;Höhe\n1,5;2\n-3;4,25\n0,5;1000,0\n",
    "tabs": "a\tb\n1.5\t2\n-3\t4.25\n.5\t1E+3\n",
    "spaces": "  1.5   2\n -3     4.25\n  0.5   1000 \n",
    "spaces with a header": "x y\n1.5 2\n-3 4.25\n.5 1e3\n",
    "numpy's": "# x y\n1.5e+00 2.0e+00\n-3.0e+00 4.25e+00\n5.0e-01 1.0e+03\n",
    "Windows": "x;y\r\n1,5;2\r\n-3;4,25\r\n,5;1e3\r\n",
    "old Macs": "x;y\r1,5;2\r-3;4,25\r,5;1e3\r",
    "quotes": '"x";"y"\n"1,5";"2"\n"-3";"4,25"\n"0,5";"1000"\n',
    "separators in names": '"x, in cm","y, in cm"\n1.5,2\n-3,4.25\n.5,1e3\n',
    "blank rows": "\n\nx,y\n\n1.5,2\n   \n-3,4.25\n.5,1e3\n\n\n",
    "Excel's hint": "sep=;\nx;y\n1,5;2\n-3;4,25\n0,5;1000\n",
    "signs": "+1.5,+2\n-3,+4.25\n+.5,1000.\n",
    "a comment within": "x,y\n1.5,2\n# the next is doubtful\n-3,4.25\n.5,1e3\n",
    "names with numbers": "x1;x2\n1,5;2\n-3;4,25\n0,5;1000\n",
}


@pytest.mark.parametrize("kind", MEANS_THREE)
def test_all_of_these_are_the_same_three_points(tmp_path, kind):
    read_back = read(tmp_path, MEANS_THREE[kind])
    np.testing.assert_array_equal(read_back, THREE)
    assert read_back.dtype == "float64"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_all_of_these_encodings_are_read(tmp_path, encoding):
    table = MEANS_THREE["decimal commas with a header"]
    np.testing.assert_array_equal(read(tmp_path, table, encoding), THREE)


def test_the_first_byte_mark_is_no_part_of_a_number(tmp_path):
    np.testing.assert_array_equal(read(tmp_path, MEANS_THREE["commas"], "utf-8-sig"), THREE)


def test_whole_numbers_need_a_sign_that_they_are_two(tmp_path):
    for certain in ("x,y\n1,5\n2,5\n", "1, 5\n2, 5\n", "1;5\n2;5\n", "1,5\n2,-5\n", "1,5\n2,5.0\n"):
        assert abs(read(tmp_path, certain)).tolist() == [[1, 5], [2, 5]]
    for perhaps_one in ("1,5\n2,5\n", "12 345\n67 890\n"):
        with pytest.raises(ValueError, match="may be one number or two"):
            read(tmp_path, perhaps_one)
    assert read(tmp_path, "12 345\n6 7\n").tolist() == [[12, 345], [6, 7]]


def test_what_numpy_writes_comes_back(tmp_path):
    x = np.random.default_rng(0).normal(size=(500, 2)) * [1e-3, 1e6]
    for k, options in enumerate(({}, {"delimiter": ","}, {"delimiter": ";", "header": "x;y"})):
        np.savetxt(tmp_path / f"{k}.csv", x, **options)
        np.testing.assert_array_equal(points(str(tmp_path / f"{k}.csv")), x)


def test_the_file_stays_as_it_is(tmp_path):
    read(tmp_path, MEANS_THREE["quotes"])
    assert (tmp_path / "mine.csv").read_text("utf-8") == MEANS_THREE["quotes"]


BAD = {
    "empty": ("", "two different points or more; received 0"),
    "blank": ("\n \n\t\n", "received 0"),
    "only a header": ("x;y\n", "received 0"),
    "only comments": ("# nothing\n# here\n", "received 0"),
    "one point": ("x;y\n1;2\n", "received 1 in all"),
    "all equal": ("1.0,2\n1,2.0\n1,2.0\n", "received 3 times the same"),
    "three columns": ("1.5,2,3\n2,3,4\n", r"two columns; received 3: '1.5,2,3' in row 1"),
    "a column of numbers before": (",x,y\n0,1.5,2\n", "received 3: ',x,y' in row 1"),
    "one column": ("1.5\n2.5\n", "received 1: '1.5' in row 1"),
    "decimal commas between commas": ("1,5,2,5\n", "decimal commas need semicolons"),
    "decimal commas between tabs": ("1,5\t2,5\n", r"received '1,5' in row 1.*with semicolons"),
    "quoted decimal commas": ('"1,5","2,5"\n', "received '1,5' in row 1"),
    "ragged": ("x;y\n1;2\n3;4;5\n", "received 3: '3;4;5' in row 3"),
    "short": ("x;y\n1;2\n\n3\n", "received 1: '3' in row 4"),
    "a gap": ("x;y\n1;2\n3;\n", "received nothing in row 3. Leave out rows with gaps"),
    "a gap first": (";\n1;2\n", "received nothing in row 1"),
    "a gap by name": ("NA;NA\n1;2\n3;4\n", "received 'NA' in row 1. Leave out"),
    "text": ("1;2\n3;four\n", "finite number; received 'four' in row 2"),
    "a half header": ("x;1\n2;3\n", "received 'x' in row 1"),
    "two headers": ("x;y\ncm;cm\n1;2\n", "received 'cm' in row 2"),
    "a header of three": ("x;y;z\n1;2\n", "received 3: 'x;y;z' in row 1"),
    "a header of one": ("x\n1;2\n", "received 1: 'x' in row 1"),
    "NaN": ("1;2\n3;nan\n", "received 'nan' in row 2. Leave out"),
    "NaN first": ("nan;nan\n1;2\n", "received 'nan' in row 1"),
    "infinity": ("1;2\n-inf;3\n", "received '-inf' in row 2"),
    "huge": ("1;2\n3;1e16\n", r"numbers up to 9e\+15; received '1e16' in row 2.*larger unit"),
    "huger": ("1;2\n3;1e999\n", "received '1e999' in row 2"),
    "both decimal signs": ("1,5;2\n3;4.5\n", r"'4.5' after numbers with a decimal ',' in row 2"),
    "both in one number": ("1.234,5;2\n", r"received '1.234,5' in row 1"),
    "thousands": ("1,234,567;2\n", "received '1,234,567' in row 1"),
    "underscores": ("1_000;2\n", "received '1_000' in row 1"),
    "other digits": ("١;٢\n٣;٤\n", "received '١' in row 1"),
    "hexadecimal": ("1;2\n0x10;3\n", "received '0x10' in row 2"),
    "dates": ("2026-11-30;1\n2026-12-01;2\n", "received '2026-11-30' in row 1"),
    "units": ("1;2 cm\n", "received '2 cm' in row 1"),
    "other separators": ("1|2\n3|4\n", r"received 1: '1\|2' in row 1"),
    "separators that change": ("1;2\n3,4\n", "received 1: '3,4' in row 2"),
    "an open quote": ('1;2\n"3;4\n', "received 1"),
    "a web page": ("<!DOCTYPE html>\n<html></html>\n", "two columns; received"),
    "one long line": ("1;2\n" + "3" * 300_000, "received 1: '3333"),
    "a long quote": ('1;2\n"' + "3" * 300_000, "received 1: '\"3333"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_wrong_is_said_with_its_row(tmp_path, kind):
    content, message = BAD[kind]
    with pytest.raises(ValueError, match=message) as error:
        read(tmp_path, content)
    assert str(error.value).startswith("points expected") and len(str(error.value)) < 400


BINARY = {
    "numpy's": b"\x93NUMPY\x01\x00v\x00{'descr'",
    "a workbook": b"PK\x03\x04\x14rest",
    "a page": b"%PDF-1.7\n",
    "packed": b"\x1f\x8b\x08rest",
    "zeros": bytes(1000),
    "UTF-16 that does not say so": "1;2\n".encode("utf-16-le"),
}


@pytest.mark.parametrize("kind", BINARY)
def test_a_binary_file_is_no_table(tmp_path, kind):
    with pytest.raises(ValueError, match="expected a text of two columns; received a binary file"):
        read(tmp_path, BINARY[kind])


def test_random_bytes_are_refused_with_a_sentence(tmp_path):
    rng = np.random.default_rng(0)
    for _ in range(200):
        with pytest.raises(ValueError, match=r"points expected .*; received "):
            read(tmp_path, rng.integers(1, 256, 300, "uint8").tobytes())


@pytest.mark.parametrize("path", [None, 3, b"mine.csv", "", "nowhere.csv", "a\0b", "x" * 9999, []])
def test_a_path_is_that_of_a_file(path):
    with pytest.raises(ValueError, match="expected the path of a file"):
        points(path)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(ValueError, match="received a folder"):
        points(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes.")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ValueError, match="expected the path of a file"):
        points(tmp_path / "pipe")


def test_too_many_rows_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(MODULE, "MOST_ROWS", 3)
    assert len(read(tmp_path, "1;2\n3;4\n5;6\n")) == 3
    with pytest.raises(ValueError, match="at most 3 points; received more in row 4"):
        read(tmp_path, "1;2\n3;4\n5;6\n7;8\n")
    monkeypatch.setattr(MODULE, "MOST_BYTES", 10)
    with pytest.raises(ValueError, match="received a file of 0 MB"):
        read(tmp_path, "1;2\n3;4\n5;6\n")
    assert MOST_ROWS >= 1_000_000
