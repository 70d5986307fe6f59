package org.mingchou.shared;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Holm's correction: looking at many groups, some differ by chance; the corrected p-values allow for that. */
public final class Holm {

    private Holm() {}

    /** Corrected p-values in the order given; each at least as large as it was, none above 1. */
    public static List<Double> corrected(List<Double> chances) {
        int n = chances.size();
        var order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparing(chances::get))
                .toList();
        var result = new ArrayList<>(chances);
        double largest = 0;
        for (int rank = 0; rank < n; rank++) {
            int at = order.get(rank);
            largest = Math.max(largest, Math.min(1, (n - rank) * chances.get(at)));
            result.set(at, largest);
        }
        return result;
    }
}
