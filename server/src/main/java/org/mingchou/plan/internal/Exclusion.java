package org.mingchou.plan.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.mingchou.subject.SubjectSnapshot;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/** A request of one department that an object be left out, decided by the lead department. */
@Table(schema = "plan", name = "exclusion")
record Exclusion(
        @Id @Nullable Long id,
        @Version int version,
        long planId,
        String regionCode,
        String objectId,
        String objectName,
        @Nullable String creditCode,
        ExclusionCode code,
        String note,
        @Nullable String evidence,
        long departmentId,
        ExclusionState state,
        long proposedBy,
        String proposedByName,
        Instant proposedAt,
        @Nullable Long decidedBy,
        @Nullable String decidedByName,
        @Nullable Instant decidedAt,
        @Nullable String decisionReason) {

    static Exclusion propose(
            JointPlan plan,
            SubjectSnapshot object,
            ExclusionCode code,
            String note,
            @Nullable String evidence,
            Actor actor,
            Instant at) {
        return new Exclusion(
                null,
                0,
                plan.key(),
                plan.regionCode(),
                object.drawId(),
                object.name(),
                object.creditCode(),
                code,
                note,
                evidence,
                actor.requireDepartment(),
                ExclusionLife.TABLE.initial(),
                actor.accountId(),
                actor.displayName(),
                at,
                null,
                null,
                null,
                null);
    }

    Exclusion decide(ExclusionAct act, Actor actor, Instant at, @Nullable String reason) {
        var next = ExclusionLife.TABLE.apply(state, act);
        if (actor.accountId() == proposedBy) {
            throw Problem.notAllowed("proposer-decides", "提出排除申请的人不能审批同一申请，请由另一位审批人办理。");
        }
        return new Exclusion(
                id,
                version,
                planId,
                regionCode,
                objectId,
                objectName,
                creditCode,
                code,
                note,
                evidence,
                departmentId,
                next,
                proposedBy,
                proposedByName,
                proposedAt,
                actor.accountId(),
                actor.displayName(),
                at,
                reason);
    }

    long key() {
        if (id == null) {
            throw new IllegalStateException("the exclusion is not stored yet");
        }
        return id;
    }
}
