package org.mingchou.dispatch.internal;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.dispatch.Assignments;
import org.mingchou.shared.Actor;
import org.mingchou.subject.SubjectSnapshot;

/** One object for one department. Changes only through its verbs, each of which asks {@link AssignmentLife}. */
record Assignment(
        long id,
        int version,
        long drawId,
        long planId,
        String regionCode,
        long departmentId,
        long leadDepartmentId,
        SubjectSnapshot object,
        List<Long> itemVersionIds,
        String source,
        AssignmentState state,
        @Nullable OffsetDateTime confirmedAt,
        @Nullable String confirmedBy,
        @Nullable OffsetDateTime claimedAt,
        @Nullable String claimedBy,
        @Nullable String reason,
        @Nullable String evidence) {

    /** What the department knows of it before its second secrets are out must not include a claim. */
    List<AssignmentAct> allowed(Actor actor, boolean secondSeedKnown) {
        var result = new ArrayList<AssignmentAct>();
        if (actor.departmentId() == null || actor.departmentId() != departmentId) {
            return result;
        }
        for (var act : AssignmentLife.TABLE.allowed(state)) {
            var role = act.role();
            if (role != null && actor.has(role) && (act != AssignmentAct.CLAIM || secondSeedKnown)) {
                result.add(act);
            }
        }
        return result;
    }

    Assignment confirm(String by, OffsetDateTime at) {
        return with(AssignmentAct.CONFIRM, at, by, claimedAt, claimedBy, reason, evidence);
    }

    Assignment notApplicable(String by, OffsetDateTime at, String why, String proof) {
        return with(AssignmentAct.NOT_APPLICABLE, at, by, claimedAt, claimedBy, why, proof);
    }

    Assignment claim(String by, OffsetDateTime at) {
        return with(AssignmentAct.CLAIM, confirmedAt, confirmedBy, at, by, reason, evidence);
    }

    Assignment staff() {
        return with(AssignmentAct.STAFF, confirmedAt, confirmedBy, claimedAt, claimedBy, reason, evidence);
    }

    Assignment drop() {
        return with(AssignmentAct.DROP, confirmedAt, confirmedBy, claimedAt, claimedBy, reason, evidence);
    }

    Assignments.Assignment published() {
        return new Assignments.Assignment(
                id, planId, drawId, regionCode, departmentId, object, state.name(), itemVersionIds, source);
    }

    private Assignment with(
            AssignmentAct act,
            @Nullable OffsetDateTime confirmed,
            @Nullable String confirmer,
            @Nullable OffsetDateTime claimed,
            @Nullable String claimer,
            @Nullable String why,
            @Nullable String proof) {
        return new Assignment(
                id,
                version,
                drawId,
                planId,
                regionCode,
                departmentId,
                leadDepartmentId,
                object,
                itemVersionIds,
                source,
                AssignmentLife.TABLE.apply(state, act),
                confirmed,
                confirmer,
                claimed,
                claimer,
                why,
                proof);
    }
}
