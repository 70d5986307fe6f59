package org.mingchou.inspection.internal;

import org.jspecify.annotations.Nullable;
import org.mingchou.subject.SubjectSnapshot;

/** The object as it was when the visit was made. */
record VisitedObject(
        long id,
        String drawId,
        String name,
        @Nullable String creditCode,
        @Nullable String address,
        @Nullable String industry,
        @Nullable String legalRepresentative) {

    static VisitedObject of(SubjectSnapshot object) {
        return new VisitedObject(
                object.id(),
                object.drawId(),
                object.name(),
                object.creditCode(),
                object.address(),
                object.industry(),
                object.legalRepresentative());
    }

    SubjectSnapshot in(String regionCode) {
        return new SubjectSnapshot(id, drawId, regionCode, name, creditCode, address, industry, legalRepresentative);
    }
}
