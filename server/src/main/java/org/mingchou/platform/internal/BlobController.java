package org.mingchou.platform.internal;

import jakarta.annotation.security.PermitAll;
import java.io.IOException;
import java.util.Set;
import org.mingchou.platform.BlobStore;
import org.mingchou.shared.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Takes evidence in. Reading goes through the module that owns the record, which knows who may see it. */
@RestController
class BlobController {

    private static final Set<String> ACCEPTED =
            Set.of("image/jpeg", "image/png", "image/webp", "application/pdf", "text/plain");

    private final BlobStore blobs;

    BlobController(BlobStore blobs) {
        this.blobs = blobs;
    }

    @PermitAll
    @PostMapping("/api/blobs")
    @ResponseStatus(HttpStatus.CREATED)
    BlobStore.Blob upload(@RequestParam("file") MultipartFile file) throws IOException {
        if (file.isEmpty()) {
            throw Problem.badInput("empty-file", "文件是空的，请重新选择。");
        }
        var type = ContentSniffer.sniff(file.getBytes());
        if (!ACCEPTED.contains(type)) {
            throw Problem.badInput("evidence-type", "证据只接受照片（JPEG、PNG、WebP）、PDF 或纯文本，请转换后重新上传。");
        }
        return blobs.put(file.getBytes(), type);
    }
}
