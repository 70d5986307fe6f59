package org.mingchou.draw.internal;

import java.util.List;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.notification.Inbox;
import org.mingchou.sampler.AuditSample;
import org.springframework.stereotype.Component;

/** Keeps the sampled exclusions of a draw, starts their clock and tells the supervisors outside it. */
@Component
class OpenAudit {

    private final AuditedExclusions audited;
    private final Deadlines deadlines;
    private final Supervisors supervisors;
    private final Inbox inbox;
    private final BusinessClock clock;

    OpenAudit(
            AuditedExclusions audited, Deadlines deadlines, Supervisors supervisors, Inbox inbox, BusinessClock clock) {
        this.audited = audited;
        this.deadlines = deadlines;
        this.supervisors = supervisors;
        this.inbox = inbox;
        this.clock = clock;
    }

    void open(Draw draw, List<AuditSample.Row> sample) {
        audited.insert(draw, sample);
        deadlines.start(LapseDraws.KIND, draw.key(), DeadlineRule.AUDIT_EXCLUSIONS, clock.today(), "计算抽取结果");
        var title = "抽取 " + draw.drawNo() + "：请在" + DeadlineRule.AUDIT_EXCLUSIONS.workingDays() + "个工作日内查核被排除的 "
                + sample.size() + " 户";
        supervisors
                .outside(draw)
                .forEach(id -> inbox.tellAccount(id, title, "/desk/exclusion-audits?status=OPEN&drawId=" + draw.key()));
    }
}
