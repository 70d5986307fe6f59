package org.mingchou.ledger;

/**
 * The public log of the draws: SSJ-DRAW-1 §3.11. Appending takes part in the caller's transaction, so that a result and
 * its entry commit together.
 */
public interface DrawLog {

    /** Where an entry stands: {@code index} from 0. */
    record Position(long index, String leafHash) {}

    /**
     * @param kind OPENING, REVEAL, RESULT, VERDICT, VOID, CONFIRMED, REVEAL2, WITHHELD, SUBST, MATCH or UNSEAL
     * @param payload printable ASCII without blanks, at most 1024 characters, mostly a digest; of a MATCH that the
     *     certificate proves: {@code pool|args|tasks|officers|avoid|result}, each SHA-256 in hex
     */
    Position append(String kind, String drawNo, String payload);

    /** The three members {@code log/checkpoint}, {@code log/opening.proof}, {@code log/result.proof} of a certificate. */
    record Evidence(byte[] checkpoint, byte[] openingProof, byte[] resultProof) {}

    /** Signs a checkpoint over the present log and proves the OPENING and RESULT entries of a draw in it. */
    Evidence evidence(String drawNo);
}
