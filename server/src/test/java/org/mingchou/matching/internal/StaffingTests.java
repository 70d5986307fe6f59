package org.mingchou.matching.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.mingchou.matching.internal.Qualifications.Demand;
import org.mingchou.officer.OfficerSnapshot;
import org.mingchou.sampler.Officer;

class StaffingTests {

    private static final LocalDate LAST_DAY = LocalDate.of(2026, 6, 30);

    @Test
    void theRarestQualificationCountsOnlyValidHoldersAndTiesGoByCode() {
        var pool = List.of(
                officer("A", "2030-01-01", "X", "Y"),
                officer("B", "2030-01-01", "X"),
                officer("C", "2026-06-29", "Y"),
                officer("D", "2026-06-29", "Y"));
        var qualifications = new Qualifications(pool, LAST_DAY.toString());
        assertThat(qualifications.of(List.of("X", "Y", "X"))).isEqualTo(new Demand(Optional.of("Y"), List.of("X")));
        assertThat(qualifications.of(List.of("X", "NOBODY")))
                .isEqualTo(new Demand(Optional.of("NOBODY"), List.of("X")));
        assertThat(qualifications.of(List.of("Q2", "Q1")).seat0()).contains("Q1");
        assertThat(qualifications.of(List.of())).isEqualTo(new Demand(Optional.empty(), List.of()));
    }

    @Test
    void aCertificateIsValidOnItsLastDay() {
        var group = List.of(snapshot(1, LAST_DAY), snapshot(2, LAST_DAY));
        assertThat(StaffingRule.check(group, LAST_DAY, Set.of(), null, "危险化学品安全检查"))
                .isEmpty();
        assertThat(StaffingRule.check(group, LAST_DAY.plusDays(1), Set.of(), null, "危险化学品安全检查"))
                .extracting(StaffingRule.Broken::rule)
                .containsExactly("CERTIFICATE_VALID");
    }

    @Test
    void everyBrokenRuleIsNamedWithItsClause() {
        var broken = StaffingRule.check(
                List.of(snapshot(1, LAST_DAY.minusDays(1))), LAST_DAY, Set.of("OFF1"), "WEIHUA", "危险化学品安全检查");
        assertThat(broken)
                .extracting(StaffingRule.Broken::rule)
                .containsExactly("TWO_OFFICERS", "CERTIFICATE_VALID", "RECUSED", "QUALIFIED");
        assertThat(broken).extracting(StaffingRule.Broken::clause).contains("行政处罚法 42", "行政处罚法 43");
    }

    @Test
    void theFunnelNamesItsNarrowestPlace() {
        assertThat(new Funnel(6, 1, 1, 1).advice(2, "")).contains("换发的证件");
        assertThat(new Funnel(6, 5, 1, 1).advice(2, "")).contains("回避后");
        assertThat(new Funnel(6, 5, 3, 0).advice(2, "WEIHUA")).contains("WEIHUA");
        assertThat(new Funnel(6, 5, 3, 1).advice(2, "WEIHUA")).contains("人工指派（非随机）");
        assertThat(new Funnel(6, 5, 3, 0).text()).isEqualTo("库内 6 人 → 证件有效 5 人 → 回避后 3 人 → 符合首席资格 0 人");
    }

    private static Officer officer(String id, String validTo, String... qualifications) {
        return new Officer(id, validTo, Collections.unmodifiableSortedSet(new TreeSet<>(List.of(qualifications))));
    }

    private static OfficerSnapshot snapshot(long id, LocalDate validTo) {
        return new OfficerSnapshot(id, "OFF" + id, "人员" + id, 1, null, "证" + id, validTo, Set.of());
    }
}
