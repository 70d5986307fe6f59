package org.mingchou.witness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.mingchou.sampler.AddCheckpoint;
import org.mingchou.sampler.Checkpoint;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.LogTile;
import org.mingchou.sampler.MalformedInput;
import org.mingchou.sampler.MerkleProofs;
import org.mingchou.sampler.NoteKey;
import org.mingchou.sampler.TileHashes;

/** Reads a log from its static files (C2SP tlog-tiles), so that a witness needs no push and no favour of the log. */
final class LogReader {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_BYTES = 64 * 1024;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /**
     * Reads the log's present checkpoint, makes the proof from its tiles and puts both before the witness.
     *
     * @return the witness's answer; 200 with an empty body when the log stands where it stood
     * @throws IOException when the log cannot be read
     */
    Witness.Answer round(Witness witness, NoteKey log, String prefix) throws IOException, InterruptedException {
        byte[] note = get(prefix + "/checkpoint");
        Checkpoint fresh;
        try {
            fresh = Checkpoint.parse("checkpoint", note).checkpoint();
        } catch (MalformedInput e) {
            throw new IOException(prefix + "/checkpoint 不是检查点：" + e.getMessage());
        }
        if (!fresh.origin().equals(log.name())) {
            throw new IOException(prefix + " 是日志 " + fresh.origin() + "，不是 " + log.name());
        }
        long old = witness.last(log.name()).map(n -> n.checkpoint().size()).orElse(0L);
        boolean still = witness.last(log.name())
                .filter(n -> n.checkpoint().size() == fresh.size() && WitnessHome.sameRoot(n.checkpoint(), fresh))
                .isPresent();
        if (still) {
            return new Witness.Answer(200, Witness.TEXT, "");
        }
        List<byte[]> proof = List.of();
        if (old > 0 && old < fresh.size()) {
            TileHashes hashes = new TileHashes(HashProfile.SHA256, fresh.size(), tile -> tile(prefix, tile));
            try {
                proof = new MerkleProofs(HashProfile.SHA256, hashes).consistency(old, fresh.size());
            } catch (UncheckedIOException e) {
                throw e.getCause();
            } catch (IllegalArgumentException e) {
                throw new IOException(prefix + " 的切片不完整：" + e.getMessage());
            }
        }
        return witness.add(new AddCheckpoint(old, proof, note).bytes());
    }

    private byte[] tile(String prefix, LogTile tile) {
        try {
            return get(prefix + "/" + tile.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("中断"));
        }
    }

    private byte[] get(String address) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = response.body()) {
            byte[] body = in.readNBytes(MOST_BYTES + 1);
            if (response.statusCode() != 200 || body.length > MOST_BYTES) {
                throw new IOException(address + " 答 " + response.statusCode());
            }
            return body;
        }
    }
}
