package org.mingchou.draw.internal;

import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Says of a sampled exclusion whether it was right. The draw does not change by it: it is counted and published. */
@Service
class AuditExclusion {

    private static final int LONGEST = 1000;

    private final AuditedExclusions audited;
    private final Deadlines deadlines;
    private final BusinessClock clock;
    private final AuditTrail audit;

    AuditExclusion(AuditedExclusions audited, Deadlines deadlines, BusinessClock clock, AuditTrail audit) {
        this.deadlines = deadlines;
        this.audited = audited;
        this.clock = clock;
        this.audit = audit;
    }

    @Transactional
    public AuditedExclusion find(Actor actor, long id, AuditAct act, @Nullable String given) {
        var exclusion = audited.lock(id, actor);
        var next = exclusion.find(act, actor);
        var note = given == null ? "" : given.strip();
        if (note.isEmpty() || note.length() > LONGEST) {
            throw Problem.badInput("finding-note", "请写明查核了什么、依据是什么，" + LONGEST + " 字以内。");
        }
        audited.find(exclusion, next, note, actor, clock.now().atOffset(ZoneOffset.UTC));
        audit.record(
                actor,
                act == AuditAct.UPHOLD ? "uphold-exclusion" : "refute-exclusion",
                "exclusion-audit/" + id,
                Map.of("draw", exclusion.drawId(), "object", exclusion.objectId(), "code", exclusion.code()));
        if (!audited.waiting(exclusion.drawId())) {
            deadlines.met(LapseDraws.KIND, exclusion.drawId(), DeadlineRule.AUDIT_EXCLUSIONS, clock.today());
        }
        return audited.require(id, actor);
    }
}
