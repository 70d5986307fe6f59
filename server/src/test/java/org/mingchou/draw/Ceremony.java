package org.mingchou.draw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.mingchou.sampler.Certificate;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.Secrets;
import org.mingchou.testing.Api;
import org.mingchou.testing.People;
import org.mingchou.testing.SamplePlans;
import org.mingchou.testing.TestDistrict;
import tools.jackson.databind.JsonNode;

/** The people of one draw, each with an own browser and own secrets, made outside the server. */
public final class Ceremony {

    /** Other draws in every test, to find what stands on chance: {@code -Dmingchou.test.chance=2}. */
    private static final String CHANCE = System.getProperty("mingchou.test.chance", "");

    static final Map<String, String> PEOPLE = Map.of("lead", "yj-planner", "market", "sc-party", "witness", "witness");

    /** A throw of 54 dice that nobody doubts. */
    public static final String DICE = "245532164321242136341236511145335444264215426263535254";

    /** The same throw, its last die misread. */
    static final String MISREAD = "245532164321242136341236511145335444264215426263535255";

    /** Another throw. */
    static final String ANEW = "462452214425162555665545114256642653353433232554643212";

    final int port;
    final long planId;
    public final long drawId;
    final String drawNo;

    Ceremony(int port, long planId, JsonNode frozen) {
        this.port = port;
        this.planId = planId;
        this.drawId = frozen.get("id").asLong();
        this.drawNo = frozen.get("drawNo").asString();
    }

    public static Map<String, Object> freezeInput(TestDistrict district, int revealMinutes) {
        var parties = new ArrayList<Map<String, Object>>();
        PEOPLE.forEach((slug, username) -> parties.add(Map.of(
                "slug",
                slug,
                "label",
                slug,
                "accountId",
                district.actor(username).accountId())));
        return new HashMap<>(Map.of("parties", parties, "revealMinutes", revealMinutes, "beacon", "live:dice"));
    }

    public static Ceremony freeze(int port, TestDistrict district, long planId) {
        return freeze(port, district, planId, "live:dice");
    }

    static Ceremony freeze(int port, TestDistrict district, long planId, String beacon) {
        var input = freezeInput(district, 60);
        input.put("beacon", beacon);
        return new Ceremony(
                port,
                planId,
                People.as(port, "yj-planner")
                        .post("/api/plans/" + planId + "/draws", input)
                        .expect(201)
                        .json());
    }

    Api as(String username) {
        return People.as(port, username);
    }

    Api person(String slug) {
        return as(username(slug));
    }

    static String username(String slug) {
        return String.valueOf(PEOPLE.get(slug));
    }

    String secret(String slug, int round) {
        return HashProfile.SHA256.hex(CHANCE + drawNo + "-" + slug + "-" + round);
    }

    String commitment(String slug, int round) {
        return round == 1
                ? Secrets.commitFirst(HashProfile.SHA256, drawNo, slug, secret(slug, 1))
                : Secrets.commitSecond(HashProfile.SHA256, drawNo, slug, secret(slug, 2));
    }

    Api.Answer commit(String slug) {
        return commit(slug, PartyKey.of(port, username(slug)));
    }

    Api.Answer commit(String slug, PartyKey key) {
        var first = commitment(slug, 1);
        var second = commitment(slug, 2);
        var signature = key.sign("SSJ-PARTY-COMMIT-1|" + drawNo + "|" + slug + "|" + first + "|" + second);
        return person(slug).post(path("/commit"), Map.of("first", first, "second", second, "signature", signature));
    }

    Api.Answer open() {
        return as("yj-planner").post(path("/open"));
    }

    Api.Answer reveal(String slug) {
        return reveal(slug, secret(slug, 1), PartyKey.of(port, username(slug)));
    }

    Api.Answer reveal(String slug, String secret, PartyKey key) {
        var signature = key.sign("SSJ-PARTY-REVEAL-1|" + drawNo + "|" + slug + "|1|" + secret);
        return person(slug).post(path("/reveal"), Map.of("secret", secret, "signature", signature));
    }

    public Api.Answer revealSecond(String slug) {
        var secret = secret(slug, 2);
        var signature =
                PartyKey.of(port, username(slug)).sign("SSJ-PARTY-REVEAL-1|" + drawNo + "|" + slug + "|2|" + secret);
        return person(slug).post(path("/reveal-second"), Map.of("secret", secret, "signature", signature));
    }

    /** Both read the same. The answer is that of the second reader, or the first refusal. */
    Api.Answer beacon(String text) {
        var first = read("witness", text);
        return first.status() == 200 ? read("market", text) : first;
    }

    /** The source is asked for where the room does not see how the beacon is made. */
    Api.Answer read(String slug, String text) {
        return person(slug).post(path("/beacon"), Map.of("text", text, "source", "https://www.cwl.gov.cn/"));
    }

    Api.Answer compute() {
        return as("yj-planner").post(path("/compute"));
    }

    void advance(int minutes) {
        as("yj-planner")
                .post("/api/demo/clock/advance", Map.of("minutes", minutes))
                .expect(200);
    }

    void commitAndOpen() {
        slugs().forEach(slug -> commit(slug).expect(200));
        open().expect(200);
    }

    void commitOpenReveal() {
        commitAndOpen();
        slugs().forEach(slug -> reveal(slug).expect(200));
    }

    /** Everything up to the drawn list. */
    public JsonNode draw() {
        commitOpenReveal();
        awaitWitnesses();
        advance(11);
        beacon(DICE).expect(200);
        return compute().expect(200).json();
    }

    /** Where witnesses are configured they answer in their own time. */
    private void awaitWitnesses() {
        for (int i = 0; i < 120; i++) {
            var witnessing = state().get("witnessing");
            if (witnessing.isNull() || !witnessing.get("since").isNull()) {
                return;
            }
            try {
                Thread.sleep(250);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("no witness has seen the opening: " + state().get("witnessing"));
    }

    JsonNode state() {
        return as("yj-planner").get(path("")).expect(200).json();
    }

    public String path(String tail) {
        return "/api/draws/" + drawId + tail;
    }

    /** Drawn, and the list closed with nobody dropped out. */
    static Ceremony confirmed(int port, TestDistrict district, Draws draws) {
        var ceremony = freeze(port, district, SamplePlans.approved(port, SamplePlans.input(port, district)));
        ceremony.draw();
        draws.closeConfirmations(
                ceremony.drawId,
                draws.rows(ceremony.drawId, "DRAWN").stream()
                        .map(r -> new Draws.Confirmation(r.objectId(), "OK", "-"))
                        .toList());
        return ceremony;
    }

    /** As the witness takes it home. */
    Path certificate(Path directory) throws IOException {
        var answer = as("witness").get(path("/certificate.zip")).expect(200);
        return Files.write(directory.resolve(drawNo + ".zip"), answer.body());
    }

    static Certificate.Verification verify(Path zip) throws IOException {
        return Certificate.verify(zip, Optional.empty());
    }

    static byte[] member(Map<String, byte[]> zip, String name) {
        return Optional.ofNullable(zip.get(name)).orElseThrow();
    }

    static Map<String, byte[]> members(Path zip) throws IOException {
        var members = new LinkedHashMap<String, byte[]>();
        try (var in = new ZipFile(zip.toFile())) {
            for (var entry : Collections.list(in.entries())) {
                members.put(entry.getName(), in.getInputStream(entry).readAllBytes());
            }
        }
        return members;
    }

    /** The business clock, ISO with offset. */
    static String now(int port) {
        return People.as(port, "yj-planner")
                .get("/api/demo/clock")
                .expect(200)
                .json()
                .get("now")
                .asString();
    }

    static void setClock(int port, String at) {
        People.as(port, "yj-planner").put("/api/demo/clock", Map.of("now", at)).expect(200);
    }

    public static List<String> slugs() {
        return List.of("lead", "market", "witness");
    }
}
