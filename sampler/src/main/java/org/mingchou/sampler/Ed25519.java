package org.mingchou.sampler;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Set;

/** Signatures of RFC 8032 §5.1.7 under keys of 32 bytes. */
public final class Ed25519 {
    /** RFC 8410: what stands before the 32 bytes of a key in its SubjectPublicKeyInfo. */
    static final byte[] HEAD = Hex.decode("302a300506032b6570032100");

    /** The seven y, without the sign of x, of points whose order divides 8; those from p on are second spellings. */
    private static final Set<String> SMALL_ORDER = Set.of(
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

    private Ed25519() {}

    /**
     * Whether 32 bytes are a key that can sign for one person: a point of the curve, not of small order, under which one
     * signature would fit every text.
     */
    public static boolean usable(byte[] publicKey) {
        try {
            // Whether the bytes are a point at all is asked here and not by the key factory.
            Signature.getInstance("Ed25519").initVerify(key(publicKey));
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Whether the 64 bytes are the key's signature over the message; false for a key that is not usable. */
    public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key(publicKey));
            verifier.update(message);
            return signature.length == 64 && verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static PublicKey key(byte[] publicKey) throws GeneralSecurityException {
        if (publicKey.length != 32) {
            throw new GeneralSecurityException("a key has 32 bytes");
        }
        byte[] unsigned = publicKey.clone();
        unsigned[31] &= 0x7f;
        if (SMALL_ORDER.contains(Hex.encode(unsigned))) {
            throw new GeneralSecurityException("a key of small order signs every text");
        }
        byte[] encoded = Arrays.copyOf(HEAD, HEAD.length + 32);
        System.arraycopy(publicKey, 0, encoded, HEAD.length, 32);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }
}
