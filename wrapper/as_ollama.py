"""Importing this module calls `install_as_ollama`; as a program it then runs another one.

python -m wrapper.as_ollama program.py
pytest -p wrapper.as_ollama
"""

import sys

from wrapper.official import install_as_ollama, run

install_as_ollama()

if __name__ == "__main__":
    run(sys.argv[1:])
