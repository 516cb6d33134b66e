"""List what is installed beside this Python: a software bill of materials (CycloneDX) and the licences.

usage: inventory.py SBOM.json LICENCES.txt
"""

import json
import re
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

PROJECT = "ollama-wrapper"


def licence(package: Distribution) -> str:
    """Return the licence that a package declares: as an expression, by its classifiers or in words."""
    prefix = "License :: "
    classifiers = [line for line in declared(package, "Classifier") if line.startswith(prefix)]
    names = ", ".join(line.rpartition(" :: ")[2] for line in classifiers)
    candidates = [*declared(package, "License-Expression"), names, *declared(package, "License"), "not declared"]
    return next(filter(None, candidates))


def declared(package: Distribution, name: str) -> list[str]:
    return package.metadata.get_all(name) or []


def component(package: Distribution) -> dict[str, Any]:
    name = normalise(package.name)
    return {
        "type": "library",
        "bom-ref": name,
        "name": name,
        "version": package.version,
        "purl": f"pkg:pypi/{name}@{package.version}",
        "licenses": [{"license": {"name": licence(package)}}],
    }


def normalise(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def sbom(packages: list[Distribution]) -> dict[str, Any]:
    components = {normalise(package.name): component(package) for package in packages}
    dependencies = [
        {
            "ref": normalise(package.name),
            "dependsOn": sorted({name for need in package.requires or () if (name := required(need)) in components}),
        }
        for package in packages
    ]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": components.pop(PROJECT)},
        "components": [*components.values()],
        "dependencies": dependencies,
    }


def required(requirement: str) -> str:
    """Return the name in a requirement such as `h11>=0.14; extra == "testing"`."""
    return normalise(re.split(r"[^\w.-]", requirement, maxsplit=1)[0])


def main() -> None:
    packages = sorted(distributions(), key=lambda package: normalise(package.name))
    bill, licences = map(Path, sys.argv[1:])
    bill.write_text(json.dumps(sbom(packages), indent=2) + "\n")
    licences.write_text("".join(f"{package.name} {package.version}: {licence(package)}\n" for package in packages))


if __name__ == "__main__":
    main()
