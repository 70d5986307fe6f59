package org.mingchou.draw;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;

/** What the two publication switches of a draw let out (SSJ-DRAW-1 §3.7). Nothing here tells a tier of another. */
public interface DrawPublication {

    /**
     * One outsider's signed finding.
     *
     * @param result 64 hex, the hash of the result.tsv that he found
     * @param publicDigest 64 hex, the hash of the summary.txt that he found: counts and names
     * @param time as he signed it
     * @param agrees whether both are the draw's own
     * @param sameResult whether the first of them is
     * @param origin Chinese: by what right he signed, who vouches for his key, who brought his words
     */
    record Verdict(
            String who,
            String label,
            String result,
            String publicDigest,
            String implementation,
            String time,
            String publicKey,
            String keyFingerprint,
            String signature,
            boolean agrees,
            boolean sameResult,
            String origin,
            OffsetDateTime loggedAt) {}

    /**
     * @param sealed no name may be shown
     * @param unsealedBy who opened the names, null while they are sealed and in a draw that never was
     * @param listReaders people who have had the list of a sealed draw in hand
     * @param agreeing different outsiders who found the draw's own result, counts and names
     * @param needed how many are needed before the public certificate is given out
     * @param certificateReady the public certificate can be had
     * @param openToAll so can the full one, by everybody
     */
    record Standing(
            boolean sealed,
            @Nullable String unsealedBy,
            @Nullable OffsetDateTime unsealedAt,
            long listReaders,
            List<Verdict> verdicts,
            long agreeing,
            int needed,
            boolean certificateReady,
            boolean openToAll) {

        public long dissenting() {
            return verdicts.stream().filter(v -> !v.agrees()).count();
        }

        /** Chinese: persons and files apart, since one person may sign several. */
        public String counted(boolean agreeing) {
            var files = verdicts.stream().filter(v -> v.agrees() == agreeing).toList();
            var people = agreeing
                    ? this.agreeing
                    : files.stream().map(Verdict::who).distinct().count();
            return people + " 人的 " + files.size() + " 份";
        }
    }

    /**
     * A drawn object; never with tier, rank or ticket.
     *
     * @param left S1 to S5 when it dropped out of a draw that is open to all; otherwise null, because who stepped in for
     *     it is of its tier
     */
    record DrawnName(String objectId, String name, @Nullable String left) {}

    /**
     * Who stepped in for whom.
     *
     * @param left as in {@link DrawnName}, when it dropped out itself
     */
    record Substitute(
            String objectId,
            String name,
            String droppedId,
            String droppedName,
            @Nullable String left) {}

    /**
     * What a QR code at the door of a drawn object says.
     *
     * @param proof it holds the object's door proof, which is for the officers of the visit and the object alone;
     *     otherwise it leads to what is public
     * @param address what the code says
     * @param sentence Chinese: what it proves, and where it is checked
     */
    record DoorCode(String drawNo, boolean proof, String address, String sentence) {}

    /** Empty while nothing is computed. */
    Optional<Standing> standing(String drawNo);

    /**
     * The drawn objects, ascending by objectId: an order by ticket or tier would tell the tier.
     *
     * @throws org.mingchou.shared.Problem 409 {@code names-sealed}
     */
    Page<DrawnName> names(String drawNo, Paging paging);

    /** In the order in which they stepped in; empty unless the draw is open to all. */
    List<Substitute> substitutes(String drawNo);

    /** How many names stand before this object's in {@link #names}; empty when it is not among them or they are sealed. */
    OptionalLong place(String drawNo, String objectId);

    /** The SSJ-ROW-1 text of one object (§3.7.2); empty when the draw has no salted root or no such object. */
    Optional<String> ownRow(long drawId, String objectId);

    /**
     * The SSJ-DOOR-1 text of one object (§3.7.1); empty unless the draw is sealed by its opening and holds the object.
     *
     * @param logged with the proof of the log's entry; without it small enough for a QR code
     */
    Optional<String> doorProof(long drawId, String objectId, boolean logged);

    /**
     * Of an object that is drawn or on the reserve: the door proof as an address (§3.7.1) when the draw is sealed by its
     * opening, the public list or the draw's page when it is open; otherwise empty.
     */
    Optional<DoorCode> doorCode(long drawId, String objectId);

    /** Plans with a draw whose names are still sealed. */
    List<Long> sealedPlans();
}
