package org.mingchou.draw;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an enterprise may know of its own row (SSJ-DRAW-1 §3.7): never its tier, never another's row. */
public interface DrawnTickets {

    /**
     * @param ticket 64 hex; smaller is drawn first
     * @param cutOff the largest ticket drawn in the same group: at or below it means drawn; null unless the audience is
     *     PUBLIC, because as a share of all tickets it is the group's ratio, and the ratios of the tiers are public
     * @param substitute taken from the reserve for an enterprise that fell away
     * @param marks of the draw
     * @param key 64 hex of K(object), with which the ticket is recomputed; null unless the audience is PUBLIC, because
     *     it opens every other enterprise's ticket as well
     */
    record OwnTicket(
            String drawNo,
            String objectId,
            String ticket,
            @Nullable String cutOff,
            boolean substitute,
            long frameCount,
            List<DrawMark> marks,
            @Nullable String key) {}

    Optional<OwnTicket> ownTicket(long drawId, String objectId);
}
