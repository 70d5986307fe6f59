package org.mingchou.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A real witness as a process of its own. Compiled from its sources here, so that the tests of the server need no other
 * module to be built before.
 */
public final class WitnessProcess implements AutoCloseable {

    private static final Path CLASSES = compile();

    private final Process process;
    private final int port;

    private WitnessProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Makes a witness that trusts these logs and returns its public key. */
    public static String init(Path directory, String name, List<String> logs) throws IOException {
        var key = said(start("init", directory.toString(), name)).strip();
        for (var log : logs) {
            said(start("trust", directory.toString(), log));
        }
        return key;
    }

    /** Starts it on a free port of loopback. */
    public static WitnessProcess serve(Path directory) throws IOException {
        return serve(directory, 0);
    }

    /** Starts it on this port of loopback. */
    public static WitnessProcess serve(Path directory, int port) throws IOException {
        return listening(start("serve", directory.toString(), "--port", String.valueOf(port), "--every", "1"));
    }

    /** Starts the same program with a clock that runs ahead, or behind. */
    public static WitnessProcess serve(Path directory, int port, Duration ahead) throws IOException {
        return listening(java("WrongClock", directory.toString(), String.valueOf(port), ahead.toString()));
    }

    private static WitnessProcess listening(Process process) throws IOException {
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var said = new StringBuilder();
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith("监听 ")) {
                return new WitnessProcess(
                        process, Integer.parseInt(line.replaceAll("(^.*127.0.0.1:)|([^0-9].*$)", "")));
            }
        }
        throw new AssertionError("the witness did not start: " + said);
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    private static String said(Process process) throws IOException {
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new AssertionError(said);
        }
        return said;
    }

    private static Process start(String... args) throws IOException {
        return java("Main", args);
    }

    private static Process java(String main, String... args) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                CLASSES + java.io.File.pathSeparator + System.getProperty("java.class.path"),
                "org.mingchou.witness." + main));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** The witness, but for its clock. */
    private static final String WRONG_CLOCK = """
            package org.mingchou.witness;
            public final class WrongClock {
                public static void main(String[] args) throws Exception {
                    var out = new java.io.PrintStream(System.out, true, java.nio.charset.StandardCharsets.UTF_8);
                    var clock = java.time.Clock.offset(java.time.Clock.systemUTC(), java.time.Duration.parse(args[2]));
                    var witness = new Witness(new WitnessHome(java.nio.file.Path.of(args[0])), clock);
                    try (var server = new WitnessServer(witness, "127.0.0.1", Integer.parseInt(args[1]), out)) {
                        out.println("监听 http://127.0.0.1:" + server.port());
                        Thread.sleep(Long.MAX_VALUE);
                    }
                }
            }
            """;

    private static JavaFileObject wrongClock() {
        return new SimpleJavaFileObject(
                URI.create("string:///org/mingchou/witness/WrongClock.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return WRONG_CLOCK;
            }
        };
    }

    private static Path compile() {
        try (var sources = Files.walk(Path.of("../witness/src/main/java"))) {
            var target = Files.createTempDirectory("witness-classes");
            var compiler = ToolProvider.getSystemJavaCompiler();
            var files = compiler.getStandardFileManager(null, null, null);
            var said = new StringWriter();
            var units = new ArrayList<JavaFileObject>();
            files.getJavaFileObjectsFromPaths(
                            sources.filter(p -> p.toString().endsWith(".java")).toList())
                    .forEach(units::add);
            units.add(wrongClock());
            var done = compiler.getTask(
                            said,
                            files,
                            null,
                            List.of(
                                    "-d",
                                    target.toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    "-proc:none"),
                            null,
                            units)
                    .call();
            if (!done) {
                throw new AssertionError(said.toString());
            }
            return target;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
