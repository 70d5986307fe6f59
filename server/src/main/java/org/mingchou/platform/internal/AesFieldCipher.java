package org.mingchou.platform.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.mingchou.platform.FieldCipher;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The key is 32 random bytes in {@code mingchou.home}/keys/field-v1.key, made at first start, never in the database. */
@Component
class AesFieldCipher implements FieldCipher {

    private static final String VERSION = "v1:";
    private static final int NONCE = 12;

    private final SecretKeySpec key;
    private final SecretKeySpec indexKey;
    private final SecureRandom random = new SecureRandom();

    AesFieldCipher(@Value("${mingchou.home:var}") Path home) throws IOException, GeneralSecurityException {
        var master = new KeyFile(home.toAbsolutePath().resolve("keys").resolve("field-v1.key")).read();
        this.key = new SecretKeySpec(derive(master, "field-encryption"), "AES");
        this.indexKey = new SecretKeySpec(derive(master, "field-blind-index"), "HmacSHA256");
    }

    @Override
    public @Nullable String encrypt(@Nullable String plain) {
        if (plain == null) {
            return null;
        }
        try {
            var nonce = new byte[NONCE];
            random.nextBytes(nonce);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
            var sealed = cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8));
            var out = new byte[NONCE + sealed.length];
            System.arraycopy(nonce, 0, out, 0, NONCE);
            System.arraycopy(sealed, 0, out, NONCE, sealed.length);
            return VERSION + Base64.getEncoder().encodeToString(out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public @Nullable String decrypt(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!text.startsWith(VERSION)) {
            throw new IllegalArgumentException("encrypted under an unknown key version");
        }
        try {
            var in = Base64.getDecoder().decode(text.substring(VERSION.length()));
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, in, 0, NONCE));
            return new String(cipher.doFinal(in, NONCE, in.length - NONCE), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a protected field cannot be read with the present key", e);
        }
    }

    @Override
    public @Nullable String blindIndex(@Nullable String plain) {
        if (plain == null) {
            return null;
        }
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(indexKey);
            return HexFormat.of().formatHex(mac.doFinal(plain.strip().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] derive(byte[] master, String purpose) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(master, "HmacSHA256"));
        return mac.doFinal(purpose.getBytes(StandardCharsets.US_ASCII));
    }

    /** 32 random bytes in a file that only its owner reads. */
    private record KeyFile(Path path) {

        byte[] read() throws IOException {
            if (!Files.exists(path)) {
                Files.createDirectories(path.getParent());
                var fresh = new byte[32];
                new SecureRandom().nextBytes(fresh);
                Files.write(path, fresh);
                if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
                }
            }
            return Files.readAllBytes(path);
        }
    }
}
