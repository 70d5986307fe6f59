package org.mingchou.draw.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingchou.sampler.FrameSource;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.SaltedFrame;

/** The paged index gives the same proofs as a walk over the whole frame. */
class SaltedIndexTests {

    private static final String KEY = "5a".repeat(32);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1023, 1024, 1025, 2048, 5000})
    void provesWhatTheWholeTreeProves(int rows) throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            text.append("%08d\t%s\tE\t1\n".formatted(2 * i, "ABCD".charAt(i % 4)));
        }
        var bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
        var file = Files.write(directory.resolve("frame.tsv"), bytes);
        var index = SaltedIndex.make(new ByteArrayInputStream(bytes), KEY);
        assertThat(index).hasSize((rows + SaltedIndex.PAGE - 1) / SaltedIndex.PAGE * 40);
        var source = FrameSource.of(file);
        assertThat(SaltedIndex.root(index)).isEqualTo(SaltedFrame.root(HashProfile.SHA256, KEY, source));
        for (int at : new int[] {0, rows / 3, rows / 2, rows - 1}) {
            var id = "%08d".formatted(2 * at);
            var mine = SaltedIndex.prove(index, file, KEY, rows, id).orElseThrow();
            var whole = SaltedFrame.prove(HashProfile.SHA256, KEY, source, id).orElseThrow();
            assertThat(mine.verify(HashProfile.SHA256)).isTrue();
            assertThat(mine.line()).isEqualTo(whole.line());
            assertThat(mine.index()).isEqualTo(whole.index());
            assertThat(mine.path()).usingRecursiveComparison().isEqualTo(whole.path());
            assertThat(SaltedIndex.prove(index, file, KEY, rows, "%08d".formatted(2 * at + 1)))
                    .isEmpty();
        }
        assertThat(SaltedIndex.prove(index, file, KEY, rows, "-")).isEmpty();
    }
}
