package org.mingchou.draw;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Draws as the later steps need them. */
public interface Draws {

    /** @param kind {@code DRAWN} or {@code RESERVE} */
    record Row(String stratum, int rank, String objectId, String kind) {}

    /** One line of confirmations.tsv; {@code code} is OK or S1 to S5, {@code evidence} a SHA-256 or {@code "-"}. */
    record Confirmation(String objectId, String code, String evidence) {}

    /** A department's pool as the opening binds it. */
    record Pool(String poolId, long departmentId, int groupSize, LocalDate date, byte[] officersTsv, byte[] avoidTsv) {}

    record Summary(long id, long planId, String regionCode, String drawNo, String status) {}

    /** @throws org.mingchou.shared.Problem 404 when absent or outside the region */
    Summary require(long drawId, String regionCode);

    /** The plan's draw that is not void. */
    Optional<Summary> ofPlan(long planId);

    List<Row> rows(long drawId, String kind);

    /** Writes confirmations.tsv, logs CONFIRMED and moves the draw on; the second secrets are asked for next. */
    void closeConfirmations(long drawId, List<Confirmation> confirmations);

    /** After the second reveal: the substitutes of this draw so far, in the order in which they were taken. */
    List<Row> substitutes(long drawId);

    /**
     * Takes the next reserve object of a stratum for a late drop-out and logs SUBST; empty when none is left.
     *
     * @param code S1 to S5
     * @param evidence SHA-256 of what proves the drop-out
     */
    Optional<Row> nextSubstitute(long drawId, String droppedObjectId, String code, String evidence);

    /** 64 hex, once revealed. */
    Optional<String> secondSeed(long drawId);

    Pool pool(long drawId, long departmentId);

    /** Keeps a pool's matching for the certificate and logs MATCH with its digest. */
    void recordMatch(long drawId, String poolId, byte[] tasksTsv, byte[] resultTsv);

    /** Logs an act of matching outside the rule (replacement, manual staffing); {@code payload} is one ASCII line. */
    void logMatchNote(long drawId, String payload);

    /** Draws of a region as a stranger may see them, newest first. */
    List<PublicDraw> publicDraws(String regionCode);

    Optional<PublicDraw> publicDraw(String drawNo);

    /**
     * What is counted publicly of a lead department (A2).
     *
     * @param draws all draws it has frozen, the void ones among them
     * @param voids how many were void
     * @param voidReasons the same by reason, in Chinese
     */
    record AgencyRecord(long departmentId, String department, long draws, long voids, Map<String, Long> voidReasons) {}

    /** Every lead department of a region that has frozen a draw, by department code. */
    List<AgencyRecord> agencyRecords(String regionCode);
}
