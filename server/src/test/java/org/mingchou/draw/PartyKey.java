package org.mingchou.draw;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mingchou.sampler.HashProfile;
import org.mingchou.testing.People;

/** A party's key pair as it would lie on paper at home: the server never sees its private half. */
final class PartyKey {

    private static final Map<String, PartyKey> KNOWN = new ConcurrentHashMap<>();

    private final KeyPair pair;

    private PartyKey(SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, random);
            this.pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static PartyKey fresh() {
        return new PartyKey(new SecureRandom());
    }

    /**
     * The key of an account, registered when it is first asked for. It follows from the name, because several servers of
     * one test run may share a database.
     */
    static PartyKey of(int port, String username) {
        return KNOWN.computeIfAbsent(port + " " + username, name -> {
            var key = new PartyKey(new FromName(username));
            var person = People.as(port, username);
            if (person.get("/api/party-keys/mine")
                    .expect(200)
                    .json()
                    .path("key")
                    .isObject()) {
                return key;
            }
            person.post("/api/party-keys", Map.of("publicKey", key.publicKey())).expect(201);
            return key;
        });
    }

    @SuppressWarnings("serial") // never written
    private static final class FromName extends SecureRandom {
        private final String name;

        FromName(String name) {
            this.name = name;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            var digest = HashProfile.SHA256.hash(name.getBytes(StandardCharsets.UTF_8));
            System.arraycopy(digest, 0, bytes, 0, Math.min(bytes.length, digest.length));
        }
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
