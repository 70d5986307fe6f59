#!/usr/bin/env python3
"""SSJ-DRAW-1 and SSJ-MATCH-1 in one file that needs nothing but Python 3.9: draw, xaudit, match, verify, door.

A second implementation of docs/spec/draw.md, written apart from the Java one, so that their agreement means something.
It keeps the frame in memory; for more than about ten million rows use the Java one.
"""
import base64
import hashlib
import re
import struct
import sys
import zlib
from collections import deque
from datetime import datetime, timedelta

OBJECT = r"[0-9A-Z._-]{1,54}"
STRATUM = r"[0-9A-Z._-]{1,32}"
DRAW = r"[A-Za-z0-9._-]{1,64}"
PARTY = r"[a-z0-9-]{1,32}"
NAME = r"[A-Z0-9._-]{1,32}"
HEX = r"[0-9a-f]{64}"
NUMBER = r"0|[1-9][0-9]{0,17}"


class Malformed(Exception):
    """file:line: rule."""

    def __init__(self, file, line, rule):
        super().__init__(f"{file}:{line}: {rule}")
        self.line = line


class Unverified(Exception):
    """Why a certificate is not verified."""


# --- hashes -------------------------------------------------------------------------------------------------------


MASK = 0xFFFFFFFF


def _rol(x, n):
    return ((x << n) | (x >> (32 - n))) & MASK


SM3_T = [_rol(0x79CC4519 if j < 16 else 0x7A879D8A, j % 32) for j in range(64)]


def sm3(data):
    """GB/T 32905-2016. Rotations stand in line in the loop: a call costs more than what it does."""
    v = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    data = data + b"\x80" + b"\0" * ((55 - len(data)) % 64) + struct.pack(">Q", len(data) * 8)
    for start in range(0, len(data), 64):
        w = list(struct.unpack(">16I", data[start : start + 64]))
        for j in range(16, 68):
            x = w[j - 3]
            x = w[j - 16] ^ w[j - 9] ^ ((x << 15 | x >> 17) & MASK)
            y = w[j - 13]
            x ^= (x << 15 | x >> 17) ^ (x << 23 | x >> 9)
            w.append((x ^ (y << 7 | y >> 25) ^ w[j - 6]) & MASK)
        a, b, c, d, e, f, g, h = v
        for j in range(64):
            a12 = (a << 12 | a >> 20) & MASK
            s1 = (a12 + e + SM3_T[j]) & MASK
            s1 = (s1 << 7 | s1 >> 25) & MASK
            if j < 16:
                ff, gg = a ^ b ^ c, e ^ f ^ g
            else:
                ff, gg = (a & b) | (a & c) | (b & c), (e & f) | (~e & g)
            t1 = (ff + d + (s1 ^ a12) + (w[j] ^ w[j + 4])) & MASK
            t2 = (gg + h + s1 + w[j]) & MASK
            a, b, c, d = t1, a, (b << 9 | b >> 23) & MASK, c
            t2 = (t2 ^ (t2 << 9 | t2 >> 23) ^ (t2 << 17 | t2 >> 15)) & MASK
            e, f, g, h = t2, e, (f << 19 | f >> 13) & MASK, g
        v = [x ^ y for x, y in zip(v, (a, b, c, d, e, f, g, h))]
    return struct.pack(">8I", *v)


def sha256(data):
    return hashlib.sha256(data).digest()


def _profiles():
    found = {"sha256": sha256, "sm3": sm3}
    try:
        # OpenSSL's SM3 is a thousand times faster; it is trusted only when it gives the standard's own answer.
        if hashlib.new("sm3", b"abc").digest() == sm3(b"abc"):
            found["sm3"] = lambda data: hashlib.new("sm3", data).digest()
    except ValueError:
        pass
    return found


PROFILES = _profiles()


def hx(h, text):
    return h(text.encode("latin-1") if isinstance(text, str) else text).hex()


def merkle(h, leaves):
    """RFC 6962 root, over leaves in memory."""
    if not leaves:
        return h(b"")
    level = [h(b"\0" + leaf) for leaf in leaves]
    while len(level) > 1:
        # An odd last node moves up unchanged: the same tree as the recursive definition.
        odd = [level[-1]] if len(level) % 2 else []
        level = [h(b"\1" + level[i] + level[i + 1]) for i in range(0, len(level) - 1, 2)] + odd
    return level[0]


def included(h, leaf, index, size, path, root):
    """RFC 9162 2.1.3.2."""
    if not 0 <= index < size:
        return False
    fn, sn, r = index, size - 1, h(b"\0" + leaf)
    for p in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = h(b"\1" + p + r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = h(b"\1" + r + p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


# --- Ed25519, RFC 8032 5.1.7 ----------------------------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def _point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - x2) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


def _add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def _mul(n, p):
    q = (0, 1, 1, 0)
    while n:
        if n & 1:
            q = _add(q, p)
        p, n = _add(p, p), n >> 1
    return q


BASE = _point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519(public, message, signature):
    a, r = _point(public), _point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or a is None or r is None or s >= L:
        return False
    if _mul(8, a)[0] % P == 0:
        return False  # of small order: one signature would fit every message
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = _mul(s, BASE), _add(r, _mul(k, a))
    return not any((left[i] * right[2] - right[i] * left[2]) % P for i in (0, 1))


# --- files ----------------------------------------------------------------------------------------------------------


def broken(part):
    """The rule of 3.1 for all files that a line breaks, or None."""
    if part.startswith(b"\xef\xbb\xbf"):
        return "no byte order mark is allowed"
    odd = re.search(rb"[^\t -~]", part)
    if odd:
        return "lines end with LF, not CR" if odd[0] == b"\r" else "only printable ASCII is allowed"
    return "no blank is allowed at a line's end" if part[-1:] in (b" ", b"\t") else None


def lines(file, data, may_be_empty=False):
    """(number, text) without LF, one after the other: a later line's broken rule waits for its turn."""
    if not data and not may_be_empty:
        raise Malformed(file, 0, "the file must hold at least one line")
    parts = data.split(b"\n")
    for line, part in enumerate(parts, 1):
        if line == len(parts) and not part:
            return
        rule = broken(part)
        if rule or line == len(parts):
            raise Malformed(file, line, rule or "the last line must end with LF")
        yield line, part.decode("ascii")


def only_line(file, data):
    found = list(lines(file, data))
    demand(len(found) == 1 and found[0][1], f"{file} holds one line")
    return found[0][1]


def need(file, line, name, pattern, text):
    if not re.fullmatch(pattern, text):
        rule = "be 64 lower-case hex digits" if pattern == HEX else f"match {pattern}"
        raise Malformed(file, line, f"{name} must {rule}")
    return text


def number(file, line, name, text, least, most):
    if not re.fullmatch(NUMBER, text) or not least <= int(text) <= most:
        raise Malformed(file, line, f"{name} must be a decimal number from {least} to {most} without leading zero")
    return int(text)


def date(file, line, name, text):
    m = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    year, month, day = map(int, m.groups()) if m else (0, 0, 0)
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    longest = [31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    if not 1 <= month <= 12 or not 1 <= day <= longest[month - 1]:
        raise Malformed(file, line, f"{name} must be a date YYYY-MM-DD")
    return text


def fields(file, line, text, count):
    parts = text.split("\t")
    if len(parts) != count:
        raise Malformed(file, line, f"a line has exactly {count} fields separated by one tab")
    return parts


class Keys:
    """A file of key=value lines. Its keys are asked for in any order; `finish` reports the first line's broken rule, and
    one of the whole file, line 0, only when no line breaks one."""

    def __init__(self, file, data):
        self.file, self.raw, self.first = file, {}, None
        self.check(self.read, data)

    def read(self, data):
        last = ""
        for line, text in lines(self.file, data):
            key, _, value = text.partition("=")
            if not key or not value:
                raise Malformed(self.file, line, "a line is key=value, neither of them empty")
            if key <= last:
                raise Malformed(self.file, line, "a key occurs once" if key == last else "keys must ascend bytewise")
            self.raw[key] = (line, value)
            last = key

    def check(self, rule, *args):
        """What the rule gives, or None when it is broken."""
        try:
            return rule(*args)
        except Malformed as e:
            if not self.first or (e.line or 1e18) < (self.first.line or 1e18):
                self.first = e
            return None

    def whole(self, rule):
        self.check(self.refuse, 0, rule)

    def refuse(self, line, rule):
        raise Malformed(self.file, line, rule)

    def take(self, key, rule, *args):
        """The value of a key that must be there: rule(file, line, key, *args, value) checks and gives it."""
        if key not in self.raw:
            return self.whole(f"the key {key} is missing")
        line, value = self.raw.pop(key)
        return self.check(rule, self.file, line, key, *args, value)

    def family(self, prefix, rule):
        """{rest of the key: value} of what is well formed; rule(file, line, rest, value) checks."""
        found = {}
        for key in [k for k in self.raw if k.startswith(prefix)]:
            line, value = self.raw.pop(key)
            if self.check(rule, self.file, line, key[len(prefix) :], value) is not None:
                found[key[len(prefix) :]] = value
        return found

    def finish(self):
        for line, _ in self.raw.values():
            self.check(self.refuse, line, "unknown key")
        if self.first:
            raise self.first


def one_of(file, line, key, values, text):
    if text not in values:
        raise Malformed(file, line, f"{key} has a value that is not allowed")
    return text


def basis_points(file, line, key, text):
    return number(file, line, key, text, 0, 10000)


class Params:
    """params.txt."""

    def __init__(self, file, data):
        self.file, self.data = file, data
        keys = Keys(file, data)
        self.v = {key: value for key, (_, value) in keys.raw.items()}
        keys.take("spec", self.spec)
        keys.take("hash", self.profile)
        keys.take("draw", need, DRAW)
        for key in ("frame.digest", "frame.root"):
            keys.take(key, need, HEX)
        keys.take("frame.count", lambda f, n, key, x: number(f, n, key, x, 1, 10**12))
        self.ratio = keys.family("ratio.", self.one_ratio)
        for key in ("floor", "reserve"):
            keys.take(key, basis_points)
        keys.take("base", one_of, ("all", "eligible"))
        keys.take("beacon", need, r"[!-~]+")
        self.commit = keys.family("commit.", lambda *x: self.commitment("commit", *x))
        if not self.commit:
            keys.whole("at least one key commit.<party> is needed")
        self.second = keys.family("second.", lambda *x: self.commitment("second", *x))
        optional = {"frame.salted": (need, HEX), "mode": (one_of, ("open", "sealed")), "audience": (one_of, ("public", "parties"))}
        optional.update({"reserve.order": (one_of, ("second", "ticket")), "prev": (need, DRAW), "xaudit": (basis_points,)})
        for key, rule in optional.items():
            if key in keys.raw:
                keys.take(key, *rule)
        keys.family("pool.", self.pool)
        both = "witnessed" in keys.raw, any(key.startswith("witness.") for key in keys.raw)
        self.witnesses = {}
        keys.family("witness.", self.witness)
        if "witnessed" in keys.raw:
            keys.take("witnessed", lambda f, n, key, x: number(f, n, key, x, 0, 100000))
        if both[0] != both[1]:
            keys.whole("witness.<id> and witnessed stand together")
        keys.finish()
        self.h = PROFILES[self.v["hash"]]
        self.opening = hx(self.h, data)

    @staticmethod
    def spec(file, line, _, text):
        if text != "SSJ-DRAW-1":
            raise Malformed(file, line, "spec must be SSJ-DRAW-1")

    @staticmethod
    def profile(file, line, _, text):
        if text not in PROFILES:
            raise Malformed(file, line, "hash must be sha256 or sm3")

    @staticmethod
    def one_ratio(file, line, stratum, text):
        need(file, line, "the stratum of a ratio", STRATUM, stratum)
        return basis_points(file, line, "a ratio", text)

    @staticmethod
    def commitment(kind, file, line, party, text):
        need(file, line, "a party", PARTY, party)
        return need(file, line, f"a value of {kind}", HEX, text)

    def witness(self, file, line, kid, text):
        need(file, line, "the id of a witness", r"[0-9a-f]{8}", kid)
        try:
            key_ = note_key(file, line, text)
        except Malformed:
            key_ = None
        if not key_ or key_["type"] != 4 or key_["id"].hex() != kid:
            raise Malformed(file, line, "a witness is a cosignature/v1 key name+id+base64 under its own id")
        if key_["key"] in {k["key"] for k in self.witnesses.values()}:
            raise Malformed(file, line, "a witness's key occurs once")
        self.witnesses[text] = key_
        return text

    @staticmethod
    def pool(file, line, key, text):
        # A pool's name may hold dots, so the part is what follows the last one.
        name, _, part = key.rpartition(".")
        need(file, line, "a pool", NAME, name)
        if part in ("officers", "avoid"):
            return need(file, line, part, HEX, text)
        if part == "group":
            return number(file, line, part, text, 2, 99)
        if part == "date":
            return date(file, line, part, text)
        raise Malformed(file, line, "unknown key")


def opened(keys, params, prefix, tag, commitments):
    """{party: secret} of those that open their commitments."""

    def one(file, line, party, secret):
        if party not in commitments:
            raise Malformed(file, line, "the party has no commitment in the opening")
        need(file, line, "a secret", HEX, secret)
        if hx(params.h, f"{tag}|{params.v['draw']}|{party}|{secret}") != commitments[party]:
            raise Malformed(file, line, "the secret does not open the party's commitment")
        return secret

    return keys.family(prefix, one)


def complete(keys, prefix, secrets, commitments):
    for party in commitments:
        if party not in secrets:
            keys.whole(f"the key {prefix}{party} is missing")


def reveal(file, data, params):
    """(seed, beacon or None)."""
    keys, without = Keys(file, data), params.v["beacon"] == "none"
    line, beacon = keys.raw.get("beacon", (0, None))
    if beacon is not None and without:
        keys.take("beacon", lambda *_: keys.refuse(line, "a draw without beacon has no key beacon"))
    elif not without:
        keys.take("beacon", need, HEX)
    secrets = opened(keys, params, "secret.", "SSJ-COMMIT-1", params.commit)
    complete(keys, "secret.", secrets, params.commit)
    keys.finish()
    parts = ["SSJ-SEED-1", params.opening] + list(secrets.values()) + ([beacon] if beacon else [])
    return hx(params.h, "|".join(parts)), beacon


def reveal2(file, data, params):
    """([secret or - of each party ascending], beacon of those who withheld or None, who withheld)."""
    keys, beacon = Keys(file, data), None
    missing = [party for party in params.second if "second." + party not in keys.raw]
    line = keys.raw.get("beacon", (0,))[0]
    if line and missing:
        beacon = keys.take("beacon", need, HEX)
    elif line:
        keys.take("beacon", lambda *_: keys.refuse(line, "no party is missing, so there is no key beacon"))
    secrets = opened(keys, params, "second.", "SSJ-COMMIT-2", params.second)
    if not line:
        complete(keys, "second.", secrets, params.second)
    keys.finish()
    return [secrets.get(party, "-") for party in params.second], beacon, missing


def key(h, seed, purpose):
    return hx(h, f"SSJ-KEY-1|{seed}|{purpose}")


# --- draw -----------------------------------------------------------------------------------------------------------


def frame_row(file, line, part):
    rule = broken(part)
    if rule:
        raise Malformed(file, line, rule)
    text = part.decode("ascii")
    oid, stratum, status, weight = fields(file, line, text, 4)
    need(file, line, "objectId", OBJECT, oid)
    need(file, line, "stratum", STRATUM, stratum)
    if not re.fullmatch(r"E|X[0-9][0-9]", status):
        raise Malformed(file, line, "status must be E or X and two digits")
    number(file, line, "weight", weight, 1, 99)
    return oid, stratum, status == "E", int(weight), text


def frame_rows(file, data, params):
    if not data:
        raise Malformed(file, 0, "the frame must hold at least one row")
    rows, last, parts = [], "", data.split(b"\n")
    for line, part in enumerate(parts, 1):
        if line == len(parts) and not part:
            break
        rows.append(frame_row(file, line, part))
        if line == len(parts):
            raise Malformed(file, line, "the last line must end with LF")
        if rows[-1][0] <= last:
            same = rows[-1][0] == last
            raise Malformed(file, line, "an objectId occurs once" if same else "rows must ascend bytewise by objectId")
        last = rows[-1][0]
    if len(rows) != int(params.v["frame.count"]):
        raise Malformed(file, 0, "the number of rows is not frame.count")
    if hx(params.h, data) != params.v["frame.digest"]:
        raise Malformed(file, 0, "the digest of the file is not frame.digest")
    if merkle(params.h, [r[4].encode() for r in rows]).hex() != params.v["frame.root"]:
        raise Malformed(file, 0, "the Merkle root of the rows is not frame.root")
    for stratum in sorted({r[1] for r in rows}):
        if stratum not in params.ratio:
            raise Malformed(params.file, 0, f"the key ratio.{stratum} is missing")
    return rows


def quotas(params, rows):
    """(k by stratum, shortfall); 3.5."""
    strata = sorted({r[1] for r in rows})
    e = {s: sum(1 for r in rows if r[1] == s and r[2]) for s in strata}
    b = e if params.v["base"] == "eligible" else {s: sum(1 for r in rows if r[1] == s) for s in strata}
    r = {s: int(params.ratio[s]) for s in strata}
    k = {s: min(e[s], -(-b[s] * r[s] // 10000)) for s in strata}
    while True:
        d = -(-sum(b.values()) * int(params.v["floor"]) // 10000) - sum(k.values())
        if d <= 0:
            return k, e, 0
        a = [s for s in strata if k[s] < e[s]]
        if not a:
            return k, e, d
        v = {s: b[s] * max(r[s], 1) for s in a}
        total = sum(v.values())
        add = {s: d * v[s] // total for s in a}
        for s in sorted(a, key=lambda s: (-(d * v[s] % total), s))[: d - sum(add.values())]:
            add[s] += 1
        for s in a:
            k[s] = min(e[s], k[s] + add[s])


def draw(params, frame_file, frame, reveal_file, reveal_data):
    """(rows, result.tsv, line for stderr, shortfall, seed, beacon, frame rows)."""
    seed, beacon = reveal(reveal_file, reveal_data, params)
    rows = frame_rows(frame_file, frame, params)
    k, e, shortfall = quotas(params, rows)
    ko = key(params.h, seed, "object")
    out = []
    for s in sorted(k):
        tickets = sorted(
            (min(hx(params.h, f"{ko}|{i}" + (f"#{w}" if w > 1 else "")) for w in range(1, weight + 1)), i)
            for i, stratum, eligible, weight, _ in rows
            if stratum == s and eligible
        )
        reserve = -(-k[s] * int(params.v["reserve"]) // 10000)
        for rank, (ticket, i) in enumerate(tickets[: k[s] + reserve], 1):
            out.append((s, rank, i, ticket, "DRAWN" if rank <= k[s] else "RESERVE"))
    tsv = "".join("\t".join(map(str, row)) + "\n" for row in out).encode()
    info = f"seed {seed} opening {params.opening} quota " + " ".join(f"{s}{k[s]}" for s in sorted(k))
    return out, tsv, info, shortfall, seed, beacon, rows


def audit_sample(params, rows, seed):
    """(xaudit.tsv, {code: (sampled, excluded)}); 3.6.1."""
    share, kx, by_code = int(params.v["xaudit"]), key(params.h, seed, "xaudit"), {}
    for oid, _, eligible, _, text in rows:
        if not eligible:
            by_code.setdefault(text.split("\t")[2], []).append((hx(params.h, f"{kx}|{oid}"), oid))
    out, counts = [], {}
    for code in sorted(by_code):
        size = -(-len(by_code[code]) * share // 10000)
        counts[code] = size, len(by_code[code])
        out += [f"{code}\t{rank}\t{oid}\t{t}\n" for rank, (t, oid) in enumerate(sorted(by_code[code])[:size], 1)]
    return "".join(out).encode(), counts


# --- match ----------------------------------------------------------------------------------------------------------


def match_files(names, tasks_tsv, officers_tsv, avoid_tsv):
    tasks, officers, avoid = {}, {}, set()
    for line, text in lines(names[0], tasks_tsv):
        oid, q = fields(names[0], line, text, 2)
        need(names[0], line, "objectId", OBJECT, oid)
        need(names[0], line, "requiredQualification", NAME, q)
        if oid in tasks:
            raise Malformed(names[0], line, "an objectId occurs once")
        tasks[oid] = q
    for line, text in lines(names[1], officers_tsv):
        officer, valid, qs = fields(names[1], line, text, 3)
        need(names[1], line, "officerId", NAME, officer)
        date(names[1], line, "certificateValidTo", valid)
        if officer in officers:
            raise Malformed(names[1], line, "an officerId occurs once")
        held = set()
        for q in [] if qs == "-" else qs.split(","):
            need(names[1], line, "a qualification", NAME, q)
            if q == "-":
                raise Malformed(names[1], line, "a lone - means no qualification and stands in no list")
            if q in held:
                raise Malformed(names[1], line, "a qualification occurs once in a line")
            held.add(q)
        officers[officer] = (valid, held)
    for line, text in lines(names[2], avoid_tsv, True):
        officer, oid = fields(names[2], line, text, 2)
        avoid.add((need(names[2], line, "officerId", NAME, officer), need(names[2], line, "objectId", OBJECT, oid)))
    return tasks, officers, avoid


def match(seed, pool, day, group, tasks, officers, avoid, repaired=lambda length: None):
    """result.tsv; `repaired` is told the number of hand-overs of each repair path."""
    kt, ko = key(sha256, seed, f"task:{pool}"), key(sha256, seed, f"officer:{pool}")
    valid = [o for o in officers if officers[o][0] >= day]
    fix = {o: hx(sha256, f"{ko}|R|{o}") for o in officers}
    seats = {o: [] for o in officers}
    groups, head = {}, []

    def load(o):
        return len(seats[o])

    def fit(o, t, seat):
        return (o, t) not in avoid and (seat > 0 or tasks[t] == "-" or tasks[t] in officers[o][1])

    def place(o):
        return load(o), hx(sha256, f"{ko}|{load(o) + 1}|{o}"), o

    for t in sorted(tasks, key=lambda t: (hx(sha256, f"{kt}|{t}"), t)):
        free = [o for o in valid if (o, t) not in avoid]
        first = [o for o in free if fit(o, t, 0)]
        if len(free) < group or not first:
            counts = f"pool={len(officers)} cert={len(valid)} after-avoidance={len(free)} seat0={len(first)}"
            head.append(f"{t}\tUNSTAFFED\t{counts}\n")
            continue
        lead = min(first, key=place)
        groups[t] = [lead] + sorted((o for o in free if o != lead), key=place)[: group - 1]
        for seat, o in enumerate(groups[t]):
            seats[o].append((t, seat))

    def repair():
        takers = sorted(valid, key=lambda o: (load(o), fix[o], o))
        for u in sorted(valid, key=lambda o: (-load(o), fix[o], o)):
            reached, queue = {u: None}, deque([u])
            while queue:
                x = queue.popleft()
                for t, seat in seats[x]:
                    for v in takers:
                        if v in reached or not fit(v, t, seat) or v in groups[t]:
                            continue
                        reached[v] = (x, t, seat)
                        if load(v) <= load(u) - 2:
                            steps = 0
                            while v != u:
                                steps += 1
                                x, t, seat = reached[v]
                                seats[x].remove((t, seat))
                                groups[t][seat] = v
                                seats[v].append((t, seat))
                                v = x
                            repaired(steps)
                            return True
                        queue.append(v)
        return False

    while repair():
        pass
    return ("".join(head) + "".join("\t".join([t] + groups[t]) + "\n" for t in sorted(groups))).encode()


# --- certificate ----------------------------------------------------------------------------------------------------

MEMBERS = "params.txt frame.tsv reveal.txt beacon.txt result.tsv saltkey.txt confirmations.tsv reveal2.txt beacon2.txt".split()
MEMBERS += ["log/checkpoint", "log/opening.proof", "log/result.proof"]
POOL_MEMBER = re.compile(r"match/(" + NAME + r")/(args\.txt|tasks\.tsv|officers\.tsv|avoid\.tsv|result\.tsv)")
NOTE_KEY = re.compile(r"([!-*,-~]{1,200})\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})")


def demand(holds, reason):
    if not holds:
        raise Unverified(reason)


def read_zip(path, allowed):
    """{name: bytes}. Read by hand: a library reads on where this must stop."""
    data = read(path)
    if data[:2] != b"PK":
        raise Malformed(path, 0, "a certificate is a zip")
    foreign, damaged = "the zip holds bytes that belong to no member", "the directory does not agree with its members"
    demand(data[-22:-18] == b"PK\5\6" and len(data) >= 22, foreign)
    disk, first_disk, here, count, size, directory, comment = struct.unpack("<4H2IH", data[-18:])
    demand(0xFFFFFFFF not in (size, directory), "a zip of 4 GB or more: use the Java implementation")
    demand(directory + size + 22 == len(data) and not comment, foreign)
    demand((disk, first_disk, here) == (0, 0, count), damaged)
    out, at, entry = {}, 0, directory
    for _ in range(count):
        demand(data[entry : entry + 4] == b"PK\1\2" and entry + 46 <= directory + size, damaged)
        flags, method = struct.unpack("<2H", data[entry + 8 : entry + 12])
        sums = struct.unpack("<3I", data[entry + 16 : entry + 28])
        n, x, c, first_disk = struct.unpack("<4H", data[entry + 28 : entry + 36])
        (offset,) = struct.unpack("<I", data[entry + 42 : entry + 46])
        name = data[entry + 46 : entry + 46 + n]
        entry += 46 + n + x
        text = name.decode("latin-1")
        demand(allowed(text), f"a member that no certificate has: {text!r}")
        demand(text not in out, f"the member {text} occurs twice")
        demand(not c and not first_disk and not flags & ~0x808 and method in (0, 8), damaged)
        # Members lie one after the other, so that a reader who goes by the local headers sees the same ones.
        demand(offset == at, foreign)
        demand(data[at : at + 4] == b"PK\3\4", damaged)
        demand((flags, method) == struct.unpack("<2H", data[at + 6 : at + 10]), damaged)
        local, (n, x) = struct.unpack("<3I", data[at + 14 : at + 26]), struct.unpack("<2H", data[at + 26 : at + 30])
        demand(local == sums or flags & 8 and local == (0, 0, 0), damaged)
        demand(data[at + 30 : at + 30 + n] == name, damaged)
        at += 30 + n + x
        crc, packed, length = sums
        demand(at + packed <= directory, damaged)
        content = data[at : at + packed]
        if method == 8:
            inflate = zlib.decompressobj(-15)
            content = inflate.decompress(content)
            demand(inflate.eof and not inflate.unused_data, foreign)
        demand((zlib.crc32(content), len(content)) == (crc, length), damaged)
        at += packed
        if flags & 8:
            at += 4 if data[at : at + 4] == b"PK\7\x08" else 0
            demand(data[at : at + 12] == struct.pack("<3I", *sums), damaged)
            at += 12
        out[text] = content
    demand(at == directory and entry == directory + size, foreign)
    return out


def full_member(name):
    return name in MEMBERS or name == "log/witnessed.proof" or POOL_MEMBER.fullmatch(name)


def note_key(file, line, text):
    m = NOTE_KEY.fullmatch(text)
    if m:
        typed = base64.b64decode(m[3])
        kid = sha256(m[1].encode() + b"\n" + typed)[:4]
        if typed[0] in (1, 4) and kid.hex() == m[2] and base64.b64encode(typed).decode() == m[3]:
            return {"text": text, "name": m[1], "id": kid, "type": typed[0], "key": typed[1:]}
    raise Malformed(file, line, "a key must be name+id+base64 with the id that fits")


def note(file, data):
    """(origin, size, root, signed text, [(name, key id and signature)]) of a checkpoint; no signature is verified."""
    b64 = r"[A-Za-z0-9+/]+={0,2}"
    shape = r"([!-*,-~]{1,200})\n(0|[1-9][0-9]{0,17})\n([A-Za-z0-9+/]{43}=)\n\n((?:\u2014 [!-*,-~]{1,200} " + b64 + r"\n)+)"
    try:
        m = re.fullmatch(shape, data.decode("utf-8"))
    except UnicodeDecodeError:
        m = None
    if not m:
        raise Malformed(file, 0, "not a checkpoint note")

    def decoded(text):
        raw = base64.b64decode(text)
        demand(base64.b64encode(raw).decode() == text, f"{file}: not canonical base64")
        return raw

    signatures = [(line.split(" ")[1], decoded(line.split(" ")[2])) for line in m[4].splitlines()]
    return m[1], int(m[2]), decoded(m[3]), f"{m[1]}\n{m[2]}\n{m[3]}\n", signatures


def signature_time(key_, text, signature, where=""):
    """Verifies a signature of the key over a note's text; the second that a witness states, None for the log."""
    message, time = text.encode(), None
    if key_["type"] == 4:
        demand(len(signature) == 72, f"the signature of {key_['name']}{where} is wrong")
        time = struct.unpack(">q", signature[:8])[0]
        message, signature = b"cosignature/v1\ntime %d\n" % time + message, signature[8:]
    demand(ed25519(key_["key"], message, signature), f"the signature of {key_['name']}{where} is wrong")
    return time


def checkpoint(file, data, keys):
    """(origin, size, root, {key as text: time}); every signature is of one of the keys, and each key has signed."""
    origin, size, root, text, signatures = note(file, data)
    left, times = list(keys), {}
    once = "the checkpoint must be signed once by each key of log/opening.proof and by nobody else"
    for name, raw in signatures:
        who = [k for k in left if k["name"] == name and k["id"] == raw[:4]]
        demand(who, once)
        times[who[0]["text"]] = signature_time(who[0], text, raw[4:])
        left.remove(who[0])
    demand(not left, once)
    return origin, size, root, times


def proof_file(file, data):
    keys, blocks = [], []
    for line, text in lines(file, data):
        name, _, value = text.partition("=")
        if name == "key" and not blocks:
            keys.append(note_key(file, line, value))
        elif name == "entry" and (not blocks or blocks[-1][1] is not None):
            blocks.append([value, None, []])
        elif name == "index" and blocks and blocks[-1][1] is None:
            blocks[-1][1] = number(file, line, "index", value, 0, 10**12 - 1)
        elif name == "path" and blocks and blocks[-1][1] is not None:
            blocks[-1][2].append(bytes.fromhex(need(file, line, "path", HEX, value)))
        else:
            raise Malformed(file, line, "a line key=, entry=, index= or path= in this order is expected")
    if blocks and blocks[-1][1] is None:
        raise Malformed(file, 0, "a line index= follows each entry")
    return keys, blocks


def check_beacon(m, params, beacon, say):
    if beacon is None:
        demand("beacon.txt" not in m, "beacon.txt in a draw without beacon")
        say("note beacon: none (无信标): the last revealer knew the outcome before he revealed")
        return
    demand("beacon.txt" in m, "the member beacon.txt is missing")
    text = only_line("beacon.txt", m["beacon.txt"])
    if not params.v["beacon"].startswith("drand:"):
        demand(hx(sha256, m["beacon.txt"]) == beacon, "the SHA-256 of beacon.txt is not the beacon")
        say(f"ok beacon: {beacon}")
        return
    d = re.fullmatch(r"round=([1-9][0-9]{0,17}) randomness=([0-9a-f]{64}) signature=((?:[0-9a-f]{2}){1,96})", text)
    demand(d, "a drand beacon is round=<n> randomness=<hex> signature=<hex>")
    demand(d[1] == params.v["beacon"].rpartition(":")[2], "the round of beacon.txt is not the one of the opening")
    demand(d[2] == beacon == hx(sha256, bytes.fromhex(d[3])), "the randomness of beacon.txt is not the beacon")
    say(f"ok beacon: randomness of drand round {d[1]}")
    say("note beacon signature: not checked")


def confirmations(data, rows):
    """{objectId: code}."""
    file, out, last = "confirmations.tsv", {}, ""
    drawn = {r[2] for r in rows if r[4] == "DRAWN"}
    for line, text in lines(file, data, True):
        oid, code, evidence = fields(file, line, text, 3)
        need(file, line, "code", r"OK|S[1-5]", code)
        need(file, line, "evidence", HEX + ("|-" if code == "OK" else ""), evidence)
        if oid <= last or oid not in drawn:
            raise Malformed(file, line, "lines are the drawn objects, ascending, each once")
        last = oid
        out[oid] = code
    if len(out) != len(drawn):
        raise Malformed(file, 0, "every drawn object has a line")
    return out


def matchings(m, params, rows, say):
    """Steps 5 and 6; the log entries they need."""
    h, d = params.h, params.v["draw"]
    pools = sorted({POOL_MEMBER.fullmatch(n)[1] for n in m if POOL_MEMBER.fullmatch(n)})
    if "confirmations.tsv" not in m:
        later = "reveal2.txt" in m or "beacon2.txt" in m or pools
        demand(not later, "a second reveal or a matching without confirmations.tsv")
        say("note stage: taken before the confirmations (step 5)")
        return []
    tsv = m["confirmations.tsv"]
    codes = confirmations(tsv, rows)
    entries = [f"CONFIRMED|{d}|{hx(h, tsv)}"]
    say(f"ok confirmations: {len(codes)} lines")
    second, beacon2 = [], None
    if not params.second:
        demand("reveal2.txt" not in m, "reveal2.txt without a second commitment in the opening")
        say("note second reveal: the opening binds no second secret")
    elif "reveal2.txt" in m:
        second, beacon2, withheld = reveal2("reveal2.txt", m["reveal2.txt"], params)
        entries += [f"WITHHELD|{d}|{party}" for party in withheld]
        for party in withheld:
            say(f"note withheld: {party} let the second reveal pass; a second beacon stands in")
    else:
        demand(not pools, "a matching without reveal2.txt")
        say("note stage: taken before the second reveal (step 6)")
    demand(("beacon2.txt" in m) == (beacon2 is not None), "beacon2.txt is missing, or nobody withheld a second secret")
    if params.second and "reveal2.txt" not in m:
        return entries
    if beacon2 is not None:
        only_line("beacon2.txt", m["beacon2.txt"])
        demand(hx(sha256, m["beacon2.txt"]) == beacon2, "the SHA-256 of beacon2.txt is not the second beacon")
        say(f"ok second beacon: {beacon2}")
        second.append(beacon2)
    seed2 = hx(h, "|".join(["SSJ-SEED-2", params.opening, hx(h, tsv)] + second))
    say(f"ok seed2: {seed2}")
    kr = key(h, seed2, "reserve")
    by_rank = params.v.get("reserve.order") == "ticket"
    order = {}
    for s, rank, oid, _, kind in rows:
        if kind == "RESERVE":
            order.setdefault(s, []).append((rank if by_rank else hx(h, f"{kr}|{oid}"), oid))
    reserve, used = {oid for o in order.values() for _, oid in o}, set()
    for pool in pools:
        names = [f"match/{pool}/{f}" for f in ("args.txt", "tasks.tsv", "officers.tsv", "avoid.tsv", "result.tsv")]
        for n in names:
            demand(n in m, f"the member {n} is missing")
        bound = {p: params.v.get(f"pool.{pool}.{p}") for p in ("officers", "avoid", "group", "date")}
        demand(None not in bound.values(), f"the opening does not bind the pool {pool}")
        args = f"{seed2} {pool} {bound['date']} {bound['group']}\n".encode()
        demand(m[names[0]] == args, f"{names[0]} is not seed2, pool, date and group")
        demand(hx(sha256, m[names[2]]) == bound["officers"], f"{names[2]} is not the list that the opening binds")
        demand(hx(sha256, m[names[3]]) == bound["avoid"], f"{names[3]} is not the list that the opening binds")
        tasks, officers, avoid = match_files(names[1:4], *(m[n] for n in names[1:4]))
        for t in tasks:
            demand(t in reserve or codes.get(t) == "OK", f"{names[1]} holds {t}, neither confirmed nor reserve")
        used |= reserve & set(tasks)
        again = match(seed2, pool, bound["date"], int(bound["group"]), tasks, officers, avoid)
        demand(m[names[4]] == again, f"{names[4]} is not what the matching gives")
        entries.append(f"MATCH|{d}|" + "|".join([pool] + [hx(sha256, m[n]) for n in names]))
        say(f"ok match {pool}: re-dealt byte for byte")
    for o in order.values():
        ids = [oid for _, oid in sorted(o)]
        n = len(used & set(ids))
        demand(set(ids[:n]) <= used, "the substitutes are not the first ones of the reserve's order")
    return entries


def witnessed_proof(file, data):
    """[(path, note)] of log/witnessed.proof, 3.11.2."""
    blocks, path, line = [], [], 0
    for line, text in lines(file, data):
        name, _, value = text.partition("=")
        if name == "path":
            path.append(bytes.fromhex(need(file, line, "path", HEX, value)))
        elif name == "checkpoint":
            try:
                raw = base64.b64decode(value, validate=True)
            except ValueError:
                raw = b""
            if not raw or base64.b64encode(raw).decode() != value:
                raise Malformed(file, line, "checkpoint must be base64")
            blocks.append((path, raw))
            path = []
        else:
            raise Malformed(file, line, "a line path= or checkpoint= is expected here")
    if path:
        raise Malformed(file, 0, "a line checkpoint= follows each path")
    return blocks


EPOCH, LAST_SECOND = datetime(1970, 1, 1), 253402300799


def in_range(second, what):
    demand(0 <= second <= LAST_SECOND, f"{what} lies outside the years 1970 to 9999")
    return second


def utc(second):
    return (EPOCH + timedelta(seconds=second)).isoformat() + "Z"


CHAINS = {"quicknet": (1692803367, 3), "default": (1595431050, 30)}


def beacon_time(params, seen):
    """The second at which the beacon comes by its formula, or None; `seen` is beacon.txt without its LF, or None."""
    m = re.fullmatch(r"drand:([a-z0-9-]{1,32}):([1-9][0-9]{0,11})", params.v["beacon"])
    if m:
        genesis, period = CHAINS.get(m[1], (0, 0))
        return genesis + (int(m[2]) - 1) * period if period else None
    m = re.fullmatch(r"lottery:(ssq|fc3d):[0-9]{8}", params.v["beacon"])
    d = m and seen and re.fullmatch(rf"lottery={m[1]} issue=([0-9]{{4}})([0-9]{{2}})([0-9]{{2}}) .*", seen)
    if not d:
        return None
    date("beacon.txt", 1, "the day of an issue", "-".join(d.groups()))
    if d[1] == "0000":
        return -1
    # 21:15 in China.
    return int((datetime(*map(int, d.groups()), 13, 15) - EPOCH).total_seconds())


def check_witnessed(params, m, log, seen, say):
    """Who saw the OPENING, and that the beacon came later, 3.4.1."""
    file, named = "log/witnessed.proof", list(params.witnesses.values())
    if not named:
        demand(file not in m, "log/witnessed.proof without a witness in the opening")
        say("note witnessed: none (无外部见证): the opening names no witness: that it was logged before the beacon is the platform's word")
        return
    demand(file in m, f"the member {file} is missing")
    entry, index, _ = log["opening"]
    last, first = index, {}
    for path, data in witnessed_proof(file, m[file]):
        origin, size, root, text, signatures = note(file, data)
        demand(size > last, f"the checkpoints of {file} must ascend by size and hold OPENING")
        demand(size <= log["result"], f"a checkpoint of {file} holds RESULT: OPENING was seen too late")
        demand(origin == log["keys"][0]["name"], f"a checkpoint of {file} is of another log")
        demand(included(sha256, entry.encode(), index, size, path, root), f"the proof of OPENING in a checkpoint of {file} fails")
        last, left = size, log["keys"][:1] + [k for k in named if k["text"] not in first]
        for name, raw in signatures:
            who = [k for k in left if k["name"] == name and k["id"] == raw[:4]]
            demand(who, f"a checkpoint of {file} is signed by somebody whom the opening does not name, or twice")
            time = signature_time(who[0], text, raw[4:], f" in {file}")
            left.remove(who[0])
            if time is not None:
                first[who[0]["text"]] = in_range(time, f"a time in {file}")
        demand(log["keys"][0] not in left and len(signatures) > 1, f"a checkpoint of {file} needs the log's signature and a witness's")
    most, minutes = len(named) // 2 + 1, int(params.v["witnessed"])
    keys = params.witnesses
    for time, who in sorted((time, f"{keys[text]['name']}+{keys[text]['id'].hex()}") for text, time in first.items()):
        say(f"ok witness: {who} saw OPENING at {utc(time)}")
    demand(len(first) >= most, f"{len(first)} of {len(named)} witnesses saw OPENING, more than half are needed")
    if not minutes:
        say("note witnessed: the opening demands 0 minutes, as in a trial whose clock can be moved")
    since, at = sorted(first.values())[most - 1], beacon_time(params, seen)
    told = f"{len(first)} of {len(named)}, more than half by {utc(since)}"
    if at is not None:
        in_range(at, "the beacon's time")
        demand(since + 60 * minutes <= at, f"witnesses saw OPENING at {utc(since)}, not {minutes} minutes before the beacon at {utc(at)}")
        say(f"ok witnessed: {told}, {(at - since) // 60} minutes before the beacon at {utc(at)}, {minutes} demanded")
        return
    gaps = sorted((in_range(log["times"][text], "a time in log/checkpoint") - time for text, time in first.items() if text in log["times"]), reverse=True)
    if len(gaps) < most:
        say(f"note witnessed: {told}; too few of them have seen RESULT to tell how long before, {minutes} minutes demanded")
        return
    gap = gaps[most - 1]
    demand(gap >= 60 * minutes, f"by the witnesses' clocks RESULT came less than {minutes} minutes after OPENING")
    say(f"ok witnessed: {told}, {gap // 60} minutes before they saw RESULT, {minutes} demanded")


def signed_log(m, pinned, say):
    """(entries of log/result.proof, checks that all are these and stand in the log and gives what check_witnessed needs)."""
    keys, opening = proof_file("log/opening.proof", m["log/opening.proof"])
    more, later = proof_file("log/result.proof", m["log/result.proof"])
    demand(keys and not more and len(opening) == 1, "log/*.proof: keys and one entry first, then entries only")
    size, root, times = note_of("log/checkpoint", m["log/checkpoint"], keys, pinned, say)

    def prove(expected):
        found, last = opening + later, -1
        demand(len(found) == len(expected), "log/result.proof proves another number of entries")
        for (entry, index, path_), want in zip(found, expected):
            kind = want.split("|")[0]
            demand(entry == "SSJ-LOG-1|" + want, f"the log's entry {kind} says something else")
            demand(included(sha256, entry.encode(), index, size, path_, root), f"the proof of the log's entry {kind} fails")
            demand(index > last, f"the log's entry {kind} comes too early")
            # Departments match, and outsiders re-run, when they are ready: their order among themselves says nothing.
            last = last if kind in ("MATCH", "VERDICT") else index
            say(f"ok log {kind}: entry {index}")
        return {"keys": keys, "opening": opening[0], "result": later[0][1], "times": times}

    return later, prove


def note_of(file, data, keys, pinned, say):
    """(size, root, times) of a checkpoint that the keys have signed, the log's first."""
    demand(keys and [k["type"] for k in keys] == [1] + [4] * (len(keys) - 1), "the first key is the log's, the rest witnesses'")
    demand(pinned in (None, keys[0]["text"]), "the log's key is not the pinned one")
    origin, size, root, times = checkpoint(file, data, keys)
    demand(origin == keys[0]["name"], "the checkpoint is of another log than its key")
    say(f"ok checkpoint: size {size}, cosigned by {len(keys) - 1} witnesses")
    fingerprint = f"{keys[0]['name']}+{keys[0]['id'].hex()}"
    say(f"ok log key: {fingerprint} is the pinned one" if pinned else f"note log key: {fingerprint} is not pinned")
    return size, root, times


def verify(path, pinned, say):
    m = read_zip(path, lambda name: name in PUBLIC_MEMBERS or full_member(name))
    public = "summary.txt" in m
    for name in m:
        demand(name in PUBLIC_MEMBERS if public else full_member(name), f"a member that no such certificate has: {name}")
    for name in PUBLIC_NEEDED if public else ("params.txt", "frame.tsv", "reveal.txt", "result.tsv", *MEMBERS[-3:]):
        demand(name in m, f"the member {name} is missing")
    say(f"ok members: {len(m)}")
    (verify_public if public else verify_full)(Params("params.txt", m["params.txt"]), m, pinned, say)


def verify_full(params, m, pinned, say):
    h, d = params.h, params.v["draw"]
    rows, tsv, _, shortfall, seed, beacon, frame = draw(params, "frame.tsv", m["frame.tsv"], "reveal.txt", m["reveal.txt"])
    say(f"ok opening: {params.opening}")
    say(f"ok seed: {seed}")
    check_beacon(m, params, beacon, say)
    sealed = params.v.get("mode") == "sealed"
    demand(("saltkey.txt" in m) == (sealed or "frame.salted" in params.v), "saltkey.txt is missing or foreign")
    payload, salt_key = hx(h, tsv), None
    if "saltkey.txt" in m:
        salt_key = need("saltkey.txt", 1, "the salt key", HEX, only_line("saltkey.txt", m["saltkey.txt"]))

        def salted(pairs):
            return merkle(h, [f"{salt_of(h, salt_key, i)}|{t}".encode() for i, t in pairs]).hex()

        if "frame.salted" in params.v:
            root = salted((r[0], r[4]) for r in frame)
            demand(root == params.v["frame.salted"], "the salted root of the frame is not frame.salted")
        if sealed:
            payload = salted((r[2], "\t".join(map(str, r))) for r in rows)
    public = hx(h, public_summary(params, frame, rows, shortfall, hx(h, tsv), salt_key, payload if sealed else None))
    to_sign = f"note to sign: an outsider who re-ran {d} signs result {hx(h, tsv)} and public {public}"
    if m["result.tsv"] != tsv:
        say(to_sign)  # who found another result than the agency signs that, too
        raise Unverified("result.tsv is not what the draw gives")
    say(f"ok result: {len(rows)} rows, re-drawn byte for byte; shortfall {shortfall}")
    if "xaudit" in params.v:
        sample, counts = audit_sample(params, frame, seed)
        some, all_ = (sum(n[i] for n in counts.values()) for i in (0, 1))
        say(f"ok xaudit: {some} of {all_} excluded, {hx(h, sample)}")
    _, prove = signed_log(m, pinned, say)
    log = prove([f"OPENING|{d}|{params.opening}", f"RESULT|{d}|{payload}"] + matchings(m, params, rows, say))
    check_witnessed(params, m, log, only_line("beacon.txt", m["beacon.txt"]) if "beacon.txt" in m else None, say)
    say(to_sign)


def salt_of(h, salt_key, name):
    return hx(h, f"SSJ-SALT-1|{salt_key}|{name}")[:32]


def names_digest(h, salt, tsv):
    """What summary.txt says of drawn.tsv, 3.11.4."""
    return hx(h, (salt.encode() + b"|" if salt else b"") + tsv)


def public_summary(params, frame, rows, shortfall, result, salt_key, root):
    """The summary.txt that may be published of this draw, 3.11.4."""
    drawn = sorted(r[2] for r in rows if r[4] == "DRAWN")
    salt = salt_of(params.h, salt_key, "drawn.tsv") if salt_key else None
    v = {"rows": len(frame), "drawn": len(drawn), "shortfall": shortfall, "result": result, "spec": PUBLIC_SPEC, "eligible": 0}
    v["names"] = names_digest(params.h, salt, "".join(i + "\n" for i in drawn).encode())
    for row in frame:
        code = "eligible" if row[2] else "excluded." + row[4].split("\t")[2]
        v[code] = v.get(code, 0) + 1
    if root:
        v["result.root"] = root
    return "".join(f"{k}={v[k]}\n" for k in sorted(v)).encode()


# --- public certificate and door proof ------------------------------------------------------------------------------

PUBLIC_NEEDED = ["params.txt", "summary.txt", "verdicts.txt", *MEMBERS[-3:]]
PUBLIC_MEMBERS = [*PUBLIC_NEEDED, "drawn.tsv", "drawn.salt", "log/witnessed.proof"]
PUBLIC_SPEC = "SSJ-PUBLIC-2"


def summary_of(file, data, params):
    """({key: number or digest}, sum of the exclusions)."""
    keys = Keys(file, data)

    def spec(file, line, _, text):
        if text != PUBLIC_SPEC:
            raise Malformed(file, line, f"spec must be {PUBLIC_SPEC}")

    def whole(file, line, key, text):
        return number(file, line, key, text, 0, 10**12)

    def excluded(file, line, code, text):
        need(file, line, "a code", "X[0-9][0-9]", code)
        return number(file, line, "excluded", text, 1, 10**12)

    found = {key: keys.take(key, whole) for key in ("drawn", "eligible", "rows", "shortfall")}
    codes = keys.family("excluded.", excluded)
    found["names"] = keys.take("names", need, HEX)
    found["result"] = keys.take("result", need, HEX)
    if params.v.get("mode") == "sealed":
        found["result.root"] = keys.take("result.root", need, HEX)
    keys.take("spec", spec)
    keys.finish()
    return found, sum(map(int, codes.values()))


def verdicts_of(file, data, params):
    """[(who, result, public, key)], signatures checked."""
    out, last = [], ("", "")
    for line, text in lines(file, data, True):
        who, result, public, tool, time, key_, signature = fields(file, line, text, 7)
        need(file, line, "who", PARTY, who)
        need(file, line, "a result", HEX, result)
        need(file, line, "a public", HEX, public)
        need(file, line, "an implementation", r"[A-Za-z0-9._+-]{1,48}/[A-Za-z0-9._+-]{1,16}", tool)
        need(file, line, "a time", r".{10}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z", time)
        date(file, line, "the day of a time", time[:10])
        need(file, line, "a key", HEX, key_)
        need(file, line, "a signature", r"[0-9a-f]{128}", signature)
        if (who, tool) <= last:
            raise Malformed(file, line, "lines must ascend by who and implementation, each once")
        last = who, tool
        signed = "|".join(["SSJ-VERDICT-2", params.v["draw"], who, result, public, tool, time]).encode()
        right = ed25519(bytes.fromhex(key_), signed, bytes.fromhex(signature))
        demand(right, f"the signature of the verdict of {who} is wrong")
        out.append((who, result, public, key_))
    return out


def verify_public(params, m, pinned, say):
    d, sealed = params.v["draw"], params.v.get("mode") == "sealed"
    say(f"ok opening: {params.opening}")
    s, excluded = summary_of("summary.txt", m["summary.txt"], params)
    demand(s["rows"] == int(params.v["frame.count"]), "rows is not frame.count")
    demand(s["eligible"] + excluded == s["rows"], "eligible and excluded do not add up to rows")
    demand(s["drawn"] <= s["eligible"], "more were drawn than were eligible")
    base = s["rows"] if params.v["base"] == "all" else s["eligible"]
    missing = -(-base * int(params.v["floor"]) // 10000) - s["drawn"]
    demand(s["shortfall"] == max(0, missing), "shortfall is not what the floor leaves open")
    demand(not s["shortfall"] or s["drawn"] == s["eligible"], "a shortfall while eligible objects are left")
    say(f"ok summary: {s['rows']} rows, {excluded} excluded, {s['drawn']} drawn, shortfall {s['shortfall']}")
    unsealed = "drawn.tsv" in m
    if unsealed:
        names = list(lines("drawn.tsv", m["drawn.tsv"], True))
        for line, oid in names:
            need("drawn.tsv", line, "objectId", OBJECT, oid)
            if line > 1 and oid <= names[line - 2][1]:
                raise Malformed("drawn.tsv", line, "lines must ascend, each once")
        demand(len(names) == s["drawn"], "drawn.tsv does not hold as many names as were drawn")
        demand(("drawn.salt" in m) == (sealed or "frame.salted" in params.v), "drawn.salt is missing or foreign")
        salt = None
        if "drawn.salt" in m:
            salt = need("drawn.salt", 1, "the salt", "[0-9a-f]{32}", only_line("drawn.salt", m["drawn.salt"]))
        right = names_digest(params.h, salt, m["drawn.tsv"]) == s["names"]
        demand(right, "drawn.tsv holds other names than those of summary.txt")
        say(f"ok names: {len(names)}, ascending, those of summary.txt")
    else:
        demand(sealed, "the member drawn.tsv is missing")
        demand("drawn.salt" not in m, "drawn.salt without drawn.tsv")
        say("note names: sealed until the visits are over")
    verdicts = verdicts_of("verdicts.txt", m["verdicts.txt"], params)
    people = {who for who, *_ in verdicts}
    enough = min(len(people), len({key_ for *_, key_ in verdicts})) >= 3
    demand(enough, "fewer than three outsiders re-ran the draw")
    for who, result, public, _ in verdicts:
        demand(result == s["result"], f"{who} found another result")
        demand(public == hx(params.h, m["summary.txt"]), f"{who} signed other counts or names than summary.txt")
    say(f"ok verdicts: {len(verdicts)} by {len(people)} outsiders, signatures right, all found this result, these counts and names")
    for who, *_, key_ in verdicts:
        say(f"note verdict key: {who} {key_} is not pinned")
    later, prove = signed_log(m, pinned, say)
    indexes = [index for _, index, _ in later]
    demand(len(set(indexes)) == len(indexes), "log/result.proof proves an entry twice")
    expected = [f"OPENING|{d}|{params.opening}", f"RESULT|{d}|{s['result.root'] if sealed else s['result']}"]
    expected += [f"VERDICT|{d}|{who}|{result}|{public}" for who, result, public, _ in verdicts]
    log = prove(expected + ([f"UNSEAL|{d}|{s['result']}"] if sealed and unsealed else []))
    check_witnessed(params, m, log, None, say)
    say("note public: frame, tickets and officers are not in it: that they are right rests on the verdicts")


class Door:
    """A door proof, 3.7, read but not yet checked."""

    def __init__(self, file, data):
        self.file, self.rest, self.line, self.ahead = file, lines(file, data), 0, False
        spec = self.take("spec")
        if spec not in ("SSJ-DOOR-1", "SSJ-ROW-1"):
            self.refuse("spec must be SSJ-DOOR-1 or SSJ-ROW-1")
        self.of_frame = spec == "SSJ-ROW-1"
        self.profile = self.take("hash")
        if self.profile not in PROFILES:
            self.refuse("hash must be sha256 or sm3")
        self.draw = self.take("draw", DRAW)
        self.row = self.take("line").split(" ")
        self.frame_row() if self.of_frame else self.result_line()
        self.salt = self.take("salt")
        if not re.fullmatch("[0-9a-f]{32}", self.salt):
            self.refuse("salt must be 32 lower-case hex digits")
        self.index, self.size = self.number("index", 0, 10**12 - 1), self.number("size", 1, 10**12)
        self.path, self.root, self.keys = self.hashes("path"), self.take("root", HEX), []
        self.ticket = self.take("ticket", HEX) if self.of_frame else None
        self.logged = self.peek() is not None
        if self.of_frame and self.logged:
            raise Malformed(file, self.line + 1, "nothing may follow the line ticket=")
        if self.logged:
            while self.next_is("key"):
                self.keys.append(note_key(file, self.line + 1, self.take("key")))
            self.log_index, self.log_path = self.number("log.index", 0, 10**12 - 1), self.hashes("log.path")
            spelled = self.take("checkpoint")
            try:
                self.note = base64.b64decode(spelled, validate=True)
            except ValueError:
                self.note = b""
            if not self.note or base64.b64encode(self.note).decode() != spelled:
                self.refuse("checkpoint must be base64")
            if self.peek():
                raise Malformed(file, self.line + 1, "nothing may follow the line checkpoint=")

    def result_line(self):
        if len(self.row) != 5:
            self.refuse("line holds the 5 fields of a line of result.tsv, separated by one blank")
        stratum, rank, self.oid, ticket, self.kind = self.row
        need(self.file, self.line, "stratum", STRATUM, stratum)
        number(self.file, self.line, "rank", rank, 1, 10**12)
        need(self.file, self.line, "objectId", OBJECT, self.oid)
        need(self.file, self.line, "ticket", HEX, ticket)
        if self.kind not in ("DRAWN", "RESERVE"):
            self.refuse("the last field must be DRAWN or RESERVE")

    def frame_row(self):
        if len(self.row) != 4:
            self.refuse("line holds the 4 fields of a row of frame.tsv, separated by one blank")
        self.oid, stratum, status, weight = self.row
        need(self.file, self.line, "objectId", OBJECT, self.oid)
        need(self.file, self.line, "stratum", STRATUM, stratum)
        if not re.fullmatch("E|X[0-9][0-9]", status):
            self.refuse("status must be E or X and two digits")
        number(self.file, self.line, "weight", weight, 1, 99)

    def peek(self):
        """The next line; it is read only when what stands before it has been looked at."""
        if self.ahead is False:
            self.ahead = next(self.rest, None)
        return self.ahead

    def next_is(self, key):
        return self.peek() is not None and self.ahead[1].startswith(key + "=")

    def refuse(self, rule):
        raise Malformed(self.file, self.line, rule)

    def take(self, key, pattern=None):
        if self.peek() is None:
            raise Malformed(self.file, 0, f"the line {key}= is missing")
        if not self.next_is(key):
            raise Malformed(self.file, self.ahead[0], f"a line {key}= is expected here")
        self.line, value = self.ahead[0], self.ahead[1][len(key) + 1 :]
        self.ahead = False
        return need(self.file, self.line, key, pattern, value) if pattern else value

    def number(self, key, least, most):
        value = self.take(key)
        return number(self.file, self.line, key, value, least, most)

    def hashes(self, key):
        found = []
        while self.next_is(key):
            found.append(bytes.fromhex(self.take(key, HEX)))
        return found


def own_row(proof, params, pinned, say):
    """3.7.2, after the path has been walked."""
    say(f"ok row: {proof.oid} stands in the frame of {proof.draw} as {' '.join(proof.row)}")
    demand(pinned is None, "the proof names no log, so the pinned key has nothing to sign")
    if params:
        demand(params.v["draw"] == proof.draw and params.v["hash"] == proof.profile, "params.txt is of another draw")
        demand(params.v.get("frame.salted") == proof.root, "the root is not frame.salted of params.txt")
        demand(int(params.v["frame.count"]) == proof.size, "size is not frame.count of params.txt")
        say(f"ok opening: {params.opening}")
    else:
        say(f"note opening: compare the root {proof.root} with frame.salted in params.txt")
    say(f"note ticket: {proof.ticket} is told, not proved: the parties' certificate proves it")


def door(file, data, pinned, say, params=None):
    proof = Door(file, data)
    leaf = f"{proof.salt}|" + "\t".join(proof.row)
    h, root = PROFILES[proof.profile], bytes.fromhex(proof.root)
    inside = included(h, leaf.encode(), proof.index, proof.size, proof.path, root)
    demand(inside, f"the line does not stand in the {'frame' if proof.of_frame else 'result'} with this root")
    if proof.of_frame:
        return own_row(proof, params, pinned, say)
    demand(params is None, "params.txt is compared with own-row proofs only")
    say(f"ok line: {proof.oid} is {proof.kind} at rank {proof.row[1]} of {proof.draw}")
    if proof.logged:
        size, top, _ = note_of("checkpoint", proof.note, proof.keys, pinned, say)
        entry = f"SSJ-LOG-1|RESULT|{proof.draw}|{proof.root}".encode()
        demand(included(sha256, entry, proof.log_index, size, proof.log_path, top), "the proof of the log's entry RESULT fails")
        say(f"ok log RESULT: entry {proof.log_index}")
    else:
        demand(pinned is None, "the proof names no log, so the pinned key has nothing to sign")
        say(f"note log: not in this proof: compare the root {proof.root} with the entry RESULT of the public log")
    if proof.kind == "RESERVE":
        say("note reserve: a reserve object is visited only when the log holds a substitution")


# --- command line ---------------------------------------------------------------------------------------------------


def read(path):
    try:
        with open(path, "rb") as f:
            return f.read()
    except OSError:
        raise Malformed(path, 0, "the file cannot be read") from None


def write(data):
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def main(argv):
    try:
        if len(argv) == 4 and argv[0] == "draw":
            params = Params(argv[1], read(argv[1]))
            _, tsv, info, shortfall, *_ = draw(params, argv[2], read(argv[2]), argv[3], read(argv[3]))
            write(tsv)
            print(info + (f"\nshortfall {shortfall}" if shortfall else ""), file=sys.stderr)
            return 0
        if len(argv) == 4 and argv[0] == "xaudit":
            params = Params(argv[1], read(argv[1]))
            if "xaudit" not in params.v:
                raise Malformed(argv[1], 0, "the key xaudit is missing")
            seed, _ = reveal(argv[3], read(argv[3]), params)
            tsv, counts = audit_sample(params, frame_rows(argv[2], read(argv[2]), params), seed)
            write(tsv)
            told = "".join(f" {code}:{some}/{all_}" for code, (some, all_) in counts.items())
            print(f"seed {seed} opening {params.opening} sample{told}", file=sys.stderr)
            return 0
        if len(argv) == 8 and argv[0] == "match":
            need("args", 0, "SEED", HEX, argv[1])
            need("args", 0, "POOL", NAME, argv[2])
            day, group = date("args", 0, "DATE", argv[3]), number("args", 0, "GROUP", argv[4], 2, 99)
            files = match_files(argv[5:8], *map(read, argv[5:8]))
            write(match(argv[1], argv[2], day, group, *files))
            return 0
        compared = len(argv) == 4 and argv[0] == "door" and argv[2] == "--params"
        if argv[:1] in (["verify"], ["door"]) and (len(argv) == 2 or compared or len(argv) == 4 and argv[2] == "--log-key"):
            pinned = None
            params = Params(argv[3], read(argv[3])) if compared else None
            if len(argv) == 4 and not compared:
                text = list(lines(argv[3], read(argv[3])))
                pinned = note_key(argv[3], 1, text[0][1] if len(text) == 1 else "")["text"]
            data, report = read(argv[1]), []
            if argv[0] == "verify" and data[:2] != b"PK":
                raise Malformed(argv[1], 0, "a certificate is a zip")
            try:
                if argv[0] == "verify":
                    verify(argv[1], pinned, report.append)
                else:
                    door(argv[1], data, pinned, report.append, params)
                report.append("VERIFIED")
            except Unverified as e:
                report.append(f"NOT VERIFIED: {e}")
            except Malformed as e:
                if argv[0] == "door":
                    raise
                report.append(f"NOT VERIFIED: {e}")
            except Exception as e:  # a damaged zip fails in many ways, and none of them may end as anything but this
                report.append(f"NOT VERIFIED: the zip is damaged: {type(e).__name__}")
            write("".join(line + "\n" for line in report).encode())
            return 0 if report[-1] == "VERIFIED" else 1
        print("usage: draw PARAMS FRAME REVEAL | xaudit PARAMS FRAME REVEAL | match SEED POOL DATE GROUP TASKS OFFICERS AVOID", end="", file=sys.stderr)
        print(" | verify CERTIFICATE [--log-key FILE] | door FILE [--log-key FILE | --params FILE]", file=sys.stderr)
    except Malformed as e:
        print(e, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
