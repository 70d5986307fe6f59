#!/usr/bin/env python3
"""Random draws and matchings on which Java, Python and JavaScript must agree byte for byte.

python3 verifier/differential.py [--seed N] [--draws N] [--matches N] [--dir DIR]

Every third draw is asked once more for the audit sample of its excluded.

One process of each implementation makes all calls; compared are exit code, stdout and stderr, so that of a malformed
input all three name the same file, line and rule. What the instances exercise is counted, and too few of a class is a
failure: agreement on instances that all look alike would mean little.
Java is run from classes and test-classes (BatchMain) in sampler/target, or in the folder that SAMPLER_TARGET names;
JavaScript is the script of verify.html.
"""
import argparse
import io
import os
import random
import shutil
import subprocess
import sys
import time
from contextlib import redirect_stderr
from multiprocessing import Process
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import verify  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
CLASSES = Path(os.environ.get("SAMPLER_TARGET", ROOT / "sampler/target"))

# Fewest instances of each class, of 10,000 draws and matchings in equal shares; scaled with what is asked for.
LEAST = {
    "draw": 5000,
    "match": 5000,
    "malformed draw": 900,
    "malformed match": 800,
    "rules broken": 45,  # different rule texts
    "floor top-up": 400,
    "shortfall": 150,
    "zero ratio": 800,
    "weights": 1000,
    "SM3": 800,
    "no beacon": 600,
    "base=eligible": 1000,
    "nothing drawn": 30,
    "reserve cut short": 300,
    "xaudit": 700,
    "xaudit of several codes": 350,
    "xaudit of a part": 350,  # of some code neither all nor none
    "xaudit of weights": 150,
    "xaudit with SM3": 100,
    "xaudit of nothing": 60,
    "malformed xaudit": 300,
    "named witnesses": 700,
    "repair path of length 1": 100,
    "repair path of length 2 or more": 60,
    "several repairs": 60,
    "UNSTAFFED": 800,
    "group of 3 or more": 800,
}


def witness_key(n):
    """A cosignature/v1 key in C2SP form; nobody can sign with it."""
    name, typed = f"w{n}.example", b"\4" + verify.sha256(b"%d" % n)
    kid = verify.sha256(name.encode() + b"\n" + typed)[:4].hex()
    return f"{name}+{kid}+{verify.base64.b64encode(typed).decode()}"


WITNESSES = [witness_key(n) for n in range(5)]


# --- instances ------------------------------------------------------------------------------------------------------


def key_values(values):
    return "".join(f"{k}={values[k]}\n" for k in sorted(values)).encode()


def make_draw(r):
    """{file name: bytes} of a well-formed draw."""
    profile = r.choice(["sha256"] * 3 + ["sm3"])
    h = verify.PROFILES[profile]
    strata = r.sample(["A", "B", "C", "D", "0", "Z.9", "A-1", "_", "AA"], r.randrange(1, 6))
    size = r.choice([1, 2, 3, 8, 20, 40, 90])
    shape = r.choice(["{:d}", "91{:07d}", "{:018d}", "T.{:x}-_", "{:054d}"])
    ids = sorted({shape.format(r.randrange(10**7)).upper() for _ in range(size)})
    weighted, excluded = r.random() < 0.4, r.random()
    codes = [r.randrange(100) for _ in range(r.choice([1, 2, 3, 5]))]
    status = lambda: "E" if r.random() > excluded * 0.9 else f"X{r.choice(codes):02d}"  # noqa: E731
    weight = lambda: r.choice([1, 1, 2, 3, 10, 99]) if weighted else 1  # noqa: E731
    rows = [f"{i}\t{r.choice(strata)}\t{status()}\t{weight()}" for i in ids]
    parties = r.sample(["lead", "notary", "a", "b-2", "citizen-of-the-year-2026-0000001", "0"], r.randrange(1, 4))
    d = "".join(r.choice("AZaz09._-") for _ in range(r.randrange(1, 12)))
    secrets = {p: verify.hx(h, str(r.random())) for p in parties}
    ratio = lambda: r.choice([0, 0, 1, 300, r.randrange(10001), 2500, 10000])  # noqa: E731
    params = {"spec": "SSJ-DRAW-1", "hash": profile, "draw": d, "base": r.choice(["all", "eligible"])}
    params.update({f"ratio.{s}": ratio() for s in strata})
    if r.random() < 0.3:
        params["ratio.ABSENT"] = 77
    params.update({"floor": r.choice([0, 0, 300, r.randrange(10001), 10000]), "reserve": r.choice([0, 5000, 10000, r.randrange(10001)])})
    params["beacon"] = r.choice(["none", "live:hall", "drand:x:77", "lottery:ssq:2026001", "!~"])
    params.update({f"commit.{p}": verify.hx(h, f"SSJ-COMMIT-1|{d}|{p}|{s}") for p, s in secrets.items()})
    some_hash = verify.hx(h, "x")
    extra = {f"second.{parties[0]}": some_hash, "frame.salted": some_hash, "mode": "sealed", "audience": "parties"}
    extra.update({"reserve.order": "ticket", "pool.P.1.group": "2", "pool.P.1.officers": some_hash, "pool.P.1.date": "2028-02-29", "prev": "X-1"})
    params.update({k: v for k, v in extra.items() if r.random() < 0.25})
    if r.random() < 0.25:
        params.update({f"witness.{w.split('+')[1]}": w for w in r.sample(WITNESSES, r.randrange(1, 4))} | {"witnessed": r.choice([0, 10, 1440, 100000])})
    if r.random() < 0.9:
        params["xaudit"] = r.choice([0, 1, 500, 500, 3333, r.randrange(10001), 10000])
    reveal = {f"secret.{p}": s for p, s in secrets.items()}
    if params["beacon"] != "none":
        reveal["beacon"] = some_hash
    files = {"params.txt": params, "frame.tsv": "".join(x + "\n" for x in rows).encode(), "reveal.txt": key_values(reveal)}
    bind(files, h)
    return files


def bind(files, h):
    """Fits the opening to the frame, which may have been changed, and spells it out."""
    frame, params = files["frame.tsv"], dict(files["params.txt"])
    rows = frame.split(b"\n")
    rows = rows[:-1] if rows[-1] == b"" else rows
    params.update({"frame.count": max(len(rows), 1), "frame.digest": verify.hx(h, frame), "frame.root": verify.merkle(h, rows).hex()})
    files["params.txt"] = key_values(params)


def make_match(r):
    group = r.choice([2, 2, 2, 3, 4])
    qualifications = ["SE", "GEN", "X.1", "-A"]
    officers = [f"{r.choice('OQ-')}{i}" for i in range(r.choice([1, 2, 4, 6, 9, 14]) + group - 2)]
    tasks = [f"{r.choice(['T', '91', '_'])}{i}" for i in range(r.choice([1, 3, 8, 16, 30]))]
    r.shuffle(tasks)
    special = r.choice([0, 0.2, 0.7])
    need = lambda: r.choice(qualifications) if r.random() < special else "-"  # noqa: E731
    held = lambda: ",".join(r.sample(qualifications, r.randrange(1, 4))) if r.random() < 0.6 else "-"  # noqa: E731
    valid = lambda: r.choice(["2025-12-31", "2026-06-30"] + ["2027-01-01"] * 6)  # noqa: E731
    # Whole regions that an officer may not enter make long repair paths; scattered recusals make short ones.
    density, regions = r.choice([0, 0.1, 0.4, 0.7]), r.random() < 0.5
    home = {o: r.randrange(3) for o in officers}
    bars = lambda o, n: abs(home[o] - n * 3 // len(tasks)) > 1 or r.random() < density * 0.3 if regions else r.random() < density  # noqa: E731
    avoid = [f"{o}\t{t}\n" for o in officers for n, t in enumerate(tasks) if bars(o, n)]
    if r.random() < 0.2:
        avoid += avoid[:2] + ["NOBODY\tNOWHERE\n"]
    return {
        "args": [verify.hx(verify.sha256, str(r.random())), r.choice(["P", "DEPT.1", "-"]), "2026-06-30", str(group)],
        "tasks.tsv": "".join(f"{t}\t{need()}\n" for t in tasks).encode(),
        "officers.tsv": "".join(f"{o}\t{valid()}\t{held()}\n" for o in officers).encode(),
        "avoid.tsv": "".join(avoid).encode(),
    }


def damage(r, data):
    """The bytes with one thing broken, or perhaps just changed."""
    lines = data.splitlines(keepends=True) or [b"\n"]
    n = r.randrange(len(lines))
    line = lines[n]
    kind = r.randrange(20)
    if kind == 0:
        lines[n] = line.replace(b"\n", b"\r\n")
    elif kind == 1:
        lines[n] = b"\xef\xbb\xbf" + line
    elif kind == 2:
        lines[n] = line[:-1] + r.choice([b" ", b"\t"]) + b"\n"
    elif kind == 3:
        lines[-1] = lines[-1][:-1]
    elif kind == 4:
        lines.insert(n, line)
    elif kind == 5:
        other = r.randrange(len(lines))
        lines[n], lines[other] = lines[other], lines[n]
    elif kind == 6:
        lines.insert(n, b"\n")
    elif kind == 7:
        del lines[n]
    elif kind == 8:
        return b""
    elif kind in (9, 10, 11):
        at = r.randrange(len(line))
        lines[n] = line[:at] + bytes([r.choice([r.randrange(256), 0x80, 0xC3, 9, 32, 13, 0, 0x7F, 61, 48, 97])]) + line[at + r.randrange(2) :]
    elif kind == 12:
        lines[n] = line.upper() if r.random() < 0.5 else line.lower()
    elif kind in (13, 14):
        # A field or a value becomes something that it must not be, or may be only elsewhere.
        gap = b"=" if b"=" in line else b"\t"
        parts = line[:-1].split(gap)
        values = [b"", b"-", b"0", b"01", b"1.5", b"100", b"10001", b"E", b"X1", b"none", b"2026-02-29", b"2028-02-29", b"0000-02-29", b"9999-12-31", b"2026-13-01", b"2026-1-01", b"f" * 64, b"F" * 64, b"0" * 63, b"A" * 33, b"9" * 55, b"9" * 19, b"SE,SE", b"SE,-", b"SE,", b"sealed", b"+1", b"-1"]
        parts[r.randrange(len(parts))] = r.choice(values)
        lines[n] = gap.join(parts) + b"\n"
    elif kind == 15:
        lines[n] = line[:-1] + b"\tE\n"
    elif kind in (16, 17):
        keys = [b"zone=1", b"beacon=" + b"0" * 64, b"pool.P.size=2", b"pool.p.group=2", b"pool.P.group=1", b"pool.group=2", b"pool.P.date=2026-02-30", b"mode=closed", b"audience=x", b"commit.A=" + b"0" * 64, b"commit.z=0", b"second.=1", b"ratio.a=1", b"ratio.A.=10001", b"prev=a b", b"prev=", b"secret.zz=" + b"0" * 64, b"frame.salted=1", b"reserve.order=third", b"pool.Q.officers=1", b"xaudit=10001", b"xaudit=05", b"xaudit.X01=5", b"witnessed=10", b"witnessed=010", b"witness.12345678=x", b"witness.X=" + WITNESSES[0].encode(), b"witness.12345678=" + WITNESSES[1].encode(), b"witness." + WITNESSES[2].split("+")[1].encode() + b"=" + WITNESSES[2].encode()]
        lines = sorted(lines + [r.choice(keys) + b"\n"])
    elif kind == 18:
        lines[n] = line[: r.randrange(len(line))] + b"\n"
    else:
        lines[n] = line.replace(b"=", b"", 1) if b"=" in line else line.replace(b"\t", b" ", 1)
    return b"".join(lines)


def write_all(r, directory, draws, matches):
    """Writes the files and returns the calls; a call's files lie in a folder of its own."""
    calls = []
    for n in range(draws + matches):
        twice = n < draws and n % 3 == 0
        folder = f"{'d' if n < draws else 'm'}{n}"
        broken = r.random() < 0.3
        if n < draws:
            files = make_draw(r)
            if broken:
                for _ in range(r.choice([1, 1, 1, 2])):
                    name = r.choice(list(files))
                    files[name] = damage(r, files[name])
                    if name == "frame.tsv" and r.random() < 0.7:
                        rebind(files)
            call = ["draw"] + [f"{folder}/{f}" for f in ("params.txt", "frame.tsv", "reveal.txt")]
        else:
            files = make_match(r)
            args = files.pop("args")
            if broken and r.random() < 0.15:
                args[r.randrange(4)] = r.choice(["x", "0", "1", "100", "2026-02-30", "p", "A" * 64, "-", "02"])
            elif broken:
                for _ in range(r.choice([1, 1, 1, 2])):
                    name = r.choice(list(files))
                    files[name] = damage(r, files[name])
            call = ["match"] + args + [f"{folder}/{f}" for f in ("tasks.tsv", "officers.tsv", "avoid.tsv")]
        os.mkdir(directory / folder)
        for name, data in files.items():
            (directory / folder / name).write_bytes(data)
        calls.append(call)
        if twice:
            calls.append(["xaudit"] + call[1:])
    (directory / "calls").write_text("".join("\t".join(c) + "\n" for c in calls), "ascii")
    return calls


def rebind(files):
    """As bind, of an opening that is spelled out already and may be damaged."""
    params = dict(line.split("=", 1) for line in files["params.txt"].decode("latin-1").splitlines() if "=" in line)
    h = verify.PROFILES.get(params.get("hash"), verify.sha256)
    try:
        files["params.txt"] = params
        bind(files, h)
    except UnicodeEncodeError:
        files["params.txt"] = key_values({"spec": "SSJ-DRAW-1"})


# --- runs -----------------------------------------------------------------------------------------------------------


def python_batch(calls, out):
    with open(out, "wb") as f:
        for call in calls:
            stdout, stderr = io.BytesIO(), io.StringIO()
            verify.write = stdout.write
            with redirect_stderr(stderr):
                code = verify.main(call)
            err = stderr.getvalue().encode()
            f.write(b"%d\t%d\t%d\n" % (code, len(stdout.getvalue()), len(err)) + stdout.getvalue() + err)


def run_all(directory, calls):
    java = str(Path(os.environ["JAVA_HOME"]) / "bin/java") if os.environ.get("JAVA_HOME") else "java"
    path = os.pathsep.join(str(CLASSES / c) for c in ("classes", "test-classes"))
    others = {
        "Java": [java, "-cp", path, "org.mingchou.sampler.BatchMain", "calls", "java.out"],
        "JavaScript": ["node", str(ROOT / "verifier/batch.mjs"), "calls", "javascript.out"],
    }
    running = {name: subprocess.Popen(args, cwd=directory) for name, args in others.items()}
    os.chdir(directory)
    own = Process(target=python_batch, args=(calls, "python.out"))
    own.start()
    own.join()
    codes = {name: p.wait() for name, p in running.items()} | {"Python": own.exitcode}
    for name, code in codes.items():
        if code:
            sys.exit(f"{name} ended with {code}")
    return {name: outcomes(directory / f"{name.lower()}.out") for name in ("Java", "Python", "JavaScript")}


def outcomes(path):
    """[(exit code, stdout, stderr)]."""
    data, at, found = path.read_bytes(), 0, []
    while at < len(data):
        end = data.index(b"\n", at)
        code, out, err = map(int, data[at:end].split(b"\t"))
        at = end + 1 + out + err
        found.append((code, data[end + 1 : end + 1 + out], data[end + 1 + out : at]))
    return found


# --- what was exercised -----------------------------------------------------------------------------------------------


def classes(call, outcome):
    """The classes of one instance, told from its files and from what all three said."""
    code, out, err = outcome
    kind = call[0]
    yield kind
    if code == 2:
        yield f"malformed {kind}"
        return
    if kind == "draw":
        yield from draw_classes(call, out, err)
    elif kind == "xaudit":
        yield from audit_classes(call, out, err)
    else:
        yield from match_classes(call, out)


def draw_classes(call, out, err):
    p = verify.Params(call[1], Path(call[1]).read_bytes())
    rows = verify.frame_rows(call[2], Path(call[2]).read_bytes(), p)
    k, e, shortfall = verify.quotas(p, rows)
    floor, p.v["floor"] = p.v["floor"], "0"
    if verify.quotas(p, rows)[0] != k:
        yield "floor top-up"
    p.v["floor"] = floor
    if shortfall:
        yield "shortfall"
        assert err.endswith(b"\nshortfall %d\n" % shortfall)
    if any(p.ratio[s] == "0" for s in k):
        yield "zero ratio"
    if any(r[3] > 1 and r[2] for r in rows):
        yield "weights"
    if p.v["hash"] == "sm3":
        yield "SM3"
    if p.v["beacon"] == "none":
        yield "no beacon"
    if p.witnesses:
        yield "named witnesses"
    if p.v["base"] == "eligible" and sum(e.values()) < len(rows):
        yield "base=eligible"
    if not out:
        yield "nothing drawn"
    if any(e[s] - k[s] < -(-k[s] * int(p.v["reserve"]) // 10000) for s in k):
        yield "reserve cut short"


def audit_classes(call, out, err):
    p = verify.Params(call[1], Path(call[1]).read_bytes())
    rows = [r for r in verify.frame_rows(call[2], Path(call[2]).read_bytes(), p) if not r[2]]
    parts = [tuple(map(int, part.split(":")[1].split("/"))) for part in err.decode().split(" sample")[1].split()]
    assert sum(n for n, _ in parts) == out.count(b"\n") and sum(n for _, n in parts) == len(rows)
    if len(parts) > 1:
        yield "xaudit of several codes"
    if any(0 < n < of for n, of in parts):
        yield "xaudit of a part"
    if any(r[3] > 1 for r in rows):
        yield "xaudit of weights"
    if p.v["hash"] == "sm3":
        yield "xaudit with SM3"
    if not out:
        yield "xaudit of nothing"


def match_classes(call, out):
    lengths = []
    tasks, officers, avoid = verify.match_files(call[5:8], *(Path(f).read_bytes() for f in call[5:8]))
    verify.match(*call[1:4], int(call[4]), tasks, officers, avoid, lengths.append)
    if 1 in lengths:
        yield "repair path of length 1"
    if lengths and max(lengths) > 1:
        yield "repair path of length 2 or more"
    if len(lengths) > 1:
        yield "several repairs"
    if b"\tUNSTAFFED\t" in out:
        yield "UNSTAFFED"
    if int(call[4]) > 2:
        yield "group of 3 or more"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=20260901)
    parser.add_argument("--draws", type=int, default=5200)
    parser.add_argument("--matches", type=int, default=5200)
    parser.add_argument("--dir", default=str(ROOT / "build/differential"))
    args = parser.parse_args()
    started = time.time()
    directory = Path(args.dir).resolve()
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    print(f"seed {args.seed}: {args.draws} draws, every third with its audit sample, {args.matches} matchings")
    calls = write_all(random.Random(args.seed), directory, args.draws, args.matches)
    found = run_all(directory, calls)
    differing = 0
    for n, call in enumerate(calls):
        said = {name: all_[n] if n < len(all_) else None for name, all_ in found.items()}
        if len(set(said.values())) > 1:
            differing += 1
            if differing <= 5:
                print(f"DIFFERENT: {directory}: {' '.join(call)}")
                for name, one in said.items():
                    print(f"  {name}: {one}")
    counts, rules = dict.fromkeys(LEAST, 0), set()
    for call, outcome in zip(calls, found["Python"]):
        if outcome[0] == 2:
            rules.add(outcome[2].split(b": ", 1)[1])
        for c in classes(call, outcome):
            counts[c] += 1
    counts["rules broken"] = len(rules)
    share = min(1, (args.draws + args.matches) / 10000)
    few = [c for c, n in counts.items() if n < LEAST[c] * share]
    for c, n in counts.items():
        print(f"{n:7} {c} (at least {int(LEAST[c] * share)}){'  TOO FEW' if c in few else ''}")
    print(f"{len(calls)} instances, {differing} on which the three differ, {time.time() - started:.0f} s")
    if not differing and not few:
        shutil.rmtree(directory)
    sys.exit(1 if differing or few else 0)


if __name__ == "__main__":
    main()
