package org.mingchou.draw;

import java.util.Map;
import java.util.function.Consumer;
import org.mingchou.testing.People;
import org.mingchou.testing.TestDistrict;

/** What becomes of the keys of parties, with and without those whose keys they are. */
public final class PartyKeyActs {

    private PartyKeyActs() {}

    /** Somebody replaces his own key, once with consent and once without. */
    public static void replaced(int port, String username) {
        PartyKey.of(port, username);
        decided(port, username, "consent");
        decided(port, username, "reject");
    }

    private static void decided(int port, String username, String decision) {
        var id = People.as(port, username)
                .post("/api/party-keys", Map.of("publicKey", PartyKey.fresh().publicKey(), "reason", "密钥码遗失"))
                .expect(201)
                .json()
                .path("waiting")
                .path("id")
                .asLong();
        People.as(port, "sysadmin")
                .post("/api/party-keys/" + id + "/" + decision, Map.of("reason", "当面核对了本人和指纹"))
                .expect(204);
    }

    /**
     * A draw whose witness has a key of somebody else's from the freeze on, under which that one commits and reveals.
     *
     * @param plant puts this public key, 64 hex, in the place of the registered one
     */
    public static Ceremony openedUnderAPlantedKey(
            int port, TestDistrict district, long planId, Consumer<String> plant) {
        PartyKey.of(port, Ceremony.username("witness"));
        var ceremony = Ceremony.freeze(port, district, planId);
        var planted = PartyKey.fresh();
        plant.accept(planted.publicKey());
        ceremony.commit("lead").expect(200);
        ceremony.commit("market").expect(200);
        ceremony.commit("witness", planted).expect(200);
        ceremony.open().expect(200);
        ceremony.reveal("witness", ceremony.secret("witness", 1), planted).expect(200);
        return ceremony;
    }
}
