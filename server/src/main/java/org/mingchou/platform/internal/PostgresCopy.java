package org.mingchou.platform.internal;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingchou.platform.BulkCopy;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/** The text format of COPY: cells between tabs, {@code \N} for NULL, a backslash before what would be mistaken. */
@Component
class PostgresCopy implements BulkCopy {

    /** A parameter, and not the second colon of a cast. */
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([A-Za-z][A-Za-z0-9]*)");

    private static final int BUFFER = 1 << 16;

    private final JdbcOperations jdbc;

    PostgresCopy(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void read(String sql, Map<String, ?> params, Consumer<Row> consumer) {
        run(connection -> {
            var postgres = connection.unwrap(PGConnection.class);
            var copy = postgres.getCopyAPI().copyOut("COPY (" + bound(postgres, sql, params) + ") TO STDOUT");
            try {
                var row = new Line();
                for (var line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
                    row.at(line);
                    consumer.accept(row);
                }
            } finally {
                // To cancel is a message beside the connection: come late, it would strike whatever runs there next.
                while (copy.isActive()) {
                    copy.readFromCopy();
                }
            }
        });
    }

    @Override
    public void write(String table, Consumer<Writer> rows) {
        run(connection -> {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + table + " FROM STDIN");
            try {
                var lines = new StringBuilder();
                rows.accept(cells -> {
                    append(lines, cells);
                    if (lines.length() > BUFFER) {
                        send(copy, lines);
                    }
                });
                send(copy, lines);
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        });
    }

    /** What may throw as JDBC does. */
    private interface Work {
        void with(Connection connection) throws SQLException;
    }

    private void run(Work work) {
        jdbc.execute((ConnectionCallback<Boolean>) connection -> {
            work.with(connection);
            return true;
        });
    }

    private static void send(org.postgresql.copy.CopyIn copy, StringBuilder lines) {
        var bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        lines.setLength(0);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void append(StringBuilder lines, @Nullable Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            var cell = cells[i];
            if (cell == null) {
                lines.append("\\N");
            } else {
                append(lines, cell.toString());
            }
            lines.append(i + 1 < cells.length ? '\t' : '\n');
        }
    }

    private static void append(StringBuilder lines, String cell) {
        int written = 0;
        for (int c = 0; c < cell.length(); c++) {
            var escaped =
                    switch (cell.charAt(c)) {
                        case '\\' -> "\\\\";
                        case '\t' -> "\\t";
                        case '\n' -> "\\n";
                        case '\r' -> "\\r";
                        default -> null;
                    };
            if (escaped != null) {
                lines.append(cell, written, c).append(escaped);
                written = c + 1;
            }
        }
        lines.append(cell, written, cell.length());
    }

    /** COPY takes no parameters, so that they stand in the text as literals, quoted as the driver does. */
    private static String bound(PGConnection postgres, String sql, Map<String, ?> params) {
        return PARAMETER.matcher(sql).replaceAll(found -> Matcher.quoteReplacement(literal(postgres, found, params)));
    }

    private static String literal(PGConnection postgres, MatchResult found, Map<String, ?> params) {
        var value = params.get(found.group(1));
        if (value instanceof LocalDate day) {
            return "DATE '" + day + "'";
        }
        if (value instanceof String text) {
            try {
                return "'" + postgres.escapeLiteral(text) + "'";
            } catch (SQLException e) {
                throw new IllegalArgumentException("no literal can hold the parameter " + found.group(1), e);
            }
        }
        throw new IllegalArgumentException("the parameter " + found.group(1) + " must be a text or a day");
    }

    private static final class Line implements Row {
        private byte[] line = {};
        /** Where each column ends; it starts one byte behind the end before. */
        private int[] ends = new int[8];

        private int columns;
        /** Texts that were asked for, of each column some: codes, which many rows have in common. */
        private final List<Said[]> said = new ArrayList<>();

        private record Said(byte[] bytes, @Nullable String text) {}

        private static final int SAID = 16;
        private static final Said NOTHING = new Said(new byte[] {'\t'}, null);

        void at(byte[] next) {
            line = next;
            columns = 0;
            for (int i = 0; i < line.length; i++) {
                // A tab or line feed within a cell comes escaped.
                if (line[i] == '\t' || line[i] == '\n') {
                    if (columns == ends.length) {
                        ends = Arrays.copyOf(ends, 2 * columns);
                    }
                    ends[columns++] = i;
                }
            }
        }

        @Override
        public @Nullable String text(int column) {
            int from = from(column);
            int to = ends[column];
            while (said.size() <= column) {
                var none = new Said[SAID];
                Arrays.fill(none, NOTHING);
                said.add(none);
            }
            var known = said.get(column);
            int place = from == to ? 0 : (line[from] + 5 * line[to - 1]) & SAID - 1;
            if (Arrays.equals(known[place].bytes(), 0, known[place].bytes().length, line, from, to)) {
                return known[place].text();
            }
            var text = new String(line, from, to - from, StandardCharsets.UTF_8);
            var found = escaped(from, to) ? unescaped(text) : text;
            known[place] = new Said(Arrays.copyOfRange(line, from, to), found);
            return found;
        }

        @Override
        public int copy(int column, byte[] target, int at) {
            int from = from(column);
            int to = ends[column];
            if (escaped(from, to)) {
                var bytes = Objects.requireNonNull(text(column)).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(bytes, 0, target, at, bytes.length);
                return at + bytes.length;
            }
            System.arraycopy(line, from, target, at, to - from);
            return at + to - from;
        }

        private int from(int column) {
            Objects.checkIndex(column, columns);
            return column == 0 ? 0 : ends[column - 1] + 1;
        }

        private boolean escaped(int from, int to) {
            for (int i = from; i < to; i++) {
                if (line[i] == '\\') {
                    return true;
                }
            }
            return false;
        }

        private static @Nullable String unescaped(String text) {
            if (text.equals("\\N")) {
                return null;
            }
            var plain = new StringBuilder();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                plain.append(
                        c != '\\'
                                ? c
                                : switch (text.charAt(++i)) {
                                    case 'b' -> '\b';
                                    case 'f' -> '\f';
                                    case 'n' -> '\n';
                                    case 'r' -> '\r';
                                    case 't' -> '\t';
                                    case 'v' -> '\u000b';
                                    default -> text.charAt(i);
                                });
            }
            return plain.toString();
        }
    }
}
