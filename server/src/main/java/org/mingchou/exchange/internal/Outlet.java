package org.mingchou.exchange.internal;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A system that takes published results. Sending the same message again must do no harm. */
interface Outlet {

    /** @param outcome ACCEPTED or REFUSED */
    record Receipt(
            String receiptId,
            String outboundId,
            int sendNo,
            String outcome,
            @Nullable String reason) {}

    /** One receipt as found, with the way to put it aside once it is stored. */
    interface Incoming {
        /** Null when the text is no receipt. */
        @Nullable Receipt receipt();

        String source();

        void done() throws IOException;
    }

    String name();

    void send(String outboundId, int sendNo, String payload) throws IOException;

    List<Incoming> receipts() throws IOException;
}
