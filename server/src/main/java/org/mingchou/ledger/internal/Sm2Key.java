package org.mingchou.ledger.internal;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.mingchou.sampler.HashProfile;

/**
 * The log's second key: SM2 with SM3 (GB/T 32918.2, user id of GM/T 0009) over a note's text. Its line in a note has the
 * signature r ‖ s of 64 bytes; its type in C2SP is {@code 0xff} with a name of its own (docs/spec/draw.md §3.11.2).
 */
final class Sm2Key {

    private static final byte[] TYPE = "\u00ffssj-sm2-sm3/v1".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] USER = "1234567812345678".getBytes(StandardCharsets.US_ASCII);
    private static final ECDomainParameters CURVE = new ECDomainParameters(GMNamedCurves.getByName("sm2p256v1"));

    private final BigInteger secret;
    private final byte[] point;

    private Sm2Key(BigInteger secret) {
        this.secret = secret;
        this.point = CURVE.getG().multiply(secret).normalize().getEncoded(false);
    }

    /** The key in this file, made when there is none: one line of 64 hex. */
    static Sm2Key in(Path file) throws IOException {
        if (!Files.exists(file)) {
            var least = BigInteger.ONE;
            var most = CURVE.getN().subtract(BigInteger.TWO);
            var random = new SecureRandom();
            BigInteger secret;
            do {
                secret = new BigInteger(256, random);
            } while (secret.compareTo(least) < 0 || secret.compareTo(most) > 0);
            if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, "%064x%n".formatted(secret));
        }
        return new Sm2Key(new BigInteger(Files.readString(file).strip(), 16));
    }

    /** {@code name+<8 hex key id>+<base64 of type and point>}. */
    String text(String name) {
        return name + "+" + HexFormat.of().formatHex(id(name, point)) + "+"
                + Base64.getEncoder().encodeToString(joined(TYPE, point));
    }

    /** The signature line for a note's text, with its LF. */
    String sign(String name, String text) {
        var signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
        signer.init(true, new ParametersWithID(new ECPrivateKeyParameters(secret, CURVE), USER));
        var message = text.getBytes(StandardCharsets.UTF_8);
        signer.update(message, 0, message.length);
        try {
            return "\u2014 " + name + " "
                    + Base64.getEncoder().encodeToString(joined(id(name, point), signer.generateSignature())) + "\n";
        } catch (CryptoException e) {
            throw new IllegalStateException("the key cannot sign", e);
        }
    }

    /** Whether the line is a signature over the text by the key written as {@link #text(String)}. */
    static boolean verify(String key, String line, String text) {
        try {
            var parts = key.split("\\+", 3);
            var data = Base64.getDecoder().decode(parts[2]);
            var public65 = Arrays.copyOfRange(data, TYPE.length, data.length);
            var words = line.strip().split(" ");
            var signature = Base64.getDecoder().decode(words[2]);
            var id = id(parts[0], public65);
            if (!Arrays.equals(data, 0, TYPE.length, TYPE, 0, TYPE.length)
                    || !words[1].equals(parts[0])
                    || !HexFormat.of().formatHex(id).equals(parts[1])
                    || signature.length != 68
                    || !Arrays.equals(signature, 0, 4, id, 0, 4)) {
                return false;
            }
            CipherParameters open = new ECPublicKeyParameters(CURVE.getCurve().decodePoint(public65), CURVE);
            var signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
            signer.init(false, new ParametersWithID(open, USER));
            var message = text.getBytes(StandardCharsets.UTF_8);
            signer.update(message, 0, message.length);
            return signer.verifySignature(Arrays.copyOfRange(signature, 4, 68));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    private static byte[] id(String name, byte[] point) {
        var head = (name + "\n").getBytes(StandardCharsets.US_ASCII);
        return Arrays.copyOf(HashProfile.SHA256.hash(joined(head, joined(TYPE, point))), 4);
    }

    private static byte[] joined(byte[] a, byte[] b) {
        var out = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, out, a.length, b.length);
        return out;
    }
}
