package org.mingchou.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mingchou.testing.ApiTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ApiTest
class BulkCopyTests {

    private static final List<String> AWKWARD =
            List.of("", "\\N", "a\tb", "two\nlines", "back\\slash", "it's ; -- :name", "楼\r梯", "\\t");

    @Autowired
    BulkCopy bulk;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void whatWasWrittenIsReadAgainWhateverItHolds() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            table();
            bulk.write("awkward (n, text)", out -> {
                for (int i = 0; i < AWKWARD.size(); i++) {
                    out.row(i, AWKWARD.get(i));
                }
                out.row(null, null);
            });
            var expected = new ArrayList<@Nullable String>(AWKWARD);
            expected.add(null);
            assertThat(read("SELECT text, text = 'x' FROM awkward ORDER BY n NULLS LAST", Map.of()))
                    .isEqualTo(expected);
        });
    }

    @Test
    void parametersAreTextAndNeverPartOfTheQuery() {
        for (var text : AWKWARD) {
            assertThat(read("SELECT :text::text || '', true", Map.of("text", text)))
                    .containsExactly(text);
        }
        assertThat(read("SELECT (:day + 1)::text, true", Map.of("day", LocalDate.of(2026, 2, 28))))
                .containsExactly("2026-03-01");
        assertThat(read("SELECT NULL, true", Map.of())).isEqualTo(Arrays.asList((String) null));
        assertThatThrownBy(() -> read("SELECT :missing, true", Map.of())).hasMessageContaining("missing");
    }

    /** Rows that say the same as the row before, in some column or all, and rows that no longer do. */
    @Test
    void eachRowSaysWhatItSaysWhateverTheOneBeforeSaid() {
        var expected = new ArrayList<String>();
        var found = new ArrayList<String>();
        var copied = new ArrayList<String>();
        var values = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            var first = AWKWARD.get(i / 3 % AWKWARD.size());
            // Now and then of the same length as the one before.
            var second =
                    i % 4 == 0 ? null : i % 4 == 1 ? AWKWARD.get(i / 5 % AWKWARD.size()) : "v" + i / 2 % 10 + i % 2;
            expected.add(first + "|" + second);
            values.append(i == 0 ? "" : ", ")
                    .append("(%d, %s, %s)".formatted(i, quoted(first), second == null ? "NULL" : quoted(second)));
        }
        bulk.read("SELECT a, b FROM (VALUES " + values + ") v (n, a, b) ORDER BY n", Map.of(), row -> {
            found.add(row.text(0) + "|" + row.text(1));
            var target = new byte[100];
            int end = row.copy(0, target, 7);
            copied.add(new String(target, 7, end - 7, StandardCharsets.UTF_8));
            assertThat(target[end]).isZero();
        });
        assertThat(found).isEqualTo(expected);
        assertThat(copied)
                .isEqualTo(expected.stream()
                        .map(e -> e.substring(0, e.lastIndexOf('|')))
                        .toList());
    }

    private static String quoted(String text) {
        // A colon is no parameter here.
        return "convert_from(decode('" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8))
                + "', 'hex'), 'UTF8')";
    }

    @Test
    void aConsumerThatThrowsLeavesTheConnectionUsable() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            assertThatThrownBy(() -> bulk.read("SELECT generate_series(1, 100000), true", Map.of(), row -> {
                        throw new IllegalStateException("enough");
                    }))
                    .hasMessage("enough");
            table();
            assertThatThrownBy(() -> bulk.write("awkward (n, text)", out -> {
                        out.row(1, "a");
                        throw new IllegalStateException("enough");
                    }))
                    .hasMessage("enough");
            status.setRollbackOnly();
        });
        assertThat(read("SELECT 'alive', true", Map.of())).containsExactly("alive");
    }

    private void table() {
        jdbc.sql("CREATE TEMP TABLE awkward (n int, text text) ON COMMIT DROP").update();
    }

    private List<@Nullable String> read(String sql, Map<String, ?> params) {
        var found = new ArrayList<@Nullable String>();
        bulk.read(sql, params, row -> found.add(row.text(0)));
        return found;
    }
}
