package org.mingchou.draw.internal;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;

/**
 * One sampled exclusion and what was found about it. Neither is ever changed.
 *
 * @param code X01 to X07
 * @param rank of its ticket within the code
 * @param reason what the department wrote that asked for it; empty, like who asked and who consented, when it follows
 *     from the directories
 */
record AuditedExclusion(
        long id,
        long drawId,
        long leadDepartmentId,
        String code,
        int rank,
        String objectId,
        String subjectName,
        @Nullable String creditCode,
        @Nullable String reason,
        @Nullable String evidence,
        @Nullable Long proposedBy,
        @Nullable String proposedByName,
        @Nullable Long decidedBy,
        @Nullable String decidedByName,
        @Nullable OffsetDateTime decidedAt,
        AuditState state,
        @Nullable String note,
        @Nullable String foundByName,
        @Nullable OffsetDateTime foundAt) {

    /** What becomes of it by the act of somebody who had no part in the exclusion. */
    @Clause("抽取规范 §3.6.1：提出或同意排除的人不得查核同一排除")
    AuditState find(AuditAct act, Actor actor) {
        var next = AuditLife.TABLE.apply(state, act);
        if (excludedBy(actor)) {
            throw Problem.notAllowed("excluder-audits", "这户的排除由您提出或同意，不能由您查核，请由另一位监督员办理。");
        }
        if (!outside(actor)) {
            throw Problem.notAllowed("lead-audits", "这次抽取由您所在的部门牵头，被排除的户须由其他部门的监督员查核，请转请办理。");
        }
        return next;
    }

    /** Who runs a draw is not who examines it; as with verdicts and the keys of outsiders. */
    boolean outside(Actor actor) {
        var department = actor.departmentId();
        return department == null || department != leadDepartmentId;
    }

    boolean excludedBy(Actor actor) {
        var me = actor.accountId();
        return proposedBy != null && proposedBy == me || decidedBy != null && decidedBy == me;
    }
}
