package org.mingchou.draw.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.mingchou.ledger.DrawLog;
import org.mingchou.sampler.Certificate;
import org.mingchou.sampler.LogEntry;
import org.mingchou.sampler.Params;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The certificate for everybody: counts, names, signed verdicts and log; nothing by tier. */
@Service
@Clause("抽取规范 §3.11.4")
class PublicCertificates {

    private final DrawFiles files;
    private final PublicSummaries summaries;
    private final Verdicts verdicts;
    private final Sealing sealing;
    private final DrawLog log;
    private final Witnessing witnessing;
    private final LaterSteps later;

    PublicCertificates(
            DrawFiles files,
            PublicSummaries summaries,
            Verdicts verdicts,
            Sealing sealing,
            DrawLog log,
            Witnessing witnessing,
            LaterSteps later) {
        this.files = files;
        this.summaries = summaries;
        this.verdicts = verdicts;
        this.sealing = sealing;
        this.log = log;
        this.witnessing = witnessing;
        this.later = later;
    }

    boolean ready(Draw draw, List<Verdicts.Row> given) {
        return draw.outcome() != null && draw.state() != DrawState.VOID && Verdicts.agreeing(given) >= Verdicts.NEEDED;
    }

    /** The zip, made anew for each who asks, as the checkpoint in it grows with the log. It may have to be signed first. */
    @Transactional
    public byte[] write(Draw draw) {
        if (draw.state() == DrawState.VOID) {
            throw later.noCertificate(draw);
        }
        if (draw.outcome() == null) {
            throw Problem.conflict("not-drawn-yet", "抽取结果还没有计算，尚无公开版证书。请在结果产生后下载。");
        }
        var given = verdicts.of(draw.key());
        if (!ready(draw, given)) {
            throw Problem.conflict(
                    "verdicts-missing",
                    "外部重算还只有 " + Verdicts.agreeing(given) + " 人一致，满 " + Verdicts.NEEDED + " 人后才有公开版证书。"
                            + (files.params(draw).audience() == Params.Audience.PUBLIC
                                    ? "这次抽取的完整证书向所有人公开，请下载完整证书自己重算。"
                                    : "请过些时候再下载。"));
        }
        var members = members(draw, given.stream().filter(Verdicts.Row::agrees).toList());
        return zip(members);
    }

    private Map<String, byte[]> members(Draw draw, List<Verdicts.Row> agreeing) {
        var published = summaries.of(draw);
        var summary = published.summary();
        var sealedByOpening = sealing.byOpening(draw);
        var sealed = sealing.sealed(draw);
        var members = new LinkedHashMap<String, byte[]>();
        members.put(Certificate.PARAMS, files.params(draw).bytes());
        members.put("summary.txt", summary.bytes());
        members.put("verdicts.txt", verdictLines(agreeing));
        if (!sealed) {
            members.put("drawn.tsv", published.names());
            published.salt().ifPresent(salt -> members.put("drawn.salt", ascii(salt + "\n")));
        }
        var entries = new ArrayList<DrawLog.Entry>();
        entries.add(new DrawLog.Entry("RESULT", summary.root().orElse(summary.result())));
        agreeing.forEach(v -> {
            var logged = LogEntry.verdict(draw.drawNo(), v.who(), v.result(), v.publicDigest());
            entries.add(new DrawLog.Entry(logged.kind().name(), logged.payload()));
        });
        if (sealedByOpening && !sealed) {
            entries.add(new DrawLog.Entry("UNSEAL", summary.result()));
        }
        var evidence = log.evidence(draw.drawNo(), entries);
        members.put(Certificate.CHECKPOINT, evidence.checkpoint());
        members.put(Certificate.OPENING_PROOF, evidence.openingProof());
        members.put(Certificate.RESULT_PROOF, evidence.resultProof());
        witnessing.proof(draw).ifPresent(proof -> members.put(Certificate.WITNESSED_PROOF, proof));
        return members;
    }

    private static byte[] verdictLines(List<Verdicts.Row> agreeing) {
        var text = new StringBuilder();
        for (var v : agreeing) {
            text.append(String.join(
                            "\t",
                            v.who(),
                            v.result(),
                            v.publicDigest(),
                            v.implementation(),
                            v.signedTime(),
                            v.publicKey(),
                            v.signature()))
                    .append('\n');
        }
        return ascii(text.toString());
    }

    /** Members in a fixed order with a fixed time: equal members give an equal file. */
    private static byte[] zip(Map<String, byte[]> members) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var member : members.entrySet()) {
                var entry = new ZipEntry(member.getKey());
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(member.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
