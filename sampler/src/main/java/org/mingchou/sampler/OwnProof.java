package org.mingchou.sampler;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one object shows of itself: a door proof (SSJ-DOOR-1, §3.7.1) that its line stands in a sealed result, or an
 * own-row proof (SSJ-ROW-1, §3.7.2) that its row stands in the salted frame.
 *
 * @param ofFrame an own-row proof
 * @param line with tabs, as in result.tsv or frame.tsv
 * @param salt 32 hex
 * @param index of the line, from 0
 * @param size lines of the tree
 * @param path 32 bytes each, from the sibling upwards
 * @param root 64 hex: the payload of RESULT, or frame.salted
 * @param ticket of an own-row proof: 64 hex, told and not proved
 * @param logged of a door proof that goes on to the log's key
 */
public record OwnProof(
        boolean ofFrame,
        HashProfile hash,
        String draw,
        String line,
        String objectId,
        String salt,
        long index,
        long size,
        List<byte[]> path,
        String root,
        Optional<String> ticket,
        Optional<Logged> logged) {

    /** @param keys the log's first, then the witnesses' */
    record Logged(List<NoteKey> keys, long index, List<byte[]> path, byte[] checkpoint) {}

    private static final Pattern SALT = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern STATUS = Pattern.compile("E|X[0-9]{2}");
    private static final Pattern KIND = Pattern.compile("DRAWN|RESERVE");
    private static final long MOST = 1_000_000_000_000L;

    /**
     * Reads a proof.
     *
     * @throws MalformedInput when it has another shape
     */
    public static OwnProof parse(String file, byte[] data) {
        return new Reader(file, data).read();
    }

    /** Whether line, salt and path lead to the root. */
    public boolean holds() {
        byte[] leaf = MerkleTree.leafHash(hash, Ascii.bytes(salt + "|" + line));
        return Proofs.verifyInclusion(hash, leaf, index, size, path, Hex.decode(root));
    }

    /**
     * Checks everything in the proof.
     *
     * @param params the opening's params.txt, with which an own-row proof is compared
     * @param pinned the log's key as the caller trusts it
     * @throws MalformedInput when the checkpoint within has another shape
     */
    public Certificate.Verification verify(Optional<Params> params, Optional<NoteKey> pinned) {
        List<String> lines = new ArrayList<>();
        try {
            check(params, pinned, lines);
            lines.add("VERIFIED");
            return new Certificate.Verification(true, List.copyOf(lines));
        } catch (CertificateMembers.Unverified e) {
            lines.add("NOT VERIFIED: " + Main.oneLine(String.valueOf(e.getMessage())));
            return new Certificate.Verification(false, List.copyOf(lines));
        }
    }

    private void check(Optional<Params> params, Optional<NoteKey> pinned, List<String> lines) {
        CertificateVerifier.demand(
                holds(), "the line does not stand in the " + (ofFrame ? "frame" : "result") + " with this root");
        if (ofFrame) {
            lines.add("ok row: " + objectId + " stands in the frame of " + draw + " as " + line.replace('\t', ' '));
            CertificateVerifier.demand(
                    pinned.isEmpty(), "the proof names no log, so the pinned key has nothing to sign");
            if (params.isPresent()) {
                Params p = params.get();
                CertificateVerifier.demand(p.draw().equals(draw) && p.hash() == hash, "params.txt is of another draw");
                CertificateVerifier.demand(
                        p.frameSalted().filter(root::equals).isPresent(), "the root is not frame.salted of params.txt");
                CertificateVerifier.demand(p.frameCount() == size, "size is not frame.count of params.txt");
                lines.add("ok opening: " + p.opening());
            } else {
                lines.add("note opening: compare the root " + root + " with frame.salted in params.txt");
            }
            lines.add("note ticket: " + ticket.orElse("") + " is told, not proved: the parties' certificate proves it");
            return;
        }
        CertificateVerifier.demand(params.isEmpty(), "params.txt is compared with own-row proofs only");
        String[] fields = line.split("\t", -1);
        lines.add("ok line: " + objectId + " is " + fields[4] + " at rank " + fields[1] + " of " + draw);
        if (logged.isPresent()) {
            Checkpoint checkpoint = CertificateVerifier.signed(
                    Checkpoint.parse("checkpoint", logged.get().checkpoint()),
                    logged.get().keys(),
                    pinned,
                    lines);
            LogEntry entry = new LogEntry(LogEntry.Kind.RESULT, draw, root);
            LogProof proof =
                    new LogProof(entry, logged.get().index(), logged.get().path());
            CertificateVerifier.demand(proof.verify(checkpoint), "the proof of the log's entry RESULT fails");
            lines.add("ok log RESULT: entry " + proof.index());
        } else {
            CertificateVerifier.demand(
                    pinned.isEmpty(), "the proof names no log, so the pinned key has nothing to sign");
            lines.add("note log: not in this proof: compare the root " + root
                    + " with the entry RESULT of the public log");
        }
        if (fields[4].equals("RESERVE")) {
            lines.add("note reserve: a reserve object is visited only when the log holds a substitution");
        }
    }

    /** The lines in their fixed order; each is read only when those before it are right, so the first broken rule is told. */
    private static final class Reader {
        private final String file;
        private final Iterator<TextFile.Line> rest;
        private Optional<TextFile.Line> ahead = Optional.empty();
        private long number;

        Reader(String file, byte[] data) {
            this.file = file;
            this.rest = TextFile.each(file, data, false).iterator();
        }

        OwnProof read() {
            String spec = take("spec");
            boolean ofFrame = spec.equals("SSJ-ROW-1");
            if (!ofFrame && !spec.equals("SSJ-DOOR-1")) {
                throw refuse("spec must be SSJ-DOOR-1 or SSJ-ROW-1");
            }
            HashProfile hash = HashProfile.byId(take("hash")).orElseThrow(() -> refuse("hash must be sha256 or sm3"));
            String draw = take("draw");
            TextFile.match(file, number, "draw", TextFile.DRAW_ID, draw);
            String[] fields = take("line").split(" ", -1);
            String objectId = ofFrame ? row(fields) : result(fields);
            String salt = take("salt");
            if (!SALT.matcher(salt).matches()) {
                throw refuse("salt must be 32 lower-case hex digits");
            }
            long index = number("index", 0, MOST - 1);
            long size = number("size", 1, MOST);
            List<byte[]> path = hashes("path");
            String root = hash("root");
            Optional<String> ticket = ofFrame ? Optional.of(hash("ticket")) : Optional.empty();
            Optional<Logged> logged = ofFrame || next().isEmpty() ? Optional.empty() : Optional.of(logged());
            if (next().isPresent()) {
                throw new MalformedInput(
                        file, number + 1, "nothing may follow the line " + (ofFrame ? "ticket=" : "checkpoint="));
            }
            return new OwnProof(
                    ofFrame,
                    hash,
                    draw,
                    String.join("\t", fields),
                    objectId,
                    salt,
                    index,
                    size,
                    path,
                    root,
                    ticket,
                    logged);
        }

        private String row(String[] fields) {
            if (fields.length != 4) {
                throw refuse("line holds the 4 fields of a row of frame.tsv, separated by one blank");
            }
            TextFile.match(file, number, "objectId", TextFile.OBJECT_ID, fields[0]);
            TextFile.match(file, number, "stratum", TextFile.STRATUM, fields[1]);
            if (!STATUS.matcher(fields[2]).matches()) {
                throw refuse("status must be E or X and two digits");
            }
            TextFile.number(file, number, "weight", fields[3], 1, 99);
            return fields[0];
        }

        private String result(String[] fields) {
            if (fields.length != 5) {
                throw refuse("line holds the 5 fields of a line of result.tsv, separated by one blank");
            }
            TextFile.match(file, number, "stratum", TextFile.STRATUM, fields[0]);
            TextFile.number(file, number, "rank", fields[1], 1, MOST);
            TextFile.match(file, number, "objectId", TextFile.OBJECT_ID, fields[2]);
            TextFile.hash(file, number, "ticket", fields[3]);
            if (!KIND.matcher(fields[4]).matches()) {
                throw refuse("the last field must be DRAWN or RESERVE");
            }
            return fields[2];
        }

        private Logged logged() {
            List<NoteKey> keys = new ArrayList<>();
            while (nextIs("key")) {
                String text = take("key");
                try {
                    keys.add(NoteKey.parse(text));
                } catch (IllegalArgumentException e) {
                    throw refuse("a key must be name+id+base64 with the id that fits");
                }
            }
            long index = number("log.index", 0, MOST - 1);
            List<byte[]> path = hashes("log.path");
            String spelled = take("checkpoint");
            byte[] note;
            try {
                note = Base64.getDecoder().decode(spelled);
            } catch (IllegalArgumentException e) {
                throw refuse("checkpoint must be base64");
            }
            if (note.length == 0 || !Base64.getEncoder().encodeToString(note).equals(spelled)) {
                throw refuse("checkpoint must be base64");
            }
            return new Logged(keys, index, path, note);
        }

        private boolean nextIs(String key) {
            return next().filter(l -> l.text().startsWith(key + "=")).isPresent();
        }

        private Optional<TextFile.Line> next() {
            if (ahead.isEmpty() && rest.hasNext()) {
                ahead = Optional.of(rest.next());
            }
            return ahead;
        }

        private String take(String key) {
            TextFile.Line line =
                    next().orElseThrow(() -> new MalformedInput(file, 0, "the line " + key + "= is missing"));
            number = line.number();
            if (!nextIs(key)) {
                throw refuse("a line " + key + "= is expected here");
            }
            ahead = Optional.empty();
            return line.text().substring(key.length() + 1);
        }

        private long number(String key, long least, long most) {
            String value = take(key);
            return TextFile.number(file, number, key, value, least, most);
        }

        private String hash(String key) {
            String value = take(key);
            return TextFile.hash(file, number, key, value);
        }

        private List<byte[]> hashes(String key) {
            List<byte[]> found = new ArrayList<>();
            while (nextIs(key)) {
                found.add(Hex.decode(hash(key)));
            }
            return found;
        }

        private MalformedInput refuse(String rule) {
            return new MalformedInput(file, number, rule);
        }
    }
}
