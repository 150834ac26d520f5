#!/usr/bin/env python3
"""A tiny web service for the example of a service with replicas: says which replica answers.

It listens on the first free port from --port on, so that several replicas may share a server.
"""

import argparse
import http.server
import os
import signal
import sys


class Greeting(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = f"hello from pid {os.getpid()} on {os.uname().nodename}\n".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, form, *arguments):
        print(form % arguments, flush=True)


class Server(http.server.ThreadingHTTPServer):
    # With address reuse two replicas could not see that a port is taken by a socket about to listen.
    allow_reuse_address = False
    daemon_threads = True


def main():
    parser = argparse.ArgumentParser(description="Serve a greeting over HTTP.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8080, help="the first port to try")
    parser.add_argument("--ports", type=int, default=100, help="how many ports to try")
    arguments = parser.parse_args()
    for port in range(arguments.port, arguments.port + arguments.ports):
        try:
            server = Server((arguments.host, port), Greeting)
            break
        except OSError:
            continue
    else:
        print(f"error: no free port from {arguments.port} on: give another --port", flush=True)
        return 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print(f"serving on {arguments.host}:{port} pid {os.getpid()}", flush=True)
    server.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main())
