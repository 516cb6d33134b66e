"""Stand in for llama.cpp's `llama-server` program: the same server, out of the xllamacpp package.

Ollama starts it as its runner. It takes those of the runner's flags that matter on a CPU, leaves the rest,
and ends when the server that started it is gone.
"""

import argparse
import os
import signal
import sys
import time
from importlib import import_module
from typing import Any

xllamacpp: Any = import_module("xllamacpp")  # in the live server's cache alone, so type checkers do not know it

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
params.cpuparams.n_threads = 1  # the models are tiny; more threads only wait for each other
params.ui, params.warmup, params.offline = False, False, True
params.endpoint_props = params.endpoint_slots = True


def end(*_: object) -> None:
    """Leave at once: there is nothing to save, and a reply in progress would hold up a tidy end."""
    os._exit(0)


owner = os.getppid()
server = xllamacpp.Server(params)
signal.signal(signal.SIGTERM, end)
while os.getppid() == owner:
    time.sleep(1)
end()
