package org.mingchou.draw.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/** The public beacons that can be chosen, read from {@code draw/beacons.json}. */
record BeaconCatalog(List<Lottery> lotteries, List<Chain> chains) {

    /** @param time {@code HH:mm} in Asia/Shanghai, when the number is drawn on each of the days */
    record Lottery(String name, String label, Set<DayOfWeek> days, String time, List<Numbers> numbers) {}

    /** @param ascending the numbers are published in order and never twice */
    record Numbers(String label, int count, int from, int to, boolean ascending) {}

    /**
     * @param hash identity of the chain, 64 hex
     * @param genesis second of the first round, Unix time
     * @param period seconds between rounds
     */
    record Chain(String name, String label, String hash, long genesis, int period) {}

    static BeaconCatalog load() {
        try (var in = new ClassPathResource("draw/beacons.json").getInputStream()) {
            return JsonMapper.builder().build().readValue(in, BeaconCatalog.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Lottery> lottery(String name) {
        return lotteries.stream().filter(l -> l.name().equals(name)).findFirst();
    }

    Optional<Chain> chain(String name) {
        return chains.stream().filter(c -> c.name().equals(name)).findFirst();
    }
}
