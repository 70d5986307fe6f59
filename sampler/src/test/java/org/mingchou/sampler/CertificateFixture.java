package org.mingchou.sampler;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A whole draw from the opening to the matching, with its log and its certificate. */
final class CertificateFixture {
    enum Fraud {
        NONE,
        /** The first substitute of each stratum is passed over. */
        SUBSTITUTE,
        OFFICERS,
        AVOID,
        GROUP,
        TASK,
        /** The log names the parties that withheld in descending order. */
        WITHHELD_ORDER,
        /** The log names them only after the matching. */
        WITHHELD_LATE,
        /** The log names a party that revealed. */
        WITHHELD_OTHER,
        /** The log does not name them. */
        WITHHELD_SILENT
    }

    static final KeyPair LOG = pair();
    static final KeyPair WITNESS = pair();
    private static final NoteSigner LOG_SIGNER = NoteSigner.log("log.example", LOG);
    private static final List<LogEntry.Kind> PROVED =
            List.of(LogEntry.Kind.RESULT, LogEntry.Kind.CONFIRMED, LogEntry.Kind.WITHHELD, LogEntry.Kind.MATCH);
    static final byte[] BEACON2 = Ascii.bytes("2 7 1 8 2 8, thrown at 17:00\n");
    static final String SALT_KEY = "5a".repeat(32);
    /** A drand round: the randomness is the SHA-256 of the signature's bytes. */
    static final String SIGNATURE = "b7".repeat(96);

    static final String RANDOMNESS = HashProfile.SHA256.hex(Hex.decode(SIGNATURE));

    final Map<String, byte[]> members = new LinkedHashMap<>();
    final Params params;
    final DrawResult result;

    private final Set<String> withholding;
    private final MerkleTree log = new MerkleTree(HashProfile.SHA256);
    private final List<LogEntry> entries = new ArrayList<>();
    private final List<LogEntry> later = new ArrayList<>();

    /** @param stage 4 after the result, 5 after the confirmations, 6 after the matching */
    CertificateFixture(HashProfile hash, Params.Mode mode, int stage) {
        this(hash, mode, stage, Fraud.NONE, Set.of());
    }

    CertificateFixture(HashProfile hash, Params.Mode mode, int stage, Fraud fraud) {
        this(hash, mode, stage, fraud, Set.of());
    }

    /**
     * @param fraud what the agency does against the rule, while its log says the same as its certificate
     * @param withholding the parties that let the deadline of the second reveal pass
     */
    CertificateFixture(HashProfile hash, Params.Mode mode, int stage, Fraud fraud, Set<String> withholding) {
        this(Vectors.read("floor", "frame.tsv"), hash, mode, stage, fraud, withholding, t -> t, e -> e);
    }

    /**
     * @param opening changes params.txt; all that follows is made for the changed one
     * @param logged changes the order of the log
     */
    CertificateFixture(int stage, UnaryOperator<String> opening, UnaryOperator<List<LogEntry>> logged) {
        this(
                Vectors.read("floor", "frame.tsv"),
                HashProfile.SHA256,
                Params.Mode.OPEN,
                stage,
                Fraud.NONE,
                Set.of(),
                opening,
                logged);
    }

    /** @param frame with strata among A to D */
    CertificateFixture(byte[] frame) {
        this(frame, HashProfile.SHA256, Params.Mode.OPEN, 6, Fraud.NONE, Set.of(), t -> t, e -> e);
    }

    private CertificateFixture(
            byte[] frame,
            HashProfile hash,
            Params.Mode mode,
            int stage,
            Fraud fraud,
            Set<String> withholding,
            UnaryOperator<String> opened,
            UnaryOperator<List<LogEntry>> logged) {
        this.withholding = withholding;
        byte[] officers = Vectors.read("match", "officers.tsv");
        byte[] avoid = Vectors.read("match", "avoid.tsv");
        try {
            Map<String, String> secrets = new TreeMap<>();
            Map<String, String> seconds = new TreeMap<>();
            ParamsBuilder builder = Params.builder()
                    .hash(hash)
                    .draw("T-2026-1")
                    .frame(Frames.summarise(FrameSource.of(frame), hash))
                    .ratio("A", 100)
                    .ratio("B", 200)
                    .ratio("C", 500)
                    .ratio("D", 500)
                    .floor(frame.length > 100_000 ? 300 : 1000)
                    .reserve(5000)
                    .beacon("live:hall-3")
                    .mode(mode)
                    .frameSalted(SaltedFrame.root(hash, SALT_KEY, FrameSource.of(frame)))
                    .pool("DEPT1", officers, avoid, 2, "2026-09-01");
            for (String party : List.of("lead", "witness")) {
                secrets.put(party, hash.hex("first " + party));
                seconds.put(party, hash.hex("second " + party));
                builder.commit(party, Secrets.commitFirst(hash, "T-2026-1", party, hash.hex("first " + party)));
                builder.second(party, Secrets.commitSecond(hash, "T-2026-1", party, hash.hex("second " + party)));
            }
            params = Params.parse(
                    Ascii.bytes(opened.apply(Ascii.string(builder.build().bytes()))));
            seconds.keySet().retainAll(params.secondCommitments().keySet());
            byte[] beacon = beacon(params.beacon());
            Reveal reveal = Reveal.of(
                    params,
                    secrets,
                    params.withoutBeacon()
                            ? Optional.empty()
                            : Optional.of(
                                    params.beacon().startsWith("drand:")
                                            ? RANDOMNESS
                                            : HashProfile.SHA256.hex(beacon)));
            result = Draw.run(params, FrameSource.of(frame), reveal);
            members.put("params.txt", params.bytes());
            members.put("frame.tsv", frame);
            members.put("reveal.txt", reveal.bytes());
            if (!params.withoutBeacon()) {
                members.put("beacon.txt", beacon);
            }
            members.put("result.tsv", result.resultTsv());
            if (params.frameSalted().isPresent() || params.mode() == Params.Mode.SEALED) {
                members.put("saltkey.txt", Ascii.bytes(SALT_KEY + "\n"));
            }
            LogEntry opening = LogEntry.opening(params);
            log(opening);
            secrets.forEach((party, secret) -> log(LogEntry.reveal(params, party, secret)));
            logLater(LogEntry.result(params, result, Optional.of(SALT_KEY)));
            if (stage >= 5) {
                confirm(
                        stage,
                        fraud,
                        fraud == Fraud.OFFICERS ? withoutLastLine(officers) : officers,
                        fraud == Fraud.AVOID ? withoutLastLine(avoid) : avoid,
                        seconds);
            }
            log(new LogEntry(LogEntry.Kind.OPENING, "T-2026-2", "ab"));
            prove(opening, logged.apply(entries));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void confirm(int stage, Fraud fraud, byte[] officers, byte[] avoid, Map<String, String> seconds) {
        List<Confirmations.Line> lines = new ArrayList<>();
        List<String> drawn = result.rows().stream()
                .filter(r -> r.kind() == DrawnRow.Kind.DRAWN)
                .map(DrawnRow::objectId)
                .sorted()
                .toList();
        for (int i = 0; i < drawn.size(); i++) {
            boolean out = i % 5 == 1;
            lines.add(new Confirmations.Line(
                    drawn.get(i),
                    out ? Confirmations.Code.S2 : Confirmations.Code.OK,
                    out ? Optional.of("ee".repeat(32)) : Optional.empty()));
        }
        byte[] tsv = new Confirmations(lines).bytes();
        Confirmations confirmations = Confirmations.parse("confirmations.tsv", tsv, result.rows());
        members.put("confirmations.tsv", tsv);
        logLater(LogEntry.confirmed(params, tsv));
        if (stage < 6) {
            return;
        }
        seconds.keySet().removeAll(withholding);
        SecondReveal second = SecondReveal.of(
                params,
                seconds,
                withholding.isEmpty() ? Optional.empty() : Optional.of(SecondReveal.beaconOf(BEACON2)));
        if (!params.secondCommitments().isEmpty()) {
            members.put("reveal2.txt", second.bytes());
        }
        seconds.forEach((party, secret) -> log(LogEntry.secondReveal(params, party, secret)));
        List<String> named = new ArrayList<>(second.withheld(params));
        if (!named.isEmpty()) {
            members.put("beacon2.txt", BEACON2);
        }
        if (fraud == Fraud.WITHHELD_ORDER) {
            Collections.reverse(named);
        } else if (fraud == Fraud.WITHHELD_OTHER) {
            named = List.copyOf(seconds.keySet());
        } else if (fraud == Fraud.WITHHELD_SILENT) {
            named = List.of();
        }
        if (fraud != Fraud.WITHHELD_LATE) {
            named.forEach(party -> logLater(LogEntry.withheld(params, party)));
        }
        String seed2 = SecondSeed.of(params, tsv, second);
        List<MatchTask> tasks = new ArrayList<>();
        confirmations.confirmed().stream()
                .sorted()
                .forEach(id -> tasks.add(new MatchTask(id, tasks.isEmpty() ? Optional.of("SE") : Optional.empty())));
        ReserveOrder.of(params, seed2, result.rows())
                .substitutes(confirmations, result.rows())
                .values()
                .forEach(ids -> ids.stream()
                        .skip(fraud == Fraud.SUBSTITUTE ? 1 : 0)
                        .forEach(id -> tasks.add(new MatchTask(id, Optional.empty()))));
        if (fraud == Fraud.TASK) {
            tasks.add(new MatchTask("NEVER-DRAWN", Optional.empty()));
        }
        int group = fraud == Fraud.GROUP ? 3 : 2;
        byte[] args = Certificate.matchArgs(seed2, "DEPT1", "2026-09-01", group);
        byte[] matched = Matching.match(
                        seed2,
                        "DEPT1",
                        "2026-09-01",
                        group,
                        tasks,
                        Officer.parse("officers.tsv", officers),
                        Avoidance.parse("avoid.tsv", avoid))
                .tsv();
        members.put("match/DEPT1/args.txt", args);
        members.put("match/DEPT1/tasks.tsv", MatchTask.tsv(tasks));
        members.put("match/DEPT1/officers.tsv", officers);
        members.put("match/DEPT1/avoid.tsv", avoid);
        members.put("match/DEPT1/result.tsv", matched);
        logLater(LogEntry.match(params, "DEPT1", args, MatchTask.tsv(tasks), officers, avoid, matched));
        if (fraud == Fraud.WITHHELD_LATE) {
            named.forEach(party -> logLater(LogEntry.withheld(params, party)));
        }
    }

    private static byte[] beacon(String identity) {
        if (identity.startsWith("lottery:")) {
            return Ascii.bytes("lottery=fc3d issue=20260529 numbers=3,0,7\n");
        }
        return Ascii.bytes(
                identity.startsWith("drand:")
                        ? "round=77 randomness=" + RANDOMNESS + " signature=" + SIGNATURE + "\n"
                        : "3 1 4 1 5 9 2 6, thrown at 09:30\n");
    }

    /** The members with one of them changed. */
    Map<String, byte[]> with(String name, UnaryOperator<String> edit) {
        String before = new String(member(name), StandardCharsets.UTF_8);
        String after = edit.apply(before);
        if (after.equals(before)) {
            throw new IllegalArgumentException("nothing was changed in " + name);
        }
        return and(name, after);
    }

    /** The members and one more, or another in its place. */
    Map<String, byte[]> and(String name, String text) {
        Map<String, byte[]> out = new LinkedHashMap<>(members);
        out.put(name, text.getBytes(StandardCharsets.UTF_8));
        return out;
    }

    /** The members without some. */
    Map<String, byte[]> without(String... names) {
        Map<String, byte[]> out = new LinkedHashMap<>(members);
        out.keySet().removeAll(Set.of(names));
        return out;
    }

    /** The members with other keys named in log/opening.proof, and others that sign. */
    Map<String, byte[]> signed(List<NoteSigner> named, List<NoteSigner> signing) {
        Checkpoint checkpoint = new Checkpoint("log.example", log.size(), log.root());
        StringBuilder keys = new StringBuilder();
        named.forEach(s -> keys.append("key=").append(s.key().text()).append('\n'));
        Map<String, byte[]> out = and(
                "log/opening.proof",
                keys + Ascii.string(member("log/opening.proof")).replaceAll("key=.*\n", ""));
        out.put(
                "log/checkpoint",
                checkpoint
                        .note(signing.stream()
                                .map(s -> s.sign(checkpoint.text(), 1_780_000_000L))
                                .toList())
                        .getBytes(StandardCharsets.UTF_8));
        return out;
    }

    /** A checkpoint of the first entries: size, then who cosigned it when. */
    record Seen(int size, Map<NoteSigner, Long> by) {}

    /** The members, with when witnesses saw the opening, and when they saw the last checkpoint. */
    Map<String, byte[]> witnessed(List<Seen> seen, Map<NoteSigner, Long> later) {
        Map<String, byte[]> out = new LinkedHashMap<>(members);
        out.put(
                "log/witnessed.proof",
                new WitnessedProof(seen.stream().map(this::block).toList()).bytes());
        Checkpoint last = new Checkpoint("log.example", log.size(), log.root());
        out.put("log/checkpoint", note(last, later));
        StringBuilder keys = new StringBuilder("key=" + LOG_SIGNER.key().text() + "\n");
        later.keySet().forEach(s -> keys.append("key=").append(s.key().text()).append('\n'));
        String proof = Ascii.string(member("log/opening.proof")).replaceAll("key=.*\n", "");
        out.put("log/opening.proof", Ascii.bytes(keys + proof));
        return out;
    }

    WitnessedProof.Block block(Seen seen) {
        MerkleTree tree = new MerkleTree(HashProfile.SHA256);
        entries.subList(0, seen.size()).forEach(entry -> tree.append(entry.leaf()));
        Checkpoint at = new Checkpoint("log.example", seen.size(), tree.root());
        return new WitnessedProof.Block(tree.inclusion(0, seen.size()), note(at, seen.by()));
    }

    private static byte[] note(Checkpoint checkpoint, Map<NoteSigner, Long> by) {
        List<String> lines = new ArrayList<>(List.of(LOG_SIGNER.sign(checkpoint.text(), 0)));
        by.forEach((witness, at) -> lines.add(witness.sign(checkpoint.text(), at)));
        return checkpoint.note(lines).getBytes(StandardCharsets.UTF_8);
    }

    byte[] member(String name) {
        return java.util.Objects.requireNonNull(members.get(name));
    }

    private void log(LogEntry entry) {
        entries.add(entry);
    }

    private void logLater(LogEntry entry) {
        log(entry);
        later.add(entry);
    }

    private void prove(LogEntry opening, List<LogEntry> order) {
        entries.retainAll(order);
        entries.sort(Comparator.comparing(order::indexOf));
        entries.forEach(entry -> log.append(entry.leaf()));
        NoteSigner signer = NoteSigner.log("log.example", LOG);
        NoteSigner witness = NoteSigner.witness("witness.example", WITNESS);
        Checkpoint checkpoint = new Checkpoint("log.example", log.size(), log.root());
        String note = checkpoint.note(
                List.of(signer.sign(checkpoint.text(), 0), witness.sign(checkpoint.text(), 1_780_000_000L)));
        members.put("log/checkpoint", note.getBytes(StandardCharsets.UTF_8));
        members.put(
                "log/opening.proof",
                new LogProof.ProofFile(List.of(signer.key(), witness.key()), List.of(proof(opening))).bytes());
        members.put(
                "log/result.proof",
                new LogProof.ProofFile(
                                List.of(),
                                later.stream()
                                        // As a certificate has them, whatever the order in this log.
                                        .sorted(Comparator.<LogEntry>comparingInt(e -> PROVED.indexOf(e.kind()))
                                                .thenComparing(LogEntry::payload))
                                        .map(this::proof)
                                        .toList())
                        .bytes());
    }

    private LogProof proof(LogEntry entry) {
        int at = entries.indexOf(entry);
        return new LogProof(entry, at, log.inclusion(at, log.size()));
    }

    static byte[] zip(Map<String, byte[]> members) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Map<String, FrameSource> sources = new LinkedHashMap<>();
            members.forEach((name, data) -> sources.put(name, FrameSource.of(data)));
            Certificate.write(out, sources);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Certificate.Verification verify(Path dir, byte[] zip) {
        return verify(dir, zip, Optional.empty());
    }

    static Certificate.Verification verify(Path dir, byte[] zip, Optional<NoteKey> key) {
        try {
            Path file = dir.resolve("certificate.zip");
            Files.write(file, zip);
            return Certificate.verify(file, key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] withoutLastLine(byte[] data) {
        String text = Ascii.string(data);
        return Ascii.bytes(text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1));
    }

    static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
