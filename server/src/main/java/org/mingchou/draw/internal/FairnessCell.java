package org.mingchou.draw.internal;

import org.mingchou.draw.Fairness.Dimension;

/** Objects of one group in one stratum of one draw that could be drawn, and how many of them were. */
record FairnessCell(long drawId, Dimension dimension, String grp, String stratum, long eligible, long drawn) {}
