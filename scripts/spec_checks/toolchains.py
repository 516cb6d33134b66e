"""Install the pinned tools into a cache, each through its registry's own client."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

OPENAPI_GENERATOR = "7.25.0"
OAPI_CODEGEN = "v2.8.2"
OAPI_CODEGEN_RUNTIME = "v1.8.0"
DATAMODEL_CODE_GENERATOR = "0.89.0"
OPENAPI_TYPESCRIPT = "7.13.0"
REDOCLY = "2.77.0"
SPECTRAL = "6.16.3"
NODE_PACKAGES = {
    "@redocly/cli": REDOCLY,
    "@stoplight/spectral-cli": SPECTRAL,
    "@types/node": "20.19.43",
    "openapi-fetch": "0.17.0",
    "openapi-typescript": OPENAPI_TYPESCRIPT,
    "typescript": "5.9.3",
}
_JAR_COPIER = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"


class MissingToolchain(Exception):
    """A program that this machine lacks."""


class InstallError(Exception):
    """A tool could not be installed."""


def cache_folder() -> Path:
    """Return the folder of the tools: in XDG_CACHE_HOME, or else in ~/.cache."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "ollama-wrapper" / "spec-check"


def program(name: str) -> str:
    """Return the path of a program.

    Raises:
        MissingToolchain: It is not on PATH.
    """
    found = shutil.which(name)
    if found is None:
        raise MissingToolchain(name)
    return found


@cache
def node_modules() -> Path:
    """Install the Node packages; return their folder."""
    npm, _ = program("npm"), program("node")
    packages = [f"{name}@{version}" for name, version in NODE_PACKAGES.items()]
    folder = _versioned("node", *packages)
    _install(folder, [npm, "install", "--silent", "--no-save", "--ignore-scripts", "--prefix", str(folder), *packages])
    return folder / "node_modules"


@cache
def openapi_generator() -> Path:
    """Return the path of openapi-generator's jar."""
    folder = _versioned("openapi-generator", OPENAPI_GENERATOR)
    program("java")
    artifact = f"org.openapitools:openapi-generator-cli:{OPENAPI_GENERATOR}"
    _install(folder, [program("mvn"), "-q", _JAR_COPIER, f"-Dartifact={artifact}", f"-DoutputDirectory={folder}"])
    return folder / f"openapi-generator-cli-{OPENAPI_GENERATOR}.jar"


@cache
def oapi_codegen() -> Path:
    """Return the path of oapi-codegen."""
    folder = _versioned("oapi-codegen", OAPI_CODEGEN)
    package = f"github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@{OAPI_CODEGEN}"
    _install(folder, [program("go"), "install", package], GOBIN=str(folder))
    return folder / "oapi-codegen"


@cache
def python_environment() -> Path:
    """Return the folder of programs of an environment with datamodel-code-generator and what generated clients need."""
    packages = (
        f"datamodel-code-generator=={DATAMODEL_CODE_GENERATOR}",
        "httpx==0.28.1",
        "mypy==2.1.0",
        "pydantic[email]==2.13.0",
        "python-dateutil==2.9.0.post0",
        "urllib3==2.6.0",
    )
    folder = _versioned("python", *packages)
    if not (folder / "installed").exists():
        _run([sys.executable, "-m", "venv", "--clear", str(folder)])
    _install(folder, [str(folder / "bin/pip"), "install", "--quiet", "--disable-pip-version-check", *packages])
    return folder / "bin"


def _versioned(name: str, *versions: str) -> Path:
    """Return a folder that other versions do not share."""
    key = versions[0] if len(versions) == 1 else hashlib.sha256("\n".join(versions).encode()).hexdigest()[:12]
    return cache_folder() / f"{name}-{key}"


def _install(folder: Path, command: list[str], **environment: str) -> None:
    """Run the installing command unless it was run to its end before."""
    stamp = folder / "installed"
    if stamp.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    sys.stderr.write(f"check-spec: installing {folder.name}\n")
    _run(command, **environment)
    stamp.touch()


def _run(command: list[str], **environment: str) -> None:
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise InstallError(f"{' '.join(command[:3])}: {(done.stderr or done.stdout)[-2000:]}")
