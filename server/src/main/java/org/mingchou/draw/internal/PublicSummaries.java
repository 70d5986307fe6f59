package org.mingchou.draw.internal;

import java.util.Optional;
import java.util.TreeMap;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.Params;
import org.mingchou.sampler.PublicSummary;
import org.mingchou.shared.Clause;
import org.springframework.stereotype.Component;

/** What may be published of a computed draw, and its digest, which outsiders sign. */
@Component
@Clause("抽取规范 §3.11.4")
class PublicSummaries {

    /**
     * @param names the file drawn.tsv
     * @param salt 32 hex, the line of drawn.salt; empty for a draw without salt
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; lives for one request
    record Published(PublicSummary summary, byte[] names, Optional<String> salt) {
        String digest() {
            return summary.digest(HashProfile.SHA256);
        }
    }

    private final DrawFiles files;
    private final PublicDraws publicDraws;

    PublicSummaries(DrawFiles files, PublicDraws publicDraws) {
        this.files = files;
        this.publicDraws = publicDraws;
    }

    /** @param draw whose result is computed */
    Published of(Draw draw) {
        var params = files.params(draw);
        var rows = files.rows(draw.key());
        var salted = params.frameSalted().isPresent() || params.mode() == Params.Mode.SEALED;
        var saltKey = salted ? Optional.of(draw.frame().saltKey()) : Optional.<String>empty();
        var summary = PublicSummary.of(
                params,
                draw.frame().frameCount(),
                new TreeMap<>(publicDraws.codes(draw.key())),
                draw.drawn().shortfall(),
                rows,
                draw.drawn().resultDigest(),
                saltKey);
        return new Published(
                summary, PublicSummary.drawnTsv(rows), saltKey.map(key -> PublicSummary.salt(params.hash(), key)));
    }
}
