package org.mingchou.plan.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.MappedCollection;
import org.springframework.data.relational.core.mapping.Table;

/** A joint inspection of several departments of one region: 第N次联合抽查. */
@Table(schema = "plan", name = "joint_plan")
record JointPlan(
        @Id @Nullable Long id,
        @Version int version,
        String regionCode,
        PlanState state,
        long leadDepartmentId,
        int year,
        int sequence,
        @Embedded(onEmpty = Embedded.OnEmpty.USE_EMPTY) Terms terms,

        @MappedCollection(idColumn = "plan_id", keyColumn = "position")
        List<PlannedDepartment> departments,

        @MappedCollection(idColumn = "plan_id", keyColumn = "position")
        List<PlannedItem> items,

        @MappedCollection(idColumn = "plan_id") Set<TierRatio> ratios,
        @Embedded(onEmpty = Embedded.OnEmpty.USE_EMPTY) SignOff signOff,
        @Nullable Instant frozenAt) {

    static JointPlan draft(Actor actor, PlanContent content) {
        return new JointPlan(
                null,
                0,
                actor.regionCode(),
                PlanLife.TABLE.initial(),
                actor.requireDepartment(),
                content.year(),
                content.sequence(),
                content.terms(),
                content.departments(),
                content.items(),
                content.ratios(),
                SignOff.createdBy(actor),
                null);
    }

    JointPlan edit(PlanContent content) {
        return new JointPlan(
                id,
                version,
                regionCode,
                PlanLife.TABLE.apply(state, PlanAct.EDIT),
                leadDepartmentId,
                content.year(),
                content.sequence(),
                content.terms(),
                content.departments(),
                content.items(),
                content.ratios(),
                signOff,
                frozenAt);
    }

    JointPlan submit(Actor actor, Instant at) {
        return with(PlanAct.SUBMIT, signOff.submitted(actor, at), frozenAt);
    }

    JointPlan giveBack(String reason) {
        return with(PlanAct.RETURN, signOff.returned(reason), frozenAt);
    }

    JointPlan approve(Actor actor, Instant at) {
        return with(PlanAct.APPROVE, signOff.approved(actor, at), frozenAt);
    }

    JointPlan cancel() {
        return with(PlanAct.CANCEL, signOff, frozenAt);
    }

    JointPlan close() {
        return with(PlanAct.CLOSE, signOff, frozenAt);
    }

    JointPlan freeze(Instant at) {
        return with(PlanAct.FREEZE, signOff, at);
    }

    private JointPlan with(PlanAct act, SignOff next, @Nullable Instant frozen) {
        return new JointPlan(
                id,
                version,
                regionCode,
                PlanLife.TABLE.apply(state, act),
                leadDepartmentId,
                year,
                sequence,
                terms,
                departments,
                items,
                ratios,
                next,
                frozen);
    }

    boolean frozen() {
        return frozenAt != null;
    }

    boolean takesPart(long departmentId) {
        return departments.stream().anyMatch(d -> d.departmentId() == departmentId);
    }

    Map<String, Integer> ratiosByTier() {
        return ratios.stream().collect(Collectors.toMap(TierRatio::tier, TierRatio::ratio));
    }

    /** The identity once stored. */
    long key() {
        if (id == null) {
            throw new IllegalStateException("the plan is not stored yet");
        }
        return id;
    }
}
