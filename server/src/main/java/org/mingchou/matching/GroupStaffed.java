package org.mingchou.matching;

/** A group stands: at least two officers for one assignment. Published per group, in the same transaction. */
public record GroupStaffed(long groupId, long assignmentId, long drawId, long planId) {}
