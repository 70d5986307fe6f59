package org.mingchou.followup.internal;

import java.util.Map;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.notification.Inbox;
import org.mingchou.org.Departments;
import org.mingchou.platform.BlobStore;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Close with evidence, or hand over against a receipt. */
@Service
class HandleFollowUp {

    private final FollowUpRepository followUps;
    private final FollowUpHistory history;
    private final Departments departments;
    private final BlobStore blobs;
    private final Deadlines deadlines;
    private final Inbox inbox;
    private final BusinessClock clock;

    HandleFollowUp(
            FollowUpRepository followUps,
            FollowUpHistory history,
            Departments departments,
            BlobStore blobs,
            Deadlines deadlines,
            Inbox inbox,
            BusinessClock clock) {
        this.followUps = followUps;
        this.history = history;
        this.departments = departments;
        this.blobs = blobs;
        this.deadlines = deadlines;
        this.inbox = inbox;
        this.clock = clock;
    }

    @Transactional
    public void close(long id, String outcome, String evidence, Actor actor) {
        var followUp = mine(id, actor);
        var next = followUp.close(outcome.strip(), evidence, actor, clock.now());
        if (!evidence.matches("[0-9a-f]{64}") || !blobs.exists(evidence)) {
            throw Problem.unprocessable("evidence-missing", "办结须有证据。请先上传整改照片或文书，再提交办结。");
        }
        followUps.save(next);
        deadlines.met("follow_up", id, DeadlineRule.CLOSE_FOLLOW_UP, clock.today());
        history.record(actor, FollowUpAct.CLOSE, next, outcome.strip(), Map.of("evidence", evidence));
    }

    @Transactional
    public void transfer(long id, long toDepartmentId, String note, Actor actor) {
        var followUp = mine(id, actor);
        var to = departments.require(toDepartmentId, actor.regionCode());
        var next = followUps.save(followUp.transfer(to, note.strip(), actor, clock.now()));
        inbox.tellDepartment(
                to.id(),
                followUp.origin().departmentName() + "移送一件线索，请接收："
                        + followUp.origin().objectName(),
                "/desk/follow-ups?planId=" + followUp.origin().planId());
        history.record(actor, FollowUpAct.TRANSFER, next, note.strip(), Map.of("to", toDepartmentId));
    }

    @Transactional
    public void receive(long id, Actor actor) {
        var followUp = mine(id, actor);
        var next = followUps.save(followUp.receive(actor, clock.now()));
        deadlines.met("follow_up", id, DeadlineRule.CLOSE_FOLLOW_UP, clock.today());
        history.record(actor, FollowUpAct.RECEIVE, next, null, Map.of());
    }

    FollowUp find(long id, Actor actor) {
        return followUps.findById(id).filter(f -> f.visibleTo(actor)).orElseThrow(() -> Problem.notFound("这件后续处置"));
    }

    private FollowUp mine(long id, Actor actor) {
        var followUp = find(id, actor);
        actor.requireDepartment(followUp.responsibleDepartment(), "这件后续处置");
        return followUp;
    }
}
