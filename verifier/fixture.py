"""Certificates for the tests, whole draws with a log of their own, made with the primitives of verify.py.

python3 verifier/fixture.py DIR   writes full.zip, witnessed.zip, unwitnessed-late.zip, sixes.zip, sealed.zip, withheld.zip, public.zip, public-sealed.zip, door.txt,
door-short.txt, own-row.txt and log.key for tests in other languages.
"""
import base64
import hashlib
import io
import struct
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import verify  # noqa: E402

SALT_KEY = "5a" * 32


def public_key(seed):
    a = int.from_bytes(hashlib.sha512(seed).digest()[:32], "little") & (1 << 254) - 8 | 1 << 254
    return a, compressed(verify._mul(a, verify.BASE))


def compressed(point):
    z = pow(point[2], verify.P - 2, verify.P)
    x, y = point[0] * z % verify.P, point[1] * z % verify.P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def sign(seed, message):
    """RFC 8032 5.1.6; for tests only."""
    a, key = public_key(seed)
    r = int.from_bytes(hashlib.sha512(hashlib.sha512(seed).digest()[32:] + message).digest(), "little") % verify.L
    point = compressed(verify._mul(r, verify.BASE))
    k = int.from_bytes(hashlib.sha512(point + key + message).digest(), "little") % verify.L
    return point + ((r + k * a) % verify.L).to_bytes(32, "little")


class Signer:
    def __init__(self, name, kind):
        self.name, self.kind, self.seed = name, kind, verify.sha256(name.encode())
        typed = bytes([kind]) + public_key(self.seed)[1]
        self.id = verify.sha256(name.encode() + b"\n" + typed)[:4]
        self.text = f"{name}+{self.id.hex()}+{base64.b64encode(typed).decode()}"

    def line(self, text, when=1_780_000_000):
        time = struct.pack(">q", when) if self.kind == 4 else b""
        message = (b"cosignature/v1\ntime %d\n" % when if time else b"") + text.encode()
        raw = self.id + time + sign(self.seed, message)
        return f"\u2014 {self.name} {base64.b64encode(raw).decode()}\n"


LOG, WITNESS = Signer("log.example", 1), Signer("witness.example", 4)
NAMED = [Signer(f"w{n}.example", 4) for n in range(3)]
SEEN = 1_780_000_000
# Two of three saw the opening alone, the third when the first secrets were out; they saw the end 20 minutes later and more.
SIGHTINGS = {1: {NAMED[0]: SEEN, NAMED[2]: SEEN + 30}, 3: {NAMED[1]: SEEN + 90}}
LATER = {NAMED[0]: SEEN + 1200, NAMED[1]: SEEN + 1300, NAMED[2]: SEEN + 1400}


def path_of(h, leaves, index):
    """RFC 6962 2.1.1."""
    if len(leaves) == 1:
        return []
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if index < k:
        return path_of(h, leaves[:k], index) + [verify.merkle(h, leaves[k:])]
    return path_of(h, leaves[k:], index - k) + [verify.merkle(h, leaves[:k])]


def key_values(values):
    return "".join(f"{k}={values[k]}\n" for k in sorted(values)).encode()


class Fixture:
    """A draw of 60 objects up to its matching, as dictionaries of members, door proofs and own-row proofs.

    With `minutes` its opening names the witnesses `named`; `sightings` is {size: {signer: time}} of the checkpoints in
    which they saw it, `later` {signer: time} of the last one, `source` the beacon's identity, `seen` what beacon.txt says.
    """

    def __init__(self, profile="sha256", mode="open", withheld=(), beacon=True, dissent=None, outsiders=3, xaudit=True, keys=3, minutes=None, sightings=None, later=None, named=NAMED, source="live:hall", seen=None):
        self.h, self.draw, self.log = verify.PROFILES[profile], "T-2026-9", []
        self.frame = "".join(f"91{n:04d}\t{'ABC'[n % 3]}\t{('X01' if n % 2 else 'X02') if n % 7 == 3 else 'E'}\t1\n" for n in range(60)).encode()
        self.beacon, value = (seen or "6 5 4 3 2 1, thrown at 10:00").encode() + b"\n", None
        if source.startswith("drand:"):
            value = verify.hx(verify.sha256, b"\xb7" * 96)
            self.beacon = f"round={source.rpartition(':')[2]} randomness={value} signature={'b7' * 96}\n".encode()
        self.minutes, self.sightings, self.later = minutes, SIGHTINGS if sightings is None else sightings, LATER if later is None else later
        officers, avoid = b"O1\t2027-01-01\tSE\nO2\t2027-01-01\t-\nO3\t2027-01-01\t-\n", b""
        first = {p: self.hash("first " + p) for p in ("lead", "notary")}
        second = {p: self.hash("second " + p) for p in ("lead", "notary")}
        rows = [x.split(b"\t") for x in self.frame.splitlines()]
        v = {"spec": "SSJ-DRAW-1", "hash": profile, "draw": self.draw, "base": "all", "floor": 3000, "reserve": 5000}
        v.update({"ratio.A": 1000, "ratio.B": 2000, "ratio.C": 3000, "mode": mode, "audience": "parties"})
        v.update({"xaudit": 1500} if xaudit else {})
        v.update({f"witness.{w.id.hex()}": w.text for w in named} | {"witnessed": minutes} if minutes is not None else {})
        v.update({"beacon": source if beacon else "none", "frame.count": len(rows), "frame.digest": self.hash(self.frame)})
        v["frame.root"] = verify.merkle(self.h, self.frame.splitlines()).hex()
        v["frame.salted"] = verify.merkle(self.h, [self.salted(r[0].decode(), b"\t".join(r)) for r in rows]).hex()
        v.update({"pool.P.officers": verify.hx(verify.sha256, officers), "pool.P.avoid": verify.hx(verify.sha256, avoid)})
        v.update({"pool.P.group": 2, "pool.P.date": "2026-09-30"})
        for party in first:
            v[f"commit.{party}"] = self.hash(f"SSJ-COMMIT-1|{self.draw}|{party}|{first[party]}")
            v[f"second.{party}"] = self.hash(f"SSJ-COMMIT-2|{self.draw}|{party}|{second[party]}")
        reveal = {f"secret.{p}": s for p, s in first.items()}
        if beacon:
            reveal["beacon"] = value or verify.hx(verify.sha256, self.beacon)
        m = self.members = {"params.txt": key_values(v), "frame.tsv": self.frame, "reveal.txt": key_values(reveal)}
        if beacon:
            m["beacon.txt"] = self.beacon
        self.params = verify.Params("params.txt", m["params.txt"])
        rows, tsv, _, _, self.seed, *_ = verify.draw(self.params, "frame.tsv", self.frame, "reveal.txt", m["reveal.txt"])
        self.rows, m["result.tsv"], m["saltkey.txt"] = rows, tsv, (SALT_KEY + "\n").encode()
        self.leaves = [self.salted(r[2], "\t".join(map(str, r)).encode()) for r in rows]
        self.result, self.root = self.hash(tsv), verify.merkle(self.h, self.leaves).hex()
        self.enter("OPENING", self.params.opening)
        for party, secret in first.items():
            self.enter("REVEAL", f"{party}|{secret}")
        full = [self.enter("RESULT", self.root if mode == "sealed" else self.result)]
        self.result_index = full[0]
        drawn = sorted(r[2] for r in rows if r[4] == "DRAWN")
        self.publish(drawn, mode)
        verdicts, shown = self.verdicts(outsiders, dissent, keys)
        m["confirmations.tsv"] = "".join(
            f"{i}\t{'S2' if n == 1 else 'OK'}\t{'ee' * 32 if n == 1 else '-'}\n" for n, i in enumerate(drawn)
        ).encode()
        full.append(self.enter("CONFIRMED", self.hash(m["confirmations.tsv"])))
        beacon2 = b"1 2 3, thrown after the deadline\n"
        reveal2 = {f"second.{p}": s for p, s in second.items() if p not in withheld}
        parts = ["SSJ-SEED-2", self.params.opening, self.hash(m["confirmations.tsv"])]
        parts += ["-" if p in withheld else second[p] for p in sorted(second)]
        if withheld:
            reveal2["beacon"], m["beacon2.txt"] = verify.hx(verify.sha256, beacon2), beacon2
            parts.append(reveal2["beacon"])
        m["reveal2.txt"] = key_values(reveal2)
        full += [self.enter("WITHHELD", p) for p in sorted(withheld)]
        seed2 = self.hash("|".join(parts))
        tasks = "".join(f"{i}\t{'SE' if n == 0 else '-'}\n" for n, i in enumerate(drawn) if n != 1).encode()
        files = verify.match_files(["t", "o", "a"], tasks, officers, avoid)
        match = {"args.txt": f"{seed2} P 2026-09-30 2\n".encode(), "tasks.tsv": tasks, "officers.tsv": officers, "avoid.tsv": avoid}
        match["result.tsv"] = verify.match(seed2, "P", "2026-09-30", 2, *files)
        m.update({f"match/P/{n}": d for n, d in match.items()})
        full.append(self.enter("MATCH", "|".join(["P"] + [verify.hx(verify.sha256, d) for d in match.values()])))
        if mode == "sealed":
            unseal = self.enter("UNSEAL", self.result)
        self.checkpoint()
        m.update(self.log_members(full))
        # The public certificate of the same draw, and of a sealed one the two stages before and after it is opened.
        shared = {"params.txt": m["params.txt"], "summary.txt": self.summary, "verdicts.txt": shown}
        names = {"drawn.tsv": self.names, "drawn.salt": self.names_salt}
        if mode == "sealed":
            self.public_sealed = {**shared, **self.log_members([full[0], *verdicts])}
            self.public = {**shared, **names, **self.log_members([full[0], *verdicts, unseal])}
        else:
            self.public = {**shared, **names, **self.log_members([full[0], *verdicts])}

    def publish(self, drawn, mode):
        """What outsiders sign beside the result: the summary, which binds the names."""
        codes = [x.split(b"\t")[2].decode() for x in self.frame.splitlines()]
        k, _, shortfall = verify.quotas(self.params, verify.frame_rows("f", self.frame, self.params))
        summary = {"spec": "SSJ-PUBLIC-2", "rows": len(codes), "eligible": codes.count("E"), "result": self.result}
        summary.update({f"excluded.{code}": codes.count(code) for code in set(codes) - {"E"}})
        summary.update({"drawn": sum(k.values()), "shortfall": shortfall})
        if mode == "sealed":
            summary["result.root"] = self.root
        salt = self.hash(f"SSJ-SALT-1|{SALT_KEY}|drawn.tsv")[:32]
        self.names, self.names_salt = "".join(i + "\n" for i in drawn).encode(), f"{salt}\n".encode()
        summary["names"] = self.hash(salt.encode() + b"|" + self.names)
        self.summary = key_values(summary)

    def hash(self, data):
        return verify.hx(self.h, data)

    def salted(self, oid, line):
        return self.hash(f"SSJ-SALT-1|{SALT_KEY}|{oid}")[:32].encode() + b"|" + line

    def enter(self, kind, payload):
        self.log.append(f"SSJ-LOG-1|{kind}|{self.draw}|{payload}")
        return len(self.log) - 1

    def verdicts(self, count, dissent, keys):
        entries, lines = [], ""
        for n, who in enumerate(sorted(f"outsider-{i}" for i in range(count))):
            found = "0" * 64 if dissent == "result" and n == 0 else self.result
            public = "0" * 64 if dissent == "public" and n == 0 else self.hash(self.summary)
            tool, time, seed = "verify.py/1", f"2026-09-01T0{n}:00:00Z", verify.sha256(f"outsider-{min(n, keys - 1)}".encode())
            text = "|".join(["SSJ-VERDICT-2", self.draw, who, found, public, tool, time])
            fields = who, found, public, tool, time, public_key(seed)[1].hex(), sign(seed, text.encode()).hex()
            lines += "\t".join(fields) + "\n"
            entries.append(self.enter("VERDICT", f"{who}|{found}|{public}"))
        return entries, lines.encode()

    def checkpoint(self):
        leaves = [x.encode() for x in self.log]
        root = base64.b64encode(verify.merkle(verify.sha256, leaves)).decode()
        text = f"{LOG.name}\n{len(leaves)}\n{root}\n"
        self.signers = {WITNESS: 1_780_000_000} | (self.later if self.minutes is not None else {})
        self.note = (text + "\n" + LOG.line(text) + "".join(w.line(text, at) for w, at in self.signers.items())).encode()

    def witnessed(self, sightings, log=LOG):
        """log/witnessed.proof of {size: {signer: time}}, in the order given."""
        out = ""
        for size, seen in sightings.items():
            leaves = [x.encode() for x in self.log[:size]]
            text = f"{log.name}\n{size}\n{base64.b64encode(verify.merkle(verify.sha256, leaves)).decode()}\n"
            note = text + "\n" + log.line(text) + "".join(w.line(text, at) for w, at in seen.items())
            out += "".join(f"path={x.hex()}\n" for x in path_of(verify.sha256, leaves, 0))
            out += f"checkpoint={base64.b64encode(note.encode()).decode()}\n"
        return out.encode()

    def block(self, index, prefix=""):
        path = path_of(verify.sha256, [x.encode() for x in self.log], index)
        return f"{prefix}index={index}\n" + "".join(f"{prefix}path={x.hex()}\n" for x in path)

    def log_members(self, entries):
        proof = lambda i: f"entry={self.log[i]}\n" + self.block(i)  # noqa: E731
        seen = {"log/witnessed.proof": self.witnessed(self.sightings)} if self.minutes is not None else {}
        keys = "".join(f"key={signer.text}\n" for signer in [LOG, *self.signers])
        return {
            "log/checkpoint": self.note,
            "log/opening.proof": f"{keys}{proof(0)}".encode(),
            "log/result.proof": "".join(proof(i) for i in entries).encode(),
            **seen,
        }

    def door(self, row=0, logged=True):
        line = " ".join(map(str, self.rows[row]))
        salt = self.hash(f"SSJ-SALT-1|{SALT_KEY}|{self.rows[row][2]}")[:32]
        text = f"spec=SSJ-DOOR-1\nhash={self.params.v['hash']}\ndraw={self.draw}\nline={line}\nsalt={salt}\n"
        text += f"index={row}\nsize={len(self.rows)}\n"
        text += "".join(f"path={x.hex()}\n" for x in path_of(self.h, self.leaves, row)) + f"root={self.root}\n"
        if logged:
            text += "".join(f"key={signer.text}\n" for signer in [LOG, *self.signers]) + self.block(self.result_index, "log.")
            text += f"checkpoint={base64.b64encode(self.note).decode()}\n"
        return text.encode()

    def own_row(self, row=0):
        """3.7.2."""
        lines = self.frame.decode().splitlines()
        ids = [x.split("\t")[0] for x in lines]
        salt = self.hash(f"SSJ-SALT-1|{SALT_KEY}|{ids[row]}")[:32]
        leaves = [self.salted(i, x.encode()) for i, x in zip(ids, lines)]
        key = self.hash(f"SSJ-KEY-1|{self.seed}|object")
        text = f"spec=SSJ-ROW-1\nhash={self.params.v['hash']}\ndraw={self.draw}\n"
        text += "line=" + lines[row].replace("\t", " ") + f"\nsalt={salt}\nindex={row}\nsize={len(lines)}\n"
        text += "".join(f"path={x.hex()}\n" for x in path_of(self.h, leaves, row))
        return (text + f"root={self.params.v['frame.salted']}\nticket={self.hash(f'{key}|{ids[row]}')}\n").encode()


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in members.items():
            z.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def main(directory):
    directory = Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    sealed = Fixture(mode="sealed")
    files = {
        "full.zip": zipped(Fixture().members),
        "witnessed.zip": zipped(Fixture(minutes=10).members),
        "unwitnessed-late.zip": zipped(Fixture(minutes=30).members),
        "sixes.zip": zipped(Fixture(seen="6" * 55).members),
        "sm3.zip": zipped(Fixture("sm3").members),
        "nobeacon.zip": zipped(Fixture(beacon=False).members),
        "sealed.zip": zipped(sealed.members),
        "withheld.zip": zipped(Fixture(withheld=("notary",)).members),
        "public.zip": zipped(Fixture().public),
        "public-sealed.zip": zipped(sealed.public_sealed),
        "public-unsealed.zip": zipped(sealed.public),
        "door.txt": sealed.door(),
        "door-short.txt": sealed.door(logged=False),
        "own-row.txt": sealed.own_row(),
        "log.key": (LOG.text + "\n").encode(),
    }
    for name, data in files.items():
        (directory / name).write_bytes(data)


if __name__ == "__main__":
    main(sys.argv[1])
