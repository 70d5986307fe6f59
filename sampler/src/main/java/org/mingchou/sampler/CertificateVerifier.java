package org.mingchou.sampler;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mingchou.sampler.CertificateMembers.Unverified;

/** The checks of §3.11 in the order of the draw's own time line. One instance verifies one certificate. */
final class CertificateVerifier {
    private final Optional<NoteKey> pinned;
    private final List<String> lines = new ArrayList<>();

    CertificateVerifier(Optional<NoteKey> pinned) {
        this.pinned = pinned;
    }

    Certificate.Verification verify(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            if (in.read() != 'P' || in.read() != 'K') {
                throw new MalformedInput(file.toString(), 0, "a certificate is a zip");
            }
        }
        try (CertificateMembers members = CertificateMembers.open(file)) {
            ok("members", members.count() + " listed, none foreign, none twice");
            run(members);
            lines.add("VERIFIED");
            return new Certificate.Verification(true, List.copyOf(lines));
        } catch (Unverified | MalformedInput e) {
            lines.add("NOT VERIFIED: " + Main.oneLine(String.valueOf(e.getMessage())));
        } catch (IOException | IllegalArgumentException e) {
            lines.add("NOT VERIFIED: the zip is damaged: " + Main.oneLine(String.valueOf(e.getMessage())));
        }
        return new Certificate.Verification(false, List.copyOf(lines));
    }

    private void run(CertificateMembers in) throws IOException {
        Params params = Params.parse(in.read(Certificate.PARAMS));
        if (in.has(PublicCertificate.SUMMARY)) {
            new PublicCertificate(in, params, pinned, lines).check();
            return;
        }
        for (String foreign : PublicCertificate.MEMBERS) {
            demand(!in.has(foreign), "a member that no such certificate has: " + foreign);
        }
        ok("opening", params.opening());
        if (params.withoutBeacon()) {
            lines.add("note beacon: none (无信标): the last revealer knew the outcome before he revealed");
        }
        Reveal reveal = Reveal.parse(in.read(Certificate.REVEAL), params);
        ok("commitments", reveal.secrets().size() + " secrets open them");
        lines.addAll(BeaconCheck.check(in, params, reveal));
        Draw.Audited drawn = Draw.audited(params, in.source(Certificate.FRAME), reveal);
        DrawResult result = drawn.result();
        ok("frame", result.frame().count() + " rows, digest and root as in the opening");
        ok("seed", result.seed());
        Optional<String> saltKey = saltKey(in, params);
        PublicSummary published = PublicSummary.of(params, result, in.source(Certificate.FRAME), saltKey);
        String toSign = "note to sign: an outsider who re-ran " + params.draw() + " signs result " + published.result()
                + " and public " + published.digest(params.hash());
        if (!Arrays.equals(in.read(Certificate.RESULT), result.resultTsv())) {
            // Who found another result than the agency signs that, too.
            lines.add(toSign);
            throw new Unverified("result.tsv is not what the draw gives");
        }
        ok("result", result.rows().size() + " rows, re-drawn byte for byte; shortfall " + result.shortfall());
        drawn.sample()
                .ifPresent(sample -> ok(
                        AuditSample.XAUDIT,
                        sample.rows().size() + " of " + sample.excluded() + " excluded, "
                                + sample.digest(params.hash())));

        Checkpoint.Signed note = Checkpoint.parse(Certificate.CHECKPOINT, in.read(Certificate.CHECKPOINT));
        LogProof.ProofFile opening = proofs(in, Certificate.OPENING_PROOF);
        LogProof.ProofFile later = proofs(in, Certificate.RESULT_PROOF);
        signed(note, opening.keys(), pinned, lines);
        demand(later.keys().isEmpty(), "log/result.proof names keys: they belong into log/opening.proof");
        demand(opening.proofs().size() == 1, "log/opening.proof proves one entry");
        LogCheck log = new LogCheck(note.checkpoint());
        log.next(opening.proofs().get(0), LogEntry.opening(params));
        ok("log OPENING", "entry " + opening.proofs().get(0).index());
        List<LogEntry> expected = new ArrayList<>();
        expected.add(LogEntry.result(params, result, saltKey));
        expected.addAll(afterwards(in, params, result));
        demand(
                later.proofs().size() == expected.size(),
                "log/result.proof proves " + later.proofs().size() + " entries instead of " + expected.size());
        for (int i = 0; i < expected.size(); i++) {
            log.next(later.proofs().get(i), expected.get(i));
            ok("log " + expected.get(i).kind(), "entry " + later.proofs().get(i).index());
        }
        Optional<byte[]> beacon =
                in.has(Certificate.BEACON) ? Optional.of(in.read(Certificate.BEACON)) : Optional.empty();
        lines.addAll(new WitnessCheck(
                        params,
                        note,
                        opening.keys().get(0),
                        opening.proofs().get(0),
                        later.proofs().get(0).index())
                .check(in, beacon));
        lines.add(toSign);
    }

    private Optional<String> saltKey(CertificateMembers in, Params params) throws IOException {
        boolean needed = params.frameSalted().isPresent() || params.mode() == Params.Mode.SEALED;
        if (!needed) {
            demand(!in.has(Certificate.SALT_KEY), "saltkey.txt without a salted root in the opening");
            return Optional.empty();
        }
        String text = TextFile.onlyLine(Certificate.SALT_KEY, in.read(Certificate.SALT_KEY));
        String key = TextFile.hash(Certificate.SALT_KEY, 1, "the salt key", text);
        if (params.frameSalted().isPresent()) {
            String root = SaltedFrame.root(params.hash(), key, in.source(Certificate.FRAME));
            demand(root.equals(params.frameSalted().get()), "the salted root of the frame is not frame.salted");
            ok("salted frame", "root as in the opening");
        }
        return Optional.of(key);
    }

    /** The checkpoint, when each key and nobody else has signed it. */
    static Checkpoint signed(Checkpoint.Signed note, List<NoteKey> keys, Optional<NoteKey> pinned, List<String> lines) {
        demand(!keys.isEmpty(), "log/opening.proof names no key of the log");
        NoteKey log = keys.get(0);
        demand(log.type() == NoteKey.Type.ED25519, "the first key of log/opening.proof must be the log's");
        demand(log.name().equals(note.checkpoint().origin()), "the checkpoint is of another log than its key");
        demand(
                keys.stream().skip(1).allMatch(k -> k.type() == NoteKey.Type.COSIGNATURE),
                "the keys after the first must be the witnesses'");
        if (pinned.isPresent()) {
            demand(pinned.get().equals(log), "the log's key " + log.fingerprint() + " is not the pinned one");
        }
        Set<NoteKey> signers;
        try {
            signers = Checkpoint.verify(note, keys);
        } catch (IllegalArgumentException e) {
            throw new Unverified(String.valueOf(e.getMessage()));
        }
        // Every byte counts, so a signature that nobody can check has no place here.
        demand(
                signers.size() == keys.size() && note.signatures().size() == keys.size(),
                "the checkpoint must be signed once by each key of log/opening.proof and by nobody else");
        lines.add("ok checkpoint: size " + note.checkpoint().size() + ", cosigned by " + (keys.size() - 1)
                + " witnesses");
        lines.add((pinned.isPresent() ? "ok log key: " : "note log key: ")
                + log.fingerprint()
                + (pinned.isPresent() ? " is the pinned one" : " is not pinned"));
        if (keys.size() == 1) {
            lines.add("note witnesses: none cosigned this checkpoint");
        } else {
            keys.stream().skip(1).forEach(k -> lines.add("note witness key: " + k.fingerprint() + " is not pinned"));
        }
        return note.checkpoint();
    }

    /** Steps 5 and 6; returns the entries that the log must hold for them. */
    private List<LogEntry> afterwards(CertificateMembers in, Params params, DrawResult result) throws IOException {
        List<LogEntry> expected = new ArrayList<>();
        if (!in.has(Certificate.CONFIRMATIONS)) {
            demand(
                    !in.has(Certificate.REVEAL2)
                            && !in.has(Certificate.BEACON2)
                            && in.pools().isEmpty(),
                    "a second reveal or a matching without confirmations.tsv");
            lines.add("note stage: taken before the confirmations (step 5)");
            return expected;
        }
        byte[] tsv = in.read(Certificate.CONFIRMATIONS);
        Confirmations confirmations = Confirmations.parse(Certificate.CONFIRMATIONS, tsv, result.rows());
        expected.add(LogEntry.confirmed(params, tsv));
        int dropOuts = confirmations.lines().size() - confirmations.confirmed().size();
        ok("confirmations", confirmations.lines().size() + " lines, " + dropOuts + " drop-outs");
        SecondReveal second = SecondReveal.none();
        if (params.secondCommitments().isEmpty()) {
            demand(
                    !in.has(Certificate.REVEAL2) && !in.has(Certificate.BEACON2),
                    "reveal2.txt or beacon2.txt without a second commitment in the opening");
            lines.add("note second reveal: the opening binds no second secret");
        } else if (in.has(Certificate.REVEAL2)) {
            second = SecondReveal.parse(Certificate.REVEAL2, in.read(Certificate.REVEAL2), params);
            ok("second reveal", second.secrets().size() + " secrets open their commitments");
            lines.addAll(BeaconCheck.checkSecond(in, second));
            for (String party : second.withheld(params)) {
                expected.add(LogEntry.withheld(params, party));
                lines.add("note second reveal: " + party + " withheld its secret, a second beacon takes its place");
            }
        } else {
            demand(
                    !in.has(Certificate.BEACON2) && in.pools().isEmpty(),
                    "a second beacon or a matching without reveal2.txt");
            lines.add("note stage: taken before the second reveal (step 6)");
            return expected;
        }
        String seed2 = SecondSeed.of(params, tsv, second);
        ok("seed2", seed2);
        MatchCheck matches = new MatchCheck(in, params, seed2, confirmations, result.rows());
        for (String pool : in.pools()) {
            expected.add(matches.check(pool));
            ok("match " + pool, "re-dealt byte for byte");
        }
        matches.checkSubstitutes();
        params.pools().keySet().stream()
                .filter(pool -> !in.pools().contains(pool))
                .forEach(pool -> lines.add("note match " + pool + ": not in this certificate"));
        return expected;
    }

    private static LogProof.ProofFile proofs(CertificateMembers in, String name) throws IOException {
        return LogProof.ProofFile.parse(name, in.read(name));
    }

    private void ok(String check, String found) {
        lines.add("ok " + check + ": " + found);
    }

    static void demand(boolean holds, String reason) {
        if (!holds) {
            throw new Unverified(reason);
        }
    }

    /** The entries of this draw in one checkpoint, which must follow each other in the order of the time line. */
    private static final class LogCheck {
        private final Checkpoint checkpoint;
        /** Where the next entry may stand. */
        private long from;

        LogCheck(Checkpoint checkpoint) {
            this.checkpoint = checkpoint;
        }

        void next(LogProof proof, LogEntry expected) {
            demand(proof.entry().equals(expected), "the log's entry " + expected.kind() + " says something else");
            demand(proof.verify(checkpoint), "the proof of the log's entry " + expected.kind() + " fails");
            demand(proof.index() >= from, "the log's entry " + expected.kind() + " comes too early");
            // Departments match when they are ready: their order among themselves says nothing.
            if (expected.kind() != LogEntry.Kind.MATCH) {
                from = proof.index() + 1;
            }
        }
    }
}
