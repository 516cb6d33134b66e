"""A replacement for llama.cpp's `llama-server` program: the same server, from the xllamacpp package.

Ollama starts it as its runner. It uses the flags that matter on a CPU, ignores the others, and ends with its parent.
"""

import argparse
import os
import signal
import sys
import time
from importlib import import_module
from typing import Any

xllamacpp: Any = import_module(
    "xllamacpp"
)  # installed only in the live server's cache, so type checkers cannot find it

parser = argparse.ArgumentParser(allow_abbrev=False)
parser.add_argument("--model")
parser.add_argument("--host", default="127.0.0.1")
parser.add_argument("--port", type=int, default=0)
parser.add_argument("-c", dest="context", type=int, default=0)
parser.add_argument("-np", dest="parallel", type=int, default=1)
parser.add_argument("-b", dest="batch", type=int)
parser.add_argument("-ub", dest="micro_batch", type=int)
parser.add_argument("--keep", type=int)
parser.add_argument("--embedding", action="store_true")
parser.add_argument("--no-jinja", action="store_true")
parser.add_argument("--chat-template")
parser.add_argument("--context-shift", action="store_true")
parser.add_argument("--list-devices", action="store_true")
flags, _ = parser.parse_known_args()

if flags.list_devices:
    print("Available devices:")
    sys.exit(0)

params = xllamacpp.CommonParams()
params.model.path = flags.model
params.hostname, params.port = flags.host, flags.port
params.n_ctx, params.n_parallel = flags.context, flags.parallel
if flags.batch:
    params.n_batch = flags.batch
if flags.micro_batch:
    params.n_ubatch = flags.micro_batch
if flags.keep:
    params.n_keep = flags.keep
params.embedding = flags.embedding
params.use_jinja = not flags.no_jinja
if flags.chat_template:
    params.chat_template = flags.chat_template
params.ctx_shift = flags.context_shift
params.cpuparams.n_threads = 1  # more threads would only wait for each other on tiny models
params.ui, params.warmup, params.offline = False, False, True
params.endpoint_props = params.endpoint_slots = True


def end(*_: object) -> None:
    """Exit at once: there is no state to save, and a running reply would delay a regular exit."""
    os._exit(0)


parent = os.getppid()
server = xllamacpp.Server(params)
signal.signal(signal.SIGTERM, end)
while os.getppid() == parent:
    time.sleep(1)
end()
