package org.mingchou.followup.internal;

import org.jspecify.annotations.Nullable;

/** Where a follow-up comes from: plan, section, object and finding as published. */
record Origin(
        long planId,
        String planTitle,
        long drawId,
        long visitId,
        long sectionId,
        long publicationId,
        long departmentId,
        String departmentName,
        long leadDepartmentId,
        long objectId,
        String objectDrawId,
        String objectName,
        @Nullable String objectCreditCode,
        @Nullable Long itemVersionId,
        String itemName,
        String finding) {}
