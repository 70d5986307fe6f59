package org.mingchou.draw;

/** The list is drawn; handled in the same transaction. */
public record DrawComputed(long drawId, long planId, String regionCode) {}
