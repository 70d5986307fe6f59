package org.mingchou.ledger;

import java.util.Map;
import org.mingchou.shared.Actor;

/**
 * The trail of every act, an append-only Merkle tree of its own. Recording takes part in the caller's transaction: an
 * act that is not recorded has not happened.
 */
public interface AuditTrail {

    /**
     * @param act stable kebab-case verb, e.g. {@code approve-plan}
     * @param subject {@code kind/id}, e.g. {@code plan/12}
     * @param detail what changed; never personal data in clear, never a risk tier
     */
    void record(Actor actor, String act, String subject, Map<String, ?> detail);

    /** For acts before or without an account: failed sign-in, first run. */
    void record(String actorName, String regionCode, String act, String subject, Map<String, ?> detail);
}
