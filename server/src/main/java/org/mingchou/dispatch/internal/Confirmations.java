package org.mingchou.dispatch.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.mingchou.draw.Draws;

/** The list of confirmations: one line per drawn object, ascending bytewise. */
final class Confirmations {

    private Confirmations() {}

    /** @param dropOuts of the draw, any state; only approved ones count */
    static List<Draws.Confirmation> of(Collection<String> drawnObjectIds, Collection<DropOut> dropOuts) {
        var approved = dropOuts.stream()
                .filter(d -> d.state() == DropOutState.APPROVED)
                .collect(Collectors.toMap(DropOut::objectId, d -> d));
        var result = new ArrayList<Draws.Confirmation>();
        for (var objectId : new TreeSet<>(drawnObjectIds)) {
            var dropOut = approved.get(objectId);
            result.add(
                    dropOut == null
                            ? new Draws.Confirmation(objectId, "OK", "-")
                            : new Draws.Confirmation(objectId, dropOut.code().name(), dropOut.evidence()));
        }
        return result;
    }
}
