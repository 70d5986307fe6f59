package org.mingchou.dispatch;

import java.util.List;

/** A department has taken over these assignments. */
public record AssignmentClaimed(long drawId, long departmentId, List<Long> assignmentIds) {}
