package org.mingchou.matching;

/** An officer was replaced or an assistant added after the group stood. */
public record GroupChanged(long groupId, long assignmentId) {}
