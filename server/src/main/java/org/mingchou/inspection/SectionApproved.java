package org.mingchou.inspection;

/** A section passed its review and is to be published; handled in the same transaction. */
public record SectionApproved(long sectionId, long visitId, long planId, String regionCode) {}
