package org.mingchou.exchange.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * 国家企业信用信息公示系统 by files: {@code outbound/<outboundId>.json} out, {@code receipts/*.json} in. The real transport
 * (a front-end exchange directory of the province) carries these files on.
 */
@Component
class FileOutlet implements Outlet {

    private final Path outbound;
    private final Path receipts;
    private final JsonMapper json;

    FileOutlet(@Value("${mingchou.home:var}") Path home, JsonMapper json) throws IOException {
        var root = home.toAbsolutePath().resolve("exchange").resolve("gsxt");
        this.outbound = Files.createDirectories(root.resolve("outbound"));
        this.receipts = Files.createDirectories(root.resolve("receipts"));
        Files.createDirectories(receipts.resolve("done"));
        Files.createDirectories(receipts.resolve("unreadable"));
        this.json = json;
    }

    @Override
    public String name() {
        return "gsxt";
    }

    @Override
    public void send(String outboundId, int sendNo, String payload) throws IOException {
        var temporary = Files.createTempFile(outbound, ".writing", null);
        try {
            var envelope = "{\"outboundId\": \"" + outboundId + "\", \"sendNo\": " + sendNo + ", \"record\": " + payload
                    + "}\n";
            Files.writeString(temporary, envelope, StandardCharsets.UTF_8);
            // A reader sees the whole file or none.
            Files.move(
                    temporary,
                    outbound.resolve(outboundId + ".json"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public List<Incoming> receipts() throws IOException {
        var found = new ArrayList<Incoming>();
        try (var files = Files.newDirectoryStream(receipts, "*.json")) {
            for (var file : files) {
                read(file, found);
            }
        }
        found.sort(java.util.Comparator.comparing(Incoming::source));
        return found;
    }

    private void read(Path file, List<Incoming> found) throws IOException {
        try {
            found.add(new ReceiptFile(file, parse(Files.readString(file))));
        } catch (NoSuchFileException e) {
            // The other node has just put it aside.
            return;
        }
    }

    private @Nullable Receipt parse(String text) {
        try {
            var receipt = json.readValue(text, Receipt.class);
            var complete = receipt.receiptId() != null
                    && receipt.outboundId() != null
                    && Set.of("ACCEPTED", "REFUSED").contains(receipt.outcome());
            return complete ? receipt : null;
        } catch (JacksonException | IllegalArgumentException e) {
            return null;
        }
    }

    private record ReceiptFile(Path file, @Nullable Receipt receipt) implements Incoming {

        @Override
        public String source() {
            return file.getFileName().toString();
        }

        @Override
        public void done() throws IOException {
            var aside = file.resolveSibling(receipt == null ? "unreadable" : "done")
                    .resolve(file.getFileName().toString());
            try {
                Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            } catch (NoSuchFileException e) {
                // Two nodes read the same receipt; the one that comes second finds nothing left to do.
                return;
            }
        }
    }
}
