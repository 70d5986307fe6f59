package org.mingchou.draw.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.mingchou.platform.BlobStore;
import org.mingchou.sampler.DrawnRow;
import org.mingchou.sampler.FrameSource;
import org.mingchou.sampler.Params;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The files of a draw as the sampler reads them. */
@Component
class DrawFiles {

    static final String TEXT = "text/plain";
    static final String TSV = "text/tab-separated-values";

    private final BlobStore blobs;
    private final JdbcClient jdbc;

    DrawFiles(BlobStore blobs, JdbcClient jdbc) {
        this.blobs = blobs;
        this.jdbc = jdbc;
    }

    Params params(Draw draw) {
        return Params.parse(blobs.bytes(draw.opened().paramsDigest()));
    }

    FrameSource source(String name, String digest) {
        return FrameSource.of(name, () -> blobs.open(digest));
    }

    byte[] bytes(String digest) {
        return blobs.bytes(digest);
    }

    /** Stores a file; its name is its SHA-256. */
    String put(byte[] bytes, String mediaType) {
        return blobs.put(bytes, mediaType).sha256();
    }

    /** beacon.txt: what was seen, in one line. */
    static byte[] beaconFile(String text) {
        return (text + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** As in result.tsv: by stratum bytewise, then rank. */
    List<DrawnRow> rows(long drawId) {
        return jdbc.sql("""
                SELECT stratum, rank, object_id, ticket, kind FROM draw.drawn_row
                WHERE draw_id = :draw ORDER BY stratum, rank""")
                .param("draw", drawId)
                .query((rs, n) -> new DrawnRow(
                        rs.getString("stratum"),
                        rs.getLong("rank"),
                        rs.getString("object_id"),
                        rs.getString("ticket"),
                        DrawnRow.Kind.valueOf(rs.getString("kind"))))
                .list();
    }
}
