package org.mingchou.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingchou.sampler.Checkpoint;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.LogTile;
import org.mingchou.sampler.MerkleTree;
import org.mingchou.sampler.Proofs;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The static files and the proofs, as a stranger reads them. */
@ApiTest
@TestPropertySource(properties = "mingchou.database.name=logfiles")
class LogFilesTests {

    @LocalServerPort
    int port;

    @Autowired
    DrawLog log;

    @Autowired
    AuditTrail audit;

    @BeforeEach
    void someEntries() {
        while (log.standing().size() < 700) {
            log.append("REVEAL", "130111-2026-%06d".formatted(log.standing().size()), "lead|" + "a".repeat(64));
        }
    }

    private Checkpoint checkpoint(String tree) {
        var answer = Api.anonymous(port).get("/log/" + tree + "/checkpoint").expect(200);
        assertThat(answer.headers().get("Content-Type")).isEqualToIgnoringCase("text/plain;charset=utf-8");
        assertThat(answer.headers().get("Cache-Control")).contains("no-cache");
        return Checkpoint.parse("checkpoint", answer.body()).checkpoint();
    }

    @Test
    void aMirrorCanRebuildTheLogFromItsFiles() {
        var anyone = Api.anonymous(port);
        var checkpoint = checkpoint("draw");
        var entries = new ArrayList<byte[]>();
        var hashes = new ArrayList<byte[]>();
        for (var tile : LogTile.all(checkpoint.size())) {
            var answer = anyone.get("/log/draw/" + tile.path()).expect(200);
            assertThat(answer.headers().get("Cache-Control")).contains("max-age=31536000", "public", "immutable");
            assertThat(answer.headers().get("Content-Type")).isEqualTo("application/octet-stream");
            assertThat(answer.headers()).doesNotContainKey("Set-Cookie");
            if (tile.level() == LogTile.ENTRIES) {
                entries.addAll(LogTile.entries(answer.body()));
            } else {
                assertThat(answer.body()).hasSize(32 * tile.width());
                if (tile.level() == 0) {
                    for (int i = 0; i < tile.width(); i++) {
                        hashes.add(java.util.Arrays.copyOfRange(answer.body(), 32 * i, 32 * i + 32));
                    }
                } else {
                    assertThat(answer.body())
                            .startsWith(MerkleTree.ofHashes(HashProfile.SHA256, hashes.subList(0, 256))
                                    .root());
                }
            }
        }
        assertThat(MerkleTree.of(HashProfile.SHA256, entries).root()).isEqualTo(checkpoint.root());
        assertThat(MerkleTree.ofHashes(HashProfile.SHA256, hashes).root()).isEqualTo(checkpoint.root());
    }

    @Test
    void whatTheLogDoesNotHaveIsNotFound() {
        var anyone = Api.anonymous(port);
        for (var path : List.of(
                "tile/0/002.p/255",
                "tile/0/003",
                "tile/0/2",
                "tile/1/000",
                "tile/9/000",
                "tile/0/000.p/256",
                "other")) {
            assertThat(anyone.get("/log/draw/" + path).status()).as(path).isEqualTo(404);
        }
        assertThat(anyone.get("/log/other/checkpoint").status()).isEqualTo(404);
        // Narrower than now: what it was when it was shorter.
        assertThat(anyone.get("/log/draw/tile/0/002.p/3").expect(200).body()).hasSize(96);
    }

    @Test
    void ofTheAuditTreeStrangersGetHashesOnly() {
        audit.record("tests", "130111", "act-for-strangers", "nothing/1", Map.of());
        var checkpoint = checkpoint("audit");
        var tile = LogTile.of(0, 0, checkpoint.size()).orElseThrow();
        assertThat(Api.anonymous(port)
                        .get("/log/audit/" + tile.path())
                        .expect(200)
                        .body())
                .hasSize(32 * tile.width());
        var bundle = new LogTile(LogTile.ENTRIES, 0, tile.width());
        assertThat(Api.anonymous(port).get("/log/audit/" + bundle.path()).status())
                .isEqualTo(404);
        assertThat(Api.anonymous(port)
                        .get("/api/ledger/audit/entries?from=0&to=1")
                        .status())
                .isEqualTo(401);
        assertThat(Api.as(port, "yj-planner")
                        .get("/api/ledger/audit/entries?from=0&to=1")
                        .status())
                .isEqualTo(403);
        var last = checkpoint.size() - 1;
        var leaf = Api.as(port, "auditadmin")
                .get("/api/ledger/audit/entries?from=" + last + "&to=" + (last + 1))
                .expect(200)
                .json()
                .get(0)
                .path("leaf")
                .asString();
        assertThat(new String(java.util.Base64.getDecoder().decode(leaf), StandardCharsets.UTF_8))
                .containsPattern("\"salt\":\"[0-9a-f]{32}\"");
    }

    @Test
    void proofsHoldForAnyIndexAndSize() {
        var anyone = Api.anonymous(port);
        var checkpoint = checkpoint("draw");
        for (int index : new int[] {0, 255, 256, 511, 512, 698}) {
            var entry = anyone.get("/api/ledger/draw/entries?from=" + index + "&to=" + (index + 1))
                    .expect(200)
                    .json()
                    .get(0);
            var proof = anyone.get("/api/ledger/draw/proof?index=" + index + "&size=" + checkpoint.size())
                    .expect(200)
                    .json();
            assertThat(Proofs.verifyInclusion(
                            HashProfile.SHA256,
                            HexFormat.of().parseHex(entry.path("leafHash").asString()),
                            index,
                            checkpoint.size(),
                            path(proof),
                            checkpoint.root()))
                    .as("entry " + index)
                    .isTrue();
        }
        log.append("REVEAL", "130111-2026-777777", "lead|" + "b".repeat(64));
        var newer = checkpoint("draw");
        var proof = anyone.get("/api/ledger/draw/consistency?from=" + checkpoint.size() + "&to=" + newer.size())
                .expect(200)
                .json();
        assertThat(Proofs.verifyConsistency(
                        HashProfile.SHA256,
                        checkpoint.size(),
                        newer.size(),
                        checkpoint.root(),
                        newer.root(),
                        path(proof)))
                .isTrue();
        assertThat(anyone.get("/api/ledger/draw/consistency?from=5&to=4").problem())
                .isEqualTo("proof-range");
        assertThat(anyone.get("/api/ledger/draw/consistency?from=0&to=999999").problem())
                .isEqualTo("proof-range");
    }

    @Test
    void aLogThatNobodyWatchesSaysSo() {
        var standing =
                Api.anonymous(port).get("/api/ledger/draw/standing").expect(200).json();
        assertThat(standing.path("mark").asString()).isEqualTo("无外部见证");
        assertThat(standing.path("witnesses")).isEmpty();
        assertThat(standing.path("key").asString()).startsWith("mingchou.local/draw+");
    }

    private static List<byte[]> path(JsonNode proof) {
        var out = new ArrayList<byte[]>();
        proof.path("path").forEach(hash -> out.add(HexFormat.of().parseHex(hash.asString())));
        return out;
    }
}
