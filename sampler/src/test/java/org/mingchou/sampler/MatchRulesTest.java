package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** §3.8 and §4.2 on the smallest pools that show a rule. */
class MatchRulesTest {
    private static final String SEED = "ab".repeat(32);

    private static Officer officer(String id, String... qualifications) {
        return new Officer(id, "2027-01-01", new TreeSet<>(List.of(qualifications)));
    }

    private static MatchTask task(String id) {
        return new MatchTask(id, Optional.empty());
    }

    private static MatchTask special(String id) {
        return new MatchTask(id, Optional.of("SE"));
    }

    private static List<Officer> officers(int count) {
        List<Officer> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            out.add(officer("O" + i));
        }
        return out;
    }

    @ParameterizedTest
    @CsvSource({
        "true, P, 2026-06-30, 2",
        "true, P, 2026-06-30, 99",
        "true, P, 2026-06-30, 1",
        "true, P, 2026-06-30, 100",
        "true, p, 2026-06-30, 2",
        "true, P, 2026-6-30, 2",
        "false, P, 2026-06-30, 2",
    })
    void argumentsOfAnotherShapeAreRefused(boolean rightSeed, String pool, String date, int group) {
        String seed = rightSeed ? SEED : "AB".repeat(32);
        boolean allowed = rightSeed && pool.equals("P") && date.length() == 10 && group >= 2 && group <= 99;
        List<MatchTask> tasks = List.of(task("T"));
        List<MatchResult.Row> rows = List.of(new MatchResult.Row("T", List.of("O0", "O1")));
        if (allowed) {
            MatchResult found = Matching.match(seed, pool, date, group, tasks, officers(99), List.of());
            assertThat(found.rows().get(0).officers()).hasSize(group).doesNotHaveDuplicates();
            return;
        }
        String message = "seed2, pool, date or group is not of the shape that §4.2 demands";
        assertThatThrownBy(() -> Matching.match(seed, pool, date, group, tasks, officers(100), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        if (group == 2) {
            assertThatThrownBy(() ->
                            Matching.replacement(seed, pool, date, tasks, officers(5), List.of(), rows, "T", "O0"))
                    .hasMessage(message);
        }
    }

    @Test
    void aCertificateIsValidOnItsLastDay() {
        List<Officer> pool = List.of(
                new Officer("O1", "2026-06-30", new TreeSet<>()),
                new Officer("O2", "2026-06-30", new TreeSet<>()),
                new Officer("O3", "2026-06-29", new TreeSet<>()));
        MatchResult found = Matching.match(SEED, "P", "2026-06-30", 2, List.of(task("T")), pool, List.of());
        assertThat(found.rows().get(0).officers()).containsExactlyInAnyOrder("O1", "O2");
    }

    /** An UNSTAFFED task gets no officer and adds no load: whoever was dealt for seat 0 can be dealt again. */
    @Test
    void whoWasDealtInVainGoesBack() {
        List<MatchTask> tasks = List.of(special("T1"), task("T2"), task("T3"));
        List<Officer> pool = List.of(officer("O1", "SE"), officer("O2"));
        List<Avoidance> avoid = List.of(new Avoidance("O2", "T1"));
        for (int run = 0; run < 12; run++) {
            String seed = HashProfile.SHA256.hex("in vain " + run);
            MatchResult found = Matching.match(seed, "P", "2026-06-30", 2, tasks, pool, avoid);
            assertThat(found.unstaffed()).containsExactly(new MatchResult.Unstaffed("T1", 2, 2, 1, 1));
            assertThat(found.rows()).extracting(MatchResult.Row::objectId).containsExactly("T2", "T3");
            assertThat(found.rows())
                    .allMatch(
                            row -> row.officers().size() == 2 && row.officers().containsAll(List.of("O1", "O2")));
        }
    }

    @Test
    void theFunnelTellsWhyNobodyIsLeft() {
        List<Officer> pool = List.of(
                officer("O1", "SE"),
                officer("O2"),
                officer("O3"),
                officer("O4", "SE"),
                new Officer("O5", "2025-01-01", new TreeSet<>(Set.of("SE"))));
        List<Avoidance> avoid =
                List.of(new Avoidance("O1", "T"), new Avoidance("O4", "T"), new Avoidance("O2", "OTHER"));
        assertThat(Matching.match(SEED, "P", "2026-06-30", 2, List.of(special("T")), pool, avoid)
                        .unstaffed())
                .containsExactly(new MatchResult.Unstaffed("T", 5, 4, 2, 0));
        // Nobody qualified is no matter where no qualification is demanded.
        assertThat(Matching.match(SEED, "P", "2026-06-30", 3, List.of(task("T")), pool, avoid)
                        .unstaffed())
                .containsExactly(new MatchResult.Unstaffed("T", 5, 4, 2, 2));
    }

    @Test
    void aReplacementIsNeitherBarredNorUnqualifiedNorThereAlready() {
        List<MatchTask> tasks = List.of(special("T"), task("U"));
        List<Officer> pool =
                List.of(officer("O1", "SE"), officer("O2"), officer("O3"), officer("O4", "SE"), officer("O5", "SE"));
        // O4 and O5 have visits already, O3 has none.
        List<MatchResult.Row> rows =
                List.of(new MatchResult.Row("T", List.of("O1", "O2")), new MatchResult.Row("U", List.of("O4", "O5")));
        assertThat(replacement(tasks, pool, List.of(), rows, "T", "O2")).contains("O3");
        assertThat(replacement(tasks, pool, List.of(new Avoidance("O3", "T")), rows, "T", "O2"))
                .isIn(Optional.of("O4"), Optional.of("O5"));
        assertThat(replacement(tasks, pool, List.of(new Avoidance("O4", "T")), rows, "T", "O1"))
                .contains("O5");
        assertThat(replacement(
                        tasks, pool, List.of(new Avoidance("O4", "T"), new Avoidance("O5", "T")), rows, "T", "O1"))
                .isEmpty();
        assertThatThrownBy(() -> replacement(tasks, pool, List.of(), rows, "T", "O3"))
                .hasMessage("the officer holds no seat of this task");
        assertThatThrownBy(() -> replacement(tasks, pool, List.of(), rows, "V", "O1"))
                .hasMessage("the officer holds no seat of this task");
        assertThatThrownBy(() -> replacement(List.of(task("U")), pool, List.of(), rows, "T", "O1"))
                .hasMessage("no such task");
        assertThatCode(() -> replacement(tasks, pool, List.of(), rows, "U", "O5"))
                .doesNotThrowAnyException();
    }

    private static Optional<String> replacement(
            List<MatchTask> tasks,
            List<Officer> pool,
            List<Avoidance> avoid,
            List<MatchResult.Row> rows,
            String objectId,
            String leaving) {
        return Matching.replacement(SEED, "P", "2026-06-30", tasks, pool, avoid, rows, objectId, leaving);
    }

    private static DrawnRow row(String stratum, long rank, String id, DrawnRow.Kind kind) {
        return new DrawnRow(stratum, rank, id, HashProfile.SHA256.hex(id), kind);
    }

    @Test
    void substitutesAreTheFirstOfTheReserveAsManyAsDroppedOut() {
        List<DrawnRow> rows = List.of(
                row("A", 1, "A1", DrawnRow.Kind.DRAWN),
                row("A", 2, "A2", DrawnRow.Kind.DRAWN),
                row("A", 3, "A3", DrawnRow.Kind.DRAWN),
                row("A", 4, "A4", DrawnRow.Kind.RESERVE),
                row("A", 5, "A5", DrawnRow.Kind.RESERVE),
                row("B", 1, "B1", DrawnRow.Kind.DRAWN),
                row("B", 2, "B2", DrawnRow.Kind.DRAWN),
                row("B", 3, "B3", DrawnRow.Kind.RESERVE),
                row("C", 1, "C1", DrawnRow.Kind.DRAWN));
        ReserveOrder order = ReserveOrder.byTicket(rows);
        assertThat(order.strata()).hasToString("{A=[A4, A5], B=[B3]}");
        String evidence = "ee".repeat(32);
        String all =
                "A1\tOK\t-\nA2\tS2\t%1$s\nA3\tOK\t-\nB1\tS1\t%1$s\nB2\tS5\t%1$s\nC1\tS3\t%1$s\n".formatted(evidence);
        Confirmations confirmations = Confirmations.parse("c", Ascii.bytes(all), rows);
        assertThat(confirmations.confirmed()).containsExactlyInAnyOrder("A1", "A3");
        assertThat(Ascii.string(confirmations.bytes())).isEqualTo(all);
        // B has two drop-outs and a reserve of one, C has no reserve.
        Map<String, List<String>> found = order.substitutes(confirmations, rows);
        assertThat(found.get("A")).containsExactly("A4");
        assertThat(found.get("B")).containsExactly("B3");
        assertThat(found.getOrDefault("C", List.of())).isEmpty();
        assertThat(order.isPrefix(Set.of())).isTrue();
        assertThat(order.isPrefix(Set.of("A4", "B3"))).isTrue();
        assertThat(order.isPrefix(Set.of("A4", "A5"))).isTrue();
        assertThat(order.isPrefix(Set.of("A5"))).isFalse();
        assertThat(order.isPrefix(Set.of("B3", "A5"))).isFalse();
        assertThat(order.isPrefix(Set.of("C1"))).isFalse();
    }

    @Test
    void aDropOutOfOneStratumCallsNobodyOfAnother() {
        List<DrawnRow> rows = List.of(
                row("A", 1, "A1", DrawnRow.Kind.DRAWN),
                row("A", 2, "A2", DrawnRow.Kind.RESERVE),
                row("B", 1, "B1", DrawnRow.Kind.DRAWN),
                row("B", 2, "B2", DrawnRow.Kind.RESERVE));
        Confirmations confirmations = new Confirmations(List.of(
                new Confirmations.Line("A1", Confirmations.Code.OK, Optional.empty()),
                new Confirmations.Line("B1", Confirmations.Code.S4, Optional.of("ee".repeat(32)))));
        assertThat(ReserveOrder.byTicket(rows).substitutes(confirmations, rows)).hasToString("{B=[B2]}");
    }
}
