package org.mingchou.draw;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mingchou.testing.People;

/** A party's key pair as it would lie on paper at home: the server never sees its private half. */
final class PartyKey {

    private static final Map<String, PartyKey> KNOWN = new ConcurrentHashMap<>();

    private final KeyPair pair;

    private PartyKey() {
        try {
            this.pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static PartyKey fresh() {
        return new PartyKey();
    }

    /** The key of an account, registered when it is first asked for. */
    static PartyKey of(int port, String username) {
        return KNOWN.computeIfAbsent(port + " " + username, name -> {
            var key = fresh();
            People.as(port, username)
                    .post("/api/party-keys", Map.of("publicKey", key.publicKey()))
                    .expect(201);
            return key;
        });
    }

    /** The last 32 bytes of the SubjectPublicKeyInfo, 64 hex. */
    String publicKey() {
        var encoded = pair.getPublic().getEncoded();
        return HexFormat.of().formatHex(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    String sign(String text) {
        try {
            var signer = Signature.getInstance("Ed25519");
            signer.initSign(pair.getPrivate());
            signer.update(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
