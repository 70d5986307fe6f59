package org.mingchou.exchange.internal;

import static org.mingchou.exchange.internal.OutboxAct.ACCEPT;
import static org.mingchou.exchange.internal.OutboxAct.GIVE_UP;
import static org.mingchou.exchange.internal.OutboxAct.REFUSE;
import static org.mingchou.exchange.internal.OutboxAct.REPLACE;
import static org.mingchou.exchange.internal.OutboxAct.RETRY;
import static org.mingchou.exchange.internal.OutboxAct.SEND;
import static org.mingchou.exchange.internal.OutboxState.ACCEPTED;
import static org.mingchou.exchange.internal.OutboxState.FAILED;
import static org.mingchou.exchange.internal.OutboxState.PENDING;
import static org.mingchou.exchange.internal.OutboxState.REFUSED;
import static org.mingchou.exchange.internal.OutboxState.SENT;

import org.mingchou.shared.TransitionTable;

/** Sending may come later than publishing; owing it may not be forgotten. */
final class OutboxLife {

    static final TransitionTable<OutboxState, OutboxAct> TABLE = TransitionTable.of(
                    "outboxMessage", "待交换报文", OutboxState.class, OutboxAct.class, PENDING)
            .edge(PENDING, SEND, SENT, "-")
            .edge(PENDING, GIVE_UP, FAILED, "-")
            .edge(SENT, ACCEPT, ACCEPTED, "-")
            .edge(SENT, REFUSE, REFUSED, "-")
            .edge(SENT, RETRY, PENDING, "-")
            .edge(REFUSED, RETRY, PENDING, "-")
            .edge(FAILED, RETRY, PENDING, "-")
            .edge(PENDING, REPLACE, PENDING, "-")
            .edge(SENT, REPLACE, PENDING, "-")
            .edge(ACCEPTED, REPLACE, PENDING, "-")
            .edge(REFUSED, REPLACE, PENDING, "-")
            .edge(FAILED, REPLACE, PENDING, "-")
            .bySystem(SEND, GIVE_UP, ACCEPT, REFUSE, REPLACE)
            .build();

    private OutboxLife() {}
}
