package org.mingchou.sampler;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A frame.tsv that can be read more than once. The draw takes one pass for everything, and rarely a second, and never
 * holds the frame.
 */
public interface FrameSource {
    /** The name that messages shall carry. */
    String name();

    /** A new stream from the first byte; the caller closes it. */
    InputStream open() throws IOException;

    /** A frame in a file. */
    static FrameSource of(Path file) {
        return of(file.toString(), () -> Files.newInputStream(file));
    }

    /** A frame in memory, named {@code frame.tsv}. The bytes are not copied. */
    static FrameSource of(byte[] data) {
        return of("frame.tsv", () -> new ByteArrayInputStream(data));
    }

    /** A frame of any other origin, such as a large object of a database. */
    static FrameSource of(String name, Opener opener) {
        return new FrameSource() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public InputStream open() throws IOException {
                return opener.open();
            }
        };
    }

    /** Opens a stream from the first byte. */
    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }
}
