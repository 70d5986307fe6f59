package org.mingchou.ledger.internal;

/** The log of the draws has a new entry; heard after the commit. */
record DrawLogGrown() {}
