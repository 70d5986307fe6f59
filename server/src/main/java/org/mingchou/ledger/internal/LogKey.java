package org.mingchou.ledger.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The log's Ed25519 key: {@code mingchou.home}/keys/log.{key,pub}, made at first start, never in the database. */
@Component
class LogKey {

    private final KeyPair pair;

    LogKey(@Value("${mingchou.home:var}") Path home) throws IOException, GeneralSecurityException {
        var keys = Files.createDirectories(home.toAbsolutePath().resolve("keys"));
        var secret = keys.resolve("log.key");
        var open = keys.resolve("log.pub");
        if (!Files.exists(secret)) {
            var fresh = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            Files.write(secret, fresh.getPrivate().getEncoded());
            if (Files.getFileStore(secret).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
            }
            Files.write(open, fresh.getPublic().getEncoded());
        }
        var factory = KeyFactory.getInstance("Ed25519");
        pair = new KeyPair(
                factory.generatePublic(new X509EncodedKeySpec(Files.readAllBytes(open))),
                factory.generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(secret))));
    }

    KeyPair pair() {
        return pair;
    }
}
