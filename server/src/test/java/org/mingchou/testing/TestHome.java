package org.mingchou.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory of its own for {@code mingchou.home}, for a test that looks into it beside the application. */
public final class TestHome {

    private TestHome() {}

    public static Path fresh(String name) {
        try {
            return Files.createTempDirectory(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
