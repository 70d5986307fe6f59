package org.mingchou.ledger.internal;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import org.mingchou.sampler.NoteKey;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code mingchou.ledger.*}.
 *
 * @param origin of the trees: {@code <origin>/draw} and {@code <origin>/audit}
 * @param export where the static files go; empty for {@code mingchou.home}/log, {@code none} for nowhere
 * @param sm2 whether checkpoints bear a second signature by SM2
 */
@ConfigurationProperties("mingchou.ledger")
record LedgerSettings(
        @DefaultValue("mingchou.local") String origin,
        @DefaultValue("") String export,
        @DefaultValue("false") boolean sm2,
        @DefaultValue List<Witness> witnesses) {

    /** How cosignatures come in. */
    enum Mode {
        /** The checkpoint is posted to the witness. */
        PUSH,
        /** The witness reads the static files by itself; its cosigned checkpoint is fetched. */
        FETCH
    }

    /**
     * @param url prefix of {@code add-checkpoint} and {@code checkpoint/<origin>}
     * @param key in C2SP form, of type cosignature/v1
     */
    record Witness(
            String url, String key, @DefaultValue("PUSH") Mode mode) {

        NoteKey noteKey() {
            NoteKey parsed;
            try {
                parsed = NoteKey.parse(key);
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(
                        "mingchou.ledger.witnesses 里的公钥“" + key + "”不可读，请填见证人的 witness.vkey", e);
            }
            if (parsed.type() != NoteKey.Type.COSIGNATURE) {
                throw new IllegalStateException("“" + key + "”不是见证人的公钥，请填见证人的 witness.vkey");
            }
            return parsed;
        }

        String address(String path) {
            return (url.endsWith("/") ? url : url + "/") + path;
        }
    }

    LedgerSettings {
        // Under two names it would be counted as two; an opening does not name it so.
        var seen = new HashSet<String>();
        for (var witness : witnesses) {
            if (!seen.add(HexFormat.of().formatHex(witness.noteKey().publicKey()))) {
                throw new IllegalStateException("mingchou.ledger.witnesses 里有两个见证人用同一把公钥：" + witness.key());
            }
        }
    }
}
