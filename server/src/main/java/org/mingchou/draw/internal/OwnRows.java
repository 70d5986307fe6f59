package org.mingchou.draw.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.ledger.DrawLog;
import org.mingchou.platform.BlobStore;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.Keys;
import org.mingchou.sampler.SaltedFrame;
import org.mingchou.shared.Clause;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What one enterprise gets of a draw: the proof of its own row, and of its own line in a sealed result. */
@Component
class OwnRows {

    private final BlobStore blobs;
    private final DrawFiles files;
    private final DrawLog log;
    private final BusinessClock clock;
    private final JdbcClient jdbc;

    OwnRows(BlobStore blobs, DrawFiles files, DrawLog log, BusinessClock clock, JdbcClient jdbc) {
        this.blobs = blobs;
        this.files = files;
        this.log = log;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    /** SSJ-ROW-1; empty when the frame has no salted root or no such object. */
    @Clause("抽取规范 §3.7.2")
    @Transactional
    public Optional<String> row(Draw draw, String objectId) {
        var salted = draw.frame().frameSalted();
        if (salted == null) {
            return Optional.empty();
        }
        try {
            var proof = SaltedIndex.prove(
                    index(draw, salted),
                    blobs.path(draw.frame().frameDigest()),
                    draw.frame().saltKey(),
                    draw.frame().frameCount(),
                    objectId);
            return proof.map(p -> text("SSJ-ROW-1", draw, p) + "ticket=" + ticket(draw, p) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SSJ-DOOR-1; empty when the result has no such object. */
    @Clause("抽取规范 §3.7.1")
    @Transactional
    public Optional<String> door(Draw draw, String objectId, boolean logged) {
        var proof =
                SaltedFrame.proveResult(HashProfile.SHA256, draw.frame().saltKey(), files.rows(draw.key()), objectId);
        return proof.map(p -> text("SSJ-DOOR-1", draw, p) + (logged ? inLog(draw, p.root()) : ""));
    }

    private static String text(String spec, Draw draw, SaltedFrame.RowProof proof) {
        var text = new StringBuilder("spec=" + spec + "\nhash=sha256\ndraw=" + draw.drawNo());
        text.append("\nline=").append(proof.line().replace('\t', ' '));
        text.append("\nsalt=").append(proof.salt());
        text.append("\nindex=").append(proof.index());
        text.append("\nsize=").append(proof.size()).append('\n');
        proof.path()
                .forEach(h ->
                        text.append("path=").append(HexFormat.of().formatHex(h)).append('\n'));
        return text.append("root=").append(proof.root()).append('\n').toString();
    }

    private String inLog(Draw draw, String root) {
        var evidence = log.evidence(draw.drawNo(), List.of(new DrawLog.Entry("RESULT", root)));
        var text = new StringBuilder();
        ascii(evidence.openingProof())
                .lines()
                .filter(l -> l.startsWith("key="))
                .forEach(l -> text.append(l).append('\n'));
        ascii(evidence.resultProof())
                .lines()
                .filter(l -> !l.startsWith("entry="))
                .forEach(l -> text.append("log.").append(l).append('\n'));
        return text.append("checkpoint=")
                .append(java.util.Base64.getEncoder().encodeToString(evidence.checkpoint()))
                .append('\n')
                .toString();
    }

    /** The smallest of its balls, as it stands in the draw: an excluded object has one too, but takes no part. */
    private static String ticket(Draw draw, SaltedFrame.RowProof proof) {
        var fields = proof.line().split("\t", -1);
        var key = Keys.of(HashProfile.SHA256, draw.drawn().seed(), "object");
        return IntStream.rangeClosed(1, Integer.parseInt(fields[3]))
                .mapToObj(ball -> HashProfile.SHA256.hex(key + "|" + fields[0] + (ball == 1 ? "" : "#" + ball)))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Made once for a frame; a draw that repeats a void one has the same. */
    private byte[] index(Draw draw, String salted) throws IOException {
        var known = jdbc.sql("SELECT blob FROM draw.salted_index WHERE frame_salted = :salted")
                .param("salted", salted)
                .query(String.class)
                .optional();
        if (known.isPresent()) {
            return blobs.bytes(known.get());
        }
        byte[] index;
        try (var frame = blobs.open(draw.frame().frameDigest())) {
            index = SaltedIndex.make(frame, draw.frame().saltKey());
        }
        if (!SaltedIndex.root(index).equals(salted)) {
            throw new IllegalStateException("the frame of " + draw.drawNo() + " no longer has its salted root");
        }
        jdbc.sql("""
                INSERT INTO draw.salted_index (frame_salted, blob, made_at)
                VALUES (:salted, :blob, :at) ON CONFLICT DO NOTHING""")
                .param("salted", salted)
                .param("blob", blobs.put(index, "application/octet-stream").sha256())
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .update();
        return index;
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
