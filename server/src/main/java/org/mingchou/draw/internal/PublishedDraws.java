package org.mingchou.draw.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.mingchou.draw.DrawPublication;
import org.mingchou.sampler.DoorAddress;
import org.mingchou.sampler.OwnProof;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Problem;
import org.mingchou.subject.Subjects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class PublishedDraws implements DrawPublication {

    private final DrawRecords draws;
    private final DrawStore store;
    private final DrawAccess access;
    private final Verdicts verdicts;
    private final Sealing sealing;
    private final LaterSteps later;
    private final PublicCertificates certificates;
    private final OwnRows own;
    private final Subjects subjects;
    private final JdbcClient jdbc;
    private final String publicAddress;

    PublishedDraws(
            DrawRecords draws,
            DrawStore store,
            DrawAccess access,
            Verdicts verdicts,
            Sealing sealing,
            LaterSteps later,
            PublicCertificates certificates,
            OwnRows own,
            Subjects subjects,
            JdbcClient jdbc,
            @Value("${mingchou.public-address}") String publicAddress) {
        this.draws = draws;
        this.store = store;
        this.access = access;
        this.verdicts = verdicts;
        this.sealing = sealing;
        this.later = later;
        this.certificates = certificates;
        this.own = own;
        this.subjects = subjects;
        this.jdbc = jdbc;
        this.publicAddress = publicAddress;
    }

    @Override
    public Optional<Standing> standing(String drawNo) {
        sealing.sweep();
        return draws.findByDrawNo(drawNo).filter(PublishedDraws::drawn).map(this::standing);
    }

    Standing standing(Draw draw) {
        var rows = verdicts.of(draw.key());
        var unsealed = sealing.unsealed(draw.key());
        return new Standing(
                sealing.sealed(draw),
                unsealed.map(Sealing.Unsealed::byName).orElse(null),
                unsealed.map(u -> DrawViews.local(u.unsealedAt().toInstant())).orElse(null),
                sealing.readers(draw.key()).stream()
                        .map(Sealing.Reader::byName)
                        .distinct()
                        .count(),
                rows.stream().map(row -> verdict(draw, row)).toList(),
                Verdicts.agreeing(rows),
                Verdicts.NEEDED,
                certificates.ready(draw, rows),
                access.openToAll(draw));
    }

    private Verdict verdict(Draw draw, Verdicts.Row row) {
        return new Verdict(
                row.who(),
                row.label(),
                row.result(),
                row.publicDigest(),
                row.implementation(),
                row.signedTime(),
                row.publicKey(),
                PartySignatures.fingerprint(row.publicKey()),
                row.signature(),
                row.agrees(),
                row.result().equals(draw.drawn().resultDigest()),
                verdicts.origin(draw, row),
                DrawViews.local(row.loggedAt().toInstant()));
    }

    @Override
    public Page<DrawnName> names(String drawNo, Paging paging) {
        sealing.sweep();
        var draw = draws.findByDrawNo(drawNo).filter(PublishedDraws::drawn).orElseThrow(() -> Problem.notFound("抽中名单"));
        if (sealing.sealed(draw)) {
            throw Problem.conflict("names-sealed", "这次抽取的名单在抽查时间结束以前保密，启封后在此公布。");
        }
        var from = " FROM draw.drawn_row WHERE draw_id = :draw AND kind = 'DRAWN'";
        var total = jdbc.sql("SELECT count(*)" + from)
                .param("draw", draw.key())
                .query(Long.class)
                .single();
        var ids = jdbc.sql("SELECT object_id" + from + " ORDER BY object_id LIMIT :size OFFSET :offset")
                .param("draw", draw.key())
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query(String.class)
                .list();
        var known = subjects.snapshots(ids);
        var left = later.left(draw);
        var names = ids.stream()
                .map(id -> {
                    var subject = known.get(id);
                    return new DrawnName(id, subject == null ? id : subject.name(), left.get(id));
                })
                .toList();
        return new Page<>(names, total, paging.page(), paging.size());
    }

    @Override
    public List<Substitute> substitutes(String drawNo) {
        return draws.findByDrawNo(drawNo)
                .filter(PublishedDraws::drawn)
                .map(later::substitutes)
                .orElse(List.of());
    }

    @Override
    public OptionalLong place(String drawNo, String objectId) {
        var draw = draws.findByDrawNo(drawNo).filter(PublishedDraws::drawn).filter(d -> !sealing.sealed(d));
        if (draw.isEmpty() || !"DRAWN".equals(kind(draw.get().key(), objectId).orElse(null))) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(jdbc.sql("""
                        SELECT count(*) FROM draw.drawn_row
                        WHERE draw_id = :draw AND kind = 'DRAWN' AND object_id < :object""")
                .param("draw", draw.get().key())
                .param("object", objectId)
                .query(Long.class)
                .single());
    }

    private Optional<String> kind(long drawId, String objectId) {
        return jdbc.sql("SELECT kind FROM draw.drawn_row WHERE draw_id = :draw AND object_id = :object")
                .param("draw", drawId)
                .param("object", objectId)
                .query(String.class)
                .optional();
    }

    @Override
    public Optional<String> ownRow(long drawId, String objectId) {
        var draw = store.require(drawId);
        return drawn(draw) ? own.row(draw, objectId) : Optional.empty();
    }

    @Override
    public Optional<String> doorProof(long drawId, String objectId, boolean logged) {
        var draw = store.require(drawId);
        return drawn(draw) && sealing.byOpening(draw) ? own.door(draw, objectId, logged) : Optional.empty();
    }

    @Override
    public Optional<DoorCode> doorCode(long drawId, String objectId) {
        var draw = draws.findById(drawId).filter(PublishedDraws::drawn).orElse(null);
        var kind = kind(drawId, objectId);
        if (draw == null || kind.isEmpty()) {
            return Optional.empty();
        }
        var first = kind.get().equals("DRAWN");
        if (sealing.byOpening(draw)) {
            return own.door(draw, objectId, false).map(text -> sealedCode(draw, text, first));
        }
        var page = publicAddress + "/draws/" + draw.drawNo();
        return Optional.of(new DoorCode(
                draw.drawNo(),
                false,
                first ? page + "/names?at=" + objectId + "#" + objectId : page,
                first
                        ? "扫码打开公布的抽中名单，标出的一行就是你单位：名单在检查以前已经公布，不是事后指定的。请认准网址 " + page + "。"
                        : "扫码打开这次抽取的公开过程：你单位列为候补，原抽中的单位依规退出后按公开的规则递补。请认准网址 " + page + "。"));
    }

    private DoorCode sealedCode(Draw draw, String text, boolean first) {
        var page = publicAddress + "/check";
        var proof = OwnProof.parse("door", text.getBytes(StandardCharsets.US_ASCII));
        return new DoorCode(
                draw.drawNo(),
                true,
                page + "#" + DoorAddress.fragment(proof),
                (first ? "此码证明你单位确在抽取当时登记的结果里，是随机抽中的，不是事后指定的" : "此码证明你单位在抽取当时登记的结果里列为候补，原抽中的单位依规退出后才递补，不是事后指定的")
                        + "：用手机扫码，在 " + page + " 看真假（请认准这个网址），也可以把扫出的网址贴进离线网页 verify.html 核对。");
    }

    @Override
    public List<Long> sealedPlans() {
        sealing.sweep();
        return jdbc
                .sql("SELECT id FROM draw.draw WHERE state <> 'VOID' AND params_digest IS NOT NULL ORDER BY id")
                .query(Long.class)
                .list()
                .stream()
                .map(store::require)
                .filter(sealing::sealed)
                .map(Draw::planId)
                .toList();
    }

    private static boolean drawn(Draw draw) {
        return draw.outcome() != null && draw.state() != DrawState.VOID;
    }
}
