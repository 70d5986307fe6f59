package org.mingchou.publication;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Published results as outlets need them. Nothing here names a person or a risk tier. */
public interface Publications {

    /** @param resultCode of the result dictionary */
    record PublishedItem(String itemName, String resultCode, String resultText) {}

    /**
     * @param outboundId stable id towards other systems; a correction keeps it
     * @param revision counts from 1; a correction or a withdrawal adds one
     * @param resultCode the result of the whole section
     */
    record Publication(
            long id,
            long sectionId,
            long planId,
            String regionCode,
            String outboundId,
            int revision,
            String planTitle,
            String departmentName,
            String objectDrawId,
            String objectName,
            @Nullable String creditCode,
            LocalDate inspectedOn,
            Instant publishedAt,
            String status,
            int dictionaryVersion,
            String resultCode,
            String resultText,
            List<PublishedItem> items) {}

    Publication require(long publicationId);

    /** A result of the visit, of whatever department, is public. */
    boolean standsForVisit(long visitId);
}
