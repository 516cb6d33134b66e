"""Each generator: how to generate a client, compile it, and call the embedded server with it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from wrapper.testing import FakeOllama

from . import toolchains
from .lint import SPEC
from .results import Known, Result, Row, judge
from .toolchains import InstallError, MissingToolchain, program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROGRAMS = Path(__file__).with_name("programs")
MODULE = "github.com/local/ollama"
TIMEOUT = 1800  # seconds of a step: a first Rust or Java build downloads its dependencies

Command = list[str]


@dataclass(frozen=True)
class Generator:
    """A generator, and its steps as functions of the work folder that return the commands to run."""

    name: str
    version: str
    generate: Callable[[Path], list[Command]]
    compile: Callable[[Path], list[Command]]
    errors: str
    """A pattern of the lines of the compiler's output that are findings."""
    call: Callable[[Path, str], list[Command]] | None = None
    """The commands that call a server at a URL, of which the last one prints what `expected_calls` returns."""


def try_generators(generators: list[Generator], known: list[Known]) -> list[Row]:
    """Try the generators, one after the other."""
    rows = []
    for generator in generators:
        sys.stderr.write(f"check-spec: {generator.name}\n")
        with TemporaryDirectory(prefix="check-spec-") as folder:
            rows.append(Row(generator.name, generator.version, list(_steps(generator, Path(folder), known))))
    return rows


def _steps(generator: Generator, folder: Path, known: list[Known]) -> Iterator[Result]:
    """Try each step until one fails."""
    with _server() as (url, expected):
        steps: list[tuple[str, Callable[[], list[Command]]]] = [
            ("generates", lambda: generator.generate(folder)),
            ("compiles", lambda: generator.compile(folder)),
        ]
        call = generator.call
        if call is not None:
            steps.append(("calls", lambda: call(folder, url)))
        for step, commands in steps:
            try:
                status, output = _run(commands(), folder)
            except MissingToolchain as missing:
                yield Result(step, f"missing: {missing}")
                return
            except InstallError as error:
                yield Result(step, "fails: not installed", failed=True, output=str(error))
                return
            found = re.findall(generator.errors, output, re.MULTILINE) if step == "compiles" else []
            findings = list(dict.fromkeys(found))
            result = judge(generator.name, step, status, output, findings, known)
            if step == "calls" and not result.failed and not output.endswith(expected):
                result = Result(step, "fails: other answers", failed=True, output=f"{output}\ninstead of\n{expected}")
            yield result
            if result.failed:
                return


@contextmanager
def _server() -> Iterator[tuple[str, str]]:
    """Run the embedded server; yield its URL and what the programs print. It rejects requests that are not valid."""
    with FakeOllama(pace=0) as fake, fake.client() as client:
        fake.validate = True
        answer = client.chat("sky", messages=[{"role": "user", "content": "Why is the sky blue?"}]).message.content
        models = " ".join(str(model.name) for model in client.list().models or [])
        dimensions = len(client.embed("embedder", "sky").embeddings[0])
        yield fake.url, f"whole: {answer}\nstreamed: {answer}\nmodels: {models}\ndimensions: {dimensions}\n"
        fake.check()


def _run(commands: list[Command], folder: Path) -> tuple[int, str]:
    """Run commands until one fails; return its exit status and its output."""
    output = ""
    for command in commands:
        done = subprocess.run(
            command,
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=TIMEOUT,
            check=False,
        )
        output = done.stdout
        if done.returncode:
            return done.returncode, output
    return 0, output


def _copy(name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(PROGRAMS / name, target)


# --- openapi-generator ---


def _openapi_generator(language: str, *options: str) -> Callable[[Path], list[Command]]:
    def commands(folder: Path) -> list[Command]:
        jar = str(toolchains.openapi_generator())
        java = [program("java"), "-jar", jar, "generate", "-i", str(SPEC), "-g", language, "-o", str(folder / "client")]
        return [[*java, *options]]

    return commands


def _build_go(folder: Path) -> list[Command]:
    go = [program("go"), "-C", "client"]
    _copy("openapi_generator.go", folder / "client/cmd/calls/main.go")
    _copy("openapi_generator_values_test.go", folder / "client/values_test.go")
    return [
        [*go, "mod", "tidy"],
        [*go, "build", "-o", str(folder / "calls"), "./cmd/calls"],
        [*go, "test", "-run", "TestValuesSurvive", "."],
    ]


def _build_rust(folder: Path) -> list[Command]:
    return [[program("cargo"), "check", "--quiet", "--manifest-path", str(folder / "client/Cargo.toml")]]


def _build_java(folder: Path) -> list[Command]:
    return [[program("mvn"), "-q", "-B", "-DskipTests", "-f", str(folder / "client/pom.xml"), "compile"]]


def _import_python(folder: Path) -> list[Command]:
    _copy("openapi_generator.py", folder / "client/calls.py")
    _copy("openapi_generator_values.py", folder / "client/values.py")
    python = str(toolchains.python_environment() / "python")
    return [[python, "-c", _IMPORT.format("ollama.models")], [python, "client/values.py"]]


_IMPORT = "import sys; sys.path.insert(0, 'client'); import {}"


def _call_python(folder: Path, url: str) -> list[Command]:
    return [[str(toolchains.python_environment() / "python"), str(folder / "client/calls.py"), url]]


# --- TypeScript ---


def _build_typescript(program_name: str) -> Callable[[Path], list[Command]]:
    def commands(folder: Path) -> list[Command]:
        modules = toolchains.node_modules()
        _copy(program_name, folder / "calls.ts")
        (folder / "node_modules").symlink_to(modules)
        options = {
            "strict": True,
            "target": "es2022",
            "module": "commonjs",
            "moduleResolution": "node",
            "lib": ["es2022", "dom"],
            "types": ["node"],
            "outDir": "built",
        }
        (folder / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "files": ["calls.ts"]}))
        return [[str(modules / ".bin/tsc"), "--project", str(folder)]]

    return commands


def _call_typescript(folder: Path, url: str) -> list[Command]:
    return [[program("node"), str(folder / "built/calls.js"), url]]


def _openapi_typescript(folder: Path) -> list[Command]:
    return [
        [str(toolchains.node_modules() / ".bin/openapi-typescript"), str(SPEC), "--output", str(folder / "client.d.ts")]
    ]


# --- oapi-codegen ---


def _oapi_codegen(folder: Path) -> list[Command]:
    client = folder / "client"
    client.mkdir()
    # the suffix of its response types is `Response` unless set, which is the end of names in openapi.yaml
    config = {
        "package": "ollama",
        "generate": {"client": True, "models": True},
        "output": str(client / "ollama.go"),
        "output-options": {"response-type-suffix": "Reply"},
    }
    (folder / "config.yaml").write_text(json.dumps(config))
    return [[str(toolchains.oapi_codegen()), "-config", str(folder / "config.yaml"), str(SPEC)]]


def _build_oapi(folder: Path) -> list[Command]:
    go = [program("go"), "-C", "client"]
    _copy("oapi_codegen.go", folder / "client/cmd/calls/main.go")
    return [
        [*go, "mod", "init", MODULE],
        [*go, "get", f"github.com/oapi-codegen/runtime@{toolchains.OAPI_CODEGEN_RUNTIME}"],
        [*go, "build", "-o", str(folder / "calls"), "./cmd/calls"],
    ]


def _call_program(folder: Path, url: str) -> list[Command]:
    return [[str(folder / "calls"), url]]


# --- datamodel-code-generator ---


def _datamodel_code_generator(folder: Path) -> list[Command]:
    (folder / "client").mkdir()
    return [
        [
            str(toolchains.python_environment() / "datamodel-codegen"),
            *("--input", str(SPEC), "--input-file-type", "openapi", "--output", str(folder / "client/client.py")),
            *("--output-model-type", "pydantic_v2.BaseModel", "--target-python-version", "3.11"),
        ]
    ]


def _import_models(folder: Path) -> list[Command]:
    _copy("datamodel_code_generator.py", folder / "client/calls.py")
    return [[str(toolchains.python_environment() / "python"), "-W", "error", "-c", _IMPORT.format("client")]]


_GO_ERROR = r"^\S+\.go:\d+:\d+: .*"
_TYPESCRIPT_ERROR = r"^\S+\(\d+,\d+\): error .*"

GENERATORS = [
    Generator(
        "openapi-generator, Go",
        toolchains.OPENAPI_GENERATOR,
        _openapi_generator("go", "--git-user-id=local", "--git-repo-id=ollama", "--package-name=ollama"),
        _build_go,
        _GO_ERROR,
        _call_program,
    ),
    Generator(
        "openapi-generator, Rust",
        toolchains.OPENAPI_GENERATOR,
        _openapi_generator("rust"),
        _build_rust,
        r"^error(?:\[E\d+\])?: .*\n +--> .*",
    ),
    Generator(
        "openapi-generator, TypeScript",
        toolchains.OPENAPI_GENERATOR,
        _openapi_generator("typescript-fetch"),
        _build_typescript("openapi_generator.ts"),
        _TYPESCRIPT_ERROR,
        _call_typescript,
    ),
    Generator(
        "openapi-generator, Java",
        toolchains.OPENAPI_GENERATOR,
        _openapi_generator("java"),
        _build_java,
        r"^\[ERROR\] \S+\.java:\[\d+,\d+\] .*",
    ),
    Generator(
        "openapi-generator, Python",
        toolchains.OPENAPI_GENERATOR,
        _openapi_generator("python", "--package-name=ollama"),
        _import_python,
        r"^\w*Error: .*",
        _call_python,
    ),
    Generator(
        "openapi-typescript",
        toolchains.OPENAPI_TYPESCRIPT,
        _openapi_typescript,
        _build_typescript("openapi_typescript.ts"),
        _TYPESCRIPT_ERROR,
        _call_typescript,
    ),
    Generator("oapi-codegen", toolchains.OAPI_CODEGEN, _oapi_codegen, _build_oapi, _GO_ERROR, _call_program),
    Generator(
        "datamodel-code-generator",
        toolchains.DATAMODEL_CODE_GENERATOR,
        _datamodel_code_generator,
        _import_models,
        r"^\w*Error: .*",
        _call_python,
    ),
]
