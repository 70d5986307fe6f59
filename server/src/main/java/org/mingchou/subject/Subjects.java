package org.mingchou.subject;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The directory of objects as other modules need it. */
public interface Subjects {

    /** One row for a frame, valid until the consumer returns: a frame may have more rows than there is room for objects. */
    interface FrameRow {

        String drawId();

        /** Copies the draw id, at most 54 ASCII characters, to a place with room enough; returns the place behind it. */
        int copyDrawId(byte[] target, int at);

        /** Of the asked scheme on the asked day; null when the object has none. */
        @Nullable String tier();

        /** {@code ACTIVE}, {@code CANCELLED}, {@code REVOKED} or {@code MOVED_OUT}. */
        String status();

        /** Whether the second rule covers it. */
        boolean concerned();
    }

    /** Objects whose tier went from one value to another; {@code "-"} stands for none. */
    record TierMove(String from, String to, long objects) {}

    /** What groups of a fairness count are made of, as it was on one day. */
    record Profile(
            String drawId,
            @Nullable String address,
            @Nullable String industry,
            @Nullable LocalDate establishedOn) {}

    /** @throws org.mingchou.shared.Problem when the JSON is no rule, saying where */
    ObjectRule parse(String json);

    /** Number of objects of a region under a rule, by tier ({@code "-"} for none); cancelled ones included. */
    Map<String, Long> countByTier(String regionCode, ObjectRule rule, String scheme, LocalDate tierAsOf);

    /**
     * Streams the objects of a region under a rule, ascending bytewise by draw id. The consumer must not use the database.
     *
     * @param concern a second rule that only marks rows, see {@link FrameRow#concerned}
     */
    void forEach(
            String regionCode,
            ObjectRule rule,
            ObjectRule concern,
            String scheme,
            LocalDate tierAsOf,
            Consumer<FrameRow> consumer);

    /**
     * Moves of tier that were recorded since an instant, among the objects of a region under a rule: what the tier of
     * {@code tierAsOf} is by everything that is recorded, against what it was by the records made before. A grade that
     * was recorded late with an early date shows here.
     */
    List<TierMove> tierMoves(
            String regionCode, ObjectRule rule, String scheme, LocalDate tierAsOf, OffsetDateTime recordedSince);

    /** Streams all objects of a region as they were on a day, ascending bytewise by draw id. */
    void forEachProfile(String regionCode, LocalDate on, Consumer<Profile> consumer);

    /** Which of these objects a rule covers. */
    Set<String> covered(ObjectRule rule, Collection<String> drawIds);

    /** By draw id; unknown ids are absent. */
    Map<String, SubjectSnapshot> snapshots(Collection<String> drawIds);

    /** An object of a region by its id; empty when absent or outside the region. */
    Optional<SubjectSnapshot> find(long id, String regionCode);

    /** Labels in force, for documents and filters: code → Chinese name. */
    Map<String, String> labels();

    List<String> schemes(String regionCode);
}
