package org.mingchou.inspection.internal;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Embedded.OnEmpty;
import org.springframework.data.relational.core.mapping.Table;

/** One coming to the gate for all departments; {@code leadDepartmentId} schedules it. */
@Table(schema = "inspection", name = "visit")
record Visit(
        @Id @Nullable Long id,
        @Version int version,
        String regionCode,
        VisitState state,
        long leadDepartmentId,

        @Embedded(onEmpty = OnEmpty.USE_EMPTY, prefix = "object_")
        VisitedObject object,

        long openingDrawId,
        String sheetCode,
        String enterpriseCode,
        @Nullable LocalDate scheduledOn,
        @Embedded(onEmpty = OnEmpty.USE_EMPTY) VisitApproval approval,
        @Embedded(onEmpty = OnEmpty.USE_EMPTY) Notice notice,
        @Embedded(onEmpty = OnEmpty.USE_EMPTY) OnSite onSite) {

    static Visit planned(
            String regionCode, long leadDepartmentId, VisitedObject object, long drawId, VisitCodes codes) {
        return new Visit(
                null,
                0,
                regionCode,
                VisitLife.TABLE.initial(),
                leadDepartmentId,
                object,
                drawId,
                codes.sheet(),
                codes.enterprise(),
                null,
                VisitApproval.NONE,
                Notice.NONE,
                OnSite.NOT_YET);
    }

    /** Another day needs another approval and another notice. */
    Visit schedule(LocalDate on) {
        return with(VisitAct.SCHEDULE, on, VisitApproval.NONE, Notice.NONE, onSite);
    }

    Visit requestApproval(Actor actor, String basis, Instant at) {
        if (state == VisitState.PLANNED) {
            throw Problem.conflict("visit-not-scheduled", "还没有安排检查日期。请先“安排日程”，再报请批准。");
        }
        return with(VisitAct.REQUEST_APPROVAL, scheduledOn, VisitApproval.requested(actor, basis, at), notice, onSite);
    }

    @Clause("国办发〔2024〕54号：检查前由负责人批准")
    Visit approve(Actor actor, Instant at) {
        var next = with(VisitAct.APPROVE, scheduledOn, approval.approved(actor, at), notice, onSite);
        if (approval.requestedBy(actor)) {
            throw Problem.notAllowed("requester-cannot-approve", "报请人不能批准自己报请的检查。请由本部门另一位审批人批准。");
        }
        return next;
    }

    Visit giveBack(String reason) {
        return with(VisitAct.RETURN, scheduledOn, approval.returned(reason), notice, onSite);
    }

    Visit notified(String noticeNo, Instant at) {
        return with(VisitAct.NOTIFY, scheduledOn, approval, new Notice(noticeNo, at), onSite);
    }

    /** The notice is handed over at the gate; the approval is owed. */
    Visit startUrgently(Actor actor, String reason, String noticeNo, Instant at, LocalDate today) {
        return with(
                VisitAct.START_URGENTLY,
                today,
                VisitApproval.urgent(actor, reason, at),
                new Notice(noticeNo, at),
                onSite);
    }

    /** An enterprise that was out of reach has been met after all; the attempts stay on record. */
    Visit checkedIn(Instant at) {
        var first = onSite.checkedInAt() == null ? at : onSite.checkedInAt();
        return with(VisitAct.CHECK_IN, scheduledOn, approval, notice, new OnSite(first, null, null));
    }

    /** An act at the gate that leaves the visit as it is but must be allowed now. */
    Visit during(VisitAct act) {
        return with(act, scheduledOn, approval, notice, onSite);
    }

    Visit unreachable() {
        return with(
                VisitAct.RECORD_UNREACHABLE,
                scheduledOn,
                approval,
                notice,
                new OnSite(onSite.checkedInAt(), VisitOutcome.UNREACHABLE, null));
    }

    Visit finished(Instant at) {
        var outcome = onSite.unreachable() ? VisitOutcome.UNREACHABLE : VisitOutcome.INSPECTED;
        return with(VisitAct.FINISH, scheduledOn, approval, notice, new OnSite(onSite.checkedInAt(), outcome, at));
    }

    /** Approval and notice name the officers: with other officers both are void. */
    Visit changeGroup() {
        return with(VisitAct.CHANGE_GROUP, scheduledOn, VisitApproval.NONE, Notice.NONE, onSite);
    }

    Visit cancel() {
        return with(VisitAct.CANCEL, scheduledOn, approval, notice, onSite);
    }

    long key() {
        if (id == null) {
            throw new IllegalStateException("the visit is not stored yet");
        }
        return id;
    }

    private Visit with(
            VisitAct act, @Nullable LocalDate on, VisitApproval nextApproval, Notice nextNotice, OnSite nextOnSite) {
        return new Visit(
                id,
                version,
                regionCode,
                VisitLife.TABLE.apply(state, act),
                leadDepartmentId,
                object,
                openingDrawId,
                sheetCode,
                enterpriseCode,
                on,
                nextApproval,
                nextNotice,
                nextOnSite);
    }
}
