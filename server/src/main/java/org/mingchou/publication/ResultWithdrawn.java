package org.mingchou.publication;

/** A published result was taken down; the record stays. Handled in the same transaction (outbox). */
public record ResultWithdrawn(long publicationId, String regionCode) {}
