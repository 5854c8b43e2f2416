"""moto's server application on a free port of loopback, one request at a time.

moto checks a condition and writes in two steps: with a thread per request, as its own command
starts it, two writers of one number could both win, which DynamoDB promises will not happen. The
port is the first line on standard output. It ends when standard input closes, so that it never
outlives whoever started it, however that one ended.
"""

import os
import sys
import threading

from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import make_server


def end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


threading.Thread(target=end_with_parent, daemon=True).start()
application = DomainDispatcherApplication(create_backend_app)
application.debug = True
server = make_server(
    "127.0.0.1", 0, application, threaded=False, request_handler=MotoRequestHandler
)
os.environ["MOTO_PORT"] = str(server.port)
print(server.port, flush=True)
server.serve_forever()
