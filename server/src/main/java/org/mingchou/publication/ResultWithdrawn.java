package org.mingchou.publication;

/** A published result was taken down; the record stays. Handled in the same transaction (follow-up, outbox). */
public record ResultWithdrawn(
        long publicationId, long sectionId, long visitId, String regionCode, String reason, String by) {}
