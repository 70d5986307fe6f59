package org.mingchou.draw.internal;

import java.util.List;
import java.util.Optional;
import org.mingchou.draw.internal.Parties.Party;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Role;

/** Which acts an actor may do on a draw now: the table, his role, his part in it, and whether it is decided. */
final class DrawActions {

    private DrawActions() {}

    /** @param secondReaders who may read the second beacon now */
    static List<String> allowed(
            Draw draw, List<Party> parties, Actor actor, boolean outcomeKnown, List<Party> secondReaders) {
        var runs = actor.has(Role.PLANNER)
                && actor.departmentId() != null
                && actor.departmentId() == draw.leadDepartmentId();
        var mine =
                parties.stream().filter(p -> p.accountId() == actor.accountId()).findFirst();
        return DrawLife.TABLE.allowed(draw.state()).stream()
                .filter(act -> switch (act) {
                    case OPEN -> runs && parties.stream().allMatch(Party::committed);
                    case COMPUTE -> runs && (draw.state() == DrawState.BEACON_SET || Beacons.without(draw));
                    case CLOSE_CONFIRMATIONS -> runs;
                    case COMMIT -> is(mine, p -> !p.committed());
                    case REVEAL -> is(mine, p -> p.firstSecret() == null);
                    case REVEAL_SECOND -> is(mine, p -> p.secondSecret() == null);
                    case ENTER_BEACON -> !Beacons.without(draw) && mine.isPresent();
                    case ENTER_SECOND_BEACON -> is(mine, secondReaders::contains);
                    case VOID -> is(mine, Party::outside) && !outcomeKnown;
                    case COMPLETE_REVEAL, SET_BEACON, SETTLE, WITHHOLD, SET_SECOND_BEACON -> false;
                })
                .map(Enum::name)
                .toList();
    }

    private static boolean is(Optional<Party> party, java.util.function.Predicate<Party> test) {
        return party.filter(test).isPresent();
    }
}
