/** 透明日志: append-only Merkle trees — the entries of every draw, and the trail of every other act. */
@ApplicationModule(
        displayName = "透明日志",
        allowedDependencies = {"shared", "platform", "calendar"})
@NullMarked
package org.mingchou.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
