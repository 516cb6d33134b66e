"""List the files of a wheel and an sdist; fail for one that is not meant to be there.

usage: contents.py DIST
"""

import sys
import tarfile
import zipfile
from pathlib import Path

IN_WHEEL = {"wrapper", "ollama_rest"}
IN_SDIST = {
    *("wrapper", "generated", "openapi.yaml", "pyproject.toml", "PKG-INFO", ".gitignore"),
    *("README.md", "CHANGELOG.md", "SECURITY.md", "LICENSE"),
}


def main() -> None:
    dist = Path(sys.argv[1])
    [wheel], [sdist] = dist.glob("*.whl"), dist.glob("*.tar.gz")
    name = "-".join(wheel.name.split("-")[:2])
    wheel_files = sorted(zipfile.ZipFile(wheel).namelist())
    with tarfile.open(sdist) as archive:
        sdist_files = sorted(member.name.partition("/")[2] for member in archive)
    stray = [
        *(file for file in wheel_files if file.split("/")[0] not in {*IN_WHEEL, f"{name}.dist-info"}),
        *(file for file in sdist_files if file.split("/")[0] not in IN_SDIST),
    ]
    if stray:
        sys.exit("not meant to be in the packages: " + ", ".join(stray))
    print(
        *(f"{wheel.name}: {file}" for file in wheel_files), *(f"{sdist.name}: {file}" for file in sdist_files), sep="\n"
    )


if __name__ == "__main__":
    main()
