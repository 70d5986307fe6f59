package org.mingchou.draw.internal;

import java.util.List;
import java.util.Optional;
import org.mingchou.draw.DrawPublication;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Problem;
import org.mingchou.subject.Subjects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class PublishedDraws implements DrawPublication {

    private final DrawRecords draws;
    private final DrawStore store;
    private final Verdicts verdicts;
    private final Sealing sealing;
    private final PublicCertificates certificates;
    private final OwnRows own;
    private final Subjects subjects;
    private final JdbcClient jdbc;

    PublishedDraws(
            DrawRecords draws,
            DrawStore store,
            Verdicts verdicts,
            Sealing sealing,
            PublicCertificates certificates,
            OwnRows own,
            Subjects subjects,
            JdbcClient jdbc) {
        this.draws = draws;
        this.store = store;
        this.verdicts = verdicts;
        this.sealing = sealing;
        this.certificates = certificates;
        this.own = own;
        this.subjects = subjects;
        this.jdbc = jdbc;
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
                rows.stream().map(PublishedDraws::verdict).toList(),
                Verdicts.agreeing(rows),
                Verdicts.NEEDED,
                certificates.ready(draw, rows));
    }

    private static Verdict verdict(Verdicts.Row row) {
        return new Verdict(
                row.who(),
                row.label(),
                row.result(),
                row.implementation(),
                row.signedTime(),
                row.publicKey(),
                PartySignatures.fingerprint(row.publicKey()),
                row.signature(),
                row.agrees(),
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
        var names = ids.stream()
                .map(id -> {
                    var subject = known.get(id);
                    return new DrawnName(id, subject == null ? id : subject.name());
                })
                .toList();
        return new Page<>(names, total, paging.page(), paging.size());
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
