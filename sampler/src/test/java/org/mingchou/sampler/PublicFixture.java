package org.mingchou.sampler;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A public certificate (§3.11.4) of 60 rows, 51 eligible, 18 drawn at a floor of 30 %, re-run by three outsiders. Nothing
 * of it needs a draw: a public certificate holds no frame. Each method changes one thing, and then all else fits to it.
 */
final class PublicFixture {
    static final String DRAW = "T-2026-3";
    static final String RESULT = "c4".repeat(32);
    static final String ROOT = "5d".repeat(32);
    private static final Map<String, KeyPair> KEYS = new TreeMap<>();

    /**
     * A verdict before it is signed.
     *
     * @param published the digest of summary.txt; an empty one stands for the right one
     */
    record Verdict(String who, String result, String published, String tool, String time) {
        static Verdict of(String who) {
            return of(who, "verify.py/1.0");
        }

        static Verdict of(String who, String tool) {
            return new Verdict(who, RESULT, "", tool, "2026-09-01T10:00:00Z");
        }

        private Verdict of(Digest summary) {
            return published.isEmpty() ? new Verdict(who, result, summary.hex, tool, time) : this;
        }

        /** What §3.11.4 says is signed. */
        private String text() {
            return "SSJ-VERDICT-2|" + DRAW + "|" + who + "|" + result + "|" + published + "|" + tool + "|" + time;
        }

        private String line() {
            return String.join("\t", who, result, published, tool, time, key(who), sign(who, text())) + "\n";
        }
    }

    private record Digest(String hex) {}

    private final TreeMap<String, String> params = new TreeMap<>();
    private final TreeMap<String, String> summary = new TreeMap<>();
    private List<Verdict> verdicts = List.of(Verdict.of("court"), Verdict.of("notary"), Verdict.of("paper"));
    private boolean named = true;
    private UnaryOperator<List<LogEntry>> logged = UnaryOperator.identity();
    private UnaryOperator<List<LogEntry>> proved = UnaryOperator.identity();

    PublicFixture() {
        params("spec", "SSJ-DRAW-1").params("hash", "sha256").params("draw", DRAW);
        params("frame.digest", "0".repeat(64)).params("frame.root", "1".repeat(64));
        params("frame.count", "60").params("ratio.A", "1000").params("ratio.B", "5000");
        params("floor", "3000").params("reserve", "0").params("base", "all").params("beacon", "live:hall");
        params("audience", "parties").params("commit.lead", "2".repeat(64));
        summary("spec", "SSJ-PUBLIC-2").summary("result", RESULT);
        summary("rows", "60").summary("eligible", "51").summary("drawn", "18").summary("shortfall", "0");
        summary("excluded.X01", "6").summary("excluded.X04", "3");
    }

    /** @param value an empty one leaves the key out */
    PublicFixture params(String key, String value) {
        return put(params, key, value);
    }

    /** @param value an empty one leaves the key out */
    PublicFixture summary(String key, String value) {
        return put(summary, key, value);
    }

    private PublicFixture put(Map<String, String> values, String key, String value) {
        if (value.isEmpty()) {
            values.remove(key);
        } else {
            values.put(key, value);
        }
        return this;
    }

    PublicFixture sealed() {
        return params("mode", "sealed").summary("result.root", ROOT);
    }

    PublicFixture withoutNames() {
        named = false;
        return this;
    }

    PublicFixture verdicts(Verdict... given) {
        verdicts = List.of(given);
        return this;
    }

    /** @param change of the log's order: OPENING, RESULT, the verdicts in their order, UNSEAL when names are opened */
    PublicFixture logged(UnaryOperator<List<LogEntry>> change) {
        logged = change;
        return this;
    }

    /** @param change of the entries that log/result.proof proves */
    PublicFixture proved(UnaryOperator<List<LogEntry>> change) {
        proved = change;
        return this;
    }

    static List<LogEntry> swapped(List<LogEntry> entries, int one, int other) {
        List<LogEntry> out = new ArrayList<>(entries);
        Collections.swap(out, one, other);
        return out;
    }

    Map<String, byte[]> members() {
        Map<String, byte[]> members = new LinkedHashMap<>();
        byte[] opening = keyValues(params);
        boolean sealed = params.containsKey("mode");
        members.put("params.txt", opening);
        byte[] names = names();
        String salt = "7a".repeat(16);
        TreeMap<String, String> counts = new TreeMap<>(summary);
        HashProfile hash = HashProfile.byId(params.getOrDefault("hash", "")).orElseThrow();
        counts.put("names", hash.hex((sealed ? salt + "|" : "") + Ascii.string(names)));
        members.put("summary.txt", keyValues(counts));
        Digest published = new Digest(hash.hex(keyValues(counts)));
        List<Verdict> signed = verdicts.stream().map(v -> v.of(published)).toList();
        members.put(
                "verdicts.txt",
                Ascii.bytes(signed.stream().map(Verdict::line).collect(java.util.stream.Collectors.joining())));
        if (named) {
            members.put("drawn.tsv", names);
            if (sealed) {
                members.put("drawn.salt", Ascii.bytes(salt + "\n"));
            }
        }
        List<LogEntry> later = new ArrayList<>();
        later.add(new LogEntry(LogEntry.Kind.RESULT, DRAW, sealed ? ROOT : RESULT));
        signed.forEach(
                v -> later.add(new LogEntry(LogEntry.Kind.VERDICT, DRAW, v.who + "|" + v.result + "|" + v.published)));
        if (sealed && named) {
            later.add(new LogEntry(LogEntry.Kind.UNSEAL, DRAW, RESULT));
        }
        List<LogEntry> log = new ArrayList<>(later);
        log.add(0, new LogEntry(LogEntry.Kind.OPENING, DRAW, hash.hex(opening)));
        log(members, logged.apply(log), log.get(0), proved.apply(later));
        return members;
    }

    /** The text that this verdict's author signs about this certificate. */
    String text(Verdict verdict) {
        HashProfile hash = HashProfile.byId(params.getOrDefault("hash", "")).orElseThrow();
        return verdict.of(new Digest(hash.hex(members().getOrDefault("summary.txt", new byte[0]))))
                .text();
    }

    private byte[] names() {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < Integer.parseInt(summary.getOrDefault("drawn", "0")); i++) {
            names.append("91MA").append(1000 + i).append('\n');
        }
        return Ascii.bytes(names.toString());
    }

    private static void log(Map<String, byte[]> members, List<LogEntry> all, LogEntry opening, List<LogEntry> proved) {
        MerkleTree tree = new MerkleTree(HashProfile.SHA256);
        all.forEach(entry -> tree.append(entry.leaf()));
        NoteSigner log = NoteSigner.log("log.example", CertificateFixture.LOG);
        NoteSigner witness = NoteSigner.witness("witness.example", CertificateFixture.WITNESS);
        Checkpoint checkpoint = new Checkpoint("log.example", tree.size(), tree.root());
        String note = checkpoint.note(
                List.of(log.sign(checkpoint.text(), 0), witness.sign(checkpoint.text(), 1_780_000_000L)));
        members.put("log/checkpoint", note.getBytes(StandardCharsets.UTF_8));
        members.put(
                "log/opening.proof",
                new LogProof.ProofFile(
                                List.of(log.key(), witness.key()), List.of(proof(tree, opening, all.indexOf(opening))))
                        .bytes());
        // Of equal entries each is proved where it stands.
        List<LogEntry> left = new ArrayList<>(all);
        List<LogProof> proofs = new ArrayList<>();
        for (LogEntry entry : proved) {
            int at = left.indexOf(entry);
            proofs.add(proof(tree, entry, Math.max(at, 0)));
            if (at >= 0) {
                left.set(at, new LogEntry(LogEntry.Kind.VOID, DRAW, "proved"));
            }
        }
        members.put("log/result.proof", new LogProof.ProofFile(List.of(), proofs).bytes());
    }

    private static LogProof proof(MerkleTree tree, LogEntry entry, int at) {
        return new LogProof(entry, at, tree.inclusion(at, tree.size()));
    }

    static byte[] zip(Map<String, byte[]> members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] keyValues(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        values.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        return Ascii.bytes(text.toString());
    }

    /** The raw public key of an outsider, 64 hex. */
    static String key(String who) {
        byte[] encoded = pair(who).getPublic().getEncoded();
        return Hex.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    static String sign(String who, String text) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(pair(who).getPrivate());
            signer.update(Ascii.bytes(text));
            return Hex.encode(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static synchronized KeyPair pair(String who) {
        return KEYS.computeIfAbsent(who, name -> {
            try {
                return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
