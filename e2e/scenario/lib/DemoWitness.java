package org.mingchou.witness;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** The packaged witness, but by the clock of the demo: arguments are its directory, its port and how far it goes behind. */
public final class DemoWitness {
    private DemoWitness() {}

    public static void main(String[] args) throws Exception {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.parse(args[2]).negated());
        Witness witness = new Witness(new WitnessHome(Path.of(args[0])), clock);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (WitnessServer server = new WitnessServer(witness, "127.0.0.1", Integer.parseInt(args[1]), out)) {
            out.println("http://127.0.0.1:" + server.port());
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
