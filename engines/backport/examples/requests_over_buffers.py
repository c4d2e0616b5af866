"""An HTTPS request by Requests over MemoryBIO, without pyOpenSSL, to a server of its own.

    python2.7 requests_over_buffers.py FOLDER-OF-CERTIFICATES

Requests is the installed one, or the copy in the pip that ensurepip brings. Prints what was fetched and how.
"""
from __future__ import print_function

import glob
import os
import ssl
import sys
import threading

if not hasattr(ssl, "MemoryBIO"):
    import pep546
    pep546.install()

import buffer_context  # noqa: E402


def bundled_pip():
    """The wheels that ensurepip installs pip from, as import path; empty where a distribution left them out."""
    try:
        import ensurepip
    except ImportError:
        return []
    return sorted(glob.glob(os.path.join(os.path.dirname(ensurepip.__file__), "_bundled", "*.whl")))


def find_requests():
    """Requests and the urllib3 it uses."""
    try:
        import requests
        import urllib3
        return requests, urllib3
    except ImportError:
        sys.path[:0] = bundled_pip()
        import pip._internal  # noqa: F401 (its copies import each other in this order)
        from pip._vendor import requests, urllib3
        return requests, urllib3


def serve(folder, files):
    """An HTTPS server in a thread: {path: octets}. Its address, and a function that ends it."""
    from BaseHTTPServer import BaseHTTPRequestHandler
    from SocketServer import TCPServer

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            known = files.get(self.path)
            self.send_response(200 if known is not None else 404)
            self.send_header("Content-Length", str(len(known or b"")))
            self.send_header("Content-Type", "text/html" if self.path.endswith("/") else "application/octet-stream")
            self.end_headers()
            self.wfile.write(known or b"")

        def log_message(self, *words):
            pass
    server = TCPServer(("127.0.0.1", 0), Handler)  # HTTPServer would ask the network for its own name
    context = ssl.SSLContext(ssl.PROTOCOL_SSLv23)
    context.load_cert_chain(os.path.join(folder, "p256.pem"), os.path.join(folder, "p256.key"))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.daemon = True
    thread.start()
    return "https://localhost:%d" % server.server_address[1], server.shutdown


def main(arguments):
    if len(arguments) != 1:
        sys.stderr.write(__doc__)
        return 2
    requests, urllib3 = find_requests()
    buffer_context.use(urllib3)
    address, stop = serve(arguments[0], {"/hello": b"hello from the server"})
    try:
        answer = requests.get(address + "/hello", verify=os.path.join(arguments[0], "root.pem"))
        print("%d %s" % (answer.status_code, answer.text))
        try:
            requests.get(address + "/hello", verify=os.path.join(arguments[0], "other-root.pem"))
        except requests.exceptions.SSLError as error:
            print("another CA: %s" % ("certificate verify failed" in str(error)))
    finally:
        stop()
    print("connections over MemoryBIO: %d" % buffer_context.BufferSocket.made[0])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
