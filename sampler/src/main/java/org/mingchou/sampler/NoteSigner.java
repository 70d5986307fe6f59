package org.mingchou.sampler;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/** Signs checkpoints with Ed25519, as the log or as a witness. */
public final class NoteSigner {
    private final NoteKey key;
    private final PrivateKey secret;

    private NoteSigner(NoteKey key, PrivateKey secret) {
        this.key = key;
        this.secret = secret;
    }

    /** The signer of a log. */
    public static NoteSigner log(String name, KeyPair pair) {
        return new NoteSigner(NoteKey.of(name, NoteKey.Type.ED25519, pair.getPublic()), pair.getPrivate());
    }

    /** The signer of a witness, {@code cosignature/v1}. */
    public static NoteSigner witness(String name, KeyPair pair) {
        return new NoteSigner(NoteKey.of(name, NoteKey.Type.COSIGNATURE, pair.getPublic()), pair.getPrivate());
    }

    public NoteKey key() {
        return key;
    }

    /**
     * The signature line for a note's text, with its LF.
     *
     * @param epochSecond the witness's time; a log's signature does not hold it
     */
    public String sign(String text, long epochSecond) {
        boolean witness = key.type() == NoteKey.Type.COSIGNATURE;
        byte[] raw = raw(witness ? NoteKey.cosigned(epochSecond, text) : Ascii.bytes(text));
        ByteBuffer out = ByteBuffer.allocate(4 + (witness ? 8 : 0) + raw.length).put(key.id());
        if (witness) {
            out.putLong(epochSecond);
        }
        return "\u2014 " + key.name() + " "
                + Base64.getEncoder().encodeToString(out.put(raw).array()) + "\n";
    }

    private byte[] raw(byte[] message) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(secret);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key cannot sign", e);
        }
    }
}
