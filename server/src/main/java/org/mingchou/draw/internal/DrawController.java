package org.mingchou.draw.internal;

import static org.mingchou.shared.Role.Names.APPROVER;
import static org.mingchou.shared.Role.Names.DEPARTMENT_ADMIN;
import static org.mingchou.shared.Role.Names.PARTY;
import static org.mingchou.shared.Role.Names.PLANNER;
import static org.mingchou.shared.Role.Names.SUPERVISOR;
import static org.mingchou.shared.Role.Names.WITNESS;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The ceremony. Every call first voids what has lapsed, so that the state answered is the true one. */
@RestController
@RequestMapping("/api")
class DrawController {

    record Commitments(
            @Nullable String first,
            @Nullable String second,
            @Nullable String signature) {}

    record Secret(@Nullable String secret, @Nullable String signature) {}

    /** {@code source} is the address or the paper where a lottery's number or a drand round was read; of dice there is none. */
    /** @param confirmed that a doubtful throw, all sixes for instance, was compared with the dice */
    record BeaconText(
            @Nullable String text,
            @Nullable String source,
            @Nullable Boolean confirmed) {

        boolean sure() {
            return Boolean.TRUE.equals(confirmed);
        }
    }

    record Failure(@Nullable String source) {}

    record Reason(@Nullable VoidReason reason) {}

    private final LapseDraws lapse;
    private final FreezeDraw freeze;
    private final CommitToDraw commit;
    private final OpenDraw open;
    private final RevealSecret reveal;
    private final SetBeacon beacon;
    private final SetSecondBeacon secondBeacon;
    private final BeaconOffer offer;
    private final ComputeDraw compute;
    private final VoidDraw voiding;
    private final DrawViews views;

    DrawController(
            LapseDraws lapse,
            FreezeDraw freeze,
            CommitToDraw commit,
            OpenDraw open,
            RevealSecret reveal,
            SetBeacon beacon,
            SetSecondBeacon secondBeacon,
            BeaconOffer offer,
            ComputeDraw compute,
            VoidDraw voiding,
            DrawViews views) {
        this.lapse = lapse;
        this.freeze = freeze;
        this.commit = commit;
        this.open = open;
        this.reveal = reveal;
        this.beacon = beacon;
        this.secondBeacon = secondBeacon;
        this.offer = offer;
        this.compute = compute;
        this.voiding = voiding;
        this.views = views;
    }

    @RolesAllowed({PLANNER, APPROVER, DEPARTMENT_ADMIN, SUPERVISOR, PARTY, WITNESS})
    @GetMapping("/plans/{planId}/draws")
    List<DrawViews.Detail> ofPlan(@PathVariable long planId, Actor actor) {
        lapse.sweep();
        return views.ofPlan(actor, planId);
    }

    @RolesAllowed(PLANNER)
    @PostMapping("/plans/{planId}/draws")
    @ResponseStatus(HttpStatus.CREATED)
    DrawViews.Detail freeze(@PathVariable long planId, @RequestBody FreezeDraw.Freeze input, Actor actor) {
        lapse.sweep();
        return views.detail(actor, freeze.freeze(actor, planId, input).key());
    }

    @RolesAllowed({PLANNER, APPROVER, DEPARTMENT_ADMIN, SUPERVISOR, PARTY, WITNESS})
    @GetMapping("/draws/{id}")
    DrawViews.Detail get(@PathVariable long id, Actor actor) {
        lapse.sweep();
        return views.detail(actor, id);
    }

    @RolesAllowed({PLANNER, PARTY, WITNESS})
    @PostMapping("/draws/{id}/commit")
    DrawViews.Detail commit(@PathVariable long id, @RequestBody Commitments body, Actor actor) {
        lapse.sweep();
        commit.commit(actor, id, body.first(), body.second(), body.signature());
        return views.detail(actor, id);
    }

    @RolesAllowed(PLANNER)
    @PostMapping("/draws/{id}/open")
    DrawViews.Detail open(@PathVariable long id, Actor actor) {
        lapse.sweep();
        open.open(actor, id);
        return views.detail(actor, id);
    }

    @RolesAllowed({PLANNER, PARTY, WITNESS})
    @PostMapping("/draws/{id}/reveal")
    DrawViews.Detail reveal(@PathVariable long id, @RequestBody Secret body, Actor actor) {
        lapse.sweep();
        reveal.first(actor, id, body.secret(), body.signature());
        return views.detail(actor, id);
    }

    @RolesAllowed({PLANNER, PARTY, WITNESS})
    @PostMapping("/draws/{id}/beacon")
    DrawViews.Detail beacon(@PathVariable long id, @RequestBody BeaconText body, Actor actor) {
        lapse.sweep();
        beacon.enter(actor, id, body.text(), body.source(), body.sure());
        return views.detail(actor, id);
    }

    @RolesAllowed({PLANNER, PARTY, WITNESS})
    @PostMapping("/draws/{id}/beacon-failed")
    DrawViews.Detail beaconFailed(@PathVariable long id, @RequestBody Failure body, Actor actor) {
        lapse.sweep();
        beacon.failed(actor, id, body.source());
        return views.detail(actor, id);
    }

    @RolesAllowed({PLANNER, PARTY, WITNESS})
    @PostMapping("/draws/{id}/second-beacon")
    DrawViews.Detail secondBeacon(@PathVariable long id, @RequestBody BeaconText body, Actor actor) {
        lapse.sweep();
        secondBeacon.enter(actor, id, body.text(), body.sure());
        return views.detail(actor, id);
    }

    @RolesAllowed(PLANNER)
    @GetMapping("/draws/beacons")
    BeaconOffer.Offer beacons() {
        return offer.offer();
    }

    @RolesAllowed(PLANNER)
    @PostMapping("/draws/{id}/compute")
    DrawViews.Detail compute(@PathVariable long id, Actor actor) {
        lapse.sweep();
        compute.compute(actor, id);
        return views.detail(actor, id);
    }

    @RolesAllowed({PLANNER, PARTY, WITNESS})
    @PostMapping("/draws/{id}/reveal-second")
    DrawViews.Detail revealSecond(@PathVariable long id, @RequestBody Secret body, Actor actor) {
        lapse.sweep();
        reveal.second(actor, id, body.secret(), body.signature());
        return views.detail(actor, id);
    }

    @RolesAllowed({PLANNER, PARTY, WITNESS})
    @PostMapping("/draws/{id}/void")
    DrawViews.Detail voidDraw(@PathVariable long id, @RequestBody Reason body, Actor actor) {
        lapse.sweep();
        voiding.vote(actor, id, body.reason());
        return views.detail(actor, id);
    }
}
