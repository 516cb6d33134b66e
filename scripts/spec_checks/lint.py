"""The linters of OpenAPI descriptions."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .results import Known, Result, Row, judge
from .toolchains import REDOCLY, SPECTRAL, InstallError, MissingToolchain, node_modules

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "openapi.yaml"
REDOCLY_RULES = Path(__file__).with_name("redocly.yaml")
SPECTRAL_RULES = Path(__file__).with_name("spectral.yaml")


def lint(known: list[Known]) -> list[Row]:
    """Run all linters."""
    linters: list[tuple[str, str, Callable[[], tuple[int, list[str], str]]]] = [
        ("openapi-spec-validator", "as in requirements.lock", _openapi_spec_validator),
        ("redocly", REDOCLY, _redocly),
        ("spectral", SPECTRAL, _spectral),
    ]
    rows = []
    for name, version, run in linters:
        sys.stderr.write(f"check-spec: {name}\n")
        try:
            status, findings, output = run()
        except MissingToolchain as missing:
            result = Result("lints", f"missing: {missing}")
        except InstallError as error:
            result = Result("lints", "fails: not installed", failed=True, output=str(error))
        else:
            result = judge(name, "lints", status, output, findings, known)
        rows.append(Row(name, version, [result]))
    return rows


def _openapi_spec_validator() -> tuple[int, list[str], str]:
    done = _run([sys.executable, "-m", "openapi_spec_validator", "--errors", "all", str(SPEC)])
    return done.returncode, [], done.stdout + done.stderr


def _redocly() -> tuple[int, list[str], str]:
    done = _run(
        [str(node_modules() / ".bin/redocly"), "lint", "--config", str(REDOCLY_RULES), "--format=json", str(SPEC)]
    )
    problems = json.loads(done.stdout)["problems"]
    return (
        done.returncode,
        [f"{p['ruleId']}: {p['message']} at {p['location'][0].get('pointer', '')}" for p in problems],
        done.stderr,
    )


def _spectral() -> tuple[int, list[str], str]:
    command = [str(node_modules() / ".bin/spectral"), "lint", "--quiet", "--format=json", "--ruleset"]
    done = _run([*command, str(SPECTRAL_RULES), "--fail-severity=hint", str(SPEC)])
    problems, _ = json.JSONDecoder().raw_decode(done.stdout)  # a sentence follows the array
    return (
        done.returncode,
        [f"{p['code']}: {p['message']} at {'/'.join(map(str, p['path']))}" for p in problems],
        done.stderr,
    )


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    quiet = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}  # else it calls out
    environment = {**os.environ, **quiet}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
