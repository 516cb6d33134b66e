"""A package that is generated once from odd.yaml, a spec with awkward names and schemas."""

import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def odd_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    package = tmp_path_factory.mktemp("generated") / "odd_api"
    spec = Path(__file__).with_name("odd.yaml")
    script = ROOT / "scripts" / "regenerate"
    subprocess.run([sys.executable, script, "--spec", spec, "--output", package], check=True, capture_output=True)
    return package


@pytest.fixture(scope="session")
def odd(odd_package: Path) -> Iterator[ModuleType]:
    """Import the models of odd.yaml."""
    sys.path.insert(0, str(odd_package.parent))
    yield import_module("odd_api.models")
    sys.path.remove(str(odd_package.parent))
