package org.mingchou.ledger.internal;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mingchou.sampler.LogEntry;
import org.mingchou.sampler.Params;

/**
 * One opened draw under check.
 *
 * @param saltKey 64 hex
 * @param params as its OPENING binds them
 * @param entries of the log, in order
 */
record CheckedDraw(
        long id,
        long planId,
        String regionCode,
        long leadDepartmentId,
        String drawNo,
        String saltKey,
        Params params,
        List<TreeCheck.Found> entries) {

    List<TreeCheck.Found> of(LogEntry.Kind kind) {
        return entries.stream().filter(f -> f.entry().kind() == kind).toList();
    }

    /** Entries that begin with a party, by party; of two the first. */
    Map<String, TreeCheck.Found> byParty(LogEntry.Kind kind) {
        return of(kind).stream()
                .collect(Collectors.toMap(f -> f.entry().payload().split("\\|", 2)[0], f -> f, (a, b) -> a));
    }

    /** As the subject of acts. */
    String subject() {
        return "draw/" + id;
    }

    /** SUBST as the log shows it. */
    String subst(String payload) {
        return LogEntry.shownSubstitution(params, saltKey, payload);
    }

    /** A note on officers as the log shows it. */
    String note(String text) {
        return LogEntry.shownNote(params, saltKey, text);
    }
}
