package org.mingchou.ledger.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.mingchou.sampler.HashProfile;

/** The files of draws in the blob store, each under the SHA-256 of its bytes. */
final class KeptFiles {

    private final Path blobs;

    KeptFiles(Path blobs) {
        this.blobs = blobs;
    }

    /** @return null, and a finding, when the file is absent or is not what its name says */
    byte @Nullable [] bytes(Findings findings, String name, @Nullable String digest) {
        var path = file(digest);
        if (path == null || digest == null) {
            findings.add(name + "（" + digest + "）在 blobs 里缺失");
            return null;
        }
        try {
            var bytes = Files.readAllBytes(path);
            if (!HashProfile.SHA256.hex(bytes).equals(digest)) {
                findings.add(name + " 的内容与其摘要 " + digest + " 不符");
                return null;
            }
            return bytes;
        } catch (IOException e) {
            findings.add(name + " 不可读（" + e.getMessage() + "）");
            return null;
        }
    }

    /** @return null when there is no such file */
    @Nullable Path file(@Nullable String digest) {
        if (digest == null || !digest.matches("[0-9a-f]{64}")) {
            return null;
        }
        var path = blobs.resolve(digest.substring(0, 2)).resolve(digest);
        return Files.exists(path) ? path : null;
    }
}
