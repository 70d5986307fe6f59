package org.mingchou.ledger.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import org.mingchou.sampler.AddCheckpoint;
import org.mingchou.sampler.Checkpoint;
import org.mingchou.sampler.MalformedInput;
import org.mingchou.sampler.NoteKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks the configured witnesses for their cosignatures of a checkpoint (C2SP tlog-witness). Never inside the transaction
 * of an act: an act does not wait for another house, and a witness that is away is asked again in the next round.
 */
@Component
class AskWitnesses {

    private static final Logger log = LoggerFactory.getLogger(AskWitnesses.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 64 * 1024;

    private record Reply(int status, String contentType, String body) {}

    private final LedgerSettings settings;
    private final Checkpoints checkpoints;
    private final Tiles tiles;
    private final WitnessTroubles troubles;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    AskWitnesses(LedgerSettings settings, Checkpoints checkpoints, Tiles tiles, WitnessTroubles troubles) {
        this.settings = settings;
        this.checkpoints = checkpoints;
        this.tiles = tiles;
        this.troubles = troubles;
    }

    /** One round over the witnesses that have not cosigned this checkpoint yet. */
    void ask(Tree tree, Checkpoints.Signed signed) throws InterruptedException {
        for (var witness : settings.witnesses()) {
            var key = witness.noteKey();
            if (signed.size() == 0 || checkpoints.lastCosigned(tree, key) >= signed.size()) {
                troubles.clear(tree, key);
                continue;
            }
            try {
                if (witness.mode() == LedgerSettings.Mode.PUSH) {
                    push(tree, signed, witness, key);
                } else {
                    fetch(tree, witness, key);
                }
                troubles.clear(tree, key);
            } catch (IOException | IllegalArgumentException e) {
                var said = said(e);
                if (troubles.note(tree, key, said)) {
                    log.warn("见证人 {} 未副署日志 {}（{} 条），下一轮再问：{}", key.name(), tree.id(), signed.size(), said);
                }
            }
        }
    }

    private static String said(Exception e) {
        if (e instanceof ConnectException || e instanceof HttpTimeoutException) {
            return "连接不上";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private void push(Tree tree, Checkpoints.Signed signed, LedgerSettings.Witness witness, NoteKey key)
            throws IOException, InterruptedException {
        var old = checkpoints.lastCosigned(tree, key);
        var reply = post(tree, signed, witness, old);
        if (reply.status() == 409 && reply.contentType().startsWith("text/x.tlog.size")) {
            // It remembers another size than we do: an answer of it was lost, or our database was set back.
            old = size(reply.body());
            if (old > signed.size()) {
                throw new IOException(
                        "见证人已副署过 " + old + " 条，而本日志只有 " + signed.size() + " 条。数据库可能被回退，请立即运行 make verify");
            }
            reply = post(tree, signed, witness, old);
        }
        if (reply.status() != 200) {
            throw new IOException("见证人答 " + reply.status() + "：" + reply.body().strip());
        }
        if (!checkpoints.keep(tree, signed, key, ofKey(reply.body(), key))) {
            throw new IOException("见证人的回答里没有 " + key.fingerprint() + " 的有效副署，请核对公钥");
        }
    }

    private Reply post(Tree tree, Checkpoints.Signed signed, LedgerSettings.Witness witness, long old)
            throws IOException, InterruptedException {
        var proof = tiles.proofs(tree, signed.size()).consistency(old, signed.size());
        var note = signed.sm2() == null ? signed.note() : signed.note() + signed.sm2();
        var body = new AddCheckpoint(old, proof, note.getBytes(StandardCharsets.UTF_8)).bytes();
        return send(HttpRequest.newBuilder(URI.create(witness.address("add-checkpoint")))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** Takes over what a witness cosigned that reads the log by itself. */
    private void fetch(Tree tree, LedgerSettings.Witness witness, NoteKey key)
            throws IOException, InterruptedException {
        var reply = send(HttpRequest.newBuilder(URI.create(witness.address("checkpoint/" + checkpoints.name(tree)))));
        if (reply.status() != 200) {
            throw new IOException("见证人答 " + reply.status() + "：" + reply.body().strip());
        }
        Checkpoint.Signed note;
        try {
            note = Checkpoint.parse("checkpoint", reply.body().getBytes(StandardCharsets.UTF_8));
        } catch (MalformedInput e) {
            throw new IOException("见证人给出的不是检查点：" + e.getMessage());
        }
        var signed = checkpoints.at(tree, note.checkpoint().size()).orElse(null);
        if (signed == null || !Arrays.equals(signed.root(), note.checkpoint().root())) {
            throw new IOException("见证人副署的 " + note.checkpoint().size() + " 条的检查点不是本日志签过的。请立即运行 make verify");
        }
        if (!checkpoints.keep(tree, signed, key, ofKey(lines(note), key))) {
            throw new IOException("见证人给出的检查点没有 " + key.fingerprint() + " 的有效副署，请核对公钥");
        }
    }

    private static String lines(Checkpoint.Signed note) {
        var out = new StringBuilder();
        note.signatures().forEach(s -> out.append(s.line()));
        return out.toString();
    }

    /** The witness's own line; others may stand beside it and are none of ours. */
    private static String ofKey(String lines, NoteKey key) {
        var own = new ArrayList<String>();
        for (var line : lines.split("\n")) {
            if (line.startsWith("\u2014 " + key.name() + " ")) {
                own.add(line + "\n");
            }
        }
        return String.join("", own.subList(0, Math.min(1, own.size())));
    }

    private static long size(String body) throws IOException {
        try {
            return Long.parseLong(body.strip());
        } catch (NumberFormatException e) {
            throw new IOException("见证人对长度的回答不可读");
        }
    }

    private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = response.body()) {
            return new Reply(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
        }
    }
}
