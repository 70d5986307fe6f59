package org.mingchou.matching.internal;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.matching.Groups;
import org.mingchou.officer.OfficerSnapshot;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;

/** The officers of one assignment, by seat. Changes only through its verbs. */
record Group(
        long id,
        int version,
        long poolId,
        long drawId,
        long planId,
        String regionCode,
        long departmentId,
        long leadDepartmentId,
        long assignmentId,
        long subjectId,
        String objectId,
        String objectName,
        @Nullable String requiredQualification,
        List<String> otherQualifications,
        boolean late,
        GroupState state,
        boolean manual,
        @Nullable Funnel funnel,
        List<Seat> seats,
        List<Assistant> assistants,
        @Nullable Proposal proposal,
        @Nullable Approval approval,
        @Nullable Replacing replacing) {

    /** @param replacedReason why the former holder left; null for the first holder */
    record Seat(OfficerSnapshot officer, @Nullable String replacedReason) {}

    /** A specialist who helps. */
    record Assistant(String name, String specialty, String reason) {}

    /** A manual staffing that waits for approval, or was approved. */
    record Proposal(List<String> officerNos, String reason, long accountId, String by, OffsetDateTime at) {}

    /**
     * A replacement that waits for approval.
     *
     * @param evidence SHA-256; null where the directory itself proves the reason
     */
    record Replacing(
            int seat,
            String officerNo,
            ReplacementCode code,
            String reason,
            @Nullable String evidence,
            long accountId,
            String by,
            OffsetDateTime at) {}

    record Approval(long accountId, String by, OffsetDateTime at) {}

    Group matched(List<OfficerSnapshot> officers) {
        return with(
                GroupAct.MATCH,
                officers.stream().map(o -> new Seat(o, null)).toList(),
                assistants,
                false,
                proposal,
                approval);
    }

    Group propose(Proposal manual) {
        return with(GroupAct.PROPOSE_MANUAL, seats, assistants, false, manual, null);
    }

    Group approve(Actor actor, OffsetDateTime at, List<OfficerSnapshot> officers) {
        requireOther(actor);
        return with(
                GroupAct.APPROVE_MANUAL,
                officers.stream().map(o -> new Seat(o, null)).toList(),
                assistants,
                true,
                proposal,
                new Approval(actor.accountId(), actor.displayName(), at));
    }

    Group reject(Actor actor) {
        requireOther(actor);
        return with(GroupAct.REJECT_MANUAL, seats, assistants, false, null, null);
    }

    Group proposeReplacement(Replacing proposed) {
        if (replacing != null) {
            throw Problem.conflict("replacement-proposed", "这个编组已有一项更换申请待批准，请等审批人办理后再申请。");
        }
        return with(GroupAct.REPLACE, seats, assistants, manual, proposal, approval, proposed);
    }

    /** @param officer whom the rule names for the seat */
    Group replace(OfficerSnapshot officer, Actor actor) {
        var wanted = replacementDecidedBy(actor);
        var changed = new ArrayList<>(seats);
        changed.set(wanted.seat(), new Seat(officer, wanted.code().label() + "：" + wanted.reason()));
        return with(GroupAct.APPROVE_REPLACEMENT, changed, assistants, manual, proposal, approval, null);
    }

    Group rejectReplacement(Actor actor) {
        replacementDecidedBy(actor);
        return with(GroupAct.REJECT_REPLACEMENT, seats, assistants, manual, proposal, approval, null);
    }

    /** What is proposed, or a refusal when there is nothing to decide or this person may not. */
    Replacing replacementDecidedBy(Actor actor) {
        if (replacing == null) {
            throw Problem.conflict("nothing-proposed", "这个编组没有待批准的更换申请，请刷新后核对。");
        }
        if (!concerns(actor)) {
            throw Problem.notAllowed("department-not-concerned", "更换申请由本部门或牵头部门的审批人办理，请由这些部门的账号操作。");
        }
        if (replacing.accountId() == actor.accountId()) {
            throw Problem.notAllowed("proposer-cannot-decide", "申请人不能批准自己的更换申请，请由另一位审批人办理。");
        }
        return replacing;
    }

    private boolean concerns(Actor actor) {
        var own = actor.departmentId();
        return own != null && (own == departmentId || own == leadDepartmentId);
    }

    Group assist(Assistant assistant) {
        var more = new ArrayList<>(assistants);
        more.add(assistant);
        return with(GroupAct.ADD_ASSISTANT, seats, more, manual, proposal, approval);
    }

    Group dissolve() {
        return with(GroupAct.DISSOLVE, seats, assistants, manual, proposal, approval);
    }

    /** The proposal, or a refusal when there is none to decide. */
    Proposal proposed() {
        if (proposal == null) {
            throw Problem.conflict("nothing-proposed", "这个编组没有待批准的人工指派，请刷新后核对。");
        }
        return proposal;
    }

    List<GroupAct> allowed(Actor actor) {
        var result = new ArrayList<GroupAct>();
        boolean own = actor.departmentId() != null && actor.departmentId() == departmentId;
        boolean proposer = proposal != null && proposal.accountId() == actor.accountId();
        for (var act : GroupLife.TABLE.allowed(state)) {
            var role = act.role();
            if (role == null || !actor.has(role)) {
                continue;
            }
            boolean may =
                    switch (act) {
                        case APPROVE_MANUAL, REJECT_MANUAL -> !proposer;
                        case APPROVE_REPLACEMENT, REJECT_REPLACEMENT ->
                            replacing != null && concerns(actor) && replacing.accountId() != actor.accountId();
                        case REPLACE -> own && replacing == null;
                        default -> own;
                    };
            if (may) {
                result.add(act);
            }
        }
        return result;
    }

    List<OfficerSnapshot> officers() {
        return seats.stream().map(Seat::officer).toList();
    }

    Groups.Group published() {
        return new Groups.Group(
                id,
                assignmentId,
                manual,
                officers(),
                assistants.stream()
                        .map(a -> new Groups.Assistant(a.name(), a.specialty()))
                        .toList());
    }

    private void requireOther(Actor actor) {
        if (proposed().accountId() == actor.accountId()) {
            throw Problem.notAllowed("proposer-cannot-decide", "提出人不能批准自己的人工指派，请由其他审批人办理。");
        }
    }

    private Group with(
            GroupAct act,
            List<Seat> nextSeats,
            List<Assistant> nextAssistants,
            boolean byHand,
            @Nullable Proposal nextProposal,
            @Nullable Approval nextApproval) {
        return with(act, nextSeats, nextAssistants, byHand, nextProposal, nextApproval, replacing);
    }

    private Group with(
            GroupAct act,
            List<Seat> nextSeats,
            List<Assistant> nextAssistants,
            boolean byHand,
            @Nullable Proposal nextProposal,
            @Nullable Approval nextApproval,
            @Nullable Replacing nextReplacing) {
        return new Group(
                id,
                version,
                poolId,
                drawId,
                planId,
                regionCode,
                departmentId,
                leadDepartmentId,
                assignmentId,
                subjectId,
                objectId,
                objectName,
                requiredQualification,
                otherQualifications,
                late,
                GroupLife.TABLE.apply(state, act),
                byHand,
                funnel,
                List.copyOf(nextSeats),
                List.copyOf(nextAssistants),
                nextProposal,
                nextApproval,
                nextReplacing);
    }
}
