"""Check openapi.yaml with the tools of others: validators, linters, and generators whose output must compile.

Each tool comes from its registry, in the version below. A check is skipped if a program that it needs is missing.
openapi-generator's typescript-fetch is not among them: for a oneOf with an array of a oneOf with a discriminator, such
as OpenAIMessageContent, its 7.26.0 imports a function that it does not generate.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

CHECKS = Path(__file__).resolve().parent
SPEC = CHECKS.parents[1] / "openapi.yaml"

REDOCLY = "@redocly/cli@2.77.0"
SPECTRAL = "@stoplight/spectral-cli@6.16.3"
OPENAPI_TYPESCRIPT, TYPESCRIPT = "openapi-typescript@7.13.0", "typescript@5.9.3"
OPENAPI_GENERATOR = "openapi-generator-cli==7.26.0"


def run(*command: str | Path, cwd: Path) -> None:
    subprocess.run(
        [*map(str, command)], cwd=cwd, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def npx(package: str, *command: str | Path, cwd: Path) -> None:
    run("npx", "--yes", "--package", package, "--", *command, cwd=cwd)


def validator(folder: Path) -> None:
    run(sys.executable, "-m", "openapi_spec_validator", SPEC, cwd=folder)


def redocly(folder: Path) -> None:
    npx(REDOCLY, "redocly", "lint", "--config", CHECKS / "redocly.yaml", "--max-problems=0", SPEC, cwd=folder)


def spectral(folder: Path) -> None:
    npx(SPECTRAL, "spectral", "lint", "--ruleset", CHECKS / "spectral.yaml", "--fail-severity=hint", SPEC, cwd=folder)


def typescript(folder: Path) -> None:
    npx(OPENAPI_TYPESCRIPT, "openapi-typescript", SPEC, "--output", "spec.ts", cwd=folder)
    npx(TYPESCRIPT, "tsc", "--strict", "--noEmit", "spec.ts", cwd=folder)


def generate(language: str, folder: Path) -> Path:
    """Generate a client with openapi-generator, which validates the description first, and return its folder."""
    tools = folder.parent / "tools"
    if not tools.exists():
        run(sys.executable, "-m", "venv", tools, cwd=folder)
        run(tools / "bin" / "pip", "install", "--quiet", OPENAPI_GENERATOR, cwd=folder)
    options = ("-g", language, "-o", folder, "--additional-properties", "packageName=ollama")
    run(tools / "bin" / "openapi-generator-cli", "generate", "-i", SPEC, *options, cwd=folder)
    return tools


def go(folder: Path) -> None:
    generate("go", folder)
    shutil.copy(CHECKS / "decode_test.go", folder)
    run("go", "mod", "tidy", cwd=folder)
    run("go", "test", "-run", "TestValuesSurvive", ".", cwd=folder)


def rust(folder: Path) -> None:
    generate("rust", folder)
    run("cargo", "check", cwd=folder)


def python(folder: Path) -> None:
    tools = generate("python", folder)
    run(tools / "bin" / "pip", "install", "--quiet", "--requirement", "requirements.txt", cwd=folder)
    shutil.copy(CHECKS / "decode.py", folder)
    run(tools / "bin" / "python", "decode.py", cwd=folder)


ROWS: tuple[tuple[str, tuple[str, ...], Callable[[Path], None]], ...] = (
    ("openapi-spec-validator", (), validator),
    ("redocly lint", ("npx",), redocly),
    ("spectral lint", ("npx",), spectral),
    ("openapi-typescript, compiled by tsc --strict", ("npx",), typescript),
    ("openapi-generator go, compiled and run", ("java", "go"), go),
    ("openapi-generator rust, compiled", ("java", "cargo"), rust),
    ("openapi-generator python, run", ("java",), python),
)


def main() -> int:
    failed = 0
    with tempfile.TemporaryDirectory() as temporary:
        for number, (name, programs, check) in enumerate(ROWS):
            if missing := [program for program in programs if shutil.which(program) is None]:
                print(f"skipped  {name}: no {', '.join(missing)} on this machine", flush=True)
                continue
            folder = Path(temporary) / str(number)
            folder.mkdir()
            try:
                check(folder)
            except subprocess.CalledProcessError as error:
                failed += 1
                print(f"failed   {name}: {' '.join(error.cmd)}\n{error.output}", flush=True)
            else:
                print(f"ok       {name}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
