package org.mingchou.platform;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Content-addressed files: evidence, frames, certificates. A blob is named by the SHA-256 of its bytes (64 lower-case
 * hex), never changes and is never deleted by the application.
 */
public interface BlobStore {

    /** What is known of a stored blob; {@code size} in bytes. */
    record Blob(String sha256, long size, String mediaType) {}

    /** Writes to a blob under construction. */
    @FunctionalInterface
    interface Writer {
        void writeTo(OutputStream out) throws java.io.IOException;
    }

    Blob put(byte[] bytes, String mediaType);

    /** Streams a large blob in; nothing is visible until {@code writer} has returned. */
    Blob put(Writer writer, String mediaType);

    /** @throws org.mingchou.shared.Problem 404 when nothing is stored under this name */
    InputStream open(String sha256);

    byte[] bytes(String sha256);

    /** The file itself, for readers that need to go over it twice. */
    Path path(String sha256);

    boolean exists(String sha256);

    /** @throws org.mingchou.shared.Problem 404 when nothing is stored under this name */
    Blob describe(String sha256);
}
