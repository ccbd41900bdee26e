"""Instances in network namespaces of their own, around a router, and what the kernel lets through between them.

Started in a new network namespace, which becomes the router's. Reads one JSON request a line from standard input,
answers with one JSON line each, and ends with its input; the namespaces have no names and end with it.

An instance's interface `eth0` is one end of a pair; the other end, `i<n>`, is in the router. Neither end resolves
addresses: both have the same MAC, so a packet is at home wherever it comes out, and no ARP or neighbour discovery has
to pass a filter.
"""

import ctypes
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

CLONE_NEWNET = 0x40000000
NETLINK_NETFILTER = 12
PR_SET_PDEATHSIG = 1
IKE_PORT = 500
ESP = 50
# Seconds to wait for what is a matter of milliseconds.
PATIENCE = 15
# What tells our packets from any other.
MARK = b"tren"

libc = ctypes.CDLL(None, use_errno=True)


def checked(result):
    if result != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def run(*command):
    done = subprocess.run(command, text=True, capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")
    return done.stdout


def wait_until_up(interface):
    """Until it has its queue: what is sent before that is lost."""
    deadline = time.monotonic() + PATIENCE
    while True:
        link = json.loads(run("ip", "-json", "link", "show", interface))[0]
        if link["operstate"] == "UP" and link["qdisc"] != "noop":
            return
        if time.monotonic() > deadline:
            raise RuntimeError(f"{interface} does not come up: {link}")
        time.sleep(0.005)


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


class Netlink:
    """One netlink socket: sends a request and takes its acknowledgement."""

    REQUEST, ACK, REPLACE, CREATE = 0x1, 0x4, 0x100, 0x400

    def __init__(self, family):
        self.socket = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, family)
        self.socket.bind((0, 0))

    def ask(self, kind, flags, body):
        flags |= self.REQUEST | self.ACK
        self.socket.send(struct.pack("=IHHII", 16 + len(body), kind, flags, 0, 0) + body)
        answer = self.socket.recv(65536)
        code = -struct.unpack_from("=i", answer, 16)[0]
        if code:
            raise OSError(code, f"netlink request {kind}: {os.strerror(code)}")


    def route_kind(self, address):
        """Of the route that a packet to an address would take; None when there is none."""
        raw = socket.inet_pton(family_of(address), address)
        head = struct.pack("=BBBBBBBBI", family_of(address), len(raw) * 8, 0, 0, 0, 0, 0, 0, 0)
        body = head + attribute(RTA_DST, raw)
        self.socket.send(struct.pack("=IHHII", 16 + len(body), RTM_GETROUTE, self.REQUEST, 0, 0) + body)
        answer = self.socket.recv(65536)
        return answer[16 + 7] if struct.unpack_from("=H", answer, 4)[0] == RTM_NEWROUTE else None


def attribute(kind, value):
    return struct.pack("=HH", 4 + len(value), kind) + value + b"\0" * (-len(value) % 4)


RTM_NEWADDR, RTM_DELADDR, RTM_NEWROUTE, RTM_DELROUTE, RTM_GETROUTE = 20, 21, 24, 25, 26
IFA_LOCAL, IFA_FLAGS, RTA_DST, RTA_OIF = 2, 8, 1, 4
IFA_F_NODAD = 0x02
MAIN_TABLE, STATIC, LINK_SCOPE, UNICAST, LOCAL = 254, 4, 253, 1, 2


def family_of(address):
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def version_of(address):
    return 6 if ":" in address else 4


def address_message(address, interface):
    family = family_of(address)
    raw = socket.inet_pton(family, address)
    head = struct.pack("=BBBBI", family, len(raw) * 8, 0, 0, interface)
    return head + attribute(IFA_LOCAL, raw) + attribute(IFA_FLAGS, struct.pack("=I", IFA_F_NODAD))


def route_message(address, interface, everything=False):
    """To an address, or to every address of its family, straight out of an interface."""
    family = family_of(address)
    raw = b"" if everything else socket.inet_pton(family, address)
    head = struct.pack("=BBBBBBBBI", family, len(raw) * 8, 0, 0, MAIN_TABLE, STATIC, LINK_SCOPE, UNICAST, 0)
    destination = attribute(RTA_DST, raw) if raw else b""
    return head + destination + attribute(RTA_OIF, struct.pack("=I", interface))


class Filter:
    """nftables of one namespace. Has to be used inside it."""

    library = None

    def __init__(self):
        if Filter.library is None:
            library = ctypes.CDLL("libnftables.so.1")
            library.nft_ctx_new.restype = ctypes.c_void_p
            library.nft_ctx_new.argtypes = [ctypes.c_uint32]
            for name in ("nft_ctx_buffer_output", "nft_ctx_buffer_error"):
                getattr(library, name).argtypes = [ctypes.c_void_p]
            for name in ("nft_ctx_get_output_buffer", "nft_ctx_get_error_buffer"):
                getattr(library, name).argtypes = [ctypes.c_void_p]
                getattr(library, name).restype = ctypes.c_char_p
            library.nft_ctx_output_set_flags.argtypes = [ctypes.c_void_p, ctypes.c_uint]
            library.nft_run_cmd_from_buffer.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
            Filter.library = library
        self.context = self.library.nft_ctx_new(0)
        self.library.nft_ctx_buffer_output(self.context)
        self.library.nft_ctx_buffer_error(self.context)
        self.library.nft_ctx_output_set_flags(self.context, 1 << 4)  # JSON
        self.loaded = None

    def command(self, text):
        if self.library.nft_run_cmd_from_buffer(self.context, text.encode()) != 0:
            error = self.library.nft_ctx_get_error_buffer(self.context).decode()
            raise RuntimeError(f"nftables refuses the rules: {error}\n{text}")
        return self.library.nft_ctx_get_output_buffer(self.context).decode()

    def load(self, text):
        """Replaces everything, in one transaction. What is loaded already only starts its counters again."""
        if text == self.loaded:
            self.command("reset counters")
            return
        self.loaded = None
        self.command(f"flush ruleset\n{text}")
        self.loaded = text

    def counters(self):
        listed = json.loads(self.command("list counters") or "{}").get("nftables", [])
        named = (one["counter"] for one in listed if "counter" in one)
        return {one["name"]: one["packets"] for one in named}


class Namespace:
    """A network namespace that lives as long as this process."""

    def __init__(self, router):
        if router is not None:
            with router.inside():
                checked(libc.unshare(CLONE_NEWNET))
                self.open()
        else:
            self.open()

    def open(self):
        self.file = os.open("/proc/self/ns/net", os.O_RDONLY)
        self.routes = Netlink(socket.NETLINK_ROUTE)
        self.netfilter = Netlink(NETLINK_NETFILTER)
        self.filter = Filter()

    @contextmanager
    def inside(self):
        """For what asks the kernel about the namespace that it is in. Sockets stay where they were opened."""
        before = os.open("/proc/self/ns/net", os.O_RDONLY)
        try:
            checked(libc.setns(self.file, CLONE_NEWNET))
            yield
        finally:
            checked(libc.setns(before, CLONE_NEWNET))
            os.close(before)

    def forget_connections(self):
        """Empties the table of tracked connections."""
        self.netfilter.ask((1 << 8) | 2, 0, struct.pack("=BBH", socket.AF_UNSPEC, 0, 0))


class Instance(Namespace):
    def __init__(self, number, router):
        super().__init__(router)
        self.number = number
        self.outside = f"i{number}"
        mac = f"02:00:00:00:{number >> 8:02x}:{number & 255:02x}"
        end = f"/proc/{os.getpid()}/fd/{self.file}"
        pair = ["link", "add", self.outside, "address", mac, "arp", "off", "type", "veth"]
        run("ip", *pair, "peer", "name", "eth0", "address", mac, "netns", end)
        run("ip", "link", "set", self.outside, "arp", "off", "up")
        self.router_index = socket.if_nametoindex(self.outside)
        with self.inside():
            quiet()
            run("ip", "link", "set", "lo", "up")
            run("ip", "link", "set", "eth0", "arp", "off", "up")
            wait_until_up("eth0")
            self.index = socket.if_nametoindex("eth0")
            self.sockets = {
                ("ike", 4): udp(socket.AF_INET),
                ("ike", 6): udp(socket.AF_INET6),
                ("esp", 4): raw(socket.AF_INET),
                ("esp", 6): raw(socket.AF_INET6),
            }
        wait_until_up(self.outside)
        self.address = None

    def leave(self, router):
        """Takes its address, and the route to it."""
        if self.address is not None:
            router.routes.ask(RTM_DELROUTE, 0, route_message(self.address, self.router_index))
            self.routes.ask(RTM_DELADDR, 0, address_message(self.address, self.index))
            self.address = None

    def settle(self, address, router):
        """Gives it an address, a way out, and the router a route to it."""
        self.routes.ask(RTM_NEWADDR, Netlink.CREATE, address_message(address, self.index))
        # Linux drops the routes of an interface with its last address.
        default = route_message(address, self.index, everything=True)
        self.routes.ask(RTM_NEWROUTE, Netlink.CREATE | Netlink.REPLACE, default)
        router.routes.ask(RTM_NEWROUTE, Netlink.CREATE, route_message(address, self.router_index))
        self.address = address

    def wait_until_settled(self):
        """IPv6 takes up a new address in its own time; what comes before that is no packet for this machine."""
        deadline = time.monotonic() + PATIENCE
        while self.routes.route_kind(self.address) != LOCAL:
            if time.monotonic() > deadline:
                raise RuntimeError(f"{self.address} does not become an address of {self.outside}")
            time.sleep(0.0005)

    def send(self, flow, address, number):
        port = IKE_PORT if flow == "ike" else 0
        # An output filter that drops makes the call fail; its counter says so, too.
        with suppress(PermissionError):
            self.sockets[flow, version_of(address)].sendto(datagram(flow, number), (address, port))

    def release(self):
        for one in self.sockets.values():
            one.close()
        self.sockets = {}

    def arrived(self):
        """Number, source and flow of every packet that came since the last look."""
        for (flow, version), one in self.sockets.items():
            while True:
                try:
                    data, source = one.recvfrom(2048)
                except BlockingIOError:
                    break
                if flow == "esp" and version == 4:
                    data = data[(data[0] & 15) * 4 :]
                at = data.find(MARK)
                if at >= 0:
                    number = struct.unpack_from("!I", data, at + len(MARK))[0]
                    yield number, source[0], flow


def quiet():
    """No address and no packet that nobody asked for."""
    for scope in ("all", "default"):
        write(f"/proc/sys/net/ipv4/conf/{scope}/rp_filter", "0")
        write(f"/proc/sys/net/ipv6/conf/{scope}/accept_ra", "0")
        write(f"/proc/sys/net/ipv6/conf/{scope}/addr_gen_mode", "1")


def udp(family):
    one = socket.socket(family, socket.SOCK_DGRAM)
    if family == socket.AF_INET6:
        one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    one.bind(("", IKE_PORT))
    one.setblocking(False)
    return one


def raw(family):
    one = socket.socket(family, socket.SOCK_RAW, ESP)
    one.setblocking(False)
    return one


def datagram(flow, number):
    """The header of an IKE_SA_INIT request (RFC 7296, 3.1) or of ESP (RFC 4303, 2), with the number of the packet."""
    known = MARK + struct.pack("!I", number)
    if flow == "ike":
        return known + struct.pack("!QBBBBII", 0, 33, 0x20, 34, 0x08, 0, 28)
    return struct.pack("!II", 0x1000, number + 1) + known


class Agent:
    def __init__(self):
        quiet()
        run("ip", "link", "set", "lo", "up")
        write("/proc/sys/net/ipv4/ip_forward", "1")
        write("/proc/sys/net/ipv6/conf/all/forwarding", "1")
        self.router = Namespace(None)
        self.instances = []
        self.placed = []
        self.programs = []

    def place(self, addresses):
        """One instance for each address."""
        while len(self.instances) < len(addresses):
            self.instances.append(Instance(len(self.instances), self.router))
        for instance in self.instances:
            instance.leave(self.router)
        self.placed = self.instances[: len(addresses)]
        for instance, address in zip(self.placed, addresses):
            instance.settle(address, self.router)
        for instance in self.placed:
            instance.wait_until_settled()
        return {}

    def exchange(self, groups, acls, rounds, patience=PATIENCE):
        """
        Loads the rules of every instance and those of the router, then sends packets: [from, to, flow] each.
        Before each round every connection is forgotten.
        """
        self.load(groups, acls)
        sent, got = [], set()
        for packets in rounds:
            self.forget()
            for origin, target, flow in packets:
                self.placed[origin].send(flow, self.placed[target].address, len(sent))
                sent.append((origin, target, flow))
            self.receive(sent, got, patience)
        counters = self.counters()
        lost = [sent[number] for number in range(len(sent)) if number not in got]
        return {"sent": len(sent), "arrived": len(got), "lost": lost, "dropped": counters}

    def load(self, groups, acls):
        self.router.filter.load(acls)
        for instance in self.placed:
            with instance.inside():
                instance.filter.load(groups)

    def run(self, instance, command, environment):
        """Runs a program in the namespace of an instance, to its end. It gets half a minute."""
        with self.placed[instance].inside():
            done = subprocess.run(
                command, env={**os.environ, **environment}, capture_output=True, text=True, timeout=30, stdin=subprocess.DEVNULL
            )
        return {"code": done.returncode, "output": done.stdout + done.stderr}

    def start(self, instance, command, environment):
        """Starts a program in the namespace of an instance, which leaves UDP 500 to it. It ends with this one."""
        self.placed[instance].release()
        with self.placed[instance].inside():
            self.programs.append(
                subprocess.Popen(
                    command,
                    env={**os.environ, **environment},
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    preexec_fn=lambda: libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL),
                )
            )
        return {}

    def filter(self, groups, acls):
        """Loads rules and sends nothing. What the rules before them allowed starts again."""
        self.load(groups, acls)
        self.forget()
        return {}

    def count(self):
        return self.counters()

    def forget(self):
        for instance in self.placed:
            instance.forget_connections()

    def counters(self):
        """Packets dropped, by counter: of the instances together, and of the router."""
        total = {}
        for instance in self.placed:
            with instance.inside():
                for name, packets in instance.filter.counters().items():
                    total[name] = total.get(name, 0) + packets
        return {"groups": total, "acls": self.router.filter.counters()}

    def receive(self, sent, got, patience):
        """Until every packet is accounted for: it arrived, or a rule that counts dropped it."""
        deadline = time.monotonic() + patience
        while True:
            for instance in self.placed:
                for number, source, flow in instance.arrived():
                    self.note(sent, got, instance, (number, source, flow))
            missing = len(sent) - len(got)
            if missing == 0:
                return
            dropped = sum(sum(by_name.values()) for by_name in self.counters().values())
            if dropped == missing:
                return
            if dropped > missing or time.monotonic() > deadline:
                raise RuntimeError(
                    f"{len(sent)} packets were sent, {len(got)} arrived, and rules dropped {dropped}, so "
                    f"{missing - dropped} are unaccounted for; nothing can be said about this network"
                )
            time.sleep(0.001)

    def note(self, sent, got, instance, packet):
        number, source, flow = packet
        if number >= len(sent):
            raise RuntimeError(f"packet {number} arrived and was never sent")
        origin, target, wanted = sent[number]
        expected = (self.placed[origin].address, target, wanted)
        if (source, instance.number, flow) != expected:
            raise RuntimeError(f"packet {number} arrived as {source, instance.number, flow}, not as {expected}")
        if number in got:
            raise RuntimeError(f"packet {number} arrived twice")
        got.add(number)


def main():
    agent = Agent()
    actions = {
        "place": agent.place,
        "exchange": agent.exchange,
        "filter": agent.filter,
        "count": agent.count,
        "run": agent.run,
        "start": agent.start,
    }
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = actions[request.pop("action")](**request)
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)
    for program in agent.programs:
        program.kill()
        program.wait()


main()
