package org.mingchou.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
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
            });
            assertThat(read("SELECT text, text = 'x' FROM awkward ORDER BY n", Map.of()))
                    .isEqualTo(AWKWARD);
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
