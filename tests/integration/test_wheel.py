"""What ships: the wheel in an environment of its own, run from another folder.

The environment borrows the libraries of this one (a path file that names their
folder, and does not follow the editable install of this checkout), so that the test
needs no registry. Everything of samenstemming comes out of the wheel.
"""

import json
import os
import re
import subprocess
import sys
import sysconfig
import urllib.request
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.wheel

CHECKOUT = Path(__file__).parents[2]

SCRIPTS = "Scripts" if os.name == "nt" else "bin"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation"]
    subprocess.run(
        [*build, "--outdir", str(folder), str(CHECKOUT)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts folder of an environment that holds the wheel."""
    home = tmp_path_factory.mktemp("environment") / "venv"
    subprocess.run(
        [sys.executable, "-m", "venv", "--without-pip", str(home)],
        check=True,
        timeout=120,
    )
    python = home / SCRIPTS / "python"
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "--python", python, "install", "--no-deps", "--no-index", wheel],
        check=True,
        timeout=120,
    )
    found = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    own = Path(found.stdout.strip())
    own.joinpath("borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return home / SCRIPTS


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to be in, with nothing of this checkout on the path."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path


def run(scripts: Path, *arguments: str) -> str:
    done = subprocess.run(
        [scripts / "samenstemming", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_carries_the_screens_and_the_samples(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "samenstemming/py.typed",
        "samenstemming/recording/schema.sql",
        "samenstemming/report/templates/page.html",
        "samenstemming/report/templates/page.css",
        "samenstemming_dashboards/launch.py",
        "samenstemming_dashboards/shell.css",
        "samenstemming_dashboards/components/replay/8_replay.js",
        "samenstemming_dashboards/components/replay/replay.css",
    ):
        assert needed in names
    samples = "samenstemming_dashboards/sample_recordings/"
    assert any(name.startswith(samples) for name in names)
    assert not [name for name in names if "__pycache__" in name or "/tests/" in name]


def test_it_is_the_wheel_that_runs(installed: Path, elsewhere: Path) -> None:
    code = (
        "import samenstemming, samenstemming_dashboards as d\n"
        "print(samenstemming.__file__, d.__file__)"
    )
    found = subprocess.run(
        [installed / "python", "-c", code],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert str(CHECKOUT / "src") not in found.stdout
    assert found.stdout.count(str(installed.parent)) == 2


def test_the_commands_work_from_another_folder(
    installed: Path, elsewhere: Path
) -> None:
    assert "demo" in run(installed, "--help")
    run(installed, "simulate", "-o", "x.samen", "--minutes", "1", "--seed", "2")
    assert "whole" in run(installed, "check", "x.samen")
    lines = run(installed, "frames", "x.samen", "--jsonl").splitlines()
    assert {json.loads(line)["frame"] for line in lines} >= {"heart_rate", "beat"}


def test_the_app_starts_from_another_folder(installed: Path, elsewhere: Path) -> None:
    run(installed, "simulate", "-o", "x.samen", "--minutes", "1")
    with subprocess.Popen(
        [installed / "samenstemming", "x.samen", "--no-browser"],
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        said = ""
        while not (found := re.search(r"http://127\.0\.0\.1:\d+", said)):
            line = process.stderr.readline()
            assert line, said
            said += line
        with urllib.request.urlopen(found.group(), timeout=20) as page:
            assert page.status == 200
        process.terminate()
        assert process.wait(20) == 0 or os.name == "nt"
