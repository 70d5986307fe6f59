/**
 * A witness of a transparency log (C2SP tlog-witness): a process with its own key and its own memory of the log, which
 * cosigns a checkpoint only when the log has done nothing but grow since the last one.
 */
@NullMarked
package org.mingchou.witness;

import org.jspecify.annotations.NullMarked;
