"""What a backup refuses, and what a disk that is full or a process that is killed leaves behind."""

import json
import os
import signal
import zipfile
from pathlib import Path

import pytest

from office.places_of_work import Site, until

UPLOAD = "uploads/0123456789abcdef0123456789abcdef.xlsx"
BIG = 3_000_000


def test_what_does_not_fit_is_refused_and_nothing_is_touched(site: Site, tmp_path: Path) -> None:
    file, [hands] = tmp_path / "kopia.zip", site.hire()
    kept = site.keep(UPLOAD, b"en fil")
    hands.do(do="order", kind="test.quick")
    assert hands.do(do="backup", file=str(file)) == {"told": []}
    with zipfile.ZipFile(file) as zipped:
        contents = {name: zipped.read(name) for name in zipped.namelist()}
    manifest = json.loads(contents["manifest.json"])

    def telling(**other: object) -> dict[str, bytes]:
        return {**contents, "manifest.json": json.dumps({**manifest, **other}).encode()}

    wrong: list[tuple[dict[str, bytes], str]] = [
        ({**contents, UPLOAD: b"en fix"}, "kontrollsumman"),
        ({**contents, UPLOAD: b"en fil, och mer"}, "kontrollsumman"),
        ({name: held for name, held in contents.items() if name != "database"}, "kontrollsumman"),
        ({**contents, "uploads/../../ut.txt": b"x"}, "ut.txt"),
        (telling(migrations=[*manifest["migrations"], "office 9999_from_the_future"]), "Uppdatera Samhandling"),
        (telling(format=2), "Uppdatera Samhandling"),
        (telling(engine="oracle"), "oracle"),
        ({**contents, "manifest.json": b"{}"}, "rätt fil"),
    ]
    kept.write_bytes(b"nyare")
    for members, told in wrong:
        bad = tmp_path / "fel.zip"
        with zipfile.ZipFile(bad, "w") as zipped:
            for name, held in members.items():
                zipped.writestr(name, held)
        assert told in str(hands.do(do="restore", file=str(bad))["told"])
    bad.write_bytes(file.read_bytes()[:-500])
    assert "rätt fil" in str(hands.do(do="restore", file=str(bad))["told"])
    assert "--replace" in str(hands.do(do="restore", file=str(file), replace=False)["told"])
    assert kept.read_bytes() == b"nyare"
    assert not (tmp_path / "ut.txt").exists()
    assert hands.do(do="restore", file=str(file)) == {"told": []}
    assert kept.read_bytes() == b"en fil"


def test_the_secret_stays_at_home_unless_it_is_asked_for(site: Site, tmp_path: Path) -> None:
    [hands] = site.hire()
    secret = (site.home / "secret.key").read_bytes()
    for is_asked in (False, True):
        file = tmp_path / f"{is_asked}.zip"
        hands.do(do="backup", file=str(file), with_secret=is_asked)
        with zipfile.ZipFile(file) as zipped:
            assert any(secret in zipped.read(name) for name in zipped.namelist()) is is_asked
        assert file.stat().st_mode & 0o077 == 0


def test_a_full_disk_at_restore_leaves_everything_as_it_was(site: Site, tmp_path: Path) -> None:
    [hands] = site.hire()
    big, file = site.keep("figures/stor.parquet", os.urandom(BIG)), tmp_path / "kopia.zip"
    hands.do(do="backup", file=str(file))
    big.write_bytes(b"nyare")
    hands.do(do="limit", bytes=BIG - 1)
    assert "Frigör utrymme" in str(hands.do(do="restore", file=str(file))["told"])
    assert big.read_bytes() == b"nyare"
    assert not (site.home / "restore.new").exists()
    assert site.is_whole()


def test_a_disk_that_is_full_for_the_database_alone_leaves_everything_as_it_was(site: Site, tmp_path: Path) -> None:
    if site.database:
        pytest.skip("a server looks after its own disk")
    [hands] = site.hire()
    file, upload = tmp_path / "kopia.zip", site.keep(UPLOAD, b"en fil")
    hands.do(do="backup", file=str(file))
    upload.write_bytes(b"nyare")
    hands.do(do="order", kind="test.quick", times=3)
    before = site.rows("SELECT kind, state FROM office_job ORDER BY id")
    # The copy is unpacked and the old is copied aside within the limit; the write-ahead log of the exchange is a little larger than both.
    hands.do(do="limit", bytes=(site.home / "samhandling.sqlite3").stat().st_size + 1_000)
    assert "Frigör utrymme" in str(hands.do(do="restore", file=str(file))["told"])
    assert upload.read_bytes() == b"nyare"
    assert site.rows("SELECT kind, state FROM office_job ORDER BY id") == before
    assert site.is_whole()


def test_a_killed_backup_leaves_no_file_with_its_name(site: Site, tmp_path: Path) -> None:
    site.keep("figures/stor.parquet", os.urandom(10 * BIG))
    folder, [hands, other] = tmp_path / "disk", site.hire(2)
    folder.mkdir()
    hands.begin(do="backup", file=str(folder / "kopia.zip"))
    until(lambda: list(folder.iterdir()))
    hands.send(signal.SIGKILL)
    hands.process.wait()
    assert not (folder / "kopia.zip").exists()
    assert other.do(do="backup", file=str(folder / "kopia.zip")) == {"told": []}


def test_a_damaged_database_can_be_restored(site: Site, tmp_path: Path) -> None:
    if site.database:
        pytest.skip("a server looks after its own files")
    file, [hands] = tmp_path / "kopia.zip", site.hire()
    hands.do(do="order", kind="test.quick", times=3)
    hands.do(do="backup", file=str(file))
    hands.end()
    for ending in ("-wal", "-shm"):
        (site.home / f"samhandling.sqlite3{ending}").unlink(missing_ok=True)
    (site.home / "samhandling.sqlite3").write_bytes(b"not a database at all, but long enough to have been one " * 100)
    [hands] = site.hire()
    assert "säkerhetskopia" in str(hands.do(do="backup", file=str(tmp_path / "igen.zip"))["told"])
    assert "--replace" in str(hands.do(do="restore", file=str(file), replace=False)["told"])
    assert hands.do(do="restore", file=str(file)) == {"told": []}
    assert site.is_whole()
    assert site.rows("SELECT COUNT(*) FROM office_job WHERE kind = 'test.quick'") == [(3,)]


def test_a_writer_that_is_killed_has_lost_nothing_that_was_acknowledged(site: Site) -> None:
    acknowledged: list[int] = []
    for hands in (site.writer(), site.writer()):
        acknowledged += hands.lines(15)
        hands.send(signal.SIGKILL)
        assert hands.process.stdout is not None
        acknowledged += [int(line) for line in hands.process.stdout if line.endswith("\n")]
    assert site.is_whole()
    held = site.written()
    assert all(held.count(number) >= acknowledged.count(number) for number in set(acknowledged))


def test_what_may_have_been_sent_since_the_backup_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    [hands] = site.hire(SAMHANDLING_MAIL=f"file://{tmp_path}/brev")
    hands.do(do="post", to=["anna@exempel.se"])
    hands.do(do="backup", file=str(tmp_path / "kopia.zip"))
    assert hands.do(do="send") == {"sent": 1}
    hands.do(do="work", lease=30, until_empty=True)
    assert hands.do(do="restore", file=str(tmp_path / "kopia.zip")) == {"told": []}
    assert site.rows("SELECT state FROM office_mail") == [("unsure",)]
    assert hands.do(do="send") == {"sent": 0}
    hands.do(do="work", lease=30, until_empty=True)
    assert site.rows("SELECT state FROM office_job WHERE kind = 'test.daily'") == [("cancelled",)]


def test_a_database_that_somebody_else_uses_too_is_left_alone(site: Site, tmp_path: Path) -> None:
    [hands] = site.hire()
    hands.do(do="backup", file=str(tmp_path / "kopia.zip"))
    hands.do(do="sql", sql="CREATE TABLE somebody_elses (a INTEGER)")
    assert "somebody_elses" in str(hands.do(do="restore", file=str(tmp_path / "kopia.zip"))["told"])
    assert site.rows("SELECT COUNT(*) FROM somebody_elses") == [(0,)]


def test_a_disk_that_fills_up_while_somebody_writes_loses_nothing_acknowledged_and_says_so(site: Site, tmp_path: Path) -> None:
    if site.database:
        pytest.skip("a server looks after its own disk")
    hands = site.hire_on_small_disk(megabytes=2)
    hands.begin(do="write", until=str(tmp_path / "enough"), most_refused=3)
    lines = []
    while not (line := hands.line()).startswith("{"):
        lines.append(int(line))
    assert len(lines) > 10
    assert all("Frigör utrymme" in words for words in json.loads(line)["refused"])
    held = hands.do(do="sql", sql="SELECT subject_id FROM office_event WHERE verb = 'test.written' ORDER BY id")["rows"]
    assert set(lines) <= {int(one) for [one] in held}
    assert hands.do(do="sql", sql="PRAGMA integrity_check")["rows"] == [["ok"]]
