package org.mingchou.platform;

import org.jspecify.annotations.Nullable;

/**
 * Encrypts single columns (身份证, 手机). A cipher text carries the version of its key, so that keys can be rotated; the
 * blind index allows an exact search without decrypting.
 */
public interface FieldCipher {

    /** {@code v1:base64(nonce ‖ AES-256-GCM)}; null stays null. */
    @Nullable String encrypt(@Nullable String plain);

    @Nullable String decrypt(@Nullable String cipher);

    /** HMAC-SHA-256 of the folded value, 64 hex; equal values have equal indexes. */
    @Nullable String blindIndex(@Nullable String plain);
}
