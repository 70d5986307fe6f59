package org.mingchou.draw;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a public screen may show of a draw beyond {@link PublicDraw}: the moments to wait for, and the drawn list as far
 * as mode and audience open it (SSJ-DRAW-1 §3.7).
 */
public interface LiveDraws {

    /** @param ticket 64 hex; null unless the audience is PUBLIC */
    record Drawn(String objectId, @Nullable String ticket) {}

    /**
     * The drawn list as it may be shown.
     *
     * @param byTicket ascending by ticket; otherwise ascending by object id, an order that says nothing
     * @param rows at most as many as were asked for
     */
    record DrawnList(boolean byTicket, long total, List<Drawn> rows) {}

    /**
     * What the beacon waits for.
     *
     * @param earliest the first moment at which it may be entered, of a public beacon the moment at which it comes; null
     *     while too few witnesses have seen the opening
     * @param awaited names of the witnesses that have not; empty once {@code earliest} stands
     * @param beacon which beacon, and which round of it, in Chinese
     */
    record BeaconWait(@Nullable OffsetDateTime earliest, List<String> awaited, String beacon) {}

    /** Empty before the opening. */
    Optional<BeaconWait> beaconWait(String drawNo);

    /** Empty before there is a result, in a void draw, and while the draw is sealed. */
    Optional<DrawnList> drawnList(String drawNo, int limit);
}
