package org.mingchou.draw.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Embedded.OnEmpty;
import org.springframework.data.relational.core.mapping.Table;

/**
 * One draw of a plan. What happened at each step is written once and never changed; files are in the blob store under
 * the digests held here.
 *
 * @param prev number of the void draw that this one repeats
 * @param beacon {@code none}, or kind and name, e.g. {@code live:dice}; of a public round bound at the opening, e.g.
 *     {@code lottery:ssq:20260514}
 * @param xaudit basis points of the excluded that are audited (§3.6.1); null for draws frozen before there was an audit
 */
@Table(schema = "draw", name = "draw")
record Draw(
        @Id @Nullable Long id,
        @Version int version,
        String regionCode,
        long planId,
        String drawNo,
        @Nullable String prev,
        DrawState state,
        long leadDepartmentId,
        int revealMinutes,
        String beacon,
        @Nullable Integer xaudit,
        @Embedded(onEmpty = OnEmpty.USE_EMPTY) Frame frame,
        Instant frozenAt,
        @Embedded(onEmpty = OnEmpty.USE_NULL) @Nullable Opening opening,
        @Embedded(onEmpty = OnEmpty.USE_NULL) @Nullable Beacon thrown,
        @Embedded(onEmpty = OnEmpty.USE_NULL) @Nullable Outcome outcome,
        @Embedded(onEmpty = OnEmpty.USE_NULL) @Nullable Closing closing,
        @Embedded(onEmpty = OnEmpty.USE_NULL) @Nullable Withholding withholding,
        @Embedded(onEmpty = OnEmpty.USE_NULL) @Nullable Second second,
        @Embedded(onEmpty = OnEmpty.USE_NULL) @Nullable Voiding voiding) {

    /** @param saltKey 64 hex, known to the parties only */
    record Frame(
            String frameDigest,
            String frameRoot,
            @Nullable String frameSalted,
            long frameCount,
            long eligibleCount,
            String saltKey) {}

    record Opening(String paramsDigest, Instant openedAt, Instant revealDeadline) {}

    record Beacon(String beaconText, Instant beaconAt) {}

    /** @param xauditDigest of xaudit.tsv, when the draw audits its exclusions */
    record Outcome(
            String seed,
            String revealDigest,
            String resultDigest,
            @Nullable String xauditDigest,
            long shortfall,
            Instant computedAt) {}

    record Closing(String confirmationsDigest, Instant confirmedAt) {}

    /** @param beacon2Text the dice thrown in place of what was withheld, once thrown */
    record Withholding(
            Instant withheldAt,
            @Nullable String beacon2Text,
            @Nullable Instant beacon2At) {}

    record Second(String secondSeed, String reveal2Digest, Instant settledAt) {}

    record Voiding(VoidReason voidReason, Instant voidedAt) {}

    static Draw freeze(
            String regionCode,
            long planId,
            long leadDepartmentId,
            String drawNo,
            @Nullable String prev,
            int revealMinutes,
            String beacon,
            int xaudit,
            Frame frame,
            Instant at) {
        return new Draw(
                null,
                0,
                regionCode,
                planId,
                drawNo,
                prev,
                DrawLife.TABLE.initial(),
                leadDepartmentId,
                revealMinutes,
                beacon,
                xaudit,
                frame,
                at,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** @param round the beacon bound to its round */
    Draw open(String paramsDigest, String round, Instant at) {
        var next = new Steps(this);
        next.beacon = round;
        next.opening = new Opening(paramsDigest, at, revealDeadline(at));
        return next.after(DrawAct.OPEN);
    }

    Instant revealDeadline(Instant openedAt) {
        return openedAt.plusSeconds(60L * revealMinutes);
    }

    Draw completeReveal() {
        return new Steps(this).after(DrawAct.COMPLETE_REVEAL);
    }

    Draw setBeacon(String text, Instant at) {
        var next = new Steps(this);
        next.thrown = new Beacon(text, at);
        return next.after(DrawAct.SET_BEACON);
    }

    Draw compute(Outcome computed) {
        var next = new Steps(this);
        next.outcome = computed;
        return next.after(DrawAct.COMPUTE);
    }

    Draw close(Closing closed) {
        var next = new Steps(this);
        next.closing = closed;
        return next.after(DrawAct.CLOSE_CONFIRMATIONS);
    }

    Draw withhold(Instant at) {
        var next = new Steps(this);
        next.withholding = new Withholding(at, null, null);
        return next.after(DrawAct.WITHHOLD);
    }

    Draw settle(Second settled) {
        var next = new Steps(this);
        next.second = settled;
        return next.after(DrawAct.SETTLE);
    }

    /** @param thrown the dice in place of what was withheld */
    Draw settleWithheld(Second settled, String thrown) {
        var next = new Steps(this);
        next.withholding = new Withholding(withheld().withheldAt(), thrown, settled.settledAt());
        next.second = settled;
        return next.after(DrawAct.SET_SECOND_BEACON);
    }

    Draw voided(VoidReason reason, Instant at) {
        var next = new Steps(this);
        next.voiding = new Voiding(reason, at);
        return next.after(DrawAct.VOID);
    }

    /** What an act changes; everything else stays as it was. */
    private static final class Steps {
        private final Draw before;
        private String beacon;
        private @Nullable Opening opening;
        private @Nullable Beacon thrown;
        private @Nullable Outcome outcome;
        private @Nullable Closing closing;
        private @Nullable Withholding withholding;
        private @Nullable Second second;
        private @Nullable Voiding voiding;

        Steps(Draw before) {
            this.before = before;
            this.beacon = before.beacon;
            this.opening = before.opening;
            this.thrown = before.thrown;
            this.outcome = before.outcome;
            this.closing = before.closing;
            this.withholding = before.withholding;
            this.second = before.second;
            this.voiding = before.voiding;
        }

        Draw after(DrawAct act) {
            return new Draw(
                    before.id,
                    before.version,
                    before.regionCode,
                    before.planId,
                    before.drawNo,
                    before.prev,
                    DrawLife.TABLE.apply(before.state, act),
                    before.leadDepartmentId,
                    before.revealMinutes,
                    beacon,
                    before.xaudit,
                    before.frame,
                    before.frozenAt,
                    opening,
                    thrown,
                    outcome,
                    closing,
                    withholding,
                    second,
                    voiding);
        }
    }

    /** Refuses, without changing anything, when the state does not allow an act. */
    void require(DrawAct act) {
        DrawLife.TABLE.apply(state, act);
    }

    boolean revealOverdue(Instant now) {
        return state == DrawState.OPENED && opening != null && now.isAfter(opening.revealDeadline());
    }

    /** The identity once stored. */
    long key() {
        if (id == null) {
            throw new IllegalStateException("the draw is not stored yet");
        }
        return id;
    }

    Opening opened() {
        return stepOf(opening);
    }

    Beacon beaconSet() {
        return stepOf(thrown);
    }

    Outcome drawn() {
        return stepOf(outcome);
    }

    Closing confirmed() {
        return stepOf(closing);
    }

    Withholding withheld() {
        return stepOf(withholding);
    }

    Second settled() {
        return stepOf(second);
    }

    private <T> T stepOf(@Nullable T step) {
        if (step == null) {
            throw new IllegalStateException("draw " + drawNo + " is only " + state);
        }
        return step;
    }
}
