package org.mingchou.followup.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.inspection.Sections;
import org.mingchou.inspection.Sections.ItemResult;
import org.mingchou.inspection.Sections.Section;
import org.mingchou.notification.Inbox;
import org.mingchou.plan.Plans;
import org.mingchou.publication.Publications;
import org.mingchou.publication.Publications.Publication;
import org.mingchou.publication.ResultCorrected;
import org.mingchou.publication.ResultPublished;
import org.mingchou.publication.ResultWithdrawn;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A published finding opens its follow-up in the same transaction: none can be forgotten. A correction or withdrawal takes
 * along what it unsays.
 */
@Component
class OpenFollowUps {

    private final FollowUpRepository followUps;
    private final FollowUpHistory history;
    private final Sections sections;
    private final Publications publications;
    private final Plans plans;
    private final Deadlines deadlines;
    private final Inbox inbox;
    private final BusinessClock clock;
    private final JdbcClient jdbc;

    OpenFollowUps(
            FollowUpRepository followUps,
            FollowUpHistory history,
            Sections sections,
            Publications publications,
            Plans plans,
            Deadlines deadlines,
            Inbox inbox,
            BusinessClock clock,
            JdbcClient jdbc) {
        this.followUps = followUps;
        this.history = history;
        this.sections = sections;
        this.publications = publications;
        this.plans = plans;
        this.deadlines = deadlines;
        this.inbox = inbox;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional
    public void on(ResultPublished event) {
        openMissing(event.sectionId(), event.publicationId(), event.regionCode(), "结果公示");
    }

    /** What is no longer found is cancelled with the reason of the correction; what is new is opened. */
    @EventListener
    @Transactional
    public void on(ResultCorrected event) {
        var measures = new HashMap<Long, String>();
        for (var result : sections.require(event.sectionId()).results()) {
            if (result.measure() != null) {
                measures.put(result.itemVersionId(), result.measure());
            }
        }
        for (var followUp : standing("section_id = :id AND item_version_id IS NOT NULL", event.sectionId())) {
            if (!followUp.kind().name().equals(measures.get(followUp.origin().itemVersionId()))) {
                cancel(followUp, "公示结果更正：" + event.reason(), event.by());
            }
        }
        openMissing(event.sectionId(), event.publicationId(), event.regionCode(), "公示结果更正");
    }

    /** What could not be reached was one fact for all departments: it falls with the last of their results. */
    @EventListener
    @Transactional
    public void on(ResultWithdrawn event) {
        var falling = new ArrayList<>(standing("section_id = :id AND item_version_id IS NOT NULL", event.sectionId()));
        if (!publications.standsForVisit(event.visitId())) {
            falling.addAll(standing("visit_id = :id AND item_version_id IS NULL", event.visitId()));
        }
        falling.forEach(followUp -> cancel(followUp, "公示结果撤下：" + event.reason(), event.by()));
    }

    private void openMissing(long sectionId, long publicationId, String regionCode, String startEvent) {
        var section = sections.require(sectionId);
        var publication = publications.require(publicationId);
        var lead = plans.require(section.planId(), regionCode).leadDepartmentId();
        var opened = new ArrayList<Long>();
        for (var result : section.results()) {
            if (result.measure() != null && !knownItem(section.id(), result.itemVersionId())) {
                var finding = result.finding() == null ? "" : result.finding();
                opened.add(open(
                        regionCode,
                        FollowUpKind.valueOf(result.measure()),
                        origin(section, publication, lead, result, result.itemName(), finding)));
            }
        }
        if ("UNREACHABLE".equals(section.visitOutcome()) && !knownVisit(section.visitId())) {
            opened.add(open(
                    regionCode,
                    FollowUpKind.ABNORMAL_LIST,
                    origin(section, publication, lead, null, "登记住所（经营场所）核查", "通过登记的住所或者经营场所无法联系")));
        }
        if (!opened.isEmpty()) {
            deadlines.start("follow_up", opened, DeadlineRule.CLOSE_FOLLOW_UP, clock.today(), startEvent);
        }
    }

    private void cancel(FollowUp followUp, String reason, String by) {
        var cancelled = followUps.save(followUp.cancel());
        deadlines.met("follow_up", cancelled.key(), DeadlineRule.CLOSE_FOLLOW_UP, clock.today());
        history.cancelled(cancelled, reason, by);
        inbox.tellDepartment(
                followUp.responsibleDepartment(),
                "“" + followUp.origin().objectName() + "”的后续处置已撤销：" + reason,
                "/desk/follow-ups?planId=" + followUp.origin().planId());
    }

    private List<FollowUp> standing(String condition, long id) {
        var ids = jdbc.sql("SELECT id FROM followup.follow_up WHERE state <> 'CANCELLED' AND " + condition)
                .param("id", id)
                .query(Long.class)
                .list();
        return ids.stream().map(each -> followUps.findById(each).orElseThrow()).toList();
    }

    private long open(String regionCode, FollowUpKind kind, Origin origin) {
        var followUp = followUps.save(FollowUp.open(regionCode, kind, origin, clock.now()));
        history.opened(followUp);
        return followUp.key();
    }

    private static Origin origin(
            Section section,
            Publication publication,
            long lead,
            @Nullable ItemResult result,
            String itemName,
            String finding) {
        return new Origin(
                section.planId(),
                publication.planTitle(),
                section.drawId(),
                section.visitId(),
                section.id(),
                publication.id(),
                section.departmentId(),
                publication.departmentName(),
                lead,
                section.object().id(),
                section.object().drawId(),
                section.object().name(),
                section.object().creditCode(),
                result == null ? null : result.itemVersionId(),
                itemName,
                finding);
    }

    private boolean knownItem(long sectionId, long itemVersionId) {
        return exists("section_id = :a AND item_version_id = :b", sectionId, itemVersionId);
    }

    private boolean knownVisit(long visitId) {
        return exists("visit_id = :a AND item_version_id IS NULL AND :b = :b", visitId, visitId);
    }

    private boolean exists(String condition, long a, long b) {
        return !jdbc.sql("SELECT id FROM followup.follow_up WHERE state <> 'CANCELLED' AND " + condition)
                .param("a", a)
                .param("b", b)
                .query(Long.class)
                .list()
                .equals(List.of());
    }
}
