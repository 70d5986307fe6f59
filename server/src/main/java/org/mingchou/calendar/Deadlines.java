package org.mingchou.calendar;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * The clocks of all aggregates. {@code kind} is the aggregate's table name ({@code "assignment"}, {@code "section"}),
 * {@code subjectId} its id.
 */
public interface Deadlines {

    /** Starts a clock; a second start of the same clock changes nothing. */
    void start(String kind, long subjectId, DeadlineRule rule, LocalDate startedOn, String startEvent);

    /** Starts one clock for many rows at once. */
    void start(String kind, Collection<Long> subjectIds, DeadlineRule rule, LocalDate startedOn, String startEvent);

    /** Stops a clock on the day on which its duty was done; the first day counts. */
    void met(String kind, long subjectId, DeadlineRule rule, LocalDate metOn);

    void met(String kind, Collection<Long> subjectIds, DeadlineRule rule, LocalDate metOn);

    Optional<Deadline> find(String kind, long subjectId, DeadlineRule rule);

    /** By subject id; rows without this clock are absent. */
    Map<Long, Deadline> find(String kind, Collection<Long> subjectIds, DeadlineRule rule);
}
