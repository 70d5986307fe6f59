package org.mingchou.draw.internal;

import java.util.List;
import java.util.Optional;
import org.mingchou.draw.internal.Parties.Party;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Role;

/** Which acts an actor may do on a draw now: the table, his role, his part in it, and whether it is decided. */
final class DrawActions {

    private DrawActions() {}

    static List<String> allowed(Draw draw, List<Party> parties, Actor actor, boolean outcomeKnown) {
        var runs = actor.has(Role.PLANNER)
                && actor.departmentId() != null
                && actor.departmentId() == draw.leadDepartmentId();
        var mine =
                parties.stream().filter(p -> p.accountId() == actor.accountId()).findFirst();
        var seenByAll = draw.beacon().startsWith("live:");
        return DrawLife.TABLE.allowed(draw.state()).stream()
                .filter(act -> switch (act) {
                    case OPEN -> runs && parties.stream().allMatch(Party::committed);
                    case COMPUTE -> runs && (draw.state() == DrawState.BEACON_SET || Beacons.without(draw));
                    case CLOSE_CONFIRMATIONS -> runs;
                    case COMMIT -> is(mine, p -> !p.committed());
                    case REVEAL -> is(mine, p -> p.firstSecret() == null);
                    case REVEAL_SECOND -> is(mine, p -> p.secondSecret() == null);
                    case SET_BEACON -> seenByAll && is(mine, p -> p.role().equals("WITNESS"));
                    case ENTER_BEACON -> !seenByAll && !Beacons.without(draw) && mine.isPresent();
                    case SET_SECOND_BEACON -> is(mine, SetSecondBeacon.typists(parties)::contains);
                    case VOID -> is(mine, Party::outside) && !outcomeKnown;
                    case COMPLETE_REVEAL, SETTLE, WITHHOLD -> false;
                })
                .map(Enum::name)
                .toList();
    }

    private static boolean is(Optional<Party> party, java.util.function.Predicate<Party> test) {
        return party.filter(test).isPresent();
    }
}
