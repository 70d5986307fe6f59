package org.mingchou.draw;

/** The second secrets are out: substitutes are known, officers can be matched. Handled in the same transaction. */
public record SecondSeedRevealed(long drawId, long planId, String regionCode) {}
