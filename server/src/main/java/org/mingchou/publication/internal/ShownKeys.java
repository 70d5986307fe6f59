package org.mingchou.publication.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.draw.DrawPublication;
import org.mingchou.draw.PublicDraw;
import org.mingchou.ledger.DrawLog;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.NoteKey;
import org.springframework.stereotype.Component;

/**
 * The keys under which a draw was recorded and signed, each beside whose it is, in the form in which the offline pages
 * show them: 16 hex of the SHA-256 of the 32 bytes. The key id of C2SP has 8 hex; for so few anybody finds a second key.
 */
@Component
class ShownKeys {

    /**
     * @param whose Chinese: 公开日志, 见证人, 当事方 or 重算人
     * @param text the key in C2SP form; null where only the fingerprint is public
     */
    record Line(
            String whose,
            String name,
            String fingerprint,
            @Nullable String text) {}

    private final DrawLog log;

    ShownKeys(DrawLog log) {
        this.log = log;
    }

    /** In C2SP form: what a verifier pins. */
    String logKey() {
        return log.standing().key();
    }

    /** The log first, then its witnesses, the parties that have committed, and who re-ran the draw. */
    List<Line> of(PublicDraw draw, DrawPublication.@Nullable Standing standing) {
        var lines = new ArrayList<Line>();
        var stands = log.standing();
        lines.add(noted("公开日志", stands.origin(), stands.key()));
        stands.witnesses().forEach(w -> lines.add(noted("见证人", w.name(), w.key())));
        draw.parties().forEach(p -> {
            var fingerprint = p.keyFingerprint();
            if (fingerprint != null) {
                lines.add(new Line("当事方", p.label(), fingerprint, null));
            }
        });
        if (standing != null) {
            standing.verdicts().stream()
                    .map(v -> new Line("重算人", v.label(), v.keyFingerprint(), null))
                    .distinct()
                    .forEach(lines::add);
        }
        return lines;
    }

    private static Line noted(String whose, String name, String key) {
        return new Line(whose, name, fingerprint(NoteKey.parse(key).publicKey()), key);
    }

    static String fingerprint(byte[] publicKey) {
        return HashProfile.SHA256.hex(publicKey).substring(0, 16).replaceAll("(.{4})(?=.)", "$1 ");
    }
}
