package org.mingchou.publication.internal;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.inspection.SectionApproved;
import org.mingchou.inspection.Sections;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.org.Departments;
import org.mingchou.plan.Plans;
import org.mingchou.platform.Masking;
import org.mingchou.publication.ResultPublished;
import org.mingchou.subject.SubjectSnapshot;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * An approved section is published at once: approval, publication, follow-up and outbox row commit together or not at
 * all (实施方案五（三）).
 */
@Component
class PublishResult {

    private final Sections sections;
    private final Plans plans;
    private final Departments departments;
    private final StoredDictionary dictionary;
    private final WordedResult worded;
    private final PublicationStore store;
    private final Deadlines deadlines;
    private final Recording recording;

    PublishResult(
            Sections sections,
            Plans plans,
            Departments departments,
            StoredDictionary dictionary,
            WordedResult worded,
            PublicationStore store,
            Deadlines deadlines,
            Recording recording) {
        this.sections = sections;
        this.plans = plans;
        this.departments = departments;
        this.dictionary = dictionary;
        this.worded = worded;
        this.store = store;
        this.deadlines = deadlines;
        this.recording = recording;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(SectionApproved approved) {
        if (store.ofSection(approved.sectionId()).isPresent()) {
            return;
        }
        var section = sections.require(approved.sectionId());
        var edition = dictionary.inForce();
        var items = worded.items(section, edition);
        var whole = worded.whole(section, edition, items);
        var today = recording.clock().today();
        var inspectedOn =
                section.inspectedAt() == null ? today : LocalDate.ofInstant(section.inspectedAt(), BusinessClock.ZONE);
        var object = section.object();
        var stored = store.insert(
                new ResultPublication(
                        null,
                        0,
                        section.id(),
                        section.visitId(),
                        section.planId(),
                        section.drawId(),
                        section.regionCode(),
                        section.departmentId(),
                        departments
                                .require(section.departmentId(), section.regionCode())
                                .name(),
                        plans.require(section.planId(), section.regionCode()).title(),
                        outboundId(section.regionCode(), today),
                        object.id(),
                        object.drawId(),
                        publicName(object),
                        object.creditCode(),
                        object.legalRepresentative() == null ? null : Masking.personName(object.legalRepresentative()),
                        inspectedOn,
                        recording.clock().now(),
                        recording.actorName(),
                        PublicationState.PUBLISHED,
                        1,
                        edition.version(),
                        whole.code(),
                        whole.text()),
                items);
        deadlines.met("section", section.id(), DeadlineRule.PUBLISH_RESULT, today);
        recording.published(stored);
    }

    /** A sole trader registered under a bare personal name is a person, and persons are shown by family name only. */
    static String publicName(SubjectSnapshot object) {
        var person = object.legalRepresentative();
        return person != null && person.strip().equals(object.name().strip())
                ? Masking.personName(object.name().strip())
                : object.name();
    }

    private String outboundId(String regionCode, LocalDate day) {
        return regionCode
                + day.format(DateTimeFormatter.BASIC_ISO_DATE)
                + String.format("%04d", store.nextSerial(regionCode, day));
    }

    /** What every publication act leaves behind besides its own row. */
    @Component
    static class Recording {

        private final BusinessClock clock;
        private final AuditTrail audit;
        private final ApplicationEventPublisher events;

        Recording(BusinessClock clock, AuditTrail audit, ApplicationEventPublisher events) {
            this.clock = clock;
            this.audit = audit;
            this.events = events;
        }

        BusinessClock clock() {
            return clock;
        }

        /** The reviewer's account, as the section's approval runs on its thread. */
        String actorName() {
            var authentication = org.springframework.security.core.context.SecurityContextHolder.getContext()
                    .getAuthentication();
            return authentication == null ? "系统" : authentication.getName();
        }

        void published(ResultPublication row) {
            audit.record(
                    actorName(),
                    row.regionCode(),
                    "publish-result",
                    "publication/" + row.key(),
                    Map.of("sectionId", row.sectionId(), "outboundId", row.outboundId(), "result", row.resultCode()));
            events.publishEvent(new ResultPublished(row.key(), row.sectionId(), row.planId(), row.regionCode()));
        }
    }
}
