package org.mingchou.platform.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.mingchou.platform.BlobStore;
import org.mingchou.shared.Problem;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class FileBlobStore implements BlobStore {

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    private final Path root;
    private final JdbcClient jdbc;

    FileBlobStore(@Value("${mingchou.home:var}") Path home, JdbcClient jdbc) throws IOException {
        this.root = Files.createDirectories(home.toAbsolutePath().resolve("blobs"));
        this.jdbc = jdbc;
    }

    @Override
    public Blob put(byte[] bytes, String mediaType) {
        return put(out -> out.write(bytes), mediaType);
    }

    @Override
    public Blob put(Writer writer, String mediaType) {
        try {
            var temporary = Files.createTempFile(root, "incoming", null);
            try {
                var digest = MessageDigest.getInstance("SHA-256");
                try (var out = new DigestOutputStream(Files.newOutputStream(temporary), digest)) {
                    writer.writeTo(out);
                }
                var sha256 = HexFormat.of().formatHex(digest.digest());
                var size = Files.size(temporary);
                var target = locate(sha256);
                Files.createDirectories(target.getParent());
                if (!Files.exists(target)) {
                    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
                }
                jdbc.sql("""
                        INSERT INTO platform.blob (sha256, size, media_type) VALUES (:sha256, :size, :mediaType)
                        ON CONFLICT (sha256) DO NOTHING""")
                        .param("sha256", sha256)
                        .param("size", size)
                        .param("mediaType", mediaType)
                        .update();
                return new Blob(sha256, size, mediaType);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public InputStream open(String sha256) {
        try {
            return Files.newInputStream(path(sha256));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] bytes(String sha256) {
        try (var in = open(sha256)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Path path(String sha256) {
        if (!exists(sha256)) {
            throw Problem.notFound("文件");
        }
        return locate(sha256);
    }

    @Override
    public boolean exists(String sha256) {
        return NAME.matcher(sha256).matches() && Files.exists(locate(sha256));
    }

    @Override
    public Blob describe(String sha256) {
        return jdbc.sql("SELECT sha256, size, media_type FROM platform.blob WHERE sha256 = :sha256")
                .param("sha256", sha256)
                .query(Blob.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("文件"));
    }

    private Path locate(String sha256) {
        return root.resolve(sha256.substring(0, 2)).resolve(sha256);
    }
}
