package org.mingchou.sampler;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/**
 * {@code make bench}: every figure is the median of three runs on the machine as it is, each a fresh process with the start
 * of the JVM in it, files in the page cache. Rows go to build/bench/summary.tsv through bench/row.sh; a row {@code …-cpu}
 * tells the processor time of the same run, which other work on the machine disturbs less.
 */
final class SamplerBench {
    private static final int RUNS = 3;
    private static final long NATION = 180_000_000L;
    private static final Path DIR = Path.of("build/bench");
    private static final String FIRST = HashProfile.SHA256.hex("bench first");

    private boolean missed;

    private SamplerBench() {}

    public static void main(String[] args) throws Exception {
        if (args.length == 1) {
            child(args[0]);
            return;
        }
        Files.createDirectories(DIR);
        new SamplerBench().run();
    }

    private void run() throws Exception {
        Path frame = DIR.resolve("frame-10m.tsv");
        frame(frame, 10_000_000L);
        draw("draw-10m-sha256", frame, HashProfile.SHA256, "", "<=3");
        draw("draw-10m-sm3", frame, HashProfile.SM3, "", "<=10");
        Files.delete(frame);

        child("merkle-10m", "<=3");
        child("match-300k-20k", "<=2");
        child("repair-10k-1k", "-");

        Path certificate = DIR.resolve("certificate-1m.zip");
        certificate(certificate);
        measure(
                "verify-1m",
                List.of("java", "-jar", "sampler/target/mingchou-sampler.jar", "verify", certificate.toString()),
                "<=3");
        Files.delete(certificate);

        if ("1".equals(System.getenv("BENCH_FULL"))) {
            nation();
        } else {
            System.out.println("BENCH_FULL=1 adds the draw of 180 million rows, for which 6 GB of disk are needed");
        }
        System.exit(missed ? 1 : 0);
    }

    private void nation() throws Exception {
        if (Files.getFileStore(DIR).getUsableSpace() < 12L << 30) {
            throw new IOException("the frame of 180 million rows needs more disk than is left");
        }
        Path frame = DIR.resolve("frame-180m.tsv");
        try {
            frame(frame, NATION);
            long[] nanos = new long[RUNS];
            for (int i = 0; i < RUNS; i++) {
                long start = System.nanoTime();
                try (InputStream in = Files.newInputStream(frame)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
                nanos[i] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            double read = nanos[RUNS / 2] / 1e9;
            row("read-180m", read, "-");
            draw(
                    "draw-180m-sha256",
                    frame,
                    HashProfile.SHA256,
                    "-Xmx2g",
                    String.format(Locale.ROOT, "<=%.1f", 60 + read));
        } finally {
            Files.deleteIfExists(frame);
        }
    }

    private void draw(String name, Path frame, HashProfile hash, String option, String target) throws Exception {
        ParamsBuilder builder = Params.builder()
                .hash(hash)
                .draw("BENCH-1")
                .frame(Frames.summarise(frame, hash))
                .ratios(Map.of("A", 100, "B", 500, "C", 1000, "D", 2500))
                .floor(300)
                .reserve(1000)
                .beacon("none")
                .commit("lead", Secrets.commitFirst(hash, "BENCH-1", "lead", FIRST));
        Params params = builder.build();
        Path paramsTxt = DIR.resolve("params.txt");
        Path reveal = DIR.resolve("reveal.txt");
        Files.write(paramsTxt, params.bytes());
        Files.write(
                reveal,
                Reveal.of(params, Map.of("lead", FIRST), Optional.empty()).bytes());
        List<String> command = new ArrayList<>(List.of("java"));
        if (!option.isEmpty()) {
            command.add(option);
        }
        command.addAll(List.of(
                "-jar",
                "sampler/target/mingchou-sampler.jar",
                "draw",
                paramsTxt.toString(),
                frame.toString(),
                reveal.toString()));
        measure(name, command, target);
        System.out.println("  rows drawn and reserve: " + lines(DIR.resolve("stdout")));
    }

    private void child(String what, String target) throws Exception {
        measure(
                what,
                List.of(
                        "java",
                        "-Xmx4g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        getClass().getName(),
                        what),
                target);
    }

    /** What a call of the library takes in a process of its own; the child says how long, its preparations not counted. */
    private static void child(String what) {
        Runnable work =
                switch (what) {
                    case "merkle-10m" -> SamplerBench::merkle;
                    case "match-300k-20k" -> matching(300_000, 20_000, false);
                    case "repair-10k-1k" -> matching(10_000, 1_000, true);
                    default -> throw new IllegalArgumentException(what);
                };
        long start = System.nanoTime();
        work.run();
        System.out.println("processor time of the calling thread "
                + java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9);
        System.out.println("seconds " + (System.nanoTime() - start) / 1e9);
    }

    private static void merkle() {
        MerkleFrontier frontier = new MerkleFrontier(HashProfile.SHA256);
        byte[] leaf = Ascii.bytes("91000000000000000A\tA\tE\t1");
        for (int i = 0; i < 10_000_000; i++) {
            for (int at = 16, n = i; at > 8; at--, n /= 10) {
                leaf[at] = (byte) ('0' + n % 10);
            }
            frontier.append(leaf);
        }
        System.out.println(Hex.encode(frontier.root()));
    }

    private static Runnable matching(int tasks, int officers, boolean scarce) {
        Random random = new Random(1);
        List<Officer> pool = new ArrayList<>();
        for (int i = 0; i < officers; i++) {
            boolean special = random.nextInt(scarce ? 20 : 4) == 0;
            pool.add(new Officer(
                    "O" + i, "2027-12-31", special ? new TreeSet<>(List.of("SE")) : Collections.emptySortedSet()));
        }
        List<MatchTask> all = new ArrayList<>();
        List<Avoidance> avoid = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            boolean special = random.nextInt(scarce ? 12 : 10) == 0;
            all.add(new MatchTask("91" + (1_000_000_000L + i), special ? Optional.of("SE") : Optional.empty()));
            for (int a = random.nextInt(scarce ? 200 : 2); a > 0; a--) {
                avoid.add(new Avoidance("O" + random.nextInt(officers), "91" + (1_000_000_000L + i)));
            }
        }
        return () -> {
            MatchResult result =
                    Matching.match(HashProfile.SHA256.hex("bench"), "P", "2026-12-31", 2, all, pool, avoid);
            System.out.println(result.rows().size() + " staffed, repairs " + result.repairs());
        };
    }

    private static void certificate(Path file) throws IOException {
        Path frame = DIR.resolve("frame-1m.tsv");
        frame(frame, 1_000_000L);
        CertificateFixture fixture = new CertificateFixture(Files.readAllBytes(frame));
        Files.write(file, CertificateFixture.zip(fixture.members));
        Files.delete(frame);
    }

    private static void frame(Path file, long rows) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            byte[] row = Ascii.bytes("91000000000000000A\tA\tE\t1\n");
            byte[] excluded = Ascii.bytes("91000000000000000A\tA\tX01\t1\n");
            for (long i = 0; i < rows; i++) {
                byte[] line = i % 50 == 7 ? excluded : row;
                long n = i;
                for (int at = 16; at > 7; at--, n /= 10) {
                    line[at] = (byte) ('0' + n % 10);
                }
                long stratum = i * 2_654_435_761L >>> 7 & 127;
                line[19] = (byte) (stratum < 76 ? 'A' : stratum < 115 ? 'B' : stratum < 125 ? 'C' : 'D');
                out.write(line);
            }
        }
    }

    private void measure(String name, List<String> command, String target) throws Exception {
        double[] wall = new double[RUNS];
        double[] cpu = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            // The shell's own clock counts the processor time of a child that has ended.
            List<String> timed =
                    new ArrayList<>(List.of("bash", "-c", "TIMEFORMAT='time %R %U %S'; time \"$@\"", "bash"));
            timed.addAll(command);
            Process process = new ProcessBuilder(timed)
                    .redirectOutput(DIR.resolve("stdout").toFile())
                    .redirectError(DIR.resolve("stderr").toFile())
                    .start();
            int code = process.waitFor();
            String said = Files.readString(DIR.resolve("stderr"));
            if (code != 0) {
                throw new IOException(name + " ended with " + code + ": " + said);
            }
            String[] times =
                    said.substring(said.lastIndexOf("time ") + 5).strip().split(" ");
            wall[i] = Double.parseDouble(times[0]);
            cpu[i] = Double.parseDouble(times[1]) + Double.parseDouble(times[2]);
            String stdout = Files.size(DIR.resolve("stdout")) < 10_000 ? Files.readString(DIR.resolve("stdout")) : "";
            int seconds = stdout.lastIndexOf("seconds ");
            if (seconds >= 0) {
                wall[i] = Double.parseDouble(stdout.substring(seconds + 8).strip());
                System.out.println("  " + stdout.replace('\n', ' '));
            }
        }
        System.out.println("  " + name + " " + Arrays.toString(wall) + " cpu " + Arrays.toString(cpu));
        Arrays.sort(wall);
        Arrays.sort(cpu);
        row(name, wall[RUNS / 2], target);
        row(name + "-cpu", cpu[RUNS / 2], "-");
    }

    private void row(String name, double value, String target) throws Exception {
        int code = new ProcessBuilder("bench/row.sh", name, String.format(Locale.ROOT, "%.2f", value), "s", target)
                .inheritIO()
                .start()
                .waitFor();
        missed |= code != 0;
    }

    private static long lines(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            long lines = 0;
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
            return lines;
        }
    }
}
