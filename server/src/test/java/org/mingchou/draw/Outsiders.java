package org.mingchou.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.mingchou.testing.Api;
import org.mingchou.testing.TestDistrict;

/** People outside the agency, with programs that are not ours: they re-run a draw, sign what they found, read the log. */
final class Outsiders {

    static final Path VERIFIER = Path.of("../verifier").toAbsolutePath().normalize();

    /** What an outsider found and signs, each 64 hex. */
    record Found(String result, String publicDigest) {}

    record Run(int exit, String out) {}

    private static final Pattern TO_SIGN = Pattern.compile(
            "note to sign: an outsider who re-ran [0-9-]+ signs result ([0-9a-f]{64}) and public ([0-9a-f]{64})\n");

    private final int port;
    private final TestDistrict district;
    private final Path directory;

    /** @param directory for the files of the programs */
    Outsiders(int port, TestDistrict district, Path directory) {
        this.port = port;
        this.district = district;
        this.directory = directory;
    }

    static Map<String, String> verdict(Ceremony ceremony, String who, PartyKey key, Found found, String tool) {
        var time = "2026-05-20T08:30:00Z";
        var text = String.join(
                "|", "SSJ-VERDICT-2", ceremony.drawNo, who, found.result(), found.publicDigest(), tool, time);
        return new HashMap<>(Map.of(
                "who",
                who,
                "result",
                found.result(),
                "publicDigest",
                found.publicDigest(),
                "implementation",
                tool,
                "time",
                time,
                "signature",
                key.sign(text)));
    }

    static Api.Answer submit(Ceremony ceremony, String username, Map<String, String> verdict) {
        return ceremony.as(username).post(ceremony.path("/verdicts"), verdict);
    }

    /** An outsider downloads, re-runs with verify.py and takes the digests that it found. */
    Found rerun(Ceremony ceremony, String username) throws IOException {
        var zip = Files.write(
                directory.resolve(username + ".zip"),
                ceremony.as(username)
                        .get(ceremony.path("/certificate.zip"))
                        .expect(200)
                        .body());
        var run = python("verify", zip.toString());
        assertThat(run.exit()).as(run.out()).isZero();
        var said = TO_SIGN.matcher(run.out());
        assertThat(said.find()).as(run.out()).isTrue();
        return new Found(said.group(1), said.group(2));
    }

    /** Of the two outside parties and of the supervisor. */
    void threeVerdicts(Ceremony ceremony) throws IOException {
        for (var slug : List.of("market", "witness")) {
            var username = Ceremony.username(slug);
            var found = rerun(ceremony, username);
            submit(ceremony, username, verdict(ceremony, slug, PartyKey.of(port, username), found, "verify.py/1"))
                    .expect(201);
        }
        var supervisor = "supervisor-" + district.actor("supervisor").accountId();
        var found = rerun(ceremony, "supervisor");
        submit(
                        ceremony,
                        "supervisor",
                        verdict(ceremony, supervisor, PartyKey.of(port, "supervisor"), found, "verify.html/1"))
                .expect(201);
    }

    /** The entries of the public log, oldest first. */
    List<String> log() {
        return Api.anonymous(port)
                .get("/api/ledger/draw/entries?from=0&to=1000")
                .expect(200)
                .json()
                .valueStream()
                .map(e -> new String(
                        java.util.Base64.getDecoder().decode(e.get("leaf").asString()), StandardCharsets.US_ASCII))
                .toList();
    }

    /** An object of the frame that is neither drawn nor on the reserve. */
    static String undrawn(Ceremony ceremony, Draws draws) {
        var drawn = new ArrayList<String>();
        draws.rows(ceremony.drawId, "DRAWN").forEach(r -> drawn.add(r.objectId()));
        draws.rows(ceremony.drawId, "RESERVE").forEach(r -> drawn.add(r.objectId()));
        return Zips.lines(
                        ceremony.as("witness").get(ceremony.path("/frame.tsv")).body())
                .stream()
                .map(r -> r.split("\t")[0])
                .filter(id -> !drawn.contains(id))
                .findFirst()
                .orElseThrow();
    }

    Run python(String... args) throws IOException {
        return run("python3", VERIFIER.resolve("verify.py").toString(), args);
    }

    /** The script of verify.html, without a browser. */
    Run page(String... args) throws IOException {
        var with = new String[args.length + 1];
        with[0] = "--";
        System.arraycopy(args, 0, with, 1, args.length);
        return run("node", VERIFIER.resolve("batch.mjs").toString(), with);
    }

    private Run run(String program, String script, String... args) throws IOException {
        var command = new ArrayList<>(List.of(program, script));
        command.addAll(List.of(args));
        var out = directory.resolve("out.txt").toFile();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out)
                .start();
        try {
            var exit = process.waitFor();
            return new Run(exit, Files.readString(out.toPath()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
