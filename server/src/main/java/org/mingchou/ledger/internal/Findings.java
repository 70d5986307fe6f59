package org.mingchou.ledger.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What does not agree in one draw, each in words that name table, row and column, what is right and what stands there. */
final class Findings {

    /** Rows read at once where there may be many. */
    static final int PAGE = 1000;

    /** Between an act and the rows that it writes. */
    static final Duration SLACK = Duration.ofMinutes(1);

    private final String where;
    private final List<String> found;
    private final List<String> notes;

    /**
     * @param where begins every finding
     * @param found what is found is added here
     * @param notes what could not be checked is added here
     */
    Findings(String where, List<String> found, List<String> notes) {
        this.where = where;
        this.found = found;
        this.notes = notes;
    }

    void add(String text) {
        found.add(where + text);
    }

    void unchecked(String text) {
        notes.add(where + text);
    }

    void missing(String table, String row) {
        add(table + " 缺 " + row);
    }

    void extra(String table, String row, String why) {
        add(table + " 里的 " + row + " " + why);
    }

    /** @param name of the row for people: a number, an object, a party */
    Row row(String table, String name) {
        return new Row(table + " 里 " + name, this);
    }

    /** One row, column by column. */
    record Row(String name, Findings findings) {

        Row is(String column, @Nullable Object right, @Nullable Object stored) {
            if (!Objects.equals(right, stored)) {
                findings.add(name + " 的 " + column + " 应为 " + shown(right) + "，记的是 " + shown(stored));
            }
            return this;
        }

        /** The same moment, give or take what a transaction waits. */
        Row at(String column, Instant right, @Nullable Instant stored) {
            if (stored == null || Duration.between(right, stored).abs().compareTo(SLACK) > 0) {
                findings.add(name + " 的 " + column + " 应为 " + right + "，记的是 " + shown(stored));
            }
            return this;
        }

        private static String shown(@Nullable Object value) {
            return value == null || value.toString().isEmpty() ? "（空）" : value.toString();
        }
    }
}
