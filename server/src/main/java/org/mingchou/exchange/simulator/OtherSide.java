package org.mingchou.exchange.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads only the files that the real system would read and writes only what it would write. The last digit of the
 * outbound id decides its behaviour, so that a demo and a test always meet every case:
 *
 * <ul>
 *   <li>3: refuses the first sending, accepts the next;
 *   <li>5: answers one round late;
 *   <li>7: accepts and sends the same receipt twice;
 *   <li>otherwise: accepts.
 * </ul>
 */
@Component
@ConditionalOnProperty(name = "mingchou.demo", havingValue = "true")
public class OtherSide {

    private final Path outbound;
    private final Path receipts;
    private final Path memory;
    private final JsonMapper json;

    OtherSide(@Value("${mingchou.home:var}") Path home, JsonMapper json) {
        var root = home.toAbsolutePath().resolve("exchange").resolve("gsxt");
        this.outbound = root.resolve("outbound");
        this.receipts = root.resolve("receipts");
        this.memory = root.resolve("simulator");
        this.json = json;
    }

    /** Answers every message not answered before. */
    public synchronized void answer() {
        try {
            Files.createDirectories(memory);
            Files.createDirectories(receipts);
            try (var files = Files.newDirectoryStream(outbound, "*.json")) {
                for (var file : files) {
                    answer(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(Path file) throws IOException {
        var message = json.readTree(Files.readAllBytes(file));
        var outboundId = message.path("outboundId").asString();
        int sendNo = message.path("sendNo").asInt();
        var key = outboundId + "-" + sendNo;
        if (Files.exists(memory.resolve(key + ".answered"))) {
            return;
        }
        char behaviour = outboundId.charAt(outboundId.length() - 1);
        if (behaviour == '5' && firstSeen(key)) {
            return;
        }
        var refused = behaviour == '3' && sendNo == 1;
        var receipt = Map.of(
                "receiptId",
                "GSXT-" + key,
                "outboundId",
                outboundId,
                "sendNo",
                sendNo,
                "outcome",
                refused ? "REFUSED" : "ACCEPTED",
                "reason",
                refused ? "主体信息正在归集，暂不能对应，请核对后重新报送" : "");
        write(key, receipt);
        if (behaviour == '7') {
            write(key + "-again", receipt);
        }
        Files.createFile(memory.resolve(key + ".answered"));
    }

    private boolean firstSeen(String key) throws IOException {
        var seen = memory.resolve(key + ".seen");
        if (Files.exists(seen)) {
            return false;
        }
        Files.createFile(seen);
        return true;
    }

    private void write(String name, Map<String, ?> receipt) throws IOException {
        var temporary = Files.createTempFile(receipts, ".writing", null);
        try {
            Files.writeString(temporary, json.writeValueAsString(receipt), StandardCharsets.UTF_8);
            Files.move(temporary, receipts.resolve(name + ".json"), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("the receipts folder is gone", e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
