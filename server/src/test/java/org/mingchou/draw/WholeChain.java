package org.mingchou.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mingchou.sampler.Certificate;
import org.mingchou.testing.Api;
import org.mingchou.testing.People;
import org.mingchou.testing.SampleDirectories;
import org.mingchou.testing.SamplePlans;
import org.mingchou.testing.TestDistrict;
import tools.jackson.databind.JsonNode;

/**
 * A draw taken through everything that its log may hold: a reading that did not count, a drop-out before and one after
 * the list was closed, perhaps a withheld second secret, all pools matched, an officer replaced, a late substitute staffed
 * by hand, an outsider invited and three verdicts signed: another
 * result, other counts, the same as the draw.
 */
public final class WholeChain {

    private static final List<String> DEPARTMENTS = List.of("yj", "sl", "st");
    private static final Pattern TO_SIGN = Pattern.compile("signs result ([0-9a-f]{64}) and public ([0-9a-f]{64})");
    private static final String OTHER = Ceremony.ANEW;

    private final TestDistrict district;
    private final Ceremony ceremony;

    private WholeChain(TestDistrict district, Ceremony ceremony) {
        this.district = district;
        this.ceremony = ceremony;
    }

    /**
     * @param mode OPEN or SEALED
     * @param audience PUBLIC or PARTIES
     * @param withheld whether the market party lets the second deadline pass
     */
    public static Ceremony run(
            int port, TestDistrict district, int number, String mode, String audience, boolean withheld) {
        var input = SamplePlans.input(port, district);
        input.put("number", number);
        input.put("mode", mode);
        input.put("audience", audience);
        input.put(
                "to",
                LocalDate.parse(String.valueOf(input.get("from"))).plusDays(60).toString());
        var planId = SamplePlans.approved(port, input);
        exclude(port, planId);
        var ceremony = Ceremony.freeze(port, district, planId);
        var chain = new WholeChain(district, ceremony);
        chain.drawn();
        chain.closed();
        chain.settled(withheld);
        chain.matched();
        chain.changed();
        return ceremony;
    }

    private static void exclude(int port, long planId) {
        var evidence = evidence(People.as(port, "sl-admin"), "plan " + planId);
        var made = People.as(port, "sl-admin")
                .post(
                        "/api/plans/" + planId + "/exclusions",
                        Map.of(
                                "objectId",
                                SampleDirectories.code(11),
                                "code",
                                "X04",
                                "note",
                                "已立案调查",
                                "evidence",
                                evidence))
                .expect(201)
                .json();
        People.as(port, "yj-approver")
                .post("/api/exclusions/" + made.get("id").asLong() + "/approve")
                .expect(200);
    }

    private Api as(String username) {
        return ceremony.as(username);
    }

    private void drawn() {
        ceremony.commitOpenReveal();
        ceremony.advance(11);
        // The lead misreads; two others decide, and the log names those two.
        ceremony.read("lead", OTHER).expect(200);
        ceremony.beacon(Ceremony.DICE).expect(200);
        ceremony.compute().expect(200);
        var court = PartyKey.fresh();
        as("yj-planner")
                .post(
                        ceremony.path("/outside-verifiers"),
                        Map.of("who", "court", "label", "区人民法院", "publicKey", court.publicKey()))
                .expect(201);
        as("sc-party")
                .post(ceremony.path("/outside-verifiers/court/check"), Map.of("publicKey", court.publicKey()))
                .expect(200);
        var right = found();
        var elsewhere = new Outsiders.Found("0f".repeat(32), "0e".repeat(32));
        var otherCounts = new Outsiders.Found(right.result(), "0e".repeat(32));
        verdict(court, elsewhere, "own/1");
        verdict(court, otherCounts, "own/2");
        verdict(court, right, "own/3");
    }

    private void verdict(PartyKey key, Outsiders.Found found, String tool) {
        Outsiders.submit(ceremony, "sc-party", Outsiders.verdict(ceremony, "court", key, found, tool))
                .expect(201);
    }

    /** What the verifier of a full certificate says is to be signed. */
    private Outsiders.Found found() {
        try {
            var zip = Files.createTempFile("whole-chain", ".zip");
            Files.write(
                    zip,
                    as("witness")
                            .get(ceremony.path("/certificate.zip"))
                            .expect(200)
                            .body());
            var lines =
                    String.join("\n", Certificate.verify(zip, Optional.empty()).lines());
            Files.delete(zip);
            var said = TO_SIGN.matcher(lines);
            assertThat(said.find()).as(lines).isTrue();
            return new Outsiders.Found(said.group(1), said.group(2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void closed() {
        for (var object : assignments("yj", "DISPATCHED", "objectId").subList(0, 2)) {
            dropOut(object, "S1");
        }
        confirm();
        as("yj-planner").post(ceremony.path("/close-confirmations")).expect(204);
    }

    private void confirm() {
        for (var department : DEPARTMENTS) {
            var ids = assignments(department, "DISPATCHED", "id");
            if (!ids.isEmpty()) {
                as(department + "-admin")
                        .post("/api/assignments/confirm", Map.of("ids", numbers(ids)))
                        .expect(200);
            }
        }
    }

    private void settled(boolean withheld) {
        ceremony.revealSecond("lead").expect(200);
        ceremony.revealSecond("witness").expect(200);
        if (!withheld) {
            ceremony.revealSecond("market").expect(200);
            return;
        }
        var due = ceremony.state().get("secondDeadline").get("dueOn").asString();
        Ceremony.setClock(ceremony.port, LocalDate.parse(due).plusDays(1) + "T09:00:00+08:00");
        ceremony.person("witness")
                .post(ceremony.path("/second-beacon"), Map.of("text", OTHER))
                .expect(200);
        ceremony.person("lead")
                .post(ceremony.path("/second-beacon"), Map.of("text", OTHER))
                .expect(200);
    }

    private void matched() {
        confirm();
        claim();
        for (var department : DEPARTMENTS) {
            as(department + "-admin")
                    .post(ceremony.path("/pools/" + department.toUpperCase(Locale.ROOT) + "/match"))
                    .expect(200);
        }
    }

    private void claim() {
        for (var department : DEPARTMENTS) {
            var ids = assignments(department, "CONFIRMED", "id");
            if (!ids.isEmpty()) {
                as(department + "-admin")
                        .post("/api/assignments/claim", Map.of("ids", numbers(ids)))
                        .expect(200);
            }
        }
    }

    private void changed() {
        var staffed = groups("STAFFED");
        replace(staffed.get(0), 0);
        dropOut(staffed.get(1).path("objectId").asString(), "S3");
        confirm();
        claim();
        replace(staffed.get(0), 1);
        var late = groups("UNSTAFFED").get(0);
        var path = "/api/groups/" + late.path("id").asLong();
        var officers = as("yj-admin").get(path + "/candidates").expect(200).json();
        var ids = officers.valueStream()
                .filter(o -> o.path("eligible").asBoolean())
                .limit(2)
                .map(o -> o.path("officerId").asLong())
                .toList();
        as("yj-admin")
                .post(path + "/staff-manually", Map.of("officerIds", ids, "reason", "后补对象人工指派"))
                .expect(200);
        as("yj-approver").post(path + "/approve-manual").expect(200);
    }

    private void replace(JsonNode group, int seat) {
        var path = "/api/groups/" + group.path("id").asLong();
        as("yj-admin")
                .post(
                        path + "/replace",
                        Map.of("seat", seat, "code", "ILLNESS", "reason", "住院", "evidence", evidence("yj-admin")))
                .expect(200);
        as("yj-approver").post(path + "/approve-replacement").expect(200);
    }

    private List<JsonNode> groups(String status) {
        var groups = as("yj-admin")
                .get("/api/groups?size=200&status=" + status + "&drawId=" + ceremony.drawId)
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .filter(g -> g.path("status").asString().equals(status))
                .toList();
        assertThat(groups).as(status).isNotEmpty();
        return groups;
    }

    private void dropOut(String object, String code) {
        var evidence = evidence("yj-admin");
        var id = as("yj-admin")
                .post(
                        ceremony.path("/drop-outs"),
                        Map.of("objectId", object, "code", code, "reason", "有关事实", "evidence", evidence))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        as("yj-approver").post("/api/drop-outs/" + id + "/approve").expect(200);
        as("sl-approver").post("/api/drop-outs/" + id + "/approve").expect(200);
    }

    private String evidence(String username) {
        return evidence(as(username), ceremony.drawNo);
    }

    private static String evidence(Api api, String text) {
        // The signature of a PNG is enough for a stored file.
        var bytes = ("\u0089PNG\r\n\u001a\n" + text).getBytes(StandardCharsets.ISO_8859_1);
        return api.upload("/api/blobs", "evidence", bytes)
                .expect(201)
                .json()
                .path("sha256")
                .asString();
    }

    private List<String> assignments(String department, String status, String field) {
        return as(department + "-admin")
                .get("/api/assignments?size=200&status=" + status + "&drawId=" + ceremony.drawId)
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .map(a -> a.path(field).asString())
                .toList();
    }

    private static List<Long> numbers(List<String> ids) {
        return ids.stream().map(Long::valueOf).toList();
    }
}
