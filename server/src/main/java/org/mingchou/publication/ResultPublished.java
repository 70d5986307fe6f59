package org.mingchou.publication;

/** A section's result is public; handled in the same transaction (follow-up, outbox). */
public record ResultPublished(long publicationId, long sectionId, long planId, String regionCode) {}
