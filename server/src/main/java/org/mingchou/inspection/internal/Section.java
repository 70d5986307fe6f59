package org.mingchou.inspection.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Embedded.OnEmpty;
import org.springframework.data.relational.core.mapping.Table;

/** One department's part of the 一企一表. */
@Table(schema = "inspection", name = "section")
record Section(
        @Id @Nullable Long id,
        @Version int version,
        String regionCode,
        SectionState state,
        long visitId,
        @Embedded(onEmpty = OnEmpty.USE_EMPTY) SectionTask task,
        @Embedded(onEmpty = OnEmpty.USE_EMPTY) Review review) {

    static Section open(Visit visit, SectionTask task) {
        return new Section(null, 0, visit.regionCode(), SectionLife.TABLE.initial(), visit.key(), task, Review.NONE);
    }

    Section filled() {
        return with(SectionAct.FILL, review);
    }

    Section submitted(Actor actor, Instant at) {
        return with(SectionAct.SUBMIT, Review.submitted(actor, at));
    }

    Section returned(Actor actor, String reason, Instant at) {
        return with(SectionAct.RETURN, review.returned(actor, reason, at));
    }

    Section published(Actor actor, Instant at) {
        return with(SectionAct.PUBLISH, review.passed(actor, at));
    }

    Section cancelled() {
        return with(SectionAct.CANCEL, review);
    }

    long key() {
        if (id == null) {
            throw new IllegalStateException("the section is not stored yet");
        }
        return id;
    }

    private Section with(SectionAct act, Review next) {
        return new Section(id, version, regionCode, SectionLife.TABLE.apply(state, act), visitId, task, next);
    }
}
