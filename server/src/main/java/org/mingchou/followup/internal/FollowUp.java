package org.mingchou.followup.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mingchou.org.Departments.Department;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Embedded.OnEmpty;
import org.springframework.data.relational.core.mapping.Table;

/** One duty that a published finding leaves behind. */
@Table(schema = "followup", name = "follow_up")
@Clause("实施方案五（四）：20个工作日内录入后续处置结果")
record FollowUp(
        @Id @Nullable Long id,
        @Version int version,
        String regionCode,
        FollowUpState state,
        FollowUpKind kind,
        @Embedded(onEmpty = OnEmpty.USE_EMPTY) Origin origin,
        Instant openedAt,
        @Embedded(onEmpty = OnEmpty.USE_EMPTY) Handover handover,
        @Embedded(onEmpty = OnEmpty.USE_EMPTY) Closing closing) {

    static FollowUp open(String regionCode, FollowUpKind kind, Origin origin, Instant at) {
        return new FollowUp(
                null, 0, regionCode, FollowUpLife.TABLE.initial(), kind, origin, at, Handover.NONE, Closing.NONE);
    }

    @Clause("安全生产法 69：属于其他部门处理的，移送并形成记录备查")
    FollowUp transfer(Department to, String note, Actor actor, Instant at) {
        var next = with(FollowUpAct.TRANSFER, Handover.to(to, note, actor, at), closing);
        if (kind != FollowUpKind.TRANSFER) {
            throw Problem.conflict("not-a-transfer", "这件后续处置是“" + kind.label() + "”，由本部门办理。请办结并上传证据。");
        }
        if (to.id() == origin.departmentId()) {
            throw Problem.badInput("transfer-to-self", "不能移送给本部门。请选择有管辖权的其他部门。");
        }
        return next;
    }

    /** The receipt ends the duty: the lead is handled where it belongs, under that department's own procedure. */
    FollowUp receive(Actor actor, Instant at) {
        return with(FollowUpAct.RECEIVE, handover.received(actor, at), closing);
    }

    FollowUp close(String outcome, String evidence, Actor actor, Instant at) {
        var next = with(FollowUpAct.CLOSE, handover, new Closing(outcome, evidence, actor.displayName(), at));
        if (kind == FollowUpKind.TRANSFER) {
            throw Problem.conflict("transfer-first", "移送事项以接收部门签收为办结。请先“移送”给有管辖权的部门。");
        }
        return next;
    }

    /** Its finding is no longer published; what was done about it stays on record. */
    FollowUp cancel() {
        return with(FollowUpAct.CANCEL, handover, closing);
    }

    boolean visibleTo(Actor actor) {
        var own = actor.departmentId();
        return regionCode.equals(actor.regionCode())
                && (actor.has(Role.SUPERVISOR)
                        || (own != null
                                && (own == origin.departmentId()
                                        || own == origin.leadDepartmentId()
                                        || own.equals(handover.transferredToDepartmentId()))));
    }

    /** The department whose turn it is. */
    long responsibleDepartment() {
        var to = handover.transferredToDepartmentId();
        return to == null ? origin.departmentId() : to;
    }

    boolean allows(FollowUpAct act) {
        if (!FollowUpLife.TABLE.allows(state, act)) {
            return false;
        }
        return switch (act) {
            case TRANSFER -> kind == FollowUpKind.TRANSFER;
            case CLOSE -> kind != FollowUpKind.TRANSFER;
            case RECEIVE -> true;
            case CANCEL -> false;
        };
    }

    long key() {
        if (id == null) {
            throw new IllegalStateException("the follow-up is not stored yet");
        }
        return id;
    }

    private FollowUp with(FollowUpAct act, Handover nextHandover, Closing nextClosing) {
        return new FollowUp(
                id,
                version,
                regionCode,
                FollowUpLife.TABLE.apply(state, act),
                kind,
                origin,
                openedAt,
                nextHandover,
                nextClosing);
    }
}
