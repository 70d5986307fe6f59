package org.mingchou.publication;

/** A published result was corrected; its outbound id stays. Handled in the same transaction (follow-up, outbox). */
public record ResultCorrected(long publicationId, long sectionId, String regionCode, String reason, String by) {}
