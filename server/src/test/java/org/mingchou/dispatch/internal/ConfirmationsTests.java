package org.mingchou.dispatch.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mingchou.dispatch.internal.DropOut.Signature;
import org.mingchou.draw.Draws.Confirmation;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;

class ConfirmationsTests {

    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-05-14T10:00:00+08:00");
    private static final String EVIDENCE = "a".repeat(64);

    @Test
    void onlyApprovedDropOutsCountAndLinesAscendBytewise() {
        var approved = dropOut("Z1").approve(approver(2), NOW).approve(approver(3), NOW);
        var first = dropOut("A1").approve(approver(2), NOW);
        var rejected = dropOut("M1").reject(approver(2), NOW, "证据不足");
        assertThat(Confirmations.of(List.of("Z1", "M1", "A1"), List.of(approved, first, rejected)))
                .containsExactly(
                        new Confirmation("A1", "OK", "-"),
                        new Confirmation("M1", "OK", "-"),
                        new Confirmation("Z1", "S1", EVIDENCE));
    }

    @Test
    void proposerAndApproversAreThreePeople() {
        assertRefused(() -> dropOut("A").approve(approver(1), NOW), "proposer-cannot-decide");
        assertRefused(() -> dropOut("A").reject(approver(1), NOW, "-"), "proposer-cannot-decide");
        var half = dropOut("A").approve(approver(2), NOW);
        assertRefused(() -> half.approve(approver(2), NOW), "same-approver");
        assertThat(half.allowed(approver(2), true)).containsExactly(DropOutAct.REJECT);
        assertThat(half.allowed(approver(3), true)).containsExactly(DropOutAct.APPROVE, DropOutAct.REJECT);
        assertThat(half.allowed(approver(1), true)).isEmpty();
        assertRefused(() -> half.approve(approver(3), NOW).approve(approver(4), NOW), "act-not-allowed-in-state");
    }

    private static void assertRefused(Runnable act, String type) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.type()).isEqualTo(type));
    }

    private static Actor approver(long id) {
        return new Actor(id, "u" + id, "审批人" + id, 1L, "130111", Set.of(Role.APPROVER));
    }

    private static DropOut dropOut(String objectId) {
        return new DropOut(
                1,
                0,
                1,
                1,
                "130111",
                1,
                1,
                objectId,
                "样例",
                DropOutCode.S1,
                "已注销",
                EVIDENCE,
                List.of(),
                false,
                DropOutState.PROPOSED,
                new Signature(1, "申请人", NOW),
                null,
                null,
                null,
                null,
                null);
    }
}
