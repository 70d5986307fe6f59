package org.mingchou.draw.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mingchou.draw.Draws;
import org.mingchou.ledger.DrawLog;
import org.mingchou.platform.BlobStore;
import org.mingchou.sampler.Certificate;
import org.mingchou.sampler.FrameSource;
import org.mingchou.sampler.Params;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The full certificate: everything a stranger needs to run the draw again, as far as it has come. */
@Service
class DrawCertificate {

    private record Match(String poolId, String tasks, String result) {}

    private final DrawStore store;
    private final DrawAccess access;
    private final DrawFiles files;
    private final Pools pools;
    private final DrawLog log;
    private final Witnessing witnessing;
    private final LaterSteps later;
    private final BlobStore blobs;
    private final JdbcClient jdbc;

    DrawCertificate(
            DrawStore store,
            DrawAccess access,
            DrawFiles files,
            Pools pools,
            DrawLog log,
            Witnessing witnessing,
            LaterSteps later,
            BlobStore blobs,
            JdbcClient jdbc) {
        this.store = store;
        this.access = access;
        this.files = files;
        this.pools = pools;
        this.log = log;
        this.witnessing = witnessing;
        this.later = later;
        this.blobs = blobs;
        this.jdbc = jdbc;
    }

    /** The zip as a blob: written once per state of the draw, the same bytes give the same name. */
    @Clause("抽取规范 §3.11")
    @Transactional
    public BlobStore.Blob write(Actor actor, long drawId) {
        var draw = store.require(drawId, actor.regionCode());
        access.requireInside(draw, actor);
        requireDrawn(draw);
        var members = members(draw);
        return blobs.put(out -> write(out, members), "application/zip");
    }

    /**
     * The same zip, for everybody, of a draw that is open to all. It is not kept: strangers who ask after each growth of
     * the log must not fill the store.
     *
     * @return a file of its own, which the caller deletes
     */
    @Clause("抽取规范 §3.7 audience=public")
    @Transactional
    public Path publish(Draw draw) {
        access.requireOpenToAll(draw);
        requireDrawn(draw);
        var members = members(draw);
        try {
            var file = Files.createTempFile("certificate", ".zip");
            try (var out = Files.newOutputStream(file)) {
                write(out, members);
            } catch (IOException e) {
                Files.deleteIfExists(file);
                throw e;
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireDrawn(Draw draw) {
        if (draw.state() == DrawState.VOID) {
            throw later.noCertificate(draw);
        }
        if (draw.outcome() == null) {
            throw Problem.conflict("not-drawn-yet", "抽取结果还没有计算，尚无证书。请在计算结果后下载。");
        }
    }

    private static void write(OutputStream out, Map<String, FrameSource> members) throws IOException {
        Certificate.write(out, members);
    }

    private Map<String, FrameSource> members(Draw draw) {
        var params = files.params(draw);
        var outcome = draw.drawn();
        var members = new LinkedHashMap<String, FrameSource>();
        put(members, Certificate.PARAMS, params.bytes());
        members.put(
                Certificate.FRAME, files.source(Certificate.FRAME, draw.frame().frameDigest()));
        members.put(Certificate.REVEAL, files.source(Certificate.REVEAL, outcome.revealDigest()));
        if (!Beacons.without(draw)) {
            put(
                    members,
                    Certificate.BEACON,
                    DrawFiles.beaconFile(draw.beaconSet().beaconText()));
        }
        members.put(Certificate.RESULT, files.source(Certificate.RESULT, outcome.resultDigest()));
        if (params.frameSalted().isPresent() || params.mode() == Params.Mode.SEALED) {
            put(members, Certificate.SALT_KEY, ascii(draw.frame().saltKey() + "\n"));
        }
        var closing = draw.closing();
        if (closing != null) {
            members.put(
                    Certificate.CONFIRMATIONS, files.source(Certificate.CONFIRMATIONS, closing.confirmationsDigest()));
        }
        var second = draw.second();
        if (second != null) {
            members.put(Certificate.REVEAL2, files.source(Certificate.REVEAL2, second.reveal2Digest()));
            var withholding = draw.withholding();
            if (withholding != null && withholding.beacon2Text() != null) {
                put(members, Certificate.BEACON2, DrawFiles.beaconFile(withholding.beacon2Text()));
            }
            matches(draw, second.secondSeed(), members);
        }
        var evidence = log.evidence(draw.drawNo());
        put(members, Certificate.CHECKPOINT, evidence.checkpoint());
        put(members, Certificate.OPENING_PROOF, evidence.openingProof());
        put(members, Certificate.RESULT_PROOF, evidence.resultProof());
        witnessing.proof(draw).ifPresent(proof -> put(members, Certificate.WITNESSED_PROOF, proof));
        return members;
    }

    private void matches(Draw draw, String seed2, Map<String, FrameSource> members) {
        var bound = new LinkedHashMap<String, Draws.Pool>();
        pools.of(draw.key()).forEach(p -> bound.put(p.poolId(), p));
        var matched = jdbc.sql(
                        "SELECT pool_id, tasks, result FROM draw.pool_match WHERE draw_id = :draw ORDER BY pool_id")
                .param("draw", draw.key())
                .query(Match.class)
                .list();
        for (var match : matched) {
            var pool = bound.get(match.poolId());
            if (pool == null) {
                throw new IllegalStateException("a matching of an unbound pool " + match.poolId());
            }
            var args = Certificate.matchArgs(seed2, pool.poolId(), pool.date().toString(), pool.groupSize());
            put(members, Certificate.matchMember(pool.poolId(), "args.txt"), args);
            put(members, Certificate.matchMember(pool.poolId(), "tasks.tsv"), files.bytes(match.tasks()));
            put(members, Certificate.matchMember(pool.poolId(), "officers.tsv"), pool.officersTsv());
            put(members, Certificate.matchMember(pool.poolId(), "avoid.tsv"), pool.avoidTsv());
            put(members, Certificate.matchMember(pool.poolId(), "result.tsv"), files.bytes(match.result()));
        }
    }

    private static void put(Map<String, FrameSource> members, String name, byte[] bytes) {
        members.put(name, FrameSource.of(name, () -> new java.io.ByteArrayInputStream(bytes)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
