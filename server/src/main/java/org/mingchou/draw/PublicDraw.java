package org.mingchou.draw;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a stranger may see of a draw (SSJ-DRAW-1 §3.7): the ceremony and its digests, never the frame, a tier or a quota
 * of one.
 *
 * @param status state of the draw, e.g. {@code OPENED}
 * @param statusLabel the same in words that need no knowledge of the ceremony
 * @param prev number of the void draw that this one repeats
 * @param exclusions rows that cannot be drawn, by code X01 to X07
 * @param audit of the exclusions; null for draws without and void ones
 * @param beacon identity, e.g. {@code live:dice}; {@code none} for a draw without
 * @param beaconLabel Chinese, e.g. 当众掷骰; 无信标 for a draw without
 * @param failedRounds rounds of the beacon that were found to have failed, in order, and those that came before witnesses
 *     had seen the opening for long enough
 * @param beaconText the line of beacon.txt, e.g. the dice as they were thrown, once two have read them alike
 * @param beaconReadings who has read it; what is shown of that may be shown to anybody
 * @param secondBeaconText the dice in place of a withheld second secret, once thrown
 * @param seed 64 hex, once computed and only when the audience is PUBLIC and the names are not sealed: with the public list of enterprises it would
 *     show who lies in a tier of a high ratio
 * @param resultDigest what the log holds as RESULT
 * @param dissents signed verdicts of outsiders who found another result, other counts or names
 * @param marks what the draw lacks; they stand wherever it is shown
 * @param witnessesAhead who will be asked to cosign the opening; null once it is made, and when there will be none
 * @param witnessedAt when enough witnesses had seen the opening, by their clocks
 * @param audience {@code PUBLIC} or {@code PARTIES}
 * @param mode {@code OPEN} or {@code SEALED}
 */
public record PublicDraw(
        String drawNo,
        long planId,
        String planTitle,
        String regionCode,
        String status,
        String statusLabel,
        @Nullable String prev,
        long frameCount,
        Map<String, Long> exclusions,
        @Nullable ExclusionAudit audit,
        String frameDigest,
        @Nullable String frameSalted,
        List<Party> parties,
        String beacon,
        String beaconLabel,
        List<String> failedRounds,
        @Nullable String opening,
        @Nullable String beaconText,
        BeaconReadings beaconReadings,
        @Nullable String secondBeaconText,
        BeaconReadings secondBeaconReadings,
        @Nullable String seed,
        @Nullable String resultDigest,
        @Nullable Long drawnCount,
        int dissents,
        @Nullable String voidReason,
        List<DrawMark> marks,
        @Nullable WitnessesAhead witnessesAhead,
        String mode,
        String audience,
        OffsetDateTime frozenAt,
        @Nullable OffsetDateTime openedAt,
        @Nullable OffsetDateTime witnessedAt,
        @Nullable OffsetDateTime revealDeadline,
        @Nullable OffsetDateTime beaconAt,
        @Nullable OffsetDateTime computedAt,
        Course course) {

    /**
     * What followed the drawn list, or came instead of it; times are null for what has not been. Of who left and who
     * stepped in only counts stand here: {@link DrawPublication#names} and {@link DrawPublication#substitutes} name them
     * where they may be named.
     *
     * @param confirmedAt the list of what was confirmed was closed
     * @param withheldAt the deadline of the second reveal passed without a party
     * @param secondBeaconAt dice took the place of what it withheld
     * @param settledAt the order of the reserve was known
     * @param voidVotes of a void draw, who voted for it; empty when a deadline voided it
     * @param repeatedBy number of the draw that repeats this void one
     * @param dropped objects that left, before the closing and later
     */
    public record Course(
            @Nullable OffsetDateTime confirmedAt,
            @Nullable OffsetDateTime withheldAt,
            @Nullable OffsetDateTime secondBeaconAt,
            @Nullable OffsetDateTime settledAt,
            @Nullable OffsetDateTime voidedAt,
            List<VoidVote> voidVotes,
            @Nullable String repeatedBy,
            long dropped,
            long substituted) {}

    /** @param party its label */
    public record VoidVote(String party, OffsetDateTime at) {}

    /** Everything about it is published with the result. */
    public boolean everythingPublic() {
        return audience.equals("PUBLIC") && mode.equals("OPEN");
    }

    public boolean withoutBeacon() {
        return beacon.equals("none");
    }

    /**
     * One party with its commitments, 64 hex each, once made.
     *
     * @param keyFingerprint of the key under which it committed
     * @param revealedAt its first secret
     * @param withheld it let the deadline of the second reveal pass
     */
    public record Party(
            String slug,
            String label,
            boolean outside,
            @Nullable String commitment,
            @Nullable String secondCommitment,
            @Nullable String keyFingerprint,
            @Nullable OffsetDateTime revealedAt,
            boolean secondRevealed,
            boolean withheld) {

        public boolean revealed() {
            return revealedAt != null;
        }
    }
}
