package org.mingchou.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingchou.sampler.HashProfile;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.TestDistrict;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A withheld second secret: who is named, who reads the dice, and that nobody stops a draw for good. */
@ApiTest
@TestPropertySource(properties = {"mingchou.database.name=mingchou_ceremony", "mingchou.draw.allow-no-beacon=true"})
class SecondBeaconTests {

    /** Not the throw of the first beacon, which everybody may see. */
    private static final String DICE = Ceremony.ANEW;

    private static final String OTHER = DICE.replaceFirst(".$", "6");

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @Autowired
    Draws draws;

    @TempDir
    Path directory;

    private String before = "";

    @BeforeEach
    void remember() {
        before = Ceremony.now(port);
    }

    @AfterEach
    void setBack() {
        Ceremony.setClock(port, before);
    }

    @Test
    void whoWithholdsTheSecondSecretIsNamedAndCannotStopTheDraw() throws IOException {
        var ceremony = confirmed();
        ceremony.revealSecond("lead").expect(200);
        ceremony.revealSecond("witness").expect(200);
        var deadline = ceremony.state().get("secondDeadline");
        assertThat(deadline.get("rule").asString()).isEqualTo("REVEAL_SECOND");
        // Through the whole of the last day the party may still reveal.
        Ceremony.setClock(port, deadline.get("dueOn").asString() + "T23:59:00+08:00");
        assertThat(ceremony.state().get("status").asString()).isEqualTo("CONFIRMED");
        assertThat(dice(ceremony, "witness", DICE).expect(409).problem()).isEqualTo("act-not-allowed-in-state");
        Ceremony.setClock(
                port, LocalDate.parse(deadline.get("dueOn").asString()).plusDays(1) + "T00:00:01+08:00");
        assertThat(ceremony.revealSecond("market").expect(409).problem()).isEqualTo("second-reveal-deadline-passed");
        var late = ceremony.state();
        assertThat(late.get("status").asString()).isEqualTo("WITHHELD");
        assertThat(late.get("log").toString()).contains("\"WITHHELD\"").contains("\"market\"");
        assertThat(party(ceremony, "market").get("withheld").asBoolean()).isTrue();
        assertThat(dice(ceremony, "market", DICE).expect(403).problem()).isEqualTo("second-beacon-reader");
        assertThat(ceremony.as("sc-party").get(ceremony.path("")).json().get("allowedActions"))
                .isEmpty();
        assertThat(ceremony.person("witness")
                        .post(ceremony.path("/second-beacon"), Map.of("text", "123"))
                        .expect(422)
                        .problem())
                .isEqualTo("beacon-dice");
        assertThat(stranger(ceremony, "/live")).contains("逾期未揭示");
        var asks = "抽取 " + ceremony.drawNo + "：有当事方逾期未作二次揭示，请当众补掷骰子";
        assertThat(ceremony.person("witness").get("/api/inbox").expect(200).text())
                .contains(asks);
        assertThat(ceremony.person("market").get("/api/inbox").expect(200).text())
                .as("who withheld does not read")
                .doesNotContain(asks);
        assertThat(ceremony.person("witness")
                        .get("/api/worklist")
                        .expect(200)
                        .json()
                        .valueStream()
                        .filter(i -> i.get("kind").asString().equals("enter-second-beacon-draw"))
                        .filter(i -> i.get("detail").asString().contains(ceremony.drawNo)))
                .hasSize(1)
                .allMatch(i ->
                        i.get("dueOn").equals(late.get("secondBeaconDeadline").get("dueOn")));
        assertThat(dice(ceremony, "witness", "6".repeat(55)).expect(409).problem())
                .isEqualTo("beacon-doubtful");
        var one = dice(ceremony, "witness", DICE).expect(200);
        assertThat(one.json().get("status").asString()).isEqualTo("WITHHELD");
        assertThat(one.text()).doesNotContain(DICE);
        assertThat(one.json().get("secondBeaconReadings").get("waiting").asString())
                .isEqualTo("见证人已录入，等待lead独立录入。");
        assertThat(stranger(ceremony, "") + stranger(ceremony, "/live") + stranger(ceremony, "/live.json"))
                .contains("等待lead独立录入")
                .doesNotContain(DICE);
        var differ = dice(ceremony, "lead", OTHER).expect(200).json();
        assertThat(differ.get("status").asString()).isEqualTo("WITHHELD");
        assertThat(differ.get("secondBeaconReadings").get("differ").asBoolean()).isTrue();
        assertThat(stranger(ceremony, "")).contains(OTHER, DICE);
        var settled = dice(ceremony, "lead", DICE).expect(200).json();
        assertThat(settled.get("status").asString()).isEqualTo("SETTLED");
        assertThat(stranger(ceremony, "/live")).contains("补掷的信标", "起初不一致，彼此核对后一致");
        assertThat(dice(ceremony, "witness", DICE).expect(409).problem()).isEqualTo("act-not-allowed-in-state");

        var zip = Ceremony.members(ceremony.certificate(directory));
        assertThat(new String(Ceremony.member(zip, "beacon2.txt"))).isEqualTo(DICE + "\n");
        assertThat(new String(Ceremony.member(zip, "reveal2.txt")))
                .isEqualTo("beacon=" + HashProfile.SHA256.hex(DICE + "\n") + "\nsecond.lead="
                        + ceremony.secret("lead", 2) + "\nsecond.witness=" + ceremony.secret("witness", 2) + "\n");
        assertThat(settled.get("secondSeed").asString())
                .isEqualTo(HashProfile.SHA256.hex(
                        "SSJ-SEED-2|" + settled.get("opening").asString() + "|"
                                + HashProfile.SHA256.hex(Ceremony.member(zip, "confirmations.tsv")) + "|"
                                + ceremony.secret("lead", 2) + "|-|"
                                + ceremony.secret("witness", 2) + "|" + HashProfile.SHA256.hex(DICE + "\n")));
        assertThat(Ceremony.verify(ceremony.certificate(directory)).lines()).endsWith("VERIFIED");
        assertThat(settled.get("log").toString())
                .contains("live:dice|" + HashProfile.SHA256.hex(DICE + "\n") + "|lead,witness");
        // Without the proof that the party was named, nobody need believe the dice.
        var proof = new String(Ceremony.member(zip, "log/result.proof"));
        assertThat(proof).contains("entry=SSJ-LOG-1|WITHHELD|" + ceremony.drawNo + "|market");
        var shown = draws.publicDraw(ceremony.drawNo).orElseThrow();
        assertThat(shown.secondBeaconText()).isEqualTo(DICE);
        assertThat(Api.anonymous(port)
                        .get("/draws/" + ceremony.drawNo)
                        .expect(200)
                        .text())
                .contains("逾期未揭示");
    }

    @Test
    void whenTheWitnessWithholdsAnotherOutsidePartyTypesTheDice() throws IOException {
        var ceremony = confirmed();
        ceremony.revealSecond("market").expect(200);
        pastTheDeadline(ceremony, "secondDeadline");
        assertThat(ceremony.state().get("status").asString()).isEqualTo("WITHHELD");
        assertThat(ceremony.as("sc-party").get("/api/worklist").text()).contains("enter-second-beacon-draw");
        // It alone revealed: whoever else is there may be the second, but two without it are not enough.
        dice(ceremony, "witness", OTHER).expect(200);
        assertThat(dice(ceremony, "lead", OTHER)
                        .expect(200)
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("WITHHELD");
        dice(ceremony, "market", DICE).expect(200);
        var settled = dice(ceremony, "lead", DICE).expect(200).json();
        assertThat(settled.get("status").asString()).isEqualTo("SETTLED");
        assertThat(settled.get("secondBeaconText").asString()).isEqualTo(DICE);
        var proof = new String(Ceremony.member(Ceremony.members(ceremony.certificate(directory)), "log/result.proof"));
        assertThat(proof.indexOf("|WITHHELD|" + ceremony.drawNo + "|lead"))
                .isPositive()
                .isLessThan(proof.indexOf("|WITHHELD|" + ceremony.drawNo + "|witness"));
        assertThat(Ceremony.verify(ceremony.certificate(directory)).lines()).endsWith("VERIFIED");
    }

    @Test
    void evenWhenAllWithholdTheDrawEnds() throws IOException {
        var ceremony = confirmed();
        pastTheDeadline(ceremony, "secondDeadline");
        dice(ceremony, "lead", DICE).expect(200);
        assertThat(dice(ceremony, "market", DICE)
                        .expect(200)
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("SETTLED");
        assertThat(Ceremony.verify(ceremony.certificate(directory)).lines()).endsWith("VERIFIED");
    }

    @Test
    void whenOnlyOneStillActsItsReadingServesAfterADayUnderItsName() throws IOException {
        var ceremony = confirmed();
        ceremony.revealSecond("lead").expect(200);
        ceremony.revealSecond("witness").expect(200);
        pastTheDeadline(ceremony, "secondDeadline");
        dice(ceremony, "lead", DICE).expect(200);
        var due = ceremony.state().get("secondBeaconDeadline");
        assertThat(due.get("rule").asString()).isEqualTo("READ_SECOND_BEACON");
        Ceremony.setClock(port, due.get("dueOn").asString() + "T23:59:00+08:00");
        assertThat(dice(ceremony, "lead", DICE).expect(200).json().get("status").asString())
                .isEqualTo("WITHHELD");
        pastTheDeadline(ceremony, "secondBeaconDeadline");
        assertThat(stranger(ceremony, "")).contains("录入期限已过");
        var settled = dice(ceremony, "lead", DICE).expect(200).json();
        assertThat(settled.get("status").asString()).isEqualTo("SETTLED");
        assertThat(settled.get("log").toString())
                .contains("live:dice|" + HashProfile.SHA256.hex(DICE + "\n") + "|lead\"");
        assertThat(stranger(ceremony, "")).contains("由lead一方录入");
        assertThat(Ceremony.verify(ceremony.certificate(directory)).lines()).endsWith("VERIFIED");
    }

    @Test
    void whoContradictsCannotStopTheDraw() {
        var ceremony = confirmed();
        ceremony.revealSecond("lead").expect(200);
        ceremony.revealSecond("witness").expect(200);
        pastTheDeadline(ceremony, "secondDeadline");
        dice(ceremony, "witness", DICE).expect(200);
        dice(ceremony, "lead", OTHER).expect(200);
        pastTheDeadline(ceremony, "secondBeaconDeadline");
        // Whoever acts, the reading of the witness stands before that of the lead department.
        var settled = dice(ceremony, "lead", OTHER).expect(200).json();
        assertThat(settled.get("secondBeaconText").asString()).isEqualTo(DICE);
        assertThat(stranger(ceremony, "")).contains("由witness一方录入", "lead录入的与此不同", OTHER);
    }

    private String stranger(Ceremony ceremony, String tail) {
        return Api.anonymous(port)
                .get("/draws/" + ceremony.drawNo + tail)
                .expect(200)
                .text();
    }

    private Ceremony confirmed() {
        return Ceremony.confirmed(port, district, draws);
    }

    private void pastTheDeadline(Ceremony ceremony, String which) {
        var due = ceremony.state().get(which).get("dueOn").asString();
        Ceremony.setClock(port, LocalDate.parse(due).plusDays(1) + "T09:00:00+08:00");
    }

    private static Api.Answer dice(Ceremony ceremony, String slug, String text) {
        return ceremony.person(slug).post(ceremony.path("/second-beacon"), Map.of("text", text));
    }

    private static JsonNode party(Ceremony ceremony, String slug) {
        return ceremony.state()
                .get("parties")
                .valueStream()
                .filter(p -> p.get("slug").asString().equals(slug))
                .findFirst()
                .orElseThrow();
    }
}
