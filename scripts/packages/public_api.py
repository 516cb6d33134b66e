"""Compare the public API with the last tag. A breaking change needs a section "Breaking" on top of CHANGELOG.md.

usage: public_api.py [REF]
"""

import subprocess
import sys
from pathlib import Path

import griffe

SEARCH_PATHS = [".", "generated"]
PUBLIC = {
    "wrapper": (
        "functions",
        "clients.sync_client",
        "clients.async_client",
        "clients.timeouts",
        "errors",
        "testing.fake",
    ),
    "ollama_rest": ("models", "params"),
}


def last_tag() -> str | None:
    done = subprocess.run(["git", "describe", "--tags", "--abbrev=0"], capture_output=True, text=True)
    return done.stdout.strip() or None


def breaking_changes(ref: str) -> list[str]:
    """Return one line for each change since a Git reference that breaks code of users."""
    changes: list[str] = []
    for package, modules in PUBLIC.items():
        old = griffe.load_git(package, ref=ref, search_paths=SEARCH_PATHS)
        new = griffe.load(package, search_paths=SEARCH_PATHS)
        for module in modules:
            found = griffe.find_breaking_changes(old[module], new[module])
            changes += [change.explain(griffe.ExplanationStyle.ONE_LINE) for change in found]
    return changes


def announced(changelog: str) -> bool:
    """Whether the newest version of a changelog has a section for breaking changes."""
    return "\n### Breaking\n" in changelog.split("\n## ")[1]


def main() -> None:
    ref = sys.argv[1] if len(sys.argv) > 1 else last_tag()
    if ref is None:
        print("public_api: no tag to compare with")
        return
    changes = breaking_changes(ref)
    print(*changes, f"public_api: {len(changes)} breaking changes since {ref}", sep="\n")
    if changes and not announced(Path("CHANGELOG.md").read_text()):
        sys.exit('public_api: list them in CHANGELOG.md, in a section "### Breaking" of the newest version')


if __name__ == "__main__":
    main()
