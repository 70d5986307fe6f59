package org.mingchou.platform;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Many rows out of PostgreSQL or into it by its COPY protocol, within the caller's transaction: the database and the
 * application work at the same time, no row waits for an answer, and none is kept.
 */
public interface BulkCopy {

    /** The row at hand, valid until the consumer returns. Columns count from 0. */
    interface Row {

        /** The column as text; null for NULL. */
        @Nullable String text(int column);

        /**
         * Copies a column that is not NULL as UTF-8 to a place with room enough, where no {@code String} is wanted.
         *
         * @return the place behind it
         */
        int copy(int column, byte[] target, int at);

        /** A column of type boolean that is not NULL. */
        default boolean flag(int column) {
            return "t".equals(text(column));
        }
    }

    /** Takes the rows of a {@link #write}; a cell is written as its {@code toString}, null as NULL. */
    @FunctionalInterface
    interface Writer {
        void row(@Nullable Object... cells);
    }

    /**
     * Streams the rows of a query. The connection is busy meanwhile: the consumer must not use the database.
     *
     * @param sql a query with parameters {@code :name}
     * @param params {@code String} or {@code LocalDate}
     */
    void read(String sql, Map<String, ?> params, Consumer<Row> consumer);

    /**
     * Appends rows to a table; all or none.
     *
     * @param table with its columns: {@code schema.table (a, b)}
     * @param rows gives its rows one by one and must not use the database
     */
    void write(String table, Consumer<Writer> rows);
}
