package org.mingchou.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingchou.draw.PartyKeyActs;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.SamplePlans;
import org.mingchou.testing.TestDistrict;
import org.mingchou.testing.TestHome;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Who owns the database puts a key of his own in the place of a party's, and then commits and reveals for it. */
@ApiTest
@TestPropertySource(
        properties = {
            "mingchou.database.name=planted",
            "mingchou.ledger.every-seconds=86400",
            "mingchou.ledger.audit-every-seconds=86400"
        })
class PlantedKeyTests {

    private static final String OF_THE_WITNESS =
            " WHERE account_id = (SELECT id FROM org.account WHERE username = 'witness')";
    private static final Path HOME = TestHome.fresh("planted-home");

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @Autowired
    LogRound round;

    @Autowired
    Environment environment;

    @DynamicPropertySource
    static void home(DynamicPropertyRegistry registry) {
        registry.add("mingchou.home", HOME::toString);
    }

    @Test
    void theCommitmentStaysNamedEvenWhenTheRegisteredKeyIsPutBack() throws Exception {
        var url = environment.getRequiredProperty("spring.flyway.url");
        var owner = JdbcClient.create(new DriverManagerDataSource(url));
        var plan = new HashMap<>(SamplePlans.input(port, district));
        plan.put("number", 1);
        var registered = new String[1];
        PartyKeyActs.openedUnderAPlantedKey(port, district, SamplePlans.approved(port, plan), key -> {
            registered[0] = owner.sql("SELECT public_key FROM draw.party_key" + OF_THE_WITNESS)
                    .query(String.class)
                    .single();
            plant(owner, key);
        });
        round.settle();
        round.run(Tree.DRAW);
        round.run(Tree.AUDIT);
        var ledger = new AlteredLedger(url, HOME, List.of(), List.of());

        var planted = ledger.verify();
        assertThat(planted.code()).as(planted.text()).isEqualTo(1);
        assertThat(planted.findings())
                .hasSize(2)
                .anySatisfy(l -> assertThat(l).contains("draw.party_key", "（witness）", "public_key 的指纹"))
                .anySatisfy(l -> assertThat(l).contains("draw.commitment 里 witness", "对照承诺时已登记的密钥"));

        plant(owner, registered[0]);
        var back = ledger.verify();
        assertThat(back.code()).as(back.text()).isEqualTo(1);
        assertThat(back.findings())
                .singleElement()
                .satisfies(l -> assertThat(l)
                        .contains("draw.commitment 里 witness", "对照承诺时已登记的密钥", KeysCheck.fingerprint(registered[0])));
    }

    private static void plant(JdbcClient owner, String key) {
        assertThat(owner.sql("UPDATE draw.party_key SET public_key = :key" + OF_THE_WITNESS)
                        .param("key", key)
                        .update())
                .isEqualTo(1);
    }
}
