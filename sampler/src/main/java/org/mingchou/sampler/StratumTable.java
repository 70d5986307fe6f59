package org.mingchou.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers the strata by their bytes, so that no row needs a String. For one thread, or read-only for many. */
final class StratumTable {
    private final List<byte[]> names = new ArrayList<>();
    private int[] slots = new int[64];

    int size() {
        return names.size();
    }

    String name(int index) {
        return Ascii.string(names.get(index));
    }

    /** The number of a stratum, or -1. */
    int find(byte[] data, int from, int to) {
        int slot = slot(data, from, to);
        return slots[slot] - 1;
    }

    /** The number of a stratum, given now if it is new. */
    int add(byte[] data, int from, int to) {
        int slot = slot(data, from, to);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        names.add(Arrays.copyOfRange(data, from, to));
        slots[slot] = names.size();
        if (names.size() * 2 > slots.length) {
            grow();
        }
        return names.size() - 1;
    }

    private int slot(byte[] data, int from, int to) {
        int h = 0;
        for (int i = from; i < to; i++) {
            h = h * 31 + data[i];
        }
        h ^= h >>> 15;
        int mask = slots.length - 1;
        for (int slot = h & mask; ; slot = slot + 1 & mask) {
            int index = slots[slot] - 1;
            if (index < 0) {
                return slot;
            }
            byte[] name = names.get(index);
            if (Arrays.equals(name, 0, name.length, data, from, to)) {
                return slot;
            }
        }
    }

    private void grow() {
        slots = new int[slots.length * 2];
        for (int i = 0; i < names.size(); i++) {
            byte[] name = names.get(i);
            slots[slot(name, 0, name.length)] = i + 1;
        }
    }
}
