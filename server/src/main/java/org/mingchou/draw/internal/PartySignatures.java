package org.mingchou.draw.internal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingchou.sampler.Ed25519;
import org.mingchou.sampler.HashProfile;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;

/** What a party signs with its own Ed25519 key (RFC 8032), and how it is checked. Keys 64 hex, signatures 128 hex. */
@Clause("抽取规范 §3.4：当事方的承诺绑定其自己的密钥")
final class PartySignatures {

    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{128}");

    private PartySignatures() {}

    static String commitText(String draw, String party, String first, String second) {
        return "SSJ-PARTY-COMMIT-1|" + draw + "|" + party + "|" + first + "|" + second;
    }

    /** @param round 1 or 2 */
    static String revealText(String draw, String party, int round, String secret) {
        return "SSJ-PARTY-REVEAL-1|" + draw + "|" + party + "|" + round + "|" + secret;
    }

    /** §3.11.4: what an outsider signs who has re-run a draw. */
    static String verdictText(
            String draw, String who, String result, String publicDigest, String implementation, String time) {
        return String.join("|", "SSJ-VERDICT-2", draw, who, result, publicDigest, implementation, time);
    }

    /** What people compare: the first 16 hex digits of the key's SHA-256, in groups of four. */
    static String fingerprint(String publicKey) {
        return HashProfile.SHA256
                .hex(HexFormat.of().parseHex(publicKey))
                .substring(0, 16)
                .replaceAll("(.{4})(?=.)", "$1 ");
    }

    static String requireKey(@Nullable String given) {
        var key = given == null ? "" : given.strip();
        if (!KEY.matcher(key).matches() || !Ed25519.usable(HexFormat.of().parseHex(key))) {
            throw Problem.badInput("party-key-shape", "公钥须是 64 位小写十六进制数，请用本页或离线页面给出的“公钥”栏粘贴。");
        }
        return key;
    }

    static String requireSignature(@Nullable String given, String publicKey, String text) {
        var signature = given == null ? "" : given.strip();
        if (!SIGNATURE.matcher(signature).matches()) {
            throw Problem.badInput("party-signature-shape", "签名须是 128 位小写十六进制数。请用登记过的密钥（打印的密钥码）签名后提交。");
        }
        if (!verifies(signature, publicKey, text)) {
            throw Problem.unprocessable(
                    "party-signature-wrong", "签名与本账号登记的公钥（指纹 " + fingerprint(publicKey) + "）不符，没有记录。请用登记时打印的密钥码重新签名。");
        }
        return signature;
    }

    static boolean verifies(String signature, String publicKey, String text) {
        return Ed25519.verify(
                HexFormat.of().parseHex(publicKey),
                text.getBytes(StandardCharsets.US_ASCII),
                HexFormat.of().parseHex(signature));
    }
}
