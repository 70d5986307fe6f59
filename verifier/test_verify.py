"""Known answers, tampering and malformed input; and damaged certificates before all three implementations.

python3 -m unittest discover verifier
"""
import io
import os
import random
import re
import shutil
import struct
import sys
import tempfile
import unittest
import warnings
import zipfile
from contextlib import redirect_stderr
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import differential  # noqa: E402
import fixture  # noqa: E402
import verify  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
VECTORS = ROOT / "sampler/src/test/resources/vectors"
DRAWS = ["small-sha256", "small-sm3", "floor", "shortfall", "eligible-nobeacon", "eligible-sm3", "xaudit-sha256", "xaudit-sm3"]


def run(*args):
    """(exit code, stdout, stderr) of a call in this process."""
    out, err = io.BytesIO(), io.StringIO()
    real, verify.write = verify.write, out.write
    try:
        with redirect_stderr(err):
            code = verify.main([str(a) for a in args])
    finally:
        verify.write = real
    return code, out.getvalue(), err.getvalue()


class KnownAnswers(unittest.TestCase):
    def test_sm3(self):
        self.assertEqual(
            verify.sm3(b"abc").hex(), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
        )
        self.assertEqual(
            verify.sm3(b"abcd" * 16).hex(), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
        )

    def test_ed25519(self):
        # RFC 8032 7.1, test 1.
        key = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
        signature = bytes.fromhex(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        )
        self.assertTrue(verify.ed25519(key, b"", signature))
        self.assertFalse(verify.ed25519(key, b"x", signature))
        # Under a key of small order this one would fit every message.
        for key in (bytes([1]) + bytes(31), bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")):
            self.assertFalse(any(verify.ed25519(key, bytes([i]), bytes([1]) + bytes(63)) for i in range(32)))

    def test_draws(self):
        for name in DRAWS:
            v = VECTORS / name
            code, out, err = run("draw", v / "params.txt", v / "frame.tsv", v / "reveal.txt")
            self.assertEqual((code, out), (0, (v / "result.tsv").read_bytes()), name)
            self.assertRegex(err, r"^seed [0-9a-f]{64} opening [0-9a-f]{64} quota A\d")
        self.assertTrue(run(*self.call("shortfall"))[2].endswith("\nshortfall 22\n"))

    @staticmethod
    def call(name):
        v = VECTORS / name
        return "draw", v / "params.txt", v / "frame.tsv", v / "reveal.txt"

    def test_audit_samples(self):
        for name, parts in (
            ("xaudit-sha256", "X01:1/9 X02:2/25 X04:1/3 X06:1/1 X07:1/12"),
            ("xaudit-sm3", "X01:3/9 X02:7/25 X04:1/3 X06:1/1 X07:3/12"),
        ):
            v = VECTORS / name
            code, out, err = run("xaudit", *self.call(name)[1:])
            self.assertEqual((code, out), (0, (v / "xaudit.tsv").read_bytes()), name)
            self.assertRegex(err, f"^seed [0-9a-f]{{64}} opening [0-9a-f]{{64}} sample {parts}\n$")
        self.assertEqual(run("xaudit", *self.call("floor")[1:])[:2], (2, b""))

    def test_matches(self):
        for name in ("match", "match-repair"):
            v = VECTORS / name
            args = (v / "args.txt").read_text().split()
            code, out, _ = run("match", *args, v / "tasks.tsv", v / "officers.tsv", v / "avoid.tsv")
            self.assertEqual((code, out), (0, (v / "result.tsv").read_bytes()), name)

    def test_proofs(self):
        v = VECTORS / "proofs"
        for call in ["door.txt", "--log-key", v / "log.key"], ["door-reserve.txt"], ["own-row.txt", "--params", v / "params.txt"]:
            code, out, err = run("door", v / call[0], *call[1:])
            self.assertEqual((code, out.decode().splitlines()[-1:]), (0, ["VERIFIED"]), (call, err))


class MalformedInput(unittest.TestCase):
    CASES = [
        ("frame.tsv", lambda t: b"", ":0: "),
        ("frame.tsv", lambda t: t.replace(b"\n", b"\r\n", 1), ":1: "),
        ("frame.tsv", lambda t: b"\xef\xbb\xbf" + t, ":1: "),
        ("frame.tsv", lambda t: t[:-1], ":24: "),
        ("frame.tsv", lambda t: t.replace(b"\n", b" \n", 1), ":1: "),
        ("frame.tsv", lambda t: t.splitlines(True)[0] + t, ":2: "),
        ("frame.tsv", lambda t: t + b"92\tA\tE\t1\n", ":0: "),
        ("frame.tsv", lambda t: t.replace(b"\t1\n", b"\t01\n", 1), ":1: "),
        ("frame.tsv", lambda t: t.replace(b"\tE\t1", b"\tE\t2", 1), ":0: "),
        ("params.txt", lambda t: t.replace(b"2aa8", b"2AA8"), ":3: "),
        ("params.txt", lambda t: t + b"zone=1\n", ":18: "),
        ("params.txt", lambda t: t.replace(b"ratio.D=5000\n", b""), ":0: "),
        ("reveal.txt", lambda t: t.replace(b"secret.agency=", b"secret.agency=0"), ":2: "),
        ("reveal.txt", lambda t: b"\n".join(t.split(b"\n")[1:]), ":0: "),
    ]

    def test_each_rule(self):
        v = VECTORS / "small-sha256"
        for name, edit, where in self.CASES:
            with tempfile.TemporaryDirectory() as d:
                paths = {}
                for f in ("params.txt", "frame.tsv", "reveal.txt"):
                    paths[f] = Path(d) / f
                    data = (v / f).read_bytes()
                    paths[f].write_bytes(edit(data) if f == name else data)
                code, out, err = run("draw", *paths.values())
                self.assertEqual((code, out), (2, b""), err)
                self.assertIn(f"{name}{where}", err)
                self.assertEqual(err.count("\n"), 1)


class Certificates(unittest.TestCase):
    def setUp(self):
        self.dir = tempfile.TemporaryDirectory()
        self.addCleanup(self.dir.cleanup)
        with zipfile.ZipFile(VECTORS / "certificate/certificate.zip") as z:
            self.members = {n: z.read(n) for n in z.namelist()}

    def last(self, members):
        path = Path(self.dir.name) / "c.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
            for name, data in members.items():
                z.writestr(name, data)
        code, out, _ = run("verify", path)
        last = out.decode().splitlines()[-1]
        self.assertEqual(code, 0 if last == "VERIFIED" else 1)
        return last

    def test_verifies_and_pins(self):
        c = VECTORS / "certificate"
        code, out, _ = run("verify", c / "certificate.zip")
        self.assertEqual(code, 0, out.decode())
        self.assertIn("is not pinned", out.decode())
        code, out, _ = run("verify", c / "certificate.zip", "--log-key", c / "log.key")
        self.assertEqual(code, 0, out.decode())
        self.assertIn("is the pinned one", out.decode())

    def test_every_byte_counts(self):
        self.assertEqual(self.last(self.members), "VERIFIED")
        for name, data in self.members.items():
            for i in {0, len(data) // 3, len(data) // 2, len(data) - 1}:
                changed = data[:i] + bytes([data[i] ^ 1]) + data[i + 1 :]
                self.assertRegex(self.last({**self.members, name: changed}), "^NOT VERIFIED: ", f"{name} {i}")

    def test_members_are_exactly_those(self):
        for name in self.members:
            rest = {n: d for n, d in self.members.items() if n != name}
            self.assertRegex(self.last(rest), "^NOT VERIFIED: ", name)
        self.assertRegex(self.last({**self.members, "readme.txt": b"x"}), "^NOT VERIFIED: a member")
        path = Path(self.dir.name) / "c.zip"
        path.write_bytes((VECTORS / "certificate/certificate.zip").read_bytes() * 2)
        self.assertEqual(run("verify", path)[0], 1)
        path.write_bytes(b"no zip")
        self.assertEqual(run("verify", path)[0], 2)


def small_order(line):
    """The verdict under the neutral element as key, with the signature that would fit every text."""
    one = b"01" + b"00" * 31
    return b"\t".join([*line.split(b"\t")[:5], one, one + b"00" * 32]) + b"\n"


def exchanged(made):
    """drawn.tsv with another object of the frame in place of one that was drawn."""
    names = made.names.splitlines()
    other = next(r.split(b"\t")[0] for r in made.frame.splitlines() if r.split(b"\t")[0] not in names)
    return b"".join(n + b"\n" for n in sorted([other, *names[1:]]))


def renamed(made):
    """The summary that fits it: only the signatures do not."""
    digest = verify.names_digest(made.h, made.names_salt.decode().strip(), exchanged(made))
    return re.sub(b"names=.*", b"names=" + digest.encode(), made.summary)


def to_sign(out):
    return re.search(r"^note to sign: an outsider who re-ran T-2026-9 signs result ([0-9a-f]{64}) and public ([0-9a-f]{64})$", out.decode(), re.M).groups()


class OtherProofs(unittest.TestCase):
    """Withheld secrets, public certificates, door and own-row proofs; python3 verifier/fixture.py makes the same files."""

    def setUp(self):
        self.dir = tempfile.TemporaryDirectory()
        self.addCleanup(self.dir.cleanup)

    def said(self, call, data, *more):
        path = Path(self.dir.name) / "file"
        path.write_bytes(data if isinstance(data, bytes) else fixture.zipped(data))
        code, out, err = run(call, path, *more)
        return (out.decode().splitlines() or [err.strip().split(": ", 1)[1]])[-1] if code < 2 else f"malformed {err.strip()}"

    def test_each_profile_and_mode(self):
        for profile in ("sha256", "sm3"):
            for mode in ("open", "sealed"):
                made = fixture.Fixture(profile, mode)
                self.assertEqual(self.said("verify", made.members), "VERIFIED")
                self.assertEqual(self.said("verify", made.public), "VERIFIED")
        self.assertEqual(self.said("verify", made.public_sealed), "VERIFIED")
        self.assertEqual(self.said("verify", fixture.Fixture(beacon=False).members), "VERIFIED")
        self.assertEqual(self.said("verify", fixture.Fixture(xaudit=False).members), "VERIFIED")

    def test_withheld(self):
        made = fixture.Fixture(withheld=("notary",))
        self.assertEqual(self.said("verify", made.members), "VERIFIED")
        self.assertEqual(self.said("verify", fixture.Fixture(withheld=("lead", "notary")).members), "VERIFIED")
        reveal2 = made.members["reveal2.txt"]
        for change, says in [
            ({"beacon2.txt": None}, "beacon2.txt is missing"),
            ({"beacon2.txt": b"6 6 6\n"}, "SHA-256 of beacon2.txt"),
            ({"beacon2.txt": b"1 2 3\n4\n"}, "one line"),
            ({"reveal2.txt": reveal2.split(b"\n", 1)[1]}, "second.notary is missing"),
            ({"log/result.proof": fixture.Fixture().members["log/result.proof"]}, "another number of entries"),
        ]:
            members = {n: d for n, d in {**made.members, **change}.items() if d is not None}
            self.assertIn(says, self.said("verify", members))
        whole = fixture.Fixture().members
        early = b"beacon=" + b"0" * 64 + b"\n"
        self.assertIn("no party is missing", self.said("verify", {**whole, "reveal2.txt": early + whole["reveal2.txt"]}))
        self.assertIn("nobody withheld", self.said("verify", {**whole, "beacon2.txt": b"x\n"}))

    def test_public(self):
        made = fixture.Fixture()
        lines = made.public["verdicts.txt"].splitlines(keepends=True)
        summary = made.public["summary.txt"]
        for change, says in [
            ({"drawn.tsv": None}, "drawn.tsv is missing"),
            ({"drawn.tsv": made.public["drawn.tsv"][7:]}, "as many names"),
            ({"drawn.tsv": exchanged(made)}, "other names"),
            ({"drawn.salt": None}, "drawn.salt is missing"),
            ({"drawn.salt": b"0" * 32 + b"\n"}, "other names"),
            ({"drawn.tsv": exchanged(made), "summary.txt": renamed(made)}, "other counts or names"),
            ({"summary.txt": summary.replace(b"X01=5", b"X01=4").replace(b"X02=4", b"X02=5")}, "other counts or names"),
            ({"frame.tsv": made.frame}, "no such certificate"),
            ({"verdicts.txt": b"".join(lines[1:])}, "fewer than three"),
            ({"verdicts.txt": b"".join(lines[::-1])}, "ascend"),
            ({"verdicts.txt": lines[0].replace(b"T00:", b"T01:") + b"".join(lines[1:])}, "signature of the verdict"),
            ({"verdicts.txt": small_order(lines[0]) + b"".join(lines[1:])}, "signature of the verdict"),
            ({"summary.txt": summary.replace(b"rows=60", b"rows=61")}, "frame.count"),
            ({"summary.txt": summary.replace(b"X01=5", b"X01=4")}, "add up"),
            ({"summary.txt": summary.replace(b"shortfall=0", b"shortfall=1")}, "shortfall"),
            ({"summary.txt": summary.replace(b"drawn=18", b"drawn=17")}, "shortfall is not"),
            ({"summary.txt": summary + b"tier.A=3\n"}, "unknown key"),
        ]:
            members = {n: d for n, d in {**made.public, **change}.items() if d is not None}
            self.assertIn(says, self.said("verify", members))
        self.assertIn("found another result", self.said("verify", fixture.Fixture(dissent="result").public))
        self.assertIn("other counts or names", self.said("verify", fixture.Fixture(dissent="public").public))
        self.assertIn("fewer than three", self.said("verify", fixture.Fixture(outsiders=2).public))
        self.assertIn("fewer than three", self.said("verify", fixture.Fixture(keys=2).public))
        sealed = fixture.Fixture(mode="sealed")
        early = {**sealed.public_sealed, "drawn.tsv": sealed.public["drawn.tsv"]}
        self.assertIn("drawn.salt is missing", self.said("verify", early))
        early["drawn.salt"] = sealed.public["drawn.salt"]
        self.assertIn("another number of entries", self.said("verify", early))
        salt = {**sealed.public_sealed, "drawn.salt": sealed.public["drawn.salt"]}
        self.assertIn("drawn.salt without", self.said("verify", salt))

    def test_public_tells_no_tier(self):
        """No stratum, ticket or rank stands in it; 3.11.3."""
        made = fixture.Fixture()
        for name, data in made.public.items():
            for stratum, _, _, ticket, _ in made.rows:
                self.assertNotIn(ticket.encode(), data)
                self.assertFalse(name != "params.txt" and f"\t{stratum}\t".encode() in data, name)

    def test_door(self):
        made = fixture.Fixture("sm3", "sealed")
        key = Path(self.dir.name) / "log.key"
        key.write_text(fixture.LOG.text + "\n")
        for row in range(len(made.rows)):
            self.assertEqual(self.said("door", made.door(row), "--log-key", key), "VERIFIED")
            self.assertEqual(self.said("door", made.door(row, logged=False)), "VERIFIED")
        proof = made.door()
        lines = proof.splitlines(keepends=True)
        for i, line in enumerate(lines):
            rest = b"".join(lines[:i] + lines[i + 1 :])
            self.assertNotEqual(self.said("door", rest), "VERIFIED", line)
            if line.startswith(b"size="):
                continue  # a tree of another size may have the very same path; that the line stands under the root holds
            for at in {0, len(line) // 2, len(line) - 2}:
                changed = line[:at] + bytes([line[at] ^ 1]) + line[at + 1 :]
                damaged = b"".join(lines[:i] + [changed] + lines[i + 1 :])
                self.assertNotEqual(self.said("door", damaged), "VERIFIED", (line, at))
        other = fixture.Signer("other.example", 1).text
        key.write_text(other + "\n")
        self.assertIn("not the pinned one", self.said("door", proof, "--log-key", key))

    def test_own_row(self):
        params = Path(self.dir.name) / "params.txt"
        for profile in ("sha256", "sm3"):
            made = fixture.Fixture(profile)
            params.write_bytes(made.members["params.txt"])
            for row in range(0, 60, 7):
                self.assertEqual(self.said("door", made.own_row(row)), "VERIFIED")
                self.assertEqual(self.said("door", made.own_row(row), "--params", params), "VERIFIED")
        proof = made.own_row(4)
        lines = proof.splitlines(keepends=True)
        for i, line in enumerate(lines):
            rest = b"".join(lines[:i] + lines[i + 1 :])
            self.assertNotEqual(self.said("door", rest, "--params", params), "VERIFIED", line)
            for at in {0, len(line) // 2, len(line) - 2}:
                if line.startswith(b"ticket=") and at:
                    continue  # told, not proved
                changed = line[:at] + bytes([line[at] ^ 1]) + line[at + 1 :]
                damaged = b"".join(lines[:i] + [changed] + lines[i + 1 :])
                self.assertNotEqual(self.said("door", damaged, "--params", params), "VERIFIED", (line, at))
        # Only the opening knows the tree's size and the draw.
        self.assertEqual(self.said("door", proof.replace(b"size=60", b"size=61")), "VERIFIED")
        self.assertIn("size is not", self.said("door", proof.replace(b"size=60", b"size=61"), "--params", params))
        other = proof.replace(b"draw=T-2026-9", b"draw=T-2026-8")
        self.assertIn("another draw", self.said("door", other, "--params", params))
        open_root = made.members["params.txt"].replace(b"frame.salted=", b"frame.salted=0")
        params.write_bytes(open_root[: open_root.index(b"frame.salted=0") + 77] + open_root[open_root.index(b"frame.salted=0") + 78 :])
        self.assertIn("the root is not frame.salted", self.said("door", proof, "--params", params))
        params.write_text(fixture.LOG.text + "\n")
        self.assertIn("names no log", self.said("door", proof, "--log-key", params))


@unittest.skipUnless(shutil.which("node"), "node is not installed")
class AllThree(unittest.TestCase):
    """Damaged certificates: Java, Python and the script of verify.html must all refuse them.

    REQUIRE_JAVA makes a missing sampler/target a failure.
    """

    def setUp(self):
        if not (differential.CLASSES / "test-classes/org/mingchou/sampler/BatchMain.class").exists():
            self.assertFalse(os.environ.get("REQUIRE_JAVA"), "build the sampler first: mvn -pl sampler test-compile")
            self.skipTest("the Java implementation is not built")
        self.dir, here, write = tempfile.TemporaryDirectory(), os.getcwd(), verify.write
        self.addCleanup(self.dir.cleanup)
        self.addCleanup(os.chdir, here)
        self.addCleanup(setattr, verify, "write", write)

    def verdicts(self, files, call="verify", *more):
        """[{implementation: (exit code, stdout, stderr)}] of the call on each of the files."""
        directory = Path(self.dir.name).resolve()
        for n, data in enumerate(files):
            (directory / f"{n}").write_bytes(data)
        calls = [[call, f"{n}", *more] for n in range(len(files))]
        (directory / "calls").write_text("".join("\t".join(c) + "\n" for c in calls))
        found = differential.run_all(directory, calls)
        return [{name: one[n] for name, one in found.items()} for n in range(len(files))]

    def test_one_flipped_byte_in_any_member(self):
        """Of the vector, or of the certificate that the environment names."""
        certificate = os.environ.get("CERTIFICATE", VECTORS / "certificate/certificate.zip")
        with zipfile.ZipFile(certificate) as z:
            members = {n: z.read(n) for n in z.namelist()}
        r, files, names = random.Random(3), [fixture.zipped(members)], ["whole"]
        for name, data in members.items():
            places = range(len(data)) if len(data) <= 40 else [0, len(data) - 1] + r.sample(range(1, len(data) - 1), 22)
            for at in places:
                flipped = data[:at] + bytes([data[at] ^ 1 << r.randrange(8)]) + data[at + 1 :]
                files.append(fixture.zipped({**members, name: flipped}))
                names.append(f"{name} at {at}")
        self.assertGreater(len(files), 300)
        found = self.verdicts(files)
        self.assertEqual({c for c, _, _ in found[0].values()}, {0})
        for name, one in zip(names[1:], found[1:]):
            for who, (code, out, _) in one.items():
                self.assertEqual(code, 1, f"{who} accepts a changed {name}")
                self.assertIn(b"\nNOT VERIFIED: ", b"\n" + out)

    def test_one_flipped_byte_of_the_zip(self):
        """Whoever still accepts it has read the very same members; the times and attributes of a zip are nobody's."""
        data = (VECTORS / "certificate/certificate.zip").read_bytes()
        r = random.Random(4)
        places = sorted(r.sample(range(len(data)), 350)) + list(range(30)) + list(range(len(data) - 90, len(data)))
        flips = [data[:at] + bytes([data[at] ^ 1 << r.randrange(8)]) + data[at + 1 :] for at in places]
        whole, *found = self.verdicts([data] + flips)
        refused = 0
        for at, one in zip(places, found):
            self.assertEqual(one["Python"][0], one["JavaScript"][0], f"flip at {at}")
            for who, (code, out, _) in one.items():
                if code == 0:
                    self.assertEqual(out, whole[who][1], f"{who}, flip at {at}")
            refused += all(code for code, _, _ in one.values())
        self.assertGreater(refused, 250)

    def test_bytes_that_belong_to_no_member(self):
        data = (VECTORS / "certificate/certificate.zip").read_bytes()
        end = len(data) - 22
        size, directory = struct.unpack("<2I", data[end + 12 : end + 20])
        moved = lambda n: struct.pack("<2I", size, directory + n)  # noqa: E731
        twice = io.BytesIO(data)
        with zipfile.ZipFile(twice, "a") as z, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            z.writestr("frame.tsv", b"1\tA\tE\t1\n")
        cases = {
            "before": b"x" + data,
            "after": data + b"x",
            "twice": data + data,
            "a comment": data[:-2] + b"\1\0x",
            "before the directory": data[:directory] + b"x" + data[directory:end] + data[end : end + 12] + moved(1) + data[-2:],
            "a member twice": twice.getvalue(),
            "cut off": data[:-1],
            "only a magic": b"PK",
        }
        for name, one in zip(cases, self.verdicts(list(cases.values()))):
            # What does not begin as a zip is malformed input, not a certificate that fails.
            self.assertEqual({code for code, _, _ in one.values()}, {2 if name == "before" else 1}, name)

    def test_bytes_behind_a_deflate_stream(self):
        packed = fixture.zipped({"params.txt": b"spec=SSJ-DRAW-1\n"})
        n = struct.unpack("<I", packed[18:22])[0]
        at = 30 + len("params.txt")
        longer = bytearray(packed[: at + n] + b"hidden" + packed[at + n :])
        entry = longer.index(b"PK\1\2")
        for where in (18, entry + 20):
            longer[where : where + 4] = struct.pack("<I", n + 6)
        longer[-6:-2] = struct.pack("<I", entry)
        for who, (code, out, _) in self.verdicts([bytes(longer)])[0].items():
            self.assertEqual(code, 1, who)
            if who != "Java":
                self.assertIn(b"bytes that belong to no member", out)

    def test_fixtures(self):
        sealed = fixture.Fixture(mode="sealed")
        whole = [fixture.Fixture(), fixture.Fixture("sm3"), fixture.Fixture(beacon=False), sealed]
        whole += [fixture.Fixture("sm3", "sealed"), fixture.Fixture(withheld=("lead",)), fixture.Fixture(withheld=("lead", "notary"))]
        for made, one in zip(whole, self.verdicts([fixture.zipped(made.members) for made in whole])):
            self.assertEqual({code for code, _, _ in one.values()}, {0}, one)
            # All three tell the outsider to sign the same, and the public certificate rests on it.
            self.assertEqual({to_sign(out) for _, out, _ in one.values()}, {(made.result, made.hash(made.public["summary.txt"]))})
            # All three state the same sample, 3.6.1.
            samples = [re.findall(rb"ok xaudit: .*", out) for _, out, _ in one.values()]
            self.assertRegex(samples[0][0], rb"^ok xaudit: 2 of 9 excluded, [0-9a-f]{64}$")
            self.assertEqual([samples[0]] * 3, samples)
        # Also when the agency's result is another one; not when the log fails.
        last = sealed.members["result.tsv"].splitlines(keepends=True)[:-1]
        other = {**sealed.members, "result.tsv": b"".join(last)}
        log = {**sealed.members, "log/opening.proof": whole[0].members["log/opening.proof"]}
        dissent, failed = self.verdicts([fixture.zipped(other), fixture.zipped(log)])
        self.assertEqual({to_sign(out) for _, out, _ in dissent.values()}, {(sealed.result, sealed.hash(sealed.summary))})
        for one in (dissent, failed):
            self.assertEqual({code for code, _, _ in one.values()}, {1})
        self.assertFalse([who for who, (_, out, _) in failed.items() if b"note to sign" in out])
        made = fixture.Fixture()
        moved = made.summary.replace(b"X01=5", b"X01=4").replace(b"X02=4", b"X02=5")
        good = [sealed.public, sealed.public_sealed, made.public]
        bad = [{**made.public, "drawn.tsv": exchanged(made)}, {**made.public, "summary.txt": moved}]
        bad += [{**made.public, "drawn.tsv": exchanged(made), "summary.txt": renamed(made)}, {**sealed.public, "drawn.salt": b"0" * 32 + b"\n"}]
        bad += [{**sealed.public_sealed, "summary.txt": renamed(sealed)}]
        first, *rest = made.public["verdicts.txt"].splitlines(keepends=True)
        bad += [{**made.public, "verdicts.txt": b"".join([small_order(first), *rest])}]
        bad += [fixture.Fixture(dissent=d).public for d in ("result", "public")] + [fixture.Fixture(outsiders=2).public, fixture.Fixture(keys=2).public]
        for n, one in enumerate(self.verdicts([fixture.zipped(m) for m in good + bad])):
            self.assertEqual([code for code, _, _ in one.values()], [int(n >= len(good))] * 3, (n, one))

    def test_flips_of_the_witnessed_proof(self):
        """Every byte of the member, and of what its base64 holds."""
        made, r = fixture.Fixture(minutes=10), random.Random(8)
        data = made.members["log/witnessed.proof"]
        files, names = [fixture.zipped(made.members)], []
        for at in r.sample(range(len(data)), 250) + [0, len(data) - 1]:
            files.append(fixture.zipped({**made.members, "log/witnessed.proof": data[:at] + bytes([data[at] ^ 1 << r.randrange(8)]) + data[at + 1 :]}))
            names.append(f"byte {at}")
        lines = data.splitlines(keepends=True)
        n = next(i for i, line in enumerate(lines) if line.startswith(b"checkpoint="))
        note = verify.base64.b64decode(lines[n][11:])
        for at in range(len(note)):
            changed = verify.base64.b64encode(note[:at] + bytes([note[at] ^ 1 << r.randrange(8)]) + note[at + 1 :])
            files.append(fixture.zipped({**made.members, "log/witnessed.proof": b"".join([*lines[:n], b"checkpoint=" + changed + b"\n", *lines[n + 1 :]])}))
            names.append(f"byte {at} of the first note")
        whole, *found = self.verdicts(files)
        self.assertEqual({code for code, _, _ in whole.values()}, {0})
        for name, one in zip(names, found):
            for who, (code, out, _) in one.items():
                self.assertEqual(code, 1, f"{who} accepts a changed {name}")
                self.assertIn(b"\nNOT VERIFIED: ", b"\n" + out)

    def witnessed_cases(self):
        """[(members, what is said at the end, lines that are said)]; 3.4.1."""
        w, seen, made = fixture.NAMED, fixture.SEEN, fixture.Fixture(minutes=10)
        stranger, file = fixture.Signer("w9.example", 4), "log/witnessed.proof"
        own = lambda sightings, **more: {**made.members, file: made.witnessed(sightings, **more)}  # noqa: E731
        lines = made.members[file].splitlines(keepends=True)
        round_at = lambda second: f"drand:quicknet:{(second - 1692803367) // 3 + 1}"  # noqa: E731
        drand = lambda wait, minutes=10, **more: fixture.Fixture(minutes=minutes, source=round_at(seen + 30 + wait), **more)  # noqa: E731
        # 2026-05-28T20:26:40Z and half a minute; the lottery of the 29th is drawn at 13:15 UTC.
        lottery = lambda day, minutes=10, name="fc3d": fixture.Fixture(minutes=minutes, source="lottery:fc3d:20260529", seen=f"lottery={name} issue={day} numbers=3,0,7")  # noqa: E731
        two = lambda n: {1: {k: seen for k in w[:n]}}  # noqa: E731
        few = lambda named, n: fixture.Fixture(minutes=10, named=w[:named], sightings=two(n), later={k: seen + 1200 for k in w[:n]}).members  # noqa: E731
        forger = fixture.Signer("w0.example", 4)
        forger.seed = verify.sha256(b"another key under the same id")
        none = "note witnessed: none (无外部见证)"
        half = "more than half by 2026-05-28T20:27:10Z, "
        good = [
            (fixture.Fixture().members, [none]),
            (fixture.Fixture().public, [none]),
            (made.members, ["ok witness: w0.example+" + w[0].id.hex() + " saw OPENING at 2026-05-28T20:26:40Z", "ok witnessed: 3 of 3, " + half + "20 minutes before they saw RESULT, 10 demanded"]),
            (made.public, ["ok witnessed: 3 of 3, " + half + "20 minutes"]),
            (fixture.Fixture("sm3", "sealed", minutes=20).members, [half + "20 minutes before they saw RESULT, 20 demanded"]),
            (fixture.Fixture(beacon=False, minutes=10).members, [half + "20 minutes before they saw RESULT"]),
            (own({1: {w[0]: seen, w[1]: seen + 5}}), ["ok witnessed: 2 of 3, more than half by 2026-05-28T20:26:45Z"]),
            # One of three whose clock is a year slow, or fast, moves nothing that counts.
            (own({1: {w[0]: seen - 31536000, w[2]: seen + 30}, 3: {w[1]: seen + 90}}), ["ok witnessed: 3 of 3, " + half]),
            (own({1: {w[0]: seen, w[2]: seen + 30}, 3: {w[1]: seen + 31536000}}), ["ok witnessed: 3 of 3, " + half]),
            (fixture.Fixture(minutes=10, later={}).members, ["note witnessed: 3 of 3, " + half[:-2] + "; too few of them have seen RESULT"]),
            (fixture.Fixture(minutes=10, later={w[0]: seen + 5}).members, ["too few of them have seen RESULT"]),
            (fixture.Fixture(minutes=0, later={k: seen + 90 for k in w}).members, ["note witnessed: the opening demands 0 minutes, as in a trial", half + "1 minutes before they saw RESULT, 0 demanded"]),
            (drand(602).members, [half + "10 minutes before the beacon at 2026-05-28T20:37:1"]),
            (drand(602).public, [half + "10 minutes before the beacon at "]),
            (drand(602, later={}).members, ["ok witnessed: "]),
            (fixture.Fixture(minutes=10, source="drand:elsewhere:7").members, ["20 minutes before they saw RESULT"]),
            (lottery("20260529", 1007).members, ["1007 minutes before the beacon at 2026-05-29T13:15:00Z, 1007 demanded"]),
            (lottery("20260530", 2447).members, ["2447 minutes before the beacon at 2026-05-30T13:15:00Z"]),
            (lottery("20260101", 20).public, ["20 minutes before they saw RESULT"]),
            (lottery("20260529", 20, "ssq").members, ["20 minutes before they saw RESULT"]),
            (few(1, 1), ["ok witnessed: 1 of 1, more than half by 2026-05-28T20:26:40Z, 20 minutes before they saw RESULT"]),
            (few(2, 2), ["ok witnessed: 2 of 2, "]),
        ]
        bad = [
            ({n: d for n, d in made.members.items() if n != file}, f"the member {file} is missing"),
            ({n: d for n, d in made.public.items() if n != file}, f"the member {file} is missing"),
            ({**fixture.Fixture().members, file: made.members[file]}, f"{file} without a witness in the opening"),
            ({**fixture.Fixture().public, file: made.public[file]}, f"{file} without a witness in the opening"),
            (few(2, 1), "1 of 2 witnesses saw OPENING, more than half are needed"),
            (own({1: {forger: seen, w[1]: seen}}), f"the signature of w0.example in {file} is wrong"),
            (own({1: {w[0]: seen}}), "1 of 3 witnesses saw OPENING, more than half are needed"),
            (own({1: {w[0]: seen}, 2: {w[0]: seen + 1}}), "signed by somebody whom the opening does not name, or twice"),
            (own({1: {w[0]: seen, stranger: seen}}), "signed by somebody whom the opening does not name, or twice"),
            (own({1: {w[0]: seen, fixture.WITNESS: seen}}), "signed by somebody whom the opening does not name, or twice"),
            (own({1: {w[0]: seen}, 4: {w[1]: seen}}), f"a checkpoint of {file} holds RESULT: OPENING was seen too late"),
            (own({1: {w[0]: seen}, 3: {}}), f"a checkpoint of {file} needs the log's signature and a witness's"),
            (own({3: {w[0]: seen}, 1: {w[1]: seen}}), f"the checkpoints of {file} must ascend by size and hold OPENING"),
            (own({1: {w[0]: -1, w[1]: seen}}), f"a time in {file} lies outside the years 1970 to 9999"),
            (own({1: {w[0]: seen, w[1]: 253402300800}}), f"a time in {file} lies outside the years 1970 to 9999"),
            (own({1: {w[0]: seen, w[1]: seen}}, log=fixture.Signer("log2.example", 1)), f"a checkpoint of {file} is of another log"),
            ({**made.members, file: b"".join(lines[:1] + lines[-1:])}, f"the proof of OPENING in a checkpoint of {file} fails"),
            ({**made.members, file: b"".join(lines[:-1])}, f"{file}:0: a line checkpoint= follows each path"),
            ({**made.members, file: b"index=0\n" + b"".join(lines)}, f"{file}:1: a line path= or checkpoint= is expected here"),
            ({**made.members, file: b"path=00\n" + b"".join(lines)}, f"{file}:1: path must be 64 lower-case hex digits"),
            ({**made.members, file: lines[0][:-1] + b"=\n" + b"".join(lines[1:])}, f"{file}:1: checkpoint must be base64"),
            ({**made.members, file: b"checkpoint=\n"}, f"{file}:1: checkpoint must be base64"),
            ({**made.members, file: b""}, f"{file}:0: the file must hold at least one line"),
            (fixture.Fixture(minutes=21).members, "by the witnesses' clocks RESULT came less than 21 minutes after OPENING"),
            (fixture.Fixture(minutes=21).public, "by the witnesses' clocks RESULT came less than 21 minutes after OPENING"),
            (fixture.Fixture(minutes=10, later={k: seen - 10**9 for k in w}).members, "by the witnesses' clocks RESULT came less than 10 minutes after OPENING"),
            (fixture.Fixture(minutes=10, later={k: 2**62 for k in w}).members, "a time in log/checkpoint lies outside the years 1970 to 9999"),
            (drand(596).members, "witnesses saw OPENING at 2026-05-28T20:27:10Z, not 10 minutes before the beacon at 2026-05-28T20:37:0"),
            (drand(596).public, "not 10 minutes before the beacon at "),
            (drand(-900, 0).members, "not 0 minutes before the beacon at "),
            (lottery("20260529", 1008).members, "not 1008 minutes before the beacon at 2026-05-29T13:15:00Z"),
            (lottery("20260528", 0).members, "not 0 minutes before the beacon at 2026-05-28T13:15:00Z"),
            (lottery("20260230").members, "beacon.txt:1: the day of an issue must be a date YYYY-MM-DD"),
            (lottery("00001231").members, "the beacon's time lies outside the years 1970 to 9999"),
        ]
        return good, bad

    def test_witnessed(self):
        """All three say the same of who saw the opening, and refuse for the same reason."""
        good, bad = self.witnessed_cases()
        found = self.verdicts([fixture.zipped(m) for m, _ in good + bad])
        told = lambda out: [x for x in out.decode().splitlines() if re.match("(ok|note) witness(ed)?: ", x)]  # noqa: E731
        for (_, wanted), one in zip(good, found):
            self.assertEqual({(code, out.decode().splitlines()[-1]) for code, out, _ in one.values()}, {(0, "VERIFIED")}, one)
            said = {tuple(told(out)) for _, out, _ in one.values()}
            self.assertEqual(len(said), 1, said)
            for part in wanted:
                self.assertTrue(any(part in line for line in said.copy().pop()), (part, said))
        for (_, reason), one in zip(bad, found[len(good) :]):
            last = {(code, out.decode().splitlines()[-1]) for code, out, _ in one.values()}
            self.assertEqual({code for code, _ in last}, {1}, last)
            self.assertEqual(len(last), 1, (reason, last))
            self.assertIn(reason, last.pop()[1])

    def test_named_witnesses(self):
        """The rules of 3.1.1 for witness.<id> and witnessed."""
        v, w = VECTORS / "small-sha256", fixture.NAMED
        whole = [f"witness.{x.id.hex()}={x.text}" for x in w] + ["witnessed=10"]
        twin = fixture.Signer("other.example", 4)
        same = fixture.Signer("w0.example", 4)
        same.name = "twin.example"
        typed = verify.base64.b64decode(same.text.split("+", 2)[2])
        same.id = verify.sha256(same.name.encode() + b"\n" + typed)[:4]
        same.text = f"twin.example+{same.id.hex()}+{verify.base64.b64encode(typed).decode()}"
        doubled = sorted([whole[0], f"witness.{same.id.hex()}={same.text}"])
        shape = "a witness is a cosignature/v1 key name+id+base64 under its own id"
        cases = [
            (whole, ""),
            (whole[:-1], ":0: witness.<id> and witnessed stand together"),
            (whole[-1:], ":0: witness.<id> and witnessed stand together"),
            ([*whole[:-1], "witnessed=100001"], "witnessed must be a decimal number from 0 to 100000"),
            ([*whole[:-1], "witnessed=010"], "witnessed must be a decimal number from 0 to 100000"),
            (["witness.0000000=x", "witnessed=1"], "the id of a witness must match [0-9a-f]{8}"),
            (["witness.=x", "witnessed=1"], "the id of a witness must match [0-9a-f]{8}"),
            ([f"witness.00000000={w[0].text}", "witnessed=1"], shape),
            ([f"witness.{w[0].id.hex()}={w[0].text[:-1]}", "witnessed=1"], shape),
            ([f"witness.{fixture.LOG.id.hex()}={fixture.LOG.text}", "witnessed=1"], shape),
            ([f"witness.{twin.id.hex()}={w[0].text}", "witnessed=1"], shape),
            ([*doubled, "witnessed=1"], "a witness's key occurs once"),
        ]
        base = (v / "params.txt").read_text().splitlines()
        directory = Path(self.dir.name).resolve()
        calls = []
        for n, (more, _) in enumerate(cases):
            (directory / f"p{n}").write_text("".join(x + "\n" for x in sorted(base + more)))
            calls.append(["draw", f"p{n}", str(v / "frame.tsv"), str(v / "reveal.txt")])
        (directory / "calls").write_text("".join("\t".join(c) + "\n" for c in calls))
        found = differential.run_all(directory, calls)
        for n, (_, reason) in enumerate(cases):
            one = {found[name][n] for name in found}
            self.assertEqual(len(one), 1, (n, one))
            code, _, err = one.pop()
            self.assertEqual(code, 2 if reason else 0, err)
            self.assertIn(reason, err.decode(), n)

    def same(self, found):
        """Byte for byte; of Java's stdout the last line, for it names the witnesses' keys too. Every exit code occurs."""
        self.assertEqual(found[0]["Python"][0], 0)
        for n, one in enumerate(found):
            self.assertEqual(one["Python"], one["JavaScript"], n)
            verdicts = {(code, (out.splitlines() or [b""])[-1], err) for code, out, err in one.values()}
            self.assertEqual(len(verdicts), 1, (n, verdicts))
        self.assertEqual({one["Python"][0] for one in found}, {0, 1, 2})

    def test_door(self):
        sealed, r = fixture.Fixture(mode="sealed"), random.Random(5)
        proof = sealed.door()
        files = [proof, fixture.Fixture("sm3", "sealed").door(logged=False)]
        files += [differential.damage(r, proof) for _ in range(200)]
        self.same(self.verdicts(files, "door"))
        (Path(self.dir.name) / "params.txt").write_bytes(sealed.members["params.txt"])
        for who, (code, out, _) in self.verdicts([proof], "door", "--params", "params.txt")[0].items():
            self.assertEqual((code, out), (1, b"NOT VERIFIED: params.txt is compared with own-row proofs only\n"), who)

    def test_own_row(self):
        made, r = fixture.Fixture(), random.Random(6)
        proof = made.own_row(11)
        files = [proof, made.own_row(59), made.own_row(0), fixture.Fixture("sm3").own_row(1), made.door()]
        line = next(x for x in proof.splitlines() if x.startswith(b"line="))
        shapes = [b"line=910011 C E 0", b"line=910011 C E 100", b"line=910011 C X1 1", b"line=910011 c E 1", b"line=x C E 1", b"line=910011 C E"]
        broken = [proof.replace(line, x) for x in shapes] + [proof.replace(line, b"line=a").replace(b"root=", b"root=\r")]
        for one in self.verdicts(broken, "door"):
            self.assertEqual({(code, err.split(b": ")[0][-2:]) for code, _, err in one.values()}, {(2, b":4")})
        files += [differential.damage(r, proof) for _ in range(200)]
        self.same(self.verdicts(files, "door"))
        (Path(self.dir.name) / "params.txt").write_bytes(made.members["params.txt"])
        files = [proof, proof.replace(b"size=60", b"size=61"), proof.replace(b"draw=T", b"draw=U"), *files[2:150]]
        self.same(self.verdicts(files, "door", "--params", "params.txt"))
        (Path(self.dir.name) / "log.key").write_text(fixture.LOG.text + "\n")
        for who, one in self.verdicts([proof], "door", "--log-key", "log.key")[0].items():
            self.assertEqual(one[0], 1, who)
            self.assertIn(b"names no log", one[1])


if __name__ == "__main__":
    unittest.main()
