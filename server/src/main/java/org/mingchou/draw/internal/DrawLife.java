package org.mingchou.draw.internal;

import static org.mingchou.draw.internal.DrawAct.CLOSE_CONFIRMATIONS;
import static org.mingchou.draw.internal.DrawAct.COMMIT;
import static org.mingchou.draw.internal.DrawAct.COMPLETE_REVEAL;
import static org.mingchou.draw.internal.DrawAct.COMPUTE;
import static org.mingchou.draw.internal.DrawAct.ENTER_BEACON;
import static org.mingchou.draw.internal.DrawAct.ENTER_SECOND_BEACON;
import static org.mingchou.draw.internal.DrawAct.OPEN;
import static org.mingchou.draw.internal.DrawAct.REVEAL;
import static org.mingchou.draw.internal.DrawAct.REVEAL_SECOND;
import static org.mingchou.draw.internal.DrawAct.SETTLE;
import static org.mingchou.draw.internal.DrawAct.SET_BEACON;
import static org.mingchou.draw.internal.DrawAct.SET_SECOND_BEACON;
import static org.mingchou.draw.internal.DrawAct.WITHHOLD;
import static org.mingchou.draw.internal.DrawState.BEACON_SET;
import static org.mingchou.draw.internal.DrawState.CONFIRMED;
import static org.mingchou.draw.internal.DrawState.DRAWN;
import static org.mingchou.draw.internal.DrawState.FROZEN;
import static org.mingchou.draw.internal.DrawState.OPENED;
import static org.mingchou.draw.internal.DrawState.REVEALED;
import static org.mingchou.draw.internal.DrawState.SETTLED;
import static org.mingchou.draw.internal.DrawState.WITHHELD;

import org.mingchou.shared.Clause;
import org.mingchou.shared.TransitionTable;

/**
 * The time line of SSJ-DRAW-1. One way only: no act leads back, and after the beacon nothing can be voided. People enter
 * what they read of a beacon; that it is set follows when they agree. Computing
 * right after the reveals is for a draw without beacon only, which by then cannot be voided either.
 */
@Clause("抽取规范 §3.4")
final class DrawLife {

    static final TransitionTable<DrawState, DrawAct> TABLE = TransitionTable.of(
                    "draw", "抽取", DrawState.class, DrawAct.class, FROZEN)
            .edge(FROZEN, COMMIT, FROZEN, "-")
            .edge(FROZEN, OPEN, OPENED, "-")
            .edge(FROZEN, DrawAct.VOID, DrawState.VOID, "-")
            .edge(OPENED, REVEAL, OPENED, "-")
            .edge(OPENED, COMPLETE_REVEAL, REVEALED, "-")
            .edge(OPENED, DrawAct.VOID, DrawState.VOID, "-")
            .edge(REVEALED, ENTER_BEACON, REVEALED, "-")
            .edge(REVEALED, SET_BEACON, BEACON_SET, "-")
            .edge(REVEALED, COMPUTE, DRAWN, "DrawComputed")
            .edge(REVEALED, DrawAct.VOID, DrawState.VOID, "-")
            .edge(BEACON_SET, COMPUTE, DRAWN, "DrawComputed")
            .edge(DRAWN, CLOSE_CONFIRMATIONS, CONFIRMED, "-")
            .edge(CONFIRMED, REVEAL_SECOND, CONFIRMED, "-")
            .edge(CONFIRMED, SETTLE, SETTLED, "SecondSeedRevealed")
            .edge(CONFIRMED, WITHHOLD, WITHHELD, "-")
            .edge(WITHHELD, ENTER_SECOND_BEACON, WITHHELD, "-")
            .edge(WITHHELD, SET_SECOND_BEACON, SETTLED, "SecondSeedRevealed")
            .bySystem(COMPLETE_REVEAL, SET_BEACON, SETTLE, WITHHOLD, SET_SECOND_BEACON)
            .build();

    private DrawLife() {}
}
