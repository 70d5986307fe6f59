package org.mingchou.sampler;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Checks what a public certificate shows (§3.11.4): counts, names, signed verdicts and log; frame and tickets are not in it. */
final class PublicCertificate {
    static final String SUMMARY = "summary.txt";
    static final String VERDICTS = "verdicts.txt";
    static final String NAMES = "drawn.tsv";
    static final String SALT = "drawn.salt";

    private static final int NEEDED = 3;
    private static final long MOST = 1_000_000_000_000L;
    private static final Pattern CODE = Pattern.compile("X[0-9][0-9]");
    private static final Pattern TOOL = Pattern.compile("[A-Za-z0-9._+-]{1,48}/[A-Za-z0-9._+-]{1,16}");
    private static final Pattern TIME = Pattern.compile(".{10}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{128}");
    private static final Pattern SALT_LINE = Pattern.compile("[0-9a-f]{32}");

    private record Verdict(String who, String result, String published, String tool, String key) {}

    private final CertificateMembers in;
    private final Params params;
    private final Optional<NoteKey> pinned;
    private final List<String> lines;

    PublicCertificate(CertificateMembers in, Params params, Optional<NoteKey> pinned, List<String> lines) {
        this.in = in;
        this.params = params;
        this.pinned = pinned;
        this.lines = lines;
    }

    /** Those that stand in no full certificate. */
    static final List<String> MEMBERS = List.of(SUMMARY, VERDICTS, NAMES, SALT);

    static boolean isMember(String name) {
        return MEMBERS.contains(name);
    }

    void check() throws IOException {
        for (String name : List.of(
                Certificate.FRAME,
                Certificate.REVEAL,
                Certificate.BEACON,
                Certificate.RESULT,
                Certificate.SALT_KEY,
                Certificate.CONFIRMATIONS,
                Certificate.REVEAL2,
                Certificate.BEACON2)) {
            CertificateVerifier.demand(!in.has(name), "a member that no such certificate has: " + name);
        }
        CertificateVerifier.demand(in.pools().isEmpty(), "a member that no such certificate has: match/");
        boolean sealed = params.mode() == Params.Mode.SEALED;
        lines.add("ok opening: " + params.opening());
        PublicSummary s = summary(sealed);
        numbers(s);
        boolean named = in.has(NAMES);
        CertificateVerifier.demand(named || sealed, "the member drawn.tsv is missing");
        if (named) {
            names(s);
        } else {
            CertificateVerifier.demand(!in.has(SALT), "drawn.salt without drawn.tsv");
            lines.add("note names: sealed until the visits are over");
        }
        List<Verdict> verdicts = verdicts(s);
        List<LogEntry> expected = new ArrayList<>();
        expected.add(new LogEntry(LogEntry.Kind.RESULT, params.draw(), s.root().orElse(s.result())));
        verdicts.forEach(v -> expected.add(LogEntry.verdict(params.draw(), v.who(), v.result(), v.published())));
        if (sealed && named) {
            expected.add(new LogEntry(LogEntry.Kind.UNSEAL, params.draw(), s.result()));
        }
        log(expected);
        lines.add("note public: frame, tickets and officers are not in it: that they are right rests on the verdicts");
    }

    private PublicSummary summary(boolean sealed) throws IOException {
        SortedMap<String, String> values = new TreeMap<>();
        SortedMap<String, Long> at = new TreeMap<>();
        String last = "";
        for (TextFile.Line line : TextFile.lines(SUMMARY, in.read(SUMMARY), false)) {
            int cut = line.text().indexOf('=');
            if (cut < 1 || cut == line.text().length() - 1) {
                throw new MalformedInput(SUMMARY, line.number(), "a line is key=value, neither of them empty");
            }
            String key = line.text().substring(0, cut);
            if (key.compareTo(last) <= 0) {
                throw new MalformedInput(
                        SUMMARY, line.number(), key.equals(last) ? "a key occurs once" : "keys must ascend bytewise");
            }
            values.put(key, line.text().substring(cut + 1));
            at.put(key, line.number());
            last = key;
        }
        SortedMap<String, Long> excluded = new TreeMap<>();
        for (String key : List.copyOf(values.keySet())) {
            if (key.startsWith("excluded.")) {
                long line = at.getOrDefault(key, 0L);
                String code = key.substring("excluded.".length());
                TextFile.match(SUMMARY, line, "a code", CODE, code);
                excluded.put(code, TextFile.number(SUMMARY, line, "excluded", take(values, key), 1, MOST));
            }
        }
        PublicSummary s = new PublicSummary(
                whole(values, at, "rows"),
                whole(values, at, "eligible"),
                excluded,
                whole(values, at, "drawn"),
                whole(values, at, "shortfall"),
                digest(values, at, "result"),
                digest(values, at, "names"),
                sealed ? Optional.of(digest(values, at, "result.root")) : Optional.empty());
        if (!take(values, "spec").equals(PublicSummary.SPEC)) {
            throw new MalformedInput(SUMMARY, at.getOrDefault("spec", 0L), "spec must be " + PublicSummary.SPEC);
        }
        if (!values.isEmpty()) {
            throw new MalformedInput(SUMMARY, at.getOrDefault(values.firstKey(), 0L), "unknown key");
        }
        return s;
    }

    private static long whole(SortedMap<String, String> values, SortedMap<String, Long> at, String key) {
        return TextFile.number(SUMMARY, at.getOrDefault(key, 0L), key, take(values, key), 0, MOST);
    }

    private static String digest(SortedMap<String, String> values, SortedMap<String, Long> at, String key) {
        return TextFile.hash(SUMMARY, at.getOrDefault(key, 0L), key, take(values, key));
    }

    private static String take(SortedMap<String, String> values, String key) {
        String value = values.remove(key);
        if (value == null) {
            throw new MalformedInput(SUMMARY, 0, "the key " + key + " is missing");
        }
        return value;
    }

    private void numbers(PublicSummary s) {
        long excluded =
                s.excluded().values().stream().mapToLong(Long::longValue).sum();
        CertificateVerifier.demand(s.rows() == params.frameCount(), "rows is not frame.count");
        CertificateVerifier.demand(s.eligible() + excluded == s.rows(), "eligible and excluded do not add up to rows");
        CertificateVerifier.demand(s.drawn() <= s.eligible(), "more were drawn than were eligible");
        long base = params.base() == Params.Base.ALL ? s.rows() : s.eligible();
        long missing = Math.max(0, (base * params.floor() + 9999) / 10000 - s.drawn());
        CertificateVerifier.demand(s.shortfall() == missing, "shortfall is not what the floor leaves open");
        CertificateVerifier.demand(
                missing == 0 || s.drawn() == s.eligible(), "a shortfall while eligible objects are left");
        lines.add("ok summary: " + s.rows() + " rows, " + excluded + " excluded, " + s.drawn() + " drawn, shortfall "
                + s.shortfall());
    }

    private void names(PublicSummary s) throws IOException {
        boolean salted = params.frameSalted().isPresent() || params.mode() == Params.Mode.SEALED;
        CertificateVerifier.demand(in.has(SALT) == salted, "drawn.salt is missing or foreign");
        Optional<String> salt = Optional.empty();
        if (salted) {
            String line = TextFile.onlyLine(SALT, in.read(SALT));
            salt = Optional.of(TextFile.match(SALT, 1, "the salt", SALT_LINE, line));
        }
        byte[] tsv = in.read(NAMES);
        String last = "";
        long names = 0;
        for (TextFile.Line line : TextFile.lines(NAMES, tsv, true)) {
            TextFile.match(NAMES, line.number(), "objectId", TextFile.OBJECT_ID, line.text());
            if (line.text().compareTo(last) <= 0) {
                throw new MalformedInput(NAMES, line.number(), "lines must ascend, each once");
            }
            last = line.text();
            names++;
        }
        CertificateVerifier.demand(names == s.drawn(), "drawn.tsv does not hold as many names as were drawn");
        CertificateVerifier.demand(
                PublicSummary.names(params.hash(), salt, tsv).equals(s.names()),
                "drawn.tsv holds other names than those of summary.txt");
        lines.add("ok names: " + names + ", ascending, those of summary.txt");
    }

    private List<Verdict> verdicts(PublicSummary s) throws IOException {
        List<Verdict> found = new ArrayList<>();
        Set<String> people = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (TextFile.Line line : TextFile.lines(VERDICTS, in.read(VERDICTS), true)) {
            String[] f = TextFile.fields(VERDICTS, line, 7);
            TextFile.match(VERDICTS, line.number(), "who", TextFile.PARTY, f[0]);
            TextFile.hash(VERDICTS, line.number(), "a result", f[1]);
            TextFile.hash(VERDICTS, line.number(), "a public", f[2]);
            TextFile.match(VERDICTS, line.number(), "an implementation", TOOL, f[3]);
            TextFile.match(VERDICTS, line.number(), "a time", TIME, f[4]);
            TextFile.date(VERDICTS, line.number(), "the day of a time", f[4].substring(0, 10));
            TextFile.hash(VERDICTS, line.number(), "a key", f[5]);
            TextFile.match(VERDICTS, line.number(), "a signature", SIGNATURE, f[6]);
            if (!found.isEmpty()) {
                Verdict last = found.get(found.size() - 1);
                int order = last.who().compareTo(f[0]);
                if (order > 0 || order == 0 && last.tool().compareTo(f[3]) >= 0) {
                    throw new MalformedInput(
                            VERDICTS, line.number(), "lines must ascend by who and implementation, each once");
                }
            }
            String text = String.join("|", "SSJ-VERDICT-2", params.draw(), f[0], f[1], f[2], f[3], f[4]);
            CertificateVerifier.demand(
                    signed(f[5], text, f[6]), "the signature of the verdict of " + f[0] + " is wrong");
            found.add(new Verdict(f[0], f[1], f[2], f[3], f[5]));
            people.add(f[0]);
            keys.add(f[5]);
        }
        CertificateVerifier.demand(
                Math.min(people.size(), keys.size()) >= NEEDED, "fewer than three outsiders re-ran the draw");
        String published = params.hash().hex(in.read(SUMMARY));
        for (Verdict v : found) {
            CertificateVerifier.demand(v.result().equals(s.result()), v.who() + " found another result");
            CertificateVerifier.demand(
                    v.published().equals(published), v.who() + " signed other counts or names than summary.txt");
        }
        lines.add("ok verdicts: " + found.size() + " by " + people.size()
                + " outsiders, signatures right, all found this result, these counts and names");
        found.forEach(v -> lines.add("note verdict key: " + v.who() + " " + v.key() + " is not pinned"));
        return found;
    }

    private void log(List<LogEntry> expected) throws IOException {
        Checkpoint.Signed note = Checkpoint.parse(Certificate.CHECKPOINT, in.read(Certificate.CHECKPOINT));
        LogProof.ProofFile opening =
                LogProof.ProofFile.parse(Certificate.OPENING_PROOF, in.read(Certificate.OPENING_PROOF));
        LogProof.ProofFile later =
                LogProof.ProofFile.parse(Certificate.RESULT_PROOF, in.read(Certificate.RESULT_PROOF));
        Checkpoint checkpoint = CertificateVerifier.signed(note, opening.keys(), pinned, lines);
        CertificateVerifier.demand(
                later.keys().isEmpty(), "log/result.proof names keys: they belong into log/opening.proof");
        CertificateVerifier.demand(opening.proofs().size() == 1, "log/opening.proof proves one entry");
        proved(opening.proofs().get(0), LogEntry.opening(params), checkpoint);
        CertificateVerifier.demand(
                later.proofs().size() == expected.size(),
                "log/result.proof proves " + later.proofs().size() + " entries instead of " + expected.size());
        long last = opening.proofs().get(0).index();
        long result = last;
        Set<Long> indexes = new HashSet<>();
        for (int i = 0; i < expected.size(); i++) {
            LogProof proof = later.proofs().get(i);
            proved(proof, expected.get(i), checkpoint);
            CertificateVerifier.demand(indexes.add(proof.index()), "log/result.proof proves an entry twice");
            if (i == 0) {
                result = proof.index();
                CertificateVerifier.demand(result > last, "the log's entry RESULT comes too early");
            } else {
                CertificateVerifier.demand(
                        proof.index() > result,
                        "the log's entry " + expected.get(i).kind() + " comes too early");
            }
        }
        lines.addAll(new WitnessCheck(
                        params, note, opening.keys().get(0), opening.proofs().get(0), result)
                .check(in, Optional.empty()));
    }

    private void proved(LogProof proof, LogEntry expected, Checkpoint checkpoint) {
        CertificateVerifier.demand(
                proof.entry().equals(expected), "the log's entry " + expected.kind() + " says something else");
        CertificateVerifier.demand(
                proof.verify(checkpoint), "the proof of the log's entry " + expected.kind() + " fails");
        lines.add("ok log " + expected.kind() + ": entry " + proof.index());
    }

    private static boolean signed(String key, String text, String signature) {
        return Ed25519.verify(Hex.decode(key), Ascii.bytes(text), Hex.decode(signature));
    }
}
