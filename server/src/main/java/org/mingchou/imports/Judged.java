package org.mingchou.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a directory makes of one row.
 *
 * @param key identity inside the file; two rows with one key contradict each other
 * @param value what would be written; null when the row is bad
 */
public record Judged<T>(
        ImportRow row,
        @Nullable String key,
        Verdict verdict,
        @Nullable T value,
        List<Fault> faults) {

    /** What taking the row would do. */
    public enum Verdict {
        NEW,
        CHANGED,
        UNCHANGED,
        BAD
    }

    public Judged {
        faults = List.copyOf(faults);
    }

    public static <T> Judged<T> bad(ImportRow row, @Nullable String key, List<Fault> faults) {
        return new Judged<>(row, key, Verdict.BAD, null, faults);
    }
}
