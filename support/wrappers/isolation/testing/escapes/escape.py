"""Tries every way out that Python has, and prints what each brought."""

import glob
import os
import socket
import struct
import urllib.request

OUTSIDE, OUTSIDE6, NAMESERVER = "198.51.100.7", "2001:db8::7", "198.51.100.53"
socket.setdefaulttimeout(2)
unproxied = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def stream(family, address):
    with socket.socket(family, socket.SOCK_STREAM) as way:
        way.connect(address)
        way.sendall(b"GET / HTTP/1.0\r\n\r\n")
        return b"".join(iter(lambda: way.recv(4096), b"")).decode()


def datagram():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        way.sendto(b"hello", (NAMESERVER, 5353))
        return way.recv(4096).decode()


def icmp():
    with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP) as way:
        body = struct.pack("!BBHHH", 8, 0, 0, 1, 1) + b"echoed"
        words = sum(struct.unpack("!7H", body))
        check = ~((words >> 16) + (words & 0xFFFF)) & 0xFFFF
        way.sendto(body[:2] + struct.pack("!H", check) + body[4:], (OUTSIDE, 0))
        while True:
            got = way.recv(4096)[20:]
            if got[0] == 0:
                return got[8:].decode()


def get(url):
    return unproxied.open(url, timeout=2).read().decode()


def environments():
    found = []
    for path in glob.glob("/proc/[0-9]*/environ"):
        try:
            found.append(open(path).read())
        except OSError:
            pass
    return "".join(found).replace("\0", " ")


WAYS = {
    "endpoint": lambda: get(os.environ["ENDPOINT"]),
    "tcp": lambda: stream(socket.AF_INET, (OUTSIDE, 80)),
    "ipv6": lambda: stream(socket.AF_INET6, (OUTSIDE6, 80)),
    "udp": datagram,
    "dns": lambda: socket.getaddrinfo("python.out.example", 80)[0][4][0],
    "icmp": icmp,
    "http": lambda: get(f"http://{OUTSIDE}/"),
    "metadata": lambda: get("http://169.254.169.254/latest/meta-data/iam/security-credentials/"),
    "container": lambda: get("http://169.254.170.2/v2/credentials"),
    "unix": lambda: stream(socket.AF_UNIX, os.environ["UNIX_SOCKET"]),
    "abstract": lambda: stream(socket.AF_UNIX, "\0" + os.environ["ABSTRACT_SOCKET"]),
    "proc": environments,
    "home": lambda: open(os.environ["CREDENTIALS"]).read(),
}

for name, way in WAYS.items():
    try:
        print(f"{name}: {way()!r}")
    except Exception as error:
        print(f"{name}: stopped, {error!r}")
