package org.mingchou.dispatch.internal;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.mingchou.shared.TextLimit;

/** A proposal that an object leaves the draw. Two people other than the proposer must agree. */
@Clause("SSJ-DRAW-1 3.8")
record DropOut(
        long id,
        int version,
        long drawId,
        long planId,
        String regionCode,
        long leadDepartmentId,
        long departmentId,
        String objectId,
        String objectName,
        DropOutCode code,
        String reason,
        String evidence,
        List<Attempt> attempts,
        boolean late,
        DropOutState state,
        Signature proposed,
        @Nullable Signature first,
        @Nullable Signature second,
        @Nullable Signature rejected,
        @Nullable String rejectedReason,
        @Nullable String substituteObjectId) {

    /** One try to reach the object, e.g. 到登记住所，大门上锁. */
    record Attempt(
            @NotNull(message = "请填写联系的时间") OffsetDateTime at,

            @NotBlank(message = "请写明联系的经过") @Size(max = TextLimit.ACCOUNT, message = "经过或说明" + TextLimit.TOO_LONG) String note) {}

    /** Who did it and when. */
    record Signature(long accountId, String name, OffsetDateTime at) {}

    DropOut approve(Actor actor, OffsetDateTime at) {
        requireOther(actor);
        var next = DropOutLife.TABLE.apply(state, DropOutAct.APPROVE);
        var signature = new Signature(actor.accountId(), actor.displayName(), at);
        return first == null
                ? with(next, signature, null, null, null, null)
                : with(next, first, signature, null, null, null);
    }

    DropOut reject(Actor actor, OffsetDateTime at, String why) {
        requireNotProposer(actor);
        return with(
                DropOutLife.TABLE.apply(state, DropOutAct.REJECT),
                first,
                null,
                new Signature(actor.accountId(), actor.displayName(), at),
                why,
                null);
    }

    DropOut substitutedBy(String other) {
        return with(state, first, second, rejected, rejectedReason, other);
    }

    /** @param concerned the actor's department takes part in the plan */
    List<DropOutAct> allowed(Actor actor, boolean concerned) {
        if (!concerned || !actor.has(Role.APPROVER) || actor.accountId() == proposed.accountId()) {
            return List.of();
        }
        return DropOutLife.TABLE.allowed(state).stream()
                .filter(act -> act != DropOutAct.APPROVE || first == null || first.accountId() != actor.accountId())
                .toList();
    }

    private void requireOther(Actor actor) {
        requireNotProposer(actor);
        if (first != null && first.accountId() == actor.accountId()) {
            throw Problem.notAllowed("same-approver", "您已批准过这项退出申请，第二次批准须由另一位审批人办理。");
        }
    }

    private void requireNotProposer(Actor actor) {
        if (actor.accountId() == proposed.accountId()) {
            throw Problem.notAllowed("proposer-cannot-decide", "申请人不能审批自己提出的退出申请，请由其他审批人办理。");
        }
    }

    private DropOut with(
            DropOutState next,
            @Nullable Signature one,
            @Nullable Signature two,
            @Nullable Signature refusal,
            @Nullable String why,
            @Nullable String substitute) {
        return new DropOut(
                id,
                version,
                drawId,
                planId,
                regionCode,
                leadDepartmentId,
                departmentId,
                objectId,
                objectName,
                code,
                reason,
                evidence,
                attempts,
                late,
                next,
                proposed,
                one,
                two,
                refusal,
                why,
                substitute);
    }
}
