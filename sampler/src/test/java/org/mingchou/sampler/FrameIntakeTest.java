package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A frame summarised while it is written is the frame that is read afterwards. */
class FrameIntakeTest {
    private static final String KEY = CertificateFixture.SALT_KEY;

    private static byte[] rows(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(1_000_000 + i).append("\tS").append(i % 5).append(i % 7 == 0 ? "\tX02\t1\n" : "\tE\t1\n");
        }
        return Ascii.bytes(text.toString());
    }

    private static FrameIntake.Found take(byte[] data, HashProfile profile, Optional<String> saltKey, int most)
            throws IOException {
        Random random = new Random(most);
        try (FrameIntake intake = new FrameIntake("frame.tsv", profile, saltKey)) {
            for (int at = 0; at < data.length; ) {
                int n = Math.min(data.length - at, 1 + random.nextInt(most));
                if (n == 1) {
                    intake.write(data[at]);
                } else {
                    intake.write(data, at, n);
                }
                at += n;
            }
            return intake.finish(profile.hex(data));
        }
    }

    @ParameterizedTest
    @EnumSource(HashProfile.class)
    void piecesOfAnyLengthAreTheSameFrame(HashProfile profile) throws Exception {
        for (int count : new int[] {
            1, 2, 37, FrameChunks.ROWS - 1, FrameChunks.ROWS, FrameChunks.ROWS + 1, 7 * FrameChunks.ROWS + 77
        }) {
            byte[] data = rows(count);
            FrameSource source = FrameSource.of(data);
            FrameSummary expected = Frames.summarise(source, profile);
            String salted = SaltedFrame.root(profile, KEY, source);
            for (int most : new int[] {19, 5000, 1 << 21}) {
                FrameIntake.Found found = take(data, profile, Optional.of(KEY), most);
                assertThat(found.summary()).isEqualTo(expected);
                assertThat(found.salted()).contains(salted);
            }
        }
    }

    @Test
    void withoutAKeyThereIsNoSaltedRoot() throws Exception {
        assertThat(take(rows(9), HashProfile.SHA256, Optional.empty(), 100).salted())
                .isEmpty();
    }

    /** As {@link Frames#summarise} refuses it: by the first row of the file, however many follow and whatever they are. */
    @ParameterizedTest
    @ValueSource(ints = {0, FrameChunks.ROWS - 1, FrameChunks.ROWS, 6 * FrameChunks.ROWS + 3})
    void aBadRowIsRefusedWithItsLine(int bad) {
        byte[] data = rows(8 * FrameChunks.ROWS);
        String[] lines = Ascii.string(data).split("\n");
        for (String line :
                new String[] {"1000000\tA b\tE\t1", "1000000\tA\tE\t1\t", "1000000\tA\tX1\t1", "0\tA\tE\t1"}) {
            lines[bad] = line;
            // A later fault in another chunk, which may well be found first.
            lines[bad + FrameChunks.ROWS] = "?";
            byte[] wrong = Ascii.bytes(String.join("\n", lines) + "\n");
            MalformedInput read = catchThrowableOfType(
                    MalformedInput.class, () -> Frames.summarise(FrameSource.of(wrong), HashProfile.SHA256));
            MalformedInput written = catchThrowableOfType(
                    MalformedInput.class, () -> take(wrong, HashProfile.SHA256, Optional.empty(), 3000));
            assertThat(written).hasMessage(read.getMessage());
            boolean starts = bad == 0 && line.startsWith("0");
            assertThat(written.line()).isEqualTo(starts ? FrameChunks.ROWS + 1L : bad + 1L);
        }
    }

    @Test
    void aLineWithoutEndIsRefusedBeforeItFillsTheMemory() {
        byte[] endless = new byte[1 << 16];
        java.util.Arrays.fill(endless, (byte) '1');
        MalformedInput refused = catchThrowableOfType(MalformedInput.class, () -> {
            try (FrameIntake intake = new FrameIntake("frame.tsv", HashProfile.SHA256, Optional.empty())) {
                for (int i = 0; i < 4096; i++) {
                    intake.write(endless);
                }
                intake.finish("0".repeat(64));
            }
        });
        assertThat(refused).hasMessageStartingWith("frame.tsv:1: ");
    }

    @Test
    void anEmptyFrameIsRefused() {
        MalformedInput refused = catchThrowableOfType(
                MalformedInput.class, () -> take(new byte[0], HashProfile.SHA256, Optional.empty(), 9));
        assertThat(refused).hasMessage("frame.tsv:0: the frame must hold at least one row");
    }
}
