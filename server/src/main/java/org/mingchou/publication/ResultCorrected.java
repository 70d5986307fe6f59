package org.mingchou.publication;

/** A published result was corrected; its outbound id stays. Handled in the same transaction (outbox). */
public record ResultCorrected(long publicationId, String regionCode) {}
