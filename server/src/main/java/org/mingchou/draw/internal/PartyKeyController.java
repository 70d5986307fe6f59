package org.mingchou.draw.internal;

import static org.mingchou.shared.Role.Names.PARTY;
import static org.mingchou.shared.Role.Names.PLANNER;
import static org.mingchou.shared.Role.Names.SUPERVISOR;
import static org.mingchou.shared.Role.Names.SYSTEM_ADMIN;
import static org.mingchou.shared.Role.Names.WITNESS;

import jakarta.annotation.security.RolesAllowed;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.shared.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own key, and the second person's word on a key in place of another. */
@RestController
@RequestMapping("/api/party-keys")
class PartyKeyController {

    record Registration(
            @Nullable String publicKey, @Nullable String reason) {}

    record Why(@Nullable String reason) {}

    record KeyView(
            long id,
            String displayName,
            String publicKey,
            String fingerprint,
            String reason,
            OffsetDateTime registeredAt) {}

    /**
     * @param key the one that counts
     * @param waiting the one that waits for a second person
     * @param needsConsent a key registered now would need a second person
     * @param drawUnderWay number of the draw that forbids a change now
     */
    record Mine(
            @Nullable KeyView key,
            @Nullable KeyView waiting,
            boolean needsConsent,
            @Nullable String drawUnderWay) {}

    private final PartyKeys keys;

    PartyKeyController(PartyKeys keys) {
        this.keys = keys;
    }

    @RolesAllowed({PLANNER, PARTY, WITNESS, SUPERVISOR})
    @GetMapping("/mine")
    Mine mine(Actor actor) {
        var account = actor.accountId();
        var key = keys.of(account);
        return new Mine(
                key.map(PartyKeyController::view).orElse(null),
                keys.waiting(account).map(PartyKeyController::view).orElse(null),
                key.isPresent() || keys.passwordWasReset(account),
                keys.drawUnderWay(account).orElse(null));
    }

    @RolesAllowed({PLANNER, PARTY, WITNESS, SUPERVISOR})
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mine register(@RequestBody Registration body, Actor actor) {
        keys.register(actor, body.publicKey(), body.reason());
        return mine(actor);
    }

    @RolesAllowed(SYSTEM_ADMIN)
    @GetMapping
    List<KeyView> waiting(Actor actor) {
        return keys.waitingIn(actor.regionCode()).stream()
                .map(PartyKeyController::view)
                .toList();
    }

    @RolesAllowed(SYSTEM_ADMIN)
    @PostMapping("/{id}/consent")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void consent(@PathVariable long id, @RequestBody Why body, Actor actor) {
        keys.decide(actor, id, true, body.reason());
    }

    @RolesAllowed(SYSTEM_ADMIN)
    @PostMapping("/{id}/reject")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reject(@PathVariable long id, @RequestBody Why body, Actor actor) {
        keys.decide(actor, id, false, body.reason());
    }

    private static KeyView view(PartyKeys.Key key) {
        return new KeyView(
                key.id(),
                key.displayName(),
                key.publicKey(),
                key.fingerprint(),
                key.reason(),
                key.registeredAt().atZoneSameInstant(BusinessClock.ZONE).toOffsetDateTime());
    }
}
