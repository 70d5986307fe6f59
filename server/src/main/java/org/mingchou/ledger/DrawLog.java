package org.mingchou.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The public log of the draws: SSJ-DRAW-1 §3.11. Appending takes part in the caller's transaction, so that a result and
 * its entry commit together. After the commit the new checkpoint goes to the witnesses by itself.
 */
public interface DrawLog {

    /** The mark of a log that no witness of another house watches; shown wherever its standing is shown. */
    String NO_WITNESS = "无外部见证";

    /** Where an entry stands: {@code index} from 0. */
    record Position(long index, String leafHash) {}

    /**
     * @param kind a kind of entry of §3.11.1
     * @param payload printable ASCII without blanks, at most 1024 characters, mostly a digest; of a MATCH that the
     *     certificate proves: {@code pool|args|tasks|officers|avoid|result}, each SHA-256 in hex
     */
    Position append(String kind, String drawNo, String payload);

    /** The three members {@code log/checkpoint}, {@code log/opening.proof}, {@code log/result.proof} of a certificate. */
    record Evidence(byte[] checkpoint, byte[] openingProof, byte[] resultProof) {}

    /**
     * Proves the entries of a draw that a certificate holds (§3.11.2) in the checkpoint that most witnesses cosigned among
     * those that contain them all; in the present one, signed by the log alone, while no witness has answered.
     */
    Evidence evidence(String drawNo);

    /**
     * That a witness saw an entry.
     *
     * @param witness the name of its key
     * @param at by the witness's own clock, to the second; the business clock of a demo does not move it
     * @param receivedAt by the business clock
     */
    record Cosigned(String witness, Instant at, Instant receivedAt) {}

    /**
     * Who cosigned a checkpoint that contains the OPENING of a draw, each witness with the first time (A18: the beacon
     * must come later); empty while the draw is not opened or nobody cosigned.
     */
    List<Cosigned> cosignedAt(String drawNo);

    /** Who cosigned a checkpoint that contains the entry, each witness with the first time. */
    List<Cosigned> cosignedAt(long index);

    /** Whether no witness is configured: times are then the log's own word, and {@link #NO_WITNESS} says so. */
    boolean unwatched();

    /**
     * How far the configured witnesses have seen the OPENING of a draw.
     *
     * @param needed more than half of them: one that is away stops nothing, one that lies decides nothing
     * @param since when the last of the first {@code needed} that answered saw it, by its own clock; null while fewer have.
     *     It stands once it is there: who answers later, with whatever time, does not change it
     * @param seenBy names, in the order in which they answered
     * @param awaited who has not answered yet
     */
    record Sighting(int needed, @Nullable Instant since, List<String> seenBy, List<WitnessStanding> awaited) {

        public int configured() {
            return seenBy.size() + awaited.size();
        }
    }

    /** Empty without witnesses and while the draw is not opened. */
    Optional<Sighting> sighting(String drawNo);

    /**
     * The same of the witnesses that an opening names, whoever is configured now; empty while the draw is not opened.
     *
     * @param witnesses their keys in C2SP form
     */
    Optional<Sighting> sighting(String drawNo, List<String> witnesses);

    /**
     * The member {@code log/witnessed.proof} of a certificate (§3.11.2): the checkpoints in which these witnesses first
     * saw the OPENING, as far as the RESULT is not in them.
     *
     * @param witnesses their keys in C2SP form
     */
    byte[] witnessed(String drawNo, List<String> witnesses);

    /**
     * A configured witness.
     *
     * @param key in C2SP form
     * @param size of the last checkpoint of the draws that it cosigned; 0 for none
     * @param cosignedAt by the witness's clock
     * @param trouble why it did not cosign the last time, in words for people
     */
    record WitnessStanding(
            String name,
            String key,
            long size,
            @Nullable Instant cosignedAt,
            @Nullable String trouble) {}

    /**
     * How the log of the draws stands.
     *
     * @param origin its name, also in its checkpoints
     * @param key its Ed25519 key in C2SP form
     * @param sm2Key its SM2 key in the form of §3.11.2, where SM2 is switched on
     * @param size entries
     * @param root 64 hex
     * @param mark {@link #NO_WITNESS} when no witness is configured
     */
    record Standing(
            String origin,
            String key,
            @Nullable String sm2Key,
            long size,
            String root,
            List<WitnessStanding> witnesses,
            @Nullable String mark) {}

    /** How the log stands now; public. */
    Standing standing();

    /** @param kind as in {@link #append} */
    record Entry(String kind, String payload) {}

    /**
     * The same members, {@code log/result.proof} proving exactly these entries of the draw in this order; entries that say
     * the same stand for as many in the log.
     *
     * @throws IllegalArgumentException when the log does not hold one of them
     */
    Evidence evidence(String drawNo, List<Entry> later);
}
