"""Known answers, tampering and malformed input; and the Java implementation's word against this one's where it is built.

python3 -m unittest discover verifier
"""
import io
import os
import random
import subprocess
import sys
import tempfile
import unittest
import zipfile
from contextlib import redirect_stderr
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import verify  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
VECTORS = ROOT / "sampler/src/test/resources/vectors"
JAR = ROOT / "sampler/target/mingchou-sampler.jar"
DRAWS = ["small-sha256", "small-sm3", "floor", "shortfall", "eligible-nobeacon", "eligible-sm3"]


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

    def test_matches(self):
        for name in ("match", "match-repair"):
            v = VECTORS / name
            args = (v / "args.txt").read_text().split()
            code, out, _ = run("match", *args, v / "tasks.tsv", v / "officers.tsv", v / "avoid.tsv")
            self.assertEqual((code, out), (0, (v / "result.tsv").read_bytes()), name)


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


@unittest.skipUnless(JAR.exists() or os.environ.get("REQUIRE_JAR"), "the Java implementation is not built")
class AgainstJava(unittest.TestCase):
    """A few runs with a fixed seed; MINGCHOU_FUZZ sets how many."""

    RUNS = int(os.environ.get("MINGCHOU_FUZZ", "8"))

    def java(self, *args):
        p = subprocess.run(["java", "-Xshare:auto", "-jar", JAR, *args], capture_output=True, check=False)
        return p.returncode, p.stdout, p.stderr.decode()

    def test_draws(self):
        r = random.Random(7)
        for _ in range(self.RUNS):
            with tempfile.TemporaryDirectory() as d:
                files = self.frame(r, Path(d))
                self.assertEqual(run("draw", *files), self.java("draw", *files))

    def frame(self, r, d):
        hash_id = r.choice(["sha256", "sha256", "sm3"])
        h = verify.PROFILES[hash_id]
        ids = sorted({f"91{r.randrange(10**7)}" for _ in range(r.randrange(1, 120))})
        rows = [f"{i}\t{r.choice('ABCDE')}\t{r.choice(['E', 'E', 'E', 'X01'])}\t{r.choice([1, 1, 1, 2, 12])}" for i in ids]
        v = {"spec": "SSJ-DRAW-1", "hash": hash_id, "draw": "F-1", "frame.count": len(rows), "beacon": "none"}
        frame = "".join(x + "\n" for x in rows).encode()
        v["frame.digest"], v["frame.root"] = verify.hx(h, frame), verify.merkle(h, [x.encode() for x in rows]).hex()
        v.update({f"ratio.{s}": r.choice([0, 1, 300, 2500, 10000]) for s in "ABCDE"})
        v.update({"floor": r.randrange(10001), "reserve": r.randrange(10001), "base": r.choice(["all", "eligible"])})
        secret = verify.hx(h, str(r.random()))
        v["commit.lead"] = verify.hx(h, f"SSJ-COMMIT-1|F-1|lead|{secret}")
        files = d / "params.txt", d / "frame.tsv", d / "reveal.txt"
        files[0].write_text("".join(f"{k}={v[k]}\n" for k in sorted(v)))
        files[1].write_bytes(frame)
        files[2].write_text(f"secret.lead={secret}\n")
        return files

    def test_matches(self):
        r = random.Random(8)
        for n in range(self.RUNS):
            with tempfile.TemporaryDirectory() as d:
                officers, tasks = [f"O{i}" for i in range(r.randrange(1, 12))], [f"T{i}" for i in range(r.randrange(1, 25))]
                files = Path(d) / "tasks.tsv", Path(d) / "officers.tsv", Path(d) / "avoid.tsv"
                files[0].write_text("".join(f"{t}\t{r.choice(['-', '-', 'SE', 'X.1'])}\n" for t in tasks))
                held = lambda: r.choice(["-", "GEN", "SE", "GEN,SE", "X.1,SE"])  # noqa: E731
                valid = lambda: r.choice(["2025-12-31", "2026-06-30", "2027-01-01", "2027-01-01"])  # noqa: E731
                files[1].write_text("".join(f"{o}\t{valid()}\t{held()}\n" for o in officers))
                p = r.random() * 0.8
                files[2].write_text("".join(f"{o}\t{t}\n" for o in officers for t in tasks if r.random() < p))
                args = "match", verify.hx(verify.sha256, str(n)), "P", "2026-06-30", str(r.choice([2, 2, 3])), *files
                self.assertEqual(run(*args), self.java(*args))


if __name__ == "__main__":
    unittest.main()
