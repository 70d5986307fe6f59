package org.mingchou.draw.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingchou.draw.internal.FrameComparison.Changes;
import org.mingchou.draw.internal.FrameComparison.Move;

class FrameComparisonTests {

    private static FrameLines lines(String... rows) {
        var text = String.join("\n", rows) + "\n";
        return new FrameLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static Changes between(FrameLines before, FrameLines now) {
        var comparison = new FrameComparison(before);
        for (var row = now.next(); row != null; row = now.next()) {
            comparison.accept(row);
        }
        return comparison.finish();
    }

    @Test
    void countsWhatCameWentAndMoved() {
        var changes = between(
                lines("A1\tA\tE\t1", "A2\tB\tE\t1", "A3\tB\tE\t1", "A5\tC\tX02\t1", "A9\tD\tE\t1"),
                lines("A0\tB\tE\t1", "A2\tC\tE\t1", "A3\tB\tX01\t1", "A5\tD\tE\t1", "A6\tB\tE\t1", "A7\tB\tE\t1"));
        assertThat(changes)
                .isEqualTo(new Changes(
                        3,
                        2,
                        List.of(new Move("E", "X01", 1), new Move("X02", "E", 1)),
                        List.of(new Move("B", "C", 1), new Move("C", "D", 1))));
    }

    @Test
    void theSameFrameChangesNothing() {
        var rows = new String[] {"A1\tA\tE\t1", "A2\tB\tX01\t1"};
        assertThat(between(lines(rows), lines(rows))).isEqualTo(Changes.none());
    }

    @Test
    void anEmptyFrameOnEitherSideIsAllAddedOrAllRemoved() {
        var nothing = new FrameLines(InputStream.nullInputStream());
        assertThat(between(nothing, lines("A1\tA\tE\t1")).added()).isEqualTo(1);
        assertThat(between(lines("A1\tA\tE\t1", "A2\tA\tE\t1"), new FrameLines(InputStream.nullInputStream()))
                        .removed())
                .isEqualTo(2);
    }

    /** A million rows against nearly as many, neither of which is ever held. */
    @Test
    void aMillionObjectsAreComparedAsTheyStream() {
        int rows = 1_000_000;
        var changes = between(new FrameLines(new Generated(rows, 10)), new FrameLines(new Generated(rows, 7)));
        // Ids divisible by 7 and not by 10 are missing now, those divisible by 10 and not by 7 were missing before.
        assertThat(changes.removed()).isEqualTo(rows / 7 - rows / 70);
        assertThat(changes.added()).isEqualTo(rows / 10 - rows / 70);
        assertThat(changes.statusMoves()).isZero();
    }

    /** Rows 1 to n without the multiples of a number, made while they are read. */
    private static final class Generated extends InputStream {
        private final int last;
        private final int leaveOut;
        private int at;
        private byte[] line = new byte[0];
        private int position;

        Generated(int last, int leaveOut) {
            this.last = last;
            this.leaveOut = leaveOut;
        }

        @Override
        public int read() {
            if (position == line.length && !advance()) {
                return -1;
            }
            return line[position++];
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (position == line.length && !advance()) {
                return -1;
            }
            int count = Math.min(length, line.length - position);
            System.arraycopy(line, position, into, from, count);
            position += count;
            return count;
        }

        private boolean advance() {
            do {
                at++;
            } while (at % leaveOut == 0);
            if (at > last) {
                return false;
            }
            line = ("ID%08d\tB\tE\t1%n".formatted(at).replace(System.lineSeparator(), "\n"))
                    .getBytes(StandardCharsets.US_ASCII);
            position = 0;
            return true;
        }
    }
}
