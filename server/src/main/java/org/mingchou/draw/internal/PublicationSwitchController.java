package org.mingchou.draw.internal;

import static org.mingchou.shared.Role.Names.PARTY;
import static org.mingchou.shared.Role.Names.PLANNER;
import static org.mingchou.shared.Role.Names.SUPERVISOR;
import static org.mingchou.shared.Role.Names.WITNESS;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.draw.DrawPublication;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Outside verdicts, the public certificate, proofs of own rows, and the names of sealed draws. */
@RestController
class PublicationSwitchController {

    /**
     * @param who under which name this account's verdict is logged; null when it may give none itself
     * @param publicKey 64 hex, the key with which it signs; null while it has none
     * @param invited outsiders without an account whose signed verdict may be brought here
     * @param mayInvite the account runs the draw
     * @param mayCheck the account may say that it compared an invited outsider's key
     * @param unsealFrom first day on which the names may be opened; null when nothing is sealed
     * @param mayUnseal the account may do so today
     * @param readers who has had a sealed list in hand
     */
    record SwitchView(
            boolean drawn,
            String audience,
            String mode,
            DrawPublication.@Nullable Standing standing,
            @Nullable String who,
            @Nullable String publicKey,
            List<Verdicts.Invited> invited,
            boolean mayInvite,
            boolean mayCheck,
            @Nullable LocalDate unsealFrom,
            boolean mayUnseal,
            List<Sealing.Reader> readers) {}

    /** @param publicKey 64 hex, as its owner gave it: typed, not copied from here */
    record KeyCheck(@Nullable String publicKey) {}

    private final DrawStore store;
    private final DrawRecords draws;
    private final DrawFiles files;
    private final DrawAccess access;
    private final Verdicts verdicts;
    private final Sealing sealing;
    private final PublishedDraws published;
    private final PublicCertificates certificates;
    private final OwnRows own;
    private final LapseDraws lapse;
    private final org.mingchou.calendar.BusinessClock clock;

    PublicationSwitchController(
            DrawStore store,
            DrawRecords draws,
            DrawFiles files,
            DrawAccess access,
            Verdicts verdicts,
            Sealing sealing,
            PublishedDraws published,
            PublicCertificates certificates,
            OwnRows own,
            LapseDraws lapse,
            org.mingchou.calendar.BusinessClock clock) {
        this.store = store;
        this.draws = draws;
        this.files = files;
        this.access = access;
        this.verdicts = verdicts;
        this.sealing = sealing;
        this.published = published;
        this.certificates = certificates;
        this.own = own;
        this.lapse = lapse;
        this.clock = clock;
    }

    @RolesAllowed({PLANNER, SUPERVISOR, PARTY, WITNESS})
    @GetMapping("/api/draws/{id}/publication")
    SwitchView view(@PathVariable long id, Actor actor) {
        lapse.sweep();
        sealing.sweep();
        var draw = store.require(id, actor.regionCode());
        access.requireInside(draw, actor);
        var opened = draw.opening() != null;
        var drawn = draw.outcome() != null && draw.state() != DrawState.VOID;
        var self = verdicts.self(draw, actor);
        var runs = actor.has(org.mingchou.shared.Role.PLANNER)
                && actor.departmentId() != null
                && actor.departmentId() == draw.leadDepartmentId();
        var from = sealing.unsealFrom(draw);
        return new SwitchView(
                drawn,
                opened ? files.params(draw).audience().name() : "",
                opened ? files.params(draw).mode().name() : "",
                drawn ? published.standing(draw) : null,
                self.map(Verdicts.Signer::who).orElse(null),
                self.map(Verdicts.Signer::publicKey).filter(k -> !k.isEmpty()).orElse(null),
                verdicts.shownInvited(id),
                runs,
                verdicts.mayCheck(draw, actor),
                from,
                runs && from != null && !clock.today().isBefore(from),
                sealing.readers(id));
    }

    @RolesAllowed({PLANNER, SUPERVISOR, PARTY, WITNESS})
    @PostMapping("/api/draws/{id}/verdicts")
    @ResponseStatus(HttpStatus.CREATED)
    SwitchView submit(@PathVariable long id, @RequestBody Verdicts.Submission body, Actor actor) {
        verdicts.submit(actor, id, body);
        return view(id, actor);
    }

    @RolesAllowed(PLANNER)
    @PostMapping("/api/draws/{id}/outside-verifiers")
    @ResponseStatus(HttpStatus.CREATED)
    SwitchView invite(@PathVariable long id, @RequestBody Verdicts.Invitation body, Actor actor) {
        verdicts.invite(actor, id, body);
        return view(id, actor);
    }

    @RolesAllowed({PLANNER, SUPERVISOR, PARTY, WITNESS})
    @PostMapping("/api/draws/{id}/outside-verifiers/{who}/check")
    SwitchView check(@PathVariable long id, @PathVariable String who, @RequestBody KeyCheck body, Actor actor) {
        verdicts.check(actor, id, who, body.publicKey());
        return view(id, actor);
    }

    @RolesAllowed(PLANNER)
    @PostMapping("/api/draws/{id}/unseal")
    SwitchView unseal(@PathVariable long id, Actor actor) {
        sealing.unseal(actor, id);
        return view(id, actor);
    }

    /** For an enterprise that was not drawn and so has no page of its own: handed out by those inside, on record. */
    @RolesAllowed({PLANNER, SUPERVISOR, PARTY, WITNESS})
    @GetMapping("/api/draws/{id}/own-rows/{objectId}")
    ResponseEntity<byte[]> ownRow(@PathVariable long id, @PathVariable String objectId, Actor actor) {
        var draw = store.require(id, actor.regionCode());
        access.requireInside(draw, actor);
        if (draw.outcome() == null) {
            throw Problem.conflict("not-drawn-yet", "抽取结果还没有计算，尚无证明。请在计算结果后下载。");
        }
        var text = own.row(draw, objectId).orElseThrow(() -> Problem.notFound("这个对象在冻结名单中的记录"));
        store.record(actor, "hand-out-own-row", draw, Map.of("object", objectId));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/plain;charset=US-ASCII"))
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment(draw.drawNo() + "-own-row.txt"))
                .body(text.getBytes(StandardCharsets.US_ASCII));
    }

    @PermitAll
    @GetMapping("/draws/{drawNo}/public-certificate.zip")
    ResponseEntity<byte[]> certificate(@PathVariable String drawNo) {
        lapse.sweep();
        sealing.sweep();
        var draw = draws.findByDrawNo(drawNo).orElseThrow(() -> Problem.notFound("这次抽取"));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment(drawNo + "-public-certificate.zip"))
                .body(certificates.write(draw));
    }

    private static String attachment(String name) {
        return ContentDisposition.attachment().filename(name).build().toString();
    }
}
