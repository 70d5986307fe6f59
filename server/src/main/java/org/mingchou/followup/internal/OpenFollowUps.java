package org.mingchou.followup.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.inspection.Sections;
import org.mingchou.inspection.Sections.ItemResult;
import org.mingchou.inspection.Sections.Section;
import org.mingchou.publication.Publications;
import org.mingchou.publication.Publications.Publication;
import org.mingchou.publication.ResultPublished;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A published finding opens its follow-up in the same transaction: none can be forgotten. */
@Component
class OpenFollowUps {

    private static final String START_EVENT = "结果公示";

    private final FollowUpRepository followUps;
    private final FollowUpHistory history;
    private final Sections sections;
    private final Publications publications;
    private final Deadlines deadlines;
    private final BusinessClock clock;
    private final JdbcClient jdbc;

    OpenFollowUps(
            FollowUpRepository followUps,
            FollowUpHistory history,
            Sections sections,
            Publications publications,
            Deadlines deadlines,
            BusinessClock clock,
            JdbcClient jdbc) {
        this.followUps = followUps;
        this.history = history;
        this.sections = sections;
        this.publications = publications;
        this.deadlines = deadlines;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional
    public void on(ResultPublished event) {
        var section = sections.require(event.sectionId());
        var publication = publications.require(event.publicationId());
        var opened = new ArrayList<Long>();
        for (var result : section.results()) {
            if (result.measure() != null && !knownItem(section.id(), result.itemVersionId())) {
                var finding = result.finding() == null ? "" : result.finding();
                opened.add(open(
                        event.regionCode(),
                        FollowUpKind.valueOf(result.measure()),
                        origin(section, publication, result, result.itemName(), finding)));
            }
        }
        if ("UNREACHABLE".equals(section.visitOutcome()) && !knownVisit(section.visitId())) {
            opened.add(open(
                    event.regionCode(),
                    FollowUpKind.ABNORMAL_LIST,
                    origin(section, publication, null, "登记住所（经营场所）核查", "通过登记的住所或者经营场所无法联系")));
        }
        if (!opened.isEmpty()) {
            deadlines.start("follow_up", opened, DeadlineRule.CLOSE_FOLLOW_UP, clock.today(), START_EVENT);
        }
    }

    private long open(String regionCode, FollowUpKind kind, Origin origin) {
        var followUp = followUps.save(FollowUp.open(regionCode, kind, origin, clock.now()));
        history.opened(followUp);
        return followUp.key();
    }

    private static Origin origin(
            Section section, Publication publication, @Nullable ItemResult result, String itemName, String finding) {
        return new Origin(
                section.planId(),
                publication.planTitle(),
                section.drawId(),
                section.visitId(),
                section.id(),
                publication.id(),
                section.departmentId(),
                publication.departmentName(),
                section.object().id(),
                section.object().drawId(),
                section.object().name(),
                section.object().creditCode(),
                result == null ? null : result.itemVersionId(),
                itemName,
                finding);
    }

    /** A correction publishes again; it opens only what is new. */
    private boolean knownItem(long sectionId, long itemVersionId) {
        return exists("section_id = :a AND item_version_id = :b", sectionId, itemVersionId);
    }

    private boolean knownVisit(long visitId) {
        return exists("visit_id = :a AND item_version_id IS NULL AND :b = :b", visitId, visitId);
    }

    private boolean exists(String condition, long a, long b) {
        return !jdbc.sql("SELECT id FROM followup.follow_up WHERE " + condition)
                .param("a", a)
                .param("b", b)
                .query(Long.class)
                .list()
                .equals(List.of());
    }
}
