package org.mingchou.dispatch;

import java.util.List;

/**
 * An object left the draw by an approved drop-out; its assignments are no longer duties. Handled in the same
 * transaction: a listener that knows the visit is already over refuses by throwing a Problem.
 *
 * @param code S1 to S5
 */
public record AssignmentsDropped(long drawId, String objectId, String code, List<Long> assignmentIds) {}
